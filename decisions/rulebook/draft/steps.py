"""What was done to a draft, step by step, in words?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decisions.models import DraftStep, Kind
from decisions.subsidiarity.edition import Edition

from .bases import is_base
from .words import ONE, Changed, changed_lines, lines, name_of_item

ACTS = {
    "changed": "Changed",
    "added": "Added",
    "removed": "Removed",
    "moved": "Moved",
    "undid": "Undid",
    "retired": "Retired an option of",
    "took over": "Took over from another edition",
    "took from a file": "Took from a file",
}
FEW = 6
"""Items that are named in the heading of a step."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One step: its heading, and for each item touched what changed in it."""

    step: DraftStep
    heading: str
    touched: tuple[tuple[str, tuple[Changed, ...]], ...]
    undone: bool


def step_entries(steps: Iterable[DraftStep], edition: Edition) -> list[Entry]:
    """`edition` knows what facts and options are called now."""
    steps = list(steps)
    undone = undone_of(steps)
    return [
        Entry(
            step,
            heading(step),
            tuple((named(each), tuple(what_changed(each, edition))) for each in step.changes),
            step.pk in undone,
        )
        for step in steps
    ]


def undone_of(steps: Iterable[DraftStep]) -> set[int]:
    """The keys of the steps whose undoing stands, also where that is on another page."""
    drafts = {step.draft_id for step in steps}
    undoing = DraftStep.objects.filter(draft__in=drafts, undoes__isnull=False)
    found: set[int] = set()
    # The newest first: an undoing that was itself undone undoes nothing.
    for key, undone in undoing.order_by("-number").values_list("pk", "undoes_id"):
        if key not in found:
            found.add(undone)
    return found


def heading(step: DraftStep) -> str:
    about = [each for each in step.changes if in_the_first_place(step.act, each)] or step.changes
    names = [named(each) for each in about]
    more = len(names) - FEW
    said = "; ".join([*names[:FEW], f"{more} more"] if more > 0 else names)
    undoes = f" step {step.undoes.number}" if step.undoes else ""
    beside = len(step.changes) - len(about)
    along = f", with {beside} other{'s' * (beside > 1)} that used it" if beside else ""
    return f"{ACTS.get(step.act, step.act)}{undoes}: {said}{along}"


def in_the_first_place(act: str, done: dict[str, Any]) -> bool:
    """Whether an item is what a step was about, and not only changed along with it."""
    if act == "removed":
        return bool(done["after"]["gone"])
    return act != "retired" or done["kind"] == Kind.QUESTION


def named(done: dict[str, Any]) -> str:
    if is_base(done):
        return f"base (edition {done['after']['edition']})"
    name = name_of_item(done["kind"], done["after"]["content"])
    return f"{ONE[Kind(done['kind'])]} “{name}”"


def what_changed(done: dict[str, Any], edition: Edition) -> list[Changed]:
    """Between an item's state before and after; one that is gone says nothing."""
    if is_base(done):
        return base_changed(done)
    before, after = (said(done, state, edition) for state in (done["before"], done["after"]))
    found = changed_lines(before, after)
    if not found and done["before"] and done["before"]["place"] != done["after"]["place"]:
        return [Changed("Place", "where it was", "moved")]
    return found


def base_changed(done: dict[str, Any]) -> list[Changed]:
    was, now = (f"Edition {done[side]['edition']}" for side in ("before", "after"))
    states = [Changed("States", f"As in {was.lower()}", f"As in {now.lower()}")]
    return [Changed("Base", was, now), *(states if "rest" in done["after"] else [])]


def said(done: dict[str, Any], state: dict[str, Any] | None, edition: Edition) -> Any:
    if state is None or state["gone"]:
        return []
    return lines(done["kind"], state["content"], edition)
