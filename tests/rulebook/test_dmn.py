"""Does the decision table fire the rules that we fire, and is it laid out as DMN 1.3 wants it?

Read here by a few lines of our own; other engines read it in `make peers`.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.rulebook.exchange.decision_table import Column, decision_table
from decisions.rulebook.exchange.dmn import MODEL, Dialect, dmn_text
from decisions.rulebook.exchange.names import safe_names
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Value
from decisions.subsidiarity.firing import fire, rules_in
from decisions.subsidiarity.wire import read_edition
from tests.rulebook.desk import begin
from tests.subsidiarity.small_books import document, question, rule

pytestmark = pytest.mark.core
SPACE = {"": MODEL}


def table_in(text: str) -> Any:
    return ElementTree.fromstring(text).find("decision/decisionTable", SPACE)


def texts(element: Any, path: str) -> list[str]:
    return [each.text or "" for each in element.iterfind(path, SPACE)]


def rows_of(table: Any) -> list[tuple[str, dict[str, str]]]:
    """Each row of the file: the rule that it names, and the cells that are no dash."""
    names = texts(table, "input/inputExpression/text")
    return [
        (
            texts(row, "outputEntry/text")[0].strip('"'),
            {n: c for n, c in zip(names, texts(row, "inputEntry/text"), strict=True) if c != "-"},
        )
        for row in table.iterfind("rule", SPACE)
    ]


def run(rows: list[tuple[str, dict[str, str]]], given: dict[str, str]) -> list[str]:
    """The rules that fire by the file alone: a cell lists what it accepts."""
    return [
        key
        for key, cells in rows
        if all(f'"{given[name]}"' in cell.split(", ") for name, cell in cells.items())
    ]


def drawn(edition: Edition, number: int) -> list[dict[str, Value]]:
    chance = Random(13)
    domains = {fact: sorted(some, key=sorted) for fact, some in edition.tables.domains.items()}
    return [{fact: chance.choice(some) for fact, some in domains.items()} for _ in range(number)]


def flat(columns: Iterable[Column], case: dict[str, Value]) -> dict[str, str]:
    return {
        column.name: ("yes" if column.option in case[column.fact] else "no")
        if column.option
        else "".join(case[column.fact])
        for column in columns
    }


def fired_by_us(edition: Edition, case: dict[str, Value]) -> list[str]:
    facts = {fact: frozenset({value}) for fact, value in case.items()}
    return [rule.key for rule in rules_in(edition.book, fire(edition.tables, facts).certain)]


def disagreements(edition: Edition, text: str, cases: list[dict[str, Value]]) -> int:
    rows, columns = rows_of(table_in(text)), decision_table(edition).columns
    return sum(
        sorted(run(rows, flat(columns, case))) != sorted(fired_by_us(edition, case))
        for case in cases
    )


def test_the_table_fires_the_rules_that_we_fire_each_once(edition: Edition) -> None:
    text, cases = dmn_text(edition), drawn(edition, 50)
    assert disagreements(edition, text, cases) == 0
    turned = text.replace('<text>"yes"</text>', '<text>"no"</text>', 1)
    assert disagreements(edition, turned, cases), "the control: one cell turned round"


def test_several_answers_become_columns_that_exclude_each_other() -> None:
    tools = question("tools", "hands", "funds", "none", several=True)
    mood = question("interest", "common", "overlapping", "diverging", "conflicting")
    rules = [
        rule("any", "not_below", "regional", tools=["hands", "funds"], roles=["sending"]),
        rule("neither", "not_below", "regional", tools={"none_of": ["hands", "funds"]}),
        rule("hard", "not_below", "regional", hardness=["hard"]),
        rule("not-soft", "not_below", "regional", hardness={"none_of": ["soft"]}),
        rule("never", "not_below", "regional", hardness=["hard"], interest=["common"]),
    ]
    book = read_edition(document(*rules, questions=[tools, mood]))
    table = decision_table(book)
    assert [column.name for column in table.columns] == [
        "roles_sending", "tools_hands", "tools_funds", "interest",
    ]  # fmt: skip
    assert [row.rule.key for row in table.rows] == ["any", "any", "neither", "hard", "not-soft"]
    assert table.never == ("never",)
    assert "Rules that never fire: never." in dmn_text(book)
    assert disagreements(book, dmn_text(book), drawn(book, 60)) == 0
    assert disagreements(book, dmn_text(book, Dialect.SPIFF), drawn(book, 60)) > 40, (
        "the other dialect is no list, so this reader takes no cell of it to hold"
    )


def test_the_file_says_what_it_is_and_cites(edition: Edition) -> None:
    root = ElementTree.fromstring(dmn_text(edition))
    table = table_in(dmn_text(edition))
    assert root.tag == f"{{{MODEL}}}definitions"
    assert edition.checksum in texts(root, "description")[0]
    assert table.get("hitPolicy") == "COLLECT"
    outputs = [each.get("name") for each in table.iterfind("output", SPACE)]
    assert outputs == ["rule", "effect", "value", "strength"]
    first = table.find("rule", SPACE)
    assert "Source: B.1 §1; TEU 5(3) (the paper implies it)." in texts(first, "description")[0]
    assert texts(first, "outputEntry/text") == [
        '"one-state-cannot"', '"not_below"', '"subregional"', '"decisive"',
    ]  # fmt: skip
    assert len(texts(first, "annotationEntry/text")) == 5
    assert all(texts(each, "inputValues/text") for each in table.iterfind("input", SPACE))
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))


def test_the_dialect_of_spiffworkflow_tests_with_in_and_has_no_annotations(
    edition: Edition,
) -> None:
    text = dmn_text(edition, Dialect.SPIFF)
    assert '<text>? in ("no",)</text>' in text
    assert "annotation" not in text


def test_no_text_can_break_the_file() -> None:
    hostile = '<!-- & "x\\" \ufffe ]]> \U0001f30d'
    row = {**rule("r", "not_below", "regional", pair=["yes"]), "title": hostile, "source": hostile}
    text = dmn_text(read_edition(document(row, questions=[question("pair", "yes", "no")])))
    assert hostile.replace("\ufffe", "\ufffd") in texts(table_in(text), "rule/description")[0]


def test_names_are_safe_and_different() -> None:
    assert safe_names(["reach", "a-b", "a_b", "a b", "in", "1st", "lambda", "_x"]) == [
        "reach", "a_b", "a_b_2", "a_b_3", "fact_in", "fact_1st", "fact_lambda", "fact__x",
    ]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.looks
def test_editions_and_drafts_are_exported(clara: User, as_user: Any) -> None:
    client: Client = as_user(clara)
    for address in (
        reverse("rulebook:edition_file", args=[1, "dmn"]),
        reverse("rulebook:draft_file", args=[begin(clara).code, "dmn"]) + "?dialect=spiff",
    ):
        response = client.get(address)
        assert response["Content-Disposition"].endswith('.dmn"')
        assert table_in(response.content.decode()) is not None
