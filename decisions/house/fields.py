"""What kinds of field do our forms have beyond Django's?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from decisions.subsidiarity.wire import UNWRITABLE


class Words(forms.CharField):
    """Text as people paste it: one kind of line break, and nothing that cannot be written down.

    Word processors put a vertical tab for a break inside a paragraph. A field of one line has none.
    A browser would cut what is pasted into a large field without a word, so it is told no limit:
    what is too long comes back whole, with how long it is.
    """

    default_error_messages: ClassVar[dict[str, Any]] = {
        "required": "Fill this in.",
        "max_length": (
            "It has %(show_value)d characters; it may have at most %(limit_value)d characters."
        ),
    }

    def widget_attrs(self, widget: forms.Widget) -> Any:
        found = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            found.pop("maxlength", None)
        return found

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        lines = UNWRITABLE.sub("", text.replace("\x0b", "\n")).splitlines()
        return ("\n" if isinstance(self.widget, forms.Textarea) else " ").join(lines)


class OneOption(forms.ChoiceField):
    """Radios with a hint beside an option; the label may be a heading of the page."""

    default_error_messages: ClassVar[dict[str, Any]] = {"required": "Choose one of these."}
    widget = forms.RadioSelect
    heading = ""
    option_help: Mapping[str, str] = {}


class SeveralOptions(forms.MultipleChoiceField):
    """The same as check boxes."""

    widget = forms.CheckboxSelectMultiple
    heading = ""
    option_help: Mapping[str, str] = {}
