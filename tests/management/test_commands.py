"""Do the commands answer, and refuse with status 2, one message and nothing written?"""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from decisions.models import CaseFile, EditionRecord, SavedRecommendation
from decisions.seeds import shipped_edition, worked_cases
from decisions.subsidiarity.ladder import LEVELS

pytestmark = pytest.mark.looks

ROOT = Path(__file__).resolve().parent.parent.parent


def run(command: str, *arguments: Any, **options: Any) -> str:
    printed = StringIO()
    call_command(command, *arguments, stdout=printed, **options)
    return printed.getvalue()


@pytest.fixture
def file(tmp_path: Path, document: dict[str, Any]) -> Path:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_recommend_prints_the_public_document_with_sorted_keys(file: Path) -> None:
    printed = run("recommend", str(file), format="json")
    found = json.loads(printed)
    assert found["level"] == "bilateral"
    assert found["lead"] == "temporary_labour"
    assert found["issues"][0]["range"] == ["local", "bilateral"]
    assert found["edition"] == {"number": 1, "checksum": shipped_edition().checksum}
    assert list(found) == sorted(found)
    assert not any(isinstance(value, float) for value in leaves(found))
    keys = ("level depth lead issues packages gaps tracks warnings edition").split()
    assert set(keys) <= set(found)
    issue = (
        "issue level range depth depth_range ambition tension hardness forms gap fired yielded"
        " blocked why_not_lower why_not_higher decisive_unknowns"
    ).split()
    assert set(issue) <= set(found["issues"][0])
    assert set(found["issues"][0]["fired"][0]) == {
        "rule", "effect", "value", "strength", "grade", "because",
    }  # fmt: skip
    assert {
        "forum",
        "name",
        "rank",
        "chosen",
        "role",
        "depth",
        "seated",
        "missing",
        "unknown",
        "outsiders",
        "mandate",
        "reasons",
        "next",
    } == set(found["packages"][0]["fora"][0])


def leaves(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in leaves(each)]
    return [value]


@pytest.mark.django_db
def test_recommend_reads_a_batch_and_keeps_ids_in_order(tmp_path: Path) -> None:
    cases = [{"id": worked["id"], "case": worked["document"]} for worked in worked_cases()]
    path = tmp_path / "batch.json"
    path.write_text(json.dumps({"cases": cases}), encoding="utf-8")
    results = json.loads(run("recommend", str(path), format="json"))["results"]
    assert [each["id"] for each in results] == [case["id"] for case in cases]
    assert all(each["recommendation"]["edition"]["number"] == 1 for each in results)
    assert run("recommend", str(path)).count("Edition 1") == len(cases)


@pytest.mark.django_db
def test_recommend_in_words_puts_the_answer_first(file: Path) -> None:
    printed = run("recommend", str(file))
    title, answer = printed.split("\n")[0].split(": ", 1)
    assert title == "Germany-Turkey labour recruitment agreement"
    assert answer.startswith(
        "Bilateral level so far, by coordination in an agreement: start with a"
    )
    assert "Why not lower" in printed
    assert "Why not higher" in printed


def test_recommend_works_without_any_database(file: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "recommend", str(file), "--format", "json"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "VAR": str(tmp_path / "empty")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["edition"]["checksum"] == shipped_edition().checksum


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ('{"states": [], "states": []}', "stands twice"),
        ('{"states": [], "issues": []}', "states: name at least one State"),
        ('{"states": [{"state": "DE"}], "issues": [{"issue": "x"}]}', "issues[0].issue"),
        ("x" * 10_000_000, "too large"),
        ("", "not JSON"),
        ('{"cases": [{"id": "\\ud800", "case": {}}]}', "cases[0].id: holds U+D800"),
        ('{"title": ' + "9" * 5000 + "}", "too long to be read"),
    ],
)
def test_recommend_refuses_bad_files_with_status_two_and_one_message(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "manage.py", "recommend", str(path)],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "VAR": str(tmp_path / "empty")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.django_db
def test_a_byte_order_mark_at_the_start_of_a_file_does_no_harm(file: Path, tmp_path: Path) -> None:
    marked = tmp_path / "marked.json"
    marked.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert run("recommend", str(marked)) == run("recommend", str(file))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["missing.json", "folder.json", "latin.json", "broken.toml"])
def test_unreadable_files_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "folder.json":
        path.mkdir()
    elif name == "latin.json":
        path.write_bytes('{"title": "Türkiye"}'.encode("latin-1"))
    elif name == "broken.toml":
        path.write_text("a = 1\na = 2", encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        run("recommend", str(path))
    assert refused.value.returncode == 2


@pytest.mark.django_db
def test_seed_may_be_repeated_and_publishes_one_current_edition() -> None:
    assert "published" in run("seed")
    assert "already there" in run("seed")
    record = EditionRecord.objects.get()
    assert (record.number, record.current, record.status) == (1, True, "published")
    assert record.ready().checksum == shipped_edition().checksum


@pytest.mark.django_db
def test_seed_never_overwrites_an_edition_that_was_published_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from decisions.management.commands import seed

    run("seed")
    other = {**seed.shipped_document(), "title": "Another book"}
    monkeypatch.setattr(seed, "shipped_document", lambda: other)
    assert "stays as it was published" in run("seed")
    assert EditionRecord.objects.get().ready().checksum == shipped_edition().checksum


@pytest.mark.django_db
def test_demo_enters_the_worked_cases_once(settings: Any) -> None:
    settings.DEMO = True
    run("seed")
    printed = run("demo")
    assert "anna" in printed
    run("demo")
    assert CaseFile.objects.count() == SavedRecommendation.objects.count() == len(worked_cases())
    assert len(worked_cases()) >= 8


@pytest.fixture
def history(tmp_path: Path) -> Path:
    entries = [
        {
            "id": worked["id"],
            "case": worked["document"],
            "outcome": {"level": worked["chosen"], "accepted_levels": [worked["chosen"]],
                        "evaluated_level": None},
            "reach_misleads": worked["id"] == "ca-points-1967",
        }
        for worked in worked_cases()
    ]  # fmt: skip
    entries.append({**entries[0], "id": "planted",
                    "outcome": {"level": "global", "accepted_levels": ["global"]}})  # fmt: skip
    path = tmp_path / "history.json"
    path.write_text(json.dumps({"about": "A test", "cases": entries}), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_backtest_counts_in_integers_and_lists_the_misses_with_their_rules(history: Path) -> None:
    found = json.loads(run("backtest", str(history), format="json"))
    total = len(worked_cases()) + 1
    assert found["cases"] == total
    planted = next(miss for miss in found["misses"] if miss["id"] == "planted")
    assert (planted["got"], planted["chosen"], planted["accepted"]) == (
        "bilateral",
        "global",
        ["global"],
    )
    assert "pair-suffices" in planted["rules"]
    assert found["accepted"] == total - len(found["misses"])
    assert found["exact"] <= found["accepted"] <= found["accepted_or_evaluated"] <= total
    assert found["reach_misleads"] == {"cases": 1, "accepted": 1, "accepted_or_evaluated": 1}
    assert found["reach_only"]["cases"] == total
    assert all(isinstance(leaf, int | str) for leaf in leaves(found))
    assert "planted: got bilateral, chosen global" in run("backtest", str(history))


@pytest.mark.django_db
def test_backtest_breaks_the_figures_down_by_the_level_that_states_chose(history: Path) -> None:
    found = json.loads(run("backtest", str(history), format="json"))
    for part in (found, found["reach_only"]):
        assert list(part["per_class"]) == sorted(LEVELS)
        for key in ("cases", "exact", "accepted", "accepted_or_evaluated", "within_one"):
            assert sum(level[key] for level in part["per_class"].values()) == part[key]
    planted = found["per_class"]["global"]
    assert planted["accepted"] < planted["cases"]
    printed = run("backtest", str(history)).splitlines()
    row = next(line for line in printed if line.startswith("global"))
    reach = found["reach_only"]["per_class"]["global"]
    assert row.split()[1:4] == [
        str(planted["cases"]),
        str(planted["exact"]),
        f"({reach['exact']})",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("document", "message"),
    [
        ([], "cases"),
        ({"cases": [{"id": "a"}]}, "cases[0]: needs id, case and outcome"),
        ({"cases": [{"id": "a", "case": {}, "outcome": {}}]}, "cases[0].outcome: needs level"),
        (
            {
                "cases": [
                    {"id": "a", "case": {}, "outcome": {"level": "sky", "accepted_levels": []}}
                ]
            },
            'cases[0].outcome: "sky" is not a level',
        ),
        (
            {
                "cases": [
                    {
                        "id": "a",
                        "case": {},
                        "outcome": {
                            "level": "local",
                            "accepted_levels": [],
                            "evaluated_level": "sea",
                        },
                    }
                ]
            },
            'cases[0].outcome: "sea" is not a level',
        ),
        (
            {"cases": [{"id": "a", "case": {}, "outcome": {"level": [], "accepted_levels": []}}]},
            "is not a level",
        ),
        (
            {
                "cases": [
                    {"id": "a", "case": {}, "outcome": {"level": "local", "accepted_levels": []}}
                ]
            },
            "cases[0].case.states: is missing",
        ),
    ],
)
def test_backtest_refuses_what_is_no_back_test(tmp_path: Path, document: Any, message: str) -> None:
    path = tmp_path / "history.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(CommandError, match=message.replace("[", r"\[")) as refused:
        run("backtest", str(path))
    assert refused.value.returncode == 2
