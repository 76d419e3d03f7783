"""What differs between two states of the rule book, item by item, in sentences?

Editions in force and past, drafts and files alike: each is a Stand. What is said here is about the
books themselves; what it means for a case is another matter (`house/difference`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from decisions.house.difference.editions import question_changes
from decisions.house.difference.rule_changes import rule_changes
from decisions.house.difference.side import listed, sentence
from decisions.models import Draft, EditionRecord, Kind
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_leniently

from .draft.parts import KEYED_BY, Document
from .draft.reading import draft_reading
from .draft.words import Changed, changed_lines, lines, loosely, name_of_item
from .forum_entries import entry_changes
from .sentences import rule_sentence

ADDED, REMOVED, CHANGED, ORDER = "added", "removed", "changed", "order"
HOW = {ADDED: "Added", REMOVED: "Removed", CHANGED: "Changed", ORDER: "Order"}


class Stand(NamedTuple):
    """The rule book at one time: what it is called in a sentence, its document, what it means."""

    name: str
    document: Document
    edition: Edition


class Difference(NamedTuple):
    """One item that differs: `says` is a sentence, `changes` has each line before and after."""

    kind: Kind
    key: str
    name: str
    how: str
    says: str
    changes: tuple[Changed, ...]


def stand_of_edition(record: EditionRecord) -> Stand:
    return Stand(f"edition {record.number}", record.document, record.ready())


def stand_of_draft(draft: Draft) -> Stand:
    read = draft_reading(draft)
    return Stand(f"the draft “{draft.name}”", read.document, read.edition)


def stand_of_document(document: Document, name: str) -> Stand:
    """Raises Refused for what cannot be read outside the rules."""
    return Stand(name, document, read_leniently(document).edition)


def differences(one: Stand, other: Stand) -> list[Difference]:
    """From the one to the other, rules first; within a kind what is added, removed, changed."""
    found = [*title_difference(one, other)]
    for kind in KEYED_BY:
        mine, theirs = keyed(one.document, kind), keyed(other.document, kind)
        found += [added(kind, key, other) for key in theirs if key not in mine]
        found += [removed(kind, key, one) for key in mine if key not in theirs]
        found += [
            changed(kind, key, one, other)
            for key in theirs
            if key in mine and mine[key] != theirs[key]
        ]
        found += order_difference(kind, list(mine), list(theirs))
    return found


def keyed(document: Document, kind: Kind) -> dict[str, Any]:
    """Key -> content, in the order of the document."""
    name = KEYED_BY[kind]
    return {content[name]: content for content in document[kind.value]}


def title_difference(one: Stand, other: Stand) -> Iterator[Difference]:
    before, after = one.document["title"], other.document["title"]
    if before != after:
        says = f"The book is called “{after}” instead of “{before}”."
        changes = (Changed("Title", before, after),)
        yield Difference(Kind.TITLE, "title", after, CHANGED, says, changes)


def order_difference(kind: Kind, mine: list[str], theirs: list[str]) -> Iterator[Difference]:
    """Only that items which both have stand in another order."""
    if [key for key in mine if key in theirs] != [key for key in theirs if key in mine]:
        says = f"The {kind.label.lower()} stand in another order."
        yield Difference(kind, "", kind.label, ORDER, says, ())


def added(kind: Kind, key: str, stand: Stand) -> Difference:
    content = keyed(stand.document, kind)[key]
    changes = tuple(
        Changed(label, "", words) for label, words in lines(kind, content, stand.edition)
    )
    return named(kind, key, content, ADDED, about(kind, content, stand), changes)


def removed(kind: Kind, key: str, stand: Stand) -> Difference:
    content = keyed(stand.document, kind)[key]
    changes = tuple(
        Changed(label, words, "") for label, words in lines(kind, content, stand.edition)
    )
    return named(kind, key, content, REMOVED, about(kind, content, stand), changes)


def named(
    kind: Kind, key: str, content: Any, how: str, says: str, changes: tuple[Changed, ...]
) -> Difference:
    return Difference(kind, key, name_of_item(kind, content), how, says, changes)


def about(kind: Kind, content: Mapping[str, Any], stand: Stand) -> str:
    """What an item of one side says, in a sentence."""
    if kind is Kind.RULE:
        return rule_sentence(loosely(content), stand.edition)
    if kind is Kind.QUESTION:
        options = listed(f"“{option['label']}”" for option in content["options"])
        return f"It asks: “{content['text']}” with the options {options}."
    return sentence(content["definition"] if kind is Kind.ISSUE else content["name"])


def changed(kind: Kind, key: str, one: Stand, other: Stand) -> Difference:
    before, after = keyed(one.document, kind)[key], keyed(other.document, kind)[key]
    told = changed_lines(lines(kind, before, one.edition), lines(kind, after, other.edition))
    clauses = list(clauses_of(kind, before, after, one, other))
    if not clauses:
        clauses = [f"{listed(each.label.lower() for each in told) or 'its details'} worded anew"]
    return named(kind, key, after, CHANGED, sentence("; ".join(clauses)), tuple(told))


def clauses_of(
    kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any], one: Stand, other: Stand
) -> Iterator[str]:
    """What changed, each as a clause about the item; nothing where only words did."""
    if kind is Kind.RULE:
        yield from rule_clauses(before, after, one, other)
    elif kind is Kind.QUESTION:
        yield from question_changes(after["key"], one.edition, other.edition)
        yield from step_clauses(before, after)
    elif kind is Kind.FORUM:
        yield from entry_changes(before, after, other.edition)


def rule_clauses(
    before: Mapping[str, Any], after: Mapping[str, Any], one: Stand, other: Stand
) -> Iterator[str]:
    """A rule that names what its book no longer has cannot be told clause by clause."""
    if all(before["key"] in stand.edition.book.rule_by_key for stand in (one, other)):
        yield from rule_changes(loosely(before), loosely(after), one.edition, other.edition)
    else:
        yield "it names what its book does not have, and is left out of it"
    if before.get("theme") != after.get("theme"):
        yield f"it stands under “{after.get('theme')}”"
    if before.get("examples", []) != after.get("examples", []):
        yield "its examples differ"


def step_clauses(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    if before["step"] != after["step"]:
        yield f"it is asked in the step “{after['step']}” instead of “{before['step']}”"
    if bool(before.get("several")) != bool(after.get("several")):
        yield "it takes several answers" if after.get("several") else "it takes one answer only"
