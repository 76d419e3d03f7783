"""How many comments are open on each rule of a draft?"""

from __future__ import annotations

from collections import Counter

from django.db.models import QuerySet

from decisions.models import Draft, DraftComment

WHOLE = ""
"""The key under which comments on the whole draft are counted."""


def open_comments(draft: Draft) -> Counter[str]:
    """Rule key (or WHOLE) -> comments that nobody has settled or taken back."""
    return Counter(still_open(draft).values_list("rule", flat=True))


def still_open(draft: Draft) -> QuerySet[DraftComment]:
    return DraftComment.objects.filter(
        draft=draft, settled_by__isnull=True, taken_back_at__isnull=True
    )
