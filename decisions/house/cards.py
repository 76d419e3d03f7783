"""How is a package laid out, with its fora as cards?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import FORMS

ROLE_LABELS = {
    "decides": "Decides",
    "standard_setter": "Sets the standard",
    "convenes": "Convenes",
    "assists": "Assists",
    "informs": "Informs",
}


def package_page(
    package: dict[str, Any], issues: list[dict[str, Any]], edition: Edition
) -> dict[str, Any]:
    """A package with its fora as cards: tables first, then those that assist."""
    cards = [forum_card(fit, package, edition) for fit in package["fora"]]
    topics = edition.book.topic_by_key
    return {
        "level": LABELS[package["level"]],
        "key": package["level"],
        "local": package["level"] == "local" and local_words(package, issues, edition),
        "depth": LABELS[package["depth"]],
        "issues": [topics[key].label for key in package["issues"]],
        "states": len(package["states"]),
        "pairs": [tuple(party_name(party, edition) for party in pair) for pair in package["pairs"]],
        "tables": [card for card in cards if card["role"] != "assists"],
        "helpers": [card for card in cards if card["role"] == "assists"],
        "new_forum": package["new_forum"] and FORMS[package["new_forum"]["form"]],
    }


def local_words(package: dict[str, Any], issues: list[dict[str, Any]], edition: Edition) -> str:
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
    held = [
        in_sentence(edition.book.rule_by_key[rule["rule"]].title)
        for issue in mine
        for rule in issue["fired"]
        if rule["effect"] == "not_needed_above" and rule["value"] == "local"
    ]
    why = f": {'; '.join(dict.fromkeys(held))}" if held else ""
    return f"No new international forum is needed{why}."


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
