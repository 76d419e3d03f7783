"""Does `manage.py rulebook` check, export, import and compare, and end with the right status?"""

from __future__ import annotations

import json
import re
import sys
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from decisions.models import Draft, EditionRecord
from decisions.seeds import SEEDS, load, shipped_document

from ..subsidiarity.small_books import document, rule
from .asking import check_with, stored

pytestmark = pytest.mark.looks

check = partial(check_with, "rulebook")


def in_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    status, printed = check(*arguments, "--format", "json")
    return status, json.loads(printed)


@pytest.fixture
def book() -> dict[str, Any]:
    return load("rulebook.toml")


@pytest.mark.core
def test_a_rule_book_as_it_is_shipped_is_checked_under_the_shipped_fora_and_states() -> None:
    path = str(SEEDS / "rulebook.toml")
    _, printed = check(path)
    assert printed.startswith(f"{path}: ")
    assert re.search(r"\d+ rules, \d+ questions, \d+ issues, [\d,]+ inputs", printed)
    assert re.search(r"16 checks: \d+ failed, \d+ with warnings, \d+ passed\.", printed)


@pytest.mark.core
def test_every_fault_is_listed_the_failing_first_and_the_status_is_one(
    tmp_path: Path, book: dict[str, Any]
) -> None:
    first, second, third, *_ = book["rules"]
    first["when"] = {"reach": ["nowhere", "elsewhere"]}
    second["source"] = ""
    third["when"] = {"weather": ["fine"]}
    status, printed = check(stored(tmp_path, "book.toml", book))
    assert status == 1
    for told in ("nowhere", "elsewhere", f"{second['key']}, source", "weather"):
        assert told in printed
    severities = re.findall(r"^(FAIL|WARN|PASS)  ", printed, re.MULTILINE)
    assert severities == sorted(severities, key=["FAIL", "WARN", "PASS"].index)
    assert severities[:2] == ["FAIL", "FAIL"]


@pytest.mark.core
def test_json_gives_exact_counts_and_witnesses(tmp_path: Path, book: dict[str, Any]) -> None:
    book["rules"] += [
        rule("up", "not_below", "operations", pair=["yes"], urgency=["crisis"]),
        rule("down", "not_needed_above", "exchange", pair=["yes"], urgency=["crisis"]),
    ]
    status, found = in_json(stored(tmp_path, "book.json", book))
    by_key = {each["key"]: each for each in found["checks"]}
    assert status == 1
    assert found["counts"]["fail"] == sum(each["severity"] == "fail" for each in found["checks"])
    item = next(
        each for each in by_key["contradictory"]["items"] if each["rules"] == ["up", "down"]
    )
    assert item["witness"] == {"pair": ["yes"], "urgency": ["crisis"]}
    assert item["share"]["count"] * 6 == item["share"]["of"] > 10**12


@pytest.mark.core
def test_information_is_shortened_in_text_and_whole_in_json() -> None:
    path = str(SEEDS / "rulebook.toml")
    _, found = in_json(path)
    pairs = next(each for each in found["checks"] if each["key"] == "weighed")["items"]
    shares = [item["share"]["count"] for item in pairs]
    assert shares == sorted(shares, reverse=True)
    assert f"and {len(pairs) - 5} more, all in --format json" in check(path)[1]


@pytest.mark.core
def test_a_whole_edition_without_fault_ends_with_status_zero(tmp_path: Path) -> None:
    levels = ["subregional", "bilateral", "regional", "interregional", "global"]
    depths = ["coordination", "standards", "operations", "delegation"]
    rungs = [*levels, *depths]
    options = [{"key": rung, "label": rung} for rung in [*rungs, "local"]]
    asked = {**document()["questions"][0], "key": "rung", "options": options}
    rules = [rule(f"r-{rung}", "not_below", rung, rung=[rung]) for rung in rungs]
    path = stored(tmp_path, "edition.json", document(*rules, questions=[asked]))
    status, printed = check(path)
    assert status == 0
    assert "WARN  Rules without an example or a near miss: 9" in printed
    assert "16 checks: 0 failed, 2 with warnings, 14 passed." in printed


@pytest.mark.django_db
def test_the_current_edition_is_checked_by_default_and_any_other_by_its_number(
    seeded: None,
) -> None:
    faulty = shipped_document()
    faulty["rules"][0]["source"] = ""
    current = EditionRecord.objects.get(current=True)
    EditionRecord.objects.create(
        number=2, document=faulty, checksum="x", created_at=current.created_at
    )
    assert check()[1].startswith("Edition 1: ")
    assert check()[1] == check("1")[1]
    status, printed = check("2")
    assert (status, printed.split(":")[0]) == (1, "Edition 2")
    assert f"{faulty['rules'][0]['key']}, source: no rule without" in printed


@pytest.mark.django_db
def test_without_a_stored_edition_the_shipped_one_is_checked() -> None:
    assert check()[1].startswith("The shipped edition: ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("missing.toml", None, "missing.toml"),
        ("book.toml", "rules = [", "not TOML"),
        ("book.json", "{", "not JSON"),
        ("book.json", "[]", "expected an object with keys, got a list"),
        ("book.json", "{}", "title: is missing"),
        ("9", None, "9: no edition of this number is stored"),
        ("9" * 30, None, "no edition of this number is stored"),
    ],
)
def test_what_cannot_be_read_ends_with_status_two_and_one_message(
    tmp_path: Path, name: str, text: str | None, told: str
) -> None:
    sought = name if name.isdecimal() else str(tmp_path / name)
    if text is not None:
        Path(sought).write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as refused:
        check(sought)
    assert refused.value.returncode == 2
    assert told in str(refused.value)


def told(*arguments: str) -> tuple[int, str]:
    """Exit status and what was printed by any act."""
    printed = StringIO()
    try:
        call_command("rulebook", *arguments, stdout=printed, stderr=StringIO())
    except SystemExit as left:
        return int(left.code or 0), printed.getvalue()
    return 0, printed.getvalue()


def refused(*arguments: str) -> str:
    with pytest.raises(CommandError) as error:
        told(*arguments)
    assert error.value.returncode == 2
    return str(error.value)


@pytest.mark.django_db
def test_the_shipped_book_is_exported_and_compared_without_a_stored_edition(tmp_path: Path) -> None:
    status, exported = told("export")
    assert status == 0
    path = tmp_path / "book.toml"
    assert told("export", "--output", str(path)) == (0, "")
    assert path.read_text(encoding="utf-8") == exported
    assert told("export", str(path)) == (0, exported), "a file is laid out as all are"
    assert json.loads(told("export", "--format", "json")[1]) == shipped_document()
    assert told("diff", str(SEEDS / "rulebook.toml"), str(path))[0] == 0
    assert "MODEL/" in told("export", "--format", "dmn")[1]
    assert '? in ("no",)' in told("export", "--format", "dmn", "--dialect", "spiff")[1]
    assert "No such file" in refused("export", "--output", str(tmp_path / "a" / "b"))
    assert "no edition is stored" in refused("import", str(path))


@pytest.mark.django_db
def test_a_file_becomes_a_draft_that_can_be_exported_checked_and_compared(
    clara: User, anna: User, tmp_path: Path, book: dict[str, Any]
) -> None:
    book["rules"][0]["title"] = "Called otherwise"
    path = stored(tmp_path, "Spring.toml", book)
    status, code = told("import", path, "--as", "clara")
    code = code.strip()
    draft = Draft.objects.get(code=code)
    assert (status, draft.author, draft.name, draft.base.number) == (0, clara, "Spring", 1)
    assert 'title = "Called otherwise"' in told("export", code)[1]
    assert check(code)[1].startswith(f"Draft {code}: ")
    status, text = told("diff", "1", code)
    assert status == 1
    assert text.startswith("From edition 1 to the draft “Spring”: 1 differs\n\nRules changed\n")
    assert "Called otherwise: " in text
    status, text = told("diff", "1", path, "--format", "json")
    found = json.loads(text)
    assert (status, found["to"], found["states_differ"]) == (1, path, False)
    assert [(each["key"], each["how"]) for each in found["differences"]] == [
        (book["rules"][0]["key"], "changed")
    ]
    again = told("import", stored(tmp_path, "x.json", book), "--name", "By nobody", "--base", "1")
    made = Draft.objects.get(code=again[1].strip())
    assert (made.author, made.name) == (None, "By nobody")
    assert "anna: is no rule administrator" in refused("import", path, "--as", "anna")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("export", "9"), "9: no edition of this number is stored"),
        (("export", "zzzzzzzzzz"), "zzzzzzzzzz: no draft of this code is stored, and no file"),
        (("diff", "1", "nowhere.toml"), "nowhere.toml: No such file"),
        (("import", "BOOK"), 'rules[0].when.reach[0]: "nowhere" is not an option'),
        (("import", "BOOK", "--base", "7"), "7: no edition of this number is stored"),
        (("diff", "BOOK", "1"), "rules[0].when.reach[0]"),
    ],
)
def test_whatever_cannot_be_read_or_written_is_one_message_with_its_place(
    seeded: None, tmp_path: Path, book: dict[str, Any], arguments: tuple[str, ...], said: str
) -> None:
    book["rules"][0]["when"] = {"reach": ["nowhere"]}
    path = stored(tmp_path, "book.toml", book)
    assert said in refused(*(path if each == "BOOK" else each for each in arguments))
    assert not Draft.objects.exists()


@pytest.mark.django_db
def test_a_book_comes_by_standard_input(seeded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("title = 'By pipe'"))
    status, code = told("import", "-")
    assert (status, Draft.objects.get(code=code.strip()).name) == (0, "Imported")
