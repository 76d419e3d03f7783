"""What stands at the head and foot of a paper about one recommendation?"""

from __future__ import annotations

from datetime import datetime

from .record import Record
from .shorten import shorten

OWNER = 60
SHOWN = 16
"""So much of a checksum tells two papers apart."""


def day(when: datetime) -> str:
    """`3 May 2026`"""
    return f"{when.day} {when:%B %Y}"


def kicker(record: Record, what: str) -> str:
    return f"{what}. Saved on {day(record.saved_at)} by {saver(record, OWNER)}."


def saver(record: Record, budget: int) -> str:
    """`Anna`, or `Dora for Anna`"""
    owner = shorten(record.owner, budget)
    by = shorten(record.saved_by, budget)
    return f"{by} for {owner}" if by and record.saved_by != record.owner else owner


def footer(record: Record) -> str:
    number = record.edition.number
    return f"Recommendation {record.code}. Edition {number}. Checksum {record.checksum[:SHOWN]}"
