"""What is to be done next with a table that was chosen?"""

from __future__ import annotations

from collections.abc import Iterable

from .fits import Fit
from .forum_reasons import Names, by_name, listed


def next_steps(fit: Fit, names: Names) -> Iterable[str]:
    """Sentences in the order in which one would act."""
    if fit.forum.is_template:
        yield from steps_of_a_form(fit)
        return
    yield from steps_in_a_body(fit, names)


def steps_in_a_body(fit: Fit, names: Names) -> Iterable[str]:
    if fit.in_doubt:
        yield "Ask first whether it still meets."
    yield "Bring the matter to its secretariat."
    if fit.uncertain:
        in_question = listed(by_name(fit.uncertain, names), names)
        yield f"Ask its secretariat about the seat of {in_question}."
    if fit.suspended:
        suspended = listed(by_name(fit.suspended, names), names)
        yield f"Agree apart with {suspended}, suspended at present."
    if missing := [code for code in fit.missing if code not in fit.need.fled]:
        absent = listed(by_name(missing, names), names)
        yield f"Bring in as guests, or agree apart with, {absent}."
    if wider := [issue for issue, grade in fit.mandate.items() if grade == "wider"]:
        yield f"Ask that it put {listed(wider, names)} on its agenda."
    if not fit.deep_enough:
        deep, far = fit.need.depth.label.lower(), fit.forum.depth.label.lower()
        yield f"Prepare it there by {far}; to reach {deep}, its members must agree on more."


def steps_of_a_form(fit: Fit) -> Iterable[str]:
    """A form has no secretariat: two parties draft it."""
    yield "Draft it between the two parties, with a joint committee that looks after it."
    if not fit.deep_enough:
        yield f"Say in it how to come to {fit.need.depth.label.lower()} later."
