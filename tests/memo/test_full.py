"""Does the full paper hold everything that the page shows, each thing once and with its source?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from decisions.house.advice import present
from decisions.memo.blocks import Bullets, Heading, Paper, Paragraph, Said, Table, words
from decisions.memo.full import full
from decisions.memo.full_why import rung_by_rung
from decisions.memo.grouped import alike, by_text, on, told
from decisions.memo.issue_table import alike_table
from decisions.memo.new_table import new_table
from decisions.memo.pdf import pdf
from decisions.memo.reasons import source_of
from decisions.memo.record import Record
from decisions.subsidiarity.rules import GRADES

from .programs import pages
from .records import CASES, EDITION, disputed, outcome_of, record_of, worked

pytestmark = pytest.mark.core

each_case = pytest.mark.parametrize("case", CASES)


def text_of(paper: Paper) -> str:
    return "\n".join(words(paper))


def tables(paper: Paper, start: str) -> list[Table]:
    return [b for b in paper.blocks if isinstance(b, Table) and b.caption.startswith(start)]


@each_case
def test_every_rule_that_fired_stands_with_answers_rationale_source_and_grade(case: str) -> None:
    record = worked(case)
    (table,) = tables(full(record), "Rules that fired")
    rows = {row[0].partition(": ")[0]: row for row in table.rows}
    advice = present(record.outcome, record.document, EDITION)
    for issue in advice["issues"]:
        for fired in issue.fired:
            title, because, why, source = rows[fired.rule.title]
            assert fired.says in title
            assert why == fired.rule.rationale
            assert source == f"{fired.rule.source}; {fired.grade}"
            for label, answer in fired.answers:
                assert label == "Issue" or f"{label}: {answer}" in because


@each_case
def test_every_other_rule_stands_with_what_failed(case: str) -> None:
    record = worked(case)
    paper = full(record)
    told_of = {
        row[0]: row[1]
        for start in ("Rules that may", "Rules that did not", "Rules made for")
        for table in tables(paper, start)
        for row in table.rows
    }
    advice = present(record.outcome, record.document, EDITION)
    for issue in advice["issues"]:
        for each in (*issue.blocked, *issue.may_fire):
            assert "; ".join(each["failing"]) in told_of[each["rule"].title]
        for each in issue.elsewhere:
            assert each["rule"].title in told_of


@each_case
def test_every_forum_is_named_with_what_speaks_for_or_against_it(case: str) -> None:
    record = worked(case)
    text = text_of(full(record))
    for package in record.outcome["packages"]:
        for forum in package["fora"]:
            assert " ".join(forum["reasons"]) in text
            assert forum["name"] in text
        for forum in package["others"]:
            assert forum["name"] in text
            assert " ".join(forum["against"]) in text


def test_a_chosen_forum_is_told_of_in_full() -> None:
    blocks = full(worked("eu-tpd-ukraine-2022")).blocks
    place = blocks.index(Heading("European Union (decides)", 3))
    _, step, facts = blocks[place : place + 3]
    assert isinstance(step, Paragraph)
    assert step.said.lead == "Next:"
    assert isinstance(facts, Bullets)
    leads = [said.lead for said in facts.items]
    assert leads == ["Seats:", "Mandate:", "Depth it can reach:", "For and against:",
                     "Secretariat:", "Status:"]  # fmt: skip
    assert facts.items[0].text == "27 of 28 States; missing: Ukraine."


@each_case
def test_every_reason_of_every_rung_stands_on_both_scales(case: str) -> None:
    """The name of the rung before a reason, and of the issue in it, stand in the table."""
    record = worked(case)
    text = text_of(full(record))
    for issue in record.outcome["issues"]:
        label = EDITION.book.topic_by_key[issue["issue"]].label
        for key in (
            "why_not_lower",
            "why_not_higher",
            "depth_why_not_lower",
            "depth_why_not_higher",
        ):
            for rung in issue[key]:
                for reason in rung["reasons"]:
                    assert shown(reason, label) in text


def shown(reason: str, label: str) -> str:
    """From the rule's title on, without the issue; "" where no rule stands behind it."""
    behind = reason.partition(": ")[2]
    for named in (f" (Issue: {label})", f"Issue: {label}; ", f"; Issue: {label}"):
        behind = behind.replace(named, "")
    return behind


@each_case
def test_every_reason_that_rests_on_a_rule_names_its_source_once(case: str) -> None:
    paper = full(worked(case))
    for table in (*tables(paper, "Level:"), *tables(paper, "Depth:")):
        for row in table.rows:
            for line in row[2].split("\n"):
                rule = next((r for r in EDITION.book.rules if r.title in line), None)
                assert rule is None or line.count(source_of(rule)) == 1
    for block in paper.blocks:
        for said in block.items if isinstance(block, Bullets) else ():
            assert not said.source or said.source not in said.text


def test_what_is_said_of_one_rung_is_not_repeated_on_the_next() -> None:
    record = worked("eu-tpd-ukraine-2022")
    advice = present(record.outcome, record.document, EDITION)
    level = next(b for b in rung_by_rung(advice["issues"]) if isinstance(b, Table))
    assert level.caption == "Level: Regional (all issues)"
    assert [row[0] for row in level.rows] == [
        "Regional", "Bilateral", "Cross-border area", "Local", "Interregional, Global",
    ]  # fmt: skip
    assert level.rows[0][1:] == ("Recommended on what is known so far", "")
    assert level.rows[3][2].split("\n") == [
        "The same as before, and:",
        "Not enough: One State cannot do it by itself (One State alone: No)."
        " B.1 §1; TEU 5(3); the paper implies it.",
    ]


def test_issues_that_stand_otherwise_on_the_ladder_have_tables_of_their_own() -> None:
    captions = [t.caption for t in tables(full(worked("de-tr-recruitment-1961")), "Level:")]
    assert captions == [
        "Level: Bilateral (Temporary labour migration; Admission quotas)",
        "Level: Bilateral (Migrants' rights)",
    ]


def test_every_flip_opening_and_firmness_is_told() -> None:
    record = worked("khartoum-2014")
    advice = present(record.outcome, record.document, EDITION)
    text = text_of(full(record))
    for issue in advice["issues"]:
        for changes in (issue.changes, issue.depth_changes):
            assert changes.firmness in text
            assert all(flip["text"] in text for flip in changes.flips)
        for opening in issue.changes.openings:
            assert opening["question"].text in text


@each_case
def test_gaps_tracks_warnings_and_the_set_of_tables_are_told(case: str) -> None:
    record = worked(case)
    text = text_of(full(record))
    for key in ("gaps", "tracks", "warnings"):
        for each in record.outcome[key]:
            assert each["text"] in text
    portfolio = record.outcome["portfolio"]
    assert all(each["name"] in text for each in portfolio["fora"])


def test_states_issues_answers_and_evidence_stand_as_they_were_given() -> None:
    evidence = {"solo": {"note": "A law of 1961", "source": "BGBl", "certainty": "medium"},
                "pair": {"note": "Somebody said so"}}  # fmt: skip
    paper = full(worked("de-tr-recruitment-1961", evidence=evidence))
    (states,) = tables(paper, "States and their roles")
    assert states.rows == (("Receiving", "Germany"), ("Sending", "Türkiye"))
    (answers,) = tables(paper, "Answers and what they rest on")
    rows = {row[0]: row[1:] for row in answers.rows}
    solo = "Could one State reach the aim by its own law and means?"
    assert rows[solo] == ("Partly", "A law of 1961\nSource: BGBl\nCertainty: medium.")
    pair = "Could one pair of States, or each pair by itself, reach the aim?"
    assert rows[pair] == ("Yes", "Somebody said so\nNo source")
    assert "10 of 11 answers rest on no source." in text_of(paper)


def test_an_answer_that_differs_on_one_issue_is_told_with_the_issue() -> None:
    document = {**CASES["de-tr-recruitment-1961"]["document"]}
    document["issues"] = [{"issue": "asylum", "answers": {"solo": "no", "urgency": None}}]
    (answers,) = tables(full(record_of(document)), "Answers")
    rows = {row[0]: row[1] for row in answers.rows}
    asylum = "Asylum systems and refugee protection"
    assert (
        rows["Could one State reach the aim by its own law and means?"] == f"Partly\n{asylum}: No"
    )
    assert f"{asylum}: I do not know" in rows["Must people be protected or moved within weeks?"]


def test_summary_and_aim_keep_their_paragraphs() -> None:
    record = replace(worked("ca-points-1967"), summary="First.\n\nSecond.", aim="Third.")
    said = [b.said for b in full(record).blocks if isinstance(b, Paragraph)]
    assert Said("First.", "The matter:") in said
    assert Said("Second.") in said
    assert Said("Third.", "The aim:") in said


def test_reviews_departure_and_dissent_are_printed_in_full() -> None:
    paper = full(disputed(worked("de-tr-recruitment-1961")))
    place = paper.blocks.index(Heading("Reviews and other views"))
    views = paper.blocks[place + 1]
    assert isinstance(views, Bullets)
    assert [said.lead for said in views.items] == [
        "", "", "View of Anna:", "Departure:", "Disputed, not settled:", "Disputed, not settled:",
    ]  # fmt: skip
    assert views.items[-1].text == "The second rule. Dora: “It is too old.”"
    assert "Reviews and other views" not in text_of(full(worked("de-tr-recruitment-1961")))


@pytest.mark.parametrize("whole", [True, False])
def test_it_says_plainly_whether_assessed_interests_were_taken_in(whole: bool) -> None:
    text = text_of(full(worked("puebla-1996", whole=whole)))
    assert ("Worked out with assessed interests." in text) == whole
    assert ("Worked out without assessed interests" in text) != whole


def test_edition_and_outcome_are_named_by_their_whole_checksums() -> None:
    record = worked("puebla-1996")
    (table,) = tables(full(record), "This record")
    rows = dict(table.rows)
    assert rows["Edition"] == f"1, checksum {EDITION.checksum}"
    assert rows["Outcome"] == f"checksum {record.checksum}"
    assert rows["Saved"] == "3 May 2026, 14:02, by Anna"


def test_it_is_far_shorter_than_the_page_printed() -> None:
    assert max(pages(pdf(full(worked(case)))) for case in ("khartoum-2014", "palermo-2000")) <= 16


def test_a_record_from_before_fora_were_matched_in_full_is_printed_too() -> None:
    outcome = outcome_of("de-tr-recruitment-1961")
    old = {k: v for k, v in outcome.items() if k not in ("portfolio", "scope", "together")}
    newer = ("flips", "if_answered", "firmness", "depth_flips", "depth_firmness", "idle_questions",
             "depth_why_not_lower", "depth_why_not_higher")  # fmt: skip
    old["issues"] = [{k: v for k, v in i.items() if k not in newer} for i in outcome["issues"]]
    old["packages"] = [
        {k: v for k, v in p.items() if k not in ("others", "shallow", "extend")}
        for p in outcome["packages"]
    ]
    paper = full(replace(worked("de-tr-recruitment-1961"), outcome=old))
    assert "open and able to move it:" in text_of(paper)
    assert "Every other forum" not in text_of(paper)
    assert pages(pdf(paper)) < 11


def test_where_no_table_is_ready_the_ways_out_are_told() -> None:
    class Named:
        name = "Budapest Process"

    new = {"form": "a consultation", "issues": ["asylum"], "states": 9, "willing": False,
           "prepare": None, "convener": Named, "model": Named, "extend": Named,
           "invite": ["Sri Lanka"], "two_party": False}  # fmt: skip
    gap, ways = new_table(new)
    assert gap == Paragraph(Said("Not held by any table: asylum.", "Forum gap."), "note")
    assert said_in(ways) == [
        "Extend the Budapest Process: invite Sri Lanka.",
        "Or set up a consultation of these 9 States, perhaps called by the Budapest Process,"
        " on the model of the Budapest Process.",
    ]
    widen = {
        **new,
        "invite": [],
        "prepare": Named,
        "willing": True,
        "convener": None,
        "model": None,
    }
    assert said_in(list(new_table(widen))[1]) == [
        "Widen the mandate of the Budapest Process, which seats the States.",
        "Prepare it in the Budapest Process, which cannot bind.",
        "Or set up a consultation of those who are willing among the 9 States.",
    ]
    pair = {**new, "two_party": True, "issues": [], "form": "an agreement"}
    gap, ways = new_table(pair)
    assert "Not everything is held by a table." in str(gap)
    assert said_in(ways) == ["Draft an agreement of your own."]
    alone = {**new, "extend": None, "convener": None, "model": None}
    assert said_in(list(new_table(alone))[1]) == ["Set up a consultation of these 9 States."]


def said_in(block: object) -> list[str]:
    assert isinstance(block, Bullets)
    return [said.text for said in block.items]


def test_what_is_said_on_several_issues_is_said_once() -> None:
    said = [("A", "x"), ("B", "x"), ("A", "y"), ("A", "x")]
    assert by_text(said) == {"x": ["A", "B"], "y": ["A"]}
    assert told(said, 2) == "x\nA: y"
    assert told(said, 3) == "A; B: x\nA: y"
    assert (on(["A", "B"], 2), on(["A"], 2), on(["A"], 1)) == ("All issues", "A", "A")
    assert alike(["a", "b", "aa"], lambda word: word[0]) == [["a", "aa"], ["b"]]


def test_every_grade_has_words_for_paper() -> None:
    assert {source_of(rule).rpartition("; ")[2] for rule in EDITION.book.rules} <= set(
        GRADES.values()
    )


def changed(case: str, **keys: object) -> Record:
    """A worked case, its first issue alone, with some keys of the outcome otherwise."""
    outcome = outcome_of(case)
    first = {**outcome["issues"][0], **keys}
    document = {**worked(case).document, "issues": worked(case).document["issues"][:1]}
    return replace(worked(case), document=document, outcome={**outcome, "issues": [first]})


def test_where_no_rule_fired_the_principle_is_named_with_its_source() -> None:
    paper = full(changed("ca-points-1967", fired=[]))
    (none,) = (
        b.said for b in paper.blocks if isinstance(b, Paragraph) and "No rule" in b.said.text
    )
    assert none.source == "B.1 §1; the paper implies it"
    assert "Nothing that is known asks for more." in text_of(paper)


def test_questions_without_effect_are_named() -> None:
    text = text_of(full(changed("ca-points-1967", idle_questions=["urgency"])))
    assert "Open, but without effect any more" in text


def test_more_rows_than_one_page_holds_are_counted() -> None:
    record = worked("ca-points-1967")
    lead = present(record.outcome, record.document, EDITION)["lead"]
    rows = alike_table([replace(lead, depth=str(number)) for number in range(14)]).rows
    assert len(rows) == 12
    assert rows[-1][0] == "3 more rows, in the full paper"
