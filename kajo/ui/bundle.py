"""How do many small style sheets become one file that a page loads?

    python -m kajo.ui.bundle

One file per component is for those who write; one request is for those who read. A test compares the two.
"""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).parent / "static" / "ui"
BUNDLE = STATIC / "kajo.css"
# Values first, plain HTML next, components by name, paper last: later files win over earlier ones.
_FIRST = ("vendor/suomifi-tokens.css", "tokens.css", "base.css")
_LAST = "components/print.css"


def sources() -> list[Path]:
    """Give the sheets in the order in which they apply."""
    components = [path for path in sorted((STATIC / "components").glob("*.css")) if path != STATIC / _LAST]
    return [*(STATIC / name for name in _FIRST), *components, STATIC / _LAST]


def bundled() -> str:
    """Give the one sheet: comments and line ends taken out, addresses of images seen from its own folder."""
    text = "\n".join(path.read_text() for path in sources())
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL).replace('url("../', 'url("')
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}")
    return "/* Made by kajo.ui.bundle from tokens.css, base.css and components/. */\n" + text.strip() + "\n"


if __name__ == "__main__":
    BUNDLE.write_text(bundled())
