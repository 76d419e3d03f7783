"""Which changed books and drawn cases do the tests of impact use, and what is right for them?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import islice
from random import Random
from typing import Any

from decisions.house.difference.fitting import Unreadable, fitted
from decisions.house.difference.side import Side
from decisions.management.made_up.cases import draw_document, draw_matter
from decisions.models.secrecy import apart
from decisions.seeds import made_up_words, shipped_document, shipped_edition, worked_cases
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.wire import Refused, read_case, read_edition

EMPTIED = {"schengen", "african-union"}
Document = dict[str, Any]
Right = tuple[list[tuple[str, str, frozenset[str]]], int] | None
"""((issue, level, rules that certainly fire) in order, how much had no place); None: unreadable."""


def strength(book: Document) -> None:
    """Presumed caps and floors that often fire become decisive."""
    for rule in book["rules"]:
        if rule["effect"] == "not_below" and rule["strength"] == "presumption":
            rule["strength"] = "decisive"


def condition(book: Document) -> None:
    """Rules ask for less: every third forgets one of its conditions."""
    for rule in book["rules"][::3]:
        if len(rule["when"]) > 1:
            rule["when"].pop(sorted(rule["when"])[0])


def removed_rules(book: Document) -> None:
    book["rules"] = [rule for number, rule in enumerate(book["rules"]) if number % 5]


def retired_option(book: Document) -> None:
    """An option of a question of one choice and of one of several, with the rules that use them."""
    for key, option in (("spillover", "some"), ("tried_at", "regional"), ("assistance", "funds")):
        question = next(each for each in book["questions"] if each["key"] == key)
        gone = next(
            (o["key"] for o in question["options"] if o["key"] == option),
            question["options"][-2]["key"],
        )
        question["options"] = [each for each in question["options"] if each["key"] != gone]
        without_option(book, key, gone)


def without_option(book: Document, key: str, gone: str) -> None:
    kept = []
    for rule in book["rules"]:
        named = rule["when"].get(key)
        options = named["none_of"] if isinstance(named, dict) else named
        if options and gone in options:
            options.remove(gone)
        if options is None or options:
            kept.append(rule)
    book["rules"] = kept
    strip_examples(book)


def strip_examples(book: Document) -> None:
    for rule in book["rules"]:
        rule.pop("examples", None)


def retired_question(book: Document) -> None:
    for key in ("reach", "commitment"):
        book["questions"] = [each for each in book["questions"] if each["key"] != key]
        book["rules"] = [rule for rule in book["rules"] if key not in rule["when"]]
    strip_examples(book)


def retired_issue(book: Document) -> None:
    retire_issues(book, "temporary_labour", "asylum")


def retire_issues(book: Document, *keys: str) -> None:
    for key in keys:
        book["issues"] = [each for each in book["issues"] if each["key"] != key]
        without_option(book, "issue", key)
    drop_mandates(book, set(keys))


def drop_mandates(book: Document, keys: set[str]) -> None:
    for forum in book["fora"]:
        for part in ("mandate", "mandate_core"):
            forum[part] = [topic for topic in forum[part] if topic not in keys]


def forum_members(book: Document) -> None:
    """Nothing in the document: the edition is changed once it is read, see `edition_after`."""


def with_few_members(edition: Edition) -> Edition:
    """Every forum keeps three members; two of those that cases name keep none."""
    fora = tuple(
        replace(forum, members=frozenset(sorted(forum.members)[: 0 if forum.id in EMPTIED else 3]))
        for forum in edition.fora
    )
    return edition_of(edition.book, fora, edition.states)


def new_question(book: Document) -> None:
    """Nobody has answered it, so it is open everywhere; a rule reads it."""
    asked = deepcopy(book["questions"][0]) | {"key": "brand_new", "several": False}
    asked["options"] = [{"key": "yes", "label": "Yes"}, {"key": "no", "label": "No"}]
    book["questions"].append(asked)
    for answer, level in (("yes", "regional"), ("no", "bilateral")):
        rule = deepcopy(book["rules"][0]) | {"key": f"brand-new-{answer}", "title": "Brand new"}
        rule |= {"effect": "not_below", "value": level, "strength": "decisive"}
        book["rules"].append(rule | {"when": {"brand_new": [answer]}, "examples": []})
    strip_examples(book)


def bilateral_floor(book: Document) -> None:
    """One rule more: all that is answered moves up to the bilateral level at least."""
    rule = deepcopy(book["rules"][0]) | {"key": "at-least-two", "title": "At least two"}
    rule |= {"effect": "not_below", "value": "bilateral", "strength": "presumption"}
    everywhere = ["one", "two", "three_to_five", "six_or_more"]
    book["rules"].append(rule | {"when": {"states": everywhere}, "examples": []})


KINDS: tuple[Callable[[Document], None], ...] = (
    strength, condition, removed_rules, retired_option, retired_question, retired_issue,
    forum_members, new_question, bilateral_floor,
)  # fmt: skip


@cache
def changed(kind: Callable[[Document], None]) -> Document:
    book = shipped_document()
    kind(book)
    return book


@cache
def edition_after(kind: Callable[[Document], None]) -> Edition:
    edition = read_edition(changed(kind))
    return with_few_members(edition) if kind is forum_members else edition


@cache
def drawn_cases(number: int, seed: int = 1) -> list[Document]:
    """Shared case documents that the shipped edition takes, no two alike. Nobody changes them."""
    return list(islice(draws(Random(seed)), number))


def draws(draw: Random) -> Iterator[Document]:
    edition, worked, tables = shipped_edition(), worked_cases(), made_up_words()["tables"]
    while True:
        matter = draw_matter(draw, worked, tables, edition.book)
        for _ in range(4):
            document = apart(draw_document(draw, matter, edition.book))[0]
            with_odd_parts(draw, document)
            try:
                read_case(document, edition)
            except Refused:
                continue
            yield document


def with_odd_parts(draw: Random, document: Document) -> None:
    """What draws leave out: answers left open on purpose, and own answers of single issues."""
    if document["answers"] and draw.random() < 0.3:
        document["answers"][draw.choice(sorted(document["answers"]))] = None
    issue = draw.choice(document["issues"])
    if draw.random() < 0.3:
        own = draw.choice([{"reach": "one_state"}, {"commitment": None}, {"spillover": "some"}])
        issue["answers"] = {**issue.get("answers", {}), **own}


def one_by_one(document: Document, edition: Edition) -> Right:
    """What the core says of the case, after the house has left out what has no place."""
    try:
        fit = fitted(Side("", document, {}, {}, shipped_edition()), edition)
    except Unreadable:
        return None
    case = read_case(fit.document, edition)
    found = [find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues]
    issues = [
        (each.topic, each.level.key, frozenset(rule.key for rule in each.certain(edition)))
        for each in found
    ]
    return issues, len(fit.lost)
