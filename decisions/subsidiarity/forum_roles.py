"""What can a forum do for a need: decide, set the standard, convene, assist or inform?"""

from __future__ import annotations

from collections.abc import Mapping

from .fora import Forum, Need
from .ladder import Depth, Level

RELIEF = "humanitarian_emergency"
TABLES = ("decides", "standard_setter", "convenes")
SERVES = {
    Level.SUBREGIONAL: {Level.BILATERAL},
    Level.BILATERAL: {Level.BILATERAL},
    Level.REGIONAL: {Level.REGIONAL, Level.INTERREGIONAL},
    Level.INTERREGIONAL: {Level.REGIONAL, Level.INTERREGIONAL},
    Level.GLOBAL: {Level.GLOBAL},
}
"""Catalogued levels that can hold a package. Regional tables often cross M49 regions, so the two
are read together and the seats decide."""


def mandate_for(forum: Forum, issue: str) -> str:
    if issue in forum.mandate_core:
        return "core"
    return "wider" if issue in forum.mandate else "none"


def role_in(forum: Forum, mandate: Mapping[str, str], need: Need) -> str | None:
    """What the forum can do for this need; None where none of its issues is in the mandate, and
    none of the help that is asked for either."""
    if set(mandate.values()) <= {"none"}:
        return "assists" if brings(forum, need) else None
    if forum.kind == "research_network":
        return "informs"
    if "core" in mandate.values():
        if decides(forum):
            return "decides"
        if sets_standards(forum) and not only_assists(forum, need):
            return "standard_setter"
    if forum.is_template or ("dialogue" in forum.instruments and not forum.agency):
        return "convenes"
    return "assists" if helps(forum) else "informs"


def only_assists(forum: Forum, need: Need) -> bool:
    """An agency that could write standards lends a hand where hands are needed, in an emergency,
    and beside a table of another level than its own (B.2 §3)."""
    hands = need.crisis or RELIEF in need.issues
    beside = forum.agency and (hands or not serves(forum, need))
    return helps(forum) and (beside or need.depth > Depth.STANDARDS)


def brings(forum: Forum, need: Need) -> frozenset[str]:
    """The help that is asked for and that the agency is mainly there for (B.2 §3)."""
    return need.help & forum.mandate_core if forum.agency and helps(forum) else frozenset()


def helps(forum: Forum) -> bool:
    hands = {"operations", "funds", "training"} if forum.agency else {"operations", "funds"}
    return not forum.is_template and bool(forum.instruments & hands)


def decides(forum: Forum) -> bool:
    if forum.kind == "supranational_body":
        return True
    if forum.kind == "bilateral_format_template":
        return forum.binding == "binding"
    return (
        forum.kind == "regional_organisation"
        and forum.binding == "binding"
        and "standards" in forum.instruments
        and forum.scope != "specialised"
    )


def sets_standards(forum: Forum) -> bool:
    return "standards" in forum.instruments and forum.binding != "consultative_only"


def serves(forum: Forum, need: Need) -> bool:
    """Whether a forum is of a level that can hold the package. Town halls hold no whole States."""
    if need.level is Level.BILATERAL and forum.involves_subnational:
        return False
    return forum.level in SERVES.get(need.level, set())
