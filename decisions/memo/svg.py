"""How is a drawing written, with every text in it escaped?"""

from __future__ import annotations

from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from .letters import clean

FONT = "Libertinus Serif, Georgia, serif"
INK, QUIET, LINE, ACCENT, PAPER = "#1d2226", "#555d64", "#9aa0a5", "#1c4f6b", "#ffffff"
HATCH = "hatch"
HATCHING = (
    f'<defs><pattern id="{HATCH}" width="6" height="6" patternUnits="userSpaceOnUse"'
    f' patternTransform="rotate(45)"><path d="M0 0V6" stroke="{QUIET}" stroke-width="1.4"/>'
    "</pattern></defs>"
)


def svg(width: float, height: float, *parts: str) -> str:
    inside = "".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}"'
        f' font-family="{FONT}">{inside}</svg>'
    )


def tag(name: str, **attributes: str | float) -> str:
    """`tag("rect", x=1, stroke_width=2)`"""
    return f"<{name}{written(attributes)}/>"


def text(x: float, y: float, said: str, size: float = 14, **attributes: str) -> str:
    place = f'x="{x:g}" y="{y:g}" font-size="{size:g}"'
    return f"<text {place}{written(attributes)}>{escape(clean(said))}</text>"


def written(attributes: Mapping[str, str | float]) -> str:
    values = ((key, v if isinstance(v, str) else f"{v:g}") for key, v in attributes.items())
    return "".join(f" {key.replace('_', '-')}={quoteattr(value)}" for key, value in values)
