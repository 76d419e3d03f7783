"""How do the rules read as DMN 1.3 XML: one decision table that collects all rules that fire?

Only the rules go out, for the table of an engine: their grounds go along as descriptions, but
questions, fora and States do not, so a table is never read back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Rule

from .decision_table import Column, Row, Table, decision_table

MODEL = "https://www.omg.org/spec/DMN/20191111/MODEL/"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
DECISION = "rules_that_fire"
OUTPUTS = ("rule", "effect", "value", "strength")
ANNOTATIONS = ("title", "theme", "rationale", "source", "grade")


class Dialect(StrEnum):
    """OMG: cells are FEEL. SpiffWorkflow: cells are Python, and there are no annotations."""

    OMG = "omg"
    SPIFF = "spiff"


def dmn_text(edition: Edition, dialect: Dialect = Dialect.OMG) -> str:
    """The table of an edition; the same edition gives the same bytes."""
    table = decision_table(edition)
    root = Element("definitions", xmlns=MODEL, id="rule_book", name=clean(edition.book.title))
    root.set("namespace", f"urn:subsidium:rule-book:{edition.checksum[:12]}")
    root.set("exporter", "Subsidium")
    if dialect is Dialect.SPIFF:
        root.set("expressionLanguage", "https://www.python.org/")
    text(root, "description", about(edition, table))
    decision = SubElement(root, "decision", id=DECISION, name=DECISION)
    SubElement(decision, "variable", id="rules_variable", name=DECISION)
    for column in table.columns:
        needed = SubElement(decision, "informationRequirement", id=f"needs_{column.name}")
        SubElement(needed, "requiredInput", href=f"#data_{column.name}")
    write_table(decision, table, dialect)
    for column in table.columns:
        given = SubElement(root, "inputData", id=f"data_{column.name}", name=column.name)
        text(given, "description", f"{column.label}. {column.text}")
        SubElement(
            given, "variable", id=f"variable_{column.name}", name=column.name, typeRef="string"
        )
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def about(edition: Edition, table: Table) -> str:
    """What whoever opens the file should know."""
    of_edition = f"Edition {edition.number}" if edition.number else "A draft"
    said = (
        f"{of_edition} of the rule book, checksum {edition.checksum}. Every input must be known."
        " Each row that applies names a rule that fires; what they add up to is not in this table."
    )
    return f"{said} Rules that never fire: {', '.join(table.never)}." if table.never else said


def write_table(decision: Element, table: Table, dialect: Dialect) -> None:
    found = SubElement(decision, "decisionTable", id="table", hitPolicy="COLLECT")
    for column in table.columns:
        write_input(found, column)
    for name in OUTPUTS:
        SubElement(found, "output", id=f"output_{name}", name=name, typeRef="string")
    annotations = ANNOTATIONS if dialect is Dialect.OMG else ()
    for name in annotations:
        SubElement(found, "annotation", name=name)
    for number, row in enumerate(table.rows, start=1):
        write_row(found, row, number, table.columns, dialect)


def write_input(table: Element, column: Column) -> None:
    given = SubElement(table, "input", id=f"input_{column.name}", label=clean(column.label))
    expression = SubElement(
        given, "inputExpression", id=f"expression_{column.name}", typeRef="string"
    )
    text(expression, "text", column.name)
    allowed = SubElement(given, "inputValues", id=f"values_{column.name}")
    text(allowed, "text", feel(column.values))


def write_row(
    table: Element, row: Row, number: int, columns: Sequence[Column], dialect: Dialect
) -> None:
    found = SubElement(table, "rule", id=f"row_{number}")
    text(found, "description", citation(row.rule))
    for place, column in enumerate(columns, start=1):
        entry = SubElement(found, "inputEntry", id=f"row_{number}_in_{place}")
        text(entry, "text", cell(row.cells.get(column.key), dialect))
    rule = row.rule
    for place, said in enumerate((rule.key, rule.effect, rule.value, rule.strength), start=1):
        entry = SubElement(found, "outputEntry", id=f"row_{number}_out_{place}")
        text(entry, "text", feel((said,)))
    if dialect is Dialect.OMG:
        for name in ANNOTATIONS:
            text(SubElement(found, "annotationEntry"), "text", getattr(rule, name))


def citation(rule: Rule) -> str:
    """What the rule is called, why it stands, and on what it rests."""
    return f"{rule.title}. {rule.rationale} Source: {rule.source} ({GRADES[rule.grade]})."


def cell(values: tuple[str, ...] | None, dialect: Dialect) -> str:
    """The values that are accepted; any at all where there are none."""
    if values is None:
        return "-"
    return f"? in ({feel(values)},)" if dialect is Dialect.SPIFF else feel(values)


def feel(values: Sequence[str]) -> str:
    """Texts as FEEL writes them, and Python alike."""
    quoted = (str(value).replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return ", ".join(f'"{value}"' for value in quoted)


def text(parent: Element, tag: str, words: str) -> None:
    SubElement(parent, tag).text = clean(words)


def clean(words: str) -> str:
    """Without the few characters that XML has no place for."""
    return NOT_XML.sub("\ufffd", words)
