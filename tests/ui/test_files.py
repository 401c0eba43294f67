"""What the files of the interface promise about themselves."""

from __future__ import annotations

import re
from pathlib import Path

from kajo.ui import bundle, vendoring

UI = Path(vendoring.__file__).parent
STATIC = UI / "static" / "ui"
OURS = [path for path in STATIC.rglob("*.css") if "vendor" not in path.parts and path != bundle.BUNDLE]
TEMPLATES = list((UI / "templates").rglob("*.html"))
COMPONENTS = sorted((UI / "templates" / "cotton" / "ui").glob("*.html"))
PHYSICAL = re.compile(
    r"(?:margin|padding|border)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right|float|width|height|min-width|max-width):"
)


def test_foreign_files_are_as_they_came() -> None:
    listed = dict(line.split()[::-1] for line in vendoring.SUMS.read_text().splitlines())

    assert listed == vendoring.sums()


def test_foreign_sheets_need_no_data_images_and_no_other_host() -> None:
    for sheet in (STATIC / "vendor").glob("*.css"):
        text = sheet.read_text()
        assert "data:" not in text
        assert "sourceMappingURL" not in text
        for address in re.findall(r"url\(\"?([^\")]*)", text):
            assert (sheet.parent / address).is_file(), address


def test_the_one_sheet_is_made_from_the_many() -> None:
    assert bundle.BUNDLE.read_text() == bundle.bundled(), "run python -m kajo.ui.bundle"


def test_our_sheets_use_logical_properties_and_no_force() -> None:
    for sheet in OURS:
        text = re.sub(r"/\*.*?\*/|@media[^{]*", "", sheet.read_text(), flags=re.DOTALL)
        assert "!important" not in text, sheet
        assert not PHYSICAL.findall(text), (sheet, PHYSICAL.findall(text))
        assert "http" not in text, sheet


def test_templates_have_no_inline_style_or_script_and_print_no_unescaped_attributes() -> None:
    for template in TEMPLATES:
        text = template.read_text()
        assert " style=" not in text, template
        assert not re.search(r"<script(?![^>]* src=)", text), template
        assert not re.search(r"\son[a-z]+=", text), template
        assert "{{ attrs" not in text, template
        assert "|safe" not in text, template


def test_every_component_stands_in_the_style_guide() -> None:
    used = "".join(
        (UI / "templates" / "ui" / name).read_text() for name in ("styleguide.html", "page.html", "frame/public.html")
    )
    used += "".join(path.read_text() for path in COMPONENTS)
    missing = [path.stem for path in COMPONENTS if f"<c-ui.{path.stem.replace('_', '-')}" not in used]

    assert missing == []


def test_no_file_is_longer_than_a_reader_likes() -> None:
    ours = [
        path for path in UI.rglob("*") if path.suffix in {".py", ".html", ".css", ".js"} and "vendor" not in path.parts
    ]

    assert [path for path in ours if len(path.read_text().splitlines()) > 400] == []
