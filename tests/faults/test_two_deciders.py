"""Two deciders sign the same draft at the same instant: it is signed once, and the other is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from kajo.access.roles import Role
from tests.factories import leaving, line, reflecting
from tests.factories.people import acting_as, hired, visiting
from tests.faults.test_twice import MET, at_once, opened, said, sent, shown

pytestmark = pytest.mark.django_db(transaction=True)


def a_refusal(mikko, aino, veikko):
    referral = line.referred(mikko)
    line.proposed_refusal(mikko, referral)
    return reverse("referrals:refuse", args=[referral.pk])


def a_removal(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    draft = leaving.drafted(veikko, case, datetime.now(UTC))
    return reverse("cases:remove", args=[case.pk, draft.pk])


def a_reflection_period(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    return reverse("cases:decide_reflection", args=[case.pk, reflecting.proposed(veikko, case).pk])


def a_childs_admission(mikko, aino, veikko):
    case = line.admitted(mikko, aino, veikko)
    draft = leaving.childs_draft(veikko, case, datetime.now(UTC))
    return reverse("cases:admit_child", args=[case.pk, draft.pk])


@pytest.mark.parametrize("drafted", [a_refusal, a_removal, a_reflection_period, a_childs_admission])
def test_it_is_signed_once_and_the_other_is_told(mikko, aino, veikko, tables, drafted):
    chief = acting_as(hired("chief", Role.DIRECTOR))
    address = drafted(mikko, aino, veikko)
    browsers = [visiting(aino), visiting(chief)]
    forms = [opened(browser, address) for browser in browsers]
    signed = "select count(*) from decisions_decision where state = 'signed'"
    [before] = tables.administrator.execute(signed).fetchone()

    answers = at_once(*(lambda b=b, f=f: sent(b, address, f) for b, f in zip(browsers, forms, strict=True)))

    assert sorted(each.status_code for each in answers) == [200, 302], [said(each) for each in answers]
    [after] = tables.administrator.execute(signed).fetchone()
    assert after == before + 1
    [told] = [each for each in answers if each.status_code == 200]
    assert MET in shown(told)
