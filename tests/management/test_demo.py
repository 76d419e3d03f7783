"""Does `manage.py demo --recommendations N` store what saving one by one would store?"""

from __future__ import annotations

from io import StringIO
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from decisions.management.made_up import filling
from decisions.models import (
    AssessedInterests,
    CaseFile,
    Dispute,
    Dossier,
    FullOutcome,
    SavedRecommendation,
    SearchEntry,
    Share,
)
from decisions.models.casefile import case_document
from decisions.models.indexing import tokens, with_full
from decisions.subsidiarity.recommend import outcomes
from decisions.subsidiarity.wire import checksum, read_case, write_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(seeded: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.DEMO = True
    monkeypatch.setattr(filling, "POOL", 8)
    monkeypatch.setattr(filling, "BATCH", 60)

    def call(*arguments: str) -> tuple[str, str]:
        out, err = StringIO(), StringIO()
        call_command("demo", *arguments, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return call


SAMPLES = 10


def test_so_many_are_stored_and_a_repeat_adds_what_is_missing(demo: Any) -> None:
    out, err = demo("--recommendations", "150")
    assert "150 made-up recommendations added" in out
    assert "Stored: 150 of 150" in err
    assert SavedRecommendation.objects.count() == 150 + SAMPLES
    out, _ = demo("--recommendations", "150")
    assert "0 made-up recommendations added" in out
    demo("--recommendations", str(180 + SAMPLES))
    assert SavedRecommendation.objects.count() == 180 + SAMPLES
    for model in (FullOutcome, Dossier, SearchEntry):
        assert model.objects.count() == 180 + SAMPLES


def test_without_a_number_there_are_samples_alone(demo: Any) -> None:
    demo()
    assert SavedRecommendation.objects.count() == SAMPLES
    assert not User.objects.filter(username__startswith="officer-").exists()


def test_it_is_refused_where_there_is_no_demonstration(demo: Any, settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        demo("--recommendations", "5")
    assert not SavedRecommendation.objects.exists()


@pytest.mark.heavy
def test_the_search_entry_is_what_saving_would_have_written(demo: Any) -> None:
    demo("--recommendations", "150")
    keys = list(SavedRecommendation.objects.values_list("pk", flat=True))
    sample = Random(1).sample(keys, 50)
    written = dict(SearchEntry.objects.values_list("recommendation_id", "words"))
    for saved, full in with_full(sample):
        assert sorted(written[saved.pk].split()) == sorted(tokens(saved, full))


@pytest.mark.heavy
def test_each_record_holds_what_the_core_recommends(demo: Any) -> None:
    demo("--recommendations", "60")
    ways = {(f.kept_id, f.recommendation.kept_id): f for f in FullOutcome.objects.all()}
    for full in ways.values():
        saved = full.recommendation
        both = outcomes(read_case(full.case, saved.edition.ready()), saved.edition.ready())
        assert write_recommendation(both.full) == full.outcome
        assert write_recommendation(both.shared) == saved.outcome
        assert (full.checksum, full.level) == (checksum(full.outcome), full.outcome["level"])
        assert (saved.checksum, saved.level) == (checksum(saved.outcome), saved.outcome["level"])
        assert "assessed" not in str(saved.case)


@pytest.mark.heavy
def test_dates_follow_the_keys_over_three_years_and_samples_come_last(demo: Any) -> None:
    demo("--recommendations", "90")
    moments = list(SavedRecommendation.objects.order_by("pk").values_list("saved_at", flat=True))
    assert moments == sorted(moments)
    assert 1000 < (moments[-1] - moments[0]).days < 1100


@pytest.mark.heavy
def test_cases_hang_together(demo: Any) -> None:
    demo("--recommendations", "150")
    for case_file in CaseFile.objects.filter(owner__username__startswith="officer-")[:40]:
        saved = list(case_file.recommendations.order_by("pk"))
        assert [each.revision for each in saved] == list(range(1, len(saved) + 1))
        assert 1 <= len(saved) <= 5
        assert case_file.revision == len(saved)
        assert {each.title for each in saved} == {case_file.title}
        assert case_file.created_at < saved[0].saved_at
        full = FullOutcome.objects.get(recommendation=saved[-1])
        assert case_document(case_file.owner, case_file) == full.case


@pytest.mark.heavy
def test_people_shares_and_disputes_are_as_the_house_has_them(demo: Any) -> None:
    demo("--recommendations", "300")
    officers = User.objects.filter(username__startswith="officer-")
    assert officers.count() == 20
    assert not any(officer.has_usable_password() for officer in officers)
    anna = User.objects.get(username="anna")
    mine = SavedRecommendation.objects.filter(owner=anna).count() - SAMPLES
    assert 300 * 0.1 < mine < 300 * 0.35
    assert Share.objects.filter(person=anna).exists()
    assert Share.objects.filter(team__members=anna).exists()
    assert AssessedInterests.objects.exists()
    returned = Dossier.objects.filter(status="returned")
    for dossier in returned.filter(recommendation__owner__in=officers):
        [dispute] = Dispute.objects.filter(thread=dossier.pk)
        assert dispute.by == dossier.reviewer != dossier.recommendation.owner
        assert dispute.key in dossier.recommendation.case["answers"]


@pytest.mark.heavy
def test_the_same_seed_draws_the_same_titles(demo: Any) -> None:
    from django.db import transaction

    drawn = []
    for seed in ("3", "3", "4"):
        with transaction.atomic():
            demo("--recommendations", "20", "--seed", seed)
            drawn.append(list(SavedRecommendation.objects.values_list("title", flat=True)))
            transaction.set_rollback(True)
    assert drawn[0] == drawn[1] != drawn[2]


def test_the_name_of_a_person_with_a_password_is_not_taken_for_a_demonstration(
    seeded: None, settings: Any
) -> None:
    settings.DEMO = True
    anna = User.objects.create_user("anna", password="a-Real-passw0rd")
    with pytest.raises(CommandError, match="anna"):
        call_command("demo")
    assert not anna.groups.exists()
