"""Is a book in good health: what is dead, needless, unread, never used, disputed or stale?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from decisions.models import Kind
from decisions.rulebook.disputed import Disagreed, disagreed
from decisions.seeds import known_counts
from decisions.subsidiarity.catalogue import check_catalogue
from decisions.subsidiarity.checks import Check, Item

from .firings import Firings, firings
from .page import Finding, finding, linked
from .places import Link, Places
from .sections import OF_RULES, OF_THE_BOOK, Section

MOST = 10
"""Rules most disagreed with that are named; the page of all is linked."""
ALL_OF_THEM = "Weighing the impact of a draft looks at all of them."
STALE = ("stale", "undated", "from_memory")
"""The checks of the catalogue that say what should be looked up again."""


def health_page(
    checks: Sequence[Check], places: Places, checksum: str, year: int
) -> dict[str, Any]:
    """Every section, and how often each rule fires. `year` is the present one."""
    by_key = {check.key: check for check in checks}
    fired = firings(places.edition, checksum)
    sections = [
        *of_checks(OF_RULES, by_key, places),
        never_fired(fired, places),
        most_disagreed(places),
        *of_checks(OF_THE_BOOK, by_key, places),
        stale_fora(places, year),
        pulling_apart(by_key["weighed"], places),
    ]
    return {
        "sections": sections,
        "telling": [each for each in sections if each.found],
        "fired": fired,
        "bars": list(bars(fired, places)),
    }


def of_checks(
    table: Sequence[tuple[tuple[str, ...], str, str]], by_key: Mapping[str, Check], places: Places
) -> Iterator[Section]:
    for keys, title, to_do in table:
        items = [item for key in keys for item in by_key[key].items]
        yield Section(keys[0], title, to_do, tuple(finding(item, places) for item in items))


def pulling_apart(weighed: Check, places: Places) -> Section:
    """Pairs that the weighing allows: no fault, the largest shares first."""
    found = tuple(finding(item, places) for item in weighed.items)
    return Section(
        "weighed",
        "Pairs of rules that pull apart on some inputs",
        "Nothing needs to be done: the weighing settles them, and gaps and tensions are shown.",
        found,
        note=kinds(weighed.items),
        informs=True,
    )


def kinds(items: Sequence[Item]) -> str:
    """How many of the pairs are tensions and gaps; the sentence of each says which it is."""
    tensions = sum("a tension" in item.says for item in items)
    gaps = sum("a willingness gap" in item.says for item in items)
    rest = len(items) - tensions - gaps
    return (
        f"{tensions} are tensions, {gaps} willingness gaps, and in {rest} a presumption gives way."
    )


def never_fired(fired: Firings, places: Places) -> Section:
    rules = places.edition.book.rules if fired.readable else ()
    silent = [rule.key for rule in rules if not fired.times.get(rule.key)]
    return Section(
        "never_fired",
        "Rules that fired in no saved recommendation",
        "Ask whether the case that each was written for occurs; a rare case is no fault.",
        tuple(Finding((places.rule(key),)) for key in silent),
        note=looked_at(fired),
    )


def looked_at(fired: Firings) -> str:
    if not fired.saved:
        return "Nothing is saved so far, so no rule had occasion to fire."
    newest = "the newest " if fired.in_time and fired.looked_at < fired.saved else ""
    left_out = f" {fired.unreadable} cannot be read under this book." * bool(fired.unreadable)
    return (
        f"Looked at {newest}{fired.looked_at} of {fired.saved} saved recommendations,"
        f" without assessed interests.{left_out}{' ' * bool(newest)}{ALL_OF_THEM * bool(newest)}"
    )


def most_disagreed(places: Places) -> Section:
    """Counts only; no case is named."""
    known = places.edition.book.rule_by_key
    named = [each for each in disagreed(places.edition) if each.key in known][:MOST]
    return Section(
        "disagreed",
        "Rules that people disagree with most",
        "Read what the reviews and departures say of the rule, and mend it or its rationale.",
        tuple(Finding((places.quoted(each.key), Link(f": {times(each)}.", ""))) for each in named),
    )


def times(each: Disagreed) -> str:
    return f"disputed in {counted(each.disputed, 'review')}, {counted(each.departed, 'departure')}"


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def stale_fora(places: Places, year: int) -> Section:
    edition = places.edition
    checks = check_catalogue(edition.fora, edition.states, known_counts(), year)
    items = [item for check in checks if check.key in STALE for item in check.items]
    return Section(
        "fora",
        "Fora whose facts should be looked up again",
        "Look up members and mandate, and put down the year.",
        tuple(Finding(linked(item.says, names_of(item, places))) for item in items),
    )


def names_of(item: Item, places: Places) -> dict[str, Link]:
    """The fora of an item as its sentence calls them."""
    return {
        f"{forum.name} ({forum.id})": Link(forum.name, places.item(Kind.FORUM, forum.id))
        for forum in places.edition.fora
        if forum.id in item.fora
    }


def bars(fired: Firings, places: Places) -> Iterator[dict[str, Any]]:
    """Each rule with how often it fired, the most frequent first; per cent for the picture."""
    rules = places.edition.book.rules if fired.readable else ()
    for rule in sorted(rules, key=lambda rule: -fired.times.get(rule.key, 0)):
        times = fired.times.get(rule.key, 0)
        share = 100 * times // fired.readable
        yield {"rule": places.rule(rule.key), "times": times, "share": max(share, int(bool(times)))}
