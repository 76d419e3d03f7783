"""Which roles has somebody, and which teams are they in?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models

OFFICER = "officer"
REVIEWER = "reviewer"
RULE_ADMINISTRATOR = "rule administrator"
ROLES = (OFFICER, REVIEWER, RULE_ADMINISTRATOR)

ROLES_CACHE = "roles_of_this_request"
TEAMS_CACHE = "teams_of_this_request"


class Team(models.Model):
    """Colleagues who are named together when a case is shared."""

    name = models.CharField(max_length=80, unique=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="teams", blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


def roles_of(user: User) -> frozenset[str]:
    """The roles of a user, asked of the database once per request."""
    if not user.is_authenticated:
        return frozenset()
    known: frozenset[str] | None = getattr(user, ROLES_CACHE, None)
    if known is None:
        known = frozenset(user.groups.values_list("name", flat=True))
        setattr(user, ROLES_CACHE, known)
    return known


def teams_of(user: User) -> frozenset[int]:
    """The keys of the user's teams, asked of the database once per request."""
    known: frozenset[int] | None = getattr(user, TEAMS_CACHE, None)
    if known is None:
        known = frozenset(Team.objects.filter(members=user).values_list("pk", flat=True))
        setattr(user, TEAMS_CACHE, known)
    return known


def name_of(user: User) -> str:
    """What others call them."""
    return user.first_name or user.get_username()
