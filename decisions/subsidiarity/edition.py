"""What shapes advice, all in one place and ready to fire: which rule book, fora and States?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .facts import Case, Facts, Issue, State, facts_about
from .firing import Tables, tabulate
from .fora import Forum
from .ladder import Depth, Level, Scale
from .rules import RuleBook
from .weigh import Marks, marks


@dataclass(frozen=True, slots=True)
class Edition:
    """One numbered version of everything that shapes advice, with its masks worked out.

    `checksum` is that of the edition's document; `number` is 0 while it has none.
    """

    book: RuleBook
    fora: tuple[Forum, ...]
    states: Mapping[str, State]
    checksum: str
    number: int
    tables: Tables
    level_marks: Marks
    depth_marks: Marks

    def marks(self, scale: Scale) -> Marks:
        return self.level_marks if scale is Level else self.depth_marks

    def facts(self, case: Case, issue: Issue) -> Facts:
        return facts_about(case, issue, self.tables.domains, self.states)

    @property
    def names(self) -> dict[str, str]:
        """Names of States by code, of issues by key and of fora by id, as sentences use them."""
        fora = {forum.id: forum.short_name for forum in self.fora}
        topics = {topic.key: in_sentence(topic.label) for topic in self.book.topics}
        return {code: state.name or code for code, state in self.states.items()} | topics | fora


def edition_of(
    book: RuleBook,
    fora: tuple[Forum, ...],
    states: Mapping[str, State],
    checksum: str = "",
    number: int = 0,
) -> Edition:
    return Edition(
        book, fora, states, checksum, number, tabulate(book), marks(book, Level), marks(book, Depth)
    )


def in_sentence(label: str) -> str:
    """A label in the middle of a sentence: only the first letter changes, States keep theirs."""
    return label if label.startswith("State") else label[:1].lower() + label[1:]
