"""How is a package laid out, with its fora as cards?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.ladder import LABELS, Level
from decisions.subsidiarity.rules import FORMS

ROLE_LABELS = {
    "decides": "Decides",
    "standard_setter": "Sets the standard",
    "convenes": "Convenes",
    "assists": "Assists",
    "informs": "Informs",
}
FORM_LABELS = {
    "decides": "Binds both parties",
    "standard_setter": "Sets a standard for both",
    "convenes": "Binds neither in law",
}
MANY = 60
"""A new table of more States than this is one of those who are willing."""
MANDATE_LABELS = {"core": "main field", "wider": "also", "none": "not in its mandate"}


def package_page(
    package: dict[str, Any], issues: list[dict[str, Any]], edition: Edition
) -> dict[str, Any]:
    """A package with its fora as cards: tables first, then those that assist."""
    cards = [forum_card(fit, package, edition) for fit in package["fora"]]
    topics = edition.book.topic_by_key
    chosen = [card for card in cards if card["chosen"]]
    return {
        "level": LABELS[package["level"]],
        "key": package["level"],
        "local": package["level"] == "local" and local_words(package, issues, edition),
        "depth": LABELS[package["depth"]],
        "issues": [topics[key].label for key in package["issues"]],
        "states": len(package["states"]),
        "pairs": [tuple(party_name(party, edition) for party in pair) for pair in package["pairs"]],
        "tables": chosen,
        "near": [card for card in cards if card["role"] != "assists" and card not in chosen],
        "helpers": [card for card in cards if card["role"] == "assists" and card not in chosen],
        "others": package.get("others", ()),
        "shallow": [in_sentence(topics[key].label) for key in package.get("shallow", ())],
        "new": package["new_forum"] and new_table(package, edition),
    }


def new_table(package: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """What to set up or to extend; a record from before this was known has the form alone."""
    new, extend = package["new_forum"], package.get("extend")
    return {
        "form": FORMS[new["form"]],
        "states": len(package["states"]),
        "willing": len(package["states"]) > MANY,
        "issues": [
            in_sentence(edition.book.topic_by_key[key].label) for key in new.get("issues", ())
        ],
        "prepare": forum_of(new.get("prepare"), edition),
        "convener": forum_of(new.get("convener"), edition),
        "model": forum_of(new.get("model"), edition),
        "extend": extend and forum_of(extend["forum"], edition),
        "invite": names(extend["invite"], edition) if extend else [],
        "two_party": package["level"] in ("subregional", "bilateral"),
    }


def forum_of(key: str | None, edition: Edition) -> Forum | None:
    return next((forum for forum in edition.fora if forum.id == key), None)


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
        "chosen": fit.get("chosen", fit["role"] != "assists"),
        "next": fit.get("next", ()),
        "depth": LABELS[forum.depth.key],
        "wanted_depth": LABELS[package["depth"]],
        "mandate_rows": mandate_rows(fit["mandate"], edition),
        "role_label": role_label(fit["role"], forum),
        "template": forum.is_template,
        "total": len(package["states"]),
        "seated_count": len(fit["seated"]),
        "secretariat": facts.get("secretariat", ""),
        "as_of": facts.get("as_of", ""),
        "status_note": facts.get("status_note", ""),
        "works_anywhere": fit["role"] == "assists" and forum.agency and forum.level is Level.GLOBAL,
        "from_memory": forum.membership_confidence == "low",
        "in_doubt": forum.status == "uncertain",
    }


def role_label(role: str, forum: Forum) -> str:
    """A form for two is no body: its label says what it does to the two."""
    return (FORM_LABELS if forum.is_template else ROLE_LABELS).get(role, "No role")


def mandate_rows(mandate: dict[str, str], edition: Edition) -> list[tuple[str, str]]:
    topics = edition.book.topic_by_key
    return [(topics[issue].label, MANDATE_LABELS[grade]) for issue, grade in mandate.items()]


def names(codes: list[str], edition: Edition) -> list[str]:
    return [edition.states[code].name or code for code in codes]


def party_name(party: dict[str, Any], edition: Edition) -> str:
    if "state" in party:
        return edition.states[party["state"]].name or party["state"]
    if "members_of" in party:
        return next(forum.name for forum in edition.fora if forum.id == party["members_of"])
    return "All States"
