"""How does one recommendation look as a table, one row an issue?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decisions.house.marking import marking_of
from decisions.models import SavedRecommendation
from decisions.models.people import name_of
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import FORMS
from decisions.subsidiarity.wire import checksum
from decisions.subsidiarity.wording import fact_label

HEAD = (
    "title",
    "code",
    "saved at",
    "status",
    "owner",
    "issue",
    "level",
    "settled",
    "range",
    "depth",
    "hardness",
    "forms",
    "gap",
    "first table",
    "states seated",
    "open questions",
    "handling",
    "edition",
    "checksum",
)
Document = dict[str, Any]


def issue_rows(saved: SavedRecommendation, outcome: Document) -> Iterator[tuple[str, ...]]:
    """A row for each issue of the outcome that the reader may see, the lead first."""
    edition = saved.edition.ready()
    whose = (marking_of(saved.case_file), str(saved.edition.number), checksum(outcome))
    record = (
        saved.title,
        saved.code,
        saved.saved_at.isoformat(timespec="seconds"),
        saved.dossier.get_status_display(),
        name_of(saved.owner),
    )
    for issue in outcome["issues"]:
        yield (*record, *issue_cells(issue, edition), *where(issue, outcome, edition), *whose)


def issue_cells(issue: Document, edition: Edition) -> tuple[str, ...]:
    low, high = (LABELS[key] for key in issue["range"])
    return (
        edition.book.topic_by_key[issue["issue"]].label,
        LABELS[issue["level"]],
        "settled" if low == high else "so far",
        low if low == high else f"{low} to {high}",
        LABELS[issue["depth"]],
        issue["hardness"] or "",
        "; ".join(FORMS[form] for form in issue["forms"]),
        gap(issue),
    )


def gap(issue: Document) -> str:
    """What is needed above what States accept."""
    if issue["gap"]:
        return f"willingness: {LABELS[issue['ambition']]} is needed"
    return "tension" if issue["tension"] else ""


def where(issue: Document, outcome: Document, edition: Edition) -> tuple[str, str, str]:
    """The first table that is chosen for the issue, how many States it seats, what is open."""
    package = next(each for each in outcome["packages"] if issue["issue"] in each["issues"])
    fit = next((fit for fit in package["fora"] if chosen(fit, issue["issue"])), None)
    seated = f"{len(fit['seated'])} of {len(package['states'])}" if fit else ""
    questions = "; ".join(fact_label(edition, key) for key in issue["decisive_unknowns"])
    return fit["name"] if fit else "", seated, questions


def chosen(fit: Document, issue: str) -> bool:
    held = fit["mandate"].get(issue, "none") != "none"
    return held and bool(fit.get("chosen", fit["role"] != "assists"))
