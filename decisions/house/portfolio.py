"""How is the smallest set of tables laid out, beside one forum for all?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS

from .cards import forum_of


def portfolio_page(outcome: dict[str, Any], edition: Edition) -> dict[str, Any] | None:
    """None where there is nothing to compare, or the record is from before there were any."""
    written = outcome.get("portfolio")
    if not written or not written["one_for_all"]:
        return None
    one = written["one_for_all"]
    lifts = (outcome.get("together") or {}).get("text", "")
    alone = len(written["fora"]) == 1 and not written["uncovered"] and not lifts
    return {
        "one_does_it_all": alone,
        "tables": [
            {"forum": forum_of(each["forum"], edition), "holds": held(each["holds"], edition)}
            for each in written["fora"]
        ],
        "uncovered": held(written["uncovered"], edition),
        "proof": written["proof"],
        "one": forum_of(one["forum"], edition),
        "one_level": LABELS[one["level"]].lower(),
        "lifts": lifts,
    }


def held(matters: list[dict[str, str]], edition: Edition) -> list[str]:
    """`asylum (regional)` for each matter."""
    topics = edition.book.topic_by_key
    return [
        f"{in_sentence(topics[each['issue']].label)} ({LABELS[each['level']].lower()})"
        for each in matters
    ]
