"""How is the same thing, said on several issues, said once?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

ALL = "All issues"
T = TypeVar("T")


def by_text(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """{text: the labels that it goes with}, from (label, text), in the order of appearance."""
    found: dict[str, list[str]] = {}
    for label, text in said:
        labels = found.setdefault(text, [])
        if label not in labels:
            labels.append(label)
    return found


def on(labels: Sequence[str], total: int) -> str:
    """`All issues`, or which of them."""
    return ALL if len(labels) == total and total > 1 else "; ".join(labels)


def told(said: Iterable[tuple[str, str]], total: int) -> str:
    """Each text once, a line each; where it goes with some issues only, these before it."""
    return "\n".join(
        text if len(labels) == total else f"{'; '.join(labels)}: {text}"
        for text, labels in by_text(said).items()
    )


def alike(several: Sequence[T], look: Callable[[T], object]) -> list[list[T]]:
    """Those that look the same, together, in the order of appearance."""
    groups: list[tuple[object, list[T]]] = []
    for each in several:
        seen = look(each)
        group = next((members for kept, members in groups if kept == seen), None)
        if group is None:
            groups.append((seen, [each]))
        else:
            group.append(each)
    return [members for _, members in groups]
