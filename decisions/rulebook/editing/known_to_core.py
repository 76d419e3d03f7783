"""Which questions and options does the reasoning itself know by name, whatever the rules say?"""

from __future__ import annotations

from collections.abc import Mapping

from decisions.models import Kind
from decisions.subsidiarity.facts import HARDNESS, NO_ANSWER
from decisions.subsidiarity.findings import READ_BY_CORE
from decisions.subsidiarity.gaps import CAPACITY
from decisions.subsidiarity.packages import CRISIS, HELP, SOFT
from decisions.subsidiarity.scope import PACKAGE

WHY: Mapping[str, str] = {
    "assistance": "which agencies bring the help that is asked for",
    "body_capacity": "whether there is a capacity gap of international bodies",
    "breadth": "whether the issues travel as one package",
    "capacity": "whether there is a capacity gap of the States concerned",
    "commitment": "whether States bind themselves softly at most",
    "competence": "whether a union of States speaks as one party",
    "urgency": "who convenes in a crisis",
    "interest": "how hard the negotiation is; the interest map answers it",
    "hidden": "what is kept secret; the interest map answers it",
}
"""What the reasoning takes from a question."""
QUESTIONS = READ_BY_CORE | WHY.keys()
OPTIONS: Mapping[str, frozenset[str]] = {
    "assistance": frozenset({*HELP, NO_ANSWER}),
    "body_capacity": frozenset(CAPACITY["body_capacity"]),
    "breadth": frozenset().union(*PACKAGE),
    "capacity": frozenset(CAPACITY["capacity"]),
    "commitment": frozenset().union(*SOFT),
    "competence": frozenset({"shared", "transferred"}),
    "urgency": frozenset().union(*CRISIS),
    "interest": frozenset(HARDNESS),
    "hidden": frozenset({"yes", "no"}),
}
FIXED = frozenset({"interest", "hidden"})
"""Questions whose options are exactly those that the interest map can answer."""
DERIVED = frozenset({"issue", "states", "regions", "roles", "hardness"})
"""Facts that follow from a case: no question may bear their names."""


def why_kept(kind: str, key: str, option: str = "") -> str:
    """Why a question, or one of its options, cannot be taken out; empty where it can."""
    if kind != Kind.QUESTION or key not in QUESTIONS:
        return ""
    if option and option not in OPTIONS.get(key, frozenset()):
        return ""
    what = "option" if option else "question"
    reads = WHY.get(key, "what stands in the way of a level")
    return f"The reasoning itself reads this {what}, beside the rules: {reads}. So it must stay."
