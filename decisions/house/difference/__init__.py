"""What differs between two recommendations, in sentences?

`compare` holds two sides against each other; `today` works a record out again under another
edition; `same_outcome` names the places at which two written outcomes differ.
"""

from .comparing import Difference, Group, compare
from .move_words import Reason
from .same import same_outcome, top_places
from .side import Side
from .today import Today, today
from .voice import Voice

__all__ = [
    "Difference",
    "Group",
    "Reason",
    "Side",
    "Today",
    "Voice",
    "compare",
    "same_outcome",
    "today",
    "top_places",
]
