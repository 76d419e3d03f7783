"""On what do those decide who propose and approve: difference, checks, impact?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from decisions.models import Draft, EditionRecord, Proposal

from ..differing import differences, stand_of_draft, stand_of_edition
from ..differing_page import Group, grouped
from ..draft.reading import draft_reading
from .hindrances import Hindrances, hindrances
from .impact import Weighed, last_weighed


@dataclass(frozen=True, slots=True)
class Grounds:
    """A draft beside an edition. `count` is how many items differ."""

    beside: EditionRecord
    groups: tuple[Group, ...]
    hindrances: Hindrances
    weighed: Weighed | None

    @property
    def count(self) -> int:
        return sum(len(group.differences) for group in self.groups)


def grounds(draft: Draft, beside: EditionRecord) -> Grounds:
    """As the draft stands now."""
    read = draft_reading(draft)
    groups = groups_between(draft.code, draft.steps, beside.pk)
    weighed = last_weighed(draft, read.checksum)
    return Grounds(beside, groups, hindrances(read, beside), weighed)


@lru_cache(maxsize=16)
def groups_between(code: str, steps: int, beside: int) -> tuple[Group, ...]:
    """Worked out once per step and edition: the page is shown again whenever a form comes back."""
    draft = Draft.objects.get(code=code)
    edition = EditionRecord.objects.get(pk=beside)
    return tuple(grouped(differences(stand_of_edition(edition), stand_of_draft(draft))))


def last_proposal(draft: Draft) -> Proposal | None:
    """The newest one, whatever became of it."""
    found = Proposal.objects.filter(draft=draft).select_related("by", "decided_by", "in_force")
    return found.defer("in_force__document").first()
