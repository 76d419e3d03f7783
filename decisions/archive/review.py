"""How does the review of a recommendation stand, in words, and what was disputed?

Everything here may be seen by every reader of the record: what a reviewer has noted and not sent
yet is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from decisions.house.answers import words
from decisions.house.review_states import Act, may
from decisions.memo.record import Dissent
from decisions.memo.standing import not_the_table
from decisions.models import Dispute, Dossier, Event, SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.people import name_of
from decisions.models.sharing import Right
from decisions.subsidiarity.edition import Edition

from .hands import side
from .points import ANSWER, FORUM, Key, comparable, fora, label_of, name_of_point

AGREED = Dispute.State.AGREED
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
ENDINGS = {1: "st", 2: "nd", 3: "rd"}
STANDS = {
    Status.SAVED: "Not submitted for review.",
    Status.SUBMITTED: "Submitted{by}{on}, waits for review: {round} round.",
    Status.RETURNED: "Returned{by}{on} with points to answer: {round} round.",
    Status.ACCEPTED: "Accepted{by}{on}, {round} round.",
    Status.REPLACED: "Returned{by}{on}; a later record with changed answers took its place.",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One dispute in words."""

    dispute: Dispute
    label: str
    by: str
    proposed: str
    """The answer that the reviewer would give; empty where there is none."""
    replied_by: str
    ended: str


def review_part(user: User, saved: SavedRecommendation, right: Right) -> dict[str, Any]:
    """What the page of a record says of its review, and what this reader may do now."""
    dossier = saved.dossier
    hand = side(user, saved, right)
    thread, disputes = records_of(dossier), disputes_of(saved)
    return {
        "status": dossier.get_status_display(),
        "accepted": dossier.status == Status.ACCEPTED,
        "sentence": standing(saved, dossier),
        "points": by_point(disputes),
        "agreed": agreed_tables(disputes, saved),
        "theirs": dict(taken_from(disputes, saved)),
        "thread": thread if len(thread) > 1 else [],
        "successor": next((each for each in thread if each.pk > saved.pk), None),
        "may_submit": may(Act.SUBMIT, hand, dossier.status),
        "may_withdraw": may(Act.WITHDRAW, hand, dossier.status),
        "may_review": may(Act.ACCEPT, hand, dossier.status),
        "may_answer": may(Act.RESUBMIT, hand, dossier.status),
    }


def records_of(dossier: Dossier) -> list[Dossier]:
    """The records of the review, the first first."""
    if dossier.thread_id == dossier.recommendation_id and dossier.status != Status.REPLACED:
        return [dossier]
    thread = Dossier.objects.filter(thread=dossier.thread_id).select_related("recommendation")
    return list(thread.defer("recommendation__case").order_by("pk"))


def standing(saved: SavedRecommendation, dossier: Dossier) -> str:
    """`Accepted by Boris on 3 May 2026, second round.`"""
    by, at = whose(saved, dossier)
    return STANDS[Status(dossier.status)].format(
        by=f" by {by}" if by else "",
        on=f" on {day(at)}" if at else "",
        round=round_words(dossier.round),
    )


def whose(saved: SavedRecommendation, dossier: Dossier) -> tuple[str, datetime | None]:
    """Whose act brought it where it stands, and when."""
    if dossier.status == Status.SAVED:
        return "", None
    if dossier.status == Status.SUBMITTED:
        acts = Event.objects.filter(subject=saved.code, act__in=("submitted", "resubmitted"))
        last = acts.select_related("actor").last()
        return name_of(last.actor) if last else "", dossier.submitted_at
    return name_of(dossier.reviewer) if dossier.reviewer else "", dossier.decided_at


def round_words(number: int) -> str:
    """`first`, `second`, `11th`, `21st`, `22nd`"""
    if 0 < number < len(ORDINALS):
        return ORDINALS[number]
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else ENDINGS.get(number % 10, 'th')}"


def day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"


def disputes_of(saved: SavedRecommendation) -> list[Said]:
    """Every dispute that was sent, round by round."""
    dossier, edition = saved.dossier, saved.edition.ready()
    if not dossier.round:
        return []
    found = (
        Dispute.objects.filter(thread=dossier.thread_id)
        .select_related("by", "replied_by", "raised_on", "raised_on__dossier")
        .order_by("round", "pk")
    )
    return [said(each, edition) for each in found if not is_draft(each)]


def is_draft(each: Dispute) -> bool:
    """Noted by a reviewer while the record waits, and not sent to anybody yet."""
    waiting = (Status.SAVED, Status.SUBMITTED)
    return each.state == Dispute.State.OPEN and each.raised_on.dossier.status in waiting


def said(each: Dispute, edition: Edition) -> Said:
    label = label_of(name_of_point(each), edition)
    if each.kind == ANSWER and (given := given_then(each, edition)):
        label = f"{label}: {given}"
    return Said(
        each,
        label,
        name_of(each.by),
        proposed_words(each, edition),
        name_of(each.replied_by) if each.replied_by else "",
        each.get_state_display(),
    )


def taken_from(disputes: list[Said], saved: SavedRecommendation) -> Iterator[tuple[str, str]]:
    """(question, reviewer) of each answer in this record that a reviewer proposed."""
    for each in disputes:
        one = each.dispute
        if one.took_proposal and one.proposed:
            given = answers_of(saved.case, one.issue).get(one.key)
            if comparable(given) == comparable(one.proposed["answer"]):
                yield one.key, each.by


def given_then(each: Dispute, edition: Edition) -> str:
    """The answer that was disputed, as it then stood."""
    answers = answers_of(each.raised_on.case, each.issue)
    return words(edition.book.question_by_key[each.key], answers)


def answers_of(case: Mapping[str, Any], topic: str) -> Mapping[str, Any]:
    """Those of one issue or, where none is named, of the whole case."""
    found: Mapping[str, Any] = {} if topic else case["answers"]
    for issue in case["issues"]:
        if issue["issue"] == topic:
            found = issue.get("answers", {})
    return found


def proposed_words(each: Dispute, edition: Edition) -> str:
    if each.proposed is None:
        return ""
    answer = {each.key: each.proposed["answer"]}
    return words(edition.book.question_by_key[each.key], answer)


def review_in_words(saved: SavedRecommendation) -> tuple[str, ...]:
    """Sentences for a paper: which answers a reviewer proposed, and how the review stands."""
    dossier = saved.dossier
    if dossier.status == Status.SAVED and not dossier.round:
        return (STANDS[Status.SAVED],)
    edition, disputes = saved.edition.ready(), disputes_of(saved)
    taken = (
        f"The answer to “{label_of(name_of_point(each.dispute), edition)}” was proposed by"
        f" {each.by} in review."
        for each in disputes
        if each.dispute.took_proposal
    )
    agreed = (not_the_table(name) for name in agreed_tables(disputes, saved).values())
    return *dict.fromkeys(taken), *agreed, standing(saved, dossier)


def agreed_tables(disputes: list[Said], saved: SavedRecommendation) -> dict[str, str]:
    """Key -> name of each table of this record that the officer agreed is not the one to start
    with, unless that was taken up again and ended otherwise."""
    last = {each.dispute.key: each for each in disputes if each.dispute.kind == FORUM}
    agreed = {key: each.label for key, each in last.items() if each.dispute.state == AGREED}
    chosen = {point.key for point in fora(saved.outcome)} if agreed else set()
    return {key: name for key, name in agreed.items() if key in chosen}


def tables_in_doubt(saved: SavedRecommendation) -> tuple[str, ...]:
    """The names of those tables, for a page or paper that shows nothing else of the review."""
    return tuple(agreed_tables(disputes_of(saved), saved).values())


def by_point(disputes: list[Said]) -> list[list[Said]]:
    """The rounds of each point, in the order in which the points were first disputed."""
    found: dict[Key, list[Said]] = {}
    for each in disputes:
        found.setdefault(name_of_point(each.dispute), []).append(each)
    return list(found.values())


def dissent_of(saved: SavedRecommendation) -> tuple[Dissent, ...]:
    """What was disputed to the end, each point once, with the last reason and the last reply."""
    found: dict[Key, Dissent] = {}
    for each in disputes_of(saved):
        one = each.dispute
        if one.state == Dispute.State.DISSENT:
            name = name_of_point(one)
            before = found.get(name)
            reply = one.reply or (before.reply if before else "")
            found[name] = Dissent(each.label, one.reason, each.by, reply)
    return tuple(found.values())
