"""What was said of a draft, rule by rule, and has the rule changed since?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from decisions.models import Draft, DraftComment, DraftItem, DraftStep, Kind
from decisions.models.people import name_of
from decisions.subsidiarity.edition import Edition

from ..draft.reading import draft_reading
from ..draft.words import Changed, changed_lines, lines, loosely, name_of_item
from ..sentences import rule_sentence
from .counts import WHOLE

Content = dict[str, Any] | None
"""What a rule says; None while it does not stand in the draft."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; `changed` has what the rule says otherwise than when this was written."""

    comment: DraftComment
    by: str
    mine: bool
    settled_by: str
    changed: tuple[Changed, ...]

    @property
    def open(self) -> bool:
        return not (self.settled_by or self.comment.taken_back_at)


@dataclass(frozen=True, slots=True)
class Talk:
    """All that was said of one rule (its key), or of the whole draft."""

    key: str
    title: str
    sentence: str
    gone: bool
    remarks: tuple[Remark, ...]


def talks(user: User, draft: Draft, only_open: bool = False) -> list[Talk]:
    """The whole draft first, then rules in the order of the book, then those no longer in it."""
    comments = list(DraftComment.objects.filter(draft=draft).select_related("by", "settled_by"))
    rules = {item.key: item for item in draft.items.filter(kind=Kind.RULE)}
    then = contents_then(draft, comments, rules)
    edition = draft_reading(draft).edition
    said: dict[str, list[Remark]] = {}
    for comment in comments:
        now = content_of(rules.get(comment.rule))
        before = then.get((comment.rule, comment.at_step), now)
        remark = remark_of(comment, user, changes_between(before, now, edition))
        if remark.open or not only_open:
            said.setdefault(comment.rule, []).append(remark)
    order = sorted(rules.values(), key=lambda item: (item.gone, item.place, item.key))
    keys = [WHOLE, *(item.key for item in order)]
    return [talk_on(key, rules.get(key), edition, said[key]) for key in keys if key in said]


def remark_of(comment: DraftComment, user: User, changed: Iterable[Changed]) -> Remark:
    return Remark(
        comment,
        name_of(comment.by),
        comment.by_id == user.pk,
        name_of(comment.settled_by) if comment.settled_by else "",
        tuple(changed),
    )


def talk_on(key: str, item: DraftItem | None, edition: Edition, said: list[Remark]) -> Talk:
    if item is None:
        return Talk(key, "The whole draft", "", False, tuple(said))
    title = name_of_item(Kind.RULE, item.content)
    sentence = rule_sentence(loosely(item.content), edition)
    return Talk(key, title, sentence, item.gone, tuple(said))


def content_of(item: DraftItem | None) -> Content:
    return item.content if item and not item.gone else None


def contents_then(
    draft: Draft, comments: Iterable[DraftComment], rules: Mapping[str, DraftItem]
) -> dict[tuple[str, int], Content]:
    """(rule, step) -> what the rule said after that step, for those that a later step touched."""
    asked = {(each.rule, each.at_step) for each in comments if each.rule in rules}
    if not asked:
        return {}
    since = DraftStep.objects.filter(draft=draft, number__gt=min(step for _, step in asked))
    found: dict[tuple[str, int], Content] = {}
    for number, changes in since.order_by("number").values_list("number", "changes"):
        before = {each["key"]: each["before"] for each in changes if each["kind"] == Kind.RULE}
        for rule, step in asked:
            if rule in before and step < number:
                found.setdefault((rule, step), standing(before[rule]))
    return found


def standing(state: dict[str, Any] | None) -> Content:
    """The content in an item's state as a step keeps it."""
    return None if state is None or state["gone"] else state["content"]


def changes_between(before: Content, now: Content, edition: Edition) -> list[Changed]:
    """What a rule says otherwise; nothing where it has gone, which its heading says."""
    if before == now or now is None:
        return []
    return changed_lines(lines(Kind.RULE, before, edition) if before else [],
                         lines(Kind.RULE, now, edition))  # fmt: skip
