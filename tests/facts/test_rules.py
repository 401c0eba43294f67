"""Which interpreter may come, case by case."""

from __future__ import annotations

import pytest

from kajo.facts.queries import is_same_name
from kajo.facts.rules import interpreter_may_come
from kajo.facts.terms import FoundOut, Gender, Interpreter
from tests.tables import Row, or_error, table, yes


@pytest.mark.parametrize("row", table("facts/interpreter_may_come.csv"), ids=str)
def test_interpreter_may_come(row: Row) -> None:
    found = or_error(
        lambda: (
            "yes"
            if interpreter_may_come(
                Interpreter(
                    gender=Gender(row["gender"]),
                    woman_only=yes(row["woman_only"]),
                    man_only=yes(row["man_only"]),
                    is_named_out=yes(row["is_named_out"]),
                    nobody_known=yes(row["nobody_known"]),
                    knows_the_person=FoundOut(row["knows_the_person"]),
                    has_regions=yes(row["has_regions"]),
                    is_from_there=FoundOut(row["is_from_there"]),
                )
            ).outcome
            else "no"
        )
    )
    assert found == row["outcome"], row["note"]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Minh Example", "minh EXAMPLE", True),
        ("Example, Minh", "Minh Example", True),
        ("Minh Ánh Example", "Minh Example", True),
        ("Äänekäs Esimerkki", "Aanekas Esimerkki", True),
        ("Minh", "Minh Example", True),
        ("Minh Example", "Linh Example", False),
        ("", "Minh Example", False),
        ("-", "Minh Example", False),
    ],
)
def test_a_name_is_known_again_however_it_is_written(one: str, other: str, is_same: bool) -> None:
    assert is_same_name(one, other) is is_same
    assert is_same_name(other, one) is is_same
