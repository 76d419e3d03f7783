"""At which field of the form of a rule does a refusal belong?"""

from __future__ import annotations

import re

from decisions.subsidiarity.wire import Refused

from .example_form import Examples
from .rule_form import RuleForm

WHEN = re.compile(r"when\.(?P<fact>[^.\[]+)")
EXAMPLE = re.compile(
    r"examples\[(?P<number>\d+)\](?:\.(?P<part>says|fires|answers))?(?:\.(?P<fact>[^.\[]+))?"
)


def place_refusal(refusal: Refused, form: RuleForm, examples: Examples) -> None:
    """Say it at the field of its place, or above all where there is none."""
    place = refusal.place.lstrip(".")
    if (found := EXAMPLE.match(place)) and (kept := examples.kept())[int(found["number"]) :]:
        at_example(refusal, kept[int(found["number"])][1], found)
        return
    if found := WHEN.match(place):
        place = f"when-{found['fact']}"
    name = {"key": "rule_key"}.get(place, place)
    form.add_error(*((name, refusal.problem) if name in form.fields else (None, str(refusal))))


def at_example(refusal: Refused, form: object, found: re.Match[str]) -> None:
    name = f"fact-{found['fact']}" if found["part"] == "answers" else found["part"]
    fields = form.fields  # type: ignore[attr-defined]
    where = (name, refusal.problem) if name in fields else (None, str(refusal))
    form.add_error(*where)  # type: ignore[attr-defined]
