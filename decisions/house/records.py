"""How is a recommendation put on record: both outcomes, the case as answered, its dossier?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from decisions.models import CaseFile, Dossier, FullOutcome, SavedRecommendation
from decisions.models.indexing import index
from decisions.models.outcome import kept
from decisions.models.secrecy import apart
from decisions.subsidiarity.recommend import outcomes
from decisions.subsidiarity.wire import checksum, read_case, write_recommendation

Document = dict[str, Any]


def record(*, user: User, held: CaseFile, document: Document, now: datetime) -> SavedRecommendation:
    """What the case file's edition recommends for this whole document, full and shared.

    `user` puts it on record; it belongs to the owner of the case. Where this revision of the case
    is on record with the very same outcome, that record is given back: there is nothing to add.
    """
    edition = held.edition.ready()
    both = outcomes(read_case(document, edition), edition)
    full, shared = write_recommendation(both.full), write_recommendation(both.shared)
    return recorded_before(held, document, checksum(full)) or keep(
        user=user, held=held, document=document, full=full, shared=shared, now=now
    )


def recorded_before(
    held: CaseFile, document: Document, full_checksum: str
) -> SavedRecommendation | None:
    """The record of this revision with this whole document and outcome, if there is one."""
    same = FullOutcome.objects.filter(
        recommendation__case_file=held,
        recommendation__revision=held.revision,
        checksum=full_checksum,
    )
    found = (each for each in same.select_related("recommendation") if each.case == document)
    return next((each.recommendation for each in found), None)


def keep(
    *,
    user: User,
    held: CaseFile,
    document: Document,
    full: Document,
    shared: Document,
    now: datetime,
) -> SavedRecommendation:
    """The two outcomes beside the case as it was answered, with a dossier, ready to be found."""
    shared_case, _ = apart(document)
    saved = SavedRecommendation.objects.create(
        case_file=held,
        edition=held.edition,
        owner=held.owner,
        saved_by=user,
        title=held.title,
        summary=held.summary,
        aim=held.aim,
        case=shared_case,
        evidence=held.evidence,
        kept=kept(shared),
        checksum=checksum(shared),
        level=shared["level"],
        own_view_level=held.own_view_level,
        own_view_reason=held.own_view_reason,
        revision=held.revision,
        saved_at=now,
    )
    FullOutcome.objects.create(
        recommendation=saved,
        case=document,
        kept=kept(full),
        checksum=checksum(full),
        level=full["level"],
    )
    Dossier.objects.create(recommendation=saved, thread=saved)
    index([saved])
    return saved


COPIED = (
    "case_file_id",
    "edition_id",
    "owner_id",
    "title",
    "summary",
    "aim",
    "evidence",
    "own_view_level",
    "own_view_reason",
)


def keep_again(
    *, user: User, saved: SavedRecommendation, document: Document, revision: int, now: datetime
) -> SavedRecommendation:
    """A record beside another of the same matter, under its edition, with another document.

    Its dossier is the caller's to make. Raises Refused where the document would be wrong.
    """
    edition = saved.edition.ready()
    both = outcomes(read_case(document, edition), edition)
    full, shared = write_recommendation(both.full), write_recommendation(both.shared)
    made = SavedRecommendation.objects.create(
        **{name: getattr(saved, name) for name in COPIED},
        saved_by=user,
        case=apart(document)[0],
        kept=kept(shared),
        checksum=checksum(shared),
        level=shared["level"],
        revision=revision,
        saved_at=now,
    )
    FullOutcome.objects.create(
        recommendation=made,
        case=document,
        kept=kept(full),
        checksum=checksum(full),
        level=full["level"],
    )
    return made
