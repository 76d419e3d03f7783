"""How does a recommendation read on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from decisions.house.advice import track_heading
from decisions.house.cards import local_words
from decisions.house.changes import what_would_change
from decisions.house.portfolio import portfolio_page
from decisions.house.rule_words import yielded_words
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LABELS


def in_words(title: str, outcome: dict[str, Any], edition: Edition) -> str:
    """The written recommendation as plain text, the answer first."""
    lines = [f"{title}: {outcome['headline']}" if title else outcome["headline"]]
    for issue in outcome["issues"]:
        lines += ["", *issue_lines(issue, edition)]
    for package in outcome["packages"]:
        lines += ["", *package_lines(package, outcome["issues"], edition)]
    if together := list(portfolio_lines(outcome, edition)):
        lines += ["", *together]
    for heading, entries in (
        ("Gaps", [gap["text"] for gap in outcome["gaps"]]),
        ("Tracks", [f"{track_heading(t)}: {t['text']}" for t in outcome["tracks"]]),
        ("Mind", [warning["text"] for warning in outcome["warnings"]]),
    ):
        if entries:
            lines += ["", heading, *bullets(entries)]
    number = outcome["edition"]["number"]
    lines += ["", f"Edition {number}, checksum {outcome['edition']['checksum'][:12]}"]
    return "\n".join(lines)


def issue_lines(issue: dict[str, Any], edition: Edition) -> Iterable[str]:
    low, high = (LABELS[rung] for rung in issue["range"])
    yield f"{edition.book.topic_by_key[issue['issue']].label}: {LABELS[issue['level']]}" + (
        f" (open: {low} to {high})" if low != high else ""
    )
    yield f"  Depth: {LABELS[issue['depth']]}"
    for heading, key in (("Why not lower", "why_not_lower"), ("Why not higher", "why_not_higher")):
        nearest, *further = issue[key] or [{"reasons": []}]
        reasons = [*nearest["reasons"], *(rung["reasons"][0] for rung in further)]
        if reasons:
            yield f"  {heading}"
            yield from bullets(reasons, "    ")
    if issue["yielded"]:
        yield "  Gave way"
        yield from bullets((yielded_words(each, edition) for each in issue["yielded"]), "    ")
    if issue["decisive_unknowns"]:
        labels = (edition.book.question_by_key[key].label for key in issue["decisive_unknowns"])
        yield f"  Answers that can still move it, the most telling first: {', '.join(labels)}"
    changes = what_would_change(issue, edition)
    yield f"  {changes.firmness}"
    if changes.flips:
        yield "  What would change it"
        yield from bullets((flip["text"] for flip in changes.flips), "    ")


def package_lines(
    package: dict[str, Any], issues: list[dict[str, Any]], edition: Edition
) -> Iterable[str]:
    names = ", ".join(edition.names[issue] for issue in package["issues"])
    yield f"{LABELS[package['level']]} package: {names}"
    for fit in package["fora"]:
        yield f"  {fit['rank']}. {fit['name']} ({place_words(fit)})"
        yield from bullets(fit["reasons"], "       ")
        if fit["next"]:
            yield f"       Next: {' '.join(fit['next'])}"
    if package["level"] == "local":
        yield f"  {local_words(package, issues, edition)}"
    elif package["new_forum"]:
        yield "  No forum holds all of it: see the forum gap."
    if package["others"]:
        yield f"  {len(package['others'])} other fora, each with its reasons in --format json."


def place_words(fit: dict[str, Any]) -> str:
    """`convenes; chosen`, `assists beside it`, `convenes; not chosen`."""
    role = (fit["role"] or "no role").replace("_", " ")
    if fit["chosen"]:
        return f"{role}; chosen"
    return f"{role} beside the table" if fit["role"] == "assists" else f"{role}; not chosen"


def portfolio_lines(outcome: dict[str, Any], edition: Edition) -> Iterable[str]:
    """The smallest set of tables, and one forum for all, where there is more than one issue."""
    page = portfolio_page(outcome, edition)
    if page is None:
        return
    if page["one_does_it_all"]:
        yield f"One table for all of it, and nothing is lifted: {page['tables'][0]['forum'].name}."
        return
    yield "Each in its place"
    yield from bullets(f"{e['forum'].name}: {', '.join(e['holds'])}" for e in page["tables"])
    yield from bullets(filter(None, [page["proof"]]))
    yield from bullets(f"No table for {matter}." for matter in page["uncovered"])
    yield "One forum for all"
    one = f"the {page['one'].name}" if page["one"] else "no table holds all of it"
    yield from bullets(filter(None, [f"At {page['one_level']} level: {one}.", page["lifts"]]))


def bullets(lines: Iterable[str], indent: str = "  ") -> Iterable[str]:
    return (f"{indent}- {line}" for line in lines)
