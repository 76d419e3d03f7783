"""Which levels and depths moved, and what moved them?"""

from __future__ import annotations

from typing import NamedTuple

from decisions.subsidiarity.ladder import Depth, Level, Rung

from .joint import Joint, join
from .move_words import Reason, Telling, because
from .moves import move
from .side import Reckoned, Side, inside, issues_of, lead_of, listed, shared_issues, topic_label
from .voice import Voice


def reasons(a: Side, b: Side, reckonings: tuple[Reckoned, Reckoned], voice: Voice) -> list[Reason]:
    """What moved every level and every depth that is not the same on both sides.

    The lead issues are held against each other, and every issue that both sides have; issues that
    moved alike, and by the same, share a reason.
    """
    joint = join(a.edition, b.edition)
    leads = lead_of(a), lead_of(b)
    pairs = dict.fromkeys([leads, *((topic, topic) for topic in shared_issues(a, b))])
    shared: dict[Moved, list[str]] = {}
    for scale in (Level, Depth):
        for pair in pairs:
            if found := moved(joint, scale, pair, (a, b), reckonings, voice):
                where = "the lead issue" if pair[0] != pair[1] else topic_label(pair[1], b)
                shared.setdefault(found, []).append(where)
    return [
        Reason(sentence_of(each, where_words(topics, a, b)), each.reason.steps)
        for each, topics in shared.items()
    ]


def where_words(topics: list[str], a: Side, b: Side) -> str:
    """`on asylum, `; nothing where both sides have one and the same issue."""
    every = [topic_label(topic, b) for topic in shared_issues(a, b)]
    if topics == every and len(every) == 1 and len(issues_of(a.outcome)) == 1:
        return ""
    all_of_them = len(every) > 1 and topics == every
    return f"on {'every issue' if all_of_them else listed(topics)}, "


class Moved(NamedTuple):
    """One move, whichever issue made it. The reason's sentence follows the words."""

    words: str
    reason: Reason


def sentence_of(found: Moved, where: str) -> str:
    """`On asylum, by standards instead of coordination: …`"""
    words = f"{where}{found.words}"
    return f"{words[:1].upper()}{words[1:]}{found.reason.said}"


def moved(
    joint: Joint,
    scale: type[Level] | type[Depth],
    topics: tuple[str, str],
    sides: tuple[Side, Side],
    reckonings: tuple[Reckoned, Reckoned],
    voice: Voice,
) -> Moved | None:
    """None where the rung is the same."""
    stored = stored_rungs(scale, topics, sides)
    if stored is None or stored[0] == stored[1]:
        return None
    by = "by " if scale is Depth else ""
    words = f"{by}{voice.instead(*(inside(rung.label) for rung in stored))}"
    findings = [each.findings.get(t) for each, t in zip(reckonings, topics, strict=True)]
    if findings[0] is None or findings[1] is None:
        return Moved(words, Reason("."))
    facts = joint.complete(findings[0].facts), joint.complete(findings[1].facts)
    found = move(joint, scale, facts)
    if found is None or (found.before, found.after) != stored:
        return Moved(words, Reason(": the record was worked out otherwise than it would be now."))
    return Moved(words, because(found, Telling(joint, facts, sides, voice)))


def stored_rungs(
    scale: type[Level] | type[Depth], topics: tuple[str, str], sides: tuple[Side, Side]
) -> tuple[Rung, Rung] | None:
    """As the two records have them; None where one has no such issue."""
    key = "level" if scale is Level else "depth"
    rungs = {rung.key: rung for rung in scale}
    found = [
        rungs.get(issues_of(side.outcome).get(topic, {}).get(key, ""))
        for side, topic in zip(sides, topics, strict=True)
    ]
    return (found[0], found[1]) if found[0] is not None and found[1] is not None else None
