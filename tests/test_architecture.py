"""Does the house stand as it is drawn?"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

pytestmark = pytest.mark.core

ROOT = Path(__file__).resolve().parent.parent
CORE = ROOT / "decisions" / "subsidiarity"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
NO_CLOCK_NO_DISK_NO_NETWORK = {"datetime", "time", "os", "pathlib", "socket", "urllib", "io"}


def test_rooms_and_layers_import_downwards_only() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.add((node.module or "").partition(".")[0])
    return found


def test_the_core_takes_nothing_but_the_standard_library_and_no_clock_disk_or_network() -> None:
    for path in CORE.rglob("*.py"):
        names = imported(path)
        assert names <= set(sys.stdlib_module_names), path
        assert not names & NO_CLOCK_NO_DISK_NO_NETWORK, path


def test_nothing_evaluates_text_as_code_or_trusts_data_as_markup() -> None:
    forbidden = re.compile(r"\b(eval|exec|mark_safe|__import__)\(")
    for path in [*(ROOT / "decisions").rglob("*.py"), *(ROOT / "config").rglob("*.py")]:
        assert not forbidden.search(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_templates_carry_no_script_no_style_and_no_unsafe_filter(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for pattern in (r"\sstyle=", r"<script(?! src=\"{% static '[a-z.]+' %}\" defer></script>)", r"\son[a-z]+=", r"hx-on", r"js:", r"\|\s*safe\b",
                    r"hx-trigger=\"[^\"]*\["):  # fmt: skip
        assert not re.search(pattern, text), f"{pattern} in {path}"


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_pages_and_parts_stay_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (60 if path.name.startswith("_") else 100)


def test_every_module_begins_with_the_question_that_it_answers() -> None:
    for path in [*(ROOT / "decisions").rglob("*.py"), *(ROOT / "config").rglob("*.py")]:
        if "migrations" in path.parts or not path.read_text(encoding="utf-8").strip():
            continue
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert said.splitlines()[:1], f"{path} has no docstring"
        assert "?" in said.splitlines()[0], f"{path} asks nothing"


def test_no_lock_holds_the_address_of_a_registry() -> None:
    for path in (ROOT / "requirements").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text), path


def test_migrations_say_what_the_models_say() -> None:
    command = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
