"""What do our form templates need that Django's language cannot say?"""

from __future__ import annotations

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def option_help(field: BoundField, value: object) -> str:
    """The hint beside one option of a question; empty where it has none."""
    hints: dict[str, str] = getattr(field.field, "option_help", {})
    return hints.get(str(value), "")


@register.filter
def heading(field: BoundField) -> str:
    """`h1` or `h2` where the field's question is a heading of the page."""
    return str(getattr(field.field, "heading", ""))
