"""Does it read as two cases side by side, or as one matter then and now?"""

from __future__ import annotations

from enum import StrEnum


class Voice(StrEnum):
    """`beside` says what A has and what B has; `then` says what became of it."""

    BESIDE = "beside"
    THEN = "then"

    def differs(self, what: str, one: str, other: str) -> str:
        """`Reach: a corridor became one region.`"""
        if self is Voice.THEN:
            return f"{what}: {one} became {other}."
        return f"{what}: A has {one}, B has {other}."

    def among(self, whose: str, what: str, in_b: bool) -> str:
        """What only one side has: `Added to the issues: asylum and smuggling.`"""
        if self is Voice.THEN:
            how = "Added to" if in_b else "Removed from"
            return f"{how} the {whose}: {what}."
        return f"Only {'B' if in_b else 'A'} has among its {whose}: {what}."

    def alone(self, text: str, in_b: bool) -> str:
        """A sentence that only one side says: `New: Talk openly ...`"""
        if self is Voice.THEN:
            return f"{'New' if in_b else 'No longer'}: {text}"
        return f"Only {'B' if in_b else 'A'}: {text}"

    def instead(self, one: str, other: str) -> str:
        """`regional instead of bilateral`, `regional in B and bilateral in A`."""
        if self is Voice.THEN:
            return f"{other} instead of {one}"
        return f"{other} in B and {one} in A"

    @property
    def no_longer(self) -> str:
        """How a verb is denied on the second side: `no longer rules out`, `does not rule out`."""
        return "no longer" if self is Voice.THEN else "does not"
