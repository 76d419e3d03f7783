"""Which chosen fora come in, drop out or change places, and which fact explains it?"""

from __future__ import annotations

from collections.abc import Iterator

from decisions.subsidiarity.ladder import LABELS

from .forum_changes import forum_changes
from .forum_moves import Reckonings, because
from .side import Document, Side, edition_name, inside, listed, sentence, topic_label
from .voice import Voice

NAMED = 3
"""Issues of a package that are named."""


def fora(a: Side, b: Side, reckonings: Reckonings | None, voice: Voice) -> Iterator[str]:
    """Chosen tables only. `reckonings` (None where a side cannot be read) give the reasons."""
    mine, theirs = chosen(a), chosen(b)
    for key in mine:
        if key not in theirs:
            yield gone_or_come(key, mine[key], a, False, voice) + reason(
                key, False, a, b, reckonings, voice
            )
    for key in theirs:
        if key not in mine:
            yield gone_or_come(key, theirs[key], b, True, voice) + reason(
                key, True, a, b, reckonings, voice
            )
        else:
            yield from stays(key, a, b, voice)
    yield from reordered(mine, theirs, a, b, voice)


def chosen(side: Side) -> dict[str, Document]:
    """Forum -> the package that chose it first. Records from before there were choices have
    their tables first and mark none."""
    found: dict[str, Document] = {}
    for package in side.outcome.get("packages", ()):
        for fit in package.get("fora", ()):
            if fit.get("chosen", fit.get("role") != "assists"):
                found.setdefault(fit["forum"], package)
    return found


def gone_or_come(key: str, package: Document, side: Side, in_b: bool, voice: Voice) -> str:
    topics = [topic_label(topic, side) for topic in package["issues"]]
    if len(topics) > NAMED:
        topics = [*topics[: NAMED - 1], f"{len(topics) - NAMED + 1} more issues"]
    where = f"{forum_name(key, side)} ({inside(LABELS[package['level']])}; {listed(topics)})"
    if voice is Voice.THEN:
        return f"{'Comes in' if in_b else 'Drops out'}: {where}."
    return f"Only {'B' if in_b else 'A'} goes to {where}."


def reason(
    key: str, in_b: bool, a: Side, b: Side, reckonings: Reckonings | None, voice: Voice
) -> str:
    found = because(key, in_b, reckonings, a, b, voice) if reckonings else ""
    return f" {found}" if found else ""


def forum_name(key: str, side: Side) -> str:
    return next((forum.name for forum in side.edition.fora if forum.id == key), key)


def stays(key: str, a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """A forum that is chosen on both sides and whose entry differs in what bears on the case."""
    one, other = (next((f for f in s.edition.fora if f.id == key), None) for s in (a, b))
    if one == other:
        return
    package, both = chosen(b)[key], (a.edition, b.edition)
    if found := forum_changes(one, other, package["states"], package["issues"], both):
        clauses = sentence(f"in {edition_name(b.edition)} {listed(found)}")
        start = "Stays" if voice is Voice.THEN else "Chosen on both sides"
        yield f"{start}: {forum_name(key, b)}. {clauses}"


def reordered(
    mine: dict[str, Document], theirs: dict[str, Document], a: Side, b: Side, voice: Voice
) -> Iterator[str]:
    """Of the fora on both sides, the first that stands elsewhere."""
    before = [key for key in mine if key in theirs]
    after = [key for key in theirs if key in mine]
    for one, other in zip(before, after, strict=True):
        if one != other:
            now = "now" if voice is Voice.THEN else "in B"
            yield f"Order: {forum_name(other, b)} {now} comes before {forum_name(one, b)}."
            return
