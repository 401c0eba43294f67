"""What `bin/check` judges by itself: locks that hold what is asked for, files that name no registry."""

from __future__ import annotations

from pathlib import Path

import pytest

from kajo.run import checks

LOCK = """\
altair==6.3.0 \\
    --hash=sha256:00
    # via -r requirements.in
attrs==25.1 \\
    --hash=sha256:00
    # via
    #   altair
django==5.2.19 \\
    --hash=sha256:00
    # via
    #   -r requirements.in
    #   django-csp
"""


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("altair  # charts\ndjango==5.2.*\n", []),
        ("altair\ndjango==5.1.*\n", ["requirements.txt does not hold django==5.1.*"]),
        ("altair\ndjango\nbabel\n", ["requirements.txt does not hold babel"]),
        ("altair\ndjango\nattrs\n", ["requirements.txt does not hold attrs"]),
        ("django\n", ["requirements.txt holds altair, which nobody asks for"]),
    ],
)
def test_a_lock_holds_exactly_what_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: str, said: list[str]
) -> None:
    tmp_path.joinpath("requirements.in").write_text(f"# What is needed.\n{asked}")
    tmp_path.joinpath("requirements.txt").write_text(LOCK)
    tmp_path.joinpath("requirements-dev.in").write_text("-r requirements.in\n")
    tmp_path.joinpath("requirements-dev.txt").write_text(LOCK)
    monkeypatch.setattr(checks, "ROOT", tmp_path)

    assert checks.locks().splitlines() == said
