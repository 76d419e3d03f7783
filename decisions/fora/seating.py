"""Which fora seat these States, and who is missing where?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decisions.house.cards import names
from decisions.house.forum_words import kind_label, status_label
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.forum_reasons import by_name

from .listing import past

SHOWN = 40
"""How many fora are shown at first."""
SECTIONS = (
    ("all", "Seats all of them"),
    ("perhaps", "May seat all of them"),
    ("some", "Some have no seat"),
)


@dataclass(frozen=True, slots=True)
class Seating:
    """How one forum seats the States that were asked about."""

    forum: Forum
    seated: frozenset[str]
    missing: frozenset[str]
    unknown: frozenset[str]

    @property
    def outsiders(self) -> int:
        """Members that were not asked about."""
        return len(self.forum.members - self.seated - self.unknown)

    @property
    def section(self) -> str:
        if self.missing:
            return "some"
        return "perhaps" if self.unknown else "all"

    @property
    def order(self) -> tuple[Any, ...]:
        """All seats filled first, then the fewest missing and in doubt; then what still meets;
        then the fewest outsiders."""
        gaps, rests = (len(self.missing), len(self.unknown)), self.forum.status == "dormant"
        return (any(gaps), *gaps, rests, self.outsiders, self.forum.name.casefold(), self.forum.id)


def who_seats(edition: Edition, codes: frozenset[str], wanted: dict[str, Any]) -> dict[str, Any]:
    """Everything that the page says of the States: lists of fora, best first, and the rest."""
    asked = [forum for forum in edition.fora if not forum.is_template and fits(forum, wanted)]
    seatings = sorted((seat_all(f, codes) for f in asked), key=lambda each: each.order)
    held = [each for each in seatings if each.seated]
    return {
        "now": [each for each in held if not past(each.forum)],
        "past": [each for each in held if past(each.forum)],
        "not_known": [each.forum for each in seatings if each.unknown and not each.seated],
        "nobody": sum(1 for each in seatings if not each.seated and not each.unknown),
        "forms": [form for form in edition.fora if form.is_template and fits(form, wanted)],
    }


def fits(forum: Forum, wanted: dict[str, Any]) -> bool:
    """Whether it deals with all the issues, on the level, and works if that is asked for."""
    return (
        forum.mandate.issuperset(wanted["issue"])
        and wanted["level"] in ("", forum.level.key)
        and (not wanted["working"] or forum.status in ("active", "template"))
    )


def seat_all(forum: Forum, codes: frozenset[str]) -> Seating:
    return Seating(forum, *forum.standing(codes))


def sections(seatings: Iterable[Seating], edition: Edition) -> list[dict[str, Any]]:
    """The fora under their headings; a heading without any is left out."""
    cards = [(each.section, card(each, edition)) for each in seatings]
    found = [
        {"heading": heading, "cards": [shown for section, shown in cards if section == key]}
        for key, heading in SECTIONS
    ]
    return [section for section in found if section["cards"]]


def card(seating: Seating, edition: Edition) -> dict[str, Any]:
    """What is shown of one forum; State names sorted as readers see them."""

    def called(codes: frozenset[str]) -> list[str]:
        return names(by_name(codes, edition.names), edition)

    return {
        "forum": seating.forum,
        "kind": kind_label(seating.forum.kind),
        "status": status_label(seating.forum.status),
        "seated": len(seating.seated),
        "total": len(seating.seated) + len(seating.missing) + len(seating.unknown),
        "missing": called(seating.missing),
        "unknown": called(seating.unknown),
        "outsiders": seating.outsiders,
    }
