"""Which recommendations are printed in the tests, from the plainest to the most hostile?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from decisions.memo.record import Departure, Dissent, Record
from decisions.models.secrecy import apart
from decisions.seeds import shipped_edition, worked_cases
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import checksum, read_case, write_recommendation

EDITION = shipped_edition()
CASES = {case["id"]: case for case in worked_cases()}
MARKUP = '#read("x") *bold* $x$ _u_ `raw` <w:p>&amp; @ref \\n [x] // /* = - + '
STANCES = ("seeks", "supports", "neutral", "reserved", "opposes")


@cache
def outcome_of(case_id: str) -> dict[str, Any]:
    """The outcome that may be shared."""
    document, _ = apart(CASES[case_id]["document"])
    return written(document)


def written(document: dict[str, Any]) -> dict[str, Any]:
    return write_recommendation(recommend(read_case(document, EDITION), EDITION))


def record_of(
    document: dict[str, Any], outcome: dict[str, Any] | None = None, **given: Any
) -> Record:
    outcome = outcome or written(document)
    said: dict[str, Any] = {
        "code": "k7m2xw9abc",
        "title": document["title"],
        "summary": "",
        "aim": "",
        "evidence": {},
        "owner": "Anna",
        "saved_at": datetime(2026, 5, 3, 14, 2, tzinfo=UTC),
        "checksum": checksum(outcome),
        "whole": False,
    }
    return Record(document=document, outcome=outcome, edition=EDITION, **{**said, **given})


def worked(case_id: str, **given: Any) -> Record:
    """One of the worked cases with its summary and aim, all that may be shared of it."""
    case = CASES[case_id]
    document, _ = apart(case["document"])
    return record_of(
        document, outcome_of(case_id), summary=case["summary"], aim=case["aim"], **given
    )


def disputed(record: Record, **given: Any) -> Record:
    """The same with every other view that there can be."""
    views: dict[str, Any] = {
        "own_view": "Global",
        "own_view_reason": "Everybody is concerned.",
        "departure": Departure("Regional", "The minister wants a wider table.", (("A rule", "B.1 §6"),)),
        "review": ("Returned by Boris on 1 May 2026, first round.",
                   "Accepted by Boris on 3 May 2026, second round."),
        "dissent": (Dissent("One State alone: Partly", "It could do it.", "Boris", "It tried."),
                    Dissent("The second rule", "It is too old.", "Dora")),
    }  # fmt: skip
    return replace(record, **{**views, **given})


@cache
def crowded(issues: int = 12, states: int = 60) -> Record:
    """As many issues and States as there may be, every text as long as it may be, all of it
    markup for one printer or the other."""
    document = many(issues, states)
    record = record_of(
        document,
        summary=(f"A long summary. {MARKUP}" * 40)[:2000],
        aim=(f"A long aim. {MARKUP}" * 40)[:2000],
        evidence={"solo": {"note": MARKUP * 9, "source": MARKUP, "certainty": "low"}},
        owner=("Olivia Otto " * 13)[:150],
        handling="Limited distribution",
    )
    reason = (MARKUP * 9)[:300]
    dissent = tuple(Dissent(f"Point {n} {MARKUP}", reason, "Boris", reason) for n in range(4))
    rules = (("A rule with a long title for once", "B.1 §1; compare TEU 5(3)"),) * 3
    return disputed(
        record,
        own_view_reason=reason,
        departure=Departure("Global", reason, rules),
        dissent=dissent,
    )


def many(issues: int, states: int) -> dict[str, Any]:
    topics = [topic.key for topic in EDITION.book.topics][:issues]
    codes = sorted(code for code, state in EDITION.states.items() if state.un_member)[:states]
    roles = ("sending", "transit", "receiving")
    differing: tuple[dict[str, str], ...] = (
        {},
        {"pair": "yes", "reach": "two_states"},
        {"commitment": "binding"},
    )
    return {
        "title": (f"A title {MARKUP}" * 9)[:200],
        "states": [{"state": c, "roles": [roles[n % 3]]} for n, c in enumerate(codes)],
        "answers": {"reach": "several_regions", "solo": "no", "pair": "no", "spillover": "strong",
                    "extent": "whole_state", "common_standards": "yes"},
        "issues": [
            {
                "issue": topic,
                "answers": differing[n % 3],
                "interests": [
                    {"state": code, "stated": STANCES[(n * 7 + place) % 5]}
                    for place, code in enumerate(codes[:16])
                ],
            }
            for n, topic in enumerate(topics)
        ],
    }  # fmt: skip
