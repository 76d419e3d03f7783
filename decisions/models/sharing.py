"""With whom is a case shared, and what may they do with it?"""

from __future__ import annotations

from enum import IntEnum

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from .people import Team, teams_of


class Right(IntEnum):
    """What somebody may do with a case and what was saved of it. Each holds those below it."""

    NONE = 0
    READ = 1
    COMMENT = 2
    EDIT = 3
    OWN = 4


GIVEN = ((1, "Read"), (2, "Comment"), (3, "Edit"))
"""The rights that may be given, by their values in `Right`."""


class Share(models.Model):
    """A right given to one colleague or to one team.

    Only a colleague may be given sight of assessed interests: a team changes its members.
    """

    case_file = models.ForeignKey("CaseFile", on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    right = models.PositiveSmallIntegerField(choices=GIVEN)
    assessed = models.BooleanField(default=False)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(team__isnull=True),
                name="shared_with_one_or_a_team",
            ),
            models.CheckConstraint(
                condition=Q(assessed=False) | Q(person__isnull=False),
                name="assessed_only_by_name",
            ),
            models.UniqueConstraint(fields=["case_file", "person"], name="one_share_a_person"),
            models.UniqueConstraint(fields=["case_file", "team"], name="one_share_a_team"),
        )

    def __str__(self) -> str:
        return f"{self.person or self.team}: {self.get_right_display()}"


def shares_for(user: User) -> models.QuerySet[Share]:
    """What is shared with this user, by name or through a team."""
    return Share.objects.filter(Q(person=user) | Q(team__in=teams_of(user)))


def right_on(user: User, case_file_id: int, owner_id: int) -> Right:
    """The highest right of this user on a case; reviewers have theirs on what was saved."""
    if owner_id == user.pk:
        return Right.OWN
    given = shares_for(user).filter(case_file_id=case_file_id).values_list("right", flat=True)
    return Right(max(given, default=Right.NONE))


def sees_assessed(user: User, case_file_id: int, owner_id: int) -> bool:
    """Whether this user may know of the assessed interests of a case."""
    if owner_id == user.pk:
        return True
    named = Share.objects.filter(case_file_id=case_file_id, person=user, assessed=True)
    return named.exists()
