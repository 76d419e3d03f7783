"""Which cases are drawn for a demonstration? Real ones, with other States, issues and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from decisions.subsidiarity.rules import Question, RuleBook

Document = dict[str, Any]
TABLES = {
    "ca-points-1967": "one",
    "de-integration-courses-2005": "one",
    "de-tr-recruitment-1961": "two",
    "gb-fr-le-touquet-2003": "two",
    "pl-ru-local-border-traffic-2012": "two",
    "nordic-labour-market-1954": "several",
    "puebla-1996": "several",
    "khartoum-2014": "route",
    "eu-tpd-ukraine-2022": "group",
}
"""What kind of table a worked case sets; any other is for all States."""
STATED = ("seeks", "supports", "supports", "neutral", "reserved", "opposes")
WORDS = ("common", "overlapping", "overlapping", "diverging", "conflicting")
NOT_DRAWN = ("interest", "hidden")
"""Facts that follow from stances, or are said of each issue."""
ASSESSED = 0.35
"""How many of the cases with stances hold assessed ones."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What several cases have in common: the worked answers, the table, the issues."""

    answers: Mapping[str, Any]
    states: list[Document]
    topics: list[str]


def draw_matter(
    draw: Random, worked: list[Document], tables: Mapping[str, list[str]], book: RuleBook
) -> Matter:
    chosen = draw.choice(worked)
    document = chosen["document"]
    states = table(draw, document["states"], TABLES.get(chosen["id"], ""), tables)
    return Matter(document["answers"], states, topics(draw, document, book))


def table(
    draw: Random, rows: list[Document], kind: str, tables: Mapping[str, list[str]]
) -> list[Document]:
    """Other States in the roles of those of the worked case."""
    if not kind:
        return rows
    drawn = draw.choice(tables[kind])
    if kind == "group":
        return [{"members_of": drawn, "roles": rows[0]["roles"]}]
    roles = [row.get("roles", []) for row in rows]
    codes = drawn.split()
    spread = [roles[min(n * len(roles) // len(codes), len(roles) - 1)] for n in range(len(codes))]
    return [
        {"state": code, **({"roles": held} if held else {})}
        for code, held in zip(codes, spread, strict=True)
    ]


def topics(draw: Random, document: Document, book: RuleBook) -> list[str]:
    """The worked issues, of which the draw exchanges, adds or leaves out some."""
    groups = {topic.key: topic.group for topic in book.topics}
    chosen = [issue["issue"] for issue in document["issues"]]
    if draw.random() < 0.6:
        near = [key for key, group in groups.items() if group == groups[chosen[0]]]
        chosen[0] = draw.choice(near)
    if draw.random() < 0.5:
        chosen.append(draw.choice(list(groups)))
    return list(dict.fromkeys(chosen[: draw.randint(1, 5)]))


def draw_document(draw: Random, matter: Matter, book: RuleBook) -> Document:
    """One way to answer about this matter; it may be one that the core refuses."""
    answers = dict(matter.answers)
    asked = [question for question in book.questions if question.key not in NOT_DRAWN]
    for question in draw.sample(asked, draw.randint(0, 4)):
        answers[question.key] = an_answer(draw, question)
    for key in draw.sample(sorted(answers), draw.randint(0, 3)):
        del answers[key]
    stances = draw.random() < 0.5
    assessed = stances and draw.random() < ASSESSED
    if assessed and draw.random() < 0.5:
        answers["hidden"] = draw.choice(["yes", "no"])
    issues = [an_issue(draw, topic, matter, stances, assessed) for topic in matter.topics]
    return {"states": matter.states, "answers": answers, "issues": issues}


def an_answer(draw: Random, question: Question) -> str | list[str]:
    keys = [option.key for option in question.options]
    if not question.several:
        return draw.choice(keys)
    free = [key for key in keys if key != "none"]
    return draw.sample(free, draw.randint(1, 2))


def an_issue(draw: Random, topic: str, matter: Matter, stances: bool, assessed: bool) -> Document:
    if not stances:
        return {"issue": topic, "answers": {"interest": draw.choice(WORDS)}}
    rows = [a_stance(draw, row, assessed) for row in matter.states]
    return {"issue": topic, "interests": rows}


def a_stance(draw: Random, row: Document, assessed: bool) -> Document:
    named = {key: value for key, value in row.items() if key != "roles"}
    stance = {**named, "stated": draw.choice(STATED)}
    if assessed and draw.random() < 0.6:
        stance["assessed"] = draw.choice(STATED)
    return stance
