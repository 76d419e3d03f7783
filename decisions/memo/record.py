"""What is a saved recommendation, as one reader may see it, and nothing beyond?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from decisions.subsidiarity.edition import Edition


@dataclass(frozen=True, slots=True)
class Departure:
    """Another level that was chosen: its label, why, and the rules named: (title, source) each."""

    level: str
    reason: str
    rules: tuple[tuple[str, str], ...] = ()
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Dissent:
    """What somebody disputes and is not settled: a rule or an answer, in words."""

    disputed: str
    reason: str
    by: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Whoever makes one sees to it that its reader may know all that is in it.

    `document` is the case document, `outcome` the written recommendation, `checksum` that of this
    very outcome. `evidence` goes by question key: {note, source, certainty}. `whole` says that
    assessed interests were taken in. `handling` is the label of the marking; "" where there is
    none. `saved_by` is who put it on record where that is not the owner. `doubted` are the tables
    that the officer agreed are not the ones to start with. `review` are sentences, such as
    "Accepted by Boris on 3 May 2026, second round."
    """

    code: str
    title: str
    summary: str
    aim: str
    document: dict[str, Any]
    evidence: Mapping[str, Mapping[str, str]]
    outcome: dict[str, Any]
    edition: Edition
    owner: str
    saved_at: datetime
    checksum: str
    whole: bool
    handling: str = ""
    saved_by: str = ""
    own_view: str = ""
    own_view_reason: str = ""
    departure: Departure | None = None
    review: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    dissent: tuple[Dissent, ...] = ()
