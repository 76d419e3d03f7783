"""How is a paper printed as PDF? Tagged for readers of every kind (PDF/UA-1), by typst."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from .blocks import Beside, Block, Paper, Paragraph, Said, Table
from .letters import alike, clean, without
from .rows import parted, weights_of

HERE = Path(__file__).parent
SIZE = "<size>"
UNPRINTABLE = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
LONG_WORD = re.compile(r"[^\s\u200b]{24}(?=\S)")
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
LACKING = (
    "This paper has letters for which no font is installed here. Where some stood, the number of"
    " the first stands, such as [U+4E2D]. The Word version has the letters themselves."
)

Data = dict[str, Any]


class Unprintable(Exception):
    """Some letters that no font has."""

    def __init__(self, signs: set[str]) -> None:
        super().__init__(f"No font has {sorted(signs)}")
        self.signs = signs


def pdf(paper: Paper, made: datetime | None = None) -> bytes:
    """The same bytes for the same paper; `made` goes into the file as its date.

    Letters that our fonts lack are taken from those installed. What these lack too is named by
    its number, and the paper says so.
    """
    text = as_json(as_data(paper, made))
    for installed in (False, True):
        with suppress(Unprintable):
            return compiled(text, installed=installed)
    return with_numbers(paper, made)


def text_size(paper: Paper, *, wide: bool = False) -> float:
    """The size in points at which a paper on one page fits; `wide` as letters are in Word."""
    inputs = {"data": as_json(as_data(paper)), "wide": "yes" if wide else ""}
    found = typst.query(
        template(), SIZE, field="value", one=True, sys_inputs=inputs, ignore_system_fonts=True
    )
    return float(json.loads(found))


def with_numbers(paper: Paper, made: datetime | None) -> bytes:
    """Printed with our fonts alone, letters that they lack named by their numbers."""
    data = as_data(paper, made)
    data["blocks"].append(written(Paragraph(Said(LACKING), "hint")))
    text, lacking = as_json(data), set[str]()
    while True:
        try:
            return compiled(without(text, lacking), installed=False)
        except Unprintable as found:
            more = alike(found.signs, text) - lacking
            if not more:
                raise
            lacking |= more


def compiled(text: str, *, installed: bool) -> bytes:
    """Raises Unprintable where letters lack a font."""
    try:
        return typst.compile(
            template(),
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"data": text},
            ignore_system_fonts=not installed,
        )
    except typst.TypstError as error:
        found = UNPRINTABLE.search(str(error))
        if not found:
            raise
        raise Unprintable(set(ESCAPED.sub(unescaped, found[1]))) from error


def unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


@cache
def template() -> bytes:
    return (HERE / "paper.typ").read_bytes()


def as_json(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False)


def as_data(paper: Paper, made: datetime | None = None) -> Data:
    """The paper as the template takes it."""
    data = cleaned(asdict(paper))
    data["blocks"] = [written(block) for block in paper.blocks]
    level(data["blocks"])
    return {**data, "made": date_of(made) if made else None}


def written(block: Block) -> Data:
    """One block with its kind, every text in it cleaned."""
    data: Data = {"kind": type(block).__name__, **cleaned(asdict(block))}
    if isinstance(block, Table):
        data |= {"widths": weights_of(block), "parted": parted(block)}
    if isinstance(block, Beside):
        data["blocks"] = [written(each) for each in block.blocks]
    return data


def cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return breakable(clean(value))
    if isinstance(value, dict):
        return {key: each if key == "svg" else cleaned(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [cleaned(each) for each in value]
    return value


def breakable(text: str) -> str:
    """Words longer than a column may be parted by the end of a line, without a sign."""
    return LONG_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def level(blocks: list[Data], before: int = 0) -> int:
    """No heading may stand more than one level below the one before (PDF/UA)."""
    for block in blocks:
        if block["kind"] == "Heading":
            block["level"] = before = min(block["level"], before + 1)
        before = level(block.get("blocks", []), before)
    return before


def date_of(made: datetime) -> dict[str, int]:
    made = made.astimezone(UTC)
    names = ("year", "month", "day", "hour", "minute", "second")
    return {name: getattr(made, name) for name in names}
