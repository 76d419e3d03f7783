"""How is json-rules-engine (npm) driven? By a Node process that is timed inside Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ..cases import Values
from ..rows import Answers, Book
from . import Engine, Fired

SCRIPT = Path(__file__).with_suffix(".mjs")


class JsonRulesEngine(Engine):
    name = "json-rules-engine (npm)"
    timed = 500
    note = "timed inside Node"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        node = shutil.which("node") or "node"
        self.process = subprocess.Popen(  # noqa: S603 - our own script
            [node, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.said = self.ask("book", rows=[asdict(row) for row in book.rows])["version"]

    def ask(self, command: str, **given: Any) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout  # noqa: S101 - both are pipes
        self.process.stdin.write(json.dumps({"command": command, **given}) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.ask("load", cases=plain)

    def run(self) -> Fired:
        fired: list[list[str]] = self.ask("fired")["fired"]
        return fired

    def seconds(self) -> float:
        return float(self.ask("time")["seconds"])

    def version(self) -> str:
        return str(self.said)

    def close(self) -> None:
        self.process.communicate()
