"""Is each kind of fault in a rule book found, told in plain words, and nothing else beside it?"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from math import prod
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.subsidiarity import counting
from decisions.subsidiarity.checks import (
    NOT_COUNTED,
    Check,
    Item,
    Severity,
    check,
    covering,
    run,
    unreached,
)
from decisions.subsidiarity.checks.covering import space_of
from decisions.subsidiarity.checks.matter import Matter
from decisions.subsidiarity.checks.unreached import reached
from decisions.subsidiarity.checks.verdict import one_in
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.wire import Refused, read_edition, read_leniently, write_checks

from . import asked, reference
from .small_books import document, question, rule

pytestmark = pytest.mark.core

Book = dict[str, Any]
QUESTIONS = tuple(
    {**asked_fact, "label": asked_fact["key"].title()}
    for asked_fact in (
        question("reach", *(f"r{place}" for place in range(6))),
        question("ties", *(f"t{place}" for place in range(6))),
        question("trust", "high", "low", "mixed"),
        question("tools", "hands", "funds", "none", several=True),
        question("interest", "common", "overlapping", "diverging", "conflicting"),
    )
)


def shown(row: Any, fires: dict[str, Any], misses: dict[str, Any]) -> Any:
    """A rule with an example that fires and a near miss."""
    examples = [
        {"says": "It fires", "fires": True, "answers": fires},
        {"says": "It does not", "fires": False, "answers": misses},
    ]
    return {**row, "examples": examples}


def ladder(question: str, letter: str, rungs: list[str]) -> list[Any]:
    """A floor for each rung but the lowest, each on an answer of its own."""
    return [
        shown(
            rule(f"at-least-{rung}", "not_below", rung, **{question: [f"{letter}{place}"]}),
            {question: f"{letter}{place}"},
            {question: f"{letter}{place - 1}"},
        )
        for place, rung in enumerate(rungs)
        if place
    ]


def clean_book() -> Book:
    """No fault, no warning. On depth nobody speaks where ties is t0 or t5."""
    return document(
        *ladder("reach", "r", reference.LEVELS),
        shown(
            rule("alone", "not_needed_above", "local", reach=["r0"]),
            {"reach": "r0"},
            {"reach": "r1"},
        ),
        *ladder("ties", "t", reference.DEPTHS),
        shown(
            rule("body", "form", "limited_body", trust=["high"], tools={"none_of": ["none"]}),
            {"trust": "high", "tools": ["hands"]},
            {"tools": ["none"]},
        ),
        shown(
            rule("body-too", "form", "limited_body", trust=["low", "mixed"]),
            {"trust": "mixed"},
            {"trust": "high"},
        ),
        shown(
            rule("mind", "warn", "any_issue", hardness=["hard"], issue=["asylum"]),
            {"interest": "diverging", "issue": "asylum"},
            {"interest": "common"},
        ),
        questions=copy.deepcopy(list(QUESTIONS)),
    )


def checked(book: Book) -> tuple[Check, ...]:
    read = read_leniently(book)
    return check(read.edition, read.unknown, read.unsourced)


def found(book: Book) -> dict[str, list[str]]:
    return {each.key: [item.says for item in each.items] for each in checked(book) if each.items}


def with_rules(*rows: Any) -> Book:
    book = clean_book()
    book["rules"] += rows
    return book


def ties(key: str, effect: str, value: str, strength: str = "presumption", **when: Any) -> Any:
    """A rule that depends on t5, where no other rule speaks on depth."""
    firing = {fact: given if fact == "tools" else given[0] for fact, given in when.items()}
    return shown(
        rule(key, effect, value, strength, ties=["t5"], **when),
        {"ties": "t5", **firing},
        {"ties": "t0"},
    )


def changed(key: str, **changes: Any) -> Book:
    book = clean_book()
    next(each for each in book["rules"] if each["key"] == key).update(changes)
    return book


def other(change: Callable[[Book], None]) -> Book:
    book = clean_book()
    change(book)
    return book


def example(fires: bool, **answers: Any) -> Any:
    good = clean_book()["rules"][-2]["examples"]
    return [*good, {"says": "A town", "fires": fires, "answers": answers}]


FAULTS: list[tuple[str, Book, str, list[str]]] = [
    (
        "a fact that the book does not know",
        with_rules(rule("odd", "form", "agreement", weather=["fine"])),
        "unknown",
        [
            'odd, when.weather: "weather" is not a fact; allowed: reach, ties, trust, tools,'
            " interest, issue, states, regions, roles, hardness."
        ],
    ),
    (
        "options that the book does not know, all of them",
        with_rules(
            rule(
                "odd",
                "form",
                "agreement",
                trust=["high", "blind", "lost"],
                tools={"none_of": ["wit"]},
            )
        ),
        "unknown",
        [
            'odd, when.trust[1]: "blind" is not an option; allowed: high, low, mixed.',
            'odd, when.trust[2]: "lost" is not an option; allowed: high, low, mixed.',
            'odd, when.tools.none_of[0]: "wit" is not an option; allowed: hands, funds, none.',
        ],
    ),
    (
        "an example that answers what is not asked",
        with_rules(
            {
                **rule("odd", "form", "agreement", trust=["high"]),
                "examples": [
                    {"says": "S", "fires": True, "answers": {"trust": "blind", "hardness": "hard"}},
                    {"says": "S", "fires": "yes", "answers": {"tools": ["wit"]}},
                    "none",
                ],
            }
        ),
        "unknown",
        [
            'odd, examples[0].answers.trust: "blind" is not an option; allowed: high, low, mixed.',
            'odd, examples[0].answers.hardness: "hardness" is not a fact; allowed: reach, ties, trust,'
            " tools, interest, issue, states, regions, roles.",
            "odd, examples[1].fires: expected true or false, got a text.",
            'odd, examples[1].answers.tools[0]: "wit" is not an option; allowed: hands, funds, none.',
            "odd, examples[2]: expected an object with keys, got a text.",
        ],
    ),
    (
        "a rule that is none",
        with_rules("nothing", {**rule("odd", "form", "treaty"), "extra": 1, "examples": 3}),
        "unknown",
        [
            "rules[13]: expected an object with keys, got a text.",
            "odd, extra: unknown key; allowed: key, title, theme, effect, value, strength, rationale,"
            " source, grade, when, examples.",
            'odd, value: "treaty" is not a value of this effect; allowed: agreement, limited_body,'
            " specialised_body, comprehensive_negotiation, consultation.",
            "odd, when: a rule names at least one fact with the options it accepts.",
            "odd, examples: expected a list, got a number.",
        ],
    ),
    (
        "a key that stands twice",
        with_rules(rule("body", "form", "agreement", trust=["high"])),
        "unknown",
        ["body, key: stands twice."],
    ),
    (
        "a rule without an effect, which says what else it needs",
        other(lambda book: [book["rules"][-2].pop(key) for key in ("effect", "value")] and None),
        "unknown",
        ["body-too, effect: is missing.", "body-too, value: is missing."],
    ),
    (
        "a rule without a source",
        changed("body", source=" "),
        "no_source",
        ["body, source: no rule without a rationale and a source."],
    ),
    (
        "a rule without a rationale or a source",
        other(
            lambda book: [book["rules"][-1].pop(key) for key in ("rationale", "source")] and None
        ),
        "no_source",
        ["mind, rationale: is missing.", "mind, source: is missing."],
    ),
    (
        "a dead rule",
        with_rules(
            rule(
                "never", "form", "agreement", interest=["common"], hardness=["hard"], trust=["low"]
            ),
            shown(
                rule(
                    "nor-this", "warn", "any_issue", tools={"none_of": ["hands", "funds", "none"]}
                ),
                {"tools": ["hands"]},
                {"trust": "low"},
            )
            | {"examples": []},
        ),
        "dead",
        [
            "never can never fire: it accepts no answer to Interest.",
            "nor-this can never fire: it accepts no answer to Tools.",
        ],
    ),
    (
        "a duplicate, its conditions written otherwise",
        with_rules(
            shown(
                rule(
                    "mind-again",
                    "warn",
                    "any_issue",
                    interest={"none_of": ["common", "overlapping"]},
                    issue=["asylum"],
                    trust=["high", "low", "mixed"],
                ),
                {"interest": "conflicting", "issue": "asylum"},
                {"issue": "security"},
            )
        ),
        "duplicate",
        ["mind and mind-again accept exactly the same inputs and say the same."],
    ),
    (
        "a rule that another makes needless",
        with_rules(
            shown(
                rule("narrow", "not_below", "interregional", reach=["r5"], trust=["low"]),
                {"reach": "r5", "trust": "low"},
                {"reach": "r4"},
            )
        ),
        "shadowed",
        [
            "narrow adds nothing: at-least-global accepts all its inputs and says at least as much"
            " (not below global)."
        ],
    ),
    (
        "a form that another rule gives already",
        with_rules(
            shown(
                rule("low", "form", "limited_body", trust=["low"]),
                {"trust": "low"},
                {"trust": "high"},
            )
        ),
        "shadowed",
        ["low adds nothing: body-too accepts all its inputs and says at least as much."],
    ),
    (
        "a rule that several others make needless between them",
        with_rules(
            shown(
                rule("hands", "form", "limited_body", tools=["hands"]),
                {"tools": ["hands", "funds"]},
                {"tools": ["none"]},
            )
        ),
        "shadowed_together",
        [
            "hands adds nothing: on each of its inputs one of body and body-too says at least as much."
        ],
    ),
    (
        "and of those several none that could be spared",
        with_rules(
            shown(
                rule("hands", "form", "limited_body", tools=["hands"]),
                {"tools": ["hands"]},
                {"tools": ["none"]},
            ),
            shown(
                rule("aside", "form", "limited_body", reach=["r1"]),
                {"reach": "r1"},
                {"reach": "r0"},
            ),
        ),
        "shadowed_together",
        [
            "hands adds nothing: on each of its inputs one of body and body-too says at least as much."
        ],
    ),
    (
        "a contradiction on the same inputs",
        with_rules(
            ties("up", "not_below", "operations", trust=["low"]),
            ties("down", "not_needed_above", "coordination", trust=["low"]),
        ),
        "contradictory",
        [
            "up (not below operations) and down (not needed above coordination) fire together on"
            " 1 in 18 of all inputs, and never apart; for example Ties: T5; Trust: Low."
        ],
    ),
    (
        "a gap on the same inputs",
        with_rules(
            ties("up", "not_below", "operations", "decisive"),
            ties("down", "not_achievable_above", "standards", "decisive"),
        ),
        "contradictory",
        [
            "up (not below operations, decisive) and down (not achievable above standards, decisive)"
            " fire together on 1 in 6 of all inputs, and never apart; for example Ties: T5."
        ],
    ),
    (
        "a rule that never goes uncontradicted",
        with_rules(
            ties("up", "not_below", "operations", "decisive"),
            ties("down", "not_needed_above", "coordination", trust=["low", "mixed"]),
        ),
        "always_contradicted",
        [
            "up (not below operations, decisive) and down (not needed above coordination) fire"
            " together on 1 in 9 of all inputs, whenever down fires; for example Ties: T5; Trust: Low."
        ],
    ),
    (
        "a floor that never goes uncontradicted",
        with_rules(
            ties("up", "not_below", "operations", trust=["low"]),
            ties("down", "not_needed_above", "coordination"),
        ),
        "always_contradicted",
        [
            "up (not below operations) and down (not needed above coordination) fire together on"
            " 1 in 18 of all inputs, whenever up fires; for example Ties: T5; Trust: Low."
        ],
    ),
    (
        "pairs that the weighing settles, the largest share first",
        with_rules(
            ties("up", "not_below", "operations", trust=["low"]),
            ties("down", "not_needed_above", "coordination", interest=["common"]),
            ties("bar", "not_achievable_above", "exchange", tools=["hands"]),
        ),
        "weighed",
        [
            "up (not below operations) and bar (not achievable above exchange) fire together on"
            " 1 in 36 of all inputs, a tension; for example Ties: T5; Trust: Low; Tools: Hands.",
            "up (not below operations) and down (not needed above coordination) fire together on"
            " 1 in 72 of all inputs; for example Ties: T5; Trust: Low; Interest: Common.",
        ],
    ),
    (
        "a willingness gap, which may be wider or narrower",
        with_rules(
            ties("up", "not_below", "operations", "decisive"),
            ties("down", "not_achievable_above", "standards", "decisive", trust=["low"]),
        ),
        "weighed",
        [
            "up (not below operations, decisive) and down (not achievable above standards, decisive)"
            " fire together on 1 in 18 of all inputs, a willingness gap; for example Ties: T5; Trust: Low."
        ],
    ),
    (
        "a level out of reach",
        changed("at-least-global", value="interregional"),
        "unreachable_level",
        ["No input leads to Global."],
    ),
    (
        "a depth out of reach",
        changed("at-least-standards", value="operations"),
        "unreachable_depth",
        ["No input leads to Standards."],
    ),
    (
        "inputs that no rule bounds",
        other(lambda book: book["rules"].pop(5) and None),
        "uncovered",
        ["On 1 in 6 of all inputs no rule bounds the level; for example Reach: R0."],
    ),
    (
        "a question that no rule reads",
        other(
            lambda book: book["questions"].append(
                {**question("mood", "fine", "foul"), "label": "Mood"}
            )
        ),
        "unread",
        ["No rule reads the question Mood (mood)."],
    ),
    (
        "an issue of the paper that no rule names",
        other(
            lambda book: [issue.update(source="B.1 §4; ILO") for issue in book["issues"]] and None
        ),
        "issue_without_rule",
        ["No rule names the issue Security (security; B.1 §4; ILO)."],
    ),
    (
        "an example that says too little",
        changed("body-too", examples=example(True, reach="r1")),
        "example",
        ["body-too: “A town” does not make it fire: nothing is said of Trust."],
    ),
    (
        "an example that the rule refuses",
        changed("body-too", examples=example(True, trust="high", tools=["hands"])),
        "example",
        ["body-too: “A town” does not make it fire: it refuses what is said of Trust."],
    ),
    (
        "a near miss that fires",
        changed("body-too", examples=example(False, trust="low")),
        "example",
        ["body-too: “A town” is no near miss: it fires."],
    ),
    (
        "a near miss that leaves it open",
        changed("body-too", examples=example(False, reach="r1")),
        "example",
        ["body-too: “A town” is no near miss: it may still fire, as nothing is said of Trust."],
    ),
    (
        "rules without examples",
        with_rules(
            rule("bare", "form", "agreement", reach=["r1"]),
            {**shown(rule("half", "form", "agreement", reach=["r2"]), {"reach": "r2"}, {})}
            | {"examples": [{"says": "S", "fires": True, "answers": {"reach": "r2"}}]},
        ),
        "no_example",
        ["bare has no example that fires and no near miss.", "half has no near miss."],
    ),
]


def test_the_clean_book_is_clean() -> None:
    assert found(clean_book()) == {}
    assert {each.severity for each in checked(clean_book())} == {Severity.PASS}


@pytest.mark.parametrize(
    ("book", "key", "says"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS]
)
def test_a_planted_fault_is_found_and_nothing_else(book: Book, key: str, says: list[str]) -> None:
    assert found(book) == {key: says}


def test_every_kind_of_fault_is_planted() -> None:
    assert {key for _, _, key, _ in FAULTS} == {each.key for each in checked(clean_book())}


SEVERITIES = {
    Severity.FAIL: "unknown no_source dead duplicate contradictory unreachable_level"
    " unreachable_depth example",
    Severity.WARN: "shadowed shadowed_together always_contradicted uncovered unread"
    " issue_without_rule no_example",
    Severity.PASS: "weighed",
}


@pytest.mark.parametrize(("book", "key"), [f[1:3] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_what_is_found_stands_first_and_is_as_grave_as_its_kind(book: Book, key: str) -> None:
    checks = checked(book)
    order = list(Severity)
    assert [order.index(each.severity) for each in checks] == sorted(
        order.index(each.severity) for each in checks
    )
    severity = next(each.severity for each in checks if each.key == key)
    assert key in SEVERITIES[severity].split()


def test_a_refusal_outside_the_rules_ends_the_reading() -> None:
    with pytest.raises(Refused, match=r"questions\[0\].step"):
        read_leniently(other(lambda book: book["questions"][0].update(step="later")))


def test_a_clean_book_is_read_leniently_as_it_is_read_strictly() -> None:
    read = read_leniently(clean_book(), 7)
    assert (read.unknown, read.unsourced) == ((), ())
    assert read.edition == read_edition(clean_book(), 7)


def test_above_the_state_cap_a_check_says_that_it_could_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "STATE_CAP", 2)
    monkeypatch.setattr(covering, "STATE_CAP", 0)
    monkeypatch.setattr(unreached, "DRAWS", 0)
    book = other(lambda book: book["rules"].pop(5) and None)
    unsure = {each.key: each.severity for each in checked(book) if each.items}
    assert unsure == dict.fromkeys(
        ["unreachable_level", "unreachable_depth", "uncovered"], Severity.WARN
    )


def test_what_was_found_before_a_check_gave_up_is_kept(edition: Edition) -> None:
    matter = Matter(edition, space_of(edition.tables))

    def gives_up(matter: Matter) -> Iterator[Item]:
        yield Item("Something.")
        raise counting.TooManyStates

    kept = run(matter, "key", Severity.FAIL, "Title", gives_up)
    assert (kept.severity, kept.items) == (Severity.FAIL, (Item("Something."), NOT_COUNTED))


JUNK: list[Any] = [
    None, 3, "", [], {}, "x", True, ["x"], {"none_of": ["x"]}, {"none_of": []}, [[]], {"a": {}},
    "high", ["high", "high"], 1.5, {"none_of": "x"},
]  # fmt: skip


def spots(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document: what holds it, and its key or number there."""
    for key in value if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from spots(value[key])


def spoil(book: Book, draw: Random) -> None:
    holder, key = draw.choice(list(spots(book["rules"])))
    act = draw.randrange(6)
    if act == 0:
        del holder[key]
    elif act == 1:
        holder[key] = copy.deepcopy(draw.choice(book["rules"]))
    elif act == 2 and isinstance(holder, dict):
        holder["extra"] = True
    else:
        holder[key] = copy.deepcopy(draw.choice(JUNK))


@pytest.mark.heavy
def test_the_lenient_reading_refuses_something_wherever_the_strict_one_does() -> None:
    draw, refused = Random(5), 0
    for _ in range(200):
        book = clean_book()
        for _ in range(draw.randint(1, 3)):
            spoil(book, draw)
        try:
            read_edition(book)
            strict = None
        except Refused as problem:
            strict, refused = problem, refused + 1
        read = read_leniently(book)
        assert bool(read.unknown or read.unsourced) == bool(strict), strict
    assert refused > 100


def test_every_input_of_the_shipped_book_leads_to_one_rung_of_each_scale(edition: Edition) -> None:
    matter = Matter(edition, space_of(edition.tables))
    for scale in (Level, Depth):
        counts = reached(matter, scale)
        assert list(counts) == list(scale)
        assert sum(counts.values()) == matter.space.total
        assert all(counts.values())


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [(0, 9, "none"), (9, 9, "all"), (1, 8, "1 in 8"), (2, 7, "about 1 in 4"), (1, 2, "1 in 2"),
     (3, 4, "75 %"), (2, 3, "about 66 %"), (1, 123456, "1 in 123,456")],
)  # fmt: skip
def test_a_share_is_told_in_words(count: int, of: int, words: str) -> None:
    assert one_in(count, of) == words


def test_what_is_written_is_plain_and_exact() -> None:
    book = with_rules(
        ties("up", "not_below", "operations", trust=["low"]),
        ties("down", "not_needed_above", "coordination", tools=["hands"]),
    )
    written = write_checks(checked(book))
    assert written["counts"] == {"fail": 0, "warn": 0, "pass": 16}
    item = next(each for each in written["checks"] if each["key"] == "weighed")["items"][0]
    total = 6 * 6 * 3 * 4 * 4 * 2 * 4 * 3 * 7
    assert item["rules"] == ["up", "down"]
    assert item["witness"] == {"ties": ["t5"], "trust": ["low"], "tools": ["hands"]}
    assert item["share"] == {"count": total // 36, "of": total}
    written = write_checks(checked(clean_book()))
    assert all(each["items"] == [] for each in written["checks"])


# Exact counts and all that is found, against brute force.


class Enumerated:
    """The oracle that tries every input that the rules can tell apart, one by one."""

    def __init__(self, book: Book) -> None:
        self.rules, facts = book["rules"], reference.all_facts(book)
        names = sorted({fact for row in self.rules for fact in reference.facts_of(row)})
        self.inputs = list(reference.completions(facts, names))
        self.others = prod(len(facts[fact]) for fact in facts if fact not in names)
        self.levels: dict[str, list[int]] = {}
        self.accepted = {
            rule["key"]: {
                place
                for place, values in enumerate(self.inputs)
                if reference.classify(rule, {fact: {value} for fact, value in values.items()})
                == "certain"
            }
            for rule in self.rules
        }

    def where(self, accept: Any, without: Any = ()) -> set[int]:
        places = set(range(len(self.inputs)))
        for row in accept:
            places &= self.accepted[row["key"]]
        for row in without:
            places -= self.accepted[row["key"]]
        return places

    def some(self, accept: Any, without: Any = ()) -> bool:
        return bool(self.where(accept, without))

    def counts(self, scale: list[str]) -> list[int]:
        if scale[0] not in self.levels:
            self.levels[scale[0]] = [self.level(place, scale) for place in range(len(self.inputs))]
        levels = self.levels[scale[0]]
        return [levels.count(rung) * self.others for rung in range(len(scale))]

    def level(self, place: int, scale: list[str]) -> int:
        fired = [row for row in self.rules if place in self.accepted[row["key"]]]
        return int(reference.weigh(fired, scale)["level"])

    def reaches(self, scale: list[str], rung: int) -> bool:
        return bool(self.counts(scale)[rung])

    def shows(self, witness: Any, places: set[int]) -> bool:
        """Whether there are inputs with the witness, and all of them are among these."""
        fitting = {
            place
            for place, values in enumerate(self.inputs)
            if all(options_of(values[fact]) == set(given) for fact, given in witness.items())
        }
        return bool(fitting) and fitting <= places


def options_of(value: Any) -> set[str]:
    return set(value) if isinstance(value, frozenset) else {value}


SMALL = [
    question("wide", "yes", "no"),
    question("trust", "high", "low", "mixed"),
    question("tools", "hands", "funds", "none", several=True),
    question("interest", "common", "overlapping", "diverging", "conflicting"),
]
READ = {
    "wide": ["yes", "no"],
    "trust": ["high", "low", "mixed"],
    "tools": ["hands", "funds", "none"],
    "interest": ["common", "overlapping", "diverging", "conflicting"],
    "hardness": ["soft", "mixed", "hard"],
    "issue": ["asylum", "security"],
}
VALUES = {
    "not_below": [*reference.LEVELS[1:4], "standards", "delegation"],
    "not_needed_above": ["local", "bilateral", "exchange"],
    "not_achievable_above": ["local", "regional", "coordination"],
    "form": ["agreement", "limited_body"],
    "warn": ["any_issue"],
}


@st.composite
def small_rules(draw: Any) -> list[Any]:
    rows = []
    for number in range(draw(st.integers(0, 9))):
        effect = draw(st.sampled_from(sorted(VALUES)))
        firm = effect in ("not_below", "not_achievable_above") and draw(st.booleans())
        when = {}
        for fact in draw(
            st.lists(st.sampled_from(sorted(READ)), min_size=1, max_size=3, unique=True)
        ):
            options = draw(st.lists(st.sampled_from(READ[fact]), min_size=1, unique=True))
            when[fact] = {"none_of": options} if draw(st.integers(0, 3)) == 0 else options
        value = draw(st.sampled_from(VALUES[effect]))
        rows.append(
            rule(f"r{number}", effect, value, "decisive" if firm else "presumption", **when)
        )
    return rows


def compare_with_brute_force(rows: list[Any]) -> None:
    book = document(*rows, questions=SMALL)
    brute, checks = Enumerated(book), checked(book)
    assert asked.said(checks) == asked.expected(book, brute)
    edition = read_edition(book)
    matter = Matter(edition, space_of(edition.tables))
    assert list(reached(matter, Level).values()) == brute.counts(reference.LEVELS)
    assert list(reached(matter, Depth).values()) == brute.counts(reference.DEPTHS)
    by_key = {row["key"]: row for row in rows}
    for each in checks:
        for item in each.items:
            if item.share is not None and not each.key.startswith("unreachable"):
                compare_share(brute, item, each.key, by_key)


def compare_share(brute: Enumerated, item: Any, key: str, by_key: dict[str, Any]) -> None:
    rows = [by_key[name] for name in item.rules]
    if key == "uncovered":
        places = brute.where([], [row for row in by_key.values() if asked.bounds_level(row)])
    else:
        places = brute.where(rows[:1] if key.startswith("shadowed") else rows)
    assert item.share == (len(places) * brute.others, len(brute.inputs) * brute.others)
    if item.witness is not None:
        assert brute.shows(item.witness, places)
    if key == "shadowed_together":
        covers = rows[1:]
        assert not brute.some(rows[:1], covers)
        assert all(
            brute.some(rows[:1], [c for c in covers if c is not spared]) for spared in covers
        )


@settings(max_examples=50, deadline=None, derandomize=True)
@given(small_rules())
def test_all_that_is_found_equals_brute_force_on_random_small_books(rows: list[Any]) -> None:
    compare_with_brute_force(rows)


def test_a_careless_count_is_caught_by_brute_force(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = covering.groups

    def careless(*arguments: Any) -> Any:
        """Counts each group of values as one value."""
        return {mask: places[:1] for mask, places in honest(*arguments).items()}

    rows = [rule("up", "not_below", "regional", trust=["high"])]
    compare_with_brute_force(rows)
    monkeypatch.setattr(covering, "groups", careless)
    with pytest.raises(AssertionError):
        compare_with_brute_force(rows)
