"""What may a colleague do with a case that is shared for editing, and what stays the owner's?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, copy_case_file, save_recommendation
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Sent
from decisions.models import AssessedInterests, CaseFile, SavedRecommendation, Share
from decisions.models.casefile import case_document
from decisions.models.secrecy import set_aside
from decisions.subsidiarity.wire import to_json
from tests.conftest import person

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
EDIT = 3
LABOUR, QUOTAS = "temporary_labour", "admission_quotas"
WITH_WORD = {"issue": QUOTAS, "answers": {"interest": "overlapping"}}
ASSESSED = {"TR": "opposes", "DE": "seeks"}


@pytest.fixture
def dora(seeded: None) -> User:
    """An officer with whom Anna works."""
    return person("dora", "officer")


def edited(user: User, case_file: CaseFile, edit: Any, key: str) -> CaseFile:
    case_file.refresh_from_db()
    sent = Sent(key, case_file.revision)
    return change(
        user=user, case_file=case_file, sent=sent, now=timezone.now(), act="test", edit=edit
    )


def given(case_file: CaseFile, who: User, right: int = EDIT, assessed: bool = False) -> Share:
    return Share.objects.create(
        case_file=case_file,
        person=who,
        right=right,
        assessed=assessed,
        given_by=case_file.owner,
        given_at=timezone.now(),
    )


@pytest.fixture
def secretive(anna: User, case_file: CaseFile) -> CaseFile:
    """Anna assesses what Germany and Türkiye want, and answers the question on hidden interests."""
    stances = {
        LABOUR: [
            {"state": "DE", "stated": "seeks", "assessed": "seeks"},
            {"state": "TR", "stated": "supports", "assessed": "opposes"},
        ]
    }
    edited(anna, case_file, lambda document: with_interest_map(document, stances), "map")
    hid = {"migrants_rights": "no"}
    return edited(
        anna, case_file, lambda document: with_answer(document, "hidden", "yes", hid), "h"
    )


@pytest.fixture
def shared(secretive: CaseFile, dora: User) -> CaseFile:
    given(secretive, dora)
    return secretive


def at(case_file: CaseFile, name: str, *arguments: str) -> str:
    return reverse(f"guide:{name}", args=[case_file.code, *arguments])


def sent(case_file: CaseFile, **fields: Any) -> dict[str, Any]:
    case_file.refresh_from_db()
    return {"revision": case_file.revision, "key": "k", "page": "p", **fields}


def text(response: Any) -> str:
    return str(response.content.decode())


def secret(case_file: CaseFile) -> dict[str, Any]:
    document: dict[str, Any] = AssessedInterests.objects.get(case_file=case_file).document
    return document


def assessed_of(user: User, case_file: CaseFile) -> dict[str, str]:
    """State -> assessed stance on temporary labour, as this user sees the case."""
    case_file.refresh_from_db()
    issues = case_document(user, case_file)["issues"]
    rows = next((i.get("interests", []) for i in issues if i["issue"] == LABOUR), [])
    return {row["state"]: row["assessed"] for row in rows if row.get("assessed")}


PAGES = ("task_list", "about", "states", "issues", "interests", "check", "recommendation",
         "other_level", "copy", "export")  # fmt: skip
OWNERS = ("own_view", "sharing")


def test_a_colleague_who_may_edit_opens_the_guide_and_others_do_not(
    shared: CaseFile, dora: User, otto: User, as_user: As
) -> None:
    for name in PAGES:
        assert as_user(dora).get(at(shared, name)).status_code == 200, name
        assert as_user(otto).get(at(shared, name)).status_code == 404, name


@pytest.mark.parametrize("right", [1, 2])
def test_a_lesser_right_does_not_open_the_guide(
    secretive: CaseFile, dora: User, as_user: As, right: int
) -> None:
    given(secretive, dora, right, assessed=True)
    for name in (*PAGES, *OWNERS):
        assert as_user(dora).get(at(secretive, name)).status_code == 404, name


@pytest.mark.parametrize("assessed", [False, True])
def test_the_owners_own_pages_are_not_there_for_a_colleague(
    secretive: CaseFile, anna: User, dora: User, as_user: As, assessed: bool
) -> None:
    given(secretive, dora, assessed=assessed)
    for name in OWNERS:
        assert as_user(anna).get(at(secretive, name)).status_code == 200
        for response in (
            as_user(dora).get(at(secretive, name)),
            as_user(dora).post(at(secretive, name), sent(secretive, own_view_level="global")),
        ):
            assert response.status_code == 404


def test_no_page_of_a_colleague_knows_of_assessed_interests(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    client = as_user(dora)
    client.get(at(shared, "section", "issues") + "?compact=yes")
    addresses = [at(shared, name) for name in PAGES]
    addresses += [at(shared, "section", step) for step in ("issues", "level", "scope")]
    addresses.append(at(shared, "interests") + "?map")
    for address in addresses:
        page = text(client.get(address))
        plain = page.replace("Worked out without assessed interests.", "")
        assert not re.search(r"assessed|answer/issues/hidden|hidden-answer", plain, re.I), address
    control = text(as_user(anna).get(at(shared, "interests") + "?map"))
    assert "assessed temporary_labour TR" in control


def test_the_page_says_that_the_result_is_worked_out_without_them(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    for name in ("task_list", "check", "recommendation"):
        assert "Worked out without assessed interests." in text(as_user(dora).get(at(shared, name)))
        assert "Worked out without" not in text(as_user(anna).get(at(shared, name)))


def test_the_question_on_hidden_interests_is_not_asked_of_a_colleague(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    address = at(shared, "question", "issues", "hidden")
    assert as_user(anna).get(address).status_code == 200
    assert as_user(dora).get(address).status_code == 404
    forged = sent(shared, **{"hidden-answer": "no"})
    assert as_user(dora).post(address, forged).status_code == 404
    tried = at(shared, "trying") + f"?issue={LABOUR}&change=hidden:no"
    assert as_user(anna).get(tried).status_code == 200
    assert as_user(dora).get(tried).status_code == 404
    assert as_user(dora).post(tried, sent(shared, keep="all")).status_code == 404
    assert secret(shared)["hidden"] == "yes"


def test_the_advice_of_a_colleague_is_the_shared_outcome(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    """Hard with assessed interests, soft without: the two pages must differ so."""
    theirs = text(as_user(dora).get(at(shared, "recommendation")))
    mine = text(as_user(anna).get(at(shared, "recommendation")))
    assert "<td>Hard</td>" in mine
    assert "<td>Hard</td>" not in theirs
    as_user(dora).post(at(shared, "recommendation"), sent(shared))
    saved = SavedRecommendation.objects.get()
    assert (saved.owner, saved.saved_by) == (anna, dora)
    assert saved.outcome["issues"][0]["hardness"] == "soft"
    page = text(as_user(dora).get(reverse("archive:recommendation", args=[saved.code])))
    assert "worked out without assessed interests" in page
    assert at(shared, "task_list") in page
    exported = as_user(dora).get(reverse("archive:json", args=[saved.code]))
    assert text(exported) == to_json(saved.outcome) + "\n"


FORGED = {
    f"stated {LABOUR} DE": "seeks",
    f"assessed {LABOUR} DE": "opposes",
    f"assessed {LABOUR} TR": "seeks",
    f"assessed {QUOTAS} TR": "opposes",
}


def test_forged_assessed_fields_change_nothing(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    kept = secret(shared)
    as_user(dora).post(at(shared, "interests") + "?map", sent(shared, **FORGED))
    section = at(shared, "section", "issues")
    as_user(dora).get(section + "?compact=yes")
    as_user(dora).post(section, sent(shared, key="s", **{"hidden-answer": "no"}))
    assert secret(shared) == kept
    shared.refresh_from_db()
    assert "assessed" not in str(shared.document)
    assert shared.document["issues"][1]["answers"]["interest"] == "overlapping"
    assert assessed_of(anna, shared) == ASSESSED
    as_user(anna).post(at(shared, "interests") + "?map", sent(shared, key="a", **FORGED))
    assert assessed_of(anna, shared)["TR"] == "seeks", "the control: the owner may"


def test_what_a_colleague_saves_leaves_the_assessed_interests_untouched(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    kept = secret(shared)
    client = as_user(dora)
    client.post(at(shared, "about"), sent(shared, title="Another title"))
    client.post(
        at(shared, "question", "level", "solo"),
        sent(shared, key="q", **{"solo-answer": "no", "solo-issue_migrants_rights": "yes"}),
    )
    client.post(at(shared, "states"), sent(shared, key="s", name="France", add="1"))
    client.post(
        at(shared, "interests") + "?map",
        sent(shared, key="i", **{f"stated {LABOUR} DE": "neutral"}),
    )
    assert secret(shared) == kept
    assert assessed_of(anna, shared) == ASSESSED
    shared.refresh_from_db()
    assert shared.title == "Another title"
    assert shared.document["answers"]["solo"] == "no"
    assert len(shared.document["states"]) == 3


def every_page_opens(client: Client, case_file: CaseFile) -> None:
    for name in (*PAGES, *OWNERS):
        assert client.get(at(case_file, name)).status_code == 200, name


REMOVALS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("states", {"remove": "TR"},
     {"name": "Türkiye", "new roles": ["sending"], "add": "1"}),
    ("issues", {"issues": [QUOTAS, "migrants_rights"], "lead": ""},
     {"issues": [LABOUR, QUOTAS, "migrants_rights"], "lead": LABOUR}),
    ("interests", {"words": "1", f"word {LABOUR}": "common"},
     {f"stated {LABOUR} DE": "seeks", f"stated {LABOUR} TR": "supports"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "removal", "return_"), REMOVALS)
def test_what_loses_its_place_is_set_aside_and_comes_back_with_it(
    shared: CaseFile,
    anna: User,
    dora: User,
    as_user: As,
    name: str,
    removal: dict[str, Any],
    return_: dict[str, Any],
) -> None:
    """Even where the owner saves other things in between."""
    as_user(dora).post(at(shared, name), sent(shared, key="out", **removal))
    assert assessed_of(anna, shared) != ASSESSED
    every_page_opens(as_user(anna), shared)
    assert "Set aside:" in text(as_user(anna).get(at(shared, "interests") + "?map"))
    assert "Set aside:" not in text(as_user(dora).get(at(shared, "interests") + "?map"))
    as_user(anna).post(at(shared, "about"), sent(shared, key="mine", title="A title of mine"))
    level = at(shared, "question", "level", "solo")
    as_user(anna).post(level, sent(shared, key="more", **{"solo-answer": "no"}))
    shared.refresh_from_db()
    assert shared.title == "A title of mine"
    as_user(dora).post(at(shared, name), sent(shared, key="in", **return_))
    assert assessed_of(anna, shared) == ASSESSED
    assert not set_aside(shared.document, secret(shared))
    every_page_opens(as_user(anna), shared)


def test_an_open_word_of_a_colleague_leaves_the_assessed_stances_in_force(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    words = {"words": "1", f"word {LABOUR}": "unknown"}
    as_user(dora).post(at(shared, "interests"), sent(shared, **words))
    assert assessed_of(anna, shared) == ASSESSED
    every_page_opens(as_user(anna), shared)


def test_what_the_owner_takes_out_is_gone(shared: CaseFile, anna: User, as_user: As) -> None:
    """The control of the test above: nothing is set aside that its owner removed."""
    as_user(anna).post(at(shared, "states"), sent(shared, remove="TR"))
    assert [row["state"] for row in secret(shared)["issues"][LABOUR]["interests"]] == ["DE"]


def test_a_record_made_by_a_colleague_holds_the_owners_full_outcome(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    as_user(dora).post(at(shared, "states"), sent(shared, key="r", remove="TR"))
    as_user(dora).post(at(shared, "recommendation"), sent(shared, key="s"))
    saved = SavedRecommendation.objects.get()
    whole = text(as_user(anna).get(reverse("archive:recommendation", args=[saved.code])))
    assert "You see the full outcome" in whole


def test_the_owners_view_in_advance_is_told_nowhere_in_the_guide(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    view = {"own_view_level": "interregional", "own_view_reason": "zq7-because"}
    as_user(anna).post(at(shared, "own_view"), sent(shared, **view))
    for name in PAGES:
        page = text(as_user(dora).get(at(shared, name)))
        assert "zq7-because" not in page, name
        assert "own view" not in page.lower(), name
    forged = {"own_view_level": "global", "own_view_reason": "Forged"}
    stale = {"revision": 1, "key": "c", "title": "Mine", **forged}
    conflict = as_user(dora).post(at(shared, "about"), stale)
    assert conflict.status_code == 409
    assert "Your own view" not in text(conflict)
    for words in ("Interregional", "zq7-because"):
        assert words not in text(conflict)
        mine = as_user(anna).post(at(shared, "about"), stale)
        assert words in text(mine), "the control: the owner's conflict page has it"


def test_after_the_last_section_a_colleague_is_led_to_the_check(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    address = at(shared, "section", "scope")
    for user, next_page in ((dora, "check"), (anna, "own_view")):
        client = as_user(user)
        client.get(address + "?compact=yes")
        response = client.post(address, {**sent(shared, key=user.username), "continue": "1"})
        assert response["Location"] == at(shared, next_page)


def test_a_copy_by_a_colleague_holds_only_what_they_may_see(
    shared: CaseFile, dora: User, as_user: As
) -> None:
    CaseFile.objects.update(handling="limited", own_view_level="global", own_view_reason="mine")
    as_user(dora).post(at(shared, "copy"), sent(shared))
    copied = CaseFile.objects.get(owner=dora)
    assert secret(copied) == {}
    assert "assessed" not in str(case_document(dora, copied))
    assert "hidden" not in str(case_document(dora, copied))
    assert copied.handling == "limited", "a marking is not lost by copying"
    assert (copied.own_view_level, copied.own_view_reason) == ("", "")
    shared.refresh_from_db()
    made = copy_case_file(
        user=shared.owner, case_file=shared, sent=Sent("own", 0), now=timezone.now()
    )
    assert secret(made) == secret(shared), "the control: the owner's copy is whole"


def test_two_who_edit_at_once_get_the_conflict_page_and_lose_nothing(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    old = sent(shared)
    address = at(shared, "question", "level", "solo")
    first = {**old, "page": "hers", "key": "d", "solo-answer": "no"}
    assert as_user(dora).post(address, first).status_code == 302
    second = {**old, "page": "mine", "key": "a", "solo-answer": "yes", "solo-note": "My words"}
    conflict = as_user(anna).post(address, second)
    assert conflict.status_code == 409
    assert "My words" in text(conflict)
    assert "<td>Yes</td><td>No</td>" in text(conflict)
    shared.refresh_from_db()
    assert shared.document["answers"]["solo"] == "no"
    revision = re.search(r'name="revision" value="([\d.]+)"', text(conflict))
    assert revision
    over = {**second, "key": "b", "revision": revision[1]}
    assert as_user(anna).post(address, over).status_code == 302
    assert assessed_of(anna, shared) == ASSESSED


def test_a_colleague_with_sight_of_them_may_read_and_change_assessed_interests(
    secretive: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    given(secretive, dora, assessed=True)
    page = text(as_user(dora).get(at(secretive, "interests") + "?map"))
    assert f"assessed {LABOUR} TR" in page
    assert "Only the owner and those whom the owner names" in page
    assert as_user(dora).get(at(secretive, "question", "issues", "hidden")).status_code == 200
    stances = {f"assessed {LABOUR} TR": "reserved"}
    as_user(dora).post(at(secretive, "interests") + "?map", sent(secretive, **stances))
    assert assessed_of(anna, secretive)["TR"] == "reserved"


def test_a_right_through_a_team_never_brings_sight_of_them(
    secretive: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    from decisions.models import Team

    team = Team.objects.create(name="A unit")
    team.members.set([dora])
    Share.objects.create(
        case_file=secretive, team=team, right=EDIT, given_by=anna, given_at=timezone.now()
    )
    page = text(as_user(dora).get(at(secretive, "interests") + "?map"))
    assert "Assessed" not in page
    assert as_user(dora).get(at(secretive, "question", "issues", "hidden")).status_code == 404


def test_my_cases_lists_what_is_shared_with_me_to_edit_and_nothing_else(
    shared: CaseFile, anna: User, dora: User, otto: User, as_user: As
) -> None:
    page = text(as_user(dora).get(reverse("guide:cases")))
    assert "Shared with me" in page
    assert at(shared, "task_list") in page
    assert ">Anna<" in page
    for user in (anna, otto):
        assert "Shared with me" not in text(as_user(user).get(reverse("guide:cases")))
    Share.objects.update(right=1)
    assert "Shared with me" not in text(as_user(dora).get(reverse("guide:cases")))


def test_a_shared_document_does_not_tell_that_something_was_taken_out(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    """An empty list where stances were would tell it, and so would a word that vanishes."""
    only_assessed = {QUOTAS: [{"state": "TR", "assessed": "opposes"}]}
    edited(anna, shared, lambda d: with_interest_map(d, only_assessed), "only")
    hid = {LABOUR: "yes"}
    edited(anna, shared, lambda d: with_answer(d, "hidden", "yes", hid), "hid")
    shared.refresh_from_db()
    quotas = next(issue for issue in shared.document["issues"] if issue["issue"] == QUOTAS)
    assert quotas == WITH_WORD
    exported = json.loads(text(as_user(dora).get(at(shared, "export"))))
    assert exported["case"]["issues"][1] == WITH_WORD
    saved = save_recommendation(
        user=anna, case_file=shared, sent=Sent("s", shared.revision), now=timezone.now()
    )
    assert saved.case["issues"][1] == WITH_WORD
    assert secret(shared)["issues"][QUOTAS]["interests"] == only_assessed[QUOTAS]


def test_pages_of_a_colleague_need_few_queries(
    shared: CaseFile, dora: User, as_user: As, django_assert_max_num_queries: Any
) -> None:
    client = as_user(dora)
    for name in ("task_list", "interests", "recommendation", "check"):
        client.get(at(shared, name))
        with django_assert_max_num_queries(12):
            client.get(at(shared, name))


def revisions(page: str) -> str:
    found = re.search(r'name="revision" value="([\d.]+)"', page)
    assert found
    return found[1]


def test_a_change_of_the_secret_part_alone_moves_nothing_that_a_colleague_watches(
    shared: CaseFile, anna: User, dora: User, as_user: As
) -> None:
    before = sent(shared)
    watched = CaseFile.objects.values("revision", "changed_at", "changed_from")
    was = watched.get(pk=shared.pk)
    assessed = {f"assessed {LABOUR} DE": "opposes"}
    page = text(as_user(anna).get(at(shared, "interests") + "?map"))
    form = {"revision": revisions(page), "key": "a", "page": "mine"}
    assert as_user(anna).post(at(shared, "interests"), form | assessed).status_code == 200
    assert assessed_of(anna, shared)["DE"] == "opposes"
    assert watched.get(pk=shared.pk) == was
    hers = as_user(dora).post(at(shared, "about"), before | {"page": "hers", "title": "Hers"})
    assert hers.status_code == 302


def test_a_form_that_read_an_older_secret_part_conflicts_save_with_its_own_page(
    shared: CaseFile, anna: User, as_user: As
) -> None:
    client, address = as_user(anna), at(shared, "interests")
    old = revisions(text(client.get(address + "?map")))
    assert "." in old

    def post(page: str, stance: str) -> int:
        form = {"revision": old, "key": page + stance, "page": page}
        return int(client.post(address, form | {f"assessed {LABOUR} DE": stance}).status_code)

    assert post("one", "opposes") == 200
    assert post("two", "supports") == 409
    assert assessed_of(anna, shared)["DE"] == "opposes"
    assert post("one", "supports") == 200


def test_a_colleague_reads_no_revision_of_the_secret_part(
    shared: CaseFile, dora: User, as_user: As
) -> None:
    assert "." not in revisions(text(as_user(dora).get(at(shared, "interests") + "?map")))


def test_a_right_that_comes_while_a_change_is_made_loses_no_secret(
    shared: CaseFile, dora: User
) -> None:
    kept = secret(shared)

    def meanwhile(document: dict[str, Any]) -> dict[str, Any]:
        Share.objects.filter(person=dora).update(assessed=True)
        return with_answer(document, "solo", "no")

    edited(dora, shared, meanwhile, "grant")
    assert secret(shared) == kept


def test_two_requests_of_one_page_that_read_the_same_both_count(
    case_file: CaseFile, anna: User
) -> None:
    both = [CaseFile.objects.get(pk=case_file.pk) for _ in "ab"]
    for held, key in zip(both, ("solo", "pair"), strict=True):
        change(
            user=anna, case_file=held, sent=Sent(key, held.revision, "page"), now=timezone.now(),
            act="test", edit=lambda d, key=key: with_answer(d, key, "no"),
        )  # fmt: skip
    case_file.refresh_from_db()
    assert [case_file.document["answers"][key] for key in ("solo", "pair")] == ["no", "no"]


def test_what_is_saved_after_only_the_secret_part_changed_is_another_record(
    shared: CaseFile, anna: User
) -> None:
    def saved(key: str) -> SavedRecommendation:
        shared.refresh_from_db()
        sent = Sent(key, shared.revision)
        return save_recommendation(user=anna, case_file=shared, sent=sent, now=timezone.now())

    first = saved("1")
    assert saved("2") == first
    more = [{"state": "DE", "stated": "seeks", "assessed": "supports"}]
    edited(anna, shared, lambda d: with_interest_map(d, {LABOUR: more}), "less")
    rows = {"state": "TR", "stated": "supports", "assessed": "opposes"}
    edited(anna, shared, lambda d: with_interest_map(d, {LABOUR: [*more, rows]}), "more")
    assert saved("3") != first
