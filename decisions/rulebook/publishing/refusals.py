"""Why can a draft not be proposed or published as things are?"""

from __future__ import annotations

from decisions.models import Draft, EditionRecord


class CannotPublish(Exception):
    """Nothing was changed; the message is a sentence for the page."""


class NotWaiting(CannotPublish):
    """There is no such proposal any more, or the draft is no longer under work."""

    def __init__(self, says: str = "This proposal no longer waits for anybody.") -> None:
        super().__init__(says)


class DraftMoved(CannotPublish):
    """The draft is not at the step that was looked at."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            "The draft has changed since you opened this page."
            f" It is at step {draft.steps} now. Look at it again before you decide."
        )


class Overtaken(CannotPublish):
    """Another edition has come into force since the difference was shown."""

    def __init__(self, current: EditionRecord) -> None:
        super().__init__(
            f"Edition {current.number} has come into force since."
            " Look at the difference and ask again."
        )


class Blocked(CannotPublish):
    """Checks fail, rules cannot be read, or a warning was not accepted."""


class OwnProposal(CannotPublish):
    """Whoever asked for approval cannot give it."""

    def __init__(self) -> None:
        super().__init__("You asked for approval yourself. Somebody else has to decide.")
