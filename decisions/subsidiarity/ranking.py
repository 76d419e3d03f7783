"""Which of two fora comes first, and by which criterion?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .fits import Fit
from .forum_roles import TABLES
from .ladder import Level

Measure = Callable[[Fit], "int | str"]


class Criterion(NamedTuple):
    """One step of the order. Smaller is better; `words` say what the better forum has."""

    measure: Measure
    words: str


def grades(fit: Fit, grade: str) -> int:
    """How many issues the forum holds in this grade."""
    return list(fit.mandate.values()).count(grade)


def misses_the_first(fit: Fit) -> bool:
    """A form for two parties is chosen for the first issue; further forms stand beside it."""
    return fit.need.level <= Level.BILATERAL and next(iter(fit.mandate.values())) != "core"


def lacks_the_first(fit: Fit) -> bool:
    return next(iter(fit.mandate.values())) == "none"


def no_town_hall(fit: Fit) -> bool:
    return fit.need.level is Level.SUBREGIONAL and not fit.forum.involves_subnational


def to_be_drafted(fit: Fit) -> bool:
    """Between two parties, a form that nobody has filled yet."""
    return fit.need.level <= Level.BILATERAL and fit.forum.is_template


def narrow(fit: Fit) -> bool:
    return fit.need.comprehensive and fit.forum.scope != "comprehensive"


def role_rank(fit: Fit) -> int:
    return TABLES.index(fit.role) if fit.role in TABLES else len(TABLES)


CRITERIA = (
    Criterion(lambda fit: not fit.enough_seats, "it seats the States that are needed"),
    Criterion(lambda fit: fit.doubtful_seats, "it is certain whom it seats"),
    Criterion(no_town_hall, "it is made for authorities along a border"),
    Criterion(misses_the_first, "it is made for the first of these issues"),
    Criterion(lacks_the_first, "it deals with the first of these issues"),
    Criterion(lambda fit: fit.strangers, "its members come rather from the States' own regions"),
    Criterion(lambda fit: grades(fit, "none"), "it can deal with more of these issues"),
    Criterion(lambda fit: fit.off_field, "it is not bound to another field"),
    Criterion(narrow, "its scope is wide enough for a package"),
    Criterion(lambda fit: grades(fit, "wider"), "more of these issues lie in its main field"),
    Criterion(to_be_drafted, "it stands already between these two"),
    Criterion(lambda fit: fit.hard_to_revive, "it works beyond doubt"),
    Criterion(lambda fit: not fit.deep_enough, "it goes as deep as is needed"),
    Criterion(
        lambda fit: 0 if fit.universal_helper else len(fit.wanting),
        "fewer States lack a seat there",
    ),
    Criterion(lambda fit: len(fit.unknown), "fewer seats there are in doubt"),
    Criterion(lambda fit: fit.outsiders, "its table is smaller"),
    Criterion(role_rank, "it can do more for its members"),
    Criterion(
        lambda fit: -len(fit.forum.mandate_core & fit.need.kin), "it is nearer to the matter"
    ),
    Criterion(lambda fit: fit.forum.id, "both fit alike, and it comes first by its name"),
)
"""Seats, then mandate, then scope and depth, then the smallest table: never one number for all.

A table of the States' own regions comes before one that deals with the matter elsewhere.

Between tables of one size the one that can do more, and then the one nearer to the matter.
"""


def order(fit: Fit) -> tuple[int | str, ...]:
    """What fora are sorted by, the best first: one measure a criterion, in their order."""
    return tuple(criterion.measure(fit) for criterion in CRITERIA)


def ahead(better: Fit, other: Fit) -> str:
    """By which criterion the one comes before the other, as a clause about the better one."""
    differ = (each for each in CRITERIA if each.measure(better) != each.measure(other))
    return next(differ).words
