"""The sign-in has no door left open, whatever somebody writes into the settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher, make_password
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.test import override_settings

from kajo.accounts.sign_in import checks
from kajo.settings import sign_in


@pytest.mark.parametrize("name", sorted(checks.NEVER))
def test_the_start_is_refused_with_a_door_open(name: str) -> None:
    with override_settings(**{name: "123456"}), pytest.raises(SystemCheckError, match=name):
        call_command("check")


@pytest.mark.parametrize("name", sorted(checks.ALWAYS))
def test_the_start_is_refused_without_our_own_guards(name: str) -> None:
    with override_settings(**{name: "other"}):
        assert name in str(checks.sign_in_is_closed(None))


def test_as_it_stands_nothing_is_open(settings: Any) -> None:
    assert checks.sign_in_is_closed(None) == []


def test_passwords_are_kept_with_argon2id() -> None:
    with override_settings(PASSWORD_HASHERS=sign_in.PASSWORD_HASHERS):
        kept = make_password("four-words-in-a-row")
        shown = get_hasher("argon2").safe_summary(kept)

    assert kept.startswith("argon2$argon2id$")
    assert "four-words" not in str(shown)


def test_the_cookie_is_for_this_host_and_no_script(settings: Any) -> None:
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == "Strict"
    assert settings.SESSION_COOKIE_NAME == "kajo_staff"
