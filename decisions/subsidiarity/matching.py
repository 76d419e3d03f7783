"""Where can a package go: which fora hold its issues, which help, and which are left out?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .fits import Fit, fit
from .fora import Forum, Need
from .ranking import order

LISTED = 3
"""How many further tables, and how many assisting bodies, are named beside the chosen ones."""


@dataclass(frozen=True, slots=True)
class Match:
    """Every forum of the catalogue in its place, each group best first."""

    tables: tuple[Fit, ...] = ()
    """Chosen: they hold the issues between them."""
    near: tuple[Fit, ...] = ()
    """Further tables worth a look."""
    helpers: tuple[Fit, ...] = ()
    """Bodies that assist those who decide (B.2 §3)."""
    rest: tuple[Fit, ...] = ()
    """All others, and why not they."""
    uncovered: tuple[str, ...] = ()
    """Issues that no table there can hold."""

    @property
    def fits(self) -> tuple[Fit, ...]:
        """The fora that are named."""
        return self.tables + self.near + self.helpers

    @property
    def every(self) -> tuple[Fit, ...]:
        """The whole catalogue: the named fora, then the others."""
        return self.fits + self.rest

    @property
    def talks(self) -> tuple[Fit, ...]:
        """Every open forum of a level that serves, whatever its mandate: what gaps build on."""
        return tuple(fit for fit in sorted(self.every, key=order) if fit.open and fit.serves)

    @property
    def shallow(self) -> tuple[str, ...]:
        """Issues that are held, but by no table that goes as deep as is needed."""
        deep = [fit for fit in self.tables if fit.deep_enough]
        held = dict.fromkeys(issue for fit in self.tables for issue in fit.mandate)
        return tuple(
            issue
            for issue in held
            if issue not in self.uncovered and not any(fit.covers(issue) for fit in deep)
        )


def match(fora: Iterable[Forum], need: Need) -> Match:
    """Tables until every issue is held, then alternatives, then the bodies that assist."""
    fits = sorted((fit(forum, need) for forum in fora), key=order)
    tables, uncovered = chosen(fits, need)
    near = [each for each in fits if each.table and each not in tables and mostly_seated(each)]
    near = near[: max(0, LISTED - len(tables))]
    helpers = chosen_helpers([each for each in fits if assists(each)], need)
    named = {each.forum.id for each in (*tables, *near, *helpers)}
    rest = [each for each in fits if each.forum.id not in named]
    return Match(tuple(tables), tuple(near), tuple(helpers), tuple(rest), uncovered)


def chosen(fits: Iterable[Fit], need: Need) -> tuple[list[Fit], tuple[str, ...]]:
    """The best tables until every issue is held, and what none of them holds."""
    tables, open_issues = [], list(need.issues)
    for candidate in fits:
        held = [issue for issue in open_issues if candidate.covers(issue)]
        if candidate.ready and held:
            tables.append(candidate)
            open_issues = [issue for issue in open_issues if issue not in held]
    return tables, tuple(open_issues)


def chosen_helpers(able: list[Fit], need: Need) -> list[Fit]:
    """The first few, and for each kind of help that is asked for the first who brings it."""
    helpers = able[:LISTED]
    for kind in sorted(need.help):
        if not any(kind in each.brings for each in helpers):
            helpers += [each for each in able if kind in each.brings][:1]
    return helpers


def mostly_seated(fit: Fit) -> bool:
    return len(fit.seated) >= len(fit.missing)


def assists(fit: Fit) -> bool:
    """Open, of help in its main field, and not a stranger to the States: help needs no table."""
    near = fit.universal_helper or mostly_seated(fit)
    of_help = "core" in fit.mandate.values() or bool(fit.brings)
    return fit.role == "assists" and fit.open and of_help and near
