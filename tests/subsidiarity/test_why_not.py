"""Has every forum of the catalogue its reason, for or against, and is the reason true?"""

from __future__ import annotations

import random
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from decisions.seeds import record_of_instruments, shipped_edition
from decisions.subsidiarity import forum_reasons
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.fits import Fit
from decisions.subsidiarity.forum_reasons import comes_first, merits, objections, why_not
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import Match, match
from decisions.subsidiarity.next_steps import next_steps
from decisions.subsidiarity.packages import packages
from decisions.subsidiarity.ranking import CRITERIA, ahead, order
from decisions.subsidiarity.wire import read_case

from .small_parts import AGENCY, BOTH, fitted, made, need

pytestmark = pytest.mark.core

NAMES = {"MA": "Morocco", "DE": "Germany", "asylum": "asylum", "next": "N", "b": "the B"}


@cache
def matches() -> tuple[Match, ...]:
    return tuple(drawn(shipped_edition()))


def drawn(edition: Edition) -> Iterable[Match]:
    """Of every real instrument, and of random needs over the whole catalogue."""
    for entry in record_of_instruments()["cases"]:
        case = read_case(entry["case"], edition)
        findings = tuple(find(edition, i.topic, edition.facts(case, i)) for i in case.issues)
        for package in packages(edition, case, findings):
            if package.level > Level.LOCAL:
                yield package.match
    draw = random.Random(4)
    topics = [topic.key for topic in edition.book.topics]
    for _ in range(150):
        yield match(edition.fora, need(
            level=draw.choice([level for level in Level if level > Level.LOCAL]),
            issues=tuple(draw.sample(topics, draw.randint(1, 3))),
            states=frozenset(draw.sample(sorted(edition.states), draw.choice([2, 3, 12, 60]))),
            comprehensive=draw.random() < 0.2, bloc=draw.random() < 0.3, crisis=draw.random() < 0.2,
        ))  # fmt: skip


def unexplained(edition: Edition) -> list[str]:
    names = edition.names
    return [
        fit.forum.id
        for found in matches()
        for fit in (*found.near, *found.rest)
        if not any(why_not(fit, found, names))
    ] + [
        fit.forum.id
        for found in matches()
        for fit in (*found.tables, *found.helpers)
        if not any(merits(fit, names))
    ]


def test_every_forum_has_its_place_once_and_every_one_left_out_has_a_reason(
    edition: Edition,
) -> None:
    for found in matches():
        assert sorted(fit.forum.id for fit in found.every) == sorted(f.id for f in edition.fora)
    assert unexplained(edition) == []


@pytest.mark.parametrize("piece", ["comes_first", "objections"])
def test_a_forum_without_a_reason_is_caught(
    edition: Edition, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forum_reasons, piece, lambda *given: ())
    assert unexplained(edition)


def test_the_first_criterion_on_which_two_differ_decides_and_is_told() -> None:
    """The order is lexicographic: no sum, no weights, so the words are the whole reason."""
    words = {criterion.words: place for place, criterion in enumerate(CRITERIA)}
    for found in matches():
        ranked = sorted(found.every, key=order)
        for better, other in pairwise(ranked):
            place = words[ahead(better, other)]
            assert order(better)[:place] == order(other)[:place]
            assert order(better)[place] < order(other)[place]  # type: ignore[operator]


DECIDER = {"kind": "supranational_body", "binding": "binding"}
MANY = ["DE", "MA", *(f"S{number:02}" for number in range(11))]
AHEAD: list[tuple[str, dict[str, Any], dict[str, Any], dict[str, Any]]] = [
    ("it seats the States that are needed", {}, {"members": ["DE"]}, {}),
    ("it is made for authorities along a border", {"involves_subnational": True}, {}, {"level": Level.SUBREGIONAL}),
    ("it is made for the first of these issues", BOTH, {"mandate": ["asylum", "security"], "mandate_core": ["security"]}, {"level": Level.BILATERAL}),
    ("it can deal with more of these issues", {"mandate": ["asylum", "security"]}, {}, {}),
    ("it deals with the first of these issues", {"mandate": ["asylum"]}, {"mandate": ["security"], "mandate_core": ["security"]}, {}),
    ("its table is smaller", {**AGENCY, "members": ["DE"]}, {**AGENCY, "level": "regional", "members": ["DE", "MA", "US"]}, {}),
    ("it is not bound to another field", {"scope": "limited"}, {"scope": "limited", "mandate_core": []}, {}),
    ("its scope is wide enough for a package", {"scope": "comprehensive"}, {"scope": "limited"}, {"comprehensive": True}),
    ("more of these issues lie in its main field", {}, {"mandate_core": []}, {}),
    ("it is certain whom it seats", {}, {"uncertain": ["MA"]}, {}),
    ("its table is smaller", {}, {"members": ["DE", "MA", "US"]}, {}),
    ("its table is smaller", {"members": ["DE"], **DECIDER}, {"members": ["DE", "MA", "US"]}, {"fled": frozenset({"MA"}), "singly": frozenset({"MA"})}),
    ("fewer States lack a seat there", {"members": MANY}, {"members": MANY[:-1], "kind": "regional_consultative_process"}, {"states": frozenset(MANY)}),
    ("fewer seats there are in doubt", {"members": MANY}, {"members": MANY, "uncertain": MANY[:1]}, {"states": frozenset(MANY)}),
    ("it goes as deep as is needed", {"binding": "soft_law", "instruments": ["standards"]}, {}, {"depth": Depth.STANDARDS}),
    ("it is nearer to the matter", {"mandate": ["asylum", "travel"], "mandate_core": ["asylum", "travel"]}, {}, {"kin": frozenset({"asylum", "travel"})}),
    ("it works beyond doubt", {"members": [*MANY, "T"]}, {"members": MANY, "status": "uncertain"}, {}),
    ("its table is smaller", {"members": MANY[:-1], "status": "uncertain"}, {"members": MANY}, {}),
    ("its members come rather from the States' own regions", {"members": MANY}, {"members": ["DE", "MA", "US", "TN", "FR", *"abcdef"]}, {"near": frozenset(MANY)}),
    ("it stands already between these two", {"level": "bilateral"}, {"level": "bilateral", "is_template": True}, {"level": Level.BILATERAL}),
    ("it can do more for its members", {}, {"instruments": ["data"]}, {}),
    ("both fit alike, and it comes first by its name", {"id": "a"}, {"id": "b"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "better", "worse", "asked"), AHEAD, ids=[row[0] for row in AHEAD]
)
def test_what_puts_one_forum_before_another_is_said_in_words(
    words: str, better: dict[str, Any], worse: dict[str, Any], asked: dict[str, Any]
) -> None:
    wanted = need(**asked)
    one, other = fitted(wanted, **better), fitted(wanted, **worse)
    assert order(one) < order(other)
    assert ahead(one, other) == words


def reasons(entry: dict[str, Any], *others: dict[str, Any], **asked: Any) -> list[str]:
    """Why not the first of these, the others being there too."""
    entries = [made(id=f"forum-{number}", short_name=f"F{number}", **each)
               for number, each in enumerate([entry, *others])]  # fmt: skip
    found = match(entries, need(issues=("asylum",), **asked))
    return list(why_not(by_id("forum-0", found), found, NAMES))


def by_id(key: str, found: Match) -> Fit:
    return next(fit for fit in found.every if fit.forum.id == key)


def test_a_table_that_would_do_is_told_which_one_comes_before_it() -> None:
    assert reasons({"members": ["DE", "MA", "US"]}, {}) == ["F1 comes first: its table is smaller."]


def test_a_body_that_helps_is_told_that_it_is_no_table_or_who_helps_nearer() -> None:
    assert reasons({**AGENCY}, {}) == ["It is no table: it helps those who decide."]
    many = [{**AGENCY} for _ in range(3)]
    assert reasons({**AGENCY, "members": ["DE", "MA", "US"], "uncertain": ["DE"]}, *many) == [
        "Membership is not certain for Germany.",
    ]
    assert reasons({**AGENCY, "members": ["DE", "MA", "US"]}, *many) == [
        "F1 comes first: its table is smaller."
    ]


def test_who_only_informs_is_told_that_nothing_is_negotiated_there() -> None:
    assert reasons({"kind": "research_network"}, {}) == [
        "It is no table: States negotiate nothing there."
    ]


def test_a_seat_or_a_mandate_lacking_altogether_is_said_shortly() -> None:
    three = {"states": frozenset({"DE", "MA", "FR"})}
    empty = fitted(need(**three), members=["US"], mandate=[], mandate_core=[])
    assert list(objections(empty, NAMES)) == [
        "None of the States that are needed has a seat.",
        "Its mandate does not cover any of these issues.",
    ]
    two = fitted(need(issues=("asylum",)), members=[], mandate=[], mandate_core=[])
    assert list(objections(two, NAMES)) == [
        "2 States have no seat: Germany and Morocco.",
        "Its mandate does not cover asylum.",
    ]


def test_a_forum_that_has_ended_names_who_came_after_it(edition: Edition) -> None:
    found = match(edition.fora, need(issues=("migration_development",), level=Level.GLOBAL))
    said = list(why_not(by_id("un-hld", found), found, edition.names))
    assert (
        "It cannot be used: another forum has taken its place; GFMD and GCM / IMRF came after it."
        in said
    )


def test_a_form_for_two_is_no_body_and_says_what_it_does_for_the_two() -> None:
    form = {
        "kind": "bilateral_format_template",
        "level": "bilateral",
        "is_template": True,
        "members": [],
    }
    pair = need(level=Level.BILATERAL, issues=("asylum",))
    assert (
        next(iter(merits(fitted(pair, **form, binding="binding"), NAMES)))
        == "It binds the two parties that make it."
    )
    assert "binds neither in law" in next(iter(merits(fitted(pair, **form), NAMES)))


def test_negotiations_over_a_package_need_a_body_whose_results_bind() -> None:
    asked = {"comprehensive": True, "binds": True, "issues": ("asylum",)}
    assert fitted(need(**{**asked, "binds": False})).ready
    talk = fitted(need(**asked))
    assert (talk.too_weak, talk.ready) == (True, False)
    assert "What is agreed there does not bind, as negotiations over a package ask for." in list(
        objections(talk, NAMES)
    )
    bound = fitted(
        need(**asked),
        binding="binding",
        kind="regional_organisation",
        instruments=["standards", "dialogue"],
    )
    assert (bound.too_weak, bound.ready) == (False, True)
    narrow = fitted(need(**asked), binding="binding", scope="limited")
    assert (narrow.too_weak, narrow.ready) == (True, False)
    assert not fitted(need(**asked, level=Level.BILATERAL)).too_weak
    assert not fitted(need()).too_weak


def test_next_steps_follow_from_what_is_still_lacking(edition: Edition) -> None:
    asked = need(issues=("asylum", "security"), states=frozenset({"DE", "MA", "US"}))
    weak = fitted(
        need(issues=asked.issues, states=asked.states, depth=Depth.STANDARDS),
        status="uncertain", uncertain=["MA"], mandate=["asylum", "security"], mandate_core=["asylum"],
    )  # fmt: skip
    assert list(next_steps(weak, {**NAMES, "US": "United States", "security": "security"})) == [
        "Ask first whether it still meets.",
        "Bring the matter to its secretariat.",
        "Ask its secretariat about the seat of Morocco.",
        "Bring in as guests, or agree apart with, United States.",
        "Ask that it put security on its agenda.",
        "Prepare it there by coordination; to reach standards, its members must agree on more.",
    ]
    assert list(next_steps(fitted(need(issues=("asylum",))), NAMES)) == [
        "Bring the matter to its secretariat."
    ]
    left = need(issues=("asylum",), fled=frozenset({"MA"}))
    assert list(next_steps(fitted(left, members=["DE"]), NAMES)) == [
        "Bring the matter to its secretariat."
    ]


HELP = {"help": frozenset({"security", "travel"}), "issues": ("asylum",)}


def test_an_agency_brings_the_help_that_is_asked_for_whatever_the_issue() -> None:
    agency = {**AGENCY, "mandate": ["security"], "mandate_core": ["security"]}
    found = fitted(need(**HELP), **agency)
    assert (found.role, found.brings) == ("assists", {"security"})
    assert list(merits(found, NAMES))[-1] == "It brings help that is asked for: security."
    assert not any("mandate" in each for each in objections(found, NAMES))
    assert fitted(need(issues=("asylum",)), **agency).role is None
    for other in ({"mandate_core": []}, {"kind": "global_process"}, {"instruments": ["data"]}):
        assert fitted(need(**HELP), **{**agency, **other}).role is None
    table = fitted(need(**HELP), mandate=["asylum", "security"], mandate_core=["security"])
    assert table.brings == frozenset()


def test_each_kind_of_help_has_a_body_beside_the_table() -> None:
    near = [made(id=f"a{n}", **AGENCY) for n in range(4)]
    other = [made(id=key, short_name=key[:1].upper(), **{**AGENCY, "mandate": [topic], "mandate_core": [topic]})
             for key, topic in (("b-security", "security"), ("c-security", "security"), ("d-travel", "travel"))]  # fmt: skip
    found = match([*near, *other], need(**HELP))
    assert [each.forum.id for each in found.helpers] == ["a0", "a1", "a2", "b-security", "d-travel"]
    told = {each.forum.id: list(why_not(each, found, NAMES)) for each in found.rest}
    assert told["c-security"] == ["B comes first: both fit alike, and it comes first by its name."]
    assert told["a3"] == ["T comes first: both fit alike, and it comes first by its name."]


def test_a_suspended_member_is_called_so_and_is_to_be_agreed_with_apart() -> None:
    found = fitted(need(issues=("asylum",)), suspended=["MA"], uncertain=["DE"])
    assert list(objections(found, NAMES)) == [
        "Suspended at present: Morocco.",
        "Membership is not certain for Germany.",
    ]
    assert list(next_steps(found, NAMES)) == [
        "Bring the matter to its secretariat.",
        "Ask its secretariat about the seat of Germany.",
        "Agree apart with Morocco, suspended at present.",
    ]


def test_who_only_observes_has_no_seat_and_is_named() -> None:
    one = fitted(need(issues=("asylum",)), members=["DE"], observers=["MA"])
    assert list(objections(one, NAMES)) == [
        "One State has no seat: Morocco.",
        "Morocco observes without a seat.",
    ]
    both = fitted(need(issues=("asylum",)), members=[], observers=["DE", "MA"])
    assert "Germany and Morocco observe without a seat." in list(objections(both, NAMES))


def test_a_body_without_states_as_members_is_told_so() -> None:
    inside = fitted(need(issues=("asylum",)), members=[], membership_rule="none")
    assert list(objections(inside, NAMES)) == ["It has no States as members."]


def test_a_form_that_is_not_deep_enough_says_how_to_go_on() -> None:
    form = {
        "kind": "bilateral_format_template",
        "level": "bilateral",
        "is_template": True,
        "members": [],
    }
    deep = need(level=Level.BILATERAL, issues=("asylum",), depth=Depth.STANDARDS)
    drafted = "Draft it between the two parties, with a joint committee that looks after it."
    assert list(next_steps(fitted(deep, **form), NAMES)) == [
        drafted,
        "Say in it how to come to standards later.",
    ]
    assert list(next_steps(fitted(need(level=Level.BILATERAL), **form), NAMES)) == [drafted]


def test_a_narrow_body_of_the_world_is_no_table_for_the_fields_of_others() -> None:
    world = {"level": "global", "scope": "specialised"}
    wide = need(level=Level.GLOBAL, issues=("asylum",))
    stretched = fitted(wide, **world, mandate_core=[])
    assert (stretched.too_narrow, stretched.ready) == (True, False)
    assert list(objections(stretched, NAMES)) == ["It is made for another field."]
    assert fitted(wide, **world).ready
    assert fitted(wide, level="global", mandate_core=[]).ready
    assert fitted(need(issues=("asylum",)), scope="specialised", mandate_core=[]).ready


def test_a_form_that_binds_in_other_matters_is_not_said_to_bind_nobody() -> None:
    form = {
        "kind": "bilateral_format_template",
        "level": "bilateral",
        "is_template": True,
        "members": [],
    }
    asked = need(level=Level.BILATERAL, issues=("asylum",))
    wider = fitted(asked, **form, binding="binding", mandate_core=[])
    assert list(merits(wider, NAMES))[:2] == [
        "It binds the two parties that make it, and is made for other matters.",
        "It is made between two parties, whichever they are.",
    ]
    standard = fitted(asked, **form, binding="soft_law", instruments=["standards"])
    assert (
        next(iter(merits(standard, NAMES)))
        == "It sets a standard between the two parties that make it."
    )
    soft = fitted(asked, **form, binding="soft_law", mandate_core=[])
    assert (
        next(iter(merits(soft, NAMES)))
        == "It brings the two parties together and binds neither in law."
    )


SPANS = "It spans several regions, as these States do, and serves as their table."


@pytest.mark.parametrize(
    ("level", "asked", "regions", "told"),
    [
        ("interregional", Level.REGIONAL, {"DE": "Europe", "MA": "Africa"}, True),
        ("interregional", Level.REGIONAL, {"DE": "Europe", "MA": "Europe"}, False),
        ("regional", Level.REGIONAL, {"DE": "Europe", "MA": "Africa"}, False),
        ("interregional", Level.INTERREGIONAL, {"DE": "Europe", "MA": "Africa"}, False),
    ],
)
def test_a_table_across_regions_at_the_regional_level_says_why_it_may_serve(
    level: str, asked: Level, regions: dict[str, str], told: bool
) -> None:
    found = fitted(need(level=asked, regions=regions), level=level)
    assert (SPANS in list(merits(found, NAMES))) is told
    agency = fitted(need(level=asked, regions=regions), **{**AGENCY, "level": level})
    assert SPANS not in list(merits(agency, NAMES))


def test_help_that_goes_anywhere_is_told_where_a_seat_is_empty() -> None:
    anywhere = fitted(need(issues=("asylum",)), **{**AGENCY, "members": ["DE"]})
    assert "It helps wherever it is called, whoever sits on its board." in list(
        merits(anywhere, NAMES)
    )
    assert not any("seat" in each for each in objections(anywhere, NAMES))


def test_a_helper_of_another_field_is_told_so() -> None:
    wider = {**AGENCY, "mandate_core": []}
    assert reasons(wider, {}) == ["It is no table, and what it helps with mainly is another field."]


def test_a_body_that_sets_standards_brings_no_help_beside_itself() -> None:
    both = {**AGENCY, "instruments": ["standards", "operations"], "binding": "soft_law"}
    setter = fitted(need(**HELP, level=Level.GLOBAL), **both, mandate=["asylum", "security"],
                    mandate_core=["asylum", "security"])  # fmt: skip
    assert (setter.role, setter.brings) == ("standard_setter", frozenset())


def test_a_form_for_border_towns_is_no_form_for_a_region() -> None:
    towns = {"kind": "bilateral_format_template", "level": "bilateral", "is_template": True,
             "members": [], "involves_subnational": True}  # fmt: skip
    found = fitted(need(issues=("asylum",)), **towns)
    assert "It is a form for two parties, and the matter as answered takes more." in list(
        objections(found, NAMES)
    )
    low = fitted(need(level=Level.BILATERAL, issues=("asylum",)), level="subregional")
    assert "Its table is narrower than the matter needs." in list(objections(low, NAMES))


def test_a_table_that_nothing_comes_before_is_given_no_such_reason() -> None:
    found = next(each for each in matches() if each.tables)
    assert list(comes_first(found.tables[0], found)) == []
