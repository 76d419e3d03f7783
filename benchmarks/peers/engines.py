"""How does each peer run the table in a DMN file?"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import zen
from lxml import etree
from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser

from decisions.rulebook.exchange.dmn import DECISION, MODEL

from ..engines.zen import edge, node

HERE = Path(__file__).parent
MODULES = HERE.parent / "node_modules"
SCHEMA = MODULES / "dmn-moddle" / "resources" / "dmn" / "xsd" / "DMN13.xsd"
SPACE = {"": MODEL}

Inputs = Sequence[dict[str, str]]
Fired = list[list[str]]


def schema_errors(path: Path) -> list[str]:
    """What the schema of the OMG has against a file."""
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    schema.validate(etree.parse(path))
    return [str(error) for error in schema.error_log]


def by_feelin(path: Path, inputs: Inputs) -> Fired:
    """The file is read by dmn-moddle; whatever either of them finds strange is an error."""
    run = subprocess.run(  # noqa: S603 - our own script
        [shutil.which("node") or "node", str(HERE / "feelin.mjs"), str(path)],
        input=json.dumps(inputs),
        capture_output=True,
        text=True,
        check=True,
    )
    answer = json.loads(run.stdout)
    if answer["strange"]:
        raise ValueError(f"feelin: {'; '.join(answer['strange'])}")
    fired: Fired = answer["fired"]
    return fired


def by_zen(path: Path, inputs: Inputs) -> Fired:
    """The table of the file in ZEN's own form, JDM. Its cells may stay as they are in FEEL."""
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"book": jdm(path)}}})
    answers = (engine.evaluate("book", dict(given))["result"] for given in inputs)
    return [[row["rule"] for row in rows] for rows in answers]


def jdm(path: Path) -> dict[str, Any]:
    table = ElementTree.parse(path).getroot().find("decision/decisionTable", SPACE)  # noqa: S314
    names = [each.text for each in table.iterfind("input/inputExpression/text", SPACE)]
    outputs = [each.get("name") for each in table.iterfind("output", SPACE)]
    rules = []
    for row in table.iterfind("rule", SPACE):
        cells = [each.text for each in row.iterfind("inputEntry/text", SPACE)]
        said = [each.text for each in row.iterfind("outputEntry/text", SPACE)]
        tests = {name: cell for name, cell in zip(names, cells, strict=True) if cell != "-"}
        rules.append({"_id": row.get("id"), **tests, **dict(zip(outputs, said, strict=True))})
    content = {
        "hitPolicy": "collect",
        "inputs": [{"id": name, "name": name, "field": name} for name in names],
        "outputs": [{"id": name, "name": name, "field": name} for name in outputs],
        "rules": rules,
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            node("in", "inputNode", {}),
            node("table", "decisionTableNode", content),
            node("out", "outputNode", {}),
        ],
        "edges": [edge("in", "table"), edge("table", "out")],
    }


def by_spiff(path: Path, inputs: Inputs) -> Fired:
    """The file in SpiffWorkflow's dialect, read by its own parser."""
    parser = BpmnDmnParser()
    parser.add_dmn_file(str(path))
    engine = parser.get_engine(DECISION, None)
    workflow = SimpleNamespace(script_engine=PythonScriptEngine())
    tasks = (SimpleNamespace(data=dict(given), workflow=workflow) for given in inputs)
    return [
        [json.loads(rule.outputEntries[0].text) for rule in engine.decide(task)] for task in tasks
    ]
