"""What can a forum do: decide, set the standard, convene, assist or inform, and why?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from decisions.house.cards import ROLE_LABELS
from decisions.house.forum_words import BINDING, INSTRUMENTS, listed
from decisions.subsidiarity.fora import Forum, Need
from decisions.subsidiarity.forum_roles import role_in
from decisions.subsidiarity.ladder import Depth

HELP = ("operations", "funds", "training")
FIELDS = {"core": "in its main field", "wider": "in its wider field"}


@dataclass(frozen=True, slots=True)
class Ability:
    """One role that a forum can take."""

    key: str
    label: str
    where: str
    why: str


def abilities(forum: Forum) -> list[Ability]:
    """Every role that some need would give it, from the strongest down."""
    held: dict[str, list[str]] = {}
    for role, field in roles(forum):
        held.setdefault(role, []).append(FIELDS[field])
    return [
        Ability(role, label, " and ".join(dict.fromkeys(held[role])), why(role, forum))
        for role, label in ROLE_LABELS.items()
        if role in held
    ]


def roles(forum: Forum) -> Iterator[tuple[str, str]]:
    """(role, field) over what could be needed: any depth, in haste or not."""
    fields = {"core": forum.mandate_core, "wider": forum.mandate - forum.mandate_core}
    for field, issues in fields.items():
        for issue in sorted(issues)[:1]:
            for depth in Depth:
                for crisis in (False, True):
                    need = Need(forum.level, depth, (issue,), forum.members, crisis=crisis)
                    if role := role_in(forum, {issue: field}, need):
                        yield role, field


def why(role: str, forum: Forum) -> str:
    """The ground of a role, as one sentence."""
    if role == "decides":
        return deciding(forum)
    if role == "standard_setter":
        kind = "rules that bind in law" if forum.binding == "binding" else "standards"
        return f"It makes {kind}, and its members then act on them."
    if role == "convenes":
        if forum.is_template:
            return "It brings two parties together, whichever they are."
        return "It brings States together to talk, and leaves to them what follows."
    if role == "assists":
        return f"It {listed([HELPS[tool] for tool in HELP if tool in forum.instruments])}."
    return "It gathers and shares what is known; States do not negotiate in it."


HELPS = {
    "operations": "does work on the ground",
    "funds": "gives or passes on money",
    "training": "trains officials",
}


def deciding(forum: Forum) -> str:
    if forum.kind == "supranational_body":
        return "Its members have handed it powers, and what it decides binds them."
    if forum.kind == "bilateral_format_template":
        return "What the two parties agree in it binds them."
    return "By its treaty its members can adopt rules that bind them."


def depth_words(forum: Forum) -> str:
    """How deep cooperation can go there, and on what that rests."""
    deepest = forum.depth
    if forum.binding == "consultative_only":
        ground = "it makes no rules of its own"
    elif deepest is Depth.DELEGATION:
        ground = "members have handed it powers"
    elif deepest is Depth.OPERATIONS:
        ground = "it does work on the ground"
    elif deepest is Depth.STANDARDS:
        ground = "it sets rules or standards"
    else:
        ground = "it neither sets standards nor does work on the ground"
    return f"It can reach {deepest.label.lower()}, for {ground}."


def binding_words(forum: Forum) -> str:
    return BINDING.get(forum.binding, forum.binding)


def tools(forum: Forum) -> list[str]:
    """What it does, in words, in the order of the catalogue."""
    known = [words for key, words in INSTRUMENTS.items() if key in forum.instruments]
    return known + sorted(forum.instruments.difference(INSTRUMENTS))
