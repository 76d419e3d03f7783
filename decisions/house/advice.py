"""How is a written recommendation laid out for a page?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS, LEVELS
from decisions.subsidiarity.rules import CAPS, FORMS, Effect, Rule
from decisions.subsidiarity.wire import read_case
from decisions.subsidiarity.wording import fact_label

from .advice_map import DRAWN, advice_map
from .cards import package_page
from .changes import WhatWouldChange, what_would_change
from .ladder import LadderPicture, draw
from .portfolio import portfolio_page
from .rule_words import FiredRule, failing_words, fired_rule, yielded_words
from .world_map import states_of

HARDNESS = {"soft": "Soft", "mixed": "Mixed", "hard": "Hard", None: "Not known"}
NOTHING_KNOWN = "Nothing that is known asks for more. The burden of proof lies with higher levels."
NOTHING_HIGHER = "Not higher: nothing that is known asks for more."
WHEN = {"first": "First", "now": "Now", "prepare": "Prepare"}


@dataclass(frozen=True, slots=True)
class IssuePage:
    """One issue of a recommendation."""

    key: str
    label: str
    level: str
    depth: str
    range: tuple[str, ...]
    """Lowest and highest level while it is open, else nothing."""
    hardness: str
    forms: tuple[str, ...]
    gap: bool
    tension: bool
    ladder: LadderPicture
    lower: tuple[dict[str, Any], ...]
    higher: tuple[dict[str, Any], ...]
    fired: tuple[FiredRule, ...]
    yielded: tuple[str, ...]
    may_fire: tuple[dict[str, Any], ...]
    """Rules that did not fire yet and wait for an answer, with what they wait for."""
    blocked: tuple[dict[str, Any], ...]
    """Rules that are out, with the conditions that failed."""
    elsewhere: tuple[dict[str, Any], ...]
    """Rules that are out because they were made for other issues."""
    unknowns: tuple[str, ...]
    idle: tuple[str, ...]
    changes: WhatWouldChange
    depth_changes: WhatWouldChange
    deeper: tuple[dict[str, Any], ...]
    """Reasons on the scale of depth, for every form that is not recommended."""


def present(
    outcome: dict[str, Any], document: dict[str, Any], edition: Edition, seats: str = ""
) -> dict[str, Any]:
    """Everything that the recommendation page shows, in its order.

    `seats` is the id of the forum whose seats the map shows, else those of the first table.
    """
    warned = {each["rule"] for each in outcome["warnings"]}
    issues = [issue_page(issue, edition, warned) for issue in outcome["issues"]]
    parties = read_case(document, edition).parties
    return {
        "headline": outcome["headline"],
        "level": LABELS[outcome["level"]],
        "depth": LABELS[outcome["depth"]],
        "reasons": short_reasons(outcome["issues"][0], edition),
        "issues": issues,
        "lead": issues[0],
        "scope": scope_page(outcome.get("scope"), edition),
        "portfolio": portfolio_page(outcome, edition),
        "map": advice_map(outcome, parties, edition, seats),
        "nearly_all": len(states_of(parties)) > DRAWN,
        "packages": [
            package_page(each, outcome["issues"], edition) for each in outcome["packages"]
        ],
        "gaps": outcome["gaps"],
        "tracks": [{**track, "heading": track_heading(track)} for track in outcome["tracks"]],
        "warnings": [
            {**each, "rule": edition.book.rule_by_key.get(each["rule"])}
            for each in outcome["warnings"]
        ],
        "edition": outcome["edition"],
    }


def short_reasons(issue: dict[str, Any], edition: Edition) -> list[str]:
    """Three short reasons: what lifts the lead issue to its level, and what keeps it there."""
    return [reason for reason, _ in reasons_with_rules(issue, edition)]


def reasons_with_rules(issue: dict[str, Any], edition: Edition) -> list[tuple[str, Rule | None]]:
    """The short reasons, each with the rule that it rests on; None where it rests on none."""
    rules = [edition.book.rule_by_key[fired["rule"]] for fired in issue["fired"]]
    found = LEVELS[issue["level"]]
    bounds = [rule for rule in rules if rule.value in LEVELS]
    lifts = [r for r in bounds if r.effect is Effect.NOT_BELOW and r.rung == found]
    holds = [r for r in bounds if r.effect in CAPS and r.rung == found]
    chosen = [("Not lower", rule) for rule in lifts[:2]] + [("Not higher", r) for r in holds[:2]]
    if not chosen:
        return [(NOTHING_KNOWN, None)]
    short: list[tuple[str, Rule | None]] = [
        (f"{side}: {in_sentence(rule.title)}.", rule) for side, rule in chosen[:3]
    ]
    return short if holds else [*short, (NOTHING_HIGHER, None)]


def issue_page(issue: dict[str, Any], edition: Edition, warned: Collection[str]) -> IssuePage:
    low, high = (LABELS[key].lower() for key in issue["range"])
    silent = [silent_rule(each, edition) for each in issue["blocked"]]
    out = [each for each in silent if not each["possible"]]
    ladder = draw(issue, f"Ladder: {edition.book.topic_by_key[issue['issue']].label}")
    return IssuePage(
        key=issue["issue"],
        label=edition.book.topic_by_key[issue["issue"]].label,
        level=LABELS[issue["level"]],
        depth=LABELS[issue["depth"]],
        range=() if low == high else (low, high),
        hardness=HARDNESS[issue["hardness"]],
        forms=tuple(FORMS[form] for form in issue["forms"]),
        gap=issue["gap"] is not None,
        tension=issue["tension"],
        ladder=ladder,
        lower=rungs(issue["why_not_lower"], ladder, "not enough so far, yet still open"),
        higher=rungs(issue["why_not_higher"], ladder, "not needed so far, yet still open"),
        fired=tuple(
            fired_rule(each, edition)
            for each in issue["fired"]
            if each["value"] != "every_issue" or each["rule"] in warned
        ),
        yielded=tuple(yielded_words(each, edition) for each in issue["yielded"]),
        may_fire=tuple(each for each in silent if each["possible"]),
        blocked=tuple(each for each in out if not each["elsewhere"]),
        elsewhere=tuple(each for each in out if each["elsewhere"]),
        unknowns=tuple(fact_label(edition, key) for key in issue["decisive_unknowns"]),
        idle=tuple(fact_label(edition, key) for key in issue.get("idle_questions", ())),
        changes=what_would_change(issue, edition),
        depth_changes=what_would_change(issue, edition, "depth"),
        deeper=depth_reasons(issue),
    )


def silent_rule(written: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """A rule that did not fire; a record from before rules could be possible calls none so."""
    return {
        "rule": edition.book.rule_by_key[written["rule"]],
        "possible": written.get("possible", False),
        "elsewhere": "issue" in written["failing"],
        "failing": tuple(failing_words(written, edition)),
    }


def depth_reasons(issue: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """From the lightest form up; a record from before depth had reasons has none."""
    written = [*issue.get("depth_why_not_lower", ())[::-1], *issue.get("depth_why_not_higher", ())]
    return tuple({**each, "label": LABELS[each["depth"]]} for each in written)


def scope_page(scope: dict[str, Any] | None, edition: Edition) -> list[tuple[str, list[str]]]:
    """What is open at the case's level and what is not, each under its heading (B.2 §1)."""
    if scope is None:
        return []
    at = LABELS[scope["level"]].lower()
    headings = {
        "open": f"Open at this level ({at})",
        "lower": "Stays lower",
        "prepared": "Prepared higher up as well",
        "higher": "Belongs higher",
    }
    return [
        (heading, [edition.book.topic_by_key[topic].label for topic in scope[key]])
        for key, heading in headings.items()
        if scope[key]
    ]


def track_heading(track: dict[str, Any]) -> str:
    """`Now, at regional level, by coordination`."""
    level = LABELS[track["level"]].lower()
    where = "in the cross-border area" if track["level"] == "subregional" else f"at {level} level"
    depth = f", by {LABELS[track['depth']].lower()}" if track.get("depth") else ""
    return f"{WHEN[track['when']]}, {where}{depth}"


def rungs(
    reasons: list[dict[str, Any]], ladder: LadderPicture, if_open: str
) -> tuple[dict[str, Any], ...]:
    """The reasons for each rung under its label and the word that the ladder has for it."""
    words = {r.key: if_open if r.state == "possible" else r.word for r in ladder.rungs}
    return tuple(
        {**each, "label": LABELS[each["level"]], "word": words[each["level"]]} for each in reasons
    )


def strip(level: str) -> list[dict[str, Any]]:
    """The small strip of six for lists, lowest first."""
    return [{"label": LABELS[key], "on": key == level} for key in LEVELS]
