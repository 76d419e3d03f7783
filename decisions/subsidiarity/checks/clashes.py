"""Which rules of a book say the same, say it needlessly, or speak against each other?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..ladder import Level
from ..rules import CAPS, Effect, Rule, Strength
from ..wording import fact_label
from .covering import Box, Space, contains, left_over, meet
from .matter import Matter, bound_in_brackets
from .verdict import Item, listed, one_in


def dead(matter: Matter) -> Iterator[Item]:
    for rule, box in zip(matter.edition.book.rules, matter.space.boxes, strict=True):
        barred = [fact_label(matter.edition, fact) for fact, mask in box.items() if not mask]
        if barred:
            yield Item(f"{rule.key} can never fire: it accepts no answer to {listed(barred)}.",
                       (rule.key,))  # fmt: skip


def duplicates(matter: Matter) -> Iterator[Item]:
    """Rules of the same effect and value on exactly the same inputs, whatever their strength."""
    alike: Mapping[object, list[Rule]] = defaultdict(list)
    for rule, box in matter.living():
        alike[frozenset(box.items()), rule.effect, rule.value].append(rule)
    for rules in alike.values():
        if len(rules) > 1:
            keys = tuple(rule.key for rule in rules)
            unlike = len({rule.strength for rule in rules}) > 1
            strength = ", in different strength" if unlike else ""
            yield Item(
                f"{listed(keys)} accept exactly the same inputs and say the same{strength}.", keys
            )


def shadowed(matter: Matter) -> Iterator[Item]:
    """Rules that one other makes needless."""
    for rule, box in matter.living():
        for other, wider in stronger(matter, rule, box):
            if contains(wider, box):
                yield Item(
                    f"{rule.key} adds nothing: {other.key} accepts all its inputs"
                    f" and says at least as much{bound_in_brackets(other)}.",
                    (rule.key, other.key),
                    share=matter.space.share(box),
                )
                break


def shadowed_together(matter: Matter) -> Iterator[Item]:
    """Rules that no other makes needless by itself, but several do between them."""
    for rule, box in matter.living():
        others = stronger(matter, rule, box)
        if any(contains(wider, box) for _, wider in others):
            continue
        meeting = [(other, wider) for other, wider in others if meet(box, wider) is not None]
        if meeting and not left_over(matter.space, box, [wider for _, wider in meeting]).count:
            keys = [other.key for other in needed(matter.space, box, meeting)]
            yield Item(
                f"{rule.key} adds nothing: on each of its inputs one of {listed(keys)}"
                " says at least as much.",
                (rule.key, *keys),
                share=matter.space.share(box),
            )


def needed(space: Space, box: Box, covers: list[tuple[Rule, Box]]) -> list[Rule]:
    """A smaller set of covers that still leaves nothing over: none of them can be spared."""
    kept = list(covers)
    for cover in covers:
        fewer = [other for other in kept if other is not cover]
        if not left_over(space, box, [wider for _, wider in fewer]).count:
            kept = fewer
    return [rule for rule, _ in kept]


def stronger(matter: Matter, rule: Rule, box: Box) -> list[tuple[Rule, Box]]:
    """The rules that say at least as much wherever they fire, its duplicates left out."""
    return [
        (other, wider)
        for other, wider in matter.living()
        if other is not rule
        and outdoes(other, rule)
        and not (other.value == rule.value and wider == box)
    ]


def outdoes(other: Rule, rule: Rule) -> bool:
    """Whether a rule says at least as much. A warning is never outdone: its words are its own."""
    if other.effect is not rule.effect or rule.effect is Effect.WARN:
        return False
    if rule.effect is Effect.FORM:
        return other.value == rule.value
    if not same_scale(other, rule) or weaker(other, rule):
        return False
    return other.rung >= rule.rung if rule.effect is Effect.NOT_BELOW else other.rung <= rule.rung


def weaker(one: Rule, other: Rule) -> bool:
    return one.strength is Strength.PRESUMPTION and other.strength is Strength.DECISIVE


def same_scale(one: Rule, other: Rule) -> bool:
    return isinstance(one.rung, Level) == isinstance(other.rung, Level)


@dataclass(frozen=True, slots=True)
class Clash:
    """A floor above a cap on the same scale, and the inputs on which both fire."""

    floor: Rule
    cap: Rule
    narrow: Rule | None
    """The one that never fires without the other; None where each fires alone as well."""
    identical: bool
    both: Box

    @property
    def gap(self) -> bool:
        """Decisive on both sides: what is needed lies above what States accept, as it may."""
        return self.floor.strength is Strength.DECISIVE is self.cap.strength

    @property
    def tension(self) -> bool:
        """Presumed needed, and above what States accept: kept visible on purpose (B.1 §6)."""
        refused = self.cap.effect is Effect.NOT_ACHIEVABLE_ABOVE
        return refused and self.floor.strength is Strength.PRESUMPTION


def clashes(matter: Matter) -> Iterator[Clash]:
    """All pairs that can fire together and speak against each other."""
    living = list(matter.living())
    caps = [(rule, box) for rule, box in living if rule.effect in CAPS]
    for floor, above in living:
        for cap, below in caps if floor.effect is Effect.NOT_BELOW else ():
            if same_scale(floor, cap) and floor.rung > cap.rung:
                both = meet(above, below)
                if both is not None:
                    narrow = floor if both == above else cap if both == below else None
                    yield Clash(floor, cap, narrow, above == below, both)


def contradictory(matter: Matter) -> Iterator[Item]:
    for clash in clashes(matter):
        if clash.identical and not clash.tension:
            yield item_of(matter, clash, ", and never apart")


def always_contradicted(matter: Matter) -> Iterator[Item]:
    for clash in clashes(matter):
        if clash.narrow and not (clash.identical or clash.gap or clash.tension):
            yield item_of(matter, clash, f", whenever {clash.narrow.key} fires")


def weighed(matter: Matter) -> Iterable[Item]:
    """The largest shares first."""
    items = [
        item_of(matter, clash, kind_of(clash))
        for clash in clashes(matter)
        if clash.tension or (not clash.identical and (clash.gap or not clash.narrow))
    ]
    return sorted(items, key=lambda item: item.share or (0, 0), reverse=True)


def kind_of(clash: Clash) -> str:
    if clash.tension:
        return ", a tension"
    return ", a willingness gap" if clash.gap else ""


def item_of(matter: Matter, clash: Clash, how: str) -> Item:
    witness = matter.space.witness(clash.both)
    share = matter.space.share(clash.both)
    where = f"; for example {matter.in_words(witness)}" if witness else ""
    return Item(
        f"{clash.floor.key}{bound_in_brackets(clash.floor)} and"
        f" {clash.cap.key}{bound_in_brackets(clash.cap)} fire together on {one_in(*share)}"
        f" of all inputs{how}{where}.",
        (clash.floor.key, clash.cap.key),
        witness,
        share,
    )
