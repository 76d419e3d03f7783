"""How does an open case move to the edition in force, or stay with the one it was begun under?

What has no place in the other edition is left out of both parts of the case: of the shared one as
every page shows it, and of the secret one, which somebody who may not know of it moves unseen.
Recommendations that were saved stay with their own edition.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.difference.fitting import Unreadable
from decisions.house.document import Document
from decisions.house.sending import Conflict, Sent, give_result, receipt_for
from decisions.models import AssessedInterests, CaseFile, EditionRecord
from decisions.models.casefile import Secret, editable_case_file, secret_of, with_title
from decisions.models.event import note
from decisions.models.secrecy import ROW, apart, merged, row_name, secret_issue, set_aside, together
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES

from .actions import keep_changed, keep_shared, locked, require_latest
from .placing import evidence_placed, placed


@transaction.atomic
def move(
    *, user: User, case_file: CaseFile, sent: Sent, now: datetime, to: EditionRecord
) -> CaseFile:
    """The case under the edition in force. Raises Conflict, and Unreadable where it has no place.

    `to` is the edition that the page showed; it may be in force no more (Conflict).
    """
    receipt, first = receipt_for(user, sent.key, ("move", case_file.code, to.number), now)
    if not first:
        return editable_case_file(user, case_file.code)
    held = locked(case_file)
    require_latest(user, held, secret_of(user, held), sent)
    if not EditionRecord.objects.filter(pk=to.pk, current=True).exists():
        raise Conflict
    if held.edition_id != to.pk:
        shift(user, held, to, sent, now)
        note(user, "moved to another edition", held.code, now)
    give_result(receipt, held.code)
    return editable_case_file(user, held.code)


def shift(user: User, held: CaseFile, to: EditionRecord, sent: Sent, now: datetime) -> None:
    """Both parts of a case that is locked, whoever of them knows of the secret one."""
    stored = AssessedInterests.objects.filter(case_file=held).first()
    secret = Secret(stored.document, stored.revision) if stored else Secret({}, 0)
    edition = to.ready()
    whole = with_title(held, merged(held.document, secret.document))
    document = placed(held, whole, edition).document
    document.pop("title")
    shared, assessed = apart(document)
    aside = placed_aside(held, set_aside(held.document, secret.document), edition)
    evidence = evidence_placed(held.evidence, edition)
    fields = {"edition": to, "document": shared, "evidence": evidence, "stays_beside": None}
    keep_shared(held, fields, sent, now)
    keep_changed(user, held, secret, together(assessed, aside), sent, now)


def placed_aside(held: CaseFile, aside: Document, edition: Edition) -> Document:
    """The same of what a colleague's work has set aside, so that it can still come back."""
    if not aside:
        return {}
    try:
        found = placed(held, as_case(aside), edition).document["issues"]
    except Unreadable:
        return {}
    kept = {issue["issue"]: secret_issue(issue) for issue in found}
    kept = {topic: secret for topic, secret in kept.items() if secret}
    return {"issues": kept} if kept else {}


def as_case(aside: Document) -> Document:
    """Secret parts of issues as a case of their own, with whoever is spoken of in every role."""
    rows: dict[Any, Document] = {}
    issues = []
    for topic, secret in aside["issues"].items():
        stances = secret.get("interests", [])
        for each in stances:
            row = {key: each[key] for key in ROW[:3] if key in each}
            rows[row_name(each)] = {**row, "roles": list(ROLES)}
        answers = {"hidden": secret["hidden"]} if "hidden" in secret else {}
        issues.append({"issue": topic, "answers": answers, "interests": stances})
    return {"title": "", "states": [*rows.values()], "answers": {}, "issues": issues}


@transaction.atomic
def stay(*, user: User, case_file: CaseFile, now: datetime, beside: EditionRecord) -> None:
    """Keep the case's edition, knowing of the newer one. Changes no answer. Repeatable."""
    cases = CaseFile.objects.filter(pk=case_file.pk).exclude(edition=beside)
    if cases.exclude(stays_beside=beside).update(stays_beside=beside):
        note(user, "stays with its edition", case_file.code, now)
