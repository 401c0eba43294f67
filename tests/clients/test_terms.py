"""The words of knowing a person."""

from __future__ import annotations

from django.utils.translation import gettext, override

from kajo.clients.terms import Tongue


def test_languages_are_listed_in_the_readers_alphabet_the_official_ones_first_and_another_last():
    for language in ("fi", "sv", "en"):
        with override(language):
            listed = Tongue.listed(gettext)

        codes, names = zip(*listed, strict=True)
        assert sorted(codes) == sorted(str(each) for each in Tongue)
        assert codes[:3] == ("fi", "sv", "en")
        assert codes[-1] == "other"
        assert list(names[3:-1]) == sorted(names[3:-1])


def test_languages_are_named_in_the_readers_language():
    with override("fi"):
        assert dict(Tongue.listed(gettext))["th"] == "thai"
    with override("sv"):
        assert dict(Tongue.listed(gettext))["fi"] == "finska"
