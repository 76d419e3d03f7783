"""What has an officer answered so far, and who may know of it?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import get_object_or_404

from decisions.subsidiarity.ladder import LEVELS

from .codes import new_code
from .edition import EditionRecord
from .secrecy import merged

OWN_VIEWS = [(level.key, level.label) for level in LEVELS.values()]


class CaseFile(models.Model):
    """One matter under work. `document` holds what everybody with access may see.

    Assessed interests and the answer on hidden interests are kept apart (AssessedInterests) and
    come together with the document only in `case_document`.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_files"
    )
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    document = models.JSONField()
    evidence = models.JSONField(default=dict, blank=True)
    own_view_level = models.CharField(max_length=20, blank=True, choices=OWN_VIEWS)
    own_view_reason = models.CharField(max_length=300, blank=True)
    own_view_asked = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_from = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.title


class AssessedInterests(models.Model):
    """The secret part of a case file: load it through `case_document` and nowhere else."""

    case_file = models.OneToOneField(CaseFile, on_delete=models.CASCADE, related_name="+")
    document = models.JSONField(default=dict)

    def __str__(self) -> str:
        return "Assessed interests"


def own_case_file(user: User, code: str) -> CaseFile:
    """The case file if the user owns it. Raises Http404: a stranger learns nothing."""
    found = CaseFile.objects.select_related("edition").defer("edition__document")
    return get_object_or_404(found, code=code, owner=user)


def own_case_files(user: User) -> models.QuerySet[CaseFile]:
    return CaseFile.objects.filter(owner=user)


def entitled(user: User, case_file: CaseFile) -> bool:
    """Whether the user may know of the assessed interests of this case."""
    return case_file.owner_id == user.pk


def case_document(user: User, case_file: CaseFile) -> dict[str, Any]:
    """The case document as this user may see it: whole for the entitled, else the shared part."""
    if not entitled(user, case_file):
        return with_title(case_file, case_file.document)
    secret = AssessedInterests.objects.filter(case_file=case_file).first()
    whole = merged(case_file.document, secret.document) if secret else case_file.document
    return with_title(case_file, whole)


def with_title(case_file: CaseFile, document: dict[str, Any]) -> dict[str, Any]:
    return {"title": case_file.title, **document}
