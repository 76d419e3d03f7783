"""What does the page of one forum tell?"""

from __future__ import annotations

from typing import Any

from decisions.house.forum_words import CONFIDENCE, KINDS, LEVELS, ROUTES, SCOPES, STATUSES, spelled
from decisions.subsidiarity.catalogue import freshness
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum

from .abilities import abilities, binding_words, depth_words, tools
from .listing import row, unsure_list
from .membership import count_words, counted_as, membership, on_the_map, since_the_paper
from .relations import related


def forum_page(forum: Forum, edition: Edition, year: int) -> dict[str, Any]:
    """All of it, in words; `year` is the present one, to see how old the facts are."""
    return {
        **row(forum, edition),
        **meanings(forum),
        **issues(forum, edition),
        **members_part(forum, edition),
        **certainty(forum, year),
        "years": years(forum),
        "seat_of": seat_of(forum, edition),
        "binding": binding_words(forum),
        "tools": tools(forum),
        "depth": depth_words(forum),
        "abilities": abilities(forum),
        "paper": [paragraph(place) for place in forum.named_in_paper],
        "related": related(forum, edition),
    }


def meanings(forum: Forum) -> dict[str, str]:
    """What its kind, level, scope and status mean."""
    return {
        "kind_means": meaning(KINDS, forum.kind),
        "level_means": LEVELS.get(forum.level.key, ""),
        "scope": label(SCOPES, forum.scope),
        "scope_means": meaning(SCOPES, forum.scope),
        "status_means": meaning(STATUSES, forum.status),
    }


def members_part(forum: Forum, edition: Edition) -> dict[str, Any]:
    """Who belongs to it: counted, drawn, by name, and when the paper was written."""
    return {
        "groups": membership(forum, edition),
        "count": count_words(forum) if forum.members else "",
        "counted_as": counted_as(forum),
        "map": on_the_map(forum, edition),
        "in_2004": since_the_paper(forum, edition),
        "unsure_list": unsure_list(forum),
    }


def certainty(forum: Forum, year: int) -> dict[str, Any]:
    """How well the facts are supported, and how fresh they are."""
    routes: Any = (forum.facts or {}).get("membership_routes", ())
    return {
        "confidence": CONFIDENCE.get(forum.membership_confidence, forum.membership_confidence),
        "routes": [ROUTES.get(route, str(route)) for route in routes],
        "stale": freshness(forum, year),
    }


def label(words: dict[str, tuple[str, str]], key: str) -> str:
    return words[key][0] if key in words else spelled(key)


def meaning(words: dict[str, tuple[str, str]], key: str) -> str:
    return words[key][1] if key in words else ""


def years(forum: Forum) -> str:
    """Since when, and until when."""
    begun, over = forum.active_from, forum.active_to
    if begun and over:
        return f"{begun} to {over}"
    if over:
        return f"Until {over}"
    return f"Since {begun}" if begun else ""


def seat_of(forum: Forum, edition: Edition) -> str:
    """The country of the secretariat."""
    code = str((forum.facts or {}).get("seat_country", ""))
    return edition.states[code].name if code in edition.states else ""


def issues(forum: Forum, edition: Edition) -> dict[str, Any]:
    """The mandate in the order of the issue catalogue: main field, and what comes beside it."""
    topics = edition.book.topics
    return {
        "core": [topic for topic in topics if topic.key in forum.mandate_core],
        "wider": [topic for topic in topics if topic.key in forum.mandate - forum.mandate_core],
    }


def paragraph(place: str) -> str:
    """A place in the paper, as a reader looks for it."""
    return "its title" if place == "title §0" else place
