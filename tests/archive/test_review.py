"""Do an officer and a reviewer pass a recommendation to each other, with every word kept?"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions.archive.answering import resubmit
from decisions.archive.reopening import Reply
from decisions.archive.review import dissent_of, review_in_words
from decisions.archive.reviewing import decide, submit
from decisions.house.document import with_answer, with_interest_map, with_interest_words
from decisions.house.review_states import Act
from decisions.house.roles import OFFICER, REVIEWER
from decisions.house.sending import Conflict, Sent
from decisions.models import (
    AssessedInterests,
    CaseFile,
    Dispute,
    Dossier,
    Event,
    FullOutcome,
    SavedRecommendation,
    SearchEntry,
    Team,
)
from decisions.models.recommendation import readable_recommendation

from .passing import RULE, As, Desk, edit, next_record, save, share, status, words

pytestmark = pytest.mark.django_db

SOLO = ("answer", "solo", "")


def returned(annas: Desk, boris_desk: Desk, *points: tuple[str, str, str], **data: Any) -> None:
    """Submitted, disputed on these points, returned."""
    assert annas.submit().status_code == 302
    for point in points:
        assert boris_desk.dispute(*point, **data).status_code == 302
    assert boris_desk.decide("return").status_code == 302


def desk_on(desk: Desk, saved: SavedRecommendation) -> Desk:
    return Desk(desk.client, saved)


# The whole way


def test_a_recommendation_is_submitted_disputed_answered_and_accepted(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE)
    assert status(saved) == "returned"
    assert "I doubt it." in annas.page()
    dispute = Dispute.objects.get()
    assert annas.answer(**annas.keep(dispute, "The law says so.")).status_code == 302
    assert Dossier.objects.get(pk=saved.pk).round == 2
    review = words(boris_desk.get("review"))
    assert "The law says so." in review
    settled = {f"verdict_{dispute.pk}": "settled"}
    assert boris_desk.decide("accept", **settled).status_code == 302
    assert status(saved) == "accepted"
    page = annas.page()
    assert "Accepted by Boris on" in page
    assert "second round" in page
    for said in ("I doubt it.", "The law says so.", "Settled"):
        assert said in page
    assert SavedRecommendation.objects.count() == 1
    assert "_status_accepted" in SearchEntry.objects.get().words
    acts = Event.objects.filter(subject=saved.code).values_list("act", flat=True)
    assert list(acts) == [
        "saved", "submitted", "disputed a point", "returned", "resubmitted", "accepted",
    ]  # fmt: skip


def test_what_a_reviewer_disputes_still_when_accepting_is_dissent_for_ever(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE, SOLO)
    one, other = Dispute.objects.all()
    annas.answer(**annas.keep(one, "No."), **annas.keep(other, "Nor this."))
    verdicts = {
        f"verdict_{one.pk}": "disagree",
        f"reason_{one.pk}": "I am not convinced.",
        f"verdict_{other.pk}": "settled",
    }
    assert boris_desk.decide("accept", **verdicts).status_code == 302
    states = Dispute.objects.order_by("pk").values_list("key", "round", "state")
    assert list(states) == [
        ("one-state-only-partly", 1, "dissent"),
        ("solo", 1, "settled"),
        ("one-state-only-partly", 2, "dissent"),
    ]
    fresh = readable_recommendation(User.objects.get(username="anna"), saved.code)
    (dissent,) = dissent_of(fresh)
    assert dissent.reason == "I am not convinced."
    assert dissent.by == "Boris"
    assert dissent.reply == "No."
    page = annas.page()
    for said in ("I doubt it.", "No.", "I am not convinced.", "Dissent kept"):
        assert said in page


def test_a_further_round_goes_the_same_way(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE)
    first = Dispute.objects.get()
    annas.answer(**annas.keep(first))
    still = {f"verdict_{first.pk}": "disagree", f"reason_{first.pk}": "Still no."}
    assert boris_desk.decide("return", **still).status_code == 302
    second = Dispute.objects.get(round=2)
    assert second.state == "open"
    annas.answer(**annas.keep(second, "Once more: yes."))
    assert boris_desk.decide("accept", **{f"verdict_{second.pk}": "settled"}).status_code == 302
    assert {each.state for each in Dispute.objects.all()} == {"settled"}
    fresh = readable_recommendation(User.objects.get(username="anna"), saved.code)
    assert "third round" in review_in_words(fresh)[-1]


def test_a_withdrawn_one_keeps_what_the_reviewer_noted_and_hides_it_from_the_officer(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    annas.submit()
    boris_desk.dispute(*RULE)
    assert "I doubt it." not in annas.page()
    assert "I doubt it." not in boris_desk.page()
    assert annas.post("withdraw").status_code == 302
    assert status(saved) == "saved"
    assert "I doubt it." not in annas.page()
    annas.submit()
    assert "I doubt it." in words(boris_desk.get("review"))


def test_a_reviewer_takes_a_dispute_back_and_undoes_that(annas: Desk, boris_desk: Desk) -> None:
    annas.submit()
    boris_desk.dispute(*SOLO, proposed="yes")
    back = boris_desk.dispute(*SOLO, take_back="1")
    assert back.status_code == 302
    assert not Dispute.objects.exists()
    page = boris_desk.get("review").content.decode()
    assert "Undo" in page
    assert 'name="proposed" value="yes"' in page
    assert "Undo" not in boris_desk.get("review").content.decode()
    boris_desk.dispute(*SOLO, proposed="yes")
    assert Dispute.objects.get().proposed == {"answer": "yes"}


def test_saying_it_otherwise_changes_the_one_dispute(annas: Desk, boris_desk: Desk) -> None:
    annas.submit()
    boris_desk.dispute(*SOLO)
    boris_desk.dispute(*SOLO, reason="For another reason.")
    assert Dispute.objects.get().reason == "For another reason."


def test_two_reviewers_do_not_dispute_the_same_point_in_one_round(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, as_user: As
) -> None:
    ruth = User.objects.create_user("ruth", first_name="Ruth")
    ruth.groups.add(Group.objects.get(name=REVIEWER))
    desk = Desk(as_user(ruth), saved)
    annas.submit()
    boris_desk.dispute(*SOLO)
    assert "by Boris" in words(desk.get("review"))
    second = desk.dispute(*SOLO, reason="I doubt it too.")
    assert second.status_code == 422
    assert "Another reviewer has disputed this already." in words(second)
    desk.dispute(*SOLO, take_back="1")
    assert Dispute.objects.get().by.username == "boris"
    desk.dispute(*RULE)
    assert desk.decide("return").status_code == 302
    assert Dossier.objects.get(pk=saved.pk).reviewer == ruth


# Changing an answer


def test_taking_the_reviewers_answer_makes_a_new_record_and_changes_the_case_alike(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, case_file: CaseFile
) -> None:
    returned(annas, boris_desk, SOLO, proposed="no")
    dispute = Dispute.objects.get()
    response = annas.answer(**{f"choice_{dispute.pk}": "proposal"})
    made = next_record(saved)
    assert response["Location"] == f"/archive/{made.code}/"
    assert status(saved) == "replaced"
    dossier = made.dossier
    assert (dossier.status, dossier.round, dossier.reviewer.username) == ("submitted", 2, "boris")
    assert made.case["answers"]["solo"] == "no"
    assert made.edition == saved.edition
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "no"
    assert case_file.revision == saved.revision + 1 == made.revision
    dispute.refresh_from_db()
    assert dispute.took_proposal
    assert dispute.state == "changed"
    assert "changed from Partly to No" in dispute.reply
    page = desk_on(annas, made).page()
    assert "Answer proposed by Boris in review: No . It was taken" in page
    mark = "No Answer proposed by Boris in review"
    assert mark in page
    assert mark not in annas.page()
    assert "Record of" in page
    assert f"/archive/{made.code}/" in annas.get("recommendation").content.decode()
    found = SearchEntry.objects.get(recommendation=saved).words
    assert "_status_replaced" in found
    fresh = readable_recommendation(User.objects.get(username="anna"), made.code)
    assert any("was proposed by Boris in review" in each for each in review_in_words(fresh))


def test_saving_the_case_after_that_gives_the_record_that_review_made(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, anna: User, case_file: CaseFile
) -> None:
    returned(annas, boris_desk, SOLO, proposed="no")
    annas.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    assert save(anna, case_file) == next_record(saved)


def test_a_disputed_rule_reopens_the_answers_that_made_it_fire_for_its_issue_alone(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE)
    key = Dispute.objects.get().pk
    page = annas.get("answer")
    form = page.context["form"]
    asked = [each.question.key for row in form.rows for each in row["asked"].reopened]
    assert asked == ["reach", "extent", "solo"]
    nowhere = annas.answer(**{f"choice_{key}": "change", f"answer_{key}_solo": "no"})
    assert nowhere.status_code == 422
    assert "Say where the new answer holds" in words(nowhere)
    only_here = {
        f"choice_{key}": "change",
        f"answer_{key}_solo": "no",
        f"where_{key}_solo": "issue",
    }
    assert annas.answer(**only_here).status_code == 302
    made = next_record(saved)
    assert made.case["answers"]["solo"] == "partly"
    assert made.case["issues"][0]["answers"]["solo"] == "no"


def test_a_disputed_rule_may_change_the_answer_for_the_whole_case(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE)
    key = Dispute.objects.get().pk
    annas.answer(
        **{f"choice_{key}": "change", f"answer_{key}_solo": "no", f"where_{key}_solo": "case"}
    )
    assert next_record(saved).case["answers"]["solo"] == "no"


def test_what_makes_a_rule_fire_and_is_no_answer_is_named_and_stays_closed(
    annas: Desk, boris_desk: Desk
) -> None:
    returned(annas, boris_desk, ("rule", "quotas-stay-bilateral", "temporary_labour"))
    page = annas.get("answer")
    assert "Not to be changed here" in words(page)
    key = Dispute.objects.get().pk
    refused = annas.answer(**{f"choice_{key}": "change"})
    assert refused.status_code == 422


def test_an_answer_that_differs_for_one_issue_can_join_the_case_again(
    annas: Desk, boris_desk: Desk, anna: User, case_file: CaseFile, as_user: As, boris: User
) -> None:
    differs = {"temporary_labour": "no"}
    edit(anna, case_file, lambda d: with_answer(d, "solo", "partly", differs))
    saved = save(anna, case_file)
    one, other = desk_on(annas, saved), desk_on(boris_desk, saved)
    returned(one, other, ("answer", "solo", "temporary_labour"))
    key = Dispute.objects.get().pk
    one.answer(**{f"choice_{key}": "change", f"answer_{key}_solo": "inherit"})
    assert "solo" not in next_record(saved).case["issues"][0]["answers"]


def test_for_a_forum_there_is_a_reply_alone(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, ("forum", "tpl-labour-agreement", ""))
    key = Dispute.objects.get().pk
    assert annas.answer(**{f"choice_{key}": "agree"}).status_code == 302
    assert Dispute.objects.get().reply == "Agreed: not the table to start with."
    assert next_record(saved) == saved


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({}, "Choose what you do."),
        ({"choice": "keep"}, "Give a reply"),
        ({"choice": "change"}, "Choose another answer than before"),
        ({"choice": "keep", "reply": "No.", "answer": "no"}, "You chose another answer as well."),
        ({"choice": "agree"}, "Select a valid choice"),
        ({"choice": "proposal"}, "Select a valid choice"),
        ({"choice": "change", "answer": "perhaps"}, "Select a valid choice"),
    ],
)
def test_an_incomplete_answer_is_sent_back_with_what_was_typed(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, data: dict[str, str], said: str
) -> None:
    returned(annas, boris_desk, SOLO)
    key = Dispute.objects.get().pk
    names = {"choice": f"choice_{key}", "reply": f"reply_{key}", "answer": f"answer_{key}_solo"}
    response = annas.answer(**{names[name]: value for name, value in data.items()})
    assert response.status_code == 422
    assert said in words(response)
    assert data.get("reply", "") in response.content.decode()
    assert status(saved) == "returned"


def test_one_question_cannot_be_given_two_answers(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE, SOLO)
    rule, answer = (each.pk for each in Dispute.objects.all())
    twice = {
        f"choice_{rule}": "change", f"answer_{rule}_solo": "no", f"where_{rule}_solo": "case",
        f"choice_{answer}": "change", f"answer_{answer}_solo": "yes",
    }  # fmt: skip
    response = annas.answer(**twice)
    assert response.status_code == 422
    assert "two different answers" in words(response)
    twice[f"answer_{answer}_solo"] = "no"
    assert annas.answer(**twice).status_code == 302
    assert next_record(saved).case["answers"]["solo"] == "no"


def test_a_case_that_went_on_meanwhile_gives_the_record_only_what_was_disputed(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, anna: User, case_file: CaseFile
) -> None:
    returned(annas, boris_desk, SOLO)
    edit(anna, case_file, lambda d: with_answer(d, "urgency", "crisis"))
    assert "worked on since" in words(annas.get("answer"))
    key = Dispute.objects.get().pk
    annas.answer(**{f"choice_{key}": "change", f"answer_{key}_solo": "no"})
    made = next_record(saved)
    assert made.case["answers"]["urgency"] == "routine"
    assert made.case["answers"]["solo"] == "no"
    assert made.revision == saved.revision
    case_file.refresh_from_db()
    assert case_file.document["answers"]["urgency"] == "crisis"
    assert case_file.document["answers"]["solo"] == "no"


def test_a_case_that_cannot_take_the_answer_any_more_stays_as_it_is(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, anna: User, case_file: CaseFile
) -> None:
    returned(annas, boris_desk, ("answer", "interest", "temporary_labour"))
    stances = {"temporary_labour": [{"state": "DE", "stated": "seeks"}]}
    edit(anna, case_file, lambda document: with_interest_map(document, stances))
    before = CaseFile.objects.get().document
    key = Dispute.objects.get().pk
    annas.answer(**{f"choice_{key}": "change", f"answer_{key}_interest": "conflicting"})
    made = next_record(saved)
    assert made.case["issues"][0]["answers"]["interest"] == "conflicting"
    assert CaseFile.objects.get().document == before


# Later rounds


def test_in_a_later_round_only_what_was_disputed_or_is_new_can_be_disputed(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO, proposed="no")
    annas.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    made = next_record(saved)
    desk = desk_on(boris_desk, made)
    offered = {each["point"].name for each in desk.get("review").context["points"]}
    assert ("rule", "one-state-cannot", "temporary_labour") in offered
    assert ("answer", "pair", "") not in offered
    assert ("rule", "pair-suffices", "temporary_labour") not in offered
    old = desk.dispute("answer", "pair")
    assert old.status_code == 422
    assert "cannot be disputed" in words(old)
    assert "I doubt it." in words(old)
    at_its_place = desk.dispute(*SOLO)
    assert at_its_place.status_code == 422
    assert "whether you still disagree" in words(at_its_place)
    new = desk.dispute("rule", "one-state-cannot", "temporary_labour")
    assert new.status_code == 302


def test_where_nothing_changed_a_later_round_offers_nothing_new(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO)
    annas.answer(**annas.keep(Dispute.objects.get()))
    assert not boris_desk.get("review").context["points"]
    assert boris_desk.dispute(*RULE).status_code == 422


@pytest.mark.parametrize("act", ["accept", "return"])
def test_each_earlier_dispute_needs_a_verdict_and_a_reason_where_it_stays(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, act: str
) -> None:
    returned(annas, boris_desk, SOLO)
    dispute = Dispute.objects.get()
    annas.answer(**annas.keep(dispute))
    assert boris_desk.decide(act).status_code == 422
    silent = boris_desk.decide(act, **{f"verdict_{dispute.pk}": "disagree"})
    assert silent.status_code == 422
    assert "Say why you still disagree on" in words(silent)
    assert status(saved) == "submitted"


def test_it_cannot_be_returned_where_everything_is_settled(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO)
    dispute = Dispute.objects.get()
    annas.answer(**annas.keep(dispute))
    response = boris_desk.decide("return", **{f"verdict_{dispute.pk}": "settled"})
    assert response.status_code == 422
    assert "Dispute at least one point" in words(response)
    dispute.refresh_from_db()
    assert dispute.state == "upheld"


# Nobody reviews their own


def test_returning_without_a_dispute_and_disputing_without_a_reason_are_refused(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    annas.submit()
    assert boris_desk.decide("return").status_code == 422
    assert boris_desk.decide("perhaps").status_code == 422
    assert boris_desk.dispute(*RULE, reason=" ").status_code == 422
    assert boris_desk.dispute(*SOLO, proposed="partly").status_code == 422
    assert not Dispute.objects.exists()
    assert status(saved) == "submitted"


def test_a_reviewer_who_has_or_had_a_hand_in_the_case_cannot_review_it(
    annas: Desk, boris_desk: Desk, boris: User, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    annas.submit()
    given = share(case_file, boris, 3)
    for act in (lambda: boris_desk.decide("accept"), lambda: boris_desk.dispute(*RULE)):
        assert act().status_code == 404
    given.delete()
    team = Team.objects.create(name="Desk")
    team.members.add(boris)
    shared = case_file.shares.create(team=team, right=3, given_by=case_file.owner, given_at=saved.saved_at)  # fmt: skip
    assert boris_desk.decide("accept").status_code == 404
    shared.delete()
    Event.objects.create(actor=boris, act="answered", subject=case_file.code, at=saved.saved_at)
    assert boris_desk.get("review").status_code == 404
    assert boris_desk.decide("accept").status_code == 404
    assert status(saved) == "submitted"


def test_an_officer_who_also_reviews_cannot_review_their_own(
    annas: Desk, anna: User, saved: SavedRecommendation
) -> None:
    anna.groups.add(Group.objects.get(name=REVIEWER))
    annas.submit()
    assert annas.decide("accept").status_code == 404
    assert annas.dispute(*RULE).status_code == 404
    assert status(saved) == "submitted"


def test_whoever_saved_it_cannot_review_it_after_the_right_is_gone(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    boris.groups.add(Group.objects.get(name=OFFICER))
    given = share(case_file, boris, 3)
    saved = save(anna, case_file, by=boris)
    given.delete()
    assert Desk(as_user(anna), saved).submit().status_code == 302
    assert Desk(as_user(boris), saved).decide("accept").status_code == 404


@pytest.mark.parametrize("page", ["submit", "withdraw", "review", "dispute", "answer"])
@pytest.mark.parametrize("who", ["otto", "clara"])
def test_strangers_find_nothing(
    who: str, page: str, annas: Desk, saved: SavedRecommendation, as_user: As, request: Any
) -> None:
    annas.submit()
    desk = Desk(as_user(request.getfixturevalue(who)), saved)
    assert desk.get(page).status_code == 404
    assert desk.post(page, act="accept").status_code == 404
    assert status(saved) == "submitted"


def test_each_side_cannot_do_the_others_acts(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    for page in ("submit", "withdraw", "answer"):
        assert boris_desk.post(page).status_code == 404
    for page in ("review", "dispute"):
        assert annas.post(page).status_code == 404
    assert status(saved) == "saved"


def test_a_colleague_who_may_read_or_comment_cannot_submit_and_one_who_may_edit_can(
    otto: User, case_file: CaseFile, saved: SavedRecommendation, as_user: As
) -> None:
    given = share(case_file, otto, 2)
    desk = Desk(as_user(otto), saved)
    assert desk.submit().status_code == 404
    given.right = 3
    given.save()
    assert desk.submit().status_code == 302
    assert status(saved) == "submitted"


# Wrong status, repeats, conflicts


def test_an_act_at_the_wrong_time_changes_nothing_and_keeps_what_was_typed(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    early = boris_desk.dispute(*RULE, reason="My long reason.")
    assert early.status_code == 409
    assert "It is not submitted for review." in words(early)
    assert "My long reason." in words(early)
    assert boris_desk.decide("accept").status_code == 409
    assert annas.post("withdraw").status_code == 409
    assert annas.answer().status_code == 409
    annas.submit()
    assert annas.submit().status_code == 409
    boris_desk.decide("accept")
    assert boris_desk.decide("accept").status_code == 409
    assert status(saved) == "accepted"


def test_the_same_form_sent_twice_does_one_thing(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    keys = annas.keys()
    assert [annas.post("submit", **keys).status_code for _ in range(2)] == [302, 302]
    keys = boris_desk.keys()
    assert [boris_desk.dispute(*SOLO, proposed="no", **keys).status_code for _ in "ab"] == [
        302,
        302,
    ]
    keys = boris_desk.keys()
    assert [boris_desk.decide("return", **keys).status_code for _ in range(2)] == [302, 302]
    keys = {**annas.keys(), f"choice_{Dispute.objects.get().pk}": "proposal"}
    twice = [annas.answer(**keys)["Location"] for _ in range(2)]
    assert twice[0] == twice[1]
    made = next_record(saved)
    assert SavedRecommendation.objects.count() == 2
    desk = desk_on(boris_desk, made)
    keys = {**desk.keys(), f"verdict_{Dispute.objects.get().pk}": "settled"}
    assert [desk.decide("accept", **keys).status_code for _ in range(2)] == [302, 302]
    assert Event.objects.filter(act="accepted").count() == 1


def test_of_two_acts_on_the_same_page_the_second_is_a_conflict_and_keeps_what_was_typed(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    annas.submit()
    read = boris_desk.keys()["revision"]
    boris_desk.dispute(*RULE)
    late = boris_desk.dispute(*SOLO, revision=read, reason="My second reason.")
    assert late.status_code == 409
    assert "My second reason." in words(late)
    assert "Send mine once more" in words(late)
    assert Dispute.objects.count() == 1
    assert boris_desk.decide("accept", revision=read).status_code == 409
    assert status(saved) == "submitted"


def test_the_conditional_update_lets_one_of_two_through(
    anna: User, boris: User, saved: SavedRecommendation
) -> None:
    common = {"saved": saved, "now": saved.saved_at, "address": "http://x"}
    submit(user=anna, sent=Sent("a", 1), **common)
    with pytest.raises(Conflict):
        decide(user=boris, act=Act.ACCEPT, verdicts={}, sent=Sent("b", 1), **common)
    decide(user=boris, act=Act.ACCEPT, verdicts={}, sent=Sent("c", 2), **common)
    assert status(saved) == "accepted"


def test_an_answer_to_a_record_that_was_read_long_ago_is_a_conflict(
    annas: Desk, boris_desk: Desk, anna: User, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO)
    dispute = Dispute.objects.get()
    fresh = readable_recommendation(anna, saved.code)
    with pytest.raises(Conflict):
        resubmit(
            user=anna,
            saved=fresh,
            replies={dispute.pk: Reply("Yes.")},
            sent=Sent("late", 1),
            now=saved.saved_at,
            address="http://x",
        )
    dispute.refresh_from_db()
    assert dispute.state == "open"


# Secrets


@pytest.fixture
def secretive(anna: User, case_file: CaseFile) -> CaseFile:
    """Anna assesses that Türkiye wants the opposite of what it says."""
    stances = {
        "temporary_labour": [
            {"state": "DE", "stated": "seeks", "assessed": "seeks"},
            {"state": "TR", "stated": "supports", "assessed": "opposes"},
        ]
    }
    edit(anna, case_file, lambda document: with_interest_map(document, stances))
    return edit(anna, case_file, lambda document: with_answer(document, "hidden", "yes"))


def fired_in(outcome: dict[str, Any]) -> set[tuple[str, str]]:
    return {(i["issue"], fired["rule"]) for i in outcome["issues"] for fired in i["fired"]}


def test_what_fires_only_with_assessed_interests_can_be_disputed_by_nobody(
    anna: User, boris: User, secretive: CaseFile, as_user: As
) -> None:
    saved = save(anna, secretive)
    Desk(as_user(anna), saved).submit()
    full = FullOutcome.objects.get(recommendation=saved).outcome
    only_full = fired_in(full) - fired_in(saved.outcome)
    assert only_full
    share(secretive, boris, 1, assessed=True)
    desk = Desk(as_user(boris), saved)
    page = desk.get("review").content.decode()
    for topic, rule in only_full:
        assert desk.dispute("rule", rule, topic).status_code == 422
        assert f"key={rule}&amp;issue={topic}" not in page
    assert desk.dispute("answer", "hidden").status_code == 422


def test_a_colleague_who_is_not_entitled_answers_and_the_secret_part_goes_on_unseen(
    anna: User, boris: User, otto: User, secretive: CaseFile, as_user: As
) -> None:
    saved = save(anna, secretive)
    share(secretive, otto, 3)
    ottos, desk = Desk(as_user(otto), saved), Desk(as_user(boris), saved)
    returned(ottos, desk, SOLO)
    before = AssessedInterests.objects.get(case_file=secretive).document
    key = Dispute.objects.get().pk
    assert "opposes" not in words(ottos.get("answer"))
    ottos.answer(**{f"choice_{key}": "change", f"answer_{key}_solo": "no"})
    made = next_record(saved)
    full = FullOutcome.objects.get(recommendation=made)
    assert full.case["answers"]["hidden"] == "yes"
    assert full.case["issues"][0]["interests"][1]["assessed"] == "opposes"
    assert "assessed" not in str(made.case)
    assert AssessedInterests.objects.get(case_file=secretive).document == before
    assert made.saved_by == otto
    assert made.owner == anna
    assert made.level != "" and made.checksum != full.checksum


def test_what_is_assessed_refuses_no_answer_of_a_colleague_and_keeps_none_out_of_the_case(
    anna: User, boris: User, otto: User, case_file: CaseFile, as_user: As
) -> None:
    """A word given in review has its place though stances were assessed: those are set aside."""
    topic = "temporary_labour"
    rows = [{"state": "DE", "assessed": "seeks"}, {"state": "TR", "assessed": "opposes"}]
    edit(anna, case_file, lambda d: with_interest_map(d, {topic: rows}))
    share(case_file, otto, 3)
    edit(otto, case_file, lambda d: with_interest_words(d, {topic: None}))
    secret = AssessedInterests.objects.get(case_file=case_file).document
    assert secret["issues"][topic]["interests"] == rows
    saved = save(anna, case_file, by=otto)
    ottos, desk = Desk(as_user(otto), saved), Desk(as_user(boris), saved)
    ottos.submit()
    desk.dispute("answer", "interest", topic, proposed="common")
    desk.decide("return")
    response = ottos.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    assert response.status_code == 302
    made = next_record(saved)
    case_file.refresh_from_db()
    for document in (made.case, case_file.document):
        issue = next(each for each in document["issues"] if each["issue"] == topic)
        assert issue["answers"]["interest"] == "common"
    assert AssessedInterests.objects.get(case_file=case_file).document == secret


def test_an_answer_locks_the_case_before_its_records_as_tagging_does(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = save(anna, case_file)
    mine, desk = Desk(as_user(anna), saved), Desk(as_user(boris), saved)
    mine.submit()
    desk.dispute("answer", "solo", proposed="no")
    desk.decide("return")
    with CaptureQueriesContext(connection) as asked:
        mine.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    said = [each["sql"] for each in asked]
    moved = next(n for n, sql in enumerate(said) if sql.startswith('UPDATE "decisions_dossier"'))
    whole = [n for n, sql in enumerate(said) if 'FROM "decisions_casefile" WHERE' in sql]
    assert whole and whole[0] < moved
