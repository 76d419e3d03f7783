"""Which small parts do several tests of the edges share?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.fits import Fit, fit
from decisions.subsidiarity.fora import Forum, Need
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.weigh import Marks

from .small_books import edition, forum, question

# A forum, a need, and how the two fit.


def made(**changes: Any) -> Forum:
    return edition(fora=[forum(**{"members": ["DE", "MA"], **changes})]).fora[0]


def need(**changes: Any) -> Need:
    plain: dict[str, Any] = {
        "level": Level.REGIONAL,
        "depth": Depth.COORDINATION,
        "issues": ("asylum", "security"),
        "states": frozenset({"DE", "MA"}),
    }
    return Need(**{**plain, **changes})


def fitted(asked: Need | None = None, **changes: Any) -> Fit:
    return fit(made(**changes), asked or need())


BOTH: dict[str, Any] = {"mandate": ["asylum", "security"], "mandate_core": ["asylum", "security"]}
AGENCY = {"kind": "specialised_agency", "level": "global", "instruments": ["operations"]}

# A book whose questions bear their keys as labels.

ASKED = [
    question("alone", "yes", "no"),
    question("wide", "yes", "no", "partly"),
    question("tools", "hands", "funds", "none", several=True),
    question("interest", "common", "overlapping", "diverging", "conflicting"),
]
LABELLED = [{**each, "label": each["key"].title()} for each in ASKED]


def book(*rules: Any) -> Any:
    return edition(*rules, questions=LABELLED)


# Ten rules as bits, each with a bound of its own.

FLOORS = ((5, 1 << 0), (3, 1 << 1), (1, 1 << 2))
CEILINGS = ((0, 1 << 3), (2, 1 << 4), (4, 1 << 5))
PRESUMED_FLOORS = ((4, 1 << 6), (2, 1 << 7))
PRESUMED_CAPS = ((1, 1 << 8), (3, 1 << 9))
MARKS = Marks(FLOORS, CEILINGS, PRESUMED_FLOORS, PRESUMED_CAPS, (), 0, 5)
ALL = (1 << 10) - 1


def bits(*places: int) -> int:
    return sum(1 << place for place in places)
