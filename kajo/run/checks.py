"""`bin/check`: what can be judged about this tree without running the system?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from kajo.run.children import ROOT

LONGEST_FILE_LINES = 400
WRITTEN = {".py", ".html", ".css", ".js", ".sql", ".typ"}
MADE_ELSEWHERE = ("vendor", "migrations", "generated")
MADE_HERE = {".git", ".venv", "var", "__pycache__", "node_modules", ".mypy_cache", ".ruff_cache", ".pytest_cache"} | {
    ".hypothesis",
    ".import_linter_cache",
    "test-results",
}
# Assembled, so that this file does not name a package registry either.
REGISTRIES = re.compile(
    "|".join(
        rf"\b{name}\.{ending}\b"
        for name, ending in [
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("npmjs", "org"),
            ("npmjs", "com"),
            ("deb.debian", "org"),
        ]
    )
)

PACKAGE = re.compile(r"^(?=[a-z0-9])", re.MULTILINE)

Step = Callable[[], str]


def tool(*words: str) -> Step:
    """Return a step that runs a program of this environment and gives what it said if it was not content."""
    return lambda: _run([str(Path(sys.executable).parent / words[0]), *words[1:]])


def kajo(*words: str) -> Step:
    """Return a step that runs a command of ours."""
    return lambda: _run([sys.executable, "-P", "-m", "kajo.run.command", *words])


def _run(words: list[str]) -> str:
    environment = {name: text for name, text in os.environ.items() if not name.startswith(("KAJO_", "DATABASE_"))}
    environment |= {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "kajo.settings.test"}
    ended = subprocess.run(
        words, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    return "" if ended.returncode == 0 else ended.stdout.strip() or f"exit code {ended.returncode}"


def tracked() -> list[Path]:
    """Return every file of the project, as its history knows them; all but what is made where there is no history."""
    if shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]
    found = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in found if not MADE_HERE & {*path.relative_to(ROOT).parts}]


def templates() -> list[str]:
    """Return our own templates."""
    return [str(path) for path in tracked() if path.suffix == ".html" and "templates" in path.parts]


def format_of_templates() -> str:
    """Say which templates are not in the common format."""
    return tool("djade", "--check", "--target-version", "5.2", *templates())() if templates() else ""


def lint_of_templates() -> str:
    """Say what is wrong in templates."""
    return tool("djlint", "--lint", "--quiet", *templates())() if templates() else ""


def migrations() -> str:
    """Say which models have changed without a migration."""
    program = "import warnings; warnings.simplefilter('ignore', RuntimeWarning); import manage, sys;"
    program += "from django.core.management import execute_from_command_line as run;"
    program += "run(['manage.py', 'makemigrations', '--check', '--dry-run', '--verbosity', '1'])"
    return _run([sys.executable, "-c", program])


def addresses() -> str:
    """Say which file names a package registry, or which lock an address."""
    return "\n".join(_named())


def _named() -> Iterator[str]:
    for path in tracked():
        if path.suffix in (".png", ".mo", ".ttf", ".otf", ".woff2", ".pdf", ".ods", ".xlsx"):
            continue
        text = path.read_text(errors="replace")
        name = path.relative_to(ROOT)
        if match := REGISTRIES.search(text):
            yield f"{name} names a package registry: line {text[: match.start()].count(chr(10)) + 1}"
        if name.name in ("requirements.txt", "requirements-dev.txt", "uv.txt") and "://" in text:
            yield f"{name} holds an address"
        if name.name == "package-lock.json" and '"resolved"' in text:
            yield f"{name} holds an address"


def locks() -> str:
    """Say which lock does not hold exactly what is asked for directly, at a version that fits."""
    return "\n".join([*_unlocked("requirements"), *_unlocked("requirements-dev")])


def _unlocked(name: str) -> Iterator[str]:
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lines = (ROOT / f"{name}.in").read_text(encoding="utf-8").splitlines()
    wanted = [Requirement(line.partition("#")[0]) for line in lines if line[:1].isalnum()]
    asked = {canonicalize_name(each.name): each for each in wanted}
    versions, direct = {}, set()
    for block in PACKAGE.split((ROOT / f"{name}.txt").read_text(encoding="utf-8"))[1:]:
        package, _, version = block.split(maxsplit=1)[0].partition("==")
        versions[canonicalize_name(package)] = version
        if f"-r {name}.in\n" in block:
            direct.add(canonicalize_name(package))
    for package, each in asked.items():
        if package not in direct or versions[package] not in each.specifier:
            yield f"{name}.txt does not hold {each}"
    for package in sorted(direct - set(asked)):
        yield f"{name}.txt holds {package}, which nobody asks for"


def lengths() -> str:
    """Say which file of ours is longer than a reader can hold."""
    found = []
    for path in tracked():
        name = path.relative_to(ROOT)
        if path.suffix in WRITTEN and not any(part in MADE_ELSEWHERE for part in name.parts):
            lines = path.read_bytes().count(b"\n")
            if lines > LONGEST_FILE_LINES and name.as_posix() != "deploy/roles.sql":
                found.append(f"{name} has {lines} lines")
    return "\n".join(found)


STEPS: dict[str, Step] = {
    "format": tool("ruff", "format", "--check", "--quiet", "."),
    "lint": tool("ruff", "check", "--quiet", "."),
    "templates, format": format_of_templates,
    "templates, lint": lint_of_templates,
    "rooms and floors": tool("lint-imports", "--no-logo"),
    "types": tool("mypy", "--no-error-summary"),
    "migrations": migrations,
    "translations": kajo("messages", "--check"),
    "law index": kajo("law", "--check"),
    "generated pages": kajo("docs", "--check"),
    "addresses": addresses,
    "locks": locks,
    "lengths": lengths,
}


def main() -> int:
    """Take every step and say one line for each; 1 if any was not content."""
    is_well = True
    for name, step in STEPS.items():
        began = time.monotonic()
        said = step()
        print(f"{'no' if said else 'ok'}  {name} ({time.monotonic() - began:.1f} s)", flush=True)
        if said:
            is_well = False
            print("\n".join(f"      {line}" for line in said.splitlines()), flush=True)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
