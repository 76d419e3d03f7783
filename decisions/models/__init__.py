"""What is stored?"""

from .casefile import AssessedInterests, CaseFile
from .dossier import Dispute, Dossier, Status
from .draft import Draft, DraftComment, DraftItem, DraftStep, Kind, Proposal
from .edition import EditionRecord
from .event import Event, Receipt
from .links import LinkView, ReadLink
from .outcome import KeptOutcome
from .people import Team
from .recommendation import FullOutcome, SavedRecommendation
from .search import SearchEntry
from .sharing import Right, Share
from .shelf import SavedView, Tag
from .talk import Comment, DepartedRule, Departure, Notice
from .weighing import Impact, Lane, Moved

__all__ = [
    "AssessedInterests",
    "CaseFile",
    "Comment",
    "DepartedRule",
    "Departure",
    "Dispute",
    "Dossier",
    "Draft",
    "DraftComment",
    "DraftItem",
    "DraftStep",
    "EditionRecord",
    "Event",
    "FullOutcome",
    "Impact",
    "KeptOutcome",
    "Kind",
    "Lane",
    "LinkView",
    "Moved",
    "Notice",
    "Proposal",
    "ReadLink",
    "Receipt",
    "Right",
    "SavedRecommendation",
    "SavedView",
    "SearchEntry",
    "Share",
    "Status",
    "Tag",
    "Team",
]
