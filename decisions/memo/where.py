"""Where does one go, in a line for each table?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decisions.house.cards import MANDATE_LABELS, names
from decisions.subsidiarity.edition import Edition

from .blocks import Table
from .shorten import first_few, shorten, whole_ones

Row = tuple[str, ...]
Package = Mapping[str, Any]
TABLES, NAMED, FOR, NEXT = 4, 5, 80, 150
"""How many tables and missing States, and how many letters, there is room for on one page."""
HEAD = ("Table", "For", "Seats", "Next step")


def where_table(packages: Sequence[Package], edition: Edition) -> Table:
    alone = len(packages) == 1
    found = [row for package in packages for row in rows_of(package, edition, alone)]
    if len(found) > TABLES:
        names_left = first_few([row[0] for row in found[TABLES:]], 3)
        found = [*found[:TABLES], ("Further", shorten(names_left, FOR), "", "In the full paper.")]
    return Table("Where to go", HEAD, tuple(found), widths=(7, 5, 5, 7))


def rows_of(package: Package, edition: Edition, alone: bool) -> Iterator[Row]:
    matters = matter_words(package["issues"], package, alone)
    if package["local"]:
        yield "No forum", matters, "", shorten(package["local"], NEXT)
        return
    for card in package["tables"]:
        held = matter_words(in_mandate(card), package, alone)
        steps = whole_ones(card["next"], NEXT)
        yield table_name(card), held, seats_or_pairs(card, package, edition), steps
    if not package["tables"]:
        yield "No table is ready", matters, pairs(package), "The forum gap below says what to do."


def matter_words(held: Sequence[str], package: Package, alone: bool) -> str:
    if alone and len(held) == len(package["issues"]) > 1:
        return "All issues"
    return shorten("; ".join(held), FOR)


def in_mandate(card: Mapping[str, Any]) -> list[str]:
    return [label for label, grade in card["mandate_rows"] if grade != MANDATE_LABELS["none"]]


def table_name(card: Mapping[str, Any]) -> str:
    doubt = ", in doubt" if card["in_doubt"] else ""
    return f"{card['name']} ({card['role_label'].lower()}{doubt})"


def seats_or_pairs(card: Mapping[str, Any], package: Package, edition: Edition) -> str:
    return pairs(package) if card["template"] else seats(card, edition, NAMED)


def pairs(package: Package) -> str:
    """`Germany and Türkiye`, or how many pairs there are; empty where there are none."""
    several = package["pairs"]
    if len(several) > 2:
        return f"{len(several)} pairs of parties"
    return "; ".join(f"{one} and {other}" for one, other in several)


def seats(card: Mapping[str, Any], edition: Edition, named: int) -> str:
    """`26 of 28 States; missing: Albania, Türkiye`; seats mean nothing to who helps anywhere."""
    if card["works_anywhere"]:
        return "helps wherever it is called"
    said = f"{card['seated_count']} of {card['total']} State{'s' * (card['total'] != 1)}"
    for word, codes in (("missing", card["missing"]), ("not certain", card["unknown"])):
        if codes:
            said += f"; {word}: {first_few(names(codes, edition), named)}"
    return said
