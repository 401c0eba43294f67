"""The invented people come into the database as the deeds would have brought them, and only where nobody else is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import islice

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.models import Tie
from kajo.access.roles import CONSOLE
from kajo.access.verbs import Verb
from kajo.accounts.models import Login, Staff
from kajo.cases import queries as cases
from kajo.cases.models import Case, ReflectionPeriod, ServiceOrganiser, Standing
from kajo.clients.models import Person
from kajo.clients.terms import BirthPrecision, ClientCategory
from kajo.contacts.models import Contact
from kajo.decisions import queries as decisions
from kajo.decisions.models import Decision, Delegation, Letter
from kajo.desk import queries as desk
from kajo.law.calendar import legal_day
from kajo.ledger.models import Event
from kajo.referrals import queries as referrals
from kajo.referrals.models import Referral
from kajo.run import history
from kajo.run.history import check, loader, plan, staff, today
from kajo.run.history.decided import STEPS
from kajo.run.history.figures import What
from kajo.run.history.places import JOUTSENO, OULU
from kajo.statistics import queries as statistics
from kajo.work.models import Task
from tests.factories import line
from tests.run.replay import everything, named, replay, script, staff_member

pytestmark = pytest.mark.django_db
DAYS = [date(2008, 2, 29), date(2014, 6, 30), date(2019, 12, 31), date(2022, 6, 30), date(2024, 12, 31)]


@pytest.fixture(autouse=True)
def _demonstration(settings):
    settings.DEMO = True


@pytest.fixture(scope="module")
def families():
    return [family for part in loader.parts(plan.history()) for family in part]


@pytest.fixture
def sample(families, amount):
    """Every so-many-th family; all of them in a deep run."""
    step = len(families) // amount(200, len(families))
    return [person for family in families[::step] for person in family]


@pytest.fixture
def few(families):
    return [person for family in families[3000:3020] for person in family]


def looking():
    return acting(loader.LOADER, Verb.HISTORY_LOAD)


def looking_as(login: str):
    return acting(staff_member(login), Verb.DESK_VIEW)


def there_are() -> list[int]:
    """How many rows of each kind the director sees, with the staff."""
    with looking_as("aino"):
        return [model.objects.count() for model in (Contact, Referral, Decision, Person, Case, Task, Staff)]


def test_figures_are_those_of_the_people(sample):
    loader.load(sample)

    count = check.Count(sample)
    for day in DAYS:
        kept = statistics.figures(CONSOLE, None, on=day)
        clients = [case for _, case in count.clients if case.open_on(day)]
        assert kept.clients_in_services == len(clients)
        assert kept.children_of_clients_in_services == sum(case.open_on(day) for _, case in count.children)
        assert kept.entered_as_minors == sum(case.as_minor for case in clients)
        assert kept.admissions_since_2006 == sum(case.admitted_on <= day for _, case in count.clients)
        assert kept.clients_since_2006 == len({who.number for who, case in count.clients if case.admitted_on <= day})
        for year in kept.by_year:
            first, last = date(year.year, 1, 1), min(day, date(year.year, 12, 31))
            assert year.referrals == count._referrals(first, last, ())
            assert year.new_clients == len(count._stays(What.NEW, first, last))
            assert year.children_admitted == len(count._stays(What.CHILDREN_ADMITTED, first, last))
            assert year.removed == len(count._stays(What.REMOVED, first, last))
    assert statistics.differences(CONSOLE, None) == []


def test_every_decision_of_the_plan_is_a_row(sample):
    loader.load(sample)

    with looking():
        made = Counter(Decision.objects.filter(decided_on__lt=date(2026, 1, 1)).values_list("decided_on", flat=True))
        assert made == Counter(day for day in check.Count(sample)._decisions() if day < date(2026, 1, 1))
        assert not Decision.objects.filter(is_as_recorded=False, decided_on__lt=date(2026, 1, 1)).exists()
        assert not Letter.objects.exists()


def test_periods_of_loaded_people_are_rows_and_recovery_periods_stay_as_recorded(sample):
    loader.load(sample)

    planned = Counter(STEPS[span.step].value for person in sample for case in person.cases for span in case.spans)
    with looking():
        made = Counter(ReflectionPeriod.objects.filter(is_as_recorded=True).values_list("step", flat=True))
    assert made == planned
    assert made


def test_thirty_come_the_same_way_through_the_ordinary_deeds(families):
    possible = list(_replayable(families))
    with_children = [family for family in possible if len(family) > 1][:6]
    alone = [family for family in possible if len(family) == 1]
    chosen = with_children + alone[: 30 - sum(map(len, with_children))]
    loader.load([person for family in chosen for person in family])

    for family in chosen:
        with looking():
            loaded = _case_of(family[0])
            like = script(loaded)
        again = replay(family, like)
        with looking():
            assert everything(Case.objects.get(pk=again.pk)) == everything(loaded)


def _replayable(families) -> Iterator[list[plan.Person]]:
    """Families of one open case since the rule of organisers is known, with nothing that no deed does yet."""
    for family in families:
        client = family[0]
        if (
            client.category is not None
            and len(client.cases) == len(client.referrals) == 1
            and client.cases[0].admitted_on >= date(2025, 1, 1)
            and all(not each.cases[0].removal and not each.cases[0].spans for each in family)
            and client.birth_precision is not BirthPrecision.ESTIMATE
            and client.representative is None
        ):
            yield family


def _case_of(planned: plan.Person) -> Case:
    opened = Case.objects.filter(parent=None, opened_on=planned.cases[0].admitted_on).order_by("pk")
    return next(each for each in opened if named(each.person) == f"{planned.given_name} {planned.family_name}")


def test_one_event_for_each_deed_with_the_time_it_was_done(sample):
    loader.load(sample)

    with looking():
        past = Event.objects.filter(purpose="demonstration").exclude(verb__in=["history.load", "staff.make"])
        verbs = Counter(past.values_list("verb", flat=True))
        assert verbs["referral.receive"] == sum(len(person.referrals) for person in sample)
        assert verbs["client.meet"] == sum(person.category is not None for person in sample)
        assert verbs["case.open"] == sum(len(person.cases) for person in sample)
        assert verbs["case.record_standing"] == sum(len(c.standings) for person in sample for c in person.cases)
        first = past.filter(verb="referral.receive").order_by("at").first()
        assert first.at == min(referral.received_at for person in sample for referral in person.referrals)
        assert (first.actor, first.role, first.leaf) == ("console", "console", first.leaf_now())


def test_people_are_in_the_reach_of_those_who_work_with_them(sample):
    loader.load(sample)
    everybody = {login: staff_member(login) for login in ("aino", "marja", "veikko", "outi")}

    seen = {login: len(cases.cases(actor, None).lines) for login, actor in everybody.items()}
    assert seen["aino"] == seen["marja"] == cases.PAGE
    assert seen["outi"] == 0
    assert 0 < seen["veikko"] < cases.PAGE
    with looking():
        is_open = Case.objects.filter(removed_on=None, is_as_recorded=True)
        assert not is_open.exclude(subject__ties__how="assigned").exists()
        assert not Tie.objects.filter(staff=everybody["outi"].id).exists()


def test_loaded_cases_belong_to_the_team_of_their_worker_or_of_their_office(sample, families):
    at_oulu = [each for each in families if any(case.office_now == OULU for person in each for case in person.cases)]
    oulus = [person for family in at_oulu for person in family]
    loader.load([*oulus, *(person for person in sample if person not in oulus)])
    veikko = staff_member("veikko").id

    with looking():
        teams = dict(Case.objects.filter(team__isnull=False).values_list("team__name", "office").distinct())
        still = Case.objects.filter(removed_on=None)
        his = still.filter(subject__ties__staff=veikko, office=JOUTSENO).values_list("team__name", flat=True)
        assert teams == {"Joutseno 1": 1, "Joutseno 2": 1, "Tampere": 2, "Helsinki": 3, "Oulu": 4}
        assert set(his) == {"Joutseno 1"}
        assert not still.filter(team=None).exists()
        assert not Case.objects.filter(team=None).exclude(office=JOUTSENO).exists()


def test_every_page_of_loaded_people_opens(sample, amount):
    loader.load(sample)
    aino, on = staff_member("aino"), legal_day(datetime.now(UTC))
    with looking():
        opened = list(Case.objects.order_by("pk").values_list("pk", flat=True))[:: amount(12, 3)]
        asked = list(Referral.objects.order_by("pk").values_list("pk", flat=True))[:: amount(12, 3)]
        decided = list(Decision.objects.order_by("pk").values_list("pk", flat=True))[:: amount(24, 6)]

    assert all(cases.case(aino, key).key == key for key in opened)
    assert all(referrals.referral(aino, key).id == key for key in asked)
    assert all(decisions.decision(aino, key, on=on).id == key for key in decided)


def test_standing_before_the_rule_is_known_is_as_recorded(sample):
    loader.load(sample)

    with looking():
        early = Standing.objects.filter(from_on__lt=date(2025, 1, 1))
        assert early.exists()
        assert not early.filter(is_as_recorded=False).exists()
        assert not Standing.objects.filter(from_on__gte=date(2025, 1, 1), is_as_recorded=True).exists()
        by_rule = ServiceOrganiser.objects.filter(is_as_recorded=False)
        assert by_rule.exists()
        assert not by_rule.filter(basis="").exists()
        assert not ServiceOrganiser.objects.filter(is_as_recorded=True).exclude(basis="").exists()


def test_an_interrupted_loading_goes_on_where_it_stopped(families):
    everybody = [person for family in families[:560] for person in family]

    class Interrupted(list):
        def __iter__(self):
            yield from islice(super().__iter__(), len(self) - 10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        loader.load(Interrupted(everybody))
    with looking():
        assert 0 < Person.objects.count() < sum(person.category is not None for person in everybody)
    loader.load(everybody)

    with looking():
        assert Case.objects.filter(opened_on__lt=date(2026, 1, 1)).count() == sum(len(p.cases) for p in everybody)
    assert statistics.differences(CONSOLE, None) == []


def test_loading_again_changes_nothing(few):
    loader.load(few)
    before = there_are()

    history.load()

    assert there_are() == before
    assert min(before) > 0


def test_more_people_come_beside_them(few):
    loader.load(few)
    with looking():
        before = Person.objects.count()
        held = Tie.objects.filter(staff=staff_member("veikko").id).count()

    for _ in range(2):
        loader.load_many(15)

    with looking():
        assert Person.objects.count() == before + 30
        assert Tie.objects.filter(staff=staff_member("veikko").id).count() == held


def test_only_many_people_can_be_loaded_into_an_empty_database():
    loader.load_many(40)

    with looking():
        assert Person.objects.count() == 40
        assert Tie.objects.filter(staff=staff_member("veikko").id).exists()


@pytest.mark.parametrize("load", [loader.load, lambda: loader.load_many(5)])
def test_it_is_refused_among_real_people(mikko, load):
    line.called(mikko)

    assert not history.is_wanted()
    with pytest.raises(Refused):
        load()
    assert not Staff.objects.filter(login__login="pihla").exists()


def test_it_is_refused_where_somebody_works_already(mikko):
    assert not history.is_wanted()
    with pytest.raises(Refused):
        loader.load()


def test_it_is_refused_where_the_demonstration_is_not_on(settings):
    settings.DEMO = False

    assert history.is_wanted()
    with pytest.raises(Refused):
        loader.load()
    assert not Staff.objects.exists()


def test_nobody_but_the_console_loads(few, aino):
    with pytest.raises(NotFound), acting(aino, Verb.HISTORY_LOAD):
        pass


def test_the_desks_of_today_show_what_waits(few):
    loader.load(few)
    aino, mikko, on = staff_member("aino"), staff_member("mikko"), legal_day(datetime.now(UTC))

    desk_of_aino = desk.mine(aino, on=on)
    assert len(desk_of_aino.drafts) == 1
    assert len(desk_of_aino.urgent) >= 2
    assert desk.mine(mikko, on=on).tasks
    with looking_as("aino"):
        assert Contact.objects.filter(state="open").count() == 1
        assert Contact.objects.filter(state="referred").count() == 2
        assert Task.objects.filter(state="open", reason="serve_decision").count() == 6
        assert Task.objects.filter(state="open", reason="tell_police").count() == 1
        assert Case.objects.filter(parent__isnull=False, is_as_recorded=False, removed_on=None).count() >= 2


def test_the_desks_of_today_are_laid_once(few):
    loader.load(few)
    before = there_are()

    today.make(datetime.now(UTC))

    assert there_are() == before


def test_colleagues_cannot_sign_in_and_the_deputy_has_a_delegation(few):
    loader.load(few)

    silent = Login.objects.exclude(login__in=[each.login for each in loader.cast.CAST])
    assert silent.count() == len(staff.colleagues()) + 1
    assert not any(login.has_usable_password() for login in silent)
    assert Delegation.objects.get().given_by.login.login == "aino"


def test_nobody_of_the_cast_has_more_cases_than_a_person_can(families):
    logins = {*staff.WORKS.values(), staff.DECIDES, staff.ON_DUTY, *(each.login for each in staff.colleagues())}
    crew = staff.Crew({login: login for login in logins})
    held = Counter()
    for family in families:
        still = sum(1 for person in family if person.category and person.cases[-1].removal is None)
        held[loader.whose_turn(crew, family)] += still

    for login in ("veikko", "hilla", "tuuli"):
        assert staff.CASES_A_WORKER - 8 <= held[login] <= staff.CASES_A_WORKER + 3
    assert max(held.values()) <= 60
    assert held[staff.DECIDES] == held[staff.ON_DUTY] == 0


def test_families_stay_whole_in_acts_of_about_so_many(families):
    everybody = [person for family in families for person in family]

    cut = list(loader.parts(everybody, 500))

    assert [person for part in cut for family in part for person in family] == everybody
    assert all(500 <= sum(map(len, part)) < 510 for part in cut[:-1])
    assert all(family[0].parent is None for part in cut for family in part)
    assert all(child.category is ClientCategory.CHILD for part in cut for family in part for child in family[1:])
