from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from kajo.vault import keys, providers
from kajo.vault.classes import Class
from kajo.vault.errors import Destroyed, Held, KeysUnavailable, Tampered
from kajo.vault.keyfile import FileProvider
from kajo.vault.keyring import Keyring, about_key, cache, keyring
from kajo.vault.keys import destroy_kek, destroy_key, destroy_retired, link, reseal, rotate_kek, rotate_subject
from kajo.vault.models import DataKey, Kind, State, Subject, new_id
from kajo.vault.providers import Wrapped
from tests.vault.rooms import TABLES, Story, rolled_back

WORDS = "Aamu Esimerkki"


def story(subject: Subject, name: str = WORDS) -> Story:
    return Story.objects.create(subject=subject, name=name, note=f"About {name}", address="Somewhere 1")


def again(row: Story) -> Story:
    return Story.objects.get(pk=row.pk)


# -- beginning --


def test_a_subject_is_made_with_its_key(vault: None, ring: Keyring, at: datetime) -> None:
    subject = Subject.open(Kind.CONTACT, at=at)

    key = DataKey.objects.get(subject=subject)
    assert (subject.kind, subject.opened_at, key.version, key.state) == ("contact", at, 1, State.ACTIVE)
    assert (str(subject), str(key)) == (f"subject {subject.pk}", f"data key {key.pk}")


def test_many_subjects_are_made_in_two_statements(
    vault: None, ring: Keyring, at: datetime, django_assert_num_queries: object
) -> None:
    ids = [new_id() for _each in range(50)]

    with django_assert_num_queries(4):  # the savepoint counts twice
        made = Subject.open_many("person", ids, at=at)
    with django_assert_num_queries(50):
        rows = [story(each) for each in made]

    assert [each.pk for each in made] == ids
    assert again(rows[7]).name.open() == WORDS


def test_an_unknown_kind_makes_nothing(vault: None, ring: Keyring, at: datetime) -> None:
    with pytest.raises(ValueError, match="tenant"):
        Subject.open("tenant", at=at)
    assert Subject.objects.count() == 0


def test_every_subject_has_a_key_of_its_own(vault: None, ring: Keyring, at: datetime) -> None:
    one, other = Subject.open("person", at=at), Subject.open("person", at=at)
    row, twin = story(one), story(other)

    moved = Story(pk=row.pk, subject=other)
    moved.__dict__["name"] = type(row.name)(row.name.field, row.name.cell)

    with pytest.raises(Tampered):
        moved.name.open()
    assert (again(row).name.open(), again(twin).name.open()) == (WORDS, WORDS)


def test_keys_of_many_subjects_come_in_one_query(vault: None, at: datetime, django_assert_num_queries: object) -> None:
    with keyring():
        made = Subject.open_many("person", [new_id() for _each in range(20)], at=at)
        rows = [story(each) for each in made]
    cache.clear()

    with keyring() as ring, django_assert_num_queries(1):
        ring.prefetch(each.pk for each in made)
        ring.prefetch([made[0].pk])
        assert {row.name.open() for row in rows} == {WORDS}


@pytest.mark.parametrize(
    "broken", [{"state": State.DESTROYED}, {"wrapped": None}, {"state": State.RETIRED}, {"version": -1}]
)
def test_the_database_refuses_a_key_that_makes_no_sense(subject: Subject, broken: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DataKey.objects.filter(subject=subject).update(**broken)


@pytest.mark.parametrize(
    "second", [{"version": 2}, {"state": State.RETIRED, "retired_at": datetime(2026, 1, 1, tzinfo=UTC)}]
)
def test_a_subject_has_one_active_key_and_each_version_once(subject: Subject, second: dict[str, object]) -> None:
    first = DataKey.objects.get(subject=subject)
    facts = {"subject": subject, "version": 1, "kek": first.kek, "wrapped": b"x", "made_at": first.made_at} | second

    with pytest.raises(IntegrityError), transaction.atomic():
        DataKey.objects.create(**facts)


# -- tying and ending --


def test_destroying_a_key_destroys_all_keys_tied_to_it(vault: None, ring: Keyring, at: datetime) -> None:
    contact, referral, person = (Subject.open(kind, at=at) for kind in ("contact", "referral", "person"))
    stranger = Subject.open("person", at=at)
    rows = [story(each) for each in (contact, referral, person)]
    kept = story(stranger)
    link(contact, referral)
    link(referral, person)
    link(referral, person)

    erased = destroy_key(person, at=at)

    assert erased == [person.pk, referral.pk, contact.pk]
    for row in rows:
        with pytest.raises(Destroyed):
            again(row).name.open()
        with pytest.raises(Destroyed):
            row.note.open()
    assert again(kept).name.open() == WORDS
    assert set(DataKey.objects.filter(subject__in=erased).values_list("state", "wrapped")) == {("destroyed", None)}
    assert set(Subject.objects.filter(pk__in=erased).values_list("destroyed_at", flat=True)) == {at}


def test_nothing_is_sealed_under_a_destroyed_key(subject: Subject, at: datetime) -> None:
    row = story(subject)
    destroy_key(subject, at=at)
    row.name = "More"

    with pytest.raises(Destroyed), transaction.atomic():
        row.save()
    with pytest.raises(ValueError, match="no next version"):
        rotate_subject(subject, at=at)


def test_destroying_again_keeps_the_first_moment(subject: Subject, at: datetime) -> None:
    destroy_key(subject, at=at)
    destroy_key(subject, at=at + timedelta(days=9))

    assert Subject.objects.get(pk=subject.pk).destroyed_at == at


def test_a_destroyed_key_is_gone_from_this_process_at_once(committed_vault: None, at: datetime) -> None:
    with keyring(), transaction.atomic():
        subject = Subject.open("person", at=at)
        row = story(subject)
    assert len(cache) == 1

    destroy_key(subject, at=at)

    with keyring(), pytest.raises(Destroyed):
        row.name.open()
    assert len(cache) == 0


def test_a_legal_hold_keeps_the_key_and_all_tied_to_it(vault: None, ring: Keyring, at: datetime) -> None:
    referral, person = Subject.open("referral", at=at), Subject.open("person", at=at)
    link(referral, person)
    row = story(person)
    keys.hold(referral, date(2026, 3, 3))

    with pytest.raises(Held):
        destroy_key(person, at=at)
    assert again(row).name.open() == WORDS

    # The hold ends with its day in Finland, two hours before the day ends in UTC.
    late = datetime.fromisoformat("2026-03-02T22:30:00Z")
    destroy_key(person, at=late)
    assert Subject.objects.get(pk=referral.pk).destroyed_at == late


def test_a_hold_can_be_lifted(subject: Subject, at: datetime) -> None:
    keys.hold(subject, date(2030, 1, 1))
    keys.hold(subject, None)

    assert destroy_key(subject, at=at) == [subject.pk]


def test_what_may_not_be_tied_is_refused(vault: None, ring: Keyring, at: datetime) -> None:
    contact, referral, person = (Subject.open(kind, at=at) for kind in ("contact", "referral", "person"))
    staff, gone = Subject.open("staff", at=at), Subject.open("person", at=at)
    destroy_key(gone, at=at)
    link(contact, referral)
    link(referral, person)

    for one, other, sentence in [
        (person, contact, "circle"),
        (person, person, "circle"),
        (contact, person, "already"),
        (staff, person, "nobody"),
        (person, staff, "nobody"),
        (person, gone, "destroyed"),
        (gone, person, "destroyed"),
    ]:
        with pytest.raises(ValueError, match=sentence):
            link(one, other)


# -- new versions --


def test_after_a_rotation_both_versions_are_readable(subject: Subject, ring: Keyring, at: datetime) -> None:
    ring.allow(Class.LOCATION)
    old = story(subject, "Old")

    assert rotate_subject(subject, at=at) == 2
    new = story(subject, "New")

    assert (old.name.cell[3], new.name.cell[3]) == (1, 2)
    assert (again(old).name.open(), again(new).name.open()) == ("Old", "New")
    assert again(old).address.open() == "Somewhere 1"


def test_a_rotation_that_is_rolled_back_leaves_the_old_version(subject: Subject, at: datetime) -> None:
    with rolled_back():
        rotate_subject(subject, at=at)

    row = story(subject)
    cache.clear()
    with keyring() as ring:
        ring.drop([subject.pk])
        assert row.name.cell[3] == 1
        assert again(row).name.open() == WORDS


def test_everything_is_sealed_anew_and_the_old_version_destroyed(subject: Subject, ring: Keyring, at: datetime) -> None:
    rows = [story(subject, f"Name {n}") for n in range(3)]
    rotate_subject(subject, at=at)
    later = at + timedelta(hours=2)
    rows.append(story(subject, "Name 3"))

    assert keys.cells_under(subject, 1, within=TABLES) == 9
    assert destroy_retired(subject, at=later, within=TABLES) == []
    assert reseal(subject, within=TABLES) == 3
    assert reseal(subject, within=TABLES) == 0
    assert keys.cells_under(subject, 1, within=TABLES) == 0
    assert ring.opened == set()
    assert destroy_retired(subject, at=at, within=TABLES) == []
    assert destroy_retired(subject, at=later, within=TABLES) == [1]

    ring.allow(Class.LOCATION)
    assert sorted(again(row).name.open() for row in rows) == [f"Name {n}" for n in range(4)]
    assert again(rows[0]).address.open() == "Somewhere 1"
    assert list(DataKey.objects.order_by("version").values_list("state", flat=True)) == ["destroyed", "active"]


def test_all_rooms_are_sealed_anew_unless_some_are_named(subject: Subject, at: datetime) -> None:
    rotate_subject(subject, at=at)

    assert reseal(subject) == 0
    assert keys.cells_under(subject, 1) == 0


def test_a_stopped_resealing_goes_on_where_it_was(subject: Subject, at: datetime) -> None:
    for n in range(4):
        story(subject, f"Name {n}")
    rotate_subject(subject, at=at)
    written: list[UUID] = []

    def write_two(model: object, row: UUID, cells: dict[str, bytes]) -> None:
        if len(written) == 2:
            raise RuntimeError
        written.append(row)
        keys._write(model, row, cells)

    with pytest.raises(RuntimeError):
        reseal(subject, within=TABLES, write=write_two)

    assert reseal(subject, within=TABLES) == 2
    assert sorted(row.name.open() for row in Story.objects.all()) == [f"Name {n}" for n in range(4)]


# -- key-encryption keys --


def test_all_keys_are_wrapped_anew_in_steps(vault: None, ring: Keyring, at: datetime, provider: FileProvider) -> None:
    made = Subject.open_many("person", [new_id() for _each in range(7)], at=at)
    rows = [story(each) for each in made]
    destroy_key(made[0], at=at)
    old = provider.current()
    fresh = provider.rotate("2026-04")
    for subject in made:
        ring.drop([subject.pk])

    with pytest.raises(ValueError, match="Living keys"):
        destroy_kek(old)
    assert [rotate_kek(batch=4), rotate_kek(batch=4), rotate_kek(batch=4)] == [4, 2, 0]
    destroy_kek(old)

    assert set(DataKey.objects.exclude(state=State.DESTROYED).values_list("kek", flat=True)) == {fresh}
    assert {again(row).name.open() for row in rows[1:]} == {WORDS}


def test_an_old_copy_of_a_key_dies_with_its_key_encryption_key(
    vault: None, ring: Keyring, at: datetime, provider: FileProvider
) -> None:
    """What a backup of last month holds is unreadable once that month's key is gone, whoever has today's keys."""
    kept, erased = Subject.open("person", at=at), Subject.open("person", at=at)
    backup = {key.subject_id: Wrapped(key.kek, bytes(key.wrapped or b"")) for key in DataKey.objects.all()}
    destroy_key(erased, at=at)
    old = provider.current()
    provider.rotate("2026-04")
    while rotate_kek():
        pass
    assert provider.unwrap([(backup[erased.pk], about_key(erased.pk, 1))])

    destroy_kek(old)

    for copy in (erased.pk, kept.pk):
        with pytest.raises(KeysUnavailable, match="was destroyed"):
            FileProvider(provider.path.parent).unwrap([(backup[copy], about_key(copy, 1))])


def test_no_key_encryption_key_is_destroyed_where_no_data_key_is_seen(vault: None, provider: FileProvider) -> None:
    old = provider.current()
    provider.rotate()

    with pytest.raises(ValueError, match="visible"):
        destroy_kek(old)


def test_a_row_swapped_between_subjects_does_not_unwrap(vault: None, at: datetime) -> None:
    with keyring():
        one, other = Subject.open("person", at=at), Subject.open("person", at=at)
        row = story(one)
    wrapped = DataKey.objects.get(subject=other).wrapped
    with connection.cursor() as cursor:
        cursor.execute("update vault_datakey set wrapped = %s where subject_id = %s", [wrapped, one.pk])

    with keyring(), pytest.raises(Tampered):
        again(row).name.open()


def test_the_start_is_refused_with_the_keys_of_another_installation(
    subject: Subject, tmp_path: object, provider: FileProvider
) -> None:
    keys.check_keys()

    providers.use(FileProvider(tmp_path / "others"))
    with pytest.raises(KeysUnavailable, match="it belongs to other data"):
        keys.check_keys()

    providers.use(provider)
    DataKey.objects.update(wrapped=b"x" * 60)
    with pytest.raises(KeysUnavailable, match="do not open its database"):
        keys.check_keys()
    provider.path.write_text("{}")
    with pytest.raises(KeysUnavailable, match="damaged"):
        keys.check_keys()


def test_an_empty_database_fits_all_keys(vault: None) -> None:
    keys.check_keys()


def test_keys_are_known_again_where_nobody_wrote_yet(vault: None, tmp_path: object, provider: FileProvider) -> None:
    mark = keys.mark_of_keys()
    provider.rotate()
    keys.check_keys(mark)

    providers.use(FileProvider(tmp_path / "others"))
    with pytest.raises(KeysUnavailable, match="put back those it was used with"):
        keys.check_keys(mark)
