"""Why this forum, and why not? The same fit, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .forum_roles import TABLES
from .matching import CLOSED, Fit

Names = Mapping[str, str]
"""Names of States by code and of issues by key, as sentences use them."""
NAMED = 12
"""How many names a sentence bears."""
ROLE_SENTENCES = {
    "decides": "It decides: its members can adopt rules there.",
    "standard_setter": "It sets the standard: its rules or guidance give the measure.",
    "convenes": "It convenes: it brings the States together.",
    "assists": "It assists those who decide.",
    "informs": "It informs and never decides.",
}


def merits(fit: Fit, names: Names) -> Iterable[str]:
    """What speaks for a forum, as sentences."""
    if fit.role:
        yield ROLE_SENTENCES[fit.role]
    if fit.forum.is_template:
        yield "It is made between two parties, whichever they are."
    elif not fit.missing and not fit.unknown:
        yield "It seats every State that is needed."
    for grade, words in (("core", "It deals mainly with"), ("wider", "It also deals with")):
        if covered := [issue for issue, answer in fit.mandate.items() if answer == grade]:
            yield f"{words} {listed(covered, names)}."
    if fit.role in TABLES and fit.forum.depth >= fit.need.depth:
        yield f"It can reach {fit.need.depth.label.lower()}."


def objections(fit: Fit, names: Names) -> Iterable[str]:
    """What speaks against a forum, as sentences."""
    if fit.missing and not fit.universal_helper:
        yield f"{counted(fit.missing)} no seat: {listed(by_name(fit.missing, names), names)}."
    if fit.unknown:
        yield f"Membership is not certain for {listed(by_name(fit.unknown, names), names)}."
    if outside := [issue for issue, answer in fit.mandate.items() if answer == "none"]:
        yield f"Its mandate does not cover {listed(outside, names)}."
    if fit.role in TABLES and fit.forum.depth < fit.need.depth:
        yield f"It reaches {fit.forum.depth.label.lower()}, not {fit.need.depth.label.lower()}."
    yield from standing_against(fit)


def standing_against(fit: Fit) -> Iterable[str]:
    if not fit.open:
        yield f"It cannot be used: {CLOSED[fit.forum.status]}."
    elif fit.forum.status == "uncertain":
        yield "Whether it still works is in doubt."
    if fit.lacks_bloc:
        yield "It is made between a union and a State; here is no union."
    if fit.need.comprehensive and fit.forum.scope != "comprehensive":
        yield "Its scope is too narrow for a package."
    if fit.role in TABLES and not fit.serves:
        wider = fit.forum.level > fit.need.level
        yield f"Its table is {'wider' if wider else 'narrower'} than the matter needs."


def counted(states: tuple[str, ...]) -> str:
    return "One State has" if len(states) == 1 else f"{len(states)} States have"


def by_name(codes: Iterable[str], names: Names) -> list[str]:
    """Codes in the order of the names that readers see."""
    return sorted(codes, key=lambda code: names.get(code, code))


def listed(keys: Iterable[str], names: Names) -> str:
    """The names as one phrase; the first twelve of a long list."""
    words = [names.get(key, key) for key in keys]
    if len(words) > NAMED:
        return f"{', '.join(words[:NAMED])} and {len(words) - NAMED} more"
    if len(words) == 2 and any(" and " in word for word in words):
        return f"{words[0]}, and {words[1]}"
    if any("," in word or " and " in word for word in words):
        return words[0] if len(words) == 1 else f"{'; '.join(words[:-1])}; and {words[-1]}"
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
