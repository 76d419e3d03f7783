"""How is a written recommendation laid out for a page?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.wording import fact_label, option_label
from decisions.subsidiarity.ladder import LABELS, LEVELS
from decisions.subsidiarity.rules import CAPS, FORMS, GRADES, Effect, Rule, Strength

from .ladder import LadderPicture, draw

SAYS = {
    Effect.NOT_BELOW: "not below",
    Effect.NOT_NEEDED_ABOVE: "not needed above",
    Effect.NOT_ACHIEVABLE_ABOVE: "not achievable above",
    Effect.FORM: "form",
    Effect.WARN: "warning",
}
HARDNESS = {"soft": "Soft", "mixed": "Mixed", "hard": "Hard", None: "Not known"}
WHEN = {"first": "First", "now": "Now", "prepare": "Prepare"}
ROLE_LABELS = {
    "decides": "Decides",
    "standard_setter": "Sets the standard",
    "convenes": "Convenes",
    "assists": "Assists",
    "informs": "Informs",
}


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired, in words, with the answers that made it fire."""

    rule: Rule
    says: str
    strength: str
    grade: str
    answers: tuple[tuple[str, str], ...]


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
    blocked: tuple[dict[str, Any], ...]
    unknowns: tuple[str, ...]


def present(outcome: dict[str, Any], document: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """Everything that the recommendation page shows, in its order."""
    issues = [issue_page(issue, edition) for issue in outcome["issues"]]
    return {
        "headline": outcome["headline"],
        "level": LABELS[outcome["level"]],
        "depth": LABELS[outcome["depth"]],
        "reasons": short_reasons(outcome["issues"][0], edition),
        "issues": issues,
        "lead": issues[0],
        "packages": [
            package_page(each, outcome["issues"], edition) for each in outcome["packages"]
        ],
        "gaps": outcome["gaps"],
        "tracks": [
            {**track, "label": LABELS[track["level"]], "word": WHEN[track["when"]]}
            for track in outcome["tracks"]
        ],
        "warnings": [
            {**each, "rule": edition.book.rule_by_key.get(each["rule"])}
            for each in outcome["warnings"]
        ],
        "edition": outcome["edition"],
    }


def short_reasons(issue: dict[str, Any], edition: Edition) -> list[str]:
    """Three short reasons: what lifts the lead issue to its level, and what keeps it there."""
    rules = [edition.book.rule_by_key[fired["rule"]] for fired in issue["fired"]]
    found = LEVELS[issue["level"]]
    bounds = [rule for rule in rules if rule.value in LEVELS]
    lifts = [r for r in bounds if r.effect is Effect.NOT_BELOW and r.rung == found]
    holds = [r for r in bounds if r.effect in CAPS and r.rung == found]
    chosen = [("Not lower", rule) for rule in lifts[:2]] + [("Not higher", r) for r in holds[:2]]
    if not chosen:
        return ["Nothing that is known asks for more. The burden of proof lies with higher levels."]
    return [f"{side}: {in_sentence(rule.title)}." for side, rule in chosen[:3]]


def issue_page(issue: dict[str, Any], edition: Edition) -> IssuePage:
    low, high = (LABELS[key].lower() for key in issue["range"])
    rules = edition.book.rule_by_key
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
        lower=rungs(issue["why_not_lower"], ladder),
        higher=rungs(issue["why_not_higher"], ladder),
        fired=tuple(fired_rule(each, edition) for each in issue["fired"]),
        yielded=tuple(yielded_words(each, edition) for each in issue["yielded"]),
        blocked=tuple(
            {"rule": rules[each["rule"]], "failing": tuple(failing_words(each, edition))}
            for each in issue["blocked"]
        ),
        unknowns=tuple(fact_label(edition, key) for key in issue["decisive_unknowns"]),
    )


def rungs(reasons: list[dict[str, Any]], ladder: LadderPicture) -> tuple[dict[str, Any], ...]:
    """The reasons for each rung under its label and the word that the ladder has for it."""
    words = {rung.key: rung.word for rung in ladder.rungs}
    return tuple(
        {**each, "label": LABELS[each["level"]], "word": words[each["level"]]} for each in reasons
    )


def fired_rule(fired: dict[str, Any], edition: Edition) -> FiredRule:
    rule = edition.book.rule_by_key[fired["rule"]]
    return FiredRule(
        rule,
        says(rule),
        rule.strength.value,
        GRADES[rule.grade],
        tuple(
            (fact_label(edition, fact), option_words(edition, fact, options))
            for fact, options in fired["because"].items()
        ),
    )


def says(rule: Rule) -> str:
    """The effect in words: `not below Bilateral`, `form: an agreement`."""
    if rule.effect is Effect.FORM:
        return f"form: {FORMS[rule.value]}"
    if rule.effect is Effect.WARN:
        return "warning"
    strength = "decisive" if rule.strength is Strength.DECISIVE else "presumption"
    return f"{SAYS[rule.effect]} {LABELS[rule.value].lower()} ({strength})"


def option_words(edition: Edition, fact: str, options: str | list[str]) -> str:
    several = [options] if isinstance(options, str) else options
    return ", ".join(needed_word(edition, fact, option) for option in several)


def needed_word(edition: Edition, fact: str, option: str) -> str:
    if option.startswith("not "):
        return f"not {option_label(edition, fact, option.removeprefix('not '))}"
    return option_label(edition, fact, option)


def yielded_words(yielded: dict[str, Any], edition: Edition) -> str:
    rules = edition.book.rule_by_key
    loser = rules[yielded["rule"]]
    holders = "; ".join(rules[key].title for key in yielded["to"]) or "the open questions"
    return f"{loser.title} ({says(loser)}) yields to: {in_sentence(holders)}."


def failing_words(blocked: dict[str, Any], edition: Edition) -> Iterable[str]:
    for fact, values in blocked["failing"].items():
        needs = option_words(edition, fact, values["needs"])
        has = values["has"]
        answer = "not answered" if has is None else option_words(edition, fact, has)
        yield f"{fact_label(edition, fact)} is {in_sentence(answer)}; it needs {needs}"


def package_page(
    package: dict[str, Any], issues: list[dict[str, Any]], edition: Edition
) -> dict[str, Any]:
    """A package with its fora as cards: tables first, then those that assist."""
    cards = [forum_card(fit, package, edition) for fit in package["fora"]]
    topics = edition.book.topic_by_key
    return {
        "level": LABELS[package["level"]],
        "key": package["level"],
        "local": package["level"] == "local" and local_words(package, issues),
        "depth": LABELS[package["depth"]],
        "issues": [topics[key].label for key in package["issues"]],
        "states": len(package["states"]),
        "pairs": [tuple(party_name(party, edition) for party in pair) for pair in package["pairs"]],
        "tables": [card for card in cards if card["role"] != "assists"],
        "helpers": [card for card in cards if card["role"] == "assists"],
        "new_forum": package["new_forum"] and FORMS[package["new_forum"]["form"]],
    }


def local_words(package: dict[str, Any], issues: list[dict[str, Any]]) -> str:
    """Why a package of the lowest level names no forum."""
    mine = [issue for issue in issues if issue["issue"] in package["issues"]]
    refused = any(
        rule["effect"] == "not_achievable_above" and rule["value"] == "local"
        for issue in mine
        for rule in issue["fired"]
    )
    if refused:
        return "No table is accepted yet. Each State does what it can by itself."
    if any(issue["range"][1] != "local" for issue in mine):
        return "So far nothing that is known asks for an international forum."
    return "No international forum is needed. One State, or its municipalities, can act."


def forum_card(fit: dict[str, Any], package: dict[str, Any], edition: Edition) -> dict[str, Any]:
    forum = next(forum for forum in edition.fora if forum.id == fit["forum"])
    facts = forum.facts or {}
    return {
        **fit,
        "role_label": ROLE_LABELS.get(fit["role"], "No role"),
        "template": forum.is_template,
        "level": forum.level.label,
        "total": len(package["states"]),
        "seated_count": len(fit["seated"]),
        "missing_names": names(fit["missing"], edition),
        "unknown_names": names(fit["unknown"], edition),
        "secretariat": facts.get("secretariat", ""),
        "as_of": facts.get("as_of", ""),
        "status_note": facts.get("status_note", ""),
        "in_doubt": forum.status == "uncertain",
    }


def names(codes: list[str], edition: Edition) -> list[str]:
    return [edition.states[code].name or code for code in codes]


def party_name(party: dict[str, Any], edition: Edition) -> str:
    if "state" in party:
        return edition.states[party["state"]].name or party["state"]
    if "members_of" in party:
        return next(forum.name for forum in edition.fora if forum.id == party["members_of"])
    return "All States"


def strip(level: str) -> list[dict[str, Any]]:
    """The small strip of six for lists, lowest first."""
    return [{"label": LABELS[key], "on": key == level} for key in LEVELS]
