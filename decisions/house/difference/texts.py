"""Which gaps, tracks and warnings differ? (Sentences of the recommendations themselves.)"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decisions.house.advice import track_heading

from .side import Side
from .voice import Voice


def gaps(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    return apart(gap_texts(a), gap_texts(b), voice)


def gap_texts(side: Side) -> list[str]:
    return [gap["text"] for gap in side.outcome.get("gaps", ())]


def tracks(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    return apart(track_texts(a), track_texts(b), voice)


def track_texts(side: Side) -> list[str]:
    found = side.outcome.get("tracks", ())
    return [f"{track_heading(track)}. {track['text']}" for track in found]


def warnings(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    return apart(warning_texts(a), warning_texts(b), voice)


def warning_texts(side: Side) -> list[str]:
    """Each under the title of its rule; two are our own and have none."""
    rules = side.edition.book.rule_by_key
    return [
        f"{rules[each['rule']].title}. {each['text']}" if each["rule"] in rules else each["text"]
        for each in side.outcome.get("warnings", ())
    ]


def apart(mine: Iterable[str], theirs: Iterable[str], voice: Voice) -> Iterator[str]:
    """What only one side says: first what is gone, then what is new."""
    mine, theirs = list(mine), list(theirs)
    for text in mine:
        if text not in theirs:
            yield voice.alone(text, in_b=False)
    for text in theirs:
        if text not in mine:
            yield voice.alone(text, in_b=True)
