"""Which elements of Word's XML does python-docx not write for us?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn


def element(name: str, attributes: Mapping[str, str] | None = None, *inside: Any) -> Any:
    """`element("w:shd", {"w:fill": "eeeeee"})`"""
    made = OxmlElement(name)
    for key, value in (attributes or {}).items():
        made.set(qn(key), value)
    made.extend(inside)
    return made


def edge(name: str, eighths: int, colour: str, space: int = 0) -> Any:
    """One side of a border, its width in eighths of a point."""
    return element(
        f"w:{name}",
        {"w:val": "single", "w:sz": str(eighths), "w:space": str(space), "w:color": colour},
    )


def lines(text: str) -> list[Any]:
    """A text as Word holds it in a run, a break between two lines."""
    made = []
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(element("w:br"))
        part = element("w:t", {"xml:space": "preserve"})
        part.text = line
        made.append(part)
    return made


def field(instruction: str, shown: str = "1") -> Any:
    """A field such as PAGE, which Word works out."""
    text = element("w:t")
    text.text = shown
    return element("w:fldSimple", {"w:instr": instruction}, element("w:r", None, text))
