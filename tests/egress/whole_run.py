"""All of Kajo at work, every process watched, in a process of its own: `python -m tests.egress.whole_run [alone]`.

Gives, as JSON, what tried to leave the machine, and what the same watch says of a control that does try. `alone` says
that this process has a network of its own without a way out, which then counts what the guard in Python cannot see.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import re
import socket
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.egress.control import reach_out
from tests.egress.guard import guard
from tests.factories.stack import Stack, reachable_folder, until
from tests.secrets.planting import Garden

SET_FLAGS, UP_AND_RUNNING = 0x8914, 0x41


def bring_loopback_up() -> None:
    """Let the processes of this network reach each other."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SET_FLAGS, struct.pack("16sh14x", b"lo", UP_AND_RUNNING))


def lost() -> int:
    """Count what found no way out of this network, or asked a keeper of names that is not there."""
    lines = [line.split() for line in Path("/proc/net/snmp").read_text().splitlines()]
    counts = {f"{names[0]}{name}": int(count) for names, values in zip(lines[::2], lines[1::2], strict=True)
              for name, count in zip(names[1:], values[1:], strict=True)}  # fmt: skip
    later = re.findall(r"^Ip6OutNoRoutes\s+(\d+)", Path("/proc/net/snmp6").read_text(), re.MULTILINE)
    return counts["Ip:OutNoRoutes"] + counts["Udp:NoPorts"] + sum(int(count) for count in later)


def work(stack: Stack) -> None:
    """Start, take calls, refer, admit, make letters, draw the figures, verify, stop."""
    stack.start()
    try:
        stack.inside("cast")
        with contextlib.closing(Garden(stack, seed=1, calls=1)) as garden:
            garden.plant()
            until(lambda: "chart__drawing" in garden.aino.get("/figures/", must="</table>"))
        answered = [stack.get(number, address)[0] for number, address in enumerate(("/en/", "/sign-in/", "/sign-in/"))]
        assert answered == [200, 200, 200], answered
        code, said = stack.command("verify")
        assert code == 0, said
    finally:
        assert stack.stop() == 0


def main(*, is_alone: bool) -> dict[str, Any]:
    """Run all of it, then the control."""
    if is_alone:
        bring_loopback_up()
    with reachable_folder() as folder:
        stack = Stack(folder, is_empty=True)
        noted = guard(stack)
        work(stack)
        told: dict[str, Any] = {"noted": noted.read_text().splitlines(), "lost": lost() if is_alone else 0}

        subprocess.run([*stack.words()[:3], "tests.egress.control"], env=stack.environment, check=True)
        told["control_noted"] = noted.read_text().splitlines()
        before = lost()
        reach_out()
        return told | {"control_lost": lost() - before}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(is_alone=sys.argv[1:] == ["alone"])))
