"""Would a stored recommendation come out otherwise under another edition, and why?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, write_recommendation

from .comparing import Difference, compare
from .editions import same
from .fitting import Unreadable, fitted
from .move_words import Reason
from .same import top_places
from .side import Side, edition_name, listed, sentence
from .voice import Voice

PLACES = {
    "headline": "the headline",
    "issues": "reasons and what would change it",
    "packages": "what is said of further fora",
    "portfolio": "the smallest set of tables",
    "scope": "what is open at the level",
    "together": "what one forum for all would lift",
    "gaps": "gaps",
    "tracks": "tracks",
    "warnings": "warnings",
}
"""What stands under the outermost keys of an outcome."""


@dataclass(frozen=True, slots=True)
class Today:
    """The record beside what the other edition makes of it.

    `now` and `difference` are None where the case cannot be read there; `verdict` then says why.
    `lost` names the answers that have no place there.
    """

    verdict: tuple[Reason, ...]
    lost: tuple[str, ...]
    now: Side | None
    difference: Difference | None

    @property
    def changes(self) -> bool:
        return self.difference is None or not self.difference.nothing


def today(record: Side, edition: Edition) -> Today:
    """The same answers under the other edition, with the reasoned difference."""
    try:
        fit = fitted(record, edition)
    except Unreadable as error:
        return Today((Reason(str(error)),), (), None, None)
    outcome = write_recommendation(recommend(read_case(fit.document, edition), edition))
    now = replace(record, document=fit.document, outcome=outcome, edition=edition)
    found = compare(record, now, Voice.THEN)
    return Today(tuple(verdict(record, now, found)), fit.lost, now, found)


def verdict(record: Side, now: Side, found: Difference) -> list[Reason]:
    """What would change and by what; where nothing would, why the editions do not matter."""
    own = same(record.edition, now.edition)
    if not found.nothing:
        aside = f"{edition_name(now.edition)} is the record's own; how it is worked out has changed"
        return [*found.summary, *([Reason(sentence(aside))] if own else [])]
    said = ["Nothing would change."]
    if not own or record.edition.number != now.edition.number:
        about = [text for group in found.telling for text in group.sentences]
        said += about[1:] or about
    if places := small_print(record.outcome, now.outcome):
        said.append(sentence(f"only details differ: {listed(places)}"))
    return [Reason(text) for text in said]


def small_print(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """The parts of the two outcomes that are not the same to the byte, the editions apart."""
    return [PLACES[key] for key in top_places(dict(one), dict(other)) if key in PLACES]
