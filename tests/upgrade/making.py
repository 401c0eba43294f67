"""Makes one more folder with a database of today: see README.md."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from kajo.run.ground import borrowed

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
OURS = ("DATABASE_", "DJANGO_", "KAJO_")
PEOPLE = 50
KNOWN_ON = "2024-12-31"


def outside() -> dict[str, str]:
    """Give the environment without what belongs to another installation."""
    return {name: text for name, text in os.environ.items() if not name.startswith(OURS)}


def told(environment: dict[str, str], *words: str) -> str:
    """Run a command of ours on an installation and give what it prints."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", *words],
        capture_output=True,
        text=True,
        env=environment | {"PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, f"{words}: {done.stderr[-3000:]}"
    return done.stdout


def counted(environment: dict[str, str]) -> dict[str, Any]:
    """Tell what is in an installation: figures, opened values by column, and what the ledger's check says."""
    command = "kajo.run.command"
    return {
        "figures": json.loads(told(environment, command, "figures", "--on", KNOWN_ON, "--json")),
        "opened": json.loads(told(environment, "tests.upgrade.reading")),
        "ledger": told(environment, command, "verify", "--full").splitlines(),
    }


def make(folder: Path) -> None:
    """Fill a new installation, count, and keep its dump, keys and anchors."""
    with tempfile.TemporaryDirectory(prefix="kajo-") as name:
        Path(name).chmod(0o711)
        data = Path(name) / "data"
        environment = outside() | {"KAJO_DATA": str(data), "KAJO_DEMO": "1"}
        with borrowed(data) as ground:
            told(environment, "kajo.run.command", "migrate")
            told(environment, "kajo.run.command", "demo", "--people", str(PEOPLE))
            found = counted(environment)
            dumped = subprocess.run(
                [ground.server.bin / "pg_dump", ground.server.dsn("kajo")], capture_output=True, check=True
            )
        folder.mkdir()
        (folder / "dump.sql.gz").write_bytes(gzip.compress(dumped.stdout, mtime=0))
        (folder / "known.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        shutil.copyfile(data / "keys" / "keys.json", folder / "keys.json")
        shutil.copytree(data / "anchors", folder / "anchors")


if __name__ == "__main__":
    make(HERE / sys.argv[1])
