"""Where on the picture does a rung stand?"""

from __future__ import annotations

from django import template

register = template.Library()

STEP = 41
TOP = 2
LETTER = 7.4
"""Units of the drawing: the distance of two rungs, the first rung's top, a letter's width."""


@register.filter
def rung_y(place: int) -> int:
    return TOP + place * STEP


@register.filter
def label_width(label: str) -> int:
    """Room for a label's plate, so that hatching never runs through letters."""
    return round(len(label) * LETTER) + 14


@register.filter
def strip_x(place: int) -> int:
    return place * 10 + 1
