"""What of a forum can be typed, and who is meant by the States that are named?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from decisions.house.fields import SeveralOptions, Words
from decisions.house.state_names import CannotAdd, resolve_states
from decisions.models import Draft, Kind
from decisions.subsidiarity.edition import Edition

from ..draft.parts import KEY
from .forum_fields import GROUPS, LINES, STATE_LISTS, fields
from .forum_values import entry_with, initial_of
from .item_saving import key_problem
from .question_form import NO_KEY, proposed

STATES_HINT = "One State a line, or parted by commas or semicolons: names or codes."


class ForumForm(forms.Form):
    """A forum without its relations; a new one has a key too, proposed from its short name."""

    def __init__(
        self,
        data: Any,
        *,
        draft: Draft,
        edition: Edition,
        content: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial_of(content, edition) if content else {})
        self.draft, self.edition, self.content = draft, edition, content
        self.fields |= fields()
        issues = [(topic.key, topic.label) for topic in edition.book.topics]
        for key, label in (("mandate", "Issues it deals with"), ("mandate_core", "Main field")):
            self.fields[key] = SeveralOptions(label=label, choices=issues, required=False)
        for key in STATE_LISTS:
            self.fields[key].help_text = STATES_HINT if key == "members" else ""
        if not content:
            self.fields["new_id"] = Words(
                label="Key",
                max_length=80,
                required=False,
                help_text="Given once and for all. Leave it empty, and it is made of the name.",
            )

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The fields under their headings; `open` where a further one says something."""
        return [
            {
                "heading": group.heading,
                "first": self.among(group.first),
                "further": self.among(group.further),
                "about": group.about,
                "open": any(field.value() or field.errors for field in self.among(group.further)),
            }
            for group in GROUPS
        ]

    def among(self, keys: Iterable[str]) -> list[forms.BoundField]:
        return [self[key] for key in keys if key in self.fields]

    @property
    def issue_rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """The issues by group, each with its two boxes."""
        ticked = {key: self[key].value() or [] for key in ("mandate", "mandate_core")}
        groups: dict[str, list[dict[str, Any]]] = {}
        for topic in self.edition.book.topics:
            row = {key: topic.key in there for key, there in ticked.items()}
            groups.setdefault(topic.group, []).append({"topic": topic, **row})
        return list(groups.items())

    @property
    def kept_key(self) -> str:
        if self.content:
            return str(self.content["id"])
        given = self.cleaned_data.get("new_id")
        return given or proposed(self.cleaned_data.get("short_name", ""), "-")

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for key in STATE_LISTS.keys() & given.keys():
            given[key] = self.codes(key)
        if given.get("seat_country"):
            codes = self.codes("seat_country")
            given["seat_country"] = codes[0] if codes else ""
            if len(codes) > 1:
                self.add_error("seat_country", "Name one State.")
        for key in LINES.keys() & given.keys():
            lines = (line.strip() for line in given[key].splitlines())
            given[key] = list(dict.fromkeys(line for line in lines if line))
        if "mandate" in given and "mandate_core" in given:
            # Whatever is the main field is part of the mandate.
            given["mandate"] = list(dict.fromkeys([*given["mandate"], *given["mandate_core"]]))
        if not self.content and "short_name" in given and "new_id" in given:
            key = self.kept_key
            problem = key_problem(self.draft, Kind.FORUM, key) if KEY.match(key) else NO_KEY
            if problem:
                self.add_error("new_id", problem)
        return given

    def codes(self, key: str) -> list[str]:
        """The codes of the States that are named in a field; what is not understood is named."""
        typed = self.cleaned_data[key]
        try:
            return resolve_states(typed, self.edition)
        except CannotAdd as problem:
            self.add_error(key, str(problem))
            return []

    def entry(self, relations: list[dict[str, str]]) -> dict[str, Any]:
        """The forum as it shall be."""
        given = {**self.cleaned_data, "relations": relations}
        return entry_with({**(self.content or {}), "id": self.kept_key}, given)
