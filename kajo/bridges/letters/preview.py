"""How does a letter read before it is typeset?"""

from __future__ import annotations

from collections.abc import Iterator

from kajo.bridges.letters.blocks import Letter
from kajo.bridges.letters.shape import Shape, shaped


def preview_text(letter: Letter) -> str:
    """Give the words of the letter, in the order of the file: its text but for white space and page numbers.

    Raises Unprintable as `typeset` does, so that nobody approves what cannot be printed.
    """
    shape = shaped(letter)
    head = [
        "\n".join([shape["authority"]["name"], *shape["authority"]["lines"]]),
        "\n".join([" ".join(shape["record"]), " ".join(shape["dated"]), *shape["marks"]]),
        "\n".join(shape["recipient"]),
        shape["title"],
        *shape["notices"],
    ]
    parts = [part for section in shape["sections"] for part in (section["heading"], *map(_block, section["blocks"]))]
    return "\n\n".join(part for part in (*head, *parts) if part) + "\n"


def _block(block: Shape) -> str:
    return "\n".join(line for line in _lines(block) if line)


def _lines(block: Shape) -> Iterator[str]:
    match block["is"]:
        case "points":
            for number, item in enumerate(block["items"], start=1):
                yield f"{number}. {item}" if block["numbered"] else f"• {item}"
        case "facts":
            yield from (" ".join(row) for row in block["rows"])
        case "table":
            yield from ("\t".join(row) for row in (block["header"], *block["rows"]))
        case "lines":
            yield from block["lines"]
        case "signature":
            yield from (line for signer in block["signers"] for line in signer)
            yield block["statement"]
        case _:
            yield block["text"]
