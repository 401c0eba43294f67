"""What is written by the code itself, so that no document can disagree with it?"""

from __future__ import annotations

from pathlib import Path

from kajo.access.matrix import FOLLOWING, MATRIX, PURPOSES, STEP_UP
from kajo.access.roles import Role
from kajo.lawbook.index import index
from kajo.run.wall import machines, with_generated_part

ROOT = Path(__file__).resolve().parents[2]
GENERATED = ROOT / "docs" / "generated"


def documents() -> dict[Path, str]:
    """Give every generated file with the text it should have."""
    roles = ROOT / "deploy" / "roles.sql"
    found = {
        roles: with_generated_part(roles.read_text()),
        GENERATED / "access-matrix.md": access_matrix(),
        GENERATED / "law-index.md": index(),
    }
    for machine in machines():
        found[GENERATED / "states" / f"{machine.table}.md"] = _states(machine.table)
    return found


def access_matrix() -> str:
    """Write the page that the data protection officer signs: who may do what, and how far."""
    roles = sorted(Role)
    following = ", ".join(f"`{verb}`" for verb in sorted(FOLLOWING))
    lines = [
        "# Who may do what",
        "",
        "Written from `kajo/access/matrix.py` by `bin/kajo docs`. *all*: every unsealed row; *office*: those of the",
        "own office; *own*: those the person is tied to, sealed or not. A conflict of interest subtracts from each. A",
        "star marks deeds that always demand a fresh second factor. What only follows another deed, about the record",
        f"that one was checked on ({following}), reaches with *all* also what is *own*.",
        "",
        "| deed | purpose | " + " | ".join(role.value.replace("_", " ") for role in roles) + " |",
        "|---|---|" + "---|" * len(roles),
    ]
    for verb, row in sorted(MATRIX.items()):
        star = " *" if verb in STEP_UP else ""
        cells = " | ".join(str(row[role]) if role in row else "" for role in roles)
        lines.append(f"| `{verb}`{star} | {PURPOSES[verb.resource]} | {cells} |")
    return "\n".join(lines) + "\n"


def _states(table: str) -> str:
    machine = next(each for each in machines() if each.table == table)
    lines = [
        f"# States of `{table}`",
        "",
        f"A row is born as *{machine.start}*"
        + "".join(f" or *{state}*" for state in sorted(machine.born_done))
        + (
            f"; rows of history also as {', '.join(f'*{state}*' for state in sorted(machine.also_born))}"
            if machine.also_born
            else ""
        )
        + ". The database refuses every other move.",
        "",
        "| deed | from | to |",
        "|---|---|---|",
    ]
    for verb, (sources, target) in sorted(machine.moves.items()):
        lines.append(f"| `{verb}` | {', '.join(sorted(str(source) for source in sources))} | {target} |")
    return "\n".join(lines) + "\n"
