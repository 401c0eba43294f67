"""What cannot start is refused in one sentence, exit 2, and harms nothing; what was killed half-way is begun again."""

from __future__ import annotations

import base64
import json
import random
import re
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kajo.run.place import hold_folder
from kajo.vault.keyfile import FileProvider
from tests.factories.stack import READY, Stack, reachable_folder
from tests.faults.disk import may_mount, on_small_disk, with_small_files
from tests.faults.killing import Mortal

NOT_ITS = "kajo: The keys of this installation do not open its database; put back those it was used with."
NOT_THE_KEY = base64.b64encode(bytes(32)).decode()
ON_THE_WAY = ("kajo: starting ", "kajo: bringing ")


@pytest.fixture(scope="module")
def resting(stack: Mortal) -> Mortal:
    """An installation in which people wrote, stopped."""
    if stack.process is None:
        stack.start()
    assert stack.stop() == 0
    return stack


@pytest.fixture
def fresh() -> Iterator[Stack]:
    """A data folder that was never started on."""
    with reachable_folder() as folder:
        yield Stack(folder, is_empty=True)


def refusal(stack: Stack, words: list[str] | None = None) -> tuple[int, list[str]]:
    """Start, and give the exit code and what was said besides how far it came."""
    done = subprocess.run(
        words or stack.words(), capture_output=True, text=True, timeout=120, check=False, env=stack.environment
    )
    assert READY not in done.stdout
    return done.returncode, [line for line in done.stderr.splitlines() if not line.startswith(ON_THE_WAY)]


def contents(folder: Path) -> dict[str, int]:
    """Give every file below a folder with its size."""
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


# -- the keys --


@pytest.fixture
def keys(resting: Mortal) -> Iterator[Path]:
    """The file of the keys, put back afterwards."""
    path = resting.folder / "keys" / "keys.json"
    kept = path.read_bytes()
    yield path
    path.write_bytes(kept)
    path.chmod(0o600)


def test_the_keys_of_another_installation_are_refused(resting, keys, tmp_path):
    keys.write_bytes(FileProvider(tmp_path / "keys").path.read_bytes())

    code, said = refusal(resting)

    assert (code, len(said)) == (2, 1), said
    assert said == [NOT_ITS] or "it belongs to other data" in said[0]


def test_other_keys_of_the_same_name_are_refused(resting, keys, tmp_path):
    content, other = json.loads(keys.read_bytes()), FileProvider(tmp_path / "keys")
    with other._changed() as changed:
        changed |= {"current": content["current"], "keks": dict.fromkeys(content["keks"], NOT_THE_KEY)}
    keys.write_bytes(other.path.read_bytes())

    code, said = refusal(resting)

    assert (code, said) == (2, [NOT_ITS])


def test_lost_keys_are_refused(resting, keys):
    keys.unlink()

    code, said = refusal(resting)

    assert (code, len(said)) == (2, 1), said
    assert said == [NOT_ITS] or "it belongs to other data" in said[0]


# -- the folder --


@pytest.mark.parametrize("lost", ["pg/PG_VERSION", "pg/global/pg_control"])
def test_a_half_made_database_is_refused_and_left_as_it_is(resting, lost, tmp_path):
    path, aside = resting.folder / lost, tmp_path / "aside"
    shutil.move(path, aside)
    before = contents(resting.folder)
    try:
        code, said = refusal(resting)
        after = contents(resting.folder)
    finally:
        shutil.move(aside, path)

    place = resting.folder / "pg"
    assert said == [f"kajo: The database folder {place} is not complete: restore it from a backup or move it away."]
    assert (code, after) == (2, before)


def test_a_file_where_the_folder_should_be_is_refused(fresh):
    fresh.folder.write_text("kept")

    assert refusal(fresh) == (2, [f"kajo: {fresh.folder} is a file, not a folder."])
    assert fresh.folder.read_text() == "kept"


def test_a_second_start_and_a_taken_port_change_nothing(resting, fresh):
    with hold_folder(resting.folder), socket.socket() as taken:
        taken.bind(("127.0.0.1", fresh.port + 2))
        taken.listen()
        before = contents(resting.folder)

        second, other = refusal(resting), refusal(fresh)

        assert second == (2, [f"kajo: The data folder {resting.folder} is in use: another kajo runs there."])
        assert other == (2, [f"kajo: Port {fresh.port + 2} is taken by another program: choose one with --port."])
        assert contents(resting.folder) == before
    assert not (fresh.folder / "pg").exists()


# -- the disk --


@pytest.mark.parametrize(
    "way", ["a full disk", "files that may not grow"] if may_mount() else ["files that may not grow"]
)
def test_a_first_start_without_room_is_refused_and_leaves_no_half_database(fresh, way):
    is_mounted = way == "a full disk"
    words = on_small_disk(fresh.folder, "60m", fresh.words()) if is_mounted else with_small_files(fresh.words())

    code, said = refusal(fresh, words)

    assert (code, len(said)) == (2, 1), said
    assert re.match(
        "kajo: The disk is full: [56][0-9] MB are free" if is_mounted else "kajo: The database could not be made: File",
        said[0],
    )
    assert not (fresh.folder / "pg").exists()


# -- half-way --


def test_a_first_start_killed_anywhere_is_finished_by_the_next(fresh, seed, amount):
    chance = random.Random(seed)
    for _ in range(amount(1, 8)):
        with subprocess.Popen(
            fresh.words(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=fresh.environment
        ) as first:
            assert first.stderr is not None
            step = chance.choice(("starting the database", "bringing the database up to date", "starting the sites"))
            any(step in line for line in first.stderr)
            threading.Event().wait(chance.random() * 3)  # anywhere within a step
            first.kill()

    fresh.start()

    assert fresh.serves()
    assert fresh.stop() == 0


# -- and afterwards --


def test_after_all_refusals_it_starts_and_opens_what_was_written(resting):
    resting.start()

    assert resting.serves()
    notes = [each["note"] for each in resting.inside("calls")]
    assert len(notes) == resting.asked("select count(*) from contacts_contact")
    assert all(notes)
    assert resting.command("verify", "--full")[0] == 0
