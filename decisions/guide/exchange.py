"""How does a whole case leave as one document, and come back as a new case?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User

from decisions.models import CaseFile
from decisions.models.casefile import HANDLING, OWN_VIEWS, case_document
from decisions.models.search import folded
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused, read_case
from decisions.subsidiarity.wire.reading import choice, number, record

from .exchange_words import chosen, line, lines
from .question_form import CERTAINTY, EVIDENCE, HIDDEN_INTERESTS

FORMAT, VERSION = "subsidium case", 1
OF_AN_OUTCOME = {"headline", "level", "packages"}
"""Keys by which the document of a recommendation is known."""
NEEDED = ("format", "version", "title", "case")
WELCOME = (
    "summary", "aim", "handling", "tags", "evidence", "own_view", "exported_by_edition",
)  # fmt: skip
TITLE, SUMMARY, AIM, NOTE, SOURCE, REASON, TAG = 200, 2000, 1000, 1000, 300, 300, 40
"""The longest text of each kind, as in the forms of the guide."""
MOST_TAGS = 20
UNNAMED = "Imported case"

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Imported:
    """What `open_case_file` takes. `more` are other fields of the case file."""

    title: str
    document: Document
    summary: str = ""
    aim: str = ""
    evidence: Document = field(default_factory=dict)
    more: Document = field(default_factory=dict)
    tags: tuple[str, ...] = ()


def exported(user: User, case_file: CaseFile) -> Document:
    """The case as this user may see it; what the owner expected is the owner's alone."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": case_file.title,
        "summary": case_file.summary,
        "aim": case_file.aim,
        "handling": case_file.handling,
        "tags": [tag.name for tag in case_file.tags.all()],
        "evidence": case_file.evidence,
        "own_view": own_view(user, case_file),
        "case": case_document(user, case_file),
        "exported_by_edition": case_file.edition.number,
    }


def own_view(user: User, case_file: CaseFile) -> Document | None:
    """None too where the owner was not asked yet."""
    if case_file.owner_id != user.pk or not case_file.own_view_asked:
        return None
    return {"level": case_file.own_view_level, "reason": case_file.own_view_reason}


def imported(value: Any, edition: Edition, name: str = "") -> Imported:
    """A document as exported, or a bare case document. Raises Refused.

    `name` is the title of a bare case that brings none.
    """
    if isinstance(value, dict) and value.keys() >= OF_AN_OUTCOME:
        raise Refused("", "this is a recommendation, not a case. Export the case itself.")
    if isinstance(value, dict) and "format" not in value:
        return bare(value, edition, name)
    record(value, "", NEEDED, WELCOME)
    choice(value["format"], "format", (FORMAT,))
    number(value["version"], "version", (VERSION, VERSION))
    number(value.get("exported_by_edition", 0), "exported_by_edition", (0, 1_000_000))
    title = line(value["title"], "title", TITLE, empty=False)
    return Imported(
        title=title,
        document=case_in(value["case"], edition, "case"),
        summary=lines(value.get("summary", ""), "summary", SUMMARY),
        aim=lines(value.get("aim", ""), "aim", AIM),
        evidence=evidence_in(value.get("evidence", {}), edition),
        more=fields_in(value),
        tags=tags_in(value.get("tags", [])),
    )


def bare(value: Document, edition: Edition, name: str) -> Imported:
    title = line(value.get("title", ""), "title", TITLE) or name[:TITLE].strip() or UNNAMED
    return Imported(title=title, document=case_in(value, edition, ""))


def case_in(value: Any, edition: Edition, place: str) -> Document:
    """The case document, checked and without empty parts."""
    read_case(value, edition, place, unfinished=True)
    return {
        "states": [{**row, "roles": row.get("roles", [])} for row in value["states"]],
        "answers": value.get("answers", {}),
        "issues": [tidy(issue) for issue in value["issues"]],
    }


def tidy(issue: Document) -> Document:
    stances = [
        {key: said for key, said in row.items() if said is not None}
        for row in issue.get("interests", [])
    ]
    parts = {"answers": issue.get("answers", {}), "interests": stances}
    return {"issue": issue["issue"]} | {key: part for key, part in parts.items() if part}


def evidence_in(value: Any, edition: Edition) -> Document:
    """By question; none on hidden interests, for evidence is shared."""
    asked = [key for key in edition.book.question_by_key if key != HIDDEN_INTERESTS]
    record(value, "evidence", (), asked)
    found = {key: entry_in(entry, f"evidence.{key}") for key, entry in value.items()}
    return {key: entry for key, entry in found.items() if entry}


def entry_in(value: Any, place: str) -> Mapping[str, str]:
    record(value, place, (), EVIDENCE)
    certain = [key for key, _ in CERTAINTY if key]
    entry = {
        "note": lines(value.get("note", ""), f"{place}.note", NOTE),
        "source": line(value.get("source", ""), f"{place}.source", SOURCE),
        "certainty": chosen(value.get("certainty", ""), f"{place}.certainty", certain),
    }
    return {key: said for key, said in entry.items() if said}


def fields_in(value: Document) -> Document:
    markings = [key for key, _ in HANDLING if key]
    handling = chosen(value.get("handling", ""), "handling", markings)
    given = value.get("own_view")
    if given is None:
        return {"handling": handling}
    record(given, "own_view", (), ("level", "reason"))
    levels = [key for key, _ in OWN_VIEWS]
    return {
        "handling": handling,
        "own_view_level": chosen(given.get("level", ""), "own_view.level", levels),
        "own_view_reason": line(given.get("reason", ""), "own_view.reason", REASON),
        "own_view_asked": True,
    }


def tags_in(value: Any) -> tuple[str, ...]:
    """No two that differ in case or accents alone: the search takes them for one."""
    if not isinstance(value, list) or len(value) > MOST_TAGS:
        raise Refused("tags", f"expected a list of at most {MOST_TAGS} texts")
    found: dict[tuple[str, ...], str] = {}
    for place, given in enumerate(value):
        tag = " ".join(line(given, f"tags[{place}]", TAG, empty=False).split())
        key = tuple(folded(tag))
        if not key or key in found:
            problem = "stands twice" if key else "holds no letter or digit"
            raise Refused(f"tags[{place}]", f'"{tag}" {problem}')
        found[key] = tag
    return tuple(found.values())
