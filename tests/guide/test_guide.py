"""Does every page keep what it should, refuse what it must, and lead on?"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import AssessedInterests, CaseFile, Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def at(case_file: CaseFile, name: str, *arguments: str) -> str:
    return reverse(f"guide:{name}", args=[case_file.code, *arguments])


def sent(case_file: CaseFile, **fields: Any) -> dict[str, Any]:
    case_file.refresh_from_db()
    return {"revision": case_file.revision, "key": "k", "page": "p", **fields}


def text(response: Any) -> str:
    return str(response.content.decode())


def start(client: Client, **fields: Any) -> CaseFile:
    client.post(reverse("guide:start"), {"title": "A matter", "key": "new", **fields})
    return CaseFile.objects.get(title="A matter")


def test_a_new_case_begins_with_states_and_needs_a_title(client: Client) -> None:
    refused = client.post(
        reverse("guide:start"), {"title": "", "summary": "Kept words", "key": "a"}
    )
    assert refused.status_code == 422
    assert "Kept words" in text(refused)
    assert not CaseFile.objects.exists()
    made = client.post(reverse("guide:start"), {"title": "A matter", "key": "a"})
    assert made["Location"] == at(CaseFile.objects.get(), "states")


def test_sending_the_same_form_twice_makes_one_case(client: Client) -> None:
    for _ in range(2):
        client.post(reverse("guide:start"), {"title": "A matter", "key": "same"})
    assert CaseFile.objects.count() == 1


def test_a_case_may_start_from_a_real_instrument(client: Client) -> None:
    address = reverse("guide:start") + "?like=palermo-2000"
    assert "UN protocols" in text(client.get(address))
    client.post(address, {"title": "A matter", "key": "a"})
    document = CaseFile.objects.get().document
    assert document["states"][0]["all_states"]
    assert document["answers"]["reach"] == "worldwide"


def test_states_are_added_by_name_code_group_and_several_at_once(client: Client) -> None:
    case_file = start(client)
    address = at(case_file, "states")
    ticked = {"roles MA": ["sending", "transit"], "roles ES": ["sending"]}
    roles = ["sending", "transit"]
    client.post(address, sent(case_file, name="morocco; Spain", add="1", **{"new roles": roles}))
    for name in ("TN", "All States", "ECOWAS"):
        client.post(address, sent(case_file, name=name, add="1", **ticked))
    client.post(address, sent(case_file, name="Benelux", add_singly="1", **ticked))
    case_file.refresh_from_db()
    rows = case_file.document["states"]
    assert rows[0] == {"state": "MA", "roles": ["sending", "transit"]}
    assert [row.get("state") for row in rows[:3]] == ["MA", "ES", "TN"]
    assert rows[1]["roles"] == ["sending"]
    assert {"all_states": True, "roles": []} in rows
    assert {"members_of": "ecowas", "roles": []} in rows
    assert {"BE", "NL", "LU"} <= {row.get("state") for row in rows}


def test_an_unknown_state_is_refused_with_a_hint_and_what_was_typed_is_kept(
    client: Client, case_file: CaseFile
) -> None:
    before = case_file.document
    response = client.post(
        at(case_file, "states"),
        sent(case_file, name="Guine", add="1", **{"new roles": ["transit"]}),
    )
    assert response.status_code == 422
    assert "No State or group is called “Guine”" in text(response)
    assert "Did you mean" in text(response)
    assert 'value="Guine"' in text(response)
    assert text(response).count("checked") >= 3
    assert "Type the name" in text(client.post(at(case_file, "states"), sent(case_file, add="1")))
    case_file.refresh_from_db()
    assert case_file.document == before


def test_removing_a_state_takes_its_stances_along(client: Client, case_file: CaseFile) -> None:
    mapping = {"stated temporary_labour DE": "seeks", "stated temporary_labour TR": "supports"}
    client.post(at(case_file, "interests"), sent(case_file, **mapping))
    client.post(at(case_file, "states"), sent(case_file, remove="TR"))
    case_file.refresh_from_db()
    assert [row["state"] for row in case_file.document["states"]] == ["DE"]
    assert [row["state"] for row in case_file.document["issues"][0]["interests"]] == ["DE"]


def test_continue_without_a_state_stays_on_the_page(client: Client) -> None:
    case_file = start(client)
    response = client.post(at(case_file, "states"), {**sent(case_file), "continue": "1"})
    assert response.status_code == 422
    assert "Add at least one State" in text(response)
    typed = {**sent(case_file), "continue": "1", "name": "Spain"}
    assert client.post(at(case_file, "states"), typed)["Location"] == at(case_file, "issues")


def test_issues_keep_what_was_said_and_the_lead_comes_first(
    client: Client, case_file: CaseFile
) -> None:
    chosen = ["admission_quotas", "temporary_labour", "asylum"]
    client.post(at(case_file, "issues"), sent(case_file, issues=chosen, lead="asylum"))
    case_file.refresh_from_db()
    issues = case_file.document["issues"]
    assert issues[0] == {"issue": "asylum"}
    assert {"issue": "admission_quotas", "answers": {"interest": "overlapping"}} in issues
    assert len(issues) == 3


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({}, "Choose at least one issue."),
        ({"issues": ["weather"]}, "weather is not one of the available choices"),
        ({"issues": ["asylum"], "lead": "smuggling"}, "must be one of the chosen issues"),
    ],
)
def test_a_wrong_choice_of_issues_is_refused(
    client: Client, case_file: CaseFile, fields: dict[str, Any], message: str
) -> None:
    response = client.post(at(case_file, "issues"), sent(case_file, **fields))
    assert response.status_code == 422
    assert message in text(response)


def test_the_map_gives_a_word_and_the_pair_that_makes_it_so(
    client: Client, case_file: CaseFile
) -> None:
    mapping = {"stated temporary_labour DE": "seeks", "stated temporary_labour TR": "opposes"}
    client.post(at(case_file, "interests"), sent(case_file, **mapping))
    page = text(client.get(at(case_file, "interests") + "?map"))
    assert "Conflicting" in page
    assert "Germany (++) and Türkiye (−−)" in page
    case_file.refresh_from_db()
    assert "interest" not in case_file.document["issues"][0].get("answers", {})


def test_a_word_takes_the_place_of_the_map_and_may_be_left_open(
    client: Client, case_file: CaseFile
) -> None:
    mapping = {"stated temporary_labour DE": "seeks"}
    client.post(at(case_file, "interests"), sent(case_file, **mapping))
    words = {"words": "1", "word temporary_labour": "common", "word admission_quotas": "unknown"}
    client.post(at(case_file, "interests") + "?words", sent(case_file, key="w", **words))
    case_file.refresh_from_db()
    issues = case_file.document["issues"]
    assert issues[0] == {"issue": "temporary_labour", "answers": {"interest": "common"}}
    assert issues[1]["answers"] == {"interest": None}
    kept = {"issue": "migrants_rights", "answers": {"interest": "overlapping"}}
    assert issues[2] == kept, "radios cannot be emptied, so a word that was not sent stays"


def test_a_stance_that_does_not_exist_changes_nothing(client: Client, case_file: CaseFile) -> None:
    before = case_file.document
    response = client.post(
        at(case_file, "interests"), sent(case_file, **{"stated temporary_labour DE": "loves"})
    )
    assert response.status_code == 422
    assert "not a stance" in text(response)
    case_file.refresh_from_db()
    assert case_file.document == before


def test_the_interest_map_waits_for_states_and_issues(client: Client) -> None:
    case_file = start(client)
    assert client.get(at(case_file, "interests"))["Location"] == at(case_file, "task_list")
    assert client.get(at(case_file, "recommendation"))["Location"] == at(case_file, "task_list")
    assert "cannot start yet" in text(client.get(at(case_file, "task_list")))


def test_an_answer_is_kept_with_evidence_and_leads_to_the_next_telling_question(
    client: Client, case_file: CaseFile
) -> None:
    response = client.post(
        at(case_file, "question", "level", "existing_rule"),
        sent(case_file, **{"existing_rule-answer": "partial", "existing_rule-note": "Treaty of 1964",
                           "existing_rule-certainty": "high"}),
    )  # fmt: skip
    assert response.status_code == 302
    case_file.refresh_from_db()
    assert case_file.document["answers"]["existing_rule"] == "partial"
    assert case_file.evidence["existing_rule"] == {"note": "Treaty of 1964", "certainty": "high"}
    assert "Treaty of 1964" in text(client.get(at(case_file, "check")))


def test_i_do_not_know_is_an_answer_and_nothing_is_ever_preselected(client: Client) -> None:
    case_file = start(client)
    address = at(case_file, "question", "level", "reach")
    assert " checked" not in text(client.get(address))
    empty = client.post(address, sent(case_file))
    assert empty.status_code == 422
    assert "Choose an answer, or “I do not know”." in text(empty)
    client.post(address, sent(case_file, **{"reach-answer": "unknown"}))
    case_file.refresh_from_db()
    assert case_file.document["answers"] == {"reach": None}


@pytest.mark.parametrize("answer", [["none", "development_funds"], ["unknown", "none"]])
def test_none_and_i_do_not_know_stand_alone(
    client: Client, case_file: CaseFile, answer: list[str]
) -> None:
    response = client.post(
        at(case_file, "question", "scope", "assistance"),
        sent(case_file, **{"assistance-answer": answer}),
    )
    assert response.status_code == 422
    assert "cannot stand beside other answers" in text(response)


def test_one_issue_may_differ_and_may_return_to_the_case(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "question", "scope", "assistance")
    fields = {"assistance-answer": ["none"],
              "assistance-issue_admission_quotas": ["technical_assistance"],
              "assistance-issue_migrants_rights": ["unknown"]}  # fmt: skip
    client.post(address, sent(case_file, **fields))
    case_file.refresh_from_db()
    quotas, rights = case_file.document["issues"][1:]
    assert quotas["answers"]["assistance"] == ["technical_assistance"]
    assert rights["answers"]["assistance"] is None
    page = text(client.get(at(case_file, "check")))
    assert "Admission quotas: Technical assistance" in page
    wrong = {**fields, "assistance-issue_admission_quotas": ["none", "technical_assistance"]}
    assert client.post(address, sent(case_file, **wrong)).status_code == 422
    plain = {"assistance-answer": ["none"]}
    client.post(address, sent(case_file, key="b", **plain))
    case_file.refresh_from_db()
    assert "assistance" in case_file.document["issues"][1]["answers"], "the page had no such boxes"
    assert 'name="shown" value="assistance-issue_admission_quotas"' in text(client.get(address))
    plain["shown"] = ["assistance-issue_admission_quotas"]
    client.post(address, sent(case_file, key="c", **plain))
    case_file.refresh_from_db()
    assert "assistance" not in case_file.document["issues"][1]["answers"]


def test_a_single_choice_may_differ_for_one_issue(client: Client, case_file: CaseFile) -> None:
    address = at(case_file, "question", "level", "solo")
    fields = {"solo-answer": "no", "solo-issue_admission_quotas": "yes",
              "solo-issue_temporary_labour": "inherit"}  # fmt: skip
    client.post(address, sent(case_file, **fields))
    case_file.refresh_from_db()
    assert case_file.document["issues"][1]["answers"]["solo"] == "yes"
    assert "solo" not in case_file.document["issues"][0]["answers"]
    assert "differs" in text(client.get(address))


def test_a_whole_section_fits_on_one_page_and_the_choice_is_remembered(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "section", "scope")
    assert client.get(address).status_code == 302
    page = text(client.get(address + "?compact=yes"))
    assert page.count("<fieldset") >= 5
    assert client.get(address).status_code == 200
    fields = {"commitment-answer": "binding", "breadth-answer": "linked"}
    assert "Saved" in text(client.post(address, sent(case_file, **fields)))
    case_file.refresh_from_db()
    assert case_file.document["answers"]["commitment"] == "binding"
    assert "table_limit" not in case_file.document["answers"]
    assert client.post(address, sent(case_file, **{"commitment-answer": "x"})).status_code == 422
    onward = client.post(address, {**sent(case_file, key="c", **fields), "continue": "1"})
    assert onward.status_code == 302
    assert client.get(address + "?compact=no").status_code == 302


@pytest.mark.parametrize("where", [("sky", "solo"), ("level", "sky"), ("scope", "solo")])
def test_unknown_sections_and_questions_are_not_there(
    client: Client, case_file: CaseFile, where: tuple[str, str]
) -> None:
    assert client.get(at(case_file, "question", *where)).status_code == 404
    assert client.get(at(case_file, "section", "sky")).status_code == 404


def test_questions_that_cannot_change_anything_are_skipped_and_listed(
    client: Client, case_file: CaseFile
) -> None:
    tried = at(case_file, "question", "level", "tried_below")
    response = client.post(tried, sent(case_file, **{"tried_below-answer": "not_tried"}))
    assert response["Location"] == at(case_file, "question", "level", "existing_rule")
    page = text(client.get(at(case_file, "check")))
    assert "1 unanswered question cannot change the result any more: Rungs tried." in page
    assert "can still change level or depth" in page
    assert "can still add a form or a warning" in page


def test_questions_that_only_bring_a_warning_are_asked_all_the_same(
    client: Client, case_file: CaseFile
) -> None:
    """Risk to protection moves no level here, but nobody should be spared the question."""
    before = at(case_file, "question", "level", "competence")
    response = client.post(before, sent(case_file, **{"competence-answer": "states"}))
    assert response["Location"] == at(case_file, "question", "level", "protection_risk")


def test_htmx_gets_the_part_that_the_view_lists_and_otherwise_the_whole_page(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "question", "level", "solo")
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    part = client.post(address, sent(case_file, **{"solo-answer": "no"}), headers=headers)
    assert "Saved" in text(part)
    assert "<html" not in text(part)
    assert 'id="_panel"' in text(part)
    assert 'hx-swap-oob="true"' in text(part)
    whole = client.get(address, headers={**headers, "HX-Target": "_secrets"})
    assert "<html" in text(whole)
    wrong = client.post(address, sent(case_file, **{"solo-answer": "x"}), headers=headers)
    assert wrong.status_code == 422
    assert "Nothing was saved" in text(wrong)


def test_own_view_is_kept_or_skipped_and_shown_beside_the_result(
    client: Client, case_file: CaseFile
) -> None:
    assert 'id="_panel"' not in text(client.get(at(case_file, "own_view"))), "no result in sight"
    fields = {"own_view_level": "regional", "own_view_reason": "We share a border."}
    client.post(at(case_file, "own_view"), sent(case_file, **fields))
    skip = client.post(at(case_file, "own_view"), sent(case_file, key="s", skip="1", **fields))
    assert skip["Location"] == at(case_file, "check")
    case_file.refresh_from_db()
    assert (case_file.own_view_level, case_file.own_view_reason) == ("", "")
    client.post(at(case_file, "own_view"), sent(case_file, key="t", **fields))
    page = text(client.get(at(case_file, "recommendation")))
    assert "Your own view" in page
    assert "We share a border." in page
    wrong = client.post(at(case_file, "own_view"), sent(case_file, own_view_level="moon"))
    assert wrong.status_code == 422


def test_title_and_summary_can_be_changed_later(client: Client, case_file: CaseFile) -> None:
    client.post(at(case_file, "about"), sent(case_file, title="Other", summary="S", aim="A"))
    assert "Other" in text(client.get(at(case_file, "task_list")))
    assert client.post(at(case_file, "about"), sent(case_file, title="")).status_code == 422


def test_newer_work_from_another_window_is_never_overwritten(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "question", "level", "solo")
    old = sent(case_file, page="mine")
    client.post(address, {**old, "page": "theirs", "key": "t", "solo-answer": "no"})
    response = client.post(address, {**old, "key": "m", "solo-answer": "yes"})
    assert response.status_code == 409
    assert "has changed since you opened the page" in text(response)
    assert 'name="solo-answer" value="yes"' in text(response)
    assert '<th scope="row">One State alone</th><td>Yes</td><td>No</td>' in text(response), (
        "mine stands beside theirs, in words"
    )
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "no"
    again = sent(case_file, key="n", **{"solo-answer": "yes"})
    assert client.post(address, again).status_code == 302
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "yes"


CONFLICTS = [
    ("about", [], {"title": "Mine"}, "Title</th><td>Mine</td><td>Workers<"),
    ("own_view", [], {"own_view_level": "global"}, "Your own view</th><td>Global</td><td>Nothing<"),
    ("own_view", [], {"own_view_reason": "So it is"}, "Why</th><td>So it is</td><td>Nothing<"),
    ("states", [], {"name": "Spain", "add": "1"}, "State or group to add</th><td>Spain</td>"),
    ("states", [], {"roles DE": ["transit"]}, "Germany: roles</th><td>transit</td><td>receiving<"),
    (
        "issues",
        [],
        {"issues": ["asylum"], "lead": "asylum"},
        "Lead issue</th><td>Asylum systems and refugee protection</td><td>Temporary labour",
    ),
    (
        "interests",
        [],
        {"words": "1", "word temporary_labour": "conflicting"},
        "Temporary labour migration: interests</th><td>conflicting</td><td>common<",
    ),
    (
        "interests",
        [],
        {"stated temporary_labour DE": "seeks", "stated temporary_labour XX": "seeks"},
        "Germany, Temporary labour migration, stated</th><td>seeks</td><td>Nothing<",
    ),
    (
        "question",
        ["level", "solo"],
        {"solo-answer": "unknown", "solo-issue_migrants_rights": "yes", "solo-certainty": "low"},
        "One State alone, Migrants&#x27; rights</th><td>Yes</td><td>Nothing<",
    ),
    (
        "question",
        ["level", "tried_at"],
        {"tried_at-answer": ["regional", "local"]},
        "Rungs tried</th><td>Local, Regional</td><td>Nothing<",
    ),
]


@pytest.mark.parametrize(("name", "arguments", "fields", "row"), CONFLICTS)
def test_a_conflict_shows_what_was_sent_beside_what_is_there_in_words(
    client: Client, case_file: CaseFile, name: str, arguments: list[str], fields: Any, row: str
) -> None:
    old = sent(case_file)
    CaseFile.objects.update(revision=7)
    response = client.post(at(case_file, name, *arguments), {**old, **fields})
    assert response.status_code == 409
    assert row in text(response)


def test_forged_names_of_empty_boxes_break_no_conflict_page(
    client: Client, case_file: CaseFile
) -> None:
    names = ["lead", "word temporary_labour", "stated temporary_labour DE", "solo-note", "title",
             "roles XX", "issues", "solo-issue_nothing", ""]  # fmt: skip
    old = sent(case_file, shown=names, **{"solo-answer": "no"})
    CaseFile.objects.update(revision=7)
    response = client.post(at(case_file, "question", "level", "solo"), old)
    assert response.status_code == 409


def test_what_is_no_answer_makes_no_row_of_a_conflict(client: Client, case_file: CaseFile) -> None:
    old = sent(case_file, sky="blue", **{"sky-answer": "blue", "solo-sky": "blue"})
    CaseFile.objects.update(revision=7)
    fields = {"solo-answer": "partly", "lead": "", "name": " "}
    response = client.post(at(case_file, "question", "level", "solo"), {**old, **fields})
    assert response.status_code == 302, "the same answer again changes nothing"
    fields["solo-answer"] = "no"
    page = text(client.post(at(case_file, "question", "level", "solo"), {**old, **fields}))
    assert page.count('<th scope="row">') == 1


def test_autosave_meets_a_conflict_with_the_whole_page(client: Client, case_file: CaseFile) -> None:
    old = sent(case_file, **{"solo-answer": "no"})
    CaseFile.objects.update(revision=7)
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    response = client.post(at(case_file, "question", "level", "solo"), old, headers=headers)
    assert response.status_code == 409
    assert response["HX-Retarget"] == "body"
    assert "has changed since you opened the page" in text(response)


AUTOSAVED = [
    ("about", [], {"title": "Typed"}, lambda c: c.title == "Typed"),
    ("own_view", [], {"own_view_level": "global"}, lambda c: c.own_view_level == "global"),
    ("states", [], {"name": "Sp", "roles DE": ["transit"]},
     lambda c: c.document["states"][0]["roles"] == ["transit"]),
    ("issues", [], {"lead": "asylum",
                    "issues": ["temporary_labour", "admission_quotas", "migrants_rights", "asylum"]},
     lambda c: c.document["issues"][0] == {"issue": "asylum"}),
    ("interests", [], {"words": "1", "word temporary_labour": "diverging"},
     lambda c: c.document["issues"][0]["answers"]["interest"] == "diverging"),
    ("question", ["level", "solo"], {"solo-answer": "no", "solo-note": "A law"},
     lambda c: c.evidence["solo"] == {"note": "A law"}),
    ("section", ["scope"], {"sovereignty-answer": "high"},
     lambda c: c.document["answers"]["sovereignty"] == "high"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "arguments", "fields", "kept"), AUTOSAVED)
def test_every_page_of_the_guide_saves_itself_while_one_types(
    client: Client, case_file: CaseFile, name: str, arguments: list[str], fields: Any, kept: Any
) -> None:
    client.get(at(case_file, "section", "scope") + "?compact=yes")
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    address = at(case_file, name, *arguments)
    response = client.post(address, sent(case_file, **fields), headers=headers)
    assert response.status_code == 200
    assert "<p>Saved " in text(response)
    assert ('id="_panel"' in text(response)) == (name != "own_view"), "no result before the view"
    case_file.refresh_from_db()
    assert kept(case_file)
    assert 'hx-post="' in text(client.get(address))


TAKEN_AWAY = [
    ("issues", {"issues": ["temporary_labour"], "lead": ""}, 3),
    ("states", {"roles DE": ["receiving"], "roles TR": ["sending"]}, 1),
    ("interests", {"words": "1", "word temporary_labour": "common"}, 3),
]


@pytest.mark.parametrize(("name", "fields", "count"), TAKEN_AWAY)
def test_autosave_takes_nothing_away_that_the_page_does_not_show(
    client: Client, case_file: CaseFile, name: str, fields: Any, count: int
) -> None:
    """A stray click must not cost the stances of an issue or a role; a button may."""
    both = {"roles DE": ["receiving"], "roles TR": ["sending", "receiving"], "continue": "1"}
    client.post(at(case_file, "states"), sent(case_file, **both))
    stances = {
        "stated temporary_labour DE": "seeks",
        "assessed temporary_labour TR": "opposes",
        "assessed temporary_labour TR receiving": "opposes",
    }
    client.post(at(case_file, "interests") + "?map", sent(case_file, key="m", **stances))
    client.post(
        at(case_file, "question", "level", "solo"),
        sent(case_file, key="q", **{"solo-answer": "no", "solo-issue_migrants_rights": "yes"}),
    )
    case_file.refresh_from_db()
    before = case_file.revision
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    held = client.post(at(case_file, name), sent(case_file, key="h", **fields), headers=headers)
    assert held.status_code == 422
    assert held["HX-Retarget"] == "#_saved"
    assert f"Not saved yet: {count} stance" in text(held)
    case_file.refresh_from_db()
    assert case_file.revision == before
    done = client.post(at(case_file, name), sent(case_file, key="i", **fields, **{"continue": "1"}))
    assert done.status_code == 302
    case_file.refresh_from_db()
    assert case_file.revision == before + 1


@pytest.mark.parametrize(
    ("name", "arguments", "fields"),
    [
        ("about", [], {"title": ""}),
        ("issues", [], {}),
        ("section", ["level"], {"tried_at-answer": ["local", "unknown"]}),
    ],
)
def test_what_autosave_cannot_keep_is_said_in_place(
    client: Client, case_file: CaseFile, name: str, arguments: list[str], fields: Any
) -> None:
    client.get(at(case_file, "section", "scope") + "?compact=yes")
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    response = client.post(
        at(case_file, name, *arguments), sent(case_file, **fields), headers=headers
    )
    assert response.status_code == 422
    assert "Nothing was saved." in text(response)


def test_an_empty_form_is_never_said_to_be_saved(client: Client, case_file: CaseFile) -> None:
    headers = {"HX-Request": "true", "HX-Target": "_saved"}
    for name, arguments in (("about", []), ("question", ["level", "reach"])):
        response = client.post(at(case_file, name, *arguments), headers=headers)
        assert response.status_code == 422
        assert "<p>Saved" not in text(response)


def test_a_page_that_misnames_itself_is_taken_for_one_without_a_name(
    client: Client, case_file: CaseFile
) -> None:
    for number, name in enumerate(["a\x00b", "x" * 500, "<b>", ""]):
        fields = sent(case_file, page=name, key=str(number))
        fields["solo-answer"] = ("no", "yes")[number % 2]
        response = client.post(at(case_file, "question", "level", "solo"), fields)
        assert response.status_code == 302
        case_file.refresh_from_db()
        assert case_file.changed_from == ""


def test_saving_mine_after_a_conflict_leaves_alone_what_my_page_did_not_have(
    client: Client, case_file: CaseFile
) -> None:
    """Theirs added a State, an override and a stance; mine, opened before, unticks a role."""
    old = sent(case_file)
    france = {"name": "France", "new roles": ["sending", "transit"], "add": "1"}
    client.post(at(case_file, "states"), {**old, "page": "theirs", **france})
    override = {"solo-answer": "no", "solo-issue_migrants_rights": "yes"}
    client.post(at(case_file, "question", "level", "solo"), sent(case_file, key="o", **override))
    stances = {"stated temporary_labour FR": "seeks", "assessed temporary_labour FR": "opposes"}
    client.post(at(case_file, "interests") + "?map", sent(case_file, key="s", **stances))

    mine = {"shown": ["roles DE", "roles TR"], "roles TR": ["sending"], "continue": "1"}
    conflict = client.post(at(case_file, "states"), {**old, "key": "m", "page": "mine", **mine})
    assert conflict.status_code == 409
    assert "Germany: roles</th><td>Nothing</td><td>receiving<" in text(conflict)
    client.post(at(case_file, "states"), sent(case_file, key="n", **mine))
    table = {"stated temporary_labour DE": "supports"}
    client.post(at(case_file, "interests") + "?map", sent(case_file, key="p", **table))
    client.post(
        at(case_file, "question", "level", "solo"),
        sent(case_file, key="q", **{"solo-answer": "no"}),
    )

    case_file.refresh_from_db()
    roles = {row["state"]: row["roles"] for row in case_file.document["states"]}
    assert roles == {"DE": [], "TR": ["sending"], "FR": ["sending", "transit"]}
    lead, _, rights = case_file.document["issues"]
    assert {"state": "FR", "stated": "seeks"} in lead["interests"]
    assert rights["answers"]["solo"] == "yes"
    secret = AssessedInterests.objects.get(case_file=case_file).document
    assert secret["issues"]["temporary_labour"]["interests"][0]["assessed"] == "opposes"


def test_a_section_on_one_page_keeps_overrides_alone_and_takes_boxes_back(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "section", "level")
    client.get(address + "?compact=yes")
    override = {"competence-issue_migrants_rights": "shared"}
    client.post(address, sent(case_file, **override, **{"tried_at-answer": ["bilateral"]}))
    case_file.refresh_from_db()
    assert case_file.document["issues"][2]["answers"]["competence"] == "shared"
    assert "competence" not in case_file.document["answers"]
    assert case_file.document["answers"]["tried_at"] == ["bilateral"]
    client.post(address, sent(case_file, key="b", shown=["tried_at-answer"]))
    case_file.refresh_from_db()
    assert "tried_at" not in case_file.document["answers"]
    assert case_file.document["answers"]["solo"] == "partly", "radios that were not sent stay"


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Turkey; USA; uk", ["TR", "US", "GB"]),
        ("Czech Republic, Ivory Coast", ["CZ", "CI"]),
        ("Bonaire, Sint Eustatius and Saba; Kosovo", ["BQ", "XK"]),
        ("Swaziland\nBurma", ["SZ", "MM"]),
    ],
)
def test_states_are_known_by_the_names_that_people_type(
    client: Client, typed: str, codes: list[str]
) -> None:
    case_file = start(client)
    client.post(at(case_file, "states"), sent(case_file, name=typed, add="1"))
    case_file.refresh_from_db()
    assert [row["state"] for row in case_file.document["states"]] == codes


@pytest.mark.parametrize(
    ("typed", "hint"),
    [("Marocco", "Did you mean Morocco"), ("europan union", "Did you mean European Union")],
)
def test_a_slip_of_the_pen_gets_a_hint_as_it_is_written(
    client: Client, typed: str, hint: str
) -> None:
    case_file = start(client)
    page = text(client.post(at(case_file, "states"), sent(case_file, name=typed, add="1")))
    assert hint in page


def test_a_group_gives_way_once_all_its_members_have_rows_of_their_own(client: Client) -> None:
    case_file = start(client)
    address = at(case_file, "states")
    client.post(address, sent(case_file, name="Benelux", add="1"))
    client.post(address, sent(case_file, name="Belgium; Netherlands; Luxembourg", add="1", key="b"))
    case_file.refresh_from_db()
    assert [row.get("state") for row in case_file.document["states"]] == ["BE", "NL", "LU"]
    again = client.post(address, sent(case_file, name="Benelux", add="1", key="c"))
    assert again.status_code == 422
    assert "have rows of their own already" in text(again)


def test_a_name_that_is_refused_keeps_the_roles_that_were_ticked(
    client: Client, case_file: CaseFile
) -> None:
    fields = {"name": "Atlantis", "add": "1", "roles DE": ["transit"], "shown": ["roles TR"]}
    page = text(client.post(at(case_file, "states"), sent(case_file, **fields)))
    assert page.count('type="checkbox" name="roles DE" value="transit" checked') == 1
    assert page.count(' checked> <span class="visually-hidden">') == 1


PASTED = "Pasted\x0bfrom\x01 a\r\nword processor\x00"


def test_text_pasted_from_a_word_processor_is_cleaned_and_the_case_stays_open(
    client: Client,
) -> None:
    case_file = start(client, summary=PASTED)
    assert case_file.summary == "Pasted\nfrom a\nword processor"
    client.post(at(case_file, "about"), sent(case_file, title=PASTED, aim="x\r\n" * 333))
    case_file.refresh_from_db()
    assert case_file.title == "Pasted from a word processor"
    assert len(case_file.aim) == 665
    assert client.get(at(case_file, "task_list")).status_code == 200


def test_a_state_may_hold_another_stance_in_each_of_its_roles(
    client: Client, case_file: CaseFile
) -> None:
    ticked = {"roles TR": ["sending", "receiving"], "roles DE": ["receiving"]}
    client.post(at(case_file, "states"), sent(case_file, **{"continue": "1", **ticked}))
    page = text(client.get(at(case_file, "interests") + "?map"))
    assert "Türkiye as sender" in page
    assert "Germany as receiver" not in page
    stances = {
        "stated temporary_labour DE": "seeks",
        "stated temporary_labour TR sending": "supports",
        "stated temporary_labour TR receiving": "reserved",
        "assessed temporary_labour TR receiving": "opposes",
    }
    table = at(case_file, "interests") + "?map"
    shown = text(client.post(table, sent(case_file, key="r", **stances)))
    assert "Conflicting" in shown
    assert "Türkiye as receiver (−−)" in shown
    case_file.refresh_from_db()
    assert {"state": "TR", "role": "receiving", "stated": "reserved"} in (
        case_file.document["issues"][0]["interests"]
    )
    fewer = {"roles TR": ["sending"], "roles DE": ["receiving"], "continue": "1"}
    client.post(at(case_file, "states"), sent(case_file, key="s", **fewer))
    case_file.refresh_from_db()
    roles = [row.get("role") for row in case_file.document["issues"][0]["interests"]]
    assert roles == [None, "sending"], "a stance goes with its role"
    assert "Türkiye as sender" in text(client.get(at(case_file, "interests") + "?map"))


def test_a_page_does_not_conflict_with_its_own_autosaves(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "question", "level", "solo")
    first = sent(case_file, page="one")
    for number, answer in enumerate(("no", "yes", "no")):
        fields = {**first, "key": str(number), "solo-answer": answer}
        assert client.post(address, fields).status_code == 302
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "no"


def test_repeating_or_changing_nothing_leaves_the_revision_alone(
    client: Client, case_file: CaseFile
) -> None:
    address = at(case_file, "question", "level", "solo")
    fields = sent(case_file, **{"solo-answer": "no"})
    for _ in range(3):
        client.post(address, fields)
    case_file.refresh_from_db()
    assert case_file.revision == 2
    assert Event.objects.filter(act="answered").count() == 1


@pytest.mark.parametrize("revision", ["", "x", "-1", "9" * 30, "7"])
def test_a_forged_revision_never_saves(client: Client, case_file: CaseFile, revision: str) -> None:
    fields = {"revision": revision, "key": "k", "solo-answer": "no"}
    response = client.post(at(case_file, "question", "level", "solo"), fields)
    assert response.status_code == 409
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "partly"


def test_assessed_interests_are_kept_apart_from_the_shared_document(
    client: Client, case_file: CaseFile
) -> None:
    mapping = {
        "stated temporary_labour DE": "seeks",
        "assessed temporary_labour DE": "opposes",
        "assessed temporary_labour TR": "neutral",
    }
    client.post(at(case_file, "interests"), sent(case_file, **mapping))
    client.post(
        at(case_file, "question", "issues", "hidden"),
        sent(case_file, **{"hidden-answer": "yes", "hidden-issue_migrants_rights": "no"}),
    )
    case_file.refresh_from_db()
    assert "assessed" not in str(case_file.document)
    assert "hidden" not in str(case_file.document)
    secret = AssessedInterests.objects.get(case_file=case_file).document
    assert secret["hidden"] == "yes"
    assert secret["issues"]["migrants_rights"] == {"hidden": "no"}
    page = text(client.get(at(case_file, "interests") + "?map"))
    assert '<option value="opposes" selected>' in page


def test_the_ladder_is_drawn_with_words_for_those_who_do_not_see_it(
    client: Client, case_file: CaseFile
) -> None:
    page = text(client.get(at(case_file, "question", "level", "solo")))
    assert "Bilateral so far; still open from local to bilateral." in page
    assert "States will not take it there" in page


def test_pages_need_few_queries_and_not_more_with_more_cases(
    client: Client, case_file: CaseFile, django_assert_max_num_queries: Any
) -> None:
    for address in (
        at(case_file, "question", "level", "solo"),
        at(case_file, "recommendation"),
        at(case_file, "check"),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            client.get(address)
    for number in range(20):
        client.post(reverse("guide:start"), {"title": f"Case {number}", "key": str(number)})
    with django_assert_max_num_queries(12):
        assert text(client.get(reverse("guide:cases"))).count("Case 1") >= 10
