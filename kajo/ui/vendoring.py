"""How do foreign styles get into this house? Run by hand when one is renewed; set-up and run time never need it.

    python -m kajo.ui.vendoring BOOTSTRAP_FOLDER TOKENS_FOLDER

Both folders are unpacked packages (`npm pack NAME`, then `tar xzf`). What is done to each file stands in SOURCE.md.
"""

from __future__ import annotations

import hashlib
import importlib.util
import re
import sys
from pathlib import Path
from urllib.parse import unquote

VENDOR = Path(__file__).parent / "static" / "ui" / "vendor"
SUMS = VENDOR / "SHA256SUMS"

_DATA_IMAGE = re.compile(r'url\("data:image/svg\+xml,([^"]*)"\)')
_SOURCE_MAP = re.compile(r"\s*/\*# sourceMappingURL=[^*]*\*/\s*")
_TOKEN = re.compile(r"\$(fi-(?:color|spacing|radius|breakpoint)[a-z0-9-]*):\s*([^;]+);")


def main(bootstrap: Path, tokens: Path) -> None:
    """Copy the files, take images out of style sheets, write the list of sums."""
    for name in ("bootstrap.min.css", "bootstrap.rtl.min.css"):
        (VENDOR / name).write_text(_without_data_images((bootstrap / "dist" / "css" / name).read_text()))
    (VENDOR / "LICENSE.bootstrap.txt").write_text((bootstrap / "LICENSE").read_text())
    (VENDOR / "suomifi-tokens.css").write_text(_as_properties((tokens / "dist" / "tokens.scss").read_text()))
    (VENDOR / "LICENSE.suomifi-design-tokens.txt").write_text((tokens / "LICENSE").read_text())
    (VENDOR / "htmx.min.js").write_bytes(_htmx().read_bytes())
    write_sums()


def write_sums() -> None:
    """Write one line a vendored file: its SHA-256 and its name, as `sha256sum -c` reads it."""
    SUMS.write_text("".join(f"{digest}  {name}\n" for name, digest in sums().items()))


def sums() -> dict[str, str]:
    """Give name and SHA-256 of every vendored file as it lies on the disk."""
    files = (
        path for path in sorted(VENDOR.rglob("*")) if path.is_file() and path.name not in {"SHA256SUMS", "SOURCE.md"}
    )
    return {path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _without_data_images(sheet: str) -> str:
    # The content security policy allows no `data:`; an image without its own file would silently not show.
    def extract(match: re.Match[str]) -> str:
        image = unquote(match[1])
        name = f"bs-{hashlib.sha256(image.encode()).hexdigest()[:10]}.svg"
        (VENDOR / "img").mkdir(exist_ok=True)
        (VENDOR / "img" / name).write_text(image + "\n")
        return f'url("img/{name}")'

    # A source map that is not there stops the manifest storage.
    return _SOURCE_MAP.sub("\n", _DATA_IMAGE.sub(extract, sheet))


def _as_properties(scss: str) -> str:
    lines = [f"  --{name}: {value.strip()};" for name, value in _TOKEN.findall(scss)]
    head = "/* Values of suomifi-design-tokens as custom properties. Made by kajo.ui.vendoring; licence beside. */"
    return "\n".join([head, ":root {", *lines, "}", ""])


def _htmx() -> Path:
    spec = importlib.util.find_spec("django_htmx")
    if spec is None or spec.origin is None:
        raise SystemExit("django-htmx is not installed.")
    return Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
