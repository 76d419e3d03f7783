"""How is a series of times drawn as a small SVG, readable in light and dark?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil, floor, log10
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from .scaling import Series

WIDTH, HEIGHT = 640, 380
LEFT, RIGHT, TOP, BOTTOM = 70, 450, 50, 320
COLOURS = (("#0b5fa5", "#7cc4ff"), ("#a63d00", "#ffb07a"), ("#2f6b2f", "#8fd48f"))
MARKS = ("circle", "square", "diamond")


def plot(series: Series, title: str, across: str) -> str:
    """Both scales logarithmic; each engine has a colour, a mark and its name at its line's end."""
    sizes = sorted({size for points in series.values() for size in points})
    micros = [1e6 * seconds for points in series.values() for seconds in points.values()]
    low, high = floor(log10(min(micros))), ceil(log10(max(micros)))

    def x(size: float) -> float:
        first, last = log10(sizes[0]), log10(sizes[-1])
        return round(LEFT + (log10(size) - first) / (last - first) * (RIGHT - LEFT), 1)

    def y(micro: float) -> float:
        return round(BOTTOM - (log10(micro) - low) / (high - low) * (BOTTOM - TOP), 1)

    lines = {
        name: [(x(size), y(1e6 * points[size])) for size in sorted(points)]
        for name, points in series.items()
    }
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
            f"<title>{escape(title)}</title>",
            f"<style>{style()}</style>",
            f'<text class="title" x="16" y="28">{escape(title)}</text>',
            *(level(10**power, y(10**power)) for power in range(low, high + 1)),
            *(tick(size, x(size)) for size in sizes),
            label((LEFT + RIGHT) / 2, HEIGHT - 16, across),
            label(18, (TOP + BOTTOM) / 2, "microseconds a case", turned=True),
            *(line(number, points) for number, points in enumerate(lines.values())),
            *names({name: points[-1][1] for name, points in lines.items()}),
            "</svg>",
            "",
        ]
    )


def style() -> str:
    light = "".join(f".c{n}{{--c:{colour}}}" for n, (colour, _) in enumerate(COLOURS))
    dark = "".join(f".c{n}{{--c:{colour}}}" for n, (_, colour) in enumerate(COLOURS))
    return (
        "text{font:13px system-ui,sans-serif;fill:#222}.title{font-size:16px;font-weight:600}"
        ".grid{stroke:#8888;stroke-width:1}path{fill:none;stroke:var(--c);stroke-width:2}"
        f".mark{{fill:var(--c)}}.name{{fill:var(--c)}}{light}"
        f"@media(prefers-color-scheme:dark){{svg{{background:#111}}text{{fill:#eee}}"
        f".name{{fill:var(--c)}}{dark}}}"
    )


def level(micro: float, at: float) -> str:
    return (
        f'<path class="grid" d="M{LEFT} {at}H{RIGHT}"/>'
        f'<text x="{LEFT - 8}" y="{at + 4}" text-anchor="end">{micro:,g}</text>'
    )


def tick(size: int, at: float) -> str:
    return f'<text x="{at}" y="{BOTTOM + 22}" text-anchor="middle">{size:,}</text>'


def label(x: float, y: float, words: str, turned: bool = False) -> str:
    turn = f' transform="rotate(-90 {x} {y})"' if turned else ""
    return f'<text x="{x}" y="{y}" text-anchor="middle"{turn}>{escape(words)}</text>'


def line(number: int, points: list[tuple[float, float]]) -> str:
    path = "M" + "L".join(f"{x} {y}" for x, y in points)
    marks = "".join(mark(MARKS[number], x, y) for x, y in points)
    return f'<g class="c{number}"><path d="{path}"/>{marks}</g>'


def mark(kind: str, x: float, y: float) -> str:
    if kind == "circle":
        return f'<circle class="mark" cx="{x}" cy="{y}" r="4.5"/>'
    turn = f' transform="rotate(45 {x} {y})"' if kind == "diamond" else ""
    return f'<rect class="mark" x="{x - 4:g}" y="{y - 4:g}" width="8" height="8"{turn}/>'


def names(ends: dict[str, float]) -> Iterator[str]:
    """Names at the ends of their lines, moved apart where they would cover each other."""
    number = {name: place for place, name in enumerate(ends)}
    for name, at in apart(sorted(ends.items(), key=lambda end: end[1])):
        yield (
            f'<g class="c{number[name]}">'
            f'<text class="name" x="{RIGHT + 12}" y="{at + 4:g}">{escape(name)}</text></g>'
        )


def apart(ends: Iterable[tuple[str, float]], least: float = 17) -> Iterator[tuple[str, float]]:
    last = -least
    for name, at in ends:
        last = max(at, last + least)
        yield name, last
