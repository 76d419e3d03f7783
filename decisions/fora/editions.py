"""Which edition's facts does the reader ask for?"""

from __future__ import annotations

from django.http import Http404

from decisions.models import EditionRecord
from decisions.models.edition import current_edition

DIGITS = 9
"""Longer numbers are of no edition, and too long for the database."""


def edition_asked(number: str | None) -> EditionRecord:
    """The current one, or the published or retired one of this number. Raises Http404."""
    if number is None:
        return current_edition()
    if not (number.isascii() and number.isdigit() and len(number) <= DIGITS):
        raise Http404
    public = EditionRecord.objects.exclude(status=EditionRecord.Status.DRAFT)
    found = public.defer("document").filter(number=int(number)).first()
    if found is None:
        raise Http404
    return found
