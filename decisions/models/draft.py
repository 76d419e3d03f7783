"""What is an edition under work made of, who did what to it, and who may open it?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q
from django.shortcuts import get_object_or_404

from .codes import new_code
from .edition import EditionRecord
from .people import REVIEWER, RULE_ADMINISTRATOR, roles_of


class Draft(models.Model):
    """An edition under work: the items of a base edition, to be changed one by one.

    `steps` counts what was done to its content, and is thus its revision. `rest` holds the parts
    of the document that nobody edits here (the States). Without an `author` it came by the command
    line. A draft is never deleted: it is published, or set aside.
    """

    class State(models.TextChoices):
        OPEN = "open", "Under work"
        PROPOSED = "proposed", "Waiting for approval"
        PUBLISHED = "published", "Published"
        SET_ASIDE = "set_aside", "Set aside"

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    name = models.CharField(max_length=120)
    base = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    rest = models.JSONField()
    steps = models.PositiveIntegerField(default=0)
    for_comment = models.BooleanField(default=False)
    edition = models.OneToOneField(
        EditionRecord, null=True, on_delete=models.PROTECT, related_name="draft"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-changed_at", "-pk")

    def __str__(self) -> str:
        return self.name

    @property
    def open(self) -> bool:
        """Whether anybody may still change it."""
        return self.state in (self.State.OPEN, self.State.PROPOSED)


class Kind(models.TextChoices):
    """What an item is; the plural is its part of the document and of the address."""

    RULE = "rules", "Rules"
    QUESTION = "questions", "Questions"
    ISSUE = "issues", "Issues"
    FORUM = "fora", "Fora"
    TITLE = "title", "Title"


class DraftItem(models.Model):
    """One rule, question, issue or forum of a draft, or the title of the book.

    `content` is what stands in the document. Items of a kind stand in the order of `place`; one
    that is `gone` stands nowhere, and can come back by undoing.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    key = models.CharField(max_length=80)
    content = models.JSONField()
    place = models.FloatField()
    gone = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("kind", "place", "key")
        constraints = (
            models.UniqueConstraint(fields=["draft", "kind", "key"], name="one_item_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def state(self) -> dict[str, Any]:
        """All of it that a step may change."""
        return {"content": self.content, "place": self.place, "gone": self.gone}


class DraftStep(models.Model):
    """One thing done to a draft. Append-only (a trigger sees to it): undoing is a step too.

    `changes` has for each item touched its kind, key, and its state before (None: there was none)
    and after.
    """

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="all_steps")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()
    act = models.CharField(max_length=20)
    changes = models.JSONField()
    undoes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["draft", "number"], name="one_step_a_number"),
        )

    def __str__(self) -> str:
        return f"Step {self.number}: {self.act}"


class Proposal(models.Model):
    """Somebody asks that a draft be published as it stands at a step; another person decides.

    `accepted` has for each check that warns why that is accepted. `in_force` is the edition that
    was current when the difference was shown.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting for a second person"
        APPROVED = "approved", "Approved and published"
        DECLINED = "declined", "Sent back"
        WITHDRAWN = "withdrawn", "Withdrawn"

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="proposals")
    at_step = models.PositiveIntegerField()
    checksum = models.CharField(max_length=64)
    note = models.TextField()
    accepted = models.JSONField(default=dict)
    in_force = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["draft"], condition=Q(state="open"), name="one_open_proposal"
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=models.F("by")),
                name="second_person_approves",
            ),
        )

    def __str__(self) -> str:
        return f"Proposal at step {self.at_step}"


class DraftComment(models.Model):
    """A remark on a rule of a draft, or on the whole of it. Not changed, only taken back."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="comments")
    rule = models.CharField(max_length=80, blank=True)
    at_step = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Comment on {self.rule or 'the draft'}"


def readable_drafts(user: User) -> models.QuerySet[Draft]:
    """All for a rule administrator; for a reviewer those that are shared for comment."""
    drafts = Draft.objects.select_related("author", "base", "edition").defer(
        "rest", "base__document", "edition__document"
    )
    roles = roles_of(user)
    if RULE_ADMINISTRATOR in roles:
        return drafts
    return drafts.filter(for_comment=True) if REVIEWER in roles else drafts.none()


def readable_draft(user: User, code: str) -> Draft:
    """Raises Http404 where the user may not read it."""
    return get_object_or_404(readable_drafts(user), code=code)


def editable_draft(user: User, code: str) -> Draft:
    """One that a rule administrator may work on or decide about, also after it has ended.

    Raises Http404 for everybody else.
    """
    drafts = readable_drafts(user)
    if RULE_ADMINISTRATOR not in roles_of(user):
        drafts = drafts.none()
    return get_object_or_404(drafts, code=code)
