"""What is tried, and for which edition was it written?"""

from __future__ import annotations

from typing import Any, NamedTuple

from decisions.subsidiarity.edition import Edition


class Given(NamedTuple):
    """A case to be tried: its document, the edition that it was written for, what it is called."""

    document: dict[str, Any]
    written_for: Edition
    title: str
