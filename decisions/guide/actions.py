"""What does an officer do? Each act is one transaction, safe to repeat, and checks the revision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from decisions.house.document import EMPTY, Document, lost
from decisions.house.records import record
from decisions.house.sending import (
    Conflict,
    Sent,
    WouldLose,
    give_result,
    has_receipt,
    receipt_for,
)
from decisions.models import AssessedInterests, CaseFile, SavedRecommendation, Tag
from decisions.models.casefile import (
    Secret,
    case_document,
    document_with,
    editable_case_file,
    secret_of,
    without_edition_document,
)
from decisions.models.edition import current_edition
from decisions.models.event import note
from decisions.models.secrecy import apart, merged, set_aside, together
from decisions.subsidiarity.wire import read_case

from .placing import evidence_placed, placed

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
    away what was said of an issue or by a State. The case is locked, so that what is edited is what
    stands there now; whether the user knows of its secret part is asked once.
    """
    case_file, secret = locked(case_file), secret_of(user, case_file)
    document = document_with(case_file, secret)
    document.pop("title")
    whole, fields = edit(document) if edit else document, dict(fields or {})
    if careful and (count := lost(document, whole)):
        raise WouldLose(count)
    receipt, first = receipt_for(user, sent.key, (act, whole, fields), now)
    if not first or not changes(case_file, document, whole, fields):
        return editable_case_file(user, case_file.code)
    require_latest(user, case_file, secret, sent)
    shared, assessed = apart(whole)
    titled = {"title": fields.get("title", case_file.title), **merged(shared, assessed)}
    read_case(titled, case_file.edition.ready(), unfinished=True)
    if changes(case_file, apart(case_file.document)[0], shared, fields):
        keep_shared(case_file, fields | {"document": shared}, sent, now)
    if secret:
        # What a colleague's work left without a place is not this user's to lose unseen.
        aside = set_aside(case_file.document, secret.document)
        keep_changed(user, case_file, secret, together(assessed, aside), sent, now)
    note(user, act, case_file.code, now)
    give_result(receipt, case_file.code)
    return editable_case_file(user, case_file.code)


def locked(case_file: CaseFile) -> CaseFile:
    """As it stands now, held until the transaction ends."""
    return without_edition_document().select_for_update(of=("self",)).get(pk=case_file.pk)


def require_latest(user: User, held: CaseFile, secret: Secret | None, sent: Sent) -> None:
    """Raises Conflict where anybody but the very page has changed what it showed."""
    same_page = sent.page and held.changed_from == sent.page
    if held.revision != sent.revision and not same_page:
        raise Conflict
    require_latest_secret(user, held, secret, sent)


def require_latest_secret(user: User, held: CaseFile, secret: Secret | None, sent: Sent) -> None:
    """The same of the secret part, for a form of somebody who knows of it."""
    if secret is None or sent.secret in (None, secret.revision):
        return
    if not has_receipt(user, sent.page, written(held, secret.revision)):
        raise Conflict


def keep_shared(held: CaseFile, fields: Mapping[str, Any], sent: Sent, now: datetime) -> None:
    """What everybody with access sees moves only by this, and only this moves its revision."""
    updated = CaseFile.objects.filter(pk=held.pk, revision=held.revision).update(
        **fields, revision=F("revision") + 1, changed_at=now, changed_from=sent.page
    )
    if not updated:
        raise Conflict


def keep_changed(
    user: User, held: CaseFile, before: Secret, after: Document, sent: Sent, now: datetime
) -> None:
    """The secret part under a revision of its own, with a receipt of the page that wrote it."""
    if after == before.document:
        return
    row = {"document": after, "revision": before.revision + 1}
    AssessedInterests.objects.update_or_create(case_file=held, defaults=row)
    if sent.page:
        receipt_for(user, sent.page, written(held, before.revision + 1), now)


def written(held: CaseFile, revision: int) -> tuple[str, str, int]:
    return "wrote the secret part", held.code, revision


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
    require_latest_secret(user, held, secret_of(user, held), sent)
    document = case_document(held.owner, held)
    saved = record(user=user, held=held, document=document, now=now)
    if saved.saved_at == now:
        note(user, "saved", saved.code, now)
    give_result(receipt, saved.code)
    return saved


def copy_case_file(*, user: User, case_file: CaseFile, sent: Sent, now: datetime) -> CaseFile:
    """A new case file with the same answers and marking, under the current edition.

    What has no place there is left out. Raises Unreadable.
    """
    edition = current_edition()
    document, evidence = case_document(user, case_file), case_file.evidence
    if edition.pk != case_file.edition_id:
        document = placed(case_file, document, edition.ready()).document
        evidence = evidence_placed(evidence, edition.ready())
    return open_case_file(
        user=user,
        sent=sent,
        now=now,
        title=f"Copy of {case_file.title}"[:200],
        summary=case_file.summary,
        aim=case_file.aim,
        document=document,
        evidence=evidence,
        more={"handling": case_file.handling} if case_file.handling else None,
    )


def keep_secret(case_file: CaseFile, secret: Document) -> None:
    AssessedInterests.objects.update_or_create(case_file=case_file, defaults={"document": secret})
