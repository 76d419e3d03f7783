"""What would a change of one rule mean: its sentence, its share, the cases, the checks?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from decisions.models import Draft
from decisions.rulebook.check_results import checks_of_reading, failing, titled, warning
from decisions.rulebook.draft.reading import DraftReading, draft_reading
from decisions.rulebook.sentences import rule_sentence
from decisions.subsidiarity.checks import check
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Rule

from .preview_books import Books, books_of
from .preview_cases import Cases, cases_under
from .preview_checks import CheckChange, check_changes
from .preview_share import Share, share_of

ROOM = 8
"""Check results that are shown."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a rule says and where it fires. Without `cases` nothing was weighed yet."""

    key: str
    sentence: str
    share: Share
    share_before: Share | None = None
    unchanged: bool = False
    cases: Cases | None = None
    checks: tuple[CheckChange, ...] = ()

    @property
    def gravest(self) -> tuple[CheckChange, ...]:
        """The check results that there is room for."""
        return self.checks[:ROOM]

    @property
    def more_checks(self) -> int:
        return len(self.checks) - len(self.gravest)

    @property
    def line(self) -> str:
        """All of it in one short line, to be announced."""
        said = f"Fires on {self.share.words}{' of all' * (self.share.count > 0)} inputs"
        if self.cases is None:
            return f"{said}."
        moves, seen = self.cases.moves, self.cases.seen
        results = len(self.checks)
        return (
            f"{said}; {moves:,} of {seen:,} saved case{'s' * (seen != 1)}"
            f" move{'s' * (moves == 1)}; {results} check result{'s' * (results != 1)}"
            f" change{'s' * (results == 1)}."
        )


def standing_preview(edition: Edition, rule: Rule) -> Preview:
    """Of a rule as it stands: cheap enough for every page."""
    return Preview(rule.key, rule_sentence(rule, edition), share_of(edition, rule.key))


def preview_of(user: User, draft: Draft, content: Mapping[str, Any]) -> Preview:
    """Of a rule as it would be saved. Stores nothing. Raises Refused as saving does."""
    reading = draft_reading(draft)
    books = books_of(reading, content)
    before, after = books.before.edition, books.after.edition
    return Preview(
        key=books.new.key,
        sentence=rule_sentence(books.new, after),
        share=share_of(after, books.new.key),
        share_before=share_of(before, books.new.key) if books.old else None,
        unchanged=books.old == books.new,
        cases=cases_under(before, after, books.new.key, user),
        checks=tuple(changes_of_checks(reading, books)),
    )


def changes_of_checks(reading: DraftReading, books: Books) -> list[CheckChange]:
    edition = books.after.edition
    after = check(edition, books.after.unknown, books.after.unsourced)
    # What only informs is left out of the changes; of a large book it is most of all.
    before, then = (
        [titled(each, edition) for each in (*failing(checks), *warning(checks))]
        for checks in (checks_of_reading(reading), after)
    )
    return check_changes(before, then)
