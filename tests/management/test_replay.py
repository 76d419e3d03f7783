"""Does `manage.py replay` find every stored recommendation that no longer follows from its record?"""

from __future__ import annotations

import json
from copy import deepcopy
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from decisions.guide.actions import change, save_recommendation
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Sent
from decisions.management import replaying
from decisions.models import CaseFile, EditionRecord, FullOutcome, SavedRecommendation, immutable
from decisions.models.outcome import KeptOutcome
from decisions.subsidiarity.wire import checksum

pytestmark = pytest.mark.django_db

SECRET = "opposes"
STANCES = {
    "temporary_labour": [
        {"state": "DE", "stated": "seeks", "assessed": "seeks"},
        {"state": "TR", "stated": "supports", "assessed": SECRET},
    ]
}


def replay(*codes: str, **options: Any) -> tuple[int, str, str]:
    """Exit status, what was printed and what was said beside it."""
    printed, beside = StringIO(), StringIO()
    replaying.worked_out.cache_clear()
    try:
        call_command("replay", *codes, stdout=printed, stderr=beside, **options)
    except SystemExit as left:
        return int(left.code or 0), printed.getvalue(), beside.getvalue()
    return 0, printed.getvalue(), beside.getvalue()


def save(anna: User, case_file: CaseFile, edit: Any, key: str) -> SavedRecommendation:
    case_file.refresh_from_db()
    change(user=anna, case_file=case_file, sent=Sent(key, case_file.revision), now=timezone.now(),
           act="test", edit=edit)  # fmt: skip
    case_file.refresh_from_db()
    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent(f"save {key}", case_file.revision),
        now=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    """Assessed interests differ from stated ones, so that the two outcomes differ too."""
    return save(anna, case_file, lambda document: with_interest_map(document, STANCES), "map")


@pytest.fixture
def tampering() -> Any:
    """What the database refuses otherwise."""
    immutable.remove(connection, immutable.ALL)
    yield
    immutable.install(connection, immutable.ALL)


def put(record: Any, outcome: dict[str, Any]) -> None:
    """Another outcome in the place of the stored one, with a checksum that fits it."""
    found = KeptOutcome.objects.create(checksum=checksum(outcome), document=outcome)
    type(record).objects.filter(pk=record.pk).update(kept=found, checksum=found.checksum)


def test_what_follows_from_its_record_is_equal(saved: SavedRecommendation) -> None:
    assert replay() == (0, "1 record: 1 equal, 0 different.\n", "Replayed: 1 of 1\n")
    status, printed, _ = replay(saved.code)
    assert (status, printed) == (0, f"{saved.code}: equal\n1 record: 1 equal, 0 different.\n")


def test_a_shared_outcome_that_was_tampered_with_is_named_with_its_place(
    saved: SavedRecommendation, tampering: None
) -> None:
    outcome = deepcopy(saved.outcome)
    outcome["issues"][1]["depth"] = "delegation"
    put(saved, outcome)
    status, printed, _ = replay()
    assert status == 1
    assert printed.splitlines() == [
        f'{saved.code}: shared outcome: issues[1].depth: "delegation" became "coordination"',
        "1 record: 0 equal, 1 different.",
    ]


def test_of_a_full_outcome_nothing_is_told_but_the_outermost_place(
    saved: SavedRecommendation, tampering: None
) -> None:
    full = FullOutcome.objects.get(recommendation=saved)
    assert full.outcome["issues"][0]["hardness"] == "hard", "worked out with the secret"
    outcome = deepcopy(full.outcome)
    outcome["issues"][0]["hardness"], outcome["packages"] = SECRET, []
    put(full, outcome)
    for options in ({}, {"format": "json"}):
        status, printed, beside = replay(**options)
        assert status == 1
        assert SECRET not in printed + beside
        assert "hard" not in printed + beside
    assert replay()[1].splitlines()[0] == (
        f"{saved.code}: full outcome: differs in issues, packages"
    )


def test_a_checksum_or_a_level_that_does_not_fit_is_named(
    saved: SavedRecommendation, tampering: None
) -> None:
    SavedRecommendation.objects.update(checksum="0" * 64, level="global")
    assert replay()[1].splitlines()[:2] == [
        f"{saved.code}: shared outcome: the stored checksum is not that of the stored outcome",
        f"{saved.code}: shared outcome: the level beside it is not the level in it",
    ]


def test_a_missing_full_outcome_is_named(saved: SavedRecommendation, tampering: None) -> None:
    FullOutcome.objects.all().delete()
    status, printed, _ = replay()
    assert (status, printed.splitlines()[0]) == (1, f"{saved.code}: full outcome: is missing")


def test_a_case_that_cannot_be_read_any_more_is_named_and_no_crash(
    saved: SavedRecommendation, tampering: None
) -> None:
    full = FullOutcome.objects.get(recommendation=saved)
    case = deepcopy(full.case)
    case["issues"][0]["interests"][1]["assessed"] = "zq7-canary"
    FullOutcome.objects.update(case=case)
    SavedRecommendation.objects.update(case={**saved.case, "states": [{"state": "XX"}]})
    status, printed, beside = replay()
    assert status == 1
    shared, whole, _ = printed.splitlines()
    assert shared.startswith(
        f'{saved.code}: shared outcome: cannot be read any more: states[0].state: "XX" is not'
    )
    assert whole == f"{saved.code}: full outcome: cannot be read any more: issues"
    assert "canary" not in printed + beside


def test_an_edition_that_cannot_be_read_any_more_is_named_and_no_crash(
    saved: SavedRecommendation, tampering: None
) -> None:
    broken = {**saved.edition.document, "rules": [{}]}
    EditionRecord.objects.update(document=broken, checksum=checksum(broken))
    status, printed, _ = replay()
    assert status == 1
    assert "shared outcome: cannot be read any more: rules[0]" in printed
    assert "full outcome: cannot be read any more: rules" in printed


def test_a_later_edition_leaves_old_records_equal(
    anna: User, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    first = EditionRecord.objects.get(number=1)
    document = {**first.document, "rules": first.document["rules"][40:]}
    EditionRecord.objects.update(current=False)
    EditionRecord.objects.create(
        number=2, document=document, checksum=checksum(document), status="published",
        current=True, created_at=timezone.now(),
    )  # fmt: skip
    save(anna, case_file, lambda d: with_answer(d, "pair", "no"), "later")
    assert replay()[1] == "2 records: 2 equal, 0 different.\n"


def test_records_of_one_case_are_worked_out_once(
    anna: User, case_file: CaseFile, saved: SavedRecommendation, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        CaseFile.objects.update(revision=100 + number)
        case_file.refresh_from_db()
        save_recommendation(user=anna, case_file=case_file,
                            sent=Sent(f"again {number}", case_file.revision), now=timezone.now())  # fmt: skip
    made: list[Any] = []
    honest = replaying.recommend
    monkeypatch.setattr(replaying, "recommend", lambda *a: (made.append(a), honest(*a))[1])
    assert replay()[1] == "4 records: 4 equal, 0 different.\n"
    assert len(made) == 2, "once without assessed interests, once with them"


def test_only_the_records_asked_for_are_replayed(
    anna: User, case_file: CaseFile, saved: SavedRecommendation, tampering: None
) -> None:
    other = save(anna, case_file, lambda d: with_answer(d, "pair", "no"), "other")
    put(other, {**other.outcome, "headline": "Another"})
    assert replay(saved.code)[0] == 0
    assert replay(other.code)[0] == 1
    status, printed, _ = replay(saved.code, other.code)
    assert status == 1
    assert printed.splitlines()[-1] == "2 records: 1 equal, 1 different."


def test_an_unknown_code_ends_with_status_2_and_nothing_is_replayed(
    saved: SavedRecommendation,
) -> None:
    printed = StringIO()
    with pytest.raises(CommandError, match="no recommendation has the code nope") as refused:
        call_command("replay", saved.code, "nope", stdout=printed)
    assert refused.value.returncode == 2
    assert not printed.getvalue()


def test_json_says_the_same(saved: SavedRecommendation, tampering: None) -> None:
    assert json.loads(replay(format="json")[1]) == {"records": 1, "equal": 1, "different": []}
    put(saved, {**saved.outcome, "depth": "delegation"})
    status, printed, _ = replay(format="json")
    shared = ['depth: "delegation" became "coordination"']
    assert (status, json.loads(printed)) == (
        1,
        {
            "records": 1,
            "equal": 0,
            "different": [{"code": saved.code, "shared": shared, "full": []}],
        },
    )


def test_without_records_there_is_nothing_to_replay(seeded: None) -> None:
    assert replay() == (0, "0 records: 0 equal, 0 different.\n", "")
