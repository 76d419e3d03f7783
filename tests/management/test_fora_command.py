"""Does `manage.py fora check` name what is old or wrong, and end with the right status?"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError

from decisions.models import EditionRecord
from decisions.seeds import SEEDS, load, shipped_document

from ..subsidiarity.small_books import document, forum
from .asking import check_with, stored

SHIPPED = str(SEEDS / "fora.toml")


check = partial(check_with, "fora")


def refused(sought: str) -> str:
    """The one message of a refusal."""
    with pytest.raises(CommandError) as error:
        check(sought)
    assert error.value.returncode == 2
    return str(error.value)


@pytest.fixture
def catalogue() -> dict[str, Any]:
    return deepcopy(load("fora.toml"))


@pytest.mark.core
def test_the_shipped_catalogue_passes_and_its_stale_entries_are_named_with_their_age() -> None:
    status, printed = check(SHIPPED, "--year", "2026")
    assert status == 0
    assert printed.startswith(f"{SHIPPED}: 90 fora, 244 States, as seen in 2026\n")
    assert "WARN  Fora with facts more than 5 years old: 10\n" in printed
    assert "Southern African Migration Programme (samp): facts as of 2012, 14 years old." in printed
    assert "12 checks: 0 failed, 3 with warnings, 9 passed." in printed


@pytest.mark.core
def test_facts_are_older_in_a_later_year_and_none_is_yet_to_come() -> None:
    later = check(SHIPPED, "--year", "2036")[1]
    assert "Southern African Migration Programme (samp): facts as of 2012, 24 years old." in later
    assert (
        "WARN  Fora with facts of no year, or of one to come" in check(SHIPPED, "--year", "2020")[1]
    )


@pytest.mark.core
def test_without_a_year_it_is_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    class Calendar:
        year = 2031

    monkeypatch.setattr("decisions.management.commands.fora.localdate", Calendar)
    assert "as seen in 2031" in check(SHIPPED)[1]


@pytest.mark.core
def test_a_member_too_few_in_a_well_known_body_fails_with_status_one(
    tmp_path: Path, catalogue: dict[str, Any]
) -> None:
    union = catalogue["fora"][0]
    union["members"].remove("DE")
    union["published_count"] = 26
    status, printed = check(stored(tmp_path, "fora.toml", catalogue))
    assert status == 1
    assert "FAIL  Fora whose members are not as many as is known: 1\n" in printed
    assert "European Union (eu): 26 members are listed, 27 are known." in printed


@pytest.mark.core
def test_json_names_the_fora_of_each_finding(tmp_path: Path, catalogue: dict[str, Any]) -> None:
    path = stored(tmp_path, "fora.json", catalogue)
    status, printed = check(path, "--format", "json", "--year", "2026")
    found = json.loads(printed)
    by_key = {each["key"]: each for each in found["checks"]}
    assert (status, found["catalogue"]) == (0, path)
    assert found["counts"] == {"fail": 0, "warn": 3, "pass": 9}
    assert by_key["stale"]["items"][0]["fora"] == ["apc"]
    assert len(by_key["status"]["items"]) == 6


@pytest.mark.core
def test_a_whole_edition_is_checked_with_its_own_states(tmp_path: Path) -> None:
    path = stored(tmp_path, "edition.json", document(fora=[forum(as_of=2026)]))
    assert check(path, "--year", "2026")[1].startswith(f"{path}: 1 fora, 5 States, as seen in 2026")


@pytest.mark.core
def test_faults_of_the_rules_are_not_the_concern_of_the_catalogue(tmp_path: Path) -> None:
    whole = shipped_document()
    whole["rules"] = [{**whole["rules"][0], "effect": "fly"}]
    assert check(stored(tmp_path, "edition.json", whole))[0] == 0


@pytest.mark.core
@pytest.mark.parametrize(
    ("place", "changes", "message"),
    [
        (0, {"members": ["DE", False]}, "fora[0].members[1]: expected the code of a State, got true or false"),
        (3, {"kind": "club"}, 'fora[3].kind: "club" is not a kind of forum'),
        (3, {"kind": "club"}, '(forum "mtm")'),
        (0, {"members": ["DE", "DEU"]}, 'fora[0].members[1]: "DEU" is not a State; allowed: one of 244 keys such as DE'),
        (0, {"published_count": 28}, "fora[0].published_count: is 28, but there are 27 on the lists counted"),
        (0, {"relations": [{"type": "has_part", "id": "shengen"}]},
         '"shengen" is not a forum of this catalogue; allowed: one of 90 keys such as schengen'),
        (0, {"id": "oecd"}, '"oecd" stands twice'),
        (0, {"mandate": ["asylum", "weather"]}, 'fora[0].mandate[1]: "weather" is not an issue; allowed: '),
    ],
)  # fmt: skip
def test_a_malformed_catalogue_ends_with_status_two_and_the_place(
    tmp_path: Path, catalogue: dict[str, Any], place: int, changes: dict[str, Any], message: str
) -> None:
    catalogue["fora"][place] |= changes
    path = stored(tmp_path, "fora.json", catalogue)
    assert refused(path).startswith(f"{path}: fora[")
    assert message in refused(path)


@pytest.mark.core
@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("missing.toml", None, "No such file"),
        ("fora.toml", "[[fora]", "not TOML"),
        ("fora.toml", f"fora = {'9' * 5000}", "holds a number that is too long to be read"),
        ("fora.json", "{", "not JSON"),
        ("fora.json", "[]", "expected an object with keys, got a list"),
        ("fora.json", "{}", "fora: is missing"),
        ("fora.json", '{"fora": {}}', "fora: expected a list, got an object"),
        ("fora.json", '{"fora": [], "forums": []}', "forums: unknown key"),
    ],
)
def test_what_cannot_be_read_ends_with_status_two_and_one_message(
    tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    path = tmp_path / name
    if text is not None:
        path.write_text(text, encoding="utf-8")
    told = refused(str(path))
    assert told.startswith(f"{path}: ")
    assert message in told
    assert "\n" not in told


@pytest.mark.django_db
def test_the_current_edition_is_checked_by_default_and_any_other_by_its_number(
    seeded: None,
) -> None:
    current = EditionRecord.objects.get(current=True)
    fewer = {**current.document, "fora": current.document["fora"][3:4]}
    fewer["fora"][0]["relations"] = []
    EditionRecord.objects.create(
        number=2, document=fewer, checksum="x", created_at=current.created_at
    )
    assert check()[1].startswith("Edition 1: 90 fora, ")
    assert check()[1] == check("1")[1]
    assert check("2")[1].startswith("Edition 2: 1 fora, ")
    assert refused("9") == "9: no edition of this number is stored"


@pytest.mark.django_db
def test_without_a_stored_edition_the_shipped_one_is_checked() -> None:
    assert check()[1].startswith("The shipped edition: 90 fora, ")
