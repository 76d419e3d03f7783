"""What has an officer answered so far, and who may know of it?"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404

from decisions.subsidiarity.ladder import LEVELS

from .codes import new_code
from .edition import EditionRecord
from .secrecy import Document, merged, set_aside
from .sharing import Right, right_on, sees_assessed, shares_for

OWN_VIEWS = [(level.key, level.label) for level in LEVELS.values()]
HANDLING = [
    ("", "No marking"),
    ("internal", "Internal use only"),
    ("limited", "Limited distribution"),
    ("confidential", "Confidential"),
]
"""How a case is to be handled. The marking stands on every page, print and export of it."""


class CaseFile(models.Model):
    """One matter under work. `document` holds what everybody with access may see.

    Assessed interests and the answer on hidden interests are kept apart (AssessedInterests) and
    come together with the document only in `case_document`. `stays_beside` is the newer edition
    that the officer knows of and did not move to.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="case_files"
    )
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    stays_beside = models.ForeignKey(
        EditionRecord, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    document = models.JSONField()
    evidence = models.JSONField(default=dict, blank=True)
    own_view_level = models.CharField(max_length=20, blank=True, choices=OWN_VIEWS)
    own_view_reason = models.CharField(max_length=300, blank=True)
    own_view_asked = models.BooleanField(default=False)
    handling = models.CharField(max_length=20, blank=True, choices=HANDLING)
    revision = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_from = models.CharField(max_length=32, blank=True)

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.title


class AssessedInterests(models.Model):
    """The secret part of a case file: load it through `case_document` and nowhere else.

    Its revision is its own: that of the case file moves only where everybody could see a change.
    """

    case_file = models.OneToOneField(CaseFile, on_delete=models.CASCADE, related_name="+")
    document = models.JSONField(default=dict)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return "Assessed interests"


def own_case_file(user: User, code: str) -> CaseFile:
    """The case file if the user owns it. Raises Http404: a stranger learns nothing."""
    return get_object_or_404(without_edition_document(), code=code, owner=user)


def editable_case_file(user: User, code: str) -> CaseFile:
    """The case file if the user owns it or may edit it. Raises Http404."""
    shared = shares_for(user).filter(right__gte=Right.EDIT).values("case_file")
    may = Q(owner=user) | Q(pk__in=shared)
    return get_object_or_404(without_edition_document(), may, code=code)


def without_edition_document() -> models.QuerySet[CaseFile]:
    return CaseFile.objects.select_related("edition", "owner").defer("edition__document")


def own_case_files(user: User) -> models.QuerySet[CaseFile]:
    return CaseFile.objects.filter(owner=user)


def case_files_shared_for_editing(user: User) -> models.QuerySet[CaseFile]:
    shared = shares_for(user).filter(right__gte=Right.EDIT).values("case_file")
    return CaseFile.objects.filter(pk__in=shared).exclude(owner=user).select_related("owner")


def entitled(user: User, case_file: CaseFile) -> bool:
    """Whether the user may know of the assessed interests of this case."""
    return sees_assessed(user, case_file.pk, case_file.owner_id)


def right_of(user: User, case_file: CaseFile) -> Right:
    return right_on(user, case_file.pk, case_file.owner_id)


@dataclass(frozen=True, slots=True)
class Secret:
    """The secret part of a case file as one user found it. Revision 0: there is none so far."""

    document: Document
    revision: int


def case_document(user: User, case_file: CaseFile) -> Document:
    """The case document as this user may see it: whole for the entitled, else the shared part."""
    return document_with(case_file, secret_of(user, case_file))


def document_with(case_file: CaseFile, secret: Secret | None) -> Document:
    """The same where it is known what the user may know of."""
    shared = case_file.document
    known = merged(shared, secret.document) if secret and secret.document else shared
    return with_title(case_file, known)


def assessed_set_aside(user: User, case_file: CaseFile) -> Document:
    """What was assessed and has lost its place by the work of a colleague; {} for the others."""
    secret = secret_of(user, case_file)
    return set_aside(case_file.document, secret.document) if secret else {}


def secret_of(user: User, case_file: CaseFile) -> Secret | None:
    """The secret part, for the entitled; None for everyone else."""
    if not entitled(user, case_file):
        return None
    found = AssessedInterests.objects.filter(case_file=case_file).first()
    return Secret(found.document, found.revision) if found else Secret({}, 0)


def with_title(case_file: CaseFile, document: Document) -> Document:
    return {"title": case_file.title, **document}
