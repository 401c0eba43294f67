"""Plain language is pointed out, case by case, and never demanded."""

from __future__ import annotations

import pytest

from kajo.content.rules import plain_language
from kajo.content.terms import Hard
from kajo.law.finding import Senseless
from tests.tables import Row, table


@pytest.mark.parametrize("row", table("content/plain_language.csv"), ids=lambda row: row["note"])
def test_plain_language(row: Row) -> None:
    if row["outcome"] == "error":
        with pytest.raises(Senseless, match="Finnish and Swedish"):
            plain_language(row["text"], row["language"])
        return

    found = plain_language(row["text"], row["language"]).outcome

    assert " ".join(dict.fromkeys(str(each.hard) for each in found)) == row["outcome"], row["note"]


def test_a_remark_says_which_words_it_is_about() -> None:
    found = plain_language("Mikäli tilanne muuttuu, apu jatkuu.", "fi").outcome

    assert [(each.hard, each.words) for each in found] == [(Hard.OFFICIALESE, "mikäli")]
