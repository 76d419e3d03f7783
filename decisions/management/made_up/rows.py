"""What is stored of one made-up case and of each recommendation that was saved of it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from django.contrib.auth.models import User

from decisions.models import (
    AssessedInterests,
    CaseFile,
    Dispute,
    Dossier,
    EditionRecord,
    FullOutcome,
    SavedRecommendation,
    SearchEntry,
    Share,
    Status,
    Tag,
)
from decisions.models.casefile import OWN_VIEWS
from decisions.models.indexing import tokens

from .people import People, draw_shares
from .pool import Answered, Pool, level_of
from .words import Words

STATUSES = {Status.SAVED: 60, Status.SUBMITTED: 3, Status.RETURNED: 2, Status.ACCEPTED: 35}
HANDLING = {"": 80, "internal": 12, "limited": 6, "confidential": 2}
PUT_AWAY = 0.05
OWN_VIEW = 0.25
ONE_HOUR = timedelta(hours=1)
AT_HAND = "_prefetched_objects_cache"
"""Where Django looks for related rows before it asks the database."""
Kind = TypeVar("Kind")


@dataclass(slots=True)
class Made:
    """A case on its way: what hangs on it, and how often it was saved already."""

    case_file: CaseFile
    ways: list[Answered]
    tags: list[Tag]
    shares: list[Share]
    secret: AssessedInterests
    saved: int = field(default=0)


class Writer:
    """Draws rows for one edition and one set of people."""

    def __init__(self, draw: Random, record: EditionRecord, pool: Pool, people: People) -> None:
        self.draw, self.record, self.pool, self.people = draw, record, pool, people
        self.words = Words(draw, record.ready())

    def case(self, moments: list[datetime]) -> Made:
        """A case that is answered and saved at these moments."""
        ways = self.draw.choices(self.draw.choice(self.pool), k=len(moments))
        case_file = self.case_file(ways[-1], moments)
        tags = [Tag(case_file=case_file, name=name) for name in sorted(self.words.tags())]
        shares = draw_shares(self.draw, self.people, case_file, moments[0])
        secret = AssessedInterests(case_file=case_file, document=ways[-1].secret)
        return Made(case_file, ways, tags, shares, secret)

    def case_file(self, last: Answered, moments: list[datetime]) -> CaseFile:
        return CaseFile(
            owner=self.people.owner(self.draw),
            edition=self.record,
            title=self.words.title(last.shared)[:200],
            summary=self.words.summary(),
            aim=self.words.aim(),
            document=last.shared,
            **self.own_view(),
            handling=weighed(self.draw, HANDLING),
            revision=len(moments),
            created_at=moments[0] - ONE_HOUR,
            changed_at=moments[-1],
        )

    def own_view(self) -> dict[str, str | bool]:
        if self.draw.random() > OWN_VIEW:
            return {}
        level = self.draw.choice(OWN_VIEWS)[0]
        return {
            "own_view_level": level,
            "own_view_reason": self.words.view(),
            "own_view_asked": True,
        }

    def saved(self, made: Made, at: datetime) -> SavedRecommendation:
        """The next record of a case."""
        way, case_file = made.ways[made.saved], made.case_file
        made.saved += 1
        return SavedRecommendation(
            case_file=case_file,
            edition=self.record,
            owner=case_file.owner,
            saved_by=case_file.owner,
            title=case_file.title,
            summary=case_file.summary,
            aim=case_file.aim,
            case={"title": case_file.title, **way.shared},
            kept=way.shared_outcome,
            checksum=way.shared_outcome.checksum,
            level=level_of(way.shared_outcome),
            own_view_level=case_file.own_view_level,
            own_view_reason=case_file.own_view_reason,
            revision=made.saved,
            saved_at=at,
        )

    def full(self, saved: SavedRecommendation, way: Answered) -> FullOutcome:
        return FullOutcome(
            recommendation=saved,
            case={"title": saved.title, **way.whole},
            kept=way.full_outcome,
            checksum=way.full_outcome.checksum,
            level=level_of(way.full_outcome),
        )

    def dossier(self, saved: SavedRecommendation) -> Dossier:
        status = weighed(self.draw, STATUSES)
        reviewed = status in (Status.RETURNED, Status.ACCEPTED)
        return Dossier(
            recommendation=saved,
            thread=saved,
            status=status,
            round=0 if status == Status.SAVED else 1,
            reviewer=self.reviewer() if reviewed else None,
            submitted_at=None if status == Status.SAVED else saved.saved_at + ONE_HOUR,
            decided_at=saved.saved_at + 2 * ONE_HOUR if reviewed else None,
            put_away_at=saved.saved_at if self.draw.random() < PUT_AWAY else None,
        )

    def reviewer(self) -> User | None:
        return self.draw.choice(self.people.reviewers) if self.people.reviewers else None

    def dispute(self, dossier: Dossier) -> Dispute:
        """The point for which a recommendation was returned."""
        saved = dossier.recommendation
        answered = sorted(saved.case["answers"]) or ["reach"]
        return Dispute(
            thread=saved,
            raised_on=saved,
            kind=Dispute.Kind.ANSWER,
            key=self.draw.choice(answered),
            reason=self.words.doubt(),
            by=dossier.reviewer,
            round=1,
            raised_at=saved.saved_at + 2 * ONE_HOUR,
        )


def weighed(draw: Random, weights: Mapping[Kind, int]) -> Kind:
    return draw.choices(list(weights), weights=list(weights.values()))[0]


def entry(saved: SavedRecommendation, full: FullOutcome, made: Made) -> SearchEntry:
    """As `index` would write it, without asking the database for what is at hand."""
    made.case_file.__dict__[AT_HAND] = {"tags": made.tags, "shares": made.shares}
    saved.__dict__[AT_HAND] = {"comments": []}
    return SearchEntry(recommendation=saved, words=" ".join(tokens(saved, full)))
