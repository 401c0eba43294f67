"""What is written of what happened, of questionnaires and interviews?"""

from __future__ import annotations

from kajo.facts.forms.asking import Cancelled, Hold, Plan, Sheet, Wish
from kajo.facts.forms.telling import Correction, Fact
from kajo.ui.forms import Form as Ending

__all__ = ["Cancelled", "Correction", "Ending", "Fact", "Hold", "Plan", "Sheet", "Wish"]
