"""Does the page say how well the rule book does, beside its doubts, and explain every miss?"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from decisions.rulebook import record as record_module
from decisions.rulebook.backtesting import Trial, backtest, trials
from decisions.rulebook.leave_one_out import Needed, level_places, needed_by
from decisions.seeds import explained_misses, record_of_instruments, worked_cases
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import Rule, RuleBook

pytestmark = pytest.mark.looks

As = Callable[[User], Client]
OUTSIDE = re.compile(r"[AB]\.\d §|TEU|TFEU|EU grid|Convention|Protocol|Articles|\b(19|20)\d\d\b")


@pytest.fixture(autouse=True)
def nothing_is_kept() -> Iterator[None]:
    """What the page keeps per edition would outlive the seeds that a test replaces."""
    record_module.record_page.cache_clear()
    yield
    record_module.record_page.cache_clear()


def page(client: Client) -> str:
    response = client.get(reverse("rulebook:record"))
    assert response.status_code == 200
    return str(response.content.decode())


def section(html: str, name: str) -> str:
    return html.partition(f'<section id="{name}">')[2].partition("</section>")[0]


def rows(html: str) -> list[list[str]]:
    """The cells of every table row, as a reader sees them."""
    found = re.findall(r"<tr[ >].*?</tr>", html, re.DOTALL)
    return [[plain(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", r, re.DOTALL)] for r in found]


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def by_command() -> dict[str, Any]:
    printed = StringIO()
    call_command("backtest", "decisions/seeds/record.toml", format="json", stdout=printed)
    found: dict[str, Any] = json.loads(printed.getvalue())
    return found


@pytest.mark.django_db
def test_the_page_gives_the_figures_that_the_command_prints(clara: User, as_user: As) -> None:
    printed, html = by_command(), page(as_user(clara))
    reach, total = printed["reach_only"], str(printed["cases"])
    shown = {cells[0]: cells[1:] for cells in rows(section(html, "_figures"))}
    for words, key in (
        ("The same level The level", "exact"),
        ("Accepted That level", "accepted"),
        ("Accepted or evaluated Accepted", "accepted_or_evaluated"),
        ("Within one rung", "within_one"),
    ):
        label = next(label for label in shown if label.startswith(words))
        assert shown[label] == [str(printed[key]), str(reach[key]), total]
    misleads = next(cells for label, cells in shown.items() if "where reach misleads To" in label)
    both = printed["reach_misleads"], reach["reach_misleads"]
    assert misleads == [*(str(each["accepted"]) for each in both), str(both[0]["cases"])]


@pytest.mark.django_db
def test_the_page_gives_the_figures_for_each_level_that_states_chose(
    clara: User, as_user: As
) -> None:
    printed, html = by_command(), page(as_user(clara))
    shown = {cells[0]: cells[1:] for cells in rows(section(html, "_figures"))}
    for level, ours in printed["per_class"].items():
        reach = printed["reach_only"]["per_class"][level]
        assert (LABELS[level] in shown) == bool(ours["cases"])
        if ours["cases"]:
            keys = ("exact", "accepted", "accepted_or_evaluated", "within_one")
            cells = [f"{ours[key]} {reach[key]} by reach alone" for key in keys]
            assert shown[LABELS[level]] == [str(ours["cases"]), *cells]


@pytest.mark.django_db
def test_every_instrument_stands_there_with_both_levels_and_how_they_compare(
    clara: User, as_user: As, edition: Edition
) -> None:
    entries = record_of_instruments()["cases"]
    listed = rows(section(page(as_user(clara)), "_instruments"))[1:]
    assert len(listed) == len(entries)
    for entry, trial in zip(entries, trials(record_of_instruments(), edition), strict=True):
        title, year = entry["case"]["title"], str(entry["year"])
        row = next(row for row in listed if row[:2] == [title, year])
        assert row[2:4] == [trial.chosen.label, trial.got.label]
        assert row[4].startswith("The same") == (trial.got is trial.chosen)
        assert (f"Why , for {title}" in row[4]) == (not trial.accepts(trial.got))


@pytest.mark.core
@pytest.mark.parametrize(
    ("got", "words"),
    [
        ("bilateral", "The same"),
        ("interregional", "Another reading, accepted"),
        ("regional", "Not what States chose, but where later evaluations point"),
        ("subregional", "Apart, 1 rung lower"),
        ("global", "Apart, 3 rungs higher"),
    ],
)
def test_the_comparison_is_said_in_words(edition: Edition, got: str, words: str) -> None:
    from decisions.subsidiarity.ladder import LEVELS, Level

    some = trials(record_of_instruments(), edition)[0]
    trial = replace(
        some,
        got=LEVELS[got],
        chosen=Level.BILATERAL,
        accepted=(Level.BILATERAL, Level.INTERREGIONAL),
        evaluated=Level.REGIONAL,
    )
    assert record_module.verdict(trial) == words


@pytest.mark.django_db
def test_every_miss_is_explained_with_its_rules_their_grades_and_why(
    clara: User, as_user: As, edition: Edition
) -> None:
    html = page(as_user(clara))
    missed = [t for t in trials(record_of_instruments(), edition) if not t.accepts(t.got)]
    assert missed
    for trial in missed:
        article = html.partition(f'<article class="rule" id="{trial.id}">')[2]
        said = unescape(article.partition("</article>")[0])
        assert explained_misses()[trial.id] in said
        for rule in trial.rules(edition):
            assert f"#{rule.key}" in said
            assert rule.title in said
        assert said.count('class="tag grade"') == len(trial.rules(edition))


@pytest.mark.core
def test_every_miss_of_the_shipped_edition_has_a_text_and_no_text_is_left_over(
    edition: Edition,
) -> None:
    missed = {miss["id"] for miss in backtest(record_of_instruments(), edition)["misses"]}
    assert set(explained_misses()) == missed


@pytest.mark.django_db
def test_a_miss_that_nobody_explained_is_said_to_be_so(
    clara: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Nobody has explained this miss yet" not in page(as_user(clara))
    record_module.record_page.cache_clear()
    monkeypatch.setattr(record_module, "explained_misses", dict)
    assert "Nobody has explained this miss yet" in page(as_user(clara))


@pytest.mark.django_db
def test_the_doubts_stand_beside_the_figures(clara: User, as_user: As) -> None:
    said = plain(section(page(as_user(clara)), "_doubts"))
    for doubt in ("One coder.", "Hindsight.", "States may be wrong.", "Much stays unknown.",
                  "The record was known.", "kept aside elsewhere"):  # fmt: skip
        assert doubt in said


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["anna", "boris", "clara"])
def test_everyone_with_a_role_sees_the_page_and_the_way_to_it(
    who: str, request: pytest.FixtureRequest, as_user: As
) -> None:
    client = as_user(request.getfixturevalue(who))
    assert reverse("rulebook:record") in client.get(reverse("rulebook:book")).content.decode()
    assert "<h1>How well does it do?</h1>" in page(client)


def test_whoever_is_not_signed_in_is_sent_to_sign_in(seeded: None) -> None:
    response = Client().get(reverse("rulebook:record"))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign_in"))


@pytest.mark.django_db
def test_the_page_is_worked_out_once_per_edition_and_asks_the_database_little(
    clara: User,
    as_user: As,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = as_user(clara)
    first = page(client)
    monkeypatch.setattr(record_module, "backtest", None)
    with django_assert_max_num_queries(12):
        again = page(client)
    assert section(again, "_figures") == section(first, "_figures")


@pytest.mark.django_db
def test_an_edition_that_cannot_read_the_record_says_which_answer_it_does_not_take(
    clara: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = record_of_instruments()
    broken["cases"][0]["case"]["answers"]["weather"] = "fine"
    monkeypatch.setattr(record_module, "record_of_instruments", lambda: broken)
    html = page(as_user(clara))
    assert "cannot be run over the record" in html
    assert "cases[0].case.answers.weather" in html
    assert "_figures" not in html


@pytest.mark.core
def test_the_record_holds_facts_only_and_every_instrument_once() -> None:
    entries = record_of_instruments()["cases"]
    assert len({entry["id"] for entry in entries}) == len(entries) == 46
    for entry in entries:
        assert set(entry) == {"id", "year", "gold", "reach_misleads", "outcome", "case"}
        assert set(entry["case"]) == {"title", "states", "issues", "answers"}
        assert set(entry["outcome"]) <= {"level", "accepted_levels", "evaluated_level"}
        assert entry["outcome"]["level"] in entry["outcome"]["accepted_levels"]


@pytest.mark.core
def test_the_worked_cases_say_the_same_as_the_record() -> None:
    entries = {entry["id"]: entry for entry in record_of_instruments()["cases"]}
    for worked in worked_cases():
        entry = entries[worked["id"]]
        assert worked["document"] == entry["case"]
        assert (worked["year"], worked["chosen"]) == (entry["year"], entry["outcome"]["level"])


def book_without(edition: Edition, place: int) -> Edition:
    rules = edition.book.rules
    return with_rules(edition, (*rules[:place], *rules[place + 1 :]))


def with_rules(edition: Edition, rules: tuple[Rule, ...]) -> Edition:
    book = edition.book
    changed = RuleBook(book.title, book.questions, book.topics, rules)
    return edition_of(changed, edition.fora, edition.states)


def fits(trial: Trial) -> bool:
    return trial.accepts_or_evaluated(trial.got)


@pytest.mark.core
@pytest.mark.heavy
def test_the_rules_needed_are_those_that_matter_when_truly_taken_out(edition: Edition) -> None:
    record = record_of_instruments()
    whole, expected = trials(record, edition), {}
    for place in level_places(edition):
        left = trials(record, book_without(edition, place))
        pairs = list(zip(whole, left, strict=True))
        lost = tuple(before.id for before, after in pairs if fits(before) and not fits(after))
        won = tuple(before.id for before, after in pairs if fits(after) and not fits(before))
        if lost or won:
            expected[edition.book.rules[place].key] = Needed(lost, won)
    assert needed_by(edition, record) == expected
    assert expected


def without_source(edition: Edition) -> list[str]:
    """The rules that only one instrument needs and that stand on nothing outside the record."""
    needed = needed_by(edition, record_of_instruments())
    alone = [edition.book.rule_by_key[key] for key, each in needed.items() if len(each.lost) == 1]
    return [rule.key for rule in alone if rule.grade == "assumption" and not stands_outside(rule)]


def stands_outside(rule: Rule) -> bool:
    """Whether a source names the paper, a law or literature, and not only how we read it."""
    parts = [part for part in rule.source.split(";") if not part.strip().lower().startswith("our")]
    return any(OUTSIDE.search(part) for part in parts)


@pytest.mark.core
def test_a_rule_that_only_one_instrument_needs_stands_on_a_source_outside_the_record(
    edition: Edition,
) -> None:
    assert without_source(edition) == []


@pytest.mark.core
def test_a_rule_made_for_one_instrument_is_found_out(edition: Edition) -> None:
    needed = needed_by(edition, record_of_instruments())
    key = next(key for key, each in needed.items() if len(each.lost) == 1)
    made_up = tuple(
        replace(rule, grade="assumption", source="Our reading of B.1 §1")
        if rule.key == key
        else rule
        for rule in edition.book.rules
    )
    assert without_source(with_rules(edition, made_up)) == [key]


@pytest.mark.django_db
def test_the_page_lists_the_rules_that_a_single_instrument_decides(
    clara: User, as_user: As, edition: Edition
) -> None:
    html = section(page(as_user(clara)), "_needed")
    titles = {entry["id"]: entry["case"]["title"] for entry in record_of_instruments()["cases"]}
    needed = needed_by(edition, record_of_instruments())
    single = {key: each.lost[0] for key, each in needed.items() if len(each.lost) == 1}
    listed = rows(html)[1:]
    assert len(listed) == len(single)
    for (key, case), row in zip(single.items(), listed, strict=True):
        rule = edition.book.rule_by_key[key]
        assert row[0] == rule.title
        assert row[1].startswith(rule.source)
        assert row[2].startswith(titles[case])
    for key, each in needed.items():
        assert (f"#{key}" in html) == bool(each.lost or each.won)
