"""What is stored?"""

from .casefile import AssessedInterests, CaseFile
from .edition import EditionRecord
from .event import Event, Receipt
from .recommendation import FullOutcome, SavedRecommendation

__all__ = [
    "AssessedInterests",
    "CaseFile",
    "EditionRecord",
    "Event",
    "FullOutcome",
    "Receipt",
    "SavedRecommendation",
]
