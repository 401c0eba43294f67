"""From which state may a case go where?"""

from __future__ import annotations

from kajo.access.machine import Machine
from kajo.cases.terms import State

CASE = Machine("cases_case", "state", State.OPEN, {}, also_born={State.REMOVED})
