"""Does a witness become a case that shows it, and is a typed case read as it was meant?"""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from decisions.house.state_names import CannotAdd
from decisions.rulebook.trying.typed import form_of, lines_of, rows_of
from decisions.rulebook.trying.witness import example_of, witness_in, witness_query
from decisions.seeds import shipped_edition
from decisions.subsidiarity.checks import check
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_case

pytestmark = pytest.mark.core


def test_every_witness_of_the_shipped_book_is_a_case_that_shows_it() -> None:
    edition = shipped_edition()
    items = [item for each in check(edition) for item in each.items if item.witness]
    assert len(items) > 200
    missed = 0
    for item in items:
        witness = witness_in(QueryDict(witness_query(item.witness or {})), edition)
        assert witness == item.witness
        example = example_of(witness, edition)
        case = read_case(example.document, edition)
        facts = edition.facts(case, case.issues[0])
        unlike = {fact for fact, given in witness.items() if facts[fact] != {frozenset(given)}}
        assert len(unlike) == len(example.unmet)
        missed += bool(unlike)
    assert missed < len(items) // 10


def test_lines_become_rows_and_rows_become_lines(edition: Edition) -> None:
    text = "Germany: receiving, transit\nAll States\nMembers of EU\n\nmorocco; tunisia: Sending"
    rows = rows_of(text, edition)
    assert [row.get("state") for row in rows] == ["DE", None, None, "MA", "TN"]
    assert rows[0]["roles"] == ["transit", "receiving"]
    assert rows_of(lines_of(rows, edition), edition) == rows
    with pytest.raises(CannotAdd, match="Line 1"):
        rows_of(": sending", edition)


def test_a_case_that_says_more_than_the_form_is_not_cut(document: dict[str, Any]) -> None:
    edition = shipped_edition()
    assert form_of(document, edition) is None
    plain = {**document, "issues": [{"issue": "admission_quotas"}]}
    assert (form_of(plain, edition) or {})["lead"] == "admission_quotas"


def test_a_witness_that_no_states_can_show_says_so(edition: Edition) -> None:
    example = example_of({"states": ("one",), "regions": ("two",)}, edition)
    assert len(example.document["states"]) == 1
    assert "Regions spanned: two" in example.unmet[0]
    roles = {"roles": ("receiving", "sending"), "states": ("six_or_more",)}
    held = example_of(roles, edition)
    assert not held.unmet
    assert len(held.document["states"]) == 6
