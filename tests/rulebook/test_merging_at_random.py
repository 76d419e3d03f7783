"""Is every merge of two random sets of changes what comparing three ways by hand would give?"""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from decisions.models import Draft, EditionRecord, Kind
from decisions.models.edition import current_edition
from decisions.rulebook.draft import merging
from decisions.rulebook.draft.acts import Wanted, change
from decisions.rulebook.draft.merging import common_edition, take_over
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.draft.undoing import undo
from decisions.seeds import shipped_document
from tests.rulebook.desk import begin, sent
from tests.rulebook.test_merging import in_force

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

Rules = dict[str, Any]


def changed(draw: Random, rules: Rules, whose: str) -> Rules:
    """Some rules called otherwise, some removed, some added; a third of it as the other side does."""
    found = deepcopy(rules)
    for key in draw.sample(sorted(found), 12):
        if draw.random() < 0.3:
            del found[key]
        else:
            found[key]["title"] = draw.choice((f"{whose} title", "A title that both give"))
    for each in range(3):
        key = draw.choice((f"new-{whose}-{each}", f"new-{each}"))
        found[key] = {**deepcopy(rules[sorted(rules)[0]]), "key": key, "title": whose}
    return found


def by_key(document: dict[str, Any]) -> Rules:
    return {each["key"]: each for each in document["rules"]}


def edited(user: User, draft: Draft, mine: Rules) -> None:
    items = {item.key: item for item in draft.items.filter(kind=Kind.RULE)}
    wanted = [
        Wanted(Kind.RULE, key, items[key].revision if key in items else 0,
               content=mine.get(key), gone=key not in mine)
        for key in {**items, **mine}
    ]  # fmt: skip
    change(user=user, draft=draft, sent=sent(), now=timezone.now(), act="changed", wanted=wanted)


def by_hand(common: Any, mine: Any, theirs: Any, choice: str) -> Any:
    if mine == common:
        return theirs
    return mine if theirs in (common, mine) or choice == "mine" else theirs


def merged(user: User, number: int) -> list[str]:
    """The keys of the rules that a merge got wrong; undoing must give the draft again."""
    draw, common = Random(number), by_key(shipped_document())
    theirs, mine = (changed(draw, common, whose) for whose in ("theirs", "mine"))
    draft = begin(user)
    edited(user, draft, mine)
    before = draft_reading(draft).checksum
    in_force({**shipped_document(), "rules": list(theirs.values())})
    newer, base = current_edition(), common_edition(draft)
    choices = {
        f"rules-{key}": draw.choice(("mine", "theirs")) for key in {**common, **mine, **theirs}
    }
    step = take_over(user=user, draft=draft, sent=sent(draft.steps), now=timezone.now(),
                     newer=newer.number, common=base, choices=choices)  # fmt: skip
    found = by_key(draft_reading(draft).document)
    assert step is not None
    undo(user=user, draft=draft, step=step, sent=sent(), now=timezone.now())
    assert draft_reading(draft).checksum == before
    return [
        key
        for key in {**common, **mine, **theirs, **found}
        if found.get(key)
        != by_hand(common.get(key), mine.get(key), theirs.get(key), choices[f"rules-{key}"])
    ]


@pytest.mark.parametrize(
    "rounds", [range(1), pytest.param(range(1, 20), marks=pytest.mark.heavy)], ids=["one", "many"]
)
def test_every_rule_is_what_comparing_by_hand_would_give(clara: User, rounds: range) -> None:
    for number in rounds:
        with transaction.atomic():
            assert merged(clara, number) == [], number
            transaction.set_rollback(True)


def test_a_merge_that_forgets_where_both_began_is_noticed(
    clara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: with two ways to compare, what the draft removed comes back."""
    honest = merging.threes

    def careless(draft: Draft, newer: EditionRecord, common: EditionRecord) -> Any:
        return honest(draft, newer, newer)

    monkeypatch.setattr(merging, "threes", careless)
    assert merged(clara, 0)
