"""Where do levels, depths, what is still open, hardness and kinds of body differ?"""

from __future__ import annotations

from collections.abc import Iterator

from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import FORMS

from .side import (
    Document,
    Side,
    inside,
    issues_of,
    lead_of,
    listed,
    shared_issues,
    topic_label,
)
from .voice import Voice

NOT_KNOWN = "not known"


def levels(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """First the lead issues, where they are not the same; then every issue that both have."""
    mine, theirs = issues_of(a.outcome), issues_of(b.outcome)
    leads = lead_of(a), lead_of(b)
    if leads[0] != leads[1] and leads[0] in mine and leads[1] in theirs:
        for what, key in (("Level", "level"), ("Depth", "depth")):
            one, other = (rung(o.get(key)) for o in (mine[leads[0]], theirs[leads[1]]))
            if one != other:
                yield voice.differs(f"{what} of the lead issue", one, other)
    for topic in shared_issues(a, b):
        label = topic_label(topic, b)
        for what, one, other in aspects(mine[topic], theirs[topic]):
            if one != other:
                yield voice.differs(f"{what} {label}", one, other)


def aspects(one: Document, other: Document) -> Iterator[tuple[str, str, str]]:
    """(what it is, the words on either side), for all that one issue's finding says."""
    for what, key in (("Level on", "level"), ("Depth on", "depth")):
        yield what, rung(one.get(key)), rung(other.get(key))
    for what, key in (("Still open on", "range"), ("Still open in depth on", "depth_range")):
        yield what, reach(one.get(key)), reach(other.get(key))
    yield "Hardness of", hardness(one), hardness(other)
    yield "Kind of body for", body(one), body(other)


def rung(key: str | None) -> str:
    return inside(LABELS.get(key or "", NOT_KNOWN))


def reach(ends: list[str] | None) -> str:
    """`local to regional`; nothing where one rung is left, or nothing was counted."""
    low, high = ends or ("", "")
    return "nothing" if low == high else f"{rung(low)} to {rung(high)}"


def hardness(issue: Document) -> str:
    return issue.get("hardness") or NOT_KNOWN


def body(issue: Document) -> str:
    return listed(FORMS.get(form, form) for form in issue.get("forms", ())) or "none named"
