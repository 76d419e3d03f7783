"""Why this rung, why not lower and why not higher? Sentences made from the rules that fired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .edition import Edition
from .facts import Facts
from .findings import Finding, IssueFinding
from .firing import failing
from .ladder import Depth, Level, Rung
from .rules import CAPS, Effect, Rule, Strength
from .weigh import on
from .wording import because, given


@dataclass(frozen=True, slots=True)
class RungReasons:
    """One rung that was not chosen, with the sentences that say why."""

    rung: Rung
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule that did not fire, with what each failing fact has and what the rule needs.

    `has` is None where the fact is not known; `possible` while the rule may still fire.
    """

    rule: Rule
    possible: bool
    failing: Mapping[str, tuple[tuple[str, ...] | None, tuple[str, ...]]]


def why_not_lower(
    edition: Edition, finding: IssueFinding, on_scale: Finding
) -> tuple[RungReasons, ...]:
    """For every rung of one scale under the result, from the nearest down, what rules it out."""
    found, rules = on_scale.rung, bounding(edition, finding, on_scale)
    return tuple(
        RungReasons(rung, tuple(floor_reasons(edition, finding, on_scale, rules, rung)))
        for rung in reversed(rungs_of(found))
        if rung < found
    )


def rungs_of(rung: Rung) -> tuple[Rung, ...]:
    return tuple(Level) if isinstance(rung, Level) else tuple(Depth)


def bounding(edition: Edition, finding: IssueFinding, on_scale: Finding) -> list[Rule]:
    scale = type(on_scale.rung)
    return [rule for rule in finding.certain(edition) if on(rule, scale)]


def floor_reasons(
    edition: Edition, finding: IssueFinding, on_scale: Finding, rules: Iterable[Rule], rung: Rung
) -> Iterable[str]:
    """The rules that rule a rung out, the decisive first, and whether it is still open.

    Where none is certain and the rung is closed, every completion rules it out.
    """
    floors = [rule for rule in rules if rule.effect is Effect.NOT_BELOW and rule.rung > rung]
    floors.sort(key=lambda rule: rule.strength is not Strength.DECISIVE)
    for rule in floors:
        yield f"{is_words(rung)} not enough: {because(edition, rule, finding.facts)}"
    if rung >= on_scale.span.low:
        decided = any(rule.strength is Strength.DECISIVE for rule in floors)
        yield f"{rung.label} {left(rung) if decided else open_words(rung)}."
    elif not floors:
        yield f"{is_words(rung)} not enough, however the open questions are answered."


def is_words(rung: Rung) -> str:
    """`Regional is`, but `Standards are`."""
    plural = isinstance(rung, Depth) and rung.label.endswith("s")
    return f"{rung.label} {'are' if plural else 'is'}"


def why_not_higher(
    edition: Edition, finding: IssueFinding, on_scale: Finding
) -> tuple[RungReasons, ...]:
    """For every rung above the result, from the nearest up, what makes it needless or barred."""
    found, rules = on_scale.rung, bounding(edition, finding, on_scale)
    return tuple(
        RungReasons(rung, tuple(cap_reasons(edition, finding, on_scale, rules, rung)))
        for rung in rungs_of(found)
        if rung > found
    )


def cap_reasons(
    edition: Edition, finding: IssueFinding, on_scale: Finding, rules: Iterable[Rule], rung: Rung
) -> Iterable[str]:
    """The rules that bar a rung or make it needless, and whether it is still open.

    Of a rung that the aim needs, none says that it is not needed.
    """
    needed = on_scale.weighed.ambition is not None and rung <= on_scale.weighed.ambition
    caps = [
        rule
        for rule in rules
        if rule.effect in CAPS
        and rule.rung < rung
        and not (needed and rule.effect is Effect.NOT_NEEDED_ABOVE)
    ]
    caps.sort(key=lambda rule: rule.effect is not Effect.NOT_ACHIEVABLE_ABOVE)
    still_open = rung <= on_scale.span.high
    for rule in caps:
        yield f"{is_words(rung)} {cap_words(rule)}: {because(edition, rule, finding.facts)}"
    if not caps and on_scale.weighed.rung >= rung:
        yield f"{is_words(rung)} out of reach, however the open questions are answered."
    elif not caps:
        so_far = " so far" if still_open else ""
        yield f"{is_words(rung)} not needed{so_far}: no rule that fires asks for it."
    if still_open:
        yield f"{rung.label} {open_words(rung)}."


def cap_words(rule: Rule) -> str:
    """ "Rarely" is not "never": what is presumed refused is more than States usually accept."""
    if rule.effect is Effect.NOT_NEEDED_ABOVE:
        return "not needed"
    usually = "will" if rule.strength is Strength.DECISIVE else "usually"
    return f"more than States {usually} accept"


def open_words(rung: Rung) -> str:
    stays = "stay" if is_words(rung).endswith("are") else "stays"
    return f"{stays} open until more questions are answered"


def left(rung: Rung) -> str:
    return f"{is_words(rung).removeprefix(rung.label).strip()} left only if States refuse more"


def blocked(edition: Edition, finding: IssueFinding) -> tuple[Blocked, ...]:
    """Every rule that did not fire for certain, with the conditions that failed."""
    return tuple(
        Blocked(
            rule, bool(finding.fired.possible >> place & 1), failed(edition, place, finding.facts)
        )
        for place, rule in enumerate(edition.book.rules)
        if not finding.fired.certain >> place & 1
    )


def failed(
    edition: Edition, place: int, facts: Facts
) -> dict[str, tuple[tuple[str, ...] | None, tuple[str, ...]]]:
    found, rule = {}, edition.book.rules[place]
    for fact in failing(edition.tables, place, facts):
        for name in (fact, "hardness") if fact == "interest" else (fact,):
            if name in rule.when:
                condition = rule.when[name]
                needs = tuple(sorted(condition.options))
                found[name] = (
                    given(facts, name),
                    tuple(f"not {key}" for key in needs) if condition.none_of else needs,
                )
    return found
