"""Where on the picture does a rung stand?"""

from __future__ import annotations

from django import template

register = template.Library()

STEP = 41
TOP = 2
WIDTH = 300
LETTER = 7.4
WORD_LETTER = 6.0
"""Units of the drawing: distance of two rungs, first rung's top, width, widths of a letter."""


@register.filter
def rung_y(place: int) -> int:
    return TOP + place * STEP


@register.filter
def label_width(label: str) -> int:
    """Room for a label's plate, so that hatching never runs through letters."""
    return round(len(label) * LETTER) + 14


@register.filter
def word_width(word: str) -> int:
    return round(len(word) * WORD_LETTER) + 10


@register.filter
def word_x(word: str) -> int:
    return WIDTH - 4 - word_width(word)


@register.filter
def strip_x(place: int) -> int:
    return place * 10 + 1
