"""What tests of what happened share."""

from __future__ import annotations

import pytest

from kajo.access.roles import Actor
from kajo.cases.models import Case
from kajo.facts.terms import About, Matter
from kajo.referrals.models import Referral
from tests.factories import line


@pytest.fixture
def referral(mikko: Actor) -> Referral:
    """Return a referral that Mikko received."""
    return line.referred(mikko)


@pytest.fixture
def about(referral: Referral) -> About:
    """Return the same as what a deed is about."""
    return About(Matter.REFERRAL, referral.pk)


@pytest.fixture
def case(mikko: Actor, aino: Actor, veikko: Actor) -> Case:
    """Return the case of a client whom Veikko works with."""
    return line.admitted(mikko, aino, veikko)


@pytest.fixture
def client_about(case: Case) -> About:
    """Return that case as what a deed is about."""
    return About(Matter.CASE, case.pk)
