"""People: details, safe contact, relations, category."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from kajo.access.doors import acting
from kajo.access.gate import NotFound, Refused
from kajo.access.verbs import Verb
from kajo.clients import actions, queries
from kajo.clients.models import Category, Detail, Person, Relation, SafeContact
from kajo.clients.terms import Channel, CitizenshipGroup, ClientCategory, DetailKind, Kinship
from kajo.law.calendar import legal_day
from tests.factories.trail import trace

TODAY = legal_day(datetime.now(UTC))
pytestmark = pytest.mark.django_db


def rows(actor, model, **facts):
    with acting(actor, Verb.CASE_VIEW):
        return list(model.objects.within(actor).filter(**facts).order_by("pk"))


@pytest.fixture
def person(veikko, case):
    (found,) = rows(veikko, Person, pk=case.person_id)
    return found


def test_a_new_name_in_use_supersedes_the_former_and_leaves_a_trace(veikko, person, traced, at):
    actions.add_detail(veikko, person, what=DetailKind.NAME, text="Another Example", at=at)

    page = queries.person(veikko, person.pk)
    assert page.person.name == "Another Example"
    assert [each.text for each in page.former_details] == ["Linh Example"]
    assert trace(veikko, "client.amend", "done", person) in traced


def test_several_languages_stand_side_by_side(veikko, person, at):
    for code in ("en", "th"):
        actions.add_detail(veikko, person, what=DetailKind.SPEAKS, text=code, at=at)

    assert queries.person(veikko, person.pk).person.languages == ("vi", "en", "th")


def test_what_is_noted_already_is_not_noted_twice(veikko, person, at):
    with pytest.raises(Refused) as refused:
        actions.add_detail(veikko, person, what=DetailKind.NAME, text="Linh Example", at=at)

    assert refused.value.field == "text"
    assert len(rows(veikko, Detail, what="name")) == 1


@pytest.mark.parametrize(
    ("noted", "group"),
    [
        (["VN"], CitizenshipGroup.OTHER),
        (["VN", "EE"], CitizenshipGroup.EU),
        (["EE", "FI"], CitizenshipGroup.FINLAND),
        (["stateless"], CitizenshipGroup.STATELESS),
        (["stateless", "IQ"], CitizenshipGroup.OTHER),
    ],
)
def test_citizenships_tell_in_which_group_a_person_counts(veikko, person, at, noted, group):
    for country in noted:
        actions.add_detail(veikko, person, what=DetailKind.CITIZENSHIP, text=country, at=at)

    assert rows(veikko, Person)[0].citizenship_group == group


def test_a_citizenship_that_does_not_hold_counts_no_more(veikko, person, at):
    noted = actions.add_detail(veikko, person, what=DetailKind.CITIZENSHIP, text="FI", at=at)

    actions.end_detail(veikko, person, detail=noted.pk, at=at)

    assert rows(veikko, Person)[0].citizenship_group == CitizenshipGroup.UNKNOWN
    assert queries.person(veikko, person.pk).person.citizenships == ()


def test_a_detail_of_somebody_else_is_not_ended(veikko, mikko, aino, person, at):
    from tests.factories import line

    other = line.admitted(mikko, aino, veikko)
    (name,) = rows(veikko, Detail, person=other.person_id, what="name")

    with pytest.raises(NotFound):
        actions.end_detail(veikko, person, detail=name.pk, at=at)


def test_the_newest_wish_for_a_way_as_a_whole_supersedes_the_former(veikko, person, traced, at):
    for is_allowed, wish in ((True, "After six."), (False, "Never again. [[Her cousin]] listens.")):
        actions.wish_contact(veikko, person, channel=Channel.PHONE, is_allowed=is_allowed, value="", wish=wish, at=at)

    page = queries.person(veikko, person.pk)
    assert [(each.is_allowed, each.wish, each.by) for each in page.wishes] == [
        (False, "Never again. Her cousin listens.", "Veikko")
    ]
    assert [each.wish for each in page.former_wishes] == ["After six."]
    assert trace(veikko, "client.amend", "done", person) in traced


def wished(actor, person, at, channel, *told):
    for is_allowed, value in told:
        actions.wish_contact(actor, person, channel=channel, is_allowed=is_allowed, value=value, wish="", at=at)
    return [(each.is_allowed, each.value, each.is_overruled) for each in queries.person(actor, person.pk).wishes]


@pytest.mark.parametrize("first", [True, False])
def test_a_number_that_is_forbidden_and_one_that_is_allowed_stand_side_by_side(veikko, person, at, first):
    told = [(True, "040 555 0101"), (False, "017 555 0102")]

    holding = wished(veikko, person, at, Channel.PHONE, *(told if first else told[::-1]))

    assert holding == [(False, "017 555 0102", False), (True, "040 555 0101", False)]
    assert queries.person(veikko, person.pk).former_wishes == ()


@pytest.mark.parametrize("again", ["040 555 0101", "+358 40 5550101", "0405550101", "(040) 555-0101"])
def test_a_new_wish_about_the_same_number_supersedes_the_former_however_it_is_written(veikko, person, at, again):
    holding = wished(veikko, person, at, Channel.PHONE, (True, "040 555 0101"), (False, again), (True, "017 555 0102"))

    assert holding == [(False, again, False), (True, "017 555 0102", False)]
    assert [(each.is_allowed, each.value) for each in queries.person(veikko, person.pk).former_wishes] == [
        (True, "040 555 0101")
    ]


def test_the_same_number_by_another_way_is_another_wish(veikko, person, at):
    wished(veikko, person, at, Channel.PHONE, (False, "040 555 0101"))

    holding = wished(veikko, person, at, Channel.TEXT, (True, "040 555 0101"))

    assert holding == [(False, "040 555 0101", False), (True, "040 555 0101", False)]


def test_a_way_that_is_forbidden_as_a_whole_stands_above_its_numbers_and_overrules_them(veikko, person, at):
    holding = wished(
        veikko, person, at, Channel.PHONE, (True, "040 555 0101"), (False, "017 555 0102"), (False, "")
    )  # fmt: skip

    assert holding == [(False, "", False), (False, "017 555 0102", False), (True, "040 555 0101", True)]


def test_a_number_allowed_after_the_ban_on_the_whole_way_stays_overruled_until_the_ban_is_withdrawn(veikko, person, at):
    wished(veikko, person, at, Channel.PHONE, (False, ""), (True, "040 555 0101"))
    ban, allowed = queries.person(veikko, person.pk).wishes
    assert allowed.is_overruled

    actions.end_wish(veikko, person, wish=ban.id, at=at)

    assert [(each.is_allowed, each.is_overruled) for each in queries.person(veikko, person.pk).wishes] == [
        (True, False)
    ]


def test_a_ban_on_one_number_leaves_the_way_as_a_whole_allowed(veikko, person, at):
    holding = wished(veikko, person, at, Channel.PHONE, (True, ""), (False, "017 555 0102"))

    assert holding == [(False, "017 555 0102", False), (True, "", False)]


def test_what_holds_no_sign_to_compare_is_about_the_way_as_a_whole(veikko, person, at):
    holding = wished(veikko, person, at, Channel.PHONE, (True, "040 555 0101"), (False, "\N{ZERO WIDTH SPACE}"))

    assert holding == [(False, "", False), (True, "040 555 0101", True)]


def test_a_wish_that_is_withdrawn_stays_in_the_history_and_leaves_a_trace(veikko, person, traced, at):
    wished(veikko, person, at, Channel.PHONE, (False, "017 555 0102"), (True, "040 555 0101"))
    ban, _allowed = queries.person(veikko, person.pk).wishes
    del traced[:]

    actions.end_wish(veikko, person, wish=ban.id, at=at)

    page = queries.person(veikko, person.pk)
    assert [each.value for each in page.wishes] == ["040 555 0101"]
    assert [(each.value, each.superseded_at) for each in page.former_wishes] == [("017 555 0102", at)]
    assert trace(veikko, "client.amend", "done", person) in traced


def test_a_wish_is_withdrawn_once_and_only_on_the_page_of_its_person(veikko, mikko, aino, person, at):
    from tests.factories import line

    other = line.admitted(mikko, aino, veikko)
    wished(veikko, person, at, Channel.PHONE, (False, ""))
    (ban,) = queries.person(veikko, person.pk).wishes

    with pytest.raises(NotFound):
        actions.end_wish(veikko, other.person_id, wish=ban.id, at=at)
    actions.end_wish(veikko, person, wish=ban.id, at=at)
    with pytest.raises(NotFound):
        actions.end_wish(veikko, person, wish=ban.id, at=at)


def test_nothing_remains_of_a_wish_that_fails_halfway(veikko, person, at, monkeypatch):
    wished(veikko, person, at, Channel.PHONE, (True, "040 555 0101"))
    monkeypatch.setattr(SafeContact.objects, "create", lambda **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        wished(veikko, person, at, Channel.PHONE, (False, "040 555 0101"))

    assert [each.superseded_at for each in rows(veikko, SafeContact)] == [None]


def test_what_is_forbidden_comes_first(veikko, person, at):
    for channel, is_allowed in ((Channel.EMAIL, True), (Channel.VISIT, False), (Channel.TEXT, True)):
        actions.wish_contact(veikko, person, channel=channel, is_allowed=is_allowed, value="", wish="", at=at)

    assert [each.is_allowed for each in queries.person(veikko, person.pk).wishes] == [False, True, True]


def test_an_old_wish_asks_to_be_checked(veikko, person, at):
    actions.wish_contact(
        veikko, person, channel=Channel.PHONE, is_allowed=True, value="", wish="", at=at - timedelta(days=92)
    )

    assert queries.person(veikko, person.pk).wishes[0].is_old


def test_a_representative_is_noted_from_a_day_on(veikko, person, at):
    actions.add_relation(veikko, person, relation=Kinship.REPRESENTATIVE, name="Helper Example", from_on=TODAY, at=at)

    (noted,) = queries.person(veikko, person.pk).relations
    assert (noted.relation, noted.name, noted.from_on) == (Kinship.REPRESENTATIVE, "Helper Example", TODAY)


def test_a_relation_does_not_begin_in_the_future(veikko, person, at):
    with pytest.raises(Refused) as refused:
        actions.add_relation(
            veikko, person, relation=Kinship.GUARDIAN, name="X", from_on=TODAY + timedelta(days=1), at=at
        )

    assert refused.value.field == "from_on"
    assert rows(veikko, Relation) == []


@pytest.fixture
def guardian(veikko, person, at):
    return actions.add_relation(
        veikko, person, relation=Kinship.GUARDIAN, name="Guard Example", from_on=TODAY - timedelta(days=9), at=at
    )


@pytest.mark.parametrize("ago", [0, 1, 9])
def test_a_relation_ends_on_a_day_stays_in_the_history_and_leaves_a_trace(veikko, person, guardian, traced, at, ago):
    until_on = TODAY - timedelta(days=ago)

    actions.end_relation(veikko, person, relation=guardian.pk, until_on=until_on, at=at)

    (noted,) = queries.person(veikko, person.pk).relations
    assert (noted.name, noted.from_on, noted.until_on, noted.holds) == (
        "Guard Example", guardian.from_on, until_on, False,
    )  # fmt: skip
    assert trace(veikko, "client.amend", "done", person) in traced


@pytest.mark.parametrize("ago", [-1, 10])
def test_a_relation_ends_neither_in_the_future_nor_before_it_began(veikko, person, guardian, at, ago):
    with pytest.raises(Refused) as refused:
        actions.end_relation(veikko, person, relation=guardian.pk, until_on=TODAY - timedelta(days=ago), at=at)

    assert refused.value.field == "until_on"
    assert [each.until_on for each in rows(veikko, Relation)] == [None]


def test_a_relation_ends_once(veikko, person, guardian, at):
    actions.end_relation(veikko, person, relation=guardian.pk, until_on=TODAY, at=at)

    with pytest.raises(Refused, match="ended already"):
        actions.end_relation(veikko, person, relation=guardian.pk, until_on=TODAY - timedelta(days=1), at=at)
    assert [each.until_on for each in rows(veikko, Relation)] == [TODAY]


def test_a_relation_whose_end_lies_ahead_can_end_earlier(veikko, person, guardian, at):
    with acting(veikko, Verb.CLIENT_AMEND):
        Relation.objects.filter(pk=guardian.pk).update(until_on=TODAY + timedelta(days=100))

    actions.end_relation(veikko, person, relation=guardian.pk, until_on=TODAY, at=at)

    assert [each.until_on for each in rows(veikko, Relation)] == [TODAY]


def test_a_relation_of_somebody_else_is_not_ended(veikko, mikko, aino, guardian, at):
    from tests.factories import line

    other = line.admitted(mikko, aino, veikko)

    with pytest.raises(NotFound):
        actions.end_relation(veikko, other.person_id, relation=guardian.pk, until_on=TODAY, at=at)


def test_a_stranger_ends_no_relation(outi, veikko, person, guardian, at):
    with pytest.raises(NotFound):
        actions.end_relation(outi, person, relation=guardian.pk, until_on=TODAY, at=at)

    assert [each.until_on for each in rows(veikko, Relation)] == [None]


def test_nothing_remains_of_an_end_that_fails_halfway(veikko, person, guardian, at, monkeypatch):
    monkeypatch.setattr("kajo.access.doors._note", lambda *_words: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.end_relation(veikko, person, relation=guardian.pk, until_on=TODAY, at=at)

    assert [each.until_on for each in rows(veikko, Relation)] == [None]


def test_a_change_of_category_is_a_deed_with_history(aino, person, traced, at):
    (first,) = rows(aino, Category)
    with acting(aino, Verb.CLIENT_CATEGORY):
        Category.objects.filter(pk=first.pk).update(from_on=TODAY - timedelta(days=5))

    actions.change_category(aino, person, category=ClientCategory.ASSISTING, from_on=TODAY, at=at)

    periods = queries.person(aino, person.pk).categories
    assert [(each.category, each.until_on) for each in periods] == [("assisting", None), ("victim", TODAY)]
    assert trace(aino, "client.category", "done", person) in traced


@pytest.mark.parametrize(
    ("category", "days", "field"),
    [
        (ClientCategory.VICTIM, 0, "category"),
        (ClientCategory.ASSISTING, 0, "from_on"),
        (ClientCategory.CHILD, 1, "from_on"),
    ],
)
def test_a_category_that_changes_nothing_or_begins_too_early_is_refused(aino, person, at, category, days, field):
    with pytest.raises(Refused) as refused:
        actions.change_category(aino, person, category=category, from_on=TODAY + timedelta(days=days), at=at)

    assert refused.value.field == field
    assert len(rows(aino, Category)) == 1


def test_a_case_worker_does_not_change_the_category(veikko, person, at):
    with pytest.raises(NotFound):
        actions.change_category(veikko, person, category=ClientCategory.ASSISTING, from_on=TODAY, at=at)


def test_nothing_remains_of_a_name_that_fails_halfway(veikko, person, at, monkeypatch):
    monkeypatch.setattr(Detail.objects, "create", lambda **_facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        actions.add_detail(veikko, person, what=DetailKind.NAME, text="Another Example", at=at)

    assert [each.superseded_at for each in rows(veikko, Detail, what="name")] == [None]


def test_a_form_sent_twice_notes_once(veikko, person, at):
    for _ in range(2):
        actions.wish_contact(
            veikko, person, channel=Channel.TEXT, is_allowed=True, value="", wish="", once="a form", at=at
        )

    assert len(rows(veikko, SafeContact)) == 1


def test_whoever_comes_later_is_told(veikko, aino, person, at):
    seen = queries.person(veikko, person.pk).person.edition
    actions.add_detail(aino, person, what=DetailKind.SPEAKS, text="en", seen=seen, at=at)

    with pytest.raises(Refused, match="Somebody else changed this"):
        actions.add_detail(veikko, person, what=DetailKind.SPEAKS, text="th", seen=seen, at=at)


def test_a_stranger_learns_and_changes_nothing(outi, person, at):
    with pytest.raises(NotFound):
        queries.person(outi, person.pk)
    with pytest.raises(NotFound):
        actions.add_detail(outi, person, what=DetailKind.SPEAKS, text="en", at=at)
    with pytest.raises(NotFound):
        actions.wish_contact(outi, person, channel=Channel.TEXT, is_allowed=True, value="", wish="", at=at)
    with pytest.raises(NotFound):
        actions.end_wish(outi, person, wish=person.pk, at=at)
    with pytest.raises(NotFound):
        actions.add_relation(outi, person, relation=Kinship.GUARDIAN, name="X", from_on=TODAY, at=at)
