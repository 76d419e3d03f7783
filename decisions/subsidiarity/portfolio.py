"""Which fewest tables hold every package, and what would one forum for all cost?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from .covers import Cover, smallest_cover
from .edition import Edition
from .fora import Forum, Need
from .forum_reasons import listed
from .ladder import Level
from .matching import match
from .packages import Package


class Matter(NamedTuple):
    """One issue at the level of its package: what a table can hold."""

    level: Level
    issue: str


@dataclass(frozen=True, slots=True)
class Holding:
    """One table of the portfolio with the matters that it can hold."""

    forum: Forum
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class OneForAll:
    """All issues at one table of the highest level; `forum` is None where no table holds all."""

    level: Level
    forum: Forum | None
    lifted: tuple[str, ...]
    """Issues that would travel above their own level."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The smallest set of tables, with what nothing holds, and why fewer do not suffice."""

    holdings: tuple[Holding, ...]
    uncovered: tuple[Matter, ...]
    proof: str
    one_for_all: OneForAll | None
    """None for a single issue, or where States need no forum."""


def portfolio(edition: Edition, packed: tuple[Package, ...]) -> Portfolio:
    """Exact. Ties go to tables that the packages chose, so that no page names two answers; then
    to the fewest outsiders, to the deeper fora, and to the name."""
    wanted = [Matter(p.level, issue) for p in packed if p.level > Level.LOCAL for issue in p.issues]
    ready = {fit.forum.id: fit for package in packed for fit in package.match.every if fit.ready}
    held = holders(packed)
    matters = [matter for matter in wanted if any(matter in each for each in held.values())]
    masks = [
        sum(1 << bit for bit, matter in enumerate(matters) if matter in each)
        for each in held.values()
    ]
    named = {fit.forum.id for package in packed for fit in package.match.tables}
    costs = [(key not in named, ready[key].outsiders, -ready[key].forum.depth, key) for key in held]
    cover = smallest_cover(dict(enumerate(masks)), dict(enumerate(costs)))
    names = list(held)
    return Portfolio(
        tuple(
            Holding(ready[key].forum, tuple(each for each in matters if each in held[key]))
            for key in (names[place] for place in cover.chosen)
        ),
        tuple(matter for matter in wanted if matter not in matters),
        proof(edition, cover, matters, len(masks), len(wanted)),
        one_for_all(edition, packed),
    )


def holders(packed: Iterable[Package]) -> dict[str, set[Matter]]:
    """Forum -> the matters that it is ready to hold, as near to home as the table that the package
    chose for them: nobody goes further away to save a table."""
    held: dict[str, set[Matter]] = {}
    for package in packed:
        ready = [fit for fit in package.match.every if fit.ready]
        for issue in package.issues:
            able = [fit for fit in ready if fit.covers(issue)]
            for fit in able:
                if fit.strangers <= able[0].strangers:
                    held.setdefault(fit.forum.id, set()).add(Matter(package.level, issue))
    return held


def proof(edition: Edition, cover: Cover, matters: list[Matter], ready: int, wanted: int) -> str:
    """Why no smaller set of tables can do, in one sentence; empty where there is no table."""
    size = len(cover.chosen)
    if size == 1:
        all_of_it = "all of it" if len(matters) == wanted else "all that any table can hold"
        return f"One table holds {all_of_it}."
    if not size:
        return ""
    if cover.apart:
        names = listed([edition.names[matters[place].issue] for place in cover.apart], {})
        return f"No table can hold two of these at once, so {size} is the least: {names}."
    fewer = "one table" if size == 2 else f"{size - 1} tables"
    return (
        f"{ready} tables could hold a part. Not one of the {cover.tried} ways to choose {fewer}"
        f" holds all that can be held, so {size} is the least."
    )


def one_for_all(edition: Edition, packed: tuple[Package, ...]) -> OneForAll | None:
    """Every issue at one table of the highest level, whether or not there is such a table."""
    top = max(packed, key=lambda package: package.level)
    issues = tuple(issue for package in packed for issue in package.issues)
    if top.level is Level.LOCAL or len(issues) < 2:
        return None
    need = asked_together(top.need, [package.need for package in packed], issues)
    lifted = tuple(issue for p in packed if p.level < top.level for issue in p.issues)
    fits = match(edition.fora, need).every
    holds = (fit.forum for fit in fits if fit.ready and all(map(fit.covers, issues)))
    return OneForAll(top.level, next(holds, None), lifted)


def asked_together(top: Need, needs: list[Need], issues: tuple[str, ...]) -> Need:
    """What one table would have to meet: whatever any package asks. States of origin may only be
    spared where every package spares them."""
    return replace(
        top,
        issues=issues,
        depth=max(need.depth for need in needs),
        kin=frozenset().union(*(need.kin for need in needs)),
        fled=frozenset.intersection(*(need.fled for need in needs)),
        comprehensive=any(need.comprehensive for need in needs),
        binds=any(need.binds for need in needs),
        crisis=any(need.crisis for need in needs),
    )
