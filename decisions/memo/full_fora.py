"""How is told where to go, with every forum of the catalogue and why not?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decisions.subsidiarity.edition import Edition

from .blocks import Block, Bullets, Heading, Paragraph, Said, Table
from .grouped import by_text
from .new_table import new_table
from .shorten import sentence
from .where import seats, table_name

Card = Mapping[str, Any]
Package = Mapping[str, Any]
ALL = 1000
ORDER = (
    "The nearest first. The order goes by seats, then nearness and mandate, then depth, then the"
    " smallest table."
)
MANY = 3
"""So many fora with the very same reasons are told of in one row."""


def where_to_go(packages: Sequence[Package], edition: Edition) -> Iterator[Block]:
    yield Heading("Where to go")
    for package in packages:
        yield Heading(f"{package['level']}: {', '.join(package['issues'])}", 2)
        if package["local"]:
            yield Paragraph(Said(package["local"]))
        else:
            yield from package_blocks(package, edition)


def package_blocks(package: Package, edition: Edition) -> Iterator[Block]:
    if package["pairs"]:
        pairs = "; ".join(f"{one} and {other}" for one, other in package["pairs"])
        yield Paragraph(Said(f"{pairs}.", "Between:"))
    for card in package["tables"]:
        yield from chosen(card, edition)
    if not package["tables"]:
        yield Paragraph(Said("No table in the catalogue is ready for it."))
    yield from shallow(package)
    if package["new"]:
        yield from new_table(package["new"])
    yield from beside(package, edition)


def chosen(card: Card, edition: Edition) -> Iterator[Block]:
    """A forum that is recommended, with all that is known of it."""
    yield Heading(table_name(card), 3)
    if card["next"]:
        yield Paragraph(Said(" ".join(card["next"]), "Next:"), "note")
    yield Bullets(tuple(facts(card, edition)))


def facts(card: Card, edition: Edition) -> Iterator[Said]:
    if not card["template"]:
        yield Said(sentence(seats(card, edition, ALL)), "Seats:")
    mandate = "; ".join(f"{label} ({grade})" for label, grade in card["mandate_rows"])
    yield Said(sentence(mandate), "Mandate:")
    wanted = card["wanted_depth"].lower()
    yield Said(f"{card['depth']} (wanted: {wanted}).", "Depth it can reach:")
    yield Said(" ".join(card["reasons"]), "For and against:")
    if card["secretariat"]:
        yield Said(sentence(card["secretariat"]), "Secretariat:")
    if card["status_note"] or card["as_of"]:
        yield Said(" ".join(status(card)), "Status:")


def status(card: Card) -> Iterator[str]:
    if card["status_note"]:
        yield sentence(card["status_note"])
    if card["as_of"]:
        yield f"Facts as of {card['as_of']}."
    if card["from_memory"]:
        yield "The list of members is from memory or derived."


def shallow(package: Package) -> Iterator[Block]:
    if package["shallow"]:
        matters, depth = "; ".join(package["shallow"]), package["depth"].lower()
        said = (
            f"No table here goes as deep as {depth} on {matters}."
            " Prepare it at the table above; the deeper form takes an agreement of its own."
        )
        yield Paragraph(Said(said), "note")


def beside(package: Package, edition: Edition) -> Iterator[Block]:
    """Bodies that assist, tables that come second, and all the rest, and why not."""
    head, widths = ("Forum", "Seats", "For and against"), (5, 4, 10)
    for caption, cards in (
        ("Beside the table: bodies that assist", package["helpers"]),
        ("Also looked at", package["near"]),
    ):
        rows = tuple(
            (table_name(card), looked_at(card, edition), " ".join(card["reasons"]))
            for card in cards
        )
        if rows:
            yield Table(caption, head, rows, widths=widths)
    yield from others(package)


def looked_at(card: Card, edition: Edition) -> str:
    return "a form between two parties" if card["template"] else seats(card, edition, 6)


def others(package: Package) -> Iterator[Block]:
    """The rest of the catalogue. Where many fora have the very same reasons, these head the row."""
    said = by_text((each["name"], " ".join(each["against"])) for each in package["others"])
    if not said:
        return
    single = tuple(("; ".join(names), why) for why, names in said.items() if len(names) < MANY)
    shared = tuple((why, "; ".join(names)) for why, names in said.items() if len(names) >= MANY)
    if single:
        caption = f"Every other forum, and why not: {len(package['others'])}"
        yield Table(caption, ("Forum", "Why not"), single, widths=(2, 5), small=True)
    if shared:
        caption = "Of these, several with the very same reasons"
        yield Table(caption, ("Why not", "Fora"), shared, widths=(2, 5), small=True)
    yield Paragraph(Said(ORDER), "hint")
