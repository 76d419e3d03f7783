"""Does a search find what it should, all of it, and nothing that its reader may not know of?"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.archive import finding
from decisions.archive.finding import page_of
from decisions.house.sending import Sent
from decisions.models import Comment, Dossier, SavedRecommendation, Tag, Team
from decisions.models.indexing import EVERYTHING, index
from decisions.models.recommendation import full_levels
from decisions.models.search import Has, token
from decisions.subsidiarity.ladder import LABELS

from .many import share, store_many, take_back
from .oracle import Known, everything, expected, random_wanted
from .passing import save

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
People = tuple[User, ...]
ROUNDS = 70


@pytest.fixture
def records(anna: User, otto: User, boris: User) -> list[Known]:
    """Sixty, of which some are Otto's by name or by team, whole or not."""
    stored, draw = store_many(60), Random(4)
    team = Team.objects.create(name="Otto's team")
    team.members.add(otto)
    cases = list({each.case_file_id: each for each in stored}.values())
    for saved in draw.sample(cases, 10):
        share(saved, person=otto, right=draw.randint(1, 3), assessed=draw.random() < 0.5)
    for saved in draw.sample(cases, 3):
        share(saved, team=team)
    for dossier in Dossier.objects.filter(pk__in=[each.pk for each in draw.sample(stored, 9)]):
        dossier.status, dossier.put_away_at = "replaced", timezone.now()
        dossier.save()
        index([dossier.recommendation])
    return everything()


def mistakes(records: list[Known], people: People, rounds: int = ROUNDS) -> list[Any]:
    """Searches that find other than they should."""
    draw, wrong = Random(9), []
    for number in range(rounds):
        wanted = random_wanted(draw, records)
        for person in people:
            user = User.objects.get(pk=person.pk)
            right = expected(records, user, wanted)
            found = page_of(user, wanted)
            if (found.keys, found.count) != (right[: finding.PAGE], len(right)):
                wrong.append((number, user.username, wanted))
    return wrong


def test_the_search_finds_what_looking_at_every_record_finds(
    records: list[Known], anna: User, otto: User, boris: User
) -> None:
    assert mistakes(records, (anna, otto, boris)) == []


def test_the_records_of_that_comparison_tell_the_people_apart(
    records: list[Known], anna: User, otto: User, boris: User
) -> None:
    """What it compares is worth comparing: sights differ, and so do full and shared levels."""
    sights = [len(page_of(user, {"away": "also"}).keys) for user in (anna, otto, boris)]
    assert 3 < sights[1] != sights[0] < sights[2] == finding.PAGE
    saved = list(SavedRecommendation.objects.all())
    for user in (anna, otto):
        whole = full_levels(user, saved)
        assert any(whole.get(each.pk, each.level) != each.level for each in saved)
        assert any(each.pk not in whole for each in saved)


def everything_for_everybody(user: User) -> Has:
    return Has(EVERYTHING)


def shared_levels_for_everybody(user: User, wanted: Any) -> Any:
    told = [(kind, wanted[kind]) for kind in finding.OF_THE_OUTCOME if wanted.get(kind)]
    may = finding.Some((Has(token("whole", user.pk)), finding.read_by(user)))
    return finding.All((may, *(Has(token(kind, key)) for kind, key in told)))


@pytest.mark.parametrize(
    ("part", "broken"),
    [
        ("read_by", everything_for_everybody),
        ("readable", shared_levels_for_everybody),
        ("PUT_AWAY", "_none"),
        ("PLAIN", ("issue", "state", "status", "edition")),
    ],
)
def test_a_search_without_one_of_its_parts_would_be_caught(
    records: list[Known],
    anna: User,
    otto: User,
    monkeypatch: pytest.MonkeyPatch,
    part: str,
    broken: Any,
) -> None:
    """The negative control."""
    monkeypatch.setattr(finding, part, broken)
    assert mistakes(records, (anna, otto))


def codes(client: Client, **asked: str) -> list[str]:
    """Codes of the records on one page of the list, in order."""
    response = client.get(reverse("archive:list"), asked)
    assert response.status_code == 200, asked
    return [row.saved.code for row in response.context["rows"]]


def test_pages_follow_one_another_without_gaps_or_repeats(
    records: list[Known], anna: User, otto: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGE", 4)
    for user in (anna, otto):
        client, seen, pages = as_user(user), [], []
        page = codes(client)
        while page and page not in pages:
            pages.append(page)
            seen += page
            response = client.get(reverse("archive:list"), {"before": page[-1]})
            page = [row.saved.code for row in response.context["rows"]]
        keys = dict(SavedRecommendation.objects.values_list("code", "pk"))
        assert [keys[code] for code in seen] == expected(records, user, {})
        for number in range(len(pages) - 1, 0, -1):
            assert codes(client, after=pages[number][0]) == pages[number - 1]


def test_a_page_beyond_what_one_may_not_know_of_is_the_first_page(
    records: list[Known], anna: User, otto: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "PAGE", 4)
    hidden = [each for each in records if each.pk not in expected(records, otto, {"away": "also"})]
    client = as_user(otto)
    for each in hidden[::7]:
        code = SavedRecommendation.objects.get(pk=each.pk).code
        assert codes(client, before=code) == codes(client)
        assert codes(client, after=code) == codes(client)
    assert codes(client, before="nosuchcode") == codes(client)
    for strange in ("'; --", "\x00", "%00", "x" * 5_000, "٣", "_all"):
        assert codes(client, before=strange, after=strange) == codes(client)


def test_no_more_than_a_thousand_are_counted(
    records: list[Known], boris: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    from decisions.archive import views_list

    for module in (finding, views_list):
        monkeypatch.setattr(module, "COUNTED", 7)
    page = as_user(boris).get(reverse("archive:list")).content.decode()
    assert "7+ recommendations found" in page
    code = SavedRecommendation.objects.get(pk=records[0].pk).code
    few = as_user(boris).get(reverse("archive:list"), {"q": code, "away": "also"})
    assert "1 recommendation found" in few.content.decode()


def test_a_share_makes_a_record_appear_and_taking_it_back_makes_it_go(
    anna: User, otto: User, case_file: Any, as_user: As
) -> None:
    from decisions.guide.sharing import Given, share_case
    from decisions.guide.sharing import take_back as take_share_back
    from decisions.models import Right

    saved, client = save(anna, case_file), as_user(otto)
    everywhere = [{}, {"q": "Workers"}, {"level": saved.level}, {"state": "DE"}, {"q": saved.code}]
    assert [codes(client, **asked) for asked in everywhere] == [[]] * 5
    given = share_case(
        user=anna, case_file=case_file, who=otto, given=Given(Right.READ),
        sent=Sent("share", 1), now=timezone.now(),
    )  # fmt: skip
    assert [codes(client, **asked) for asked in everywhere] == [[saved.code]] * 5
    assert codes(client, whose="shared") == [saved.code]
    take_share_back(
        user=anna, case_file=case_file, share=given, sent=Sent("back", 1), now=timezone.now()
    )
    assert [codes(client, **asked) for asked in everywhere] == [[]] * 5
    page = client.get(reverse("archive:list")).content.decode()
    assert "Nothing found" in page
    assert "Workers</a>" not in page


def test_a_stale_entry_shows_nothing_that_is_not_readable(
    anna: User, otto: User, case_file: Any, as_user: As
) -> None:
    """Even where the index says too much, rows come from what the reader may read."""
    saved = save(anna, case_file)
    given = share(saved, person=otto)
    given.delete()
    assert codes(as_user(otto)) == []
    take_back(share(saved, person=otto))


def test_the_same_record_has_its_full_level_for_the_owner_and_its_shared_one_for_the_reviewer(
    anna: User, boris: User, as_user: As
) -> None:
    stored = [each for each in store_many(40, seed=2) if each.owner == anna]
    whole = full_levels(anna, stored)
    saved = next(each for each in stored if whole[each.pk] != each.level)
    full, shared = whole[saved.pk], saved.level
    for user, mine, other in ((anna, full, shared), (boris, shared, full)):
        client = as_user(user)
        assert codes(client, q=saved.code, level=mine, away="also") == [saved.code]
        assert codes(client, q=saved.code, level=other, away="also") == []
        page = client.get(reverse("archive:list"), {"q": saved.code, "away": "also"})
        assert [row.level for row in page.context["rows"]] == [LABELS[mine]]


def test_sight_of_assessed_interests_changes_the_level_that_is_searched_and_shown(
    anna: User, otto: User, as_user: As
) -> None:
    stored = [each for each in store_many(40, seed=2) if each.owner == anna]
    whole = full_levels(anna, stored)
    saved = next(each for each in stored if whole[each.pk] != each.level)
    client = as_user(otto)
    given = share(saved, person=otto, right=1)
    assert codes(client, q=saved.code, level=saved.level, away="also") == [saved.code]
    take_back(given)
    share(saved, person=otto, right=1, assessed=True)
    assert codes(client, q=saved.code, level=saved.level, away="also") == []
    assert codes(client, q=saved.code, level=whole[saved.pk], away="also") == [saved.code]


HOSTILE = [
    '"', "'", "''", '"" OR "', "workers*", "*", "NEAR(workers agreement)", "workers NEAR agreement",
    "workers AND agreement", "title:workers", "words : workers", "-workers", "^workers", "a:*",
    "workers & agreement", "workers | zzz", "!zzz", "<-> workers", "(workers", "workers)", "\\",
    "%", "_", "__", "_all", "_away", "_level_global", "_whole_level_global", "_owner_1", "_whole_1",
    "🙂", "a🙂b", "٣", "работники", "العمال", "労働者", "\u200d", "a\u0301", "ᦰ", "aᦰb", "𞤀𞤁", "ﬁ",
    "x" * 100, "x " * 40, "' OR 1=1 --", "{}", "%s", "%(q)s", "\u202eworkers", "\x00", "wor\x00kers",
]  # fmt: skip


def test_no_text_breaks_the_search_or_acts_as_anything_but_words(
    anna: User, otto: User, case_file: Any, as_user: As
) -> None:
    saved = save(anna, case_file)
    for user, may in ((anna, ([], [saved.code])), (otto, ([],))):
        client = as_user(user)
        for typed in HOSTILE:
            response = client.get(reverse("archive:list"), {"q": typed})
            assert response.status_code in (200, 422), ascii(typed)
            shown = [row.saved.code for row in response.context["rows"]]
            assert shown in may, ascii(typed)
            if typed.startswith("_") or any(sign in typed for sign in ("|", "NEAR", "OR", "NOT")):
                assert shown == [], f"{typed} would have acted as a filter or as an operator"


def test_text_that_is_too_long_is_refused_and_kept(anna: User, as_user: As) -> None:
    client = as_user(anna)
    for typed in ("x" * 10_000, "x " * 5_000, "я" * 10_000):
        response = client.get(reverse("archive:list"), {"q": typed})
        assert response.status_code == 422
        assert response.context["form"]["q"].value() == typed
        assert "There is a problem" in response.content.decode()


WORDS = [
    ("Workers", True), ("work", True), ("W", True), ("rkers", False), ("türkiye", True),
    ("TURKIYE", True), ("Ger turk", True), ("german  zzz", False), ("admission quo", True),
    ("Anna", True), ("Boris", False), ("évaluation", True), ("evaluation", True),
]  # fmt: skip


def test_each_word_is_the_beginning_of_one_that_readers_may_read(
    anna: User, case_file: Any, as_user: As
) -> None:
    Tag.objects.create(case_file=case_file, name="Évaluation")
    saved, client = save(anna, case_file), as_user(anna)
    for typed, found in WORDS:
        assert codes(client, q=typed) == ([saved.code] if found else []), typed


def test_comments_are_found_until_they_are_taken_back(
    anna: User, boris: User, case_file: Any, as_user: As
) -> None:
    saved = save(anna, case_file)
    said = Comment.objects.create(
        recommendation=saved, by=boris, at=timezone.now(), text="A lighthouse?"
    )
    index([saved])
    assert codes(as_user(anna), q="lighthouse") == [saved.code]
    said.taken_back_at = timezone.now()
    said.save()
    index([saved])
    assert codes(as_user(anna), q="lighthouse") == []


WRONG = [
    ({"level": "mars"}, "“mars” is not on this list. Allowed are local"),
    ({"issue": "nothing"}, "“nothing” is not on this list"),
    ({"forum": "<script>"}, "“<script>” is not on this list"),
    ({"status": "lost"}, "Allowed are saved, submitted"),
    ({"edition": "99"}, "“99” is not on this list"),
    ({"edition": "one"}, "“one” is not on this list"),
    ({"whose": "yours"}, "Allowed are mine, shared"),
    ({"away": "gone"}, "Allowed are only, also"),
    ({"state": "Atlantis"}, "No State is called “Atlantis”"),
    ({"tag": "🙂"}, "A tag needs a letter or a digit."),
    ({"q": "***"}, "Type letters or digits"),
    ({"q": "a b c d e f g h i j k l m"}, "Search for at most 12 words."),
]


def test_a_wrong_filter_is_named_and_nothing_is_shown_that_was_not_asked_for(
    anna: User, case_file: Any, as_user: As
) -> None:
    save(anna, case_file)
    client = as_user(anna)
    for asked, says in WRONG:
        response = client.get(reverse("archive:list"), {"q": "workers", **asked})
        assert response.status_code == 422, asked
        assert says in unescape(response.content.decode())
        assert response.context["rows"] == []
        assert response.context["form"]["q"].value() == asked.get("q", "workers")


def test_a_filter_asks_by_any_name_of_a_state(anna: User, case_file: Any, as_user: As) -> None:
    saved = save(anna, case_file)
    for name in ("Türkiye", "turkey", "TR"):
        assert codes(as_user(anna), state=name) == [saved.code]
    assert codes(as_user(anna), state="Morocco") == []
