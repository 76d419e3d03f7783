"""What does the page of a draft's impact show: how far, how many move where, by which rule?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import User
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from decisions.house.difference.rule_changes import rule_changes, works_alike
from decisions.house.difference.side import inside, listed
from decisions.house.picking import Pick
from decisions.models import Impact, Moved
from decisions.models.recommendation import readable_recommendations
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LEVELS, Level
from decisions.subsidiarity.rules import Rule

from .disputed import Disagreed, disagreed
from .weighing.standing import Standing

PAGE = 25
"""Rows on one page of the list."""
SHADES = 4
BY_ITSELF = (
    "No rule by itself: answers, States or fora have another place in the draft,"
    " or how levels are worked out has changed since."
)
OTHERWISE = "is not what it was when the case was saved"


class Cell(NamedTuple):
    """One cell of the matrix; `shade` is 0 (nobody) to 4 (most of the row)."""

    level: Level
    times: int
    stays: bool
    shade: int


class ByRule(NamedTuple):
    """A rule that the draft changes, or that moved something: how, how often, and who disagrees.

    `there` says whether it stands in the draft.
    """

    key: str
    there: bool
    title: str
    change: str
    moved: int
    fired: int
    disagreed: Disagreed | None


class MovedRow(NamedTuple):
    """A row of the list; `code` and `title` are empty where the user may not read the record."""

    moved: Moved
    issue: str
    before: str
    after: str
    states: str
    why: tuple[str, ...]
    code: str
    title: str


class MovedForm(forms.Form):
    """Which of the moved are listed."""

    before = Pick("From", [(level.key, level.label) for level in reversed(Level)])
    after = Pick("To", [(level.key, level.label) for level in reversed(Level)])

    def __init__(self, rules: list[ByRule], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rule"] = Pick("Moved by", [(each.key, each.title) for each in rules])

    def chosen(self, impact: Impact) -> QuerySet[Moved]:
        """Nothing narrows where something typed is wrong."""
        found = Moved.objects.filter(impact=impact).exclude(after="")
        wanted = self.cleaned_data if self.is_valid() else {}
        for name in ("before", "after"):
            if wanted.get(name):
                found = found.filter(**{name: wanted[name]})
        return found.filter(rules__contains=f" {wanted['rule']} ") if wanted.get("rule") else found


def summary(standing: Standing) -> str:
    """`212 weighed; 9 move: 7 lower, 2 higher.`"""
    weighed = f"{standing.done:,} weighed"
    if not standing.moved:
        return f"{weighed}; none moves{'' if standing.finished else ' so far'}."
    verb = "moves" if standing.moved == 1 else "move"
    ways = [
        f"{times:,} {way}"
        for times, way in ((standing.lower, "lower"), (standing.higher, "higher"))
        if times
    ]
    so_far = "" if standing.finished else " so far"
    return f"{weighed}; {standing.moved:,} {verb}{so_far}: {', '.join(ways)}."


def matrix(standing: Standing) -> list[tuple[Level, list[Cell], int]]:
    """A row for each level on record, the highest first: (level, cells, how many of it move)."""
    return [matrix_row(level, standing.matrix.get(level.key, {})) for level in reversed(Level)]


def matrix_row(before: Level, row: dict[str, int]) -> tuple[Level, list[Cell], int]:
    whole = sum(row.values())
    cells = [
        Cell(level, times, level is before, shade(times, whole))
        for level in reversed(Level)
        for times in [row.get(level.key, 0)]
    ]
    return before, cells, whole - row.get(before.key, 0)


def shade(times: int, whole: int) -> int:
    return 0 if not times else 1 + min(SHADES - 1, SHADES * times // (whole + 1))


def by_rule(standing: Standing, base: Edition, draft: Edition) -> list[ByRule]:
    """The rules that the draft changes and all that moved something, those that move most first."""
    doubts = {each.key: each for each in disagreed(draft)}
    keys = dict.fromkeys([*changed_keys(base, draft), *standing.moved_by])
    rows = [
        ByRule(
            key,
            key in draft.book.rule_by_key,
            title_of(key, base, draft),
            change_of(key, base, draft),
            standing.moved_by.get(key, 0),
            standing.fired.get(key, 0),
            doubts.get(key),
        )
        for key in keys
    ]
    return sorted(rows, key=lambda row: (-row.moved, row.title))


def changed_keys(base: Edition, draft: Edition) -> Iterator[str]:
    before, after = base.book.rule_by_key, draft.book.rule_by_key
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        if not (one and other and works_alike(one, other)):
            yield key


def title_of(key: str, base: Edition, draft: Edition) -> str:
    rule = draft.book.rule_by_key.get(key) or base.book.rule_by_key.get(key)
    return rule.title if rule else key


def change_of(key: str, base: Edition, draft: Edition) -> str:
    """What the draft does to the rule, as a clause: `is new`, `became decisive`."""
    before, after = base.book.rule_by_key.get(key), draft.book.rule_by_key.get(key)
    if before and after:
        return changed_words(before, after, base, draft)
    return "is new" if after else "is removed" if before else OTHERWISE


def changed_words(before: Rule, after: Rule, base: Edition, draft: Edition) -> str:
    if works_alike(before, after):
        return OTHERWISE
    same = (before.when, before.effect, before.value) == (after.when, after.effect, after.value)
    if same:
        strength = after.strength.value
        return f"became {strength if strength == 'decisive' else f'a {strength}'}"
    return f"is changed: {'; '.join(rule_changes(before, after, base, draft))}"


def never_fired(standing: Standing, draft: Edition) -> list[Rule]:
    """The rules that certainly fire on no saved case."""
    return [rule for rule in draft.book.rules if not standing.fired.get(rule.key)]


def moved_page(
    chosen: QuerySet[Moved], number: str, user: User, base: Edition, draft: Edition
) -> tuple[Page[Moved], list[MovedRow]]:
    """A page of the list; records that the user may not read bear no name."""
    page = Paginator(chosen.select_related("recommendation"), PAGE).get_page(number)
    keys = [moved.recommendation_id for moved in page]
    known = readable_recommendations(user).filter(pk__in=keys)
    names = {key: (code, title) for key, code, title in known.values_list("pk", "code", "title")}
    return page, [row_of(moved, names, base, draft) for moved in page]


def row_of(
    moved: Moved, names: dict[int, tuple[str, str]], base: Edition, draft: Edition
) -> MovedRow:
    code, title = names.get(moved.recommendation_id, ("", ""))
    why = tuple(
        f"“{title_of(key, base, draft)}” {change_of(key, base, draft)}" for key in moved.rule_keys
    )
    return MovedRow(
        moved,
        issue_label(moved.issue, draft, base),
        LEVELS[moved.before].label,
        LEVELS[moved.after].label,
        states_words(moved.recommendation.case["states"]),
        why or (BY_ITSELF,),
        code,
        title,
    )


def issue_label(topic: str, *editions: Edition) -> str:
    known = (edition.book.topic_by_key.get(topic) for edition in editions)
    return next((each.label for each in known if each), topic)


def states_words(rows: list[dict[str, Any]]) -> str:
    """How many States there are, and no more: `2 States`, `the members of a forum`."""
    single = sum("state" in row for row in rows)
    said = [f"{single} State{'s' * (single != 1)}"] if single else []
    said += ["the members of a forum"] * any("members_of" in row for row in rows)
    said += ["all States"] * any("all_states" in row for row in rows)
    return listed(inside(each) for each in said)
