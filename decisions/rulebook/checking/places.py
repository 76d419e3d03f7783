"""Where does a page of checks lead: to a rule, to a trial of a case?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.core.validators import slug_re
from django.urls import reverse

from decisions.models import Draft, EditionRecord, Kind
from decisions.rulebook.trying.witness import witness_query
from decisions.subsidiarity.checks.verdict import Witness
from decisions.subsidiarity.edition import Edition


class Link(NamedTuple):
    """What it is called and, where there is such a page, its address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Places:
    """A book that is looked at: a draft or an edition, with the pages about it.

    `edits` where the reader may open the forms of a draft.
    """

    edition: Edition
    draft: Draft | None = None
    record: EditionRecord | None = None
    edits: bool = False

    def rule(self, key: str) -> Link:
        """By its title; one that cannot be read by its key."""
        rule = self.edition.book.rule_by_key.get(key)
        return Link(rule.title if rule else key, self.item(Kind.RULE, key))

    def quoted(self, key: str) -> Link:
        """The same for the middle of a sentence."""
        label, url = self.rule(key)
        return Link(label if label == key else f"“{label}”", url)

    def item(self, kind: Kind, key: str) -> str:
        """The form of an item of a draft, else its place in the edition as a book."""
        if self.draft:
            known = self.edits and slug_re.match(key)
            return reverse("rulebook:item", args=[self.draft.code, kind, key]) if known else ""
        assert self.record is not None  # noqa: S101 - it is the one or the other
        page = reverse("rulebook:edition", args=[self.record.number])
        return f"{page}#{key}" if kind is Kind.RULE else ""

    def trial(self, witness: Witness | None) -> str:
        """The trial of a case that shows it; empty where nothing needs to be shown."""
        if not witness:
            return ""
        if self.draft:
            page = reverse("rulebook:trial", args=[self.draft.code])
        else:
            assert self.record is not None  # noqa: S101 - it is the one or the other
            page = reverse("rulebook:edition_trial", args=[self.record.number])
        return f"{page}?{witness_query(witness)}"
