"""Do the drawings say what their words say, without colour, with every text escaped?"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any

import pytest

from decisions.house.ladder import WORDS, LadderPicture, RungPicture, draw
from decisions.memo.blocks import Heading, Paragraph, Picture, Table
from decisions.memo.full_case import interests
from decisions.memo.interest_picture import interest_picture
from decisions.memo.interests import interest_map
from decisions.memo.ladder_picture import ladder_picture
from decisions.memo.png import png
from decisions.memo.svg import svg, text

from .records import EDITION, MARKUP, crowded, outcome_of, record_of, worked

pytestmark = pytest.mark.core

STATES = [{"state": "DE", "stated": "seeks", "assessed": "opposes"},
          {"state": "TR", "stated": "reserved"},
          {"state": "MA", "role": "transit", "assessed": "neutral"}]  # fmt: skip


def document(*issues: list[dict[str, Any]]) -> dict[str, Any]:
    topics = [topic.key for topic in EDITION.book.topics]
    return {
        "title": "A case",
        "states": [{"state": code, "roles": ["transit"]} for code in ("DE", "TR", "MA")],
        "answers": {},
        "issues": [
            {"issue": topic, "interests": rows} for topic, rows in zip(topics, issues, strict=False)
        ],
    }


def texts(picture: Picture) -> list[str]:
    return [
        each.text or "" for each in ET.fromstring(picture.svg).iter() if each.tag.endswith("text")
    ]


def test_the_ladder_names_every_rung_and_its_state_the_highest_first() -> None:
    ladder = draw(outcome_of("khartoum-2014")["issues"][0], "Ladder: trafficking")
    picture = ladder_picture(ladder)
    assert texts(picture) == [word for rung in ladder.rungs for word in (rung.label, rung.short)]
    assert picture.alternative.startswith("Ladder: trafficking. Interregional so far;")
    for rung in ladder.rungs:
        assert f"{rung.label}: {rung.word}" in picture.alternative


def looks(state: str) -> str:
    """One rung as drawn, without its words."""
    rung = RungPicture("regional", "Same", state, "")
    drawn = ladder_picture(LadderPicture("t", (rung,), "s")).svg
    return drawn.replace(rung.short, "").partition("</defs>")[2]


def test_every_state_of_a_rung_is_told_apart_without_colour() -> None:
    """Solid, hatched, barred, dashed: the stroke, the hatching and the bar, not the hue."""
    marks = {
        state: (
            "hatch" in looks(state),
            "M1.5" in looks(state),
            looks(state).partition("stroke-dasharray")[2][:6],
            'fill="#1c4f6b"' in looks(state),
        )
        for state in WORDS
        if state != "so_far"
    }
    assert len(set(marks.values())) == len(marks)
    assert looks("recommended").partition("<text")[0] == looks("so_far").partition("<text")[0]


def test_whatever_a_text_holds_is_text_in_a_drawing() -> None:
    drawn = svg(10, 10, text(0, 0, MARKUP + "\x01", 5))
    (found,) = (each.text for each in ET.fromstring(drawn).iter() if each.tag.endswith("text"))
    assert found == MARKUP + "[U+0001]"


def test_the_interest_map_has_signs_for_stated_and_boxes_for_assessed_stances() -> None:
    picture = interest_picture(interest_map(document(STATES), EDITION))
    found = texts(picture)
    assert found[-1] == (
        "++ seeks, + supports, 0 neutral, − reserved, −− opposes; in a box: assessed"
    )
    rows = " ".join(found[found.index("Germany") : -1])
    assert rows == "Germany ++ −− Türkiye − Morocco (transit) 0"
    assert "Germany: Temporary labour migration: seeks; assessed: opposes" in picture.alternative


def test_without_assessed_stances_nothing_hints_at_them() -> None:
    stated = [{"state": "DE", "stated": "seeks"}]
    picture = interest_picture(interest_map(document(stated), EDITION))
    assert "assessed" not in picture.svg + picture.alternative
    assert "box" not in picture.svg


def test_the_map_in_words_has_every_state_and_issue_that_the_picture_leaves_out() -> None:
    blocks = list(interests(crowded(12, 60)))
    pictures = [block for block in blocks if isinstance(block, Picture)]
    tables = [b for b in blocks if isinstance(b, Table) and b.caption.startswith("The map in")]
    said = [block.said.text for block in blocks if isinstance(block, Paragraph)]
    assert said == ["Drawn are the first 14 of 16 rows; the table has all."]
    assert len(pictures) == 3
    assert [table.caption for table in tables] == [
        f"The map in words ({number} of 3)" for number in (1, 2, 3)
    ]
    assert all(len(table.rows) == 16 for table in tables)
    assert sum(len(table.head) - 1 for table in tables) == 12


def test_a_word_for_a_whole_issue_needs_no_map() -> None:
    blocks = list(interests(worked("de-tr-recruitment-1961")))
    (table,) = blocks
    assert isinstance(table, Table)
    assert table.rows[0] == ("Temporary labour migration", "Common")


def test_a_case_without_any_interest_says_so() -> None:
    (table,) = interests(record_of(document([])))
    assert isinstance(table, Table)
    assert table.rows == (("Temporary labour migration", "Not answered"),)


def test_issues_without_stances_are_not_in_the_map() -> None:
    found = interest_map(document(STATES, [], [{"state": "TR", "stated": "seeks"}]), EDITION)
    assert len(found.issues) == 2
    assert dict(found.rows)["Türkiye"].keys() == {0, 1}
    blocks = list(interests(record_of(document(STATES, [], [{"state": "TR", "stated": "seeks"}]))))
    assert Heading("Interest map", 2) in blocks


def test_a_drawing_becomes_the_same_png_every_time() -> None:
    ladder = draw(outcome_of("khartoum-2014")["issues"][0])
    picture = ladder_picture(ladder)
    first = png(picture.svg, picture.width_mm)
    png.cache_clear()
    assert png(picture.svg, picture.width_mm) == first
    assert first.startswith(b"\x89PNG")
    narrow = ladder_picture(replace(ladder), 30)
    assert len(png(narrow.svg, narrow.width_mm)) < len(first)
