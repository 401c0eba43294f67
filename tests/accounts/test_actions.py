"""What may be done with people and their roles, by whom, and that it leaves a trace."""

from __future__ import annotations

from datetime import date, timedelta

import psycopg
import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.roles import CONSOLE, SYSTEM, VISITOR, Actor, Role
from kajo.access.verbs import Verb
from kajo.accounts import actions, queries
from kajo.accounts.models import Login, Office, Posting, RoleAssignment, Staff
from kajo.accounts.sign_in import factors
from kajo.law.calendar import legal_day
from kajo.ledger.guarded import Unrecorded
from tests.factories.people import PASSWORD, acting_as, hired, proven

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Staff:
    return hired("anna", Role.ADMINISTRATOR)


@pytest.fixture
def admin(anna: Staff) -> Actor:
    return acting_as(anna)


@pytest.fixture
def veikko() -> Staff:
    return hired("veikko", Role.CASE_WORKER)


def two() -> list[actions.NewPerson]:
    return [actions.NewPerson("anna", "Anna", PASSWORD), actions.NewPerson("otto", "Otto", PASSWORD)]


def test_an_empty_installation_begins_with_two_administrators(trail):
    made = actions.first_administrators(CONSOLE, None, people=two(), at=now())

    assert [each.name for each in made] == ["Anna", "Otto"]
    assert set(RoleAssignment.objects.values_list("role", "granted_by")) == {("administrator", None)}
    assert [each.login.password_until_at is not None for each in made] == [True, True]
    assert trail[-1] == ("console", "staff.first", "done")


def test_the_first_administrators_are_made_once():
    actions.first_administrators(CONSOLE, None, people=two(), at=now())

    with pytest.raises(Refused, match="already"):
        actions.first_administrators(CONSOLE, None, people=two(), at=now())


@pytest.mark.parametrize("number", [0, 1, 3])
def test_one_administrator_is_not_enough(number):
    people = [*two(), actions.NewPerson("ulla", "Ulla", PASSWORD)][:number]

    with pytest.raises(Refused, match="two administrators"):
        actions.first_administrators(CONSOLE, None, people=people, at=now())
    assert not Login.objects.exists()


@pytest.mark.parametrize(
    ("login", "name", "field"),
    [("Anna Virta", "Anna", "login"), ("anna!", "Anna", "login"), ("a", "Anna", "login"), ("a" * 41, "Anna", "login"),
     ("anna\n.", "Anna", "login"), ("anna", "A" * 121, "name"), ("anna", "", "name")],
)  # fmt: skip
def test_what_is_no_login_and_no_name_is_refused_and_makes_nobody(login, name, field):
    people = [actions.NewPerson("otto", "Otto", PASSWORD), actions.NewPerson(login, name, PASSWORD)]

    with pytest.raises(Refused) as refused:
        actions.first_administrators(CONSOLE, None, people=people, at=now())

    assert refused.value.field == field
    assert not Login.objects.exists()


@pytest.mark.parametrize("actor", [VISITOR, SYSTEM])
def test_nobody_else_makes_the_first_administrators(actor):
    with pytest.raises(NotFound):
        actions.first_administrators(actor, None, people=two(), at=now())


def test_an_administrator_makes_a_person_and_gives_a_role(admin, trail):
    at = now()
    staff = actions.make_staff(admin, None, login="Hilla", name="Hilla", password=PASSWORD, office=2, at=at)
    granted = actions.grant_role(
        proven(admin, "role.grant", staff), staff, role=Role.CASE_WORKER, from_on=legal_day(at), at=at
    )

    assert staff.login.login == "hilla"
    assert (granted.granted_by_id, granted.ended_at) == (admin.id, None)
    assert acting_as(staff).office == 2
    assert [each[1:] for each in trail[-2:]] == [("staff.make", "done"), ("role.grant", "done")]


def test_nobody_grants_to_oneself(admin, anna):
    with pytest.raises(Refused, match="oneself"):
        actions.grant_role(
            proven(admin, "role.grant", anna), anna, role=Role.DIRECTOR, from_on=legal_day(now()), at=now()
        )


def test_the_database_refuses_a_role_given_to_oneself(anna):
    with pytest.raises(IntegrityError, match="role_nobody_grants_to_oneself"), acting(CONSOLE, Verb.STAFF_MAKE):
        RoleAssignment.objects.create(
            staff=anna, role="director", from_on=date(2026, 1, 1), granted_by=anna, granted_at=now()
        )


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.DIRECTOR, Role.MANAGER, Role.DATA_PROTECTION])
def test_whoever_is_no_administrator_gives_no_role(role, veikko):
    other = acting_as(hired("other", role), step_up="role.grant")

    with pytest.raises(NotFound):
        actions.grant_role(other, veikko, role=Role.DIRECTOR, from_on=legal_day(now()), at=now())


def test_a_partners_role_is_for_partners_people_and_no_other(admin, veikko):
    pihla = hired("pihla", Role.PROVIDER)
    for staff, role in ((veikko, Role.PROVIDER), (pihla, Role.DIRECTOR)):
        with pytest.raises(Refused) as refused:
            actions.grant_role(proven(admin, "role.grant", staff), staff, role=role, from_on=legal_day(now()), at=now())
        assert refused.value.field == "role"


def test_a_role_is_not_held_twice(admin, veikko):
    with pytest.raises(Refused):
        actions.grant_role(
            proven(admin, "role.grant", veikko), veikko, role=Role.CASE_WORKER, from_on=legal_day(now()), at=now()
        )


def lent(admin, staff, begins, ends, at):
    today = legal_day(at)
    return actions.grant_role(
        proven(admin, "role.grant", staff), staff, role=Role.DUTY_OFFICER, from_on=today + timedelta(days=begins),
        until_on=today + timedelta(days=ends) if ends else None, at=at,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("begins", "ends"), [(10, 20), (5, 15), (15, 25), (12, 18), (5, 25), (19, None), (0, None), (0, 11), (19, 20)]
)
def test_a_role_is_not_given_for_days_on_which_it_is_held(admin, veikko, begins, ends):
    at = now()
    lent(admin, veikko, 10, 20, at)

    with pytest.raises(Refused, match="on some of these days") as refused:
        lent(admin, veikko, begins, ends, at)

    assert refused.value.field == "role"
    assert RoleAssignment.objects.filter(staff=veikko, role="duty_officer").count() == 1


@pytest.mark.parametrize(("begins", "ends"), [(5, 10), (20, 25), (20, None), (0, 10)])
def test_days_that_only_touch_are_given(admin, veikko, begins, ends):
    at = now()
    lent(admin, veikko, 10, 20, at)

    lent(admin, veikko, begins, ends, at)

    assert RoleAssignment.objects.filter(staff=veikko, role="duty_officer").count() == 2


def test_a_role_that_was_ended_can_be_given_again_for_the_same_days(admin, veikko):
    at = now()
    actions.end_role(admin, lent(admin, veikko, 0, 20, at), at=at)

    lent(admin, veikko, 0, 20, at)

    assert acting_as(veikko).roles == {Role.CASE_WORKER, Role.DUTY_OFFICER}


def test_another_role_and_another_person_stand_in_no_ones_way(admin, veikko):
    at = now()
    lent(admin, veikko, 0, 20, at)

    lent(admin, hired("other"), 0, 20, at)
    actions.grant_role(proven(admin, "role.grant", veikko), veikko, role=Role.MANAGER, from_on=legal_day(at), at=at)

    assert acting_as(veikko).roles == {Role.CASE_WORKER, Role.DUTY_OFFICER, Role.MANAGER}


def test_a_role_does_not_begin_before_today(admin, veikko):
    with pytest.raises(Refused) as refused:
        lent(admin, veikko, -1, None, now())

    assert refused.value.field == "from_on"
    assert not RoleAssignment.objects.filter(staff=veikko, role="duty_officer").exists()


def test_whoever_has_left_is_given_no_role(admin, veikko):
    actions.leave(admin, veikko, at=now())

    with pytest.raises(Refused, match="has left already"):
        lent(admin, veikko, 0, None, now())


def test_a_role_ends_once_and_is_kept_as_history(admin, veikko):
    row = RoleAssignment.objects.get(staff=veikko)
    actions.end_role(admin, row, at=now())

    with pytest.raises(Refused, match="ended already"):
        actions.end_role(admin, row, at=now())
    kept = RoleAssignment.objects.get(pk=row.pk)
    assert (kept.ended_by_id, kept.role) == (admin.id, "case_worker")
    assert acting_as(veikko).roles == frozenset()


def test_two_administrators_must_remain(admin):
    otto = hired("otto", Role.ADMINISTRATOR)
    row = RoleAssignment.objects.get(staff=otto)
    with pytest.raises(Refused, match="Two administrators must remain"):
        actions.end_role(admin, row, at=now())
    with pytest.raises(Refused, match="Two administrators must remain"):
        actions.leave(admin, otto, at=now())

    hired("ulla", Role.ADMINISTRATOR)
    actions.leave(admin, otto, at=now())

    assert acting_as(Staff.objects.get(pk=otto.pk)).roles == frozenset()


def test_whoever_leaves_loses_roles_posting_sign_in_and_second_factor(admin, veikko):
    actions.leave(admin, veikko, at=now())

    login = Login.objects.get(login="veikko")
    assert (login.is_active, factors.is_enrolled(login)) == (False, False)
    assert not RoleAssignment.objects.filter(staff=veikko, ended_at=None).exists()
    assert not Posting.objects.filter(staff=veikko, until_on=None).exists()
    with pytest.raises(Refused, match="left already"):
        actions.leave(admin, veikko, at=now())


def test_nobody_leaves_by_the_own_hand(admin, anna):
    with pytest.raises(Refused):
        actions.leave(admin, anna, at=now())


def test_a_new_posting_ends_the_former_on_its_first_day(admin, veikko):
    day = legal_day(now()) + timedelta(days=1)

    actions.post(admin, veikko, office=3, from_on=day, at=now())

    assert list(Posting.objects.filter(staff=veikko).order_by("from_on").values_list("office", "until_on")) == [
        (1, day),
        (3, None),
    ]


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2023, 1, 1)])
def test_nobody_is_posted_to_an_office_that_was_not_open(admin, day):
    with pytest.raises(Refused, match="not open"):
        actions.make_staff(admin, None, login="oona", name="Oona", password=PASSWORD, office=4, from_on=day, at=now())


def test_oulu_was_open_from_2020_to_2022(admin):
    for login, day in (("first", date(2020, 1, 1)), ("last", date(2022, 12, 31))):
        actions.make_staff(admin, None, login=login, name=login, password=PASSWORD, office=4, from_on=day, at=now())


def test_offices_are_those_of_the_assistance_system():
    assert list(Office.objects.order_by("code").values_list("code", "name_fi", "name_sv")) == [
        (1, "Joutseno", "Joutseno"),
        (2, "Tampere", "Tammerfors"),
        (3, "Helsinki", "Helsingfors"),
        (4, "Oulu", "Uleåborg"),
    ]


def test_a_login_is_taken_once_and_has_a_shape(admin):
    facts = {"name": "X", "password": PASSWORD, "office": 1, "at": now()}
    actions.make_staff(admin, None, login="hilla", **facts)
    with pytest.raises(Refused, match="taken"):
        actions.make_staff(admin, None, login=" HILLA ", **facts)
    with pytest.raises(Refused, match="small letters"):
        actions.make_staff(admin, None, login="hilla & co", **facts)
    with pytest.raises(IntegrityError, match="login_is_lowercase"):
        Login(login="hilla & co", made_at=now()).save(force_insert=True)


@pytest.mark.parametrize("place", [{}, {"office": 1, "organisation": "Example"}])
def test_a_person_belongs_to_an_office_or_to_a_partner(admin, place):
    with pytest.raises(Refused):
        actions.make_staff(admin, None, login="hilla", name="X", password=PASSWORD, at=now(), **place)
    assert not Login.objects.filter(login="hilla").exists()


def test_recovery_is_another_administrators_deed_and_takes_all_factors(anna, veikko):
    admin = acting_as(anna)
    actions.recover(proven(admin, "staff.recover", veikko), veikko, password="a password on paper", at=now())

    login = Login.objects.get(login="veikko")
    assert login.check_password("a password on paper")
    assert login.password_until_at is not None
    assert not factors.is_enrolled(login)
    with pytest.raises(Refused):
        actions.recover(proven(admin, "staff.recover", anna), anna, password="a password on paper", at=now())


def test_rows_of_people_are_written_inside_acts_only(veikko):
    with pytest.raises(Unrecorded):
        Staff.objects.filter(pk=veikko.pk).update(name="Other")


def test_the_list_shows_people_with_roles(admin, veikko):
    today = legal_day(now())
    shown = queries.staff_list(admin, None, on=today)

    assert [
        (each.name, each.office(today).office_name, [str(held.role) for held in each.held(today)]) for each in shown
    ] == [
        ("Anna", "Joutseno", ["administrator"]),
        ("Veikko", "Joutseno", ["case_worker"]),
    ]


def test_the_list_costs_the_same_for_two_and_for_ten(admin, veikko):
    with CaptureQueriesContext(connection) as few:
        queries.staff_list(admin, None, on=legal_day(now()))
    for number in range(8):
        hired(f"more{number}", Role.MANAGER)
    with CaptureQueriesContext(connection) as many:
        queries.staff_list(admin, None, on=legal_day(now()))

    assert len(few) == len(many)


def test_a_case_worker_has_no_list_of_people(veikko):
    with pytest.raises(NotFound):
        queries.staff_list(acting_as(veikko), None, on=legal_day(now()))


@pytest.mark.django_db(transaction=True)
def test_the_public_site_sees_no_login_and_no_visit(as_role):
    for table in ("accounts_login", "accounts_session", "accounts_staff", "mfa_authenticator"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            as_role("kajo_public", autocommit=True).execute(f"select 1 from {table}")
