"""What small things could be wrong in the core? All of them, one at a time, as JSON.

Runs in an environment of its own (`mutation/requirements.txt`). The changes are those of mutmut's
operators; mutmut itself would pass over decorated functions (every property) and over constants.
"""

from __future__ import annotations

import difflib
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, ParentNodeProvider
from mutmut.mutation.file_mutation import MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

CORE = Path("decisions/subsidiarity")


class Everything(MutationVisitor):
    """mutmut's visitor, which also enters decorated functions; decorators are left alone."""

    METADATA_DEPENDENCIES = (
        *MutationVisitor.METADATA_DEPENDENCIES,
        ByteSpanPositionProvider,
        ParentNodeProvider,
    )

    def __init__(self) -> None:
        super().__init__(mutation_operators, IgnoredCode(set(), set(), set()))
        self.places: list[tuple[int, int, bytes, str, bool]] = []

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        names_only = isinstance(node, cst.Assign) and is_named(node.targets[0].target, "__all__")
        return (
            names_only or isinstance(node, cst.Decorator) or super()._skip_node_and_children(node)
        )

    def _create_mutations(self, node: cst.CSTNode) -> None:
        before = len(self.mutations)
        super()._create_mutations(node)
        for mutation in self.mutations[before:]:
            span = self.get_metadata(ByteSpanPositionProvider, node)
            text = cst.Module(body=[]).code_for_node(mutation.mutated_node)
            place, at_import = self.place_of(node)
            self.places.append(
                (span.start, span.start + span.length, text.encode(), place, at_import)
            )

    def place_of(self, node: cst.CSTNode | None) -> tuple[str, bool]:
        """Name of the function, class or constant, and whether it is evaluated on import."""
        names: list[str] = []
        at_import, top = True, ""
        while node is not None:
            if isinstance(node, cst.FunctionDef):
                names, at_import = [node.name.value], False
            elif isinstance(node, cst.ClassDef):
                names.insert(0, node.name.value)
            elif isinstance(node, cst.Param):
                return self.place_of(self.get_metadata(ParentNodeProvider, node))[0], True
            elif isinstance(node, cst.Assign | cst.AnnAssign) and at_import and not names:
                target = node.targets[0].target if isinstance(node, cst.Assign) else node.target
                top = target.value if isinstance(target, cst.Name) else ""
            node = self.get_metadata(ParentNodeProvider, node, None)
        return ".".join(names) or top, at_import


def is_named(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Name) and node.value == name


def mutants_of(path: Path) -> Iterator[dict[str, object]]:
    source = path.read_bytes()
    visitor = Everything()
    MetadataWrapper(cst.parse_module(source)).visit(visitor)
    seen: Counter[str] = Counter()
    for start, end, text, place, at_import in visitor.places:
        diff = difference(source, source[:start] + text + source[end:])
        if not diff:
            continue
        name = f"{path.relative_to(CORE)}:{place}: {diff}"
        seen[name] += 1
        yield {
            "id": name if seen[name] == 1 else f"{name} ({seen[name]})",
            "file": str(path),
            "sum": sha256(source).hexdigest(),
            "place": place,
            "at_import": at_import,
            "line": source[:start].count(b"\n") + 1,
            "start": start,
            "end": end,
            "text": text.decode(),
        }


def difference(one: bytes, other: bytes) -> str:
    """The lines that go and the lines that come, without indentation or line numbers."""
    rows = (
        [re.sub(r"\s+", " ", line).strip() for line in some.decode().splitlines()]
        for some in (one, other)
    )
    changes = [row for row in difflib.ndiff(*rows) if row[:2] in ("- ", "+ ")]
    gone = " ".join(row[2:] for row in changes if row[0] == "-")
    new = " ".join(row[2:] for row in changes if row[0] == "+")
    return f"{gone} -> {new}" if gone != new else ""


if __name__ == "__main__":
    found = [mutant for path in sorted(CORE.rglob("*.py")) for mutant in mutants_of(path)]
    Path(sys.argv[1]).write_text(json.dumps(found, indent=0))
    print(f"{len(found)} mutants")
