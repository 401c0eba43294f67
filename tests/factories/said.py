"""What the letters of every kind of decision say about an invented person, made as the room of decisions makes them.

`python -m tests.factories.said FOLDER` writes them all as PDF, to be looked at.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from kajo.decisions.terms import (
    REFLECTION,
    ChildSaid,
    Correction,
    DecisionKind,
    Error,
    Reflection,
    RemovalSaid,
    Words,
)

PARTY = "Tuulikki Esimerkki"
RECORD = "D-2026-000123"
OFFICIAL, READERS = ("fi", "sv"), ("fi", "sv", "en", "ar")
REASONS = {
    "fi": "Henkilö on kertonut tehneensä työtä pitkiä päiviä ilman palkkaa.\n\nHän tarvitsee turvallisen majoituksen.",
    "sv": "Personen har berättat om långa arbetsdagar utan lön.\n\nPersonen behöver trygg inkvartering.",
}
PLAIN = Words(
    kind=DecisionKind.ADMIT_35_1, record=RECORD, on=date(2026, 11, 27), party=PARTY, born_on="1999-02-14",
    pending_on=date(2026, 11, 20), reasons="", language="fi", explained_in="en",
    contact=("Veikko Malli", "ylitarkastaja"), signer=("Aino Johtaja", "johtaja"),
)  # fmt: skip
DAYS = Reflection(date(2026, 11, 27), date(2027, 2, 3))
BEGUN = Reflection(date(2026, 10, 15), date(2027, 1, 15), "ties")


def every() -> Mapping[str, Words]:
    """What each kind of decision says, a removal once for each ground, by a name that says nothing of a person."""
    kinds = {
        "admission-35-1": replace(PLAIN, kind=DecisionKind.ADMIT_35_1),
        "admission-35-2": replace(PLAIN, kind=DecisionKind.ADMIT_35_2),
        "admission-35-3": replace(PLAIN, kind=DecisionKind.ADMIT_35_3, born_on="2019"),
        "refusal": replace(PLAIN, kind=DecisionKind.REFUSE),
    }
    for kind in sorted(REFLECTION):
        days = BEGUN if kind is DecisionKind.REFL_INTERRUPT else DAYS
        kinds[f"reflection-{kind.lower()[5:]}"] = replace(PLAIN, kind=kind, reflection=days)
    removed = replace(PLAIN, kind=DecisionKind.REMOVE)
    for ground in ("R1", "R2a", "R2b", "R3a", "R3b", "R4"):
        kinds[f"removal-{ground.lower()}"] = replace(removed, removal=RemovalSaid(ground))
    helped = RemovalSaid("R1", after_last_on=date(2027, 1, 31), after_words="Neuvontaa.")
    kinds["removal-later"] = replace(removed, removal=replace(helped, is_enforced_at_once=False))
    child = ChildSaid(best_interest="Koulu jatkuu.", view="Haluaa olla yhdessä.")
    kinds["removal-child"] = replace(removed, removal=RemovalSaid("R2a"), child=child, born_on="2014-05")
    wrong = Correction("D-2026-000119", date(2026, 11, 24), Error.CLERICAL, "14.2.1998", "14.2.1999")
    kinds["correction"] = replace(kinds["admission-35-1"], correction=wrong)
    for name in ("admission-35-1", "admission-35-3", "refusal"):
        kinds[f"{name}-child"] = replace(kinds[name], child=child, born_on="2014-05")
    return {name: replace(each, reasons=REASONS["fi"]) for name, each in kinds.items()}


def originals() -> dict[str, Words]:
    """The same for each language of a decision."""
    return {
        f"{name}.{language}": replace(each, language=language, reasons=REASONS[language])
        for name, each in every().items()
        for language in OFFICIAL
    }


def explanations() -> dict[str, Words]:
    """The same for each language of an explanation."""
    return {
        f"{name}.{language}": replace(each, explained_in=language)
        for name, each in every().items()
        for language in READERS
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kajo.settings.test")
    import django

    django.setup()
    from kajo.bridges.letters import typeset
    from kajo.decisions.queries import letters

    folder = Path(sys.argv[1])
    for name, said in originals().items():
        (folder / f"decision-{name}.pdf").write_bytes(typeset(letters.original(said)))
    for name, said in explanations().items():
        (folder / f"explanation-{name}.pdf").write_bytes(typeset(letters.explanation(said)))
