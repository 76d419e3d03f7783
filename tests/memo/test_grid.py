"""Does a case read in the order of the EU's grid, at its own rung, with every rule in its place?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from decisions.memo.blocks import (
    Block,
    Bullets,
    Heading,
    Lines,
    Paper,
    Paragraph,
    Said,
    Table,
    words,
)
from decisions.memo.grid import grid
from decisions.memo.grid_conclusions import conclusion
from decisions.memo.grid_questions import at_rung, place_of, questions, table
from decisions.memo.pdf import pdf
from decisions.memo.record import Record
from decisions.memo.word import word
from decisions.models.secrecy import apart
from decisions.seeds import shipped_edition, worked_cases
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import BOUNDS, GRADES, Option, Question, Rule
from decisions.subsidiarity.wire import read_case, write_recommendation

pytestmark = pytest.mark.core

EDITION = shipped_edition()
RULES = EDITION.book.rule_by_key
CASES = {case["id"]: case for case in worked_cases()}
each_case = pytest.mark.parametrize("case_id", CASES)

ORDER = (
    "1 1.1 1.2 2 2.1 2.2 2.3 2.3a 2.3b 2.3c 2.3d 2.3e 2.3f 2.3g 2.4 2.4a 2.4b 2.4c 2.4d 2.4e"
    " 3 3.1 3.2 3.2a 3.2b 3.2c 3.2d 3.2e"
).split()

OF_EACH_LEVEL = [
    ("ca-points-1967", "local", None),
    ("pl-ru-local-border-traffic-2012", "subregional", "local"),
    ("de-tr-recruitment-1961", "bilateral", "subregional"),
    ("puebla-1996", "regional", "bilateral"),
    ("khartoum-2014", "interregional", "regional"),
    ("palermo-2000", "global", "interregional"),
]


def record_of(document: dict[str, Any], edition: Edition = EDITION, **given: Any) -> Record:
    outcome = write_recommendation(recommend(read_case(document, edition), edition))
    said: dict[str, Any] = {
        "code": "abcdefghjk",
        "title": document["title"],
        "summary": "",
        "aim": "",
        "evidence": {},
        "owner": "Anna",
        "saved_at": datetime(2026, 11, 3, tzinfo=UTC),
        "checksum": "0123456789abcdef0123",
        "whole": True,
    }
    return Record(document=document, outcome=outcome, edition=edition, **{**said, **given})


def worked(case_id: str) -> Record:
    return record_of(CASES[case_id]["document"])


def case(**answers: Any) -> dict[str, Any]:
    return {
        "title": "A matter",
        "states": [{"state": "ES", "roles": ["receiving"]}, {"state": "MA", "roles": ["sending"]}],
        "answers": answers,
        "issues": [{"issue": "irregular_migration"}],
    }


def under(paper: Paper, number: str) -> list[Block]:
    """The blocks between the heading of this number and the next heading."""
    found: list[Block] = []
    inside = False
    for block in paper.blocks:
        if isinstance(block, Heading):
            inside = block.text.split()[0] == number
        elif inside:
            found.append(block)
    return found


def said_in(blocks: list[Block]) -> list[Said]:
    return [item for block in blocks if isinstance(block, Bullets) for item in block.items]


def in_short(paper: Paper, number: str) -> str:
    (note,) = (
        block.said.text
        for block in under(paper, number)
        if isinstance(block, Paragraph) and block.manner == "note"
    )
    return note


def numbers(paper: Paper) -> Iterator[str]:
    for block in paper.blocks:
        if isinstance(block, Heading) and block.text[0].isdigit():
            yield block.text.split()[0]


def text(paper: Paper) -> str:
    return "\n".join(words(paper))


@each_case
def test_the_questions_stand_in_the_order_of_the_grid(case_id: str) -> None:
    assert list(numbers(grid(worked(case_id)))) == ORDER


def test_the_paper_says_first_whose_the_words_are_and_what_goes_beyond_the_eu() -> None:
    first, second = grid(worked("puebla-1996")).blocks[:2]
    assert isinstance(first, Paragraph)
    assert isinstance(second, Paragraph)
    assert "The wording of the questions is ours; the order follows" in first.said.text
    assert "COM(2018) 703" in first.said.source
    assert "whether the Union should act, or its Member States" in second.said.text
    assert "That step further is ours" in second.said.text


@pytest.mark.parametrize(("case_id", "level", "below"), OF_EACH_LEVEL)
def test_the_rung_found_is_asked_against_the_rung_below(
    case_id: str, level: str, below: str | None
) -> None:
    record = worked(case_id)
    lead = record.outcome["issues"][0]
    blocks = under(grid(record), "2.3")
    assert lead["level"] == level
    assert next(b.said.lead for b in blocks if isinstance(b, Paragraph)) == at_rung(level).enough
    reasons = [said.text for said in said_in(blocks)]
    assert reasons == (lead["why_not_lower"][0]["reasons"] if below else [])
    assert not below or lead["why_not_lower"][0]["level"] == below


@each_case
def test_the_next_rung_up_has_the_reasons_of_the_page(case_id: str) -> None:
    record = worked(case_id)
    higher = record.outcome["issues"][0]["why_not_higher"]
    reasons = [said.text for said in said_in(under(grid(record), "2.4"))]
    assert reasons == (higher[0]["reasons"] if higher else [])


@each_case
def test_every_rule_that_fired_on_the_lead_issue_stands_once_where_it_bears(case_id: str) -> None:
    record = worked(case_id)
    paper = grid(record)
    warned = {each["rule"] for each in record.outcome["warnings"]}
    fired = [
        RULES[each["rule"]]
        for each in record.outcome["issues"][0]["fired"]
        if each["value"] != "every_issue" or each["rule"] in warned
    ]
    assert fired
    everywhere = [said.lead for said in said_in(list(paper.blocks))]
    for rule in fired:
        here = [said for said in said_in(under(paper, place_of(rule))) if titled(said, rule)]
        assert [said.source for said in here] == [f"{rule.source}; {GRADES[rule.grade]}"], rule.key
        assert everywhere.count(f"{rule.title}.") == 1, rule.key


def titled(said: Said, rule: Rule) -> bool:
    return said.lead == f"{rule.title}."


@each_case
def test_every_reason_that_names_a_rule_ends_with_its_source_and_grade(case_id: str) -> None:
    paper = grid(worked(case_id))
    for number in ("2.3", "2.4", "3.2"):
        for said in said_in(under(paper, number)):
            if ": " in said.text and "no rule that fires" not in said.text:
                assert any(said.text.endswith(f"; {words}.") for words in GRADES.values()), said


@pytest.mark.parametrize("rule", EDITION.book.rules, ids=lambda rule: rule.key)
def test_every_rule_of_the_book_bears_on_one_question_of_the_grid(rule: Rule) -> None:
    asked = {question.number for question in questions() if not question.limb}
    assert place_of(rule) in asked
    if rule.effect in BOUNDS:
        assert place_of(rule)[0] == ("2" if isinstance(rule.rung, Level) else "3")


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("matter-of-one-state", "2.3a"),
        ("strong-spillover", "2.3b"),
        ("protection-at-risk", "2.3b"),
        ("one-state-cannot", "2.3c"),
        ("pair-suffices", "2.3c"),
        ("failed-bilateral", "2.3c"),
        ("border-area-suffices", "2.3d"),
        ("worldwide-and-no-pair", "2.3e"),
        ("states-capacity", "2.3f"),
        ("table-limit-pair", "2.3g"),
        ("form-consultation-hard", "2.3g"),
        ("return-as-principle", "2.4a"),
        ("no-added-value", "2.4a"),
        ("burdens-must-be-shared", "2.4b"),
        ("standards-must-be-alike", "2.4c"),
        ("integration-happens-at-home", "2.4d"),
        ("competence-transferred", "1.2"),
        ("no-evidence", "2.1"),
        ("alike-rules-need-standards", "3.2a"),
        ("form-limited-body", "3.2b"),
        ("soft-commitment", "3.2c"),
        ("crisis-agencies-assist", "3.2e"),
    ],
)
def test_a_rule_stands_where_its_effect_and_its_facts_place_it(key: str, number: str) -> None:
    assert place_of(RULES[key]) == number


def test_every_question_of_the_book_bears_on_a_question_of_the_grid() -> None:
    placed = {key for question in questions() for key in question.answers}
    assert {question.key for question in EDITION.book.questions} == placed


def test_what_the_grid_does_not_ask_is_said_to_stand_outside_it() -> None:
    weather = Question(
        "weather", "scope", "Weather", "Does it rain?", "It may.", "Look up.", "Ours",
        (Option("yes", "It rains"), Option("no", "It is dry")),
    )  # fmt: skip
    book = replace(EDITION.book, questions=(*EDITION.book.questions, weather))
    wider = edition_of(book, EDITION.fora, EDITION.states)
    told = text(grid(record_of(case(weather="yes", pair="no"), wider)))
    assert told.count("It rains.") == 1
    assert told.index("What else was answered") < told.index("It rains.")


def test_the_first_page_names_aim_states_by_role_and_both_rungs() -> None:
    document = case(solo="no", extent="whole_state", pair="yes", table_limit="no_limit")
    document["states"].append({"state": "PT", "roles": ["receiving"]})
    document["states"].append({"state": "MR"})
    paper = grid(record_of(document, aim="Safe ways."))
    tables = [block for block in paper.blocks if isinstance(block, Table)]
    facts, follows = (dict(table.rows) for table in tables[:2])
    states = "Receiving: Spain, Portugal; sending: Morocco; no role given: Mauritania"
    assert facts == {
        "Aim": "Safe ways.",
        "States": states,
        "Lead issue": "Irregular migration",
        "Rung found": "Bilateral: no open answer can change it.",
        "Rung below": "Cross-border area",
        "Depth": "Coordination",
    }
    assert list(follows) == [
        "1 Power to act",
        "2.3 Necessity",
        "2.4 Added value",
        "3.2 Proportionality",
    ]
    assert follows["2.3 Necessity"] == in_short(paper, "2.3")
    assert follows["2.4 Added value"] == in_short(paper, "2.4")
    assert follows["3.2 Proportionality"] == in_short(paper, "3.2")


def test_answers_stand_with_their_remark_source_and_certainty() -> None:
    evidence = {"solo": {"note": "Own patrols failed.", "source": "Audit", "certainty": "high"}}
    paper = grid(record_of(case(solo="no", pair="partly"), evidence=evidence))
    said = {each.lead: each for each in said_in(under(paper, "2.3c"))}
    assert said["One State alone:"].text == "No. Own patrols failed."
    assert said["One State alone:"].source == "Audit; certainty: high"
    assert said["One pair, or each pair:"].text == "Partly."
    sources = {each.lead: each.text for each in said_in(under(paper, "2.1"))}
    assert sources["Answers without a source:"] == "One pair, or each pair."
    assert in_short(paper, "2.1") == "1 of 2 answers rests on no source."


def test_a_remark_stands_once_where_its_answer_first_comes() -> None:
    evidence = {"reach": {"note": "Two routes.", "source": "Border guard", "certainty": "low"}}
    paper = grid(record_of(case(reach="corridor"), evidence=evidence))
    first, again = (
        next(each for each in said_in(under(paper, number)) if each.lead == "Reach:")
        for number in ("2.3a", "2.3e")
    )
    assert (first.text, first.source) == ("A corridor. Two routes.", "Border guard; certainty: low")
    assert (again.text, again.source) == ("A corridor.", "")


def test_an_answer_of_the_lead_issue_counts_before_that_of_the_case() -> None:
    document = case(spillover="strong")
    document["issues"] = [{"issue": "irregular_migration", "answers": {"spillover": "none"}}]
    paper = grid(record_of(document))
    first = said_in(under(paper, "2.3b"))[0]
    assert first.text == "None to speak of (for this issue; for the whole case strong)."
    assert in_short(paper, "2.3b") == "Hardly anything would fall on others."


def test_a_case_without_answers_is_left_to_be_answered_by_hand() -> None:
    paper = grid(record_of(case()))
    assert in_short(paper, "1.2") == "Not answered: to be answered by hand."
    assert in_short(paper, "2.3c") == "Not answered: to be answered by hand."
    assert any(isinstance(block, Lines) for block in under(paper, "2.3c"))
    assert in_short(paper, "2.3").startswith("There is no rung below.")


@each_case
def test_what_subsidium_does_not_ask_has_lines_to_write_on(case_id: str) -> None:
    paper = grid(worked(case_id))
    assert in_short(paper, "3.2d") == "Not asked by Subsidium: to be answered by hand."
    for number in ("1.1", "2.1", "2.4d", "2.4e", "3.2d", "3.2e"):
        assert any(isinstance(block, Lines) for block in under(paper, number)), number


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"solo": "no", "table_limit": "no_limit", "pair": "yes", "extent": "whole_state"},
         "The rungs below do not suffice."),
        ({"solo": "no", "extent": "whole_state", "pair": "yes"},
         "The rungs below do not suffice. They are left only if a State refuses a wider table."),
        ({"solo": "partly", "extent": "whole_state", "reach": "two_states"},
         "On what is known the rungs below do not suffice. Open answers may still change that."),
        ({"pair": "no", "reach": "region", "table_limit": "pair"},
         "Not even this rung suffices: the aim needs more than States accept."),
    ],
)  # fmt: skip
def test_necessity_is_concluded_as_the_ladder_shows_the_rung_below(
    answers: dict[str, str], said: str
) -> None:
    assert in_short(grid(record_of(case(**answers))), "2.3") == said


def test_a_gain_that_no_rule_finds_is_to_be_shown_by_hand() -> None:
    bare = grid(record_of(case(solo="no", extent="whole_state", pair="yes")))
    gain = grid(record_of(case(pair="no", reach="region", pooled_resources="yes")))
    assert "it rests on necessity alone" in in_short(bare, "2.4")
    assert any(isinstance(block, Lines) for block in under(bare, "2.4"))
    assert in_short(gain, "2.4") == "Acting at this rung does better than the rung below."
    assert not any(isinstance(block, Lines) for block in under(gain, "2.4"))
    refused = case(pair="no", reach="region", pooled_resources="yes", table_limit="pair")
    above = grid(record_of(refused))
    assert in_short(above, "2.4").startswith("The gain that rules find lies above this rung.")
    assert any(isinstance(block, Lines) for block in under(above, "2.4"))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"solo": "yes"}, "This is the lightest form. A deeper one is not called for."),
        ({"solo": "no", "commitment": "none", "common_standards": "yes"},
         "The aim needs a deeper form than States accept."),
        ({"solo": "no"},
         "A lighter form does not suffice. A deeper one is not called for so far;"
         " open answers may change that."),
        ({"solo": "no", "commitment": "binding", "common_standards": "yes",
          "pooled_resources": "yes", "spillover": "strong"},
         "A lighter form does not suffice. What speaks for a deeper one gives way."),
    ],
)  # fmt: skip
def test_proportion_is_concluded_from_the_depth_found(answers: dict[str, str], said: str) -> None:
    assert in_short(grid(record_of(case(**answers))), "3.2") == said


def test_power_that_was_handed_over_is_said_to_stand_outside_the_test() -> None:
    paper = grid(record_of(case(competence="transferred")))
    assert "the EU does not ask about subsidiarity" in in_short(paper, "1.2")


def test_a_presumption_that_gave_way_says_to_what() -> None:
    document = case(solo="partly", reach="corridor", pair="yes", extent="whole_state")
    document["issues"] = [{"issue": "temporary_labour"}]
    paper = grid(record_of(document))
    (said,) = (
        each for each in said_in(under(paper, "2.4a")) if "ground for multilateral" in each.lead
    )
    assert "It gives way to: " in said.text
    assert "What speaks for more gives way." in in_short(paper, "2.4a")


BILATERAL, COORDINATION = Level.BILATERAL, Depth.COORDINATION


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["whole-state-cannot"], "The rungs below do not suffice."),
        (["one-state-cannot"], "Rungs further down do not suffice."),
        (["whole-state-cannot", "pair-suffices"],
         "The rungs below do not suffice. Nothing higher is needed."),
        (["pairs-fail-on-a-route"],
         "The rungs below do not suffice. It asks for more than States accept."),
        (["pairs-leave-gaps"], "The rungs below do not suffice. What speaks for more gives way."),
        (["one-state-suffices"], "What speaks for less gives way."),
        (["one-region-concerned"], "It bars only rungs further up."),
        (["table-limit-pair"], "States will go no higher."),
        (["quotas-stay-bilateral"], "States usually go no higher."),
        (["joint-aim-needs-coordination"], "A lighter form does not suffice."),
        (["no-commitment"], "States will go no deeper."),
        (["soft-commitment"], "It bars only forms that go deeper still."),
        (["form-agreement-pair", "form-agreement-temporary"], "It points to an agreement."),
        (["form-agreement-pair", "form-specialised-help"],
         "It points to an agreement and a specialised body."),
        (["competence-shared"], "No rung follows from it; mind what is said above."),
        ([], ""),
    ],
)  # fmt: skip
def test_rules_are_concluded_from_against_the_rungs_found(keys: list[str], said: str) -> None:
    assert conclusion([RULES[key] for key in keys], (BILATERAL, COORDINATION)) == said


@each_case
def test_every_other_issue_has_a_row_at_its_own_rung(case_id: str) -> None:
    record = worked(case_id)
    others = record.outcome["issues"][1:]
    tables = [block for block in grid(record).blocks if getattr(block, "small", False)]
    rows = [row for each in tables for row in each.rows]
    labels = [EDITION.book.topic_by_key[issue["issue"]].label for issue in others]
    assert [row[0] for row in rows] == labels
    for row, issue in zip(rows, others, strict=True):
        if issue["why_not_lower"]:
            assert row[2].endswith(issue["why_not_lower"][0]["reasons"][0])


def test_a_shared_record_tells_nothing_of_assessed_interests() -> None:
    document = case(hidden="yes", solo="no", pair="partly", reach="corridor")
    stances = [
        {"state": "ES", "stated": "seeks", "assessed": "seeks"},
        {"state": "MA", "stated": "supports", "assessed": "opposes"},
    ]
    document["issues"] = [{"issue": "irregular_migration", "interests": stances}]
    whole = text(grid(record_of(document)))
    shared = text(grid(record_of(apart(document)[0], whole=False)))
    assert "assessed: opposes" in whole
    assert "Hidden interests: " in whole.replace("\n", " ")
    assert "supports" in shared
    for secret in ("assessed:", "opposes", "Hidden interests", "Interests lie behind"):
        assert secret not in shared


def test_hidden_interests_that_the_map_shows_are_not_called_unanswered() -> None:
    document = case(solo="no", table_limit="no_limit")
    plain = grid(record_of(document))
    stances = [
        {"state": "ES", "stated": "seeks", "assessed": "seeks"},
        {"state": "MA", "stated": "supports", "assessed": "opposes"},
    ]
    document["issues"] = [{"issue": "irregular_migration", "interests": stances}]
    mapped = grid(record_of(document))
    unanswered = "Not answered: Hidden interests"
    assert unanswered in text(plain).replace("Interests; ", "")
    assert unanswered not in text(mapped)


@each_case
@pytest.mark.heavy
def test_every_worked_case_prints_as_word_and_as_pdf(case_id: str) -> None:
    paper = grid(record_of(CASES[case_id]["document"], handling="RESTRICTED"))
    assert paper.marking == "RESTRICTED"
    assert pdf(paper).startswith(b"%PDF")
    assert word(paper).startswith(b"PK")


def test_our_own_sentences_are_short() -> None:
    told = [said for said in strings(table()) if " " in said]
    assert len(told) > 50
    for said in told:
        for sentence in said.replace("?", ".").split(". "):
            assert len(sentence.split()) <= 25, sentence


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
