"""Which States or groups does a typed name mean?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches

from decisions.seeds import other_names
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.forum_reasons import by_name

from .answers import ALL_STATES

Spellings = Mapping[str, tuple[str, str]]
"""Every spelling that is understood, folded -> (as it is written, party key)."""
SEVERAL_CODES = re.compile(r"[A-Z]{2}(\s+[A-Z]{2})+")
ECHOED = 5
"""So many names that are not understood are named at once."""


class CannotAdd(ValueError):
    """A name that is not understood; the message says why and what comes near."""


def names(edition: Edition) -> dict[str, str]:
    """Everything that can be added, name -> party key: States, groups, all States."""
    groups = {
        f"All members: {forum.name}": f"members_of:{forum.id}"
        for forum in edition.fora
        if forum.members and forum.status == "active" and forum.membership_rule == "listed"
    }
    return {ALL_STATES: "all_states", **state_names(edition), **dict(sorted(groups.items()))}


def state_names(edition: Edition) -> dict[str, str]:
    """The States alone, name -> code, by name."""
    named = {state.name or code: code for code, state in edition.states.items()}
    return dict(sorted(named.items()))


def resolve(typed: str, edition: Edition) -> list[str]:
    """Party keys of one name or of several, parted by semicolons, lines or commas.

    Raises CannotAdd.
    """
    known = spellings(edition)
    found = [key for part in re.split(r"[;\n]", typed) for key in named(part, known)]
    if not found:
        raise CannotAdd("Type the name of a State or of a group, or pick one from the list.")
    return found


def resolve_states(typed: str, edition: Edition) -> list[str]:
    """The codes of all States that are named, parted as above, each once; perhaps none.

    Raises CannotAdd, which names each that is not understood.
    """
    known = state_spellings(edition)
    found: list[str] = []
    problems: list[str] = []
    for part in re.split(r"[;\n]", typed):
        try:
            found += named(part, known, "State")
        except CannotAdd as problem:
            problems.append(str(problem))
    if problems:
        raise CannotAdd(" ".join(problems[:ECHOED]))
    return list(dict.fromkeys(found))


def resolve_state(typed: str, edition: Edition) -> str:
    """The code of the one State that is named. Raises CannotAdd."""
    known = state_spellings(edition)
    folded = typed.strip().casefold()
    if folded not in known:
        raise CannotAdd(not_found(typed.strip(), known, "State"))
    return known[folded][1]


def named(part: str, known: Spellings, what: str = "State or group") -> list[str]:
    """One name, which may hold commas, or several between commas."""
    if part.strip().casefold() in known:
        return [known[part.strip().casefold()][1]]
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    if len(pieces) == 1 and SEVERAL_CODES.fullmatch(pieces[0]):
        pieces = pieces[0].split()
    unknown = [piece for piece in pieces if piece.casefold() not in known]
    if unknown:
        raise CannotAdd(" ".join(not_found(piece, known, what) for piece in unknown[:ECHOED]))
    return [known[piece.casefold()][1] for piece in pieces]


def spellings(edition: Edition) -> dict[str, tuple[str, str]]:
    """States and groups; "members of" may stand before what a group is called."""
    written: dict[str, str] = {}
    for forum in edition.fora:
        if forum.members:
            called = (*forum.aliases, forum.short_name, forum.name)
            before = (
                "",
                "members of ",
                "all members of ",
                "members of the ",
                "all members of the ",
            )
            groups = (f"{some}{name}" for some in before for name in called)
            written |= dict.fromkeys(groups, f"members_of:{forum.id}")
    return state_spellings(edition) | folded(written | names(edition))


def state_spellings(edition: Edition) -> dict[str, tuple[str, str]]:
    """Codes, names, and the other names that people type."""
    written = {code: code for code in edition.states}
    written |= {name: code for name, code in other_names().items() if code in edition.states}
    return folded(written | state_names(edition))


def folded(written: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    return {name.casefold(): (name, key) for name, key in written.items()}


def not_found(part: str, known: Spellings, what: str = "State or group") -> str:
    typed = part.casefold()
    near = [name for name in known if len(typed) > 2 and typed in name]
    near = near or get_close_matches(typed, known, n=3, cutoff=0.7)
    told = {known[name][1]: known[name][0] for name in reversed(near[:3])}
    hint = " or ".join(reversed(told.values()))
    return f"No {what} is called “{part[:80]}”." + (f" Did you mean {hint}?" if hint else "")


def members(key: str, edition: Edition) -> set[str]:
    """The States that a row may stand for."""
    if key == "all_states":
        return {code for code, state in edition.states.items() if state.un_member}
    return set(members_singly(key, edition))


def members_singly(key: str, edition: Edition) -> list[str]:
    """The codes of a group's members by name, for a row each."""
    bloc = key.partition(":")[2]
    found = next((forum.members for forum in edition.fora if forum.id == bloc), None)
    return [key] if found is None else by_name(found, edition.names)
