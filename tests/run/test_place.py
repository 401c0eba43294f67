"""A data folder or a port that cannot work is refused in one sentence."""

from __future__ import annotations

import errno
import os
import socket
import stat
import tempfile
from pathlib import Path

import pytest

from kajo.run.faults import Unusable, spoken
from kajo.run.place import check_ports, first_closed, hold_folder, prepare_folder


def open_way(folder: Path) -> None:
    """Let the server's account pass through pytest's own folders, which are closed to it."""
    own = folder.relative_to(Path(tempfile.gettempdir()).resolve()).parts
    for parent in (folder, *folder.parents[: len(own) - 1]):
        parent.chmod(0o711)


def test_the_folder_is_made_with_no_more_rights_than_needed(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        open_way(tmp_path)

    prepare_folder(tmp_path / "a" / "b")

    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)


def test_the_outermost_closed_parent_is_named(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "inside" / "var").mkdir(parents=True)
    open_way(tmp_path)
    closed.chmod(0o700)
    (closed / "inside").chmod(0o755)

    assert first_closed(closed / "inside" / "var") == closed


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("")

    with pytest.raises(Unusable, match="is a file, not a folder"):
        prepare_folder(tmp_path / "var")


def test_a_full_disk_is_told_before_anything_is_written(tmp_path: Path) -> None:
    open_way(tmp_path)

    with pytest.raises(Unusable, match=r"^The disk is full: \d+ MB are free"):
        prepare_folder(tmp_path / "var", least_free_bytes=2**60)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "The disk is full (/somewhere)."),
        (errno.EACCES, "Access is refused by the operating system (/somewhere)."),
        (errno.EROFS, "The disk can only be read (/somewhere)."),
        (errno.EIO, "Input/output error (/somewhere)."),
    ],
)
def test_what_the_system_refuses_becomes_one_sentence(number: int, sentence: str) -> None:
    assert spoken(OSError(number, os.strerror(number), "/somewhere")) == sentence


def test_a_folder_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    with hold_folder(tmp_path), pytest.raises(Unusable, match="another kajo runs there"):
        hold_folder(tmp_path)

    hold_folder(tmp_path).close()


def test_a_taken_port_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Unusable, match=f"^Port {port} is taken"):
            check_ports(port - 1, patience_seconds=0.0)


@pytest.mark.parametrize("port", [0, -1, 65_534, 70_000])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(Unusable, match="must be between 1 and 65533"):
        check_ports(port)
