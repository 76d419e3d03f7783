"""How is a written outcome kept: once, however often the very same is saved?"""

from __future__ import annotations

from typing import Any

from django.db import models

from decisions.subsidiarity.wire import checksum


class KeptOutcome(models.Model):
    """A written recommendation under its checksum. Immutable (a trigger sees to it).

    Nothing says here whose it is: load it through `outcome_for` and nowhere else.
    """

    checksum = models.CharField(max_length=64, unique=True)
    document = models.JSONField()

    def __str__(self) -> str:
        return self.checksum[:12]


def kept(document: dict[str, Any]) -> KeptOutcome:
    """The row of this outcome, made where it is new."""
    found, _ = KeptOutcome.objects.get_or_create(
        checksum=checksum(document), defaults={"document": document}
    )
    return found
