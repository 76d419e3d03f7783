"""How far is a draft from being published, and what comes next?"""

from __future__ import annotations

from typing import NamedTuple

from django.urls import reverse

from decisions.models import Draft, DraftStep, Proposal

from .check_results import checks_of, failing, warning
from .commenting.counts import open_comments
from .draft.reading import draft_reading
from .publishing.impact import last_weighed


class Task(NamedTuple):
    """One thing to do on the way, where, and how it stands in a few words.

    `manner` is `done`, `begun` (something waits there) or `open`.
    """

    label: str
    url: str
    state: str
    manner: str


def tasks(draft: Draft) -> list[Task]:
    """In the order in which one works; nothing for a draft that has ended."""
    if not draft.open:
        return []
    return [edited(draft), checked(draft), weighed(draft), commented(draft), proposed(draft)]


def at(name: str, draft: Draft, *more: str) -> str:
    return reverse(f"rulebook:{name}", args=[draft.code, *more])


def edited(draft: Draft) -> Task:
    steps = DraftStep.objects.filter(draft=draft).count()
    differs = draft_reading(draft).checksum != draft.base.checksum
    said = f"{steps} step{'s' if steps > 1 else ''}" if steps else "nothing changed yet"
    if differs and not steps:
        said = f"differs from edition {draft.base.number}"
    done = "done" if steps or differs else "open"
    return Task("Change the rules", at("items", draft, "rules"), said, done)


def checked(draft: Draft) -> Task:
    checks = checks_of(draft)
    fails, warns = len(failing(checks)), len(warning(checks))
    if fails:
        return Task("Mend what the checks find", at("checks", draft), f"{fails} failing", "begun")
    said = f"{warns} warning{'s' if warns > 1 else ''}" if warns else "all pass"
    return Task("Look at the checks", at("checks", draft), said, "begun" if warns else "done")


def weighed(draft: Draft) -> Task:
    last = last_weighed(draft, draft_reading(draft).checksum)
    label, url = "Weigh the impact on saved recommendations", at("impact", draft)
    if last is None:
        return Task(label, url, "not weighed yet", "open")
    if last.stale:
        return Task(label, url, "weighed before the last change", "begun")
    if not last.standing.finished:
        return Task(label, url, "under way", "begun")
    moved = last.standing.moved
    return Task(label, url, f"{moved} of {last.standing.done} move", "done")


def commented(draft: Draft) -> Task:
    waiting = open_comments(draft).total()
    label, url = "Ask reviewers for their comments", at("draft_comments", draft)
    if waiting:
        return Task(label, url, f"{waiting} open", "begun")
    said = "none open" if draft.for_comment else "not shared; it need not be"
    return Task(label, url, said, "done" if draft.for_comment else "open")


def proposed(draft: Draft) -> Task:
    if draft.state == Draft.State.PROPOSED:
        label, said = "A second person decides", "waiting for approval"
        return Task(label, at("approve", draft), said, "begun")
    last = Proposal.objects.filter(draft=draft).first()
    returned = last is not None and last.state == Proposal.State.DECLINED
    withdrawn = last is not None and last.state == Proposal.State.WITHDRAWN
    said = "sent back" if returned else "withdrawn" if withdrawn else "not asked yet"
    return Task("Ask a colleague to approve it", at("publish", draft), said,
                "begun" if returned else "open")  # fmt: skip
