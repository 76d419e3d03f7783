"""What does an officer do? Each act is one transaction, safe to repeat, and checks the revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, Q

from decisions.house.document import EMPTY, Document, lost
from decisions.house.records import record
from decisions.house.sending import Conflict, Sent, WouldLose, give_result, receipt_for
from decisions.models import AssessedInterests, CaseFile, SavedRecommendation, Tag
from decisions.models.casefile import (
    assessed_set_aside,
    case_document,
    editable_case_file,
    entitled,
)
from decisions.models.edition import current_edition
from decisions.models.event import note
from decisions.models.secrecy import apart, together
from decisions.subsidiarity.wire import read_case

Edit = Callable[[Document], Document]


@transaction.atomic
def open_case_file(
    *,
    user: User,
    sent: Sent,
    now: datetime,
    title: str,
    summary: str = "",
    aim: str = "",
    document: Document | None = None,
    evidence: Mapping[str, Any] | None = None,
    more: Mapping[str, Any] | None = None,
    tags: Iterable[str] = (),
    act: str = "opened",
) -> CaseFile:
    """A new case file under the current edition, perhaps with a document to start from.

    `more` are other fields of the case file. Raises Refused where the document is wrong.
    """
    content = (title, summary, aim, document)
    extra = (evidence, more, tags) if more or tags else ()
    receipt, first = receipt_for(user, sent.key, (*content, *extra), now)
    if not first:
        return CaseFile.objects.get(code=receipt.result)
    edition = current_edition()
    whole = {key: (document or EMPTY)[key] for key in EMPTY}
    read_case({"title": title, **whole}, edition.ready(), unfinished=True)
    shared, secret = apart(whole)
    case_file = CaseFile.objects.create(
        owner=user,
        edition=edition,
        title=title,
        summary=summary,
        aim=aim,
        document=shared,
        evidence=evidence or {},
        created_at=now,
        changed_at=now,
        **(more or {}),
    )
    keep_secret(case_file, secret)
    Tag.objects.bulk_create(Tag(case_file=case_file, name=name) for name in tags)
    note(user, act, case_file.code, now)
    give_result(receipt, case_file.code)
    return case_file


@transaction.atomic
def change(
    *,
    user: User,
    case_file: CaseFile,
    sent: Sent,
    now: datetime,
    act: str,
    edit: Edit | None = None,
    fields: Mapping[str, Any] | None = None,
    careful: bool = False,
) -> CaseFile:
    """Apply one page's answers. Raises Conflict, or Refused where the document would be wrong.

    A `careful` change, one that nobody confirmed by a button, raises WouldLose instead of taking
    away what was said of an issue or by a State.
    """
    document = case_document(user, case_file)
    document.pop("title")
    whole, fields = edit(document) if edit else document, dict(fields or {})
    if careful and (count := lost(document, whole)):
        raise WouldLose(count)
    receipt, first = receipt_for(user, sent.key, (act, whole, fields), now)
    if not first or not changes(case_file, document, whole, fields):
        return editable_case_file(user, case_file.code)
    titled = {"title": fields.get("title", case_file.title), **whole}
    read_case(titled, case_file.edition.ready(), unfinished=True)
    shared, secret = apart(whole)
    mine = Q(revision=sent.revision) | Q(changed_from=sent.page) & ~Q(changed_from="")
    updated = CaseFile.objects.filter(mine, pk=case_file.pk).update(
        **fields,
        document=shared,
        revision=F("revision") + 1,
        changed_at=now,
        changed_from=sent.page,
    )
    if not updated:
        raise Conflict
    if entitled(user, case_file):
        # What a colleague's work left without a place is not this user's to lose unseen.
        keep_secret(case_file, together(secret, assessed_set_aside(user, case_file)))
    note(user, act, case_file.code, now)
    give_result(receipt, case_file.code)
    return editable_case_file(user, case_file.code)


def changes(
    case_file: CaseFile, before: Document, after: Document, fields: Mapping[str, Any]
) -> bool:
    return before != after or any(getattr(case_file, key) != new for key, new in fields.items())


@transaction.atomic
def save_recommendation(
    *, user: User, case_file: CaseFile, sent: Sent, now: datetime
) -> SavedRecommendation:
    """Keep what the case file's edition recommends now, full and shared. Raises Conflict.

    Whoever may edit the case may save; the full outcome is that of the owner.
    """
    receipt, first = receipt_for(user, sent.key, ("save", case_file.code), now)
    if not first:
        return SavedRecommendation.objects.get(code=receipt.result)
    held = CaseFile.objects.select_for_update().get(pk=case_file.pk)
    if held.revision != sent.revision:
        raise Conflict
    document = case_document(held.owner, held)
    saved = record(user=user, held=held, document=document, now=now)
    if saved.saved_at == now:
        note(user, "saved", saved.code, now)
    give_result(receipt, saved.code)
    return saved


def copy_case_file(*, user: User, case_file: CaseFile, sent: Sent, now: datetime) -> CaseFile:
    """A new case file with the same answers and marking, under the current edition."""
    document = case_document(user, case_file)
    return open_case_file(
        user=user,
        sent=sent,
        now=now,
        title=f"Copy of {case_file.title}"[:200],
        summary=case_file.summary,
        aim=case_file.aim,
        document=document,
        evidence=case_file.evidence,
        more={"handling": case_file.handling} if case_file.handling else None,
    )


def keep_secret(case_file: CaseFile, secret: Document) -> None:
    AssessedInterests.objects.update_or_create(case_file=case_file, defaults={"document": secret})
