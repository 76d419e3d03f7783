"""Under which editions, and what in them differs that bears on this case?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from decisions.house.rule_words import says
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Effect, Rule

from .fora import chosen
from .forum_changes import forum_changes
from .rule_changes import reads_alike, rule_changes, word_changes, works_alike
from .rules import firing as shared_firing
from .side import Side, edition_name, inside, issues_of, listed, sentence
from .voice import Voice


def editions(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """Nothing where both are of the same edition."""
    one, other = a.edition, b.edition
    if same(one, other):
        if one.number != other.number:
            yield sentence(
                f"{edition_name(other)} says what {edition_name(one)} says, word for word"
            )
        return
    yield numbers(one, other, voice)
    told = [*rule_sentences(a, b), *question_sentences(a, b), *forum_sentences(a, b)]
    yield from (text for _, text in told)
    yield from others(a, b, {key for key, _ in told})


def numbers(one: Edition, other: Edition, voice: Voice) -> str:
    if voice is Voice.THEN:
        return f"Before, {edition_name(one)} was in use; now it is {edition_name(other)}."
    return f"A was worked out under {edition_name(one)}, B under {edition_name(other)}."


def same(one: Edition, other: Edition) -> bool:
    return bool(one.checksum) and one.checksum == other.checksum


Told = Iterator[tuple[tuple[str, str], str]]
"""((kind, key), sentence): what is told, so that the others can be counted."""


def rule_sentences(a: Side, b: Side) -> Told:
    """Rules that fire, or may, on some side: new, gone, changed, or worded otherwise."""
    one, other = a.edition.book.rule_by_key, b.edition.book.rule_by_key
    firing = stirred(a, "fired") | stirred(b, "fired")
    waiting = stirred(a, "blocked") | stirred(b, "blocked")
    grouped = shared_firing(a, b)
    for key in dict.fromkeys([*other, *one]):
        before, after = one.get(key), other.get(key)
        if before and after and reads_alike(before, after):
            continue
        alike = before is not None and after is not None and works_alike(before, after)
        if key not in firing and (alike or key not in waiting):
            continue
        if key in grouped and not alike and effect_of(before, after) is not Effect.WARN:
            # The group of rules tells how it works, of all but warnings.
            yield ("rule", key), ""
        else:
            may = "" if key in firing else " It waits for an answer."
            yield ("rule", key), told_rule(before, after, a, b) + may


def effect_of(before: Rule | None, after: Rule | None) -> Effect | None:
    known = after or before
    return known.effect if known else None


def stirred(side: Side, which: str) -> set[str]:
    """The rules that `fired`; of those that are `blocked` the ones that may still fire."""
    return {
        each["rule"]
        for issue in issues_of(side.outcome).values()
        for each in issue.get(which, ())
        if which == "fired" or each.get("possible")
    }


def told_rule(before: Rule | None, after: Rule | None, a: Side, b: Side) -> str:
    if before is None and after is not None:
        return f"Only {edition_name(b.edition)} has the rule “{after.title}”, {effect(after)}."
    if after is None and before is not None:
        return f"Only {edition_name(a.edition)} has the rule “{before.title}”, {effect(before)}."
    assert before is not None and after is not None  # noqa: S101 - a key of one of the two books
    if works_alike(before, after):
        changes = listed(word_changes(before, after))
        return (
            f"The rule “{after.title}” works alike in both; in {edition_name(b.edition)} {changes}."
        )
    changes = listed(rule_changes(before, after, a.edition, b.edition))
    return f"The rule “{after.title}” differs: in {edition_name(b.edition)} {changes}."


def effect(rule: Rule) -> str:
    return "which gives a warning" if rule.effect is Effect.WARN else says(rule)


def question_sentences(a: Side, b: Side) -> Told:
    """Questions that were answered, and new ones whose answer can still move the level."""
    one, other = a.edition.book.question_by_key, b.edition.book.question_by_key
    asked = answered(a) | answered(b)
    telling = {
        key for issue in issues_of(b.outcome).values() for key in issue.get("decisive_unknowns", ())
    }
    for key in dict.fromkeys([*other, *one]):
        before, after = one.get(key), other.get(key)
        if before == after:
            continue
        if before is None and after is not None and key in asked | telling:
            yield ("question", key), f"Only {edition_name(b.edition)} asks: “{after.text}”"
        elif after is None and before is not None and key in asked:
            yield ("question", key), f"Only {edition_name(a.edition)} asks: “{before.text}”"
        elif before and after and key in asked:
            changes = listed(question_changes(key, a.edition, b.edition)) or "it has other hints"
            where = edition_name(b.edition)
            yield ("question", key), f"On “{after.label}”, in {where} {changes}."


def answered(side: Side) -> set[str]:
    own = (issue.get("answers", {}) for issue in side.document.get("issues", ()))
    return set(side.document.get("answers", {})).union(*own)


def question_changes(key: str, before: Edition, after: Edition) -> Iterator[str]:
    one, other = before.book.question_by_key[key], after.book.question_by_key[key]
    old, new = ({o.key: o for o in question.options} for question in (one, other))
    if one.text != other.text:
        yield f"the question is “{other.text}” instead of “{one.text}”"
    if added := [inside(option.label) for k, option in new.items() if k not in old]:
        yield f"one can also answer {listed(added)}"
    if gone := [inside(option.label) for k, option in old.items() if k not in new]:
        yield f"one can no longer answer {listed(gone)}"
    for k, option in new.items():
        if k in old and old[k].label != option.label:
            yield f"“{old[k].label}” is called “{option.label}”"


def forum_sentences(a: Side, b: Side) -> Told:
    """Fora that are named beside the chosen ones; those that are chosen stand among the fora."""
    one, other = ({forum.id: forum for forum in side.edition.fora} for side in (a, b))
    tables = {**chosen(a), **chosen(b)}
    for key in dict.fromkeys([*named(b), *named(a)]):
        before, after = one.get(key), other.get(key)
        packages = [package for side in (a, b) for package in side.outcome.get("packages", ())]
        states = {state for package in packages for state in package["states"]}
        issues = {issue for package in packages for issue in package["issues"]}
        changes = before != after and forum_changes(
            before, after, states, issues, (a.edition, b.edition)
        )
        if changes and key not in tables:
            name = (after or before).name  # type: ignore[union-attr]
            yield (
                ("forum", key),
                f"On {name}: in {edition_name(b.edition)} {listed(changes)}.",
            )
        elif changes:
            yield ("forum", key), ""


def named(side: Side) -> list[str]:
    packages = side.outcome.get("packages", ())
    return [fit["forum"] for package in packages for fit in package.get("fora", ())]


def others(a: Side, b: Side, told: set[tuple[str, str]]) -> Iterator[str]:
    """How much else differs, without a bearing on this case."""
    counts = [
        f"{count} {noun if count == 1 else f'{noun}s'}".replace("forums", "fora")
        for noun, keys in differing(a.edition, b.edition).items()
        for count in [sum((noun, key) not in told for key in keys)]
        if count
    ]
    if not (counts or told):
        yield "They differ in nothing on which advice rests."
    if counts:
        where = "elsewhere " if told else ""
        verb = "differs" if len(counts) == 1 and counts[0].startswith("1 ") else "differ"
        yield sentence(f"{where}{listed(counts)} {verb}, without a bearing on this case")


def differing(one: Edition, other: Edition) -> dict[str, set[str]]:
    """The keys of what differs, by kind."""
    kinds = {
        "rule": (plain_rules(one), plain_rules(other)),
        "question": (one.book.question_by_key, other.book.question_by_key),
        "issue": (one.book.topic_by_key, other.book.topic_by_key),
        "forum": tuple({forum.id: forum for forum in edition.fora} for edition in (one, other)),
        "State": (one.states, other.states),
    }
    return {
        kind: {key for key in {**mine, **theirs} if mine.get(key) != theirs.get(key)}
        for kind, (mine, theirs) in kinds.items()
    }


def plain_rules(edition: Edition) -> dict[str, Rule]:
    """The rules without their examples and the place where they stand in the book."""
    return {rule.key: replace(rule, theme="", examples=()) for rule in edition.book.rules}
