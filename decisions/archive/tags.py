"""Which tags has the case of a record?"""

from __future__ import annotations

from typing import Any

from django.forms import Form

from decisions.models import SavedRecommendation

from .forms import TagForm


def tags_part(saved: SavedRecommendation, may: bool, form: Form | None = None) -> dict[str, Any]:
    """What `_tags.html` shows; `form` holds what was typed and refused."""
    return {
        "names": list(saved.case_file.tags.values_list("name", flat=True)),
        "may": may,
        "form": form or TagForm(),
    }
