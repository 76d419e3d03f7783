"""How do people find things again: tags on cases, views that they keep?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .casefile import CaseFile


class Tag(models.Model):
    """A word on a case, chosen by those who work on it; readers of the case see it."""

    case_file = models.ForeignKey(CaseFile, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(fields=["case_file", "name"], name="one_tag_a_case"),
        )
        indexes = (models.Index(fields=["name"], name="tags_by_name"),)

    def __str__(self) -> str:
        return self.name


class SavedView(models.Model):
    """A search with its filters, under a name. Only its owner sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["user", "name"], name="one_view_a_name"),)

    def __str__(self) -> str:
        return self.name
