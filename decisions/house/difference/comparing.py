"""What differs between two recommendations, all told?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .answers import answers
from .editions import editions
from .fora import chosen, fora
from .forum_moves import Reckonings
from .levels import levels
from .move_words import Reason
from .reasons import reasons
from .rules import rules
from .side import Side, inside, issues_of, lead_of, listed, reckon
from .texts import gaps, tracks, warnings
from .voice import Voice

EDITIONS, LEVELS = "editions", "levels"
DETAILS = {LEVELS: "details of the findings", "fora": "what is known of the fora"}
"""What these groups hold where no level, no depth and no choice of a forum moved."""


@dataclass(frozen=True, slots=True)
class Group:
    """What differs in one respect; without sentences where nothing does."""

    key: str
    title: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """`summary` says what moved, and by what; `groups` all that differs."""

    summary: tuple[Reason, ...]
    groups: tuple[Group, ...]

    @property
    def telling(self) -> tuple[Group, ...]:
        return tuple(group for group in self.groups if group.sentences)

    @property
    def silent(self) -> tuple[str, ...]:
        """The titles of the groups in which nothing differs."""
        return tuple(group.title for group in self.groups if not group.sentences)

    @property
    def nothing(self) -> bool:
        """Whether answers and advice are the same, whatever the editions."""
        return all(group.key == EDITIONS for group in self.telling)


def compare(a: Side, b: Side, voice: Voice = Voice.BESIDE) -> Difference:
    """Two cases side by side or, `then`, one case before and after."""
    reckonings = reckoned(a, b)
    groups: Iterable[tuple[str, str, Iterable[str]]] = (
        (LEVELS, "Levels and depths", levels(a, b, voice)),
        ("answers", "Answers", answers(a, b, voice)),
        ("rules", "Rules", rules(a, b, voice)),
        ("fora", "Fora", fora(a, b, reckonings, voice)),
        ("gaps", "Gaps", gaps(a, b, voice)),
        ("tracks", "Tracks", tracks(a, b, voice)),
        ("warnings", "Warnings", warnings(a, b, voice)),
        (EDITIONS, "Editions", filter(None, editions(a, b, voice))),
    )
    moved = reasons(a, b, reckonings, voice) if reckonings else []
    found = tuple(Group(key, title, tuple(each)) for key, title, each in groups)
    return Difference(tuple(moved) or steady(found, a, b, voice), found)


def steady(groups: tuple[Group, ...], a: Side, b: Side, voice: Voice) -> tuple[Reason, ...]:
    """What there is to say where no level and no depth moved: the fora, or what else differs."""
    telling = {group.key: group for group in groups if group.sentences and group.key != EDITIONS}
    if [*chosen(a)] != [*chosen(b)]:
        return tuple(map(Reason, telling["fora"].sentences))
    if not telling:
        return ()
    alike = "stay as they are" if voice is Voice.THEN else "are the same"
    others = listed(DETAILS.get(key, inside(group.title)) for key, group in telling.items())
    return (Reason(f"Levels, depths and fora {alike}. What differs: {others}."),)


def reckoned(a: Side, b: Side) -> Reckonings | None:
    """Both sides worked out again, where there is something to explain and both can be read."""
    if [*rungs(a)] == [*rungs(b)] and [*chosen(a)] == [*chosen(b)]:
        return None
    one, other = reckon(a), reckon(b)
    return (one, other) if one and other else None


def rungs(side: Side) -> Iterator[tuple[str, ...]]:
    """The level and the depth of every issue, the lead first."""
    yield ("lead", lead_of(side))
    for topic, issue in sorted(issues_of(side.outcome).items()):
        yield (topic, issue.get("level", ""), issue.get("depth", ""))
