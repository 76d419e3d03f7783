"""Which recommendations were saved, word for word, under which edition, and who may read them?"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404

from .casefile import OWN_VIEWS, CaseFile
from .codes import new_code
from .edition import EditionRecord
from .outcome import KeptOutcome
from .people import REVIEWER, roles_of
from .sharing import Right, right_on, sees_assessed, shares_for


class SavedRecommendation(models.Model):
    """Immutable (a trigger sees to it): the shared case, the shared outcome, the edition.

    What the entitled see stands in FullOutcome; load it through `outcome_for` and nowhere else.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    case_file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, related_name="recommendations"
    )
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    case = models.JSONField()
    evidence = models.JSONField(default=dict)
    kept = models.ForeignKey(KeptOutcome, on_delete=models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=64)
    level = models.CharField(max_length=20)
    own_view_level = models.CharField(max_length=20, blank=True, choices=OWN_VIEWS)
    own_view_reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.title

    @property
    def outcome(self) -> dict[str, Any]:
        """The shared outcome."""
        document: dict[str, Any] = self.kept.document
        return document


class FullOutcome(models.Model):
    """The case and outcome with assessed interests, for those who may know of them."""

    recommendation = models.OneToOneField(
        SavedRecommendation, on_delete=models.PROTECT, related_name="+"
    )
    case = models.JSONField()
    kept = models.ForeignKey(KeptOutcome, on_delete=models.PROTECT, related_name="+")
    checksum = models.CharField(max_length=64)
    level = models.CharField(max_length=20)

    def __str__(self) -> str:
        return "Full outcome"

    @property
    def outcome(self) -> dict[str, Any]:
        document: dict[str, Any] = self.kept.document
        return document


def right_to(user: User, saved: SavedRecommendation) -> Right:
    """What the user may do with a saved recommendation. Reviewers may comment on every one."""
    known = given_with(user, saved)
    right = known.right if known else right_on(user, saved.case_file_id, saved.owner_id)
    return max(right, Right.COMMENT) if REVIEWER in roles_of(user) else right


def may_see_all(user: User, saved: SavedRecommendation) -> bool:
    """Whether the user sees the full outcome, with assessed interests."""
    known = given_with(user, saved)
    return known.whole if known else sees_assessed(user, saved.case_file_id, saved.owner_id)


class Given(NamedTuple):
    """What a getter found that its user may do with the record it gave."""

    user: int
    right: Right
    whole: bool


def given_with(user: User, saved: SavedRecommendation) -> Given | None:
    """What came with the record itself, if a getter gave it to this very user."""
    given: Given | None = getattr(saved, "given", None)
    return given if given and given.user == user.pk else None


def one(
    user: User, found: models.QuerySet[SavedRecommendation], **which: Any
) -> SavedRecommendation:
    """The one that is sought, with the rights of the user on it. Raises Http404."""
    shares = shares_for(user).filter(case_file=OuterRef("case_file"))
    rights = found.annotate(
        share_right=Subquery(shares.order_by("-right").values("right")[:1]),
        share_assessed=Exists(shares.filter(person=user, assessed=True)),
    )
    saved = get_object_or_404(rights, **which)
    own, row = saved.owner_id == user.pk, vars(saved)
    right = Right.OWN if own else Right(row["share_right"] or Right.NONE)
    row["given"] = Given(user.pk, right, own or row["share_assessed"])
    return saved


def readable_recommendations(user: User) -> models.QuerySet[SavedRecommendation]:
    """Everything saved for a reviewer; else one's own and what is shared with one."""
    everything = SavedRecommendation.objects.select_related(
        "edition", "owner", "case_file", "dossier"
    ).defer("edition__document", "case_file__document", "case_file__evidence")
    if REVIEWER in roles_of(user):
        return everything
    return everything.filter(with_right(user, Right.READ))


def with_right(user: User, least: Right) -> Q:
    shared = shares_for(user).filter(right__gte=least).values("case_file")
    return Q(owner=user) | Q(case_file__in=shared)


def readable_recommendation(user: User, code: str) -> SavedRecommendation:
    """Raises Http404 where the user may not read it."""
    found = readable_recommendations(user).select_related("kept", "saved_by", "dossier__reviewer")
    return one(user, found, code=code)


def commentable_recommendation(user: User, code: str) -> SavedRecommendation:
    """Raises Http404 where the user may not say anything on it."""
    found = readable_recommendations(user)
    if REVIEWER not in roles_of(user):
        found = found.filter(with_right(user, Right.COMMENT))
    return one(user, found, code=code)


def editable_recommendation(user: User, code: str) -> SavedRecommendation:
    """One whose case the user may edit: they submit it, answer the reviewer, depart from it.

    Raises Http404.
    """
    found = readable_recommendations(user).filter(with_right(user, Right.EDIT))
    return one(user, found, code=code)


def own_recommendation(user: User, code: str) -> SavedRecommendation:
    """One that the user owns: they share it and give out links. Raises Http404."""
    return one(user, readable_recommendations(user), code=code, owner=user)


def reviewable_recommendation(user: User, code: str) -> SavedRecommendation:
    """One that the user may review: a reviewer who had no hand in it. Raises Http404."""
    if REVIEWER not in roles_of(user):
        found = SavedRecommendation.objects.none()
    else:
        mine = with_right(user, Right.EDIT) | Q(saved_by=user)
        found = readable_recommendations(user).exclude(mine)
    return one(user, found, code=code)


def outcome_for(user: User, saved: SavedRecommendation) -> tuple[dict[str, Any], dict[str, Any]]:
    """(case document, outcome) as this user may see them."""
    if may_see_all(user, saved):
        full = FullOutcome.objects.select_related("kept").get(recommendation=saved)
        return full.case, full.outcome
    return saved.case, saved.outcome


def full_levels(user: User, listed: list[SavedRecommendation]) -> dict[int, str]:
    """Key of a recommendation -> its full level, for those of the list that the user sees whole."""
    return dict(seen_whole(user, listed).values_list("recommendation_id", "level"))


def seen_whole(user: User, listed: list[SavedRecommendation]) -> models.QuerySet[FullOutcome]:
    """The full outcomes of those of the list that the user sees with assessed interests."""
    named = shares_for(user).filter(assessed=True, person=user).values("case_file")
    mine = Q(recommendation__owner=user) | Q(recommendation__case_file__in=named)
    return FullOutcome.objects.filter(mine, recommendation__in=[each.pk for each in listed])


def outcomes_for(
    user: User, listed: list[SavedRecommendation]
) -> dict[int, tuple[dict[str, Any], dict[str, Any]]]:
    """Key of a recommendation -> what `outcome_for` gives, in one query for the whole list."""
    whole = {
        full.recommendation_id: (full.case, full.outcome)
        for full in seen_whole(user, listed).select_related("kept")
    }
    return {each.pk: whole.get(each.pk) or (each.case, each.outcome) for each in listed}
