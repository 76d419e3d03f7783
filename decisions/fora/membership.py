"""Who belongs to a forum, in which standing, and does the number agree with a published one?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from decisions.house.forum_words import listed
from decisions.house.world_map import Group, WorldMap, world_map
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.standings import Standing, standing_of

from .folding import fold

GROUPS = {
    Standing.MEMBER: ("Members", ""),
    Standing.OBSERVER: ("Observers", "observers_note"),
    Standing.SUSPENDED: ("Suspended", "suspended_note"),
    Standing.DEPARTING: ("Members that have given notice", "departing_note"),
    Standing.UNCERTAIN: ("In doubt", "uncertain_note"),
    Standing.DEPARTED: ("Former members", "departed_note"),
    Standing.EXCLUDED: ("Left out", "excluded_note"),
}
"""Heading of each group, and the note of the catalogue that belongs to it."""
PLAIN = frozenset(
    {"member states", "member countries", "members", "participating states", "participants"}
    | {"participating countries", "participating governments", "partner states", "parties"}
    | {"partner countries", "states parties"}
)
"""What the catalogue says of ordinary members."""
SEVERAL = 60
"""A list longer than this is folded."""
LISTS = {
    "members": "members",
    "members_non_iso": "members",
    "uncertain": "those in doubt",
    "observers": "observers",
    "departed": "former members",
    "excluded": "those left out",
}


def membership(forum: Forum, edition: Edition) -> list[dict[str, Any]]:
    """The groups that are not empty, each with its States by name."""
    everybody = named_somewhere(forum)
    facts = facts_of(forum)
    standings = {code: standing_of(forum, code) for code in everybody}
    groups = []
    for standing, (heading, note) in GROUPS.items():
        codes = {code for code in everybody if standings[code] is standing}
        if codes or facts.get(note):
            states = by_name(codes, forum, edition)
            folded = len(states) > SEVERAL
            groups.append(
                {"heading": heading, "states": states, "note": facts.get(note), "folded": folded}
            )
    return groups


def on_the_map(forum: Forum, edition: Edition) -> WorldMap | None:
    """Members, those in doubt and observers; a body of everybody needs no map."""
    if not forum.members or forum.membership_rule != "listed":
        return None
    drawn = (
        Group("member", "Member", forum.members - forum.unsure, "solid"),
        Group("suspended", "Suspended", forum.suspended, "back"),
        Group("seat_unknown", "Seat not certain", forum.unsure - forum.suspended, "dashes"),
        Group("observer", "Observer", forum.observers - forum.members - forum.unsure, "lines"),
    )
    return world_map(forum.id, drawn, edition.names)


def named_somewhere(forum: Forum) -> frozenset[str]:
    """Every State that one of the lists names."""
    return frozenset().union(
        forum.members, forum.observers, forum.unsure, forum.departed, forum.excluded
    )


def by_name(codes: Iterable[str], forum: Forum, edition: Edition) -> list[dict[str, Any]]:
    """Code and name, sorted by name; a code that the edition does not list has no page."""
    beyond = {row["code"]: row["name"] for row in beyond_iso(forum)}
    known = edition.states
    rows = [
        {
            "code": code,
            "name": (known[code].name if code in known else beyond.get(code)) or code,
            "known": code in known,
        }
        for code in codes
    ]
    return sorted(rows, key=lambda row: fold(row["name"]))


def beyond_iso(forum: Forum) -> Iterable[dict[str, str]]:
    rows: Any = facts_of(forum).get("members_non_iso", [])
    return list(rows)


def facts_of(forum: Forum) -> dict[str, Any]:
    """What the catalogue says beyond what the core needs."""
    return dict(forum.facts or {})


def count_words(forum: Forum) -> str:
    """Our number of members beside a published one, in sentences."""
    ours, facts = len(forum.members), facts_of(forum)
    said = f"We name {ours} member{'' if ours == 1 else 's'}."
    if forum.published_count is None:
        return f"{said} No published number was found to hold this against."
    counted = counted_lists(facts)
    total = sum_of(forum, facts)
    published = f"A source counts {forum.published_count}"
    if total != forum.published_count:
        return f"{said} {published}, which our lists do not explain."
    if counted == ["members"] and total == ours:
        return f"{said} {published} as well."
    together = f": {listed(counted)} together" if counted[1:] else ""
    return f"{said} {published}{together}.{extra_words(facts)}"


def counted_as(forum: Forum) -> str:
    """Who is counted as a member, where it is not simply the member States."""
    sense = str(facts_of(forum).get("members_sense", ""))
    return "" if sense in PLAIN else sense


def counted_lists(facts: dict[str, Any]) -> list[str]:
    """The lists that the published number covers, in words."""
    parts = facts.get("count_parts", ["members"])
    return list(dict.fromkeys(LISTS.get(part, part) for part in parts))


def sum_of(forum: Forum, facts: dict[str, Any]) -> int:
    """How long the lists are together that the published number covers."""
    joint: set[str] = set()
    for name in facts.get("count_parts", ["members"]):
        joint |= getattr(forum, name, frozenset())
    return len(joint) + int(facts.get("count_extra", 0)) + int(facts.get("count_gap", 0))


def extra_words(facts: dict[str, Any]) -> str:
    words = ""
    if facts.get("count_extra"):
        words += " One of them is not a State."
    if facts.get("count_gap"):
        words += " One of them we cannot name."
    return words


def since_the_paper(forum: Forum, edition: Edition) -> dict[str, Any] | None:
    """The composition when the paper was written, and who came or went since."""
    facts = facts_of(forum)
    then: frozenset[str] = frozenset(facts.get("paper_members", ()))
    if not then:
        return None
    return {
        "states": by_name(then, forum, edition),
        "note": facts.get("paper_members_note", ""),
        "came": by_name(forum.members - then, forum, edition),
        "went": by_name(then - forum.members, forum, edition),
    }
