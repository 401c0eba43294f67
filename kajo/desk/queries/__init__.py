"""What waits, for me and for nobody?"""

from __future__ import annotations

from kajo.desk.queries.mine import Desk, Draft, mine
from kajo.desk.queries.night import Night, key_of, night
from kajo.desk.queries.unattended import Matter, Unattended, unattended

__all__ = ["Desk", "Draft", "Matter", "Night", "Unattended", "key_of", "mine", "night", "unattended"]
