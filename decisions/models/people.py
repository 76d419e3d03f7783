"""Which roles has somebody, and which teams are they in?"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Value
from django.http import Http404
from django.shortcuts import get_object_or_404

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
    if not hasattr(user, ROLES_CACHE):
        ask_for(user)
    known: frozenset[str] = getattr(user, ROLES_CACHE)
    return known


def teams_of(user: User) -> frozenset[int]:
    """The keys of the user's teams, asked of the database once per request."""
    if not hasattr(user, TEAMS_CACHE):
        ask_for(user)
    known: frozenset[int] = getattr(user, TEAMS_CACHE)
    return known


def ask_for(user: User) -> None:
    """Roles and teams in one query: nearly every page needs both."""
    roles = user.groups.annotate(key=Value(0, models.BigIntegerField()))
    teams = Team.objects.filter(members=user).annotate(key=F("pk"))
    both = roles.order_by().values_list("name", "key")
    found = list(both.union(teams.order_by().values_list("name", "key"), all=True))
    setattr(user, ROLES_CACHE, frozenset(name for name, team in found if not team))
    setattr(user, TEAMS_CACHE, frozenset(team for _, team in found if team))


def own_team(user: User, key: str) -> Team:
    """The team of this key, if the user is a member. Raises Http404."""
    mine = Team.objects.filter(members=user)
    if not (key.isdecimal() and len(key) < 19):
        raise Http404
    return get_object_or_404(mine, pk=key)


def name_of(user: User) -> str:
    """What others call them."""
    return user.first_name or user.get_username()


def by_for(by: User | None, owner: User) -> str:
    """`Anna`, or `Dora for Anna` where somebody did it for them."""
    if by is None or by == owner:
        return name_of(owner)
    return f"{name_of(by)} for {name_of(owner)}"
