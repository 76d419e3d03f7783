"""Does the preview of a rule say what saving it would mean, and store nothing?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftStep, SavedRecommendation
from decisions.rulebook.check_results import titled
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.editing.preview import preview_of
from decisions.rulebook.editing.preview_checks import check_changes
from decisions.rulebook.editing.preview_share import share_of
from decisions.rulebook.weighing.levels import Same
from decisions.subsidiarity.checks import check
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.facts import HARDNESS
from decisions.subsidiarity.firing import rules_in
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import Condition, Rule
from decisions.subsidiarity.wire import read_case, read_edition
from tests.archive.many import store_many
from tests.rulebook.browsing import as_sent, with_changes
from tests.rulebook.desk import QUOTAS, begin, edit, item_of

pytestmark = pytest.mark.looks

As = Callable[[User], Client]
WIDE = {"when": {"spillover": ["none", "some", "strong"]}, "strength": "decisive",
        "value": "local"}  # fmt: skip


def small(edition: Edition, rule: Rule) -> Edition:
    """The book cut down to three questions, two issues and one rule."""
    few = ("tried_at", "interest", "solo")
    book = replace(
        edition.book,
        questions=tuple(edition.book.question_by_key[key] for key in few),
        topics=edition.book.topics[:2],
        rules=(rule,),
    )
    return edition_of(book, edition.fora, edition.states)


def fires_on(rule: Rule, given: dict[str, frozenset[str]]) -> bool:
    """By the words of the model, one input at a time."""
    seen = given | {"hardness": frozenset(HARDNESS[each] for each in given["interest"])}
    return all(
        bool(seen[fact] & accepted.options) != accepted.none_of
        for fact, accepted in rule.when.items()
    )


@pytest.mark.core
@pytest.mark.parametrize(
    "when",
    [
        {"solo": Condition(frozenset({"yes", "no"}))},
        {"hardness": Condition(frozenset({"hard"})), "solo": Condition(frozenset({"no"}))},
        {"tried_at": Condition(frozenset({"local", "regional"}), none_of=True)},
        {"tried_at": Condition(frozenset({"local"})), "roles": Condition(frozenset({"transit"}))},
        {
            "hardness": Condition(frozenset({"soft"})),
            "interest": Condition(frozenset({"diverging"})),
        },
    ],
)
def test_the_share_is_that_of_counting_every_input(
    edition: Edition, when: dict[str, Condition]
) -> None:
    rule = replace(edition.book.rule_by_key[QUOTAS], when=when)
    book = small(edition, rule)
    facts = list(book.tables.domains)
    inputs = product(*(book.tables.domains[fact] for fact in facts))
    counted = Counter(fires_on(rule, dict(zip(facts, each, strict=True))) for each in inputs)
    share = share_of(book, rule.key)
    assert (share.count, share.of) == (counted[True], counted.total())


@pytest.mark.core
def test_changed_checks_are_those_of_one_side_only(edition: Edition) -> None:
    quotas = edition.book.rule_by_key[QUOTAS]
    twin = replace(quotas, key="twin")
    book = replace(edition.book, rules=(*edition.book.rules, twin))
    before, after = check(edition), check(edition_of(book, edition.fora, edition.states))
    found = check_changes(before, after)
    assert found[0][:2] == ("New", "Fails")
    assert "twin" in found[0].says
    assert check_changes(before, before) == []
    back = [each.how for each in check_changes(after, before) if "twin" in each.says]
    assert set(back) == {"Gone"}


def answered(case: Any, same: Same) -> tuple[Level, set[str]]:
    """The level and the rules that fire on any issue, as a saved recommendation has them."""
    edition = same.edition
    said = recommend(read_case(case, edition), edition)
    fired = (rules_in(edition.book, issue.finding.fired.certain) for issue in said.issues)
    return said.level, {rule.key for rules in fired for rule in rules}


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


@pytest.mark.django_db
def test_cases_and_moves_are_those_of_running_each_again(
    anna: User, clara: User, draft: Draft
) -> None:
    store_many(40)
    content = {**item_of(draft).content, **WIDE}
    found = preview_of(clara, draft, content)
    assert not DraftStep.objects.exists()
    before = draft_reading(draft).edition
    edit(clara, draft, **WIDE)
    after = read_edition(draft_reading(draft).document)
    fired, moved = Counter[str](), Counter[Any]()
    said = cache(lambda text, edition: answered(json.loads(text), edition))
    for case in SavedRecommendation.objects.values_list("case", flat=True):
        levels = []
        for name, edition in (("before", Same(before)), ("now", Same(after))):
            level, rules = said(json.dumps(case), edition)
            fired[name] += QUOTAS in rules
            levels.append(level)
        if levels[0] != levels[1]:
            moved[tuple(levels)] += 1
    assert found.cases is not None
    assert (found.cases.before, found.cases.now) == (fired["before"], fired["now"])
    assert found.cases.moved == moved
    assert moved, "the change moves nothing, so nothing is shown"
    assert found.cases.seen == found.cases.total == SavedRecommendation.objects.count()
    assert found.cases.named == [], "Clara may read none of them"
    then = [[titled(each, after) for each in check(book)] for book in (before, after)]
    assert set(found.checks) == set(check_changes(*then))
    assert found.share == share_of(after, QUOTAS)


@pytest.mark.django_db
def test_the_preview_comes_as_a_part_and_without_javascript(
    clara: User, draft: Draft, as_user: As
) -> None:
    client = as_user(clara)
    address = reverse("rulebook:item", args=[draft.code, "rules", QUOTAS])
    live = reverse("rulebook:preview_rule", args=[draft.code])
    sent = with_changes(as_sent(client.get(address)), strength=["decisive"], title=["Kept"])
    part = client.post(f"{live}?of={QUOTAS}", sent).content.decode()
    whole = client.post(address, {**sent, "preview": "yes"}).content.decode()
    for page in (part, whole):
        assert "not achievable above bilateral (decisive)" in page
        assert "1 in 12 of all possible inputs" in page
        assert "Fires on 1 in 12 of all inputs; 0 of 0 saved cases move" in page
    assert 'value="Kept"' in whole
    assert not DraftStep.objects.exists()
    wrong = with_changes(sent, effect=["form"], when__issue=["nonsense"], examples__0__says=[""])
    waiting = client.post(f"{live}?of={QUOTAS}", wrong).content.decode()
    assert "Before anything can be said" in waiting
    assert "does not go with" in waiting
    assert "then: not achievable" not in waiting
    assert client.post(live, {}).status_code == 200
    fresh = {**sent, "title": "Brand new"}
    assert "<code>brand-new</code>" in client.post(live, fresh).content.decode()
    for strange in ("nothing", "%00"):
        assert client.post(f"{live}?of={strange}", sent).status_code == 404
    assert client.get(f"{live}?of={QUOTAS}")["Location"] == address
    assert client.put(live).status_code == 405


@pytest.mark.django_db
def test_nobody_else_gets_a_preview(draft: Draft, anna: User, boris: User, as_user: As) -> None:
    Draft.objects.update(for_comment=True)
    live = reverse("rulebook:preview_rule", args=[draft.code])
    assert {as_user(user).post(live, {}).status_code for user in (anna, boris)} == {404}
