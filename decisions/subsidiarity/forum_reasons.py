"""Why this forum, and why not? The same fit, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .fits import CLOSED, Fit
from .forum_roles import TABLES
from .ladder import Level
from .matching import Match
from .ranking import ahead, order

Names = Mapping[str, str]
"""Names of States by code, of issues by key and of fora by id, as sentences use them."""
NAMED = 12
"""How many names a sentence bears."""
ROLE_SENTENCES = {
    "decides": "It decides: its members can adopt rules there.",
    "standard_setter": "It sets the standard: its rules or guidance give the measure.",
    "convenes": "It convenes: it brings the States together.",
    "assists": "It assists those who decide.",
    "informs": "It informs and never decides.",
}


FORM_SENTENCES = {
    "decides": "It binds the two parties that make it.",
    "standard_setter": "It sets a standard between the two parties that make it.",
    "convenes": "It brings the two parties together and binds neither in law.",
}
"""A form for two parties is no body: it does only what the two make of it."""


def merits(fit: Fit, names: Names) -> Iterable[str]:
    """What speaks for a forum, as sentences."""
    if fit.role:
        yield role_words(fit)
    yield from seats_for_all(fit)
    if spans(fit):
        yield "It spans several regions, as these States do, and serves as their table."
    for grade, words in (("core", "It deals mainly with"), ("wider", "It also deals with")):
        if covered := [issue for issue, answer in fit.mandate.items() if answer == grade]:
            yield f"{words} {listed(covered, names)}."
    if fit.brings:
        yield f"It brings help that is asked for: {listed(sorted(fit.brings), names)}."
    if fit.role in TABLES and fit.forum.depth >= fit.need.depth:
        yield f"It can reach {fit.need.depth.label.lower()}."


def seats_for_all(fit: Fit) -> Iterable[str]:
    """That everybody who is needed can take part, where that is so."""
    if fit.forum.needs_bloc:
        yield "It is made between a union and a State."
    elif fit.forum.is_template:
        yield "It is made between two parties, whichever they are."
    elif not fit.missing and not fit.unknown:
        yield "It seats every State that is needed."
    elif fit.universal_helper:
        yield "It helps wherever it is called, whoever sits on its board."


def role_words(fit: Fit) -> str:
    """What it can do here. A form for two may bind and yet be made for other matters."""
    if not fit.forum.is_template:
        return ROLE_SENTENCES[str(fit.role)]
    if fit.role == "convenes" and fit.forum.binding == "binding":
        return "It binds the two parties that make it, and is made for other matters."
    return FORM_SENTENCES[str(fit.role)]


def spans(fit: Fit) -> bool:
    """A table counted as interregional, for States of several regions at the regional level."""
    regions = {fit.need.regions.get(code) for code in fit.need.states}
    wider = fit.forum.level is Level.INTERREGIONAL and fit.need.level is Level.REGIONAL
    return fit.role in TABLES and wider and len(regions) > 1


def objections(fit: Fit, names: Names) -> Iterable[str]:
    """What speaks against a forum, as sentences."""
    if fit.missing and not fit.universal_helper:
        yield empty_seats(fit, names)
    yield from doubts(fit, names)
    outside = [issue for issue, answer in fit.mandate.items() if answer == "none"]
    if outside and not fit.brings:
        yield f"Its mandate does not cover {outside_words(outside, fit, names)}."
    if fit.role in TABLES and fit.forum.depth < fit.need.depth:
        yield f"It reaches {fit.forum.depth.label.lower()}, not {fit.need.depth.label.lower()}."
    yield from standing_against(fit, names)


def other_level(fit: Fit) -> str:
    if fit.forum.level > fit.need.level:
        return "Its table is wider than the matter needs."
    if fit.forum.involves_subnational and fit.need.level is Level.BILATERAL:
        return "It is for authorities along a border, not for whole States."
    if fit.forum.is_template:
        return "It is a form for two parties, and the matter as answered takes more."
    return "Its table is narrower than the matter needs."


def doubts(fit: Fit, names: Names) -> Iterable[str]:
    """Seats that are neither a yes nor a no, and why; and who looks on without a seat."""
    if fit.suspended:
        yield f"Suspended at present: {listed(by_name(fit.suspended, names), names)}."
    if fit.uncertain:
        yield f"Membership is not certain for {listed(by_name(fit.uncertain, names), names)}."
    if watching := [code for code in fit.missing if code in fit.forum.observers]:
        verb = "observes" if len(watching) == 1 else "observe"
        yield f"{listed(by_name(watching, names), names)} {verb} without a seat."


def empty_seats(fit: Fit, names: Names) -> str:
    if fit.forum.membership_rule == "none":
        return "It has no States as members."
    if len(fit.missing) > 2 and len(fit.missing) == len(fit.need.states):
        return "None of the States that are needed has a seat."
    return f"{counted(fit.missing)} no seat: {listed(by_name(fit.missing, names), names)}."


def outside_words(outside: list[str], fit: Fit, names: Names) -> str:
    if len(outside) > 1 and len(outside) == len(fit.mandate):
        return "any of these issues"
    return listed(outside, names)


def standing_against(fit: Fit, names: Names) -> Iterable[str]:
    if not fit.open:
        yield f"It cannot be used: {CLOSED[fit.forum.status]}{successors(fit, names)}."
    elif fit.in_doubt:
        yield "Whether it still works is in doubt."
    if fit.lacks_bloc:
        yield "Here is no union that could make it."
    if fit.need.comprehensive and fit.forum.scope != "comprehensive":
        yield "Its scope is too narrow for a package."
    elif fit.too_narrow and fit.role in TABLES:
        yield "It is made for another field."
    elif fit.too_weak:
        yield "What is agreed there does not bind, as negotiations over a package ask for."
    if fit.role in TABLES and not fit.serves:
        yield other_level(fit)


def successors(fit: Fit, names: Names) -> str:
    """Who came after a forum, where the catalogue says so and readers know the name."""
    after = [each.id for each in fit.forum.relations if each.type == "successor"]
    return f"; {listed(after, names)} came after it" if after else ""


def why_not(fit: Fit, match: Match, names: Names) -> Iterable[str]:
    """Why a forum was not chosen: what speaks against it or, failing that, what comes first.

    A table that would do is always told which one comes before it, and by what.
    """
    against = list(objections(fit, names))
    yield from against
    if fit.role == "informs":
        yield "It is no table: States negotiate nothing there."
    elif fit.ready or not against:
        yield from comes_first(fit, match)


def comes_first(fit: Fit, match: Match) -> Iterable[str]:
    """The nearest of the chosen that holds what this one would hold, and why it comes first."""
    helper = fit.role == "assists"
    if helper and "core" not in fit.mandate.values() and not fit.brings:
        yield "It is no table, and what it helps with mainly is another field."
        return
    rivals = match.helpers if helper else match.tables
    rival = next((each for each in rivals if order(each) < order(fit) and alike(each, fit)), None)
    if rival:
        yield f"{rival.forum.short_name} comes first: {ahead(rival, fit)}."
    elif helper:
        yield "It is no table: it helps those who decide."


def alike(one: Fit, other: Fit) -> bool:
    """Whether both hold an issue, or bring a kind of help, that the other has too."""
    both = (issue for issue in one.mandate if one.covers(issue) and other.covers(issue))
    return any(both) or not one.brings.isdisjoint(other.brings)


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
