"""The rota as rows: rotations, overrides, leave, and what the database itself refuses."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

import psycopg
import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.accounts import actions as accounts
from kajo.accounts.models import Staff
from kajo.law.calendar import DAY, legal_day
from kajo.rota import actions, queries
from kajo.rota.models import Leave, Override, Rotation, Speaks
from kajo.rota.terms import MINUTES_A_DAY, MINUTES_A_WEEK, Duty, Language, Layer, Span
from tests.factories import watch
from tests.rota.conftest import HOUR

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def rotated(actor, who, at, *, duty=Duty.LINE, start=0, minutes=MINUTES_A_WEEK, first=0, days=None):
    until_on = None if days is None else TODAY + (first + days) * DAY
    return actions.rotate(
        actor, None, duty=duty, staff=who.id, from_minute=start, minutes=minutes,
        from_on=TODAY + first * DAY, until_on=until_on, at=at,
    )  # fmt: skip


def test_a_manager_gives_a_duty_and_it_is_known_who_has_it(marja, mikko, veikko, aino, put, at):
    put(mikko, -1, 8)
    assert watch.last() == [("rota.override", "done")]
    put(veikko, 8, 16)
    put(marja, -1, 8, Duty.BACKUP)
    put(aino, -1, 8, Duty.DECIDER)

    line = queries.on_duty(Duty.LINE, at)
    decider = queries.on_duty(Duty.DECIDER, at)

    assert (line.now.name, line.then.name, line.backup.name) == ("Mikko", "Veikko", "Marja")
    assert line.now.until_at == line.then.from_at == at + 8 * HOUR
    assert (decider.now.staff, decider.then) == (aino.id, None)
    assert queries.on_duty(Duty.LINE, at + 20 * HOUR).now is None


def test_a_base_rotation_is_made_and_ended_and_its_row_stays(marja, mikko, at):
    made = rotated(marja, mikko, at)
    assert watch.last() == [("rota.rotate", "done")]
    assert queries.on_duty(Duty.LINE, at + 8 * DAY).now.staff == mikko.id

    actions.end_rotation(marja, made.pk, until_on=TODAY, at=at)

    assert watch.last() == [("rota.end_rotation", "done")]
    assert queries.on_duty(Duty.LINE, at + 8 * DAY).now is None
    row = Rotation.objects.get()
    assert (row.until_on, row.ended_by_id) == (TODAY, marja.id)
    with pytest.raises(Refused):
        actions.end_rotation(marja, made.pk, until_on=TODAY, at=at)
    with pytest.raises(NotFound):
        actions.end_rotation(marja, uuid4(), until_on=TODAY, at=at)


@pytest.mark.parametrize(
    ("start", "minutes"),
    [(0, 60), (60, 30), (MINUTES_A_WEEK - 60, 120), (MINUTES_A_DAY, MINUTES_A_WEEK)],
    ids=["at the start", "within", "over the end of the week", "the whole week"],
)
def test_two_people_never_share_a_stretch_of_the_base(marja, mikko, veikko, at, start, minutes):
    rotated(marja, mikko, at, start=0, minutes=MINUTES_A_DAY)

    with pytest.raises(Refused):
        rotated(marja, veikko, at, start=start, minutes=minutes)

    rotated(marja, veikko, at, start=MINUTES_A_DAY, minutes=60)
    assert Rotation.objects.count() == 2


def test_nobody_has_two_duties_at_once_in_the_base(marja, mikko, at):
    rotated(marja, mikko, at, start=0, minutes=600)

    with pytest.raises(Refused):
        rotated(marja, mikko, at, duty=Duty.BACKUP, start=540, minutes=600)


def test_rotations_of_other_weeks_and_dates_do_not_meet(marja, mikko, veikko, at):
    rotated(marja, mikko, at, first=0, days=14)
    rotated(marja, veikko, at, first=14, days=14)

    assert queries.on_duty(Duty.LINE, at + 20 * DAY).now.name == "Veikko"


@pytest.mark.parametrize(("first", "days"), [(-1, 7), (2, 0)])
def test_days_gone_by_or_in_the_wrong_order_are_refused(marja, mikko, at, first, days):
    with pytest.raises(Refused):
        rotated(marja, mikko, at, first=first, days=days)

    assert not Rotation.objects.exists()


def test_only_whoever_may_decide_is_the_decision_maker_on_call(marja, mikko, put):
    with pytest.raises(Refused):
        put(mikko, 1, 2, Duty.DECIDER)

    put(marja, 1, 2, Duty.DECIDER)


@pytest.mark.parametrize(("first", "last"), [(3, 3), (5, 4), (-3, -1), (1, 24 * 40)])
def test_an_override_that_makes_no_sense_is_refused(mikko, put, first, last):
    with pytest.raises(Refused):
        put(mikko, first, last)

    assert not Override.objects.exists()


def test_a_later_override_lies_over_an_earlier_one_whose_row_stays(mikko, veikko, put, at):
    put(mikko, 0, 10)
    put(veikko, 4, 6)

    found = queries.turns({Duty.LINE}, Span(at, at + 10 * HOUR))[Duty.LINE]

    assert [each.who for each in found] == [str(mikko.id), str(veikko.id), str(mikko.id)]
    assert {each.layer for each in found} == {Layer.OVERRIDE}
    assert Override.objects.filter(superseded_at__isnull=False).count() == 1
    assert Override.objects.count() == 4


def test_an_override_prevails_over_the_base(marja, mikko, veikko, put, at):
    rotated(marja, mikko, at)
    put(veikko, 1, 2)

    assert queries.on_duty(Duty.LINE, at + 1.5 * HOUR).now.staff == veikko.id
    assert queries.on_duty(Duty.LINE, at + 8 * DAY).now.staff == mikko.id


def test_somebody_with_another_duty_is_refused(mikko, put):
    put(mikko, 0, 10, Duty.BACKUP)

    with pytest.raises(Refused):
        put(mikko, 9, 12)


def test_leave_makes_a_gap_and_bars_from_overrides_until_it_is_taken_back(marja, mikko, veikko, put, at):
    put(mikko, 24, 72)
    days = {"from_on": TODAY, "until_on": TODAY + 5 * DAY}
    away = actions.leave(marja, None, staff=mikko.id, **days, at=at)
    assert watch.last() == [("rota.leave", "done")]

    assert queries.turns({Duty.LINE}, Span(at, at + 72 * HOUR))[Duty.LINE] == ()
    with pytest.raises(Refused):
        put(mikko, 30, 31)
    with pytest.raises(Refused):
        actions.leave(marja, None, staff=mikko.id, **days, at=at)
    actions.end_leave(marja, away.pk, at=at)
    assert watch.last() == [("rota.end_leave", "done")]

    assert len(queries.turns({Duty.LINE}, Span(at, at + 72 * HOUR))[Duty.LINE]) == 1
    with pytest.raises(Refused):
        actions.end_leave(marja, away.pk, at=at)
    assert Leave.objects.count() == 1


def test_leave_that_has_begun_keeps_its_days_gone_by(marja, mikko, at):
    away = actions.leave(marja, None, staff=mikko.id, from_on=TODAY - 3 * DAY, until_on=TODAY + 5 * DAY, at=at)

    actions.end_leave(marja, away.pk, at=at)

    kept = Leave.objects.get(ended_at__isnull=True)
    assert (kept.from_on, kept.until_on) == (TODAY - 3 * DAY, TODAY)


@pytest.mark.parametrize(("first", "days"), [(0, 0), (-5, 3), (0, 400)])
def test_leave_of_days_that_make_no_sense_is_refused(marja, mikko, at, first, days):
    with pytest.raises(Refused):
        actions.leave(
            marja, None, staff=mikko.id, from_on=TODAY + first * DAY, until_on=TODAY + (first + days) * DAY, at=at
        )


def test_whoever_loses_the_role_or_leaves_is_on_duty_no_more(member, marja, mikko, put, at):
    put(mikko, -1, 300)
    accounts.leave(member("anna"), Staff.objects.get(pk=mikko.id), at=at)

    assert queries.on_duty(Duty.LINE, at + 30 * HOUR).now is None


def test_languages_are_noted_and_end(marja, mikko, at):
    actions.speak(marja, None, staff=mikko.id, languages=[Language.FI, Language.SV], at=at)
    assert watch.last() == [("rota.speak", "done")]
    actions.speak(marja, None, staff=mikko.id, languages=[Language.SV, Language.EN], at=at)

    kept = Speaks.objects.filter(ended_at__isnull=True).values_list("language", flat=True)
    assert sorted(kept) == ["en", "sv"]
    assert Speaks.objects.count() == 3


def test_an_officer_changes_nothing_of_the_rota(mikko, veikko, at):
    with pytest.raises(NotFound):
        actions.override(mikko, None, duty=Duty.LINE, staff=veikko.id, from_at=at, until_at=at + HOUR, at=at)
    assert watch.last() == [("rota.override", "forbidden")]
    for call in (
        lambda: actions.leave(mikko, None, staff=veikko.id, from_on=TODAY, until_on=TODAY + DAY, at=at),
        lambda: rotated(mikko, veikko, at),
        lambda: actions.speak(mikko, None, staff=veikko.id, languages=[], at=at),
    ):
        with pytest.raises(NotFound):
            call()
    assert not Override.objects.exists()


def test_what_was_laid_down_is_not_written_over(marja, mikko, veikko, put, at):
    row = put(mikko, 1, 2)

    with pytest.raises(NotFound), acting(marja, Verb.ROTA_OVERRIDE):
        Override.objects.filter(pk=row.pk).update(staff=veikko.id)

    assert Override.objects.get().staff_id == mikko.id


ROTATION = (
    "insert into rota_rotation (id, duty, staff_id, from_minute, minutes, from_on, until_on, made_at)"
    " values (gen_random_uuid(), %s, %s, %s, %s, %s, %s, now())"
)
OVERRIDE = (
    "insert into rota_override (id, duty, staff_id, from_at, until_at, made_at, superseded_at)"
    " values (gen_random_uuid(), %s, %s, %s, %s, now(), %s)"
)


@pytest.fixture
def raw(marja, mikko, veikko, as_role):
    """Return the administrator, past walls and triggers: only the own constraints of the tables hold there."""
    connection = as_role("postgres")
    connection.execute("set session_replication_role = replica")
    yield connection
    connection.rollback()


def refused(connection, statement, *values):
    try:
        with connection.transaction():
            connection.execute(statement, values)
    except psycopg.errors.ExclusionViolation as error:
        return error.diag.constraint_name
    return ""


def test_the_database_stores_no_overlap_whoever_writes(raw, mikko, veikko):
    day, m, v = "2026-06-01", mikko.id, veikko.id
    noon, two, three = (f"{day} {hour}:00+00" for hour in (12, 14, 15))

    assert refused(raw, ROTATION, "line", m, 10000, 200, day, None) == ""
    assert refused(raw, ROTATION, "line", v, 0, 60, day, None) == "rotation_one_person_a_duty"
    assert refused(raw, ROTATION, "backup", m, 100, 60, day, None) == "rotation_one_duty_a_person"
    assert refused(raw, ROTATION, "line", v, 120, 60, day, None) == "", "where one ends another may start"
    assert refused(raw, ROTATION, "backup", v, 0, 60, day, None) == "", "another duty is another matter"
    assert refused(raw, ROTATION, "line", v, 0, 60, "2026-01-01", day) == "", "until a day is not on it"
    assert refused(raw, OVERRIDE, "line", m, noon, two, None) == ""
    assert refused(raw, OVERRIDE, "line", v, noon, three, None) == "override_one_person_a_duty"
    assert refused(raw, OVERRIDE, "backup", m, noon, three, None) == "override_one_duty_a_person"
    assert refused(raw, OVERRIDE, "line", v, two, three, None) == ""
    assert refused(raw, OVERRIDE, "line", v, noon, three, noon) == "", "what is superseded is history"


def test_the_database_keeps_one_open_swap_of_a_turn_and_one_leave(raw, mikko, veikko):
    swap = (
        "insert into rota_swap (id, duty, asker_id, asked_id, from_at, until_at, state, asked_at)"
        " values (gen_random_uuid(), 'line', %s, %s, '2026-06-01 06:00+00', '2026-06-01 14:00+00', %s, now())"
    )
    leave = (
        "insert into rota_leave (id, staff_id, from_on, until_on, made_at)"
        " values (gen_random_uuid(), %s, '2026-06-01', '2026-06-08', now())"
    )

    assert refused(raw, swap, mikko.id, veikko.id, "asked") == ""
    assert refused(raw, swap, veikko.id, mikko.id, "accepted") == "swap_one_open_of_a_turn"
    assert refused(raw, leave, mikko.id) == ""
    assert refused(raw, leave, mikko.id) == "leave_once"
    assert refused(raw, leave, veikko.id) == ""


def test_no_extension_is_needed(raw):
    assert raw.execute("select extname from pg_extension").fetchall() == [("plpgsql",)]
