"""What are made-up cases called, and what is said of them?"""

from __future__ import annotations

from random import Random
from typing import Any

from decisions.seeds import made_up_words
from decisions.subsidiarity.edition import Edition

RARE = 0.02
"""How often a word is drawn from the list of rare ones."""


class Words:
    """Titles and summaries at the mercy of a draw."""

    def __init__(self, draw: Random, edition: Edition) -> None:
        self.draw, self.lists = draw, made_up_words()
        self.names = edition.names

    def title(self, document: dict[str, Any]) -> str:
        matter = self.draw.choice(self.lists["matters"][document["issues"][0]["issue"]])
        return f"{matter}: {self.table(document)}"

    def table(self, document: dict[str, Any]) -> str:
        """`Spain and Morocco`; `Italy, Malta and 4 more`; `EU`."""
        rows = document["states"]
        if "state" not in rows[0]:
            return self.names[rows[0]["members_of"]] if "members_of" in rows[0] else "all States"
        names = [self.names[row["state"]] for row in rows]
        if len(names) > 3:
            return f"{names[0]}, {names[1]} and {len(names) - 2} more"
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

    def summary(self) -> str:
        return " ".join(self.sentence(kind) for kind in ("why", "but"))

    def aim(self) -> str:
        return self.sentence("aim")

    def doubt(self) -> str:
        return str(self.draw.choice(self.lists["reviewing"]["doubts"]))

    def view(self) -> str:
        return str(self.draw.choice(self.lists["reviewing"]["views"]))

    def tags(self) -> list[str]:
        names: list[str] = self.lists["tags"]["names"]
        return self.draw.sample(names, self.draw.choice([0, 0, 1, 1, 2, 3]))

    def sentence(self, kind: str) -> str:
        said: str = self.draw.choice(self.lists["sentences"][kind])
        filled = said.format(who=self.one_of("people"), where=self.one_of("places"))
        return filled[:1].upper() + filled[1:]

    def one_of(self, kind: str) -> str:
        often = "rare" if self.draw.random() < RARE else "common"
        word: str = self.draw.choice(self.lists[kind][often])
        return word
