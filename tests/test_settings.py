"""Does a wrong environment stop the server with a clear message?"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.core

ROOT = Path(__file__).resolve().parent.parent
KEY = "k3Y-of-a-test-" * 5
SOUND = {"PRODUCTION": "1", "SECRET_KEY": KEY, "ALLOWED_HOSTS": "subsidium.example"}
CHECK = ("check", "--deploy", "--fail-level", "WARNING")


def manage(*arguments: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "VAR": str(var)}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**clean, **environment},
        capture_output=True,
        text=True,
    )


def test_sound_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    done = manage(*CHECK, var=tmp_path, **SOUND)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set in production"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY needs at least 50 characters"),
        ({"DEBUG": "1"}, "DEBUG must be off in production"),
        ({"DEMO": "1"}, "DEMO must be off in production"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name the hosts"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the hosts"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; allowed: 1, true"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL must look like postgresql://"),
    ],
)
def test_production_refuses_to_start_and_names_the_variable(
    tmp_path: Path, change: dict[str, str], message: str
) -> None:
    done = manage("check", var=tmp_path, **{**SOUND, **change})
    assert done.returncode != 0
    assert message in done.stderr


def test_outside_production_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    assert manage("check", var=tmp_path).returncode == 0
    key = (tmp_path / "secret_key").read_text()
    assert len(key) >= 50
    assert manage("check", var=tmp_path).returncode == 0
    assert (tmp_path / "secret_key").read_text() == key


def test_demo_accounts_are_refused_without_demo(tmp_path: Path) -> None:
    done = manage("demo", var=tmp_path)
    assert done.returncode == 2
    assert "only where DEMO=1" in done.stderr
