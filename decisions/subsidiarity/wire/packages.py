"""How are packages, their fora and the portfolio written? (Public JSON, as the rest.)"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..fits import Fit
from ..fora import Forum
from ..forum_reasons import Names, merits, objections, why_not
from ..matching import Match
from ..next_steps import next_steps
from ..packages import Package
from ..portfolio import Matter, OneForAll, Portfolio
from ..remedies import Extension, Remedy, remedy
from .cases import party_entry


def write_package(package: Package, names: Names) -> dict[str, Any]:
    """`fora` are those named, best first; `others` is the rest of the catalogue, and why not."""
    found, match = remedy(package), package.match
    return {
        "level": package.level.key,
        "depth": package.depth.key,
        "issues": list(package.issues),
        "states": list(package.states),
        "pairs": [[party_entry(one), party_entry(other)] for one, other in package.pairs],
        "fora": [write_fit(fit, rank, match, names) for rank, fit in enumerate(match.fits, 1)],
        "others": [write_other(fit, match, names) for fit in match.rest],
        "shallow": list(match.shallow),
        "new_forum": found and write_new(found),
        "extend": found and found.extension and write_extension(found.extension),
    }


def write_fit(fit: Fit, rank: int, match: Match, names: Names) -> dict[str, Any]:
    chosen = fit in match.tables or fit in match.helpers
    against = objections(fit, names) if chosen else why_not(fit, match, names)
    return {
        "forum": fit.forum.id,
        "name": fit.forum.name,
        "rank": rank,
        "chosen": fit in match.tables,
        "role": fit.role,
        "depth": fit.forum.depth.key,
        "seated": list(fit.seated),
        "missing": list(fit.missing),
        "unknown": list(fit.unknown),
        "outsiders": fit.outsiders,
        "mandate": dict(fit.mandate),
        "reasons": [*merits(fit, names), *against],
        "next": list(next_steps(fit, names)) if fit in match.tables else [],
    }


def write_other(fit: Fit, match: Match, names: Names) -> dict[str, Any]:
    return {
        "forum": fit.forum.id,
        "name": fit.forum.name,
        "role": fit.role,
        "for": list(merits(fit, names)),
        "against": list(why_not(fit, match, names)),
    }


def write_new(found: Remedy) -> dict[str, Any]:
    return {
        "form": found.new.form,
        "states": list(found.new.states),
        "issues": list(found.issues),
        "convener": id_of(found.new.convener),
        "model": id_of(found.new.model),
        "prepare": id_of(found.prepare),
    }


def write_extension(extension: Extension) -> dict[str, Any]:
    return {
        "forum": extension.forum.id,
        "invite": list(extension.invite),
        "take_up": list(extension.take_up),
    }


def id_of(forum: Forum | None) -> str | None:
    return forum.id if forum else None


def write_portfolio(portfolio: Portfolio) -> dict[str, Any]:
    return {
        "fora": [
            {
                "forum": each.forum.id,
                "name": each.forum.name,
                "holds": write_matters(each.matters),
            }
            for each in portfolio.holdings
        ],
        "uncovered": write_matters(portfolio.uncovered),
        "proof": portfolio.proof,
        "one_for_all": portfolio.one_for_all and write_one(portfolio.one_for_all),
    }


def write_matters(matters: Iterable[Matter]) -> list[dict[str, str]]:
    return [{"level": level.key, "issue": issue} for level, issue in matters]


def write_one(one: OneForAll) -> dict[str, Any]:
    return {
        "level": one.level.key,
        "forum": id_of(one.forum),
        "lifted": list(one.lifted),
    }
