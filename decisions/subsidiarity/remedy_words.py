"""How does the way to a missing table read?"""

from __future__ import annotations

from collections.abc import Iterable

from .forum_reasons import Names, by_name, listed
from .remedies import Extension, NewTable, Remedy
from .rules import FORMS


def remedy_words(remedy: Remedy, names: Names) -> str:
    """The nearest way first, as one sentence or two, without the full stop at the end."""
    prepare = f"Prepare it in the {remedy.prepare.short_name}. " if remedy.prepare else ""
    new = ", ".join(new_table_words(remedy.new))
    if remedy.extension:
        return f"{prepare}{extension_words(remedy.extension, names)}, or {set_up(remedy.new)} {new}"
    return f"{prepare}It takes {new}"


def set_up(new: NewTable) -> str:
    return "conclude" if new.form == "agreement" else "set up"


def extension_words(extension: Extension, names: Names) -> str:
    forum = extension.forum.short_name
    if extension.take_up:
        return f"Widen the mandate of the {forum}"
    return f"Extend the {forum} by inviting {listed(by_name(extension.invite, names), names)}"


def new_table_words(new: NewTable) -> Iterable[str]:
    yield (
        "an agreement of their own"
        if new.form == "agreement"
        else f"a new table: {FORMS[new.form]}"
    )
    if new.convener:
        yield f"perhaps called by {new.convener.short_name}"
    if new.model:
        yield f"on the model of {new.model.short_name}"
