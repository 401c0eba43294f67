"""Where do messages lie that are not sent, because everything is invented?"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from django.conf import settings

from kajo.bridges.carrying import Carrier, Fault, Means, Message, NotCarried, fits


@dataclass
class Tray:
    """What stands in for a service in demonstration and tests: it takes what the service takes and refuses the same.

    It keeps the last messages in memory. In a folder it notes them too, with no more of the number than its last two
    signs. `is_down` lets it answer as a service does that is not there.
    """

    means: Means
    folder: Path | None = None
    is_down: bool = False
    kept: list[tuple[str, Message]] = field(default_factory=list, repr=False)

    def carry(self, to: str, message: Message) -> None:
        """Keep a message, once for each key."""
        if self.is_down:
            raise NotCarried(Fault.UNREACHABLE)
        if not fits(self.means, to):
            raise NotCarried(Fault.REFUSED)
        if message.key in {each.key for _to, each in self.kept}:
            return
        self.kept = [*self.kept[-99:], (to, message)]
        if self.folder is not None:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            told = {"to": f"...{to[-2:]}", "subject": message.subject, "body": message.body, "key": message.key}
            with (self.folder / f"{self.means}.jsonl").open("a", encoding="utf-8") as file:
                file.write(json.dumps(told, ensure_ascii=False) + "\n")


@cache
def tray(means: Means) -> Tray:
    """Give the one tray of this process for a means."""
    return Tray(means, settings.KAJO_TRAY_FOLDER)


def chosen(means: Means, real: Callable[[], Carrier]) -> Carrier:
    """Give the carrier of this installation: its tray where everything is invented, else the real one."""
    return tray(means) if settings.KAJO_CARRIERS == "tray" else real()
