"""Did the page that was sent have this group of boxes? Boxes without a tick send nothing."""

from __future__ import annotations

from django.http import QueryDict

SHOWN = "shown"
"""Under this name a page sends the names of its groups of boxes."""


def was_shown(data: QueryDict, name: str) -> bool:
    return name in data or name in data.getlist(SHOWN)
