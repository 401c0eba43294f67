"""Is this folder fit to hold everything that is kept?"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import socket
import stat
import time
from pathlib import Path
from typing import IO

from kajo.run.embedded import RUN_AS
from kajo.run.faults import Unusable, spoken

LEAST_FREE_BYTES = 200 * 2**20
SITES = ("public", "staff", "partner")


def prepare_folder(folder: Path, least_free_bytes: int = LEAST_FREE_BYTES) -> None:
    """Make the data folder with the least rights that work; raise Unusable if its place does not allow it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # As administrator the server runs under another account, which must pass through, and see nothing.
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    except FileExistsError:
        raise Unusable(f"{folder} is a file, not a folder.") from None
    except OSError as error:
        raise Unusable(spoken(error)) from error
    if os.geteuid() == 0:
        closed = first_closed(folder.resolve())
        if closed is not None:
            raise Unusable(f"The database's account cannot pass through {closed}: choose another folder with --data.")
    free = shutil.disk_usage(folder).free
    if free < least_free_bytes:
        raise Unusable(
            f"The disk is full: {free // 2**20} MB are free under {folder}, {least_free_bytes // 2**20} are needed."
        )


def first_closed(folder: Path) -> Path | None:
    """Return the outermost parent that the server's account cannot pass through, or None."""
    try:
        account = pwd.getpwnam(RUN_AS)
    except KeyError:
        account = None
    for parent in reversed(folder.parents):
        found = parent.stat()
        if account is not None and found.st_uid == account.pw_uid:
            right = stat.S_IXUSR
        elif account is not None and found.st_gid == account.pw_gid:
            right = stat.S_IXGRP
        else:
            right = stat.S_IXOTH
        if not found.st_mode & right:
            return parent
    return None


def hold_folder(folder: Path) -> IO[str]:
    """Take the folder for this supervisor until it dies; raise Unusable if another one has it."""
    path = folder / "run.lock"
    try:
        lock = open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600), "r+")  # noqa: SIM115 (held for life)
    except OSError as error:
        raise Unusable(spoken(error)) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        raise Unusable(f"The data folder {folder} is in use: another kajo runs there.") from None
    return lock


def check_ports(first: int, patience_seconds: float = 3.0) -> None:
    """Make sure the ports of the three sites are free; sites of a killed supervisor get a moment to leave."""
    if not 1 <= first <= 65_535 - len(SITES) + 1:
        raise Unusable(f"The port must be between 1 and {65_535 - len(SITES) + 1}.")
    end = time.monotonic() + patience_seconds
    for port in range(first, first + len(SITES)):
        while True:
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", port))
                    break
                except PermissionError:
                    raise Unusable(f"Port {port} is reserved for the administrator: choose one with --port.") from None
                except OSError:
                    if time.monotonic() > end:
                        raise Unusable(f"Port {port} is taken by another program: choose one with --port.") from None
            time.sleep(0.05)
