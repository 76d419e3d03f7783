"""Where would a migration diplomat send each case, and what would that diplomat turn down?

The cases stand in `fora_golden.toml`, in the words of a policy person, and run against the shipped
edition. Then the engine is broken on purpose, one fault at a time: some case must notice each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from decisions.subsidiarity import fits, forum_roles, matching, packages, ranking
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fits import Fit
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, write_recommendation

pytestmark = pytest.mark.core

FILE = Path(__file__).with_name("fora_golden.toml")
GOLDEN: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["golden"]
PAPER_NAMES = {
    "eu", "budapest-process", "budapest-process-cis", "mtm", "rcm", "apc", "bali-process", "samp",
    "five-plus-five", "ilo", "unhcr", "council-of-europe", "iom", "oecd", "icmpd", "osce", "cis",
    "berne-initiative", "gcim", "un-hld",
}  # fmt: skip
NOT_TABLES = {"samp"}
"""Named in the paper among tables of States, though it never was one."""
CITATION = re.compile(r"[AB](\.[12])? §§?\d(-\d|, \d)*(; [AB](\.[12])? §§?\d(-\d|, \d)*)*")
EXPECTATIONS = {
    "level", "recommended", "assists", "refused", "not_recommended", "unknown", "next", "gap",
    "extend", "portfolio", "pairs",
}  # fmt: skip


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


class Advice:
    """A written recommendation, read as the table asks for it."""

    def __init__(self, golden: dict[str, Any], edition: Edition) -> None:
        case = read_case(golden["document"], edition)
        self.written = write_recommendation(recommend(case, edition))
        self.packages = self.written["packages"]
        self.named = [fit for package in self.packages for fit in package["fora"]]
        self.chosen = [fit for fit in self.named if fit["chosen"]]
        self.chosen_ids = [fit["forum"] for fit in self.chosen]

    def against(self, forum: str) -> list[str]:
        """All that is said of a forum in the packages that did not choose it."""
        others = [other for package in self.packages for other in package["others"]]
        return [
            reason
            for fit in (*self.named, *others)
            if fit["forum"] == forum and not fit.get("chosen")
            for reason in fit.get("reasons", fit.get("against"))
        ]

    @property
    def forum_gap(self) -> str:
        return " ".join(gap["text"] for gap in self.written["gaps"] if gap["kind"] == "forum")

    @property
    def pairs(self) -> list[list[str]]:
        return [
            [party.get("state") or f"members_of:{party['members_of']}" for party in pair]
            for package in self.packages
            for pair in package["pairs"]
        ]


def wrongs(golden: dict[str, Any], edition: Edition) -> Iterator[str]:
    """What is not as the table says, a line each."""
    advice = Advice(golden, edition)
    for name, found, wanted in plain(golden, advice):
        if found != wanted:
            yield f"{name}: {found}, not {wanted}"
    yield from wrong_reasons(golden, advice)
    yield from wrong_names(golden, advice)
    yield from wrong_gaps(golden, advice)


def plain(golden: dict[str, Any], advice: Advice) -> Iterable[tuple[str, Any, Any]]:
    """What is compared whole: by name, what was found, and what must be."""
    yield "level", advice.written["level"], golden["level"]
    found = [{"forum": fit["forum"], "role": fit["role"]} for fit in advice.chosen]
    yield "recommended", found, golden["recommended"]
    if "portfolio" in golden:
        tables = [each["forum"] for each in advice.written["portfolio"]["fora"]]
        yield "portfolio", sorted(tables), sorted(golden["portfolio"])
    if "pairs" in golden:
        yield "pairs", sorted(advice.pairs), sorted(golden["pairs"])
    extended = [package["extend"] for package in advice.packages if package["extend"]]
    if "extend" in golden:
        yield "extend", extended, [golden["extend"]]
    unknown = {fit["forum"]: fit["unknown"] for fit in advice.named}
    for forum, states in golden.get("unknown", {}).items():
        yield f"unknown in {forum}", unknown.get(forum), states


def wrong_reasons(golden: dict[str, Any], advice: Advice) -> Iterator[str]:
    for forum, wanted in golden.get("refused", {}).items():
        said = advice.against(forum)
        for reason in listed(wanted):
            if not any(each.startswith(reason) for each in said):
                yield f"{forum} is refused by {said}, not by {reason}"
        if forum in advice.chosen_ids:
            yield f"{forum} is chosen"
    steps = {fit["forum"]: fit["next"] for fit in advice.chosen}
    for forum, step in golden.get("next", {}).items():
        if step not in steps.get(forum, []):
            yield f"{forum} goes on with {steps.get(forum)}, not with {step}"


def wrong_names(golden: dict[str, Any], advice: Advice) -> Iterator[str]:
    helpers = {fit["forum"] for fit in advice.named if fit["role"] == "assists"}
    if absent := set(golden.get("assists", [])) - helpers:
        yield f"{sorted(absent)} do not assist, {sorted(helpers)} do"
    if chosen := set(golden.get("not_recommended", [])) & set(advice.chosen_ids):
        yield f"{sorted(chosen)} are chosen"


def wrong_gaps(golden: dict[str, Any], advice: Advice) -> Iterator[str]:
    gap = advice.forum_gap
    if "gap" not in golden and gap:
        yield f"there is a gap: {gap}"
    for part in listed(golden.get("gap", [])):
        if part not in gap:
            yield f"the gap says {gap or 'nothing'}, not {part}"


@pytest.mark.parametrize("golden", GOLDEN, ids=[golden["sentence"] for golden in GOLDEN])
def test_a_diplomat_would_send_it_there(edition: Edition, golden: dict[str, Any]) -> None:
    assert list(wrongs(golden, edition)) == []


# The table itself.


def test_the_table_is_whole_and_plain(edition: Edition) -> None:
    known = {forum.id for forum in edition.fora}
    assert len({golden["id"] for golden in GOLDEN}) == len(GOLDEN) >= 40
    for golden in GOLDEN:
        assert set(golden) - EXPECTATIONS == {"id", "sentence", "paper", "document"}, golden["id"]
        assert golden["sentence"].endswith("."), golden["id"]
        assert len(golden["sentence"].split()) <= 25, golden["id"]
        assert not golden["paper"] or CITATION.fullmatch(golden["paper"]), golden["id"]
        assert set(mentioned(golden)) <= known, golden["id"]


def mentioned(golden: dict[str, Any]) -> Iterator[str]:
    yield from (fit["forum"] for fit in golden["recommended"])
    for key in ("assists", "refused", "not_recommended", "unknown", "next", "portfolio"):
        yield from golden.get(key, [])


def test_every_system_of_the_paper_is_recommended_in_its_role_or_refused_for_a_reason(
    edition: Edition,
) -> None:
    named = {forum.id for forum in edition.fora if forum.named_in_paper and not forum.is_template}
    assert named == PAPER_NAMES
    judged = {forum for golden in GOLDEN for forum in verdict(golden)}
    assert named - judged == set()


def verdict(golden: dict[str, Any]) -> set[str]:
    """The fora on which a case says where they stand: chosen, of help, or refused."""
    chosen = {fit["forum"] for fit in golden["recommended"]}
    return chosen | set(golden.get("assists", [])) | set(golden.get("refused", {}))


def test_a_living_system_of_the_paper_is_recommended_and_a_closed_one_leads_to_its_heir(
    edition: Edition,
) -> None:
    fora = {forum.id: forum for forum in edition.fora}
    served = {
        forum
        for golden in GOLDEN
        for forum in {*(fit["forum"] for fit in golden["recommended"]), *golden.get("assists", [])}
    }
    for name in PAPER_NAMES - NOT_TABLES:
        heirs = heirs_of(name, fora)
        if fora[name].status not in fits.CLOSED:
            assert name in served, name
        elif heirs:
            together = (golden for golden in GOLDEN if name in golden.get("refused", {}))
            chosen = {fit["forum"] for golden in together for fit in golden["recommended"]}
            assert heirs & chosen, name


def heirs_of(name: str, fora: dict[str, Forum]) -> set[str]:
    """Who came after a forum, and after those."""
    after = {each.id for each in fora[name].relations if each.type == "successor"}
    return after.union(*(heirs_of(each, fora) for each in after))


# Negative controls: an engine with one fault is caught by some case.


def caught(edition: Edition) -> Iterator[str]:
    """The cases that notice, one at a time."""
    for golden in GOLDEN:
        if any(wrongs(golden, edition)):
            yield golden["id"]


def always(value: Any) -> property:
    return property(lambda self: value)


def low_lists_exclude(self: Forum, states: frozenset[str]) -> tuple[frozenset[str], ...]:
    if self.is_template:
        return states, frozenset(), frozenset()
    seated = states & self.members - self.unsure
    unknown = states - seated & self.unsure
    return seated, states - seated - unknown, unknown


def doubt_excludes(self: Forum, states: frozenset[str]) -> tuple[frozenset[str], ...]:
    if self.is_template:
        return states, frozenset(), frozenset()
    seated = states & self.members - self.unsure
    return seated, states - seated, frozenset()


def doubt_seats(self: Forum, states: frozenset[str]) -> tuple[frozenset[str], ...]:
    seated = states if self.is_template else states & (self.members | self.unsure)
    return seated, states - seated, frozenset()


Fault = Callable[[pytest.MonkeyPatch], None]


def patched(place: Any, name: str, value: Any) -> Fault:
    return lambda patch: patch.setattr(place, name, value)


def without_criterion(words: str) -> Fault:
    kept = tuple(each for each in ranking.CRITERIA if each.words != words)
    assert len(kept) == len(ranking.CRITERIA) - 1, words
    return patched(ranking, "CRITERIA", kept)


FAULTS: dict[str, Fault] = {
    "closed fora are treated as open": patched(Fit, "open", always(True)),
    "agencies are tables": patched(Forum, "agency", always(False)),
    "agencies never only assist": patched(forum_roles, "only_assists", lambda forum, need: False),
    "what helps becomes a table": patched(fits, "TABLES", (*forum_roles.TABLES, "assists")),
    "what informs becomes a table": patched(fits, "TABLES", (*forum_roles.TABLES, "informs")),
    "lists of low confidence exclude": patched(Forum, "standing", low_lists_exclude),
    "a seat in doubt excludes": patched(Forum, "standing", doubt_excludes),
    "a seat in doubt counts as a seat": patched(Forum, "standing", doubt_seats),
    "seats are ignored": patched(Fit, "enough_seats", always(True)),
    "the largest table is as good": without_criterion("its table is smaller"),
    "depth does not count": without_criterion("it goes as deep as is needed"),
    "every mandate is a main field": patched(
        fits, "mandate_for", lambda forum, issue: "core" if issue in forum.mandate else "none"
    ),
    "mandates are ignored": patched(fits, "mandate_for", lambda forum, issue: "core"),
    "any level will do": patched(fits, "serves", lambda forum, need: True),
    "no table is too weak for a package": patched(Fit, "too_weak", always(False)),
    "two States make a mobility partnership": patched(Fit, "lacks_bloc", always(False)),
    "a union never signs for its members": patched(
        packages, "parties", lambda edition, case, findings: case.parties
    ),
    "town halls hold whole States": patched(fits, "serves", lambda forum, need: (
        forum.level in forum_roles.SERVES.get(need.level, set())
    )),
    "nobody is of help": patched(matching, "assists", lambda fit: False),
    "a form for two only assists": patched(
        forum_roles, "decides", lambda forum: not forum.is_template and forum.binding == "binding"
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.heavy
def test_an_engine_with_one_fault_is_caught(
    edition: Edition, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    FAULTS[fault](monkeypatch)
    assert any(caught(edition))
