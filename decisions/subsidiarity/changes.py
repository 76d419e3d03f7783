"""Which single answers on an issue could be given otherwise, and what would it then say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from .edition import Edition
from .facts import Case, Issue, Value, otherwise
from .interests import STANCES, Interest
from .wording import option_words, party_words

STANCE = "stance"
"""In the place of a question's key: a cell of the interest map."""


MAPPED = frozenset({"interest", "hidden"})
"""The facts that the stances of an issue speak to together."""


@dataclass(frozen=True, slots=True)
class Change:
    """Another answer to one question or, on the interest map, another stance of one party.

    `before` is None where the question was open. `row` is the place in the issue's interests.
    """

    key: str
    before: Value | None
    after: Value
    row: int | None = None


def changes(edition: Edition, case: Case, issue: Issue) -> Iterator[Change]:
    """Every known answer given otherwise, in the order asked; then every stance."""
    given = answers_on(case, issue)
    for question in edition.book.questions:
        if before := given.get(question.key):
            for after in otherwise(question, before):
                yield Change(question.key, before, after)
    yield from stance_changes(issue)


def answers_on(case: Case, issue: Issue) -> dict[str, Value]:
    given = {**case.answers, **issue.answers}
    return {key: value for key, value in given.items() if value is not None}


def stance_changes(issue: Issue) -> Iterator[Change]:
    for row, interest in enumerate(issue.interests):
        for stance in STANCES:
            if interest.stance and stance != interest.stance:
                before, after = frozenset({interest.stance}), frozenset({stance})
                yield Change(STANCE, before, after, row)


def applied(change: Change, issue: Issue) -> Issue:
    """The issue with the change made. A stance replaces the one that counts."""
    if change.row is None:
        return replace(issue, answers={**issue.answers, change.key: change.after})
    (stance,) = change.after
    interests = list(issue.interests)
    interests[change.row] = restanced(interests[change.row], stance)
    return replace(issue, interests=tuple(interests))


def restanced(interest: Interest, stance: str) -> Interest:
    if interest.assessed:
        return replace(interest, assessed=stance)
    return replace(interest, stated=stance)


def change_words(edition: Edition, issue: Issue, change: Change) -> str:
    """`One pair, or each pair: No instead of Yes`; an open question has no `instead`."""
    if change.row is not None:
        interest = issue.interests[change.row]
        (before,), (after,) = change.before or frozenset(), change.after
        role = f" ({interest.role})" if interest.role else ""
        return f"{party_words(edition, interest.party)}{role}: {after} instead of {before}"
    said = f"{edition.book.question_by_key[change.key].label}: "
    said += option_words(edition, change.key, sorted(change.after))
    if change.before is None:
        return said
    return f"{said} instead of {option_words(edition, change.key, sorted(change.before))}"
