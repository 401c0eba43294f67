"""What must hold for every process of ours, whatever it does?"""

from __future__ import annotations

import ctypes
import os
import resource
import signal

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


def harden(*, holds_keys: bool = False) -> None:
    """Leave no memory on the disk; a process that holds keys cannot be read by its neighbours either."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if holds_keys:
        _prctl(PR_SET_DUMPABLE, 0)


def die_with(parent: int, sign: signal.Signals) -> None:
    """Receive this signal when the parent dies, even by kill -9; at once if it is dead already."""
    _prctl(PR_SET_PDEATHSIG, sign)
    if os.getppid() != parent:
        os.kill(os.getpid(), sign)


def _prctl(option: int, value: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(option, value, 0, 0, 0) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
