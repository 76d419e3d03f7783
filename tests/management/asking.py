"""How does a test ask `manage.py ... check`, and of which file?"""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import tomli_w
from django.core.management import call_command


def check_with(command: str, *arguments: str) -> tuple[int, str]:
    """Exit status and what was printed."""
    printed = StringIO()
    try:
        call_command(command, "check", *arguments, stdout=printed)
    except SystemExit as left:
        return int(left.code or 0), printed.getvalue()
    return 0, printed.getvalue()


def stored(tmp_path: Path, name: str, content: Any) -> str:
    path = tmp_path / name
    text = tomli_w.dumps(content) if name.endswith(".toml") else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    return str(path)
