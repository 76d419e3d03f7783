"""Is the portfolio the smallest set of tables, and is it shown that nothing smaller does?"""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest

from decisions.subsidiarity import covers, portfolio
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.portfolio import Portfolio
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import read_case, write_recommendation
from tests.campaign import larger

from .conftest import Advise
from .small_books import case, document, edition, forum, rule

pytestmark = pytest.mark.core

TOPICS = ("asylum", "security", "travel", "work", "study")
LEVELS = ("regional", "interregional", "global")
SERVED = {"regional": {"regional", "interregional"}, "interregional": {"regional", "interregional"},
          "global": {"global"}}  # fmt: skip
STATES = ("DE", "FR", "MA", "TN", "US")


def book(levels: dict[str, str], fora: list[dict[str, Any]]) -> Edition:
    """Each topic is lifted to a level of its own."""
    rules = [
        rule(f"lift-{topic}", "not_below", level, "decisive", alone=["no"], issue=[topic])
        for topic, level in levels.items()
    ]
    topic = document()["issues"][0]
    topics = [{**topic, "key": key, "label": key.title()} for key in TOPICS]
    return edition(*rules, fora=fora, issues=topics)


def random_forum(draw: random.Random, number: int) -> dict[str, Any]:
    """A dialogue that is good for some of it: perhaps too shallow, closed, or short of a seat."""
    mandate = draw.sample(TOPICS, draw.randint(1, 3))
    standards = draw.random() < 0.3
    members = draw.sample(STATES, draw.choice([2, 3, 4, 5, 5, 5]))
    return forum(
        id=f"f{number}",
        level=draw.choice(LEVELS),
        status=draw.choice(["active", "active", "active", "uncertain", "ended"]),
        mandate=mandate,
        mandate_core=mandate[: draw.randint(0, len(mandate))],
        members=members,
        uncertain=draw.sample(STATES, draw.choice([0, 0, 0, 1])),
        membership_confidence=draw.choice(["high", "medium", "low"]),
        instruments=["dialogue", "standards"] if standards else ["dialogue"],
        binding="soft_law" if standards else "consultative_only",
    )


def drawn(seed: int) -> tuple[dict[str, str], list[dict[str, Any]], list[str]]:
    """A level for each topic, a small catalogue, and the States that are needed."""
    draw = random.Random(seed)
    topics = draw.sample(TOPICS, draw.randint(1, 5))
    levels = {topic: draw.choice(LEVELS) for topic in topics}
    fora = [random_forum(draw, number) for number in range(draw.randint(0, 8))]
    return levels, fora, draw.sample(STATES, draw.randint(2, 4))


def found(levels: dict[str, str], fora: list[dict[str, Any]], states: list[str]) -> Recommendation:
    made = book(levels, fora)
    return recommend(read_case(case(*levels, states=" ".join(states), alone="no"), made), made)


def can_hold(entry: dict[str, Any], levels: dict[str, str], states: list[str]) -> set[str]:
    """The oracle, written from the words of the model and from the entry itself."""
    doubt = set(entry["uncertain"])
    seated = set(entry["members"]) - doubt
    surely_missing = (
        set() if entry["membership_confidence"] == "low" else set(states) - seated - doubt
    )
    if entry["status"] == "ended" or surely_missing:
        return set()
    return {
        topic
        for topic, level in levels.items()
        if topic in entry["mandate"] and entry["level"] in SERVED[level]
    }


def cheapest(
    levels: dict[str, str], fora: list[dict[str, Any]], states: list[str], named: set[str]
) -> tuple[list[str], set[str]]:
    """Every choice of fora, one after the other: the smallest, and what nothing holds."""
    held = {entry["id"]: can_hold(entry, levels, states) for entry in fora}
    holdable = set().union(*held.values()) if held else set()
    by_id = {entry["id"]: entry for entry in fora}

    def cost(chosen: tuple[str, ...]) -> tuple[int, int, int, tuple[str, ...]]:
        outsiders = sum(len(set(by_id[key]["members"]) - set(states)) for key in chosen)
        depth = sum(2 if "standards" in by_id[key]["instruments"] else 1 for key in chosen)
        return len(set(chosen) - named), outsiders, -depth, chosen

    for size in range(len(fora) + 1):
        able = [
            chosen
            for chosen in combinations(sorted(by_id), size)
            if set().union(*(held[key] for key in chosen)) == holdable
        ]
        if able:
            return list(min(able, key=cost)), set(levels) - holdable
    raise AssertionError


def disagreements(seeds: range) -> list[int]:
    found_wrong = []
    for seed in seeds:
        levels, fora, states = drawn(seed)
        advice = found(levels, fora, states)
        got = advice.portfolio
        named = {fit.forum.id for package in advice.packages for fit in package.match.tables}
        chosen = sorted(each.forum.id for each in got.holdings)
        open_issues = {matter.issue for matter in got.uncovered}
        if (chosen, open_issues) != cheapest(levels, fora, states, named):
            found_wrong.append(seed)
    return found_wrong


@pytest.mark.random
@pytest.mark.parametrize("start", range(0, larger(2000), 500))
def test_the_portfolio_equals_brute_force_on_random_catalogues(start: int) -> None:
    assert disagreements(range(start, start + 500)) == []


def greedy(masks: dict[int, int], costs: dict[int, covers.Cost]) -> covers.Cover:
    """Always the set that holds most of what is left: a good guess, and not the smallest."""
    left, chosen = covers.union(masks.values()), []
    while left:
        best = max(masks, key=lambda place: (masks[place] & left).bit_count())
        chosen.append(best)
        left &= ~masks[best]
    return covers.Cover(tuple(chosen), (), 0)


def dear(masks: dict[int, int], costs: dict[int, covers.Cost]) -> covers.Cover:
    """As small, and careless of outsiders."""
    return covers.smallest_cover(
        masks, {place: (0, 0, 0, key) for place, (*_, key) in costs.items()}
    )


@pytest.mark.random
@pytest.mark.parametrize("careless", [greedy, dear], ids=["greedy", "careless of outsiders"])
def test_a_careless_portfolio_is_caught(
    careless: Callable[..., covers.Cover], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(portfolio, "smallest_cover", careless)
    assert disagreements(range(500))


def cover(*sets: str) -> covers.Cover:
    """Sets of letters, all at the same cost."""
    letters = sorted({letter for each in sets for letter in each})
    masks = {place: sum(1 << letters.index(x) for x in each) for place, each in enumerate(sets)}
    return covers.smallest_cover(masks, {place: (0, 0, 0, str(place)) for place in masks})


@pytest.mark.parametrize(
    ("sets", "chosen", "apart", "tried"),
    [
        ((), (), (), 0),
        (("ab",), (0,), (0,), 1),
        (("a", "b"), (0, 1), (0, 1), 2),
        (("abcd", "aef", "befg", "cdg"), (0, 2), (0, 6), 4),
        (("ab", "bc", "ac"), (0, 1), (), 3),
        (("ab", "cd", "abc", "d"), (0, 1), (0, 3), 4),
    ],
)
def test_fewest_sets_are_chosen_and_it_is_shown_that_fewer_cannot(
    sets: tuple[str, ...], chosen: tuple[int, ...], apart: tuple[int, ...], tried: int
) -> None:
    assert cover(*sets) == covers.Cover(chosen, apart, tried)


def test_elements_apart_are_never_held_by_one_set_and_there_are_as_many_as_chosen() -> None:
    draw = random.Random(7)
    for _ in range(300):
        masks = {place: draw.randrange(1, 64) for place in range(draw.randint(1, 6))}
        got = covers.smallest_cover(masks, {place: (0, 0, 0, str(place)) for place in masks})
        if got.apart:
            assert len(got.apart) == len(got.chosen)
            for one, other in combinations(got.apart, 2):
                both = 1 << one | 1 << other
                assert not any(mask & both == both for mask in masks.values())


def dialogue(key: str, *mandate: str, **changes: Any) -> dict[str, Any]:
    return forum(id=key, short_name=key.upper(), mandate=list(mandate), mandate_core=list(mandate),
                 **{"members": ["DE", "MA"], **changes})  # fmt: skip


def of(levels: dict[str, str], *fora: dict[str, Any]) -> Portfolio:
    return found(levels, list(fora), ["DE", "MA"]).portfolio


def chosen(portfolio: Portfolio) -> dict[str, list[str]]:
    return {each.forum.id: [m.issue for m in each.matters] for each in portfolio.holdings}


def test_one_table_that_holds_all_needs_no_second() -> None:
    got = of({"asylum": "regional", "work": "interregional"},
             dialogue("a", "asylum"), dialogue("b", "work"), dialogue("both", "asylum", "work"))  # fmt: skip
    assert chosen(got) == {"both": ["asylum", "work"]}
    assert got.proof == "One table holds all of it."


def test_two_matters_that_no_table_holds_together_are_named_as_the_proof() -> None:
    got = of({"asylum": "regional", "work": "global"},
             dialogue("near", "asylum", "work"), dialogue("wide", "work", level="global"))  # fmt: skip
    assert chosen(got) == {"near": ["asylum"], "wide": ["work"]}
    assert (
        got.proof == "No table can hold two of these at once, so 2 is the least: asylum and work."
    )


def test_where_pairs_overlap_all_smaller_choices_are_counted_as_the_proof() -> None:
    got = of(dict.fromkeys(("asylum", "work", "travel"), "regional"),
             dialogue("a", "asylum", "work"), dialogue("b", "work", "travel"),
             dialogue("c", "asylum", "travel"))  # fmt: skip
    assert len(got.holdings) == 2
    assert got.proof == (
        "3 tables could hold a part. Not one of the 3 ways to choose one table holds all that can be"
        " held, so 2 is the least."
    )


def test_ties_go_to_the_fewest_outsiders_then_to_depth_then_to_the_name() -> None:
    deep = {"instruments": ["standards", "dialogue"], "binding": "soft_law"}
    wide = dialogue("a-wide", "asylum", members=["DE", "MA", "US"], **deep)
    assert chosen(of({"asylum": "regional"}, wide, dialogue("b", "asylum"))) == {"b": ["asylum"]}
    assert list(
        chosen(of({"asylum": "regional"}, dialogue("b", "asylum"), dialogue("c", "asylum", **deep)))
    ) == ["c"]
    assert list(
        chosen(of({"asylum": "regional"}, dialogue("y", "asylum"), dialogue("x", "asylum")))
    ) == ["x"]


def test_what_no_table_holds_is_named_beside_what_is_held() -> None:
    got = of({"asylum": "regional", "work": "global"}, dialogue("near", "asylum", "work"))
    assert [(m.level, m.issue) for m in got.uncovered] == [(Level.GLOBAL, "work")]
    assert chosen(got) == {"near": ["asylum"]}
    none = of({"asylum": "regional"})
    assert (none.holdings, none.proof) == ((), "")


def test_one_forum_for_all_is_compared_and_names_what_it_would_lift() -> None:
    levels = {"asylum": "regional", "work": "global"}
    near, wide = dialogue("near", "asylum"), dialogue("wide", "work", level="global")
    apart_ = of(levels, near, wide).one_for_all
    assert apart_ and (apart_.level, apart_.forum, apart_.lifted) == (
        Level.GLOBAL,
        None,
        ("asylum",),
    )
    big = of(levels, near, wide, dialogue("big", "asylum", "work", level="global")).one_for_all
    assert big and big.forum and big.forum.id == "big"


def test_a_single_issue_and_matters_of_one_state_have_nothing_to_compare() -> None:
    assert of({"asylum": "regional"}, dialogue("a", "asylum")).one_for_all is None
    made = edition(fora=[])
    alone = recommend(read_case(case("asylum", "security", alone="yes"), made), made)
    assert alone.portfolio == Portfolio((), (), "", None)


def test_the_portfolio_is_written_with_what_each_table_holds(advise: Advise) -> None:
    route = {"reach": "corridor", "extent": "whole_state", "solo": "no", "pair": "no"}
    got = advise("smuggling", "irregular_migration", states="ES MA DZ", **route)
    written = write_recommendation(got)["portfolio"]
    assert written["fora"][0]["holds"] == [
        {"level": "regional", "issue": "smuggling"},
        {"level": "regional", "issue": "irregular_migration"},
    ]
    assert written["proof"] == "One table holds all of it."
    assert written["one_for_all"]["lifted"] == []
    assert written["one_for_all"]["forum"] == written["fora"][0]["forum"]
    assert written["uncovered"] == []


def test_where_three_tables_are_needed_the_choices_of_two_are_counted() -> None:
    five = ("asylum", "work", "travel", "study", "security")
    pairs = [
        dialogue(f"{one}-{other}", one, other)
        for one, other in zip(five, (*five[1:], five[0]), strict=True)
    ]
    got = of(dict.fromkeys(five, "regional"), *pairs)
    assert len(got.holdings) == 3
    assert got.proof == (
        "5 tables could hold a part. Not one of the 10 ways to choose 2 tables holds all that can"
        " be held, so 3 is the least."
    )


def test_one_table_beside_an_open_issue_holds_all_that_any_table_can_hold() -> None:
    got = of({"asylum": "regional", "work": "global"}, dialogue("near", "asylum"))
    assert got.proof == "One table holds all that any table can hold."


def chosen_by_packages(advice: Recommendation) -> set[str]:
    return {fit.forum.id for package in advice.packages for fit in package.match.tables}


@pytest.mark.random
def test_the_portfolio_names_no_other_tables_than_the_packages_unless_that_makes_it_smaller() -> (
    None
):
    for seed in range(400):
        advice = found(*drawn(seed))
        named, mine = chosen_by_packages(advice), {h.forum.id for h in advice.portfolio.holdings}
        assert mine <= named or len(mine) < len(named), seed
