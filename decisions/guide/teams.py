"""How do officers make a team, and who adds or removes whom?"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import Share, Team
from decisions.models.event import note
from decisions.models.indexing import index_case
from decisions.models.people import TEAMS_CACHE


class CannotLeave(Exception):
    """The last member: nobody could look after the team."""


class CannotDissolve(Exception):
    """Others are in the team, who would lose what is shared with it."""


class NameTaken(Exception):
    """There is a team of this name already."""


@transaction.atomic
def make_team(*, user: User, name: str, sent: Sent, now: datetime) -> Team | None:
    """A team with its maker as the first member. Raises NameTaken.

    None where a repeat comes after the team was dissolved.
    """
    receipt, first = receipt_for(user, sent.key, ("make team", name), now)
    if not first:
        return Team.objects.filter(pk=receipt.result).first()
    if Team.objects.filter(name__iexact=name).exists():
        raise NameTaken
    team, made = Team.objects.get_or_create(name=name)
    if not made:  # somebody was faster
        raise NameTaken
    team.members.add(user)
    kept(user, "made a team", team, now)
    give_result(receipt, str(team.pk))
    return team


@transaction.atomic
def add_member(*, user: User, team: Team, member: User, sent: Sent, now: datetime) -> None:
    """Whoever is in a team reads, comments or edits what is shared with it."""
    receipt, first = receipt_for(user, sent.key, ("add", team.pk, member.pk), now)
    if first and not team.members.filter(pk=member.pk).exists():
        team.members.add(member)
        kept(user, "added to a team", team, now)
        give_result(receipt, str(team.pk))


@transaction.atomic
def remove_member(*, user: User, team: Team, member: User, sent: Sent, now: datetime) -> None:
    """Another member or oneself. Raises CannotLeave for the last one."""
    receipt, first = receipt_for(user, sent.key, ("remove", team.pk, member.pk), now)
    held = Team.objects.select_for_update().get(pk=team.pk)
    if not first or not held.members.filter(pk=member.pk).exists():
        return
    if held.members.count() == 1:
        raise CannotLeave
    held.members.remove(member)
    kept(user, "left a team" if member == user else "removed from a team", team, now)
    give_result(receipt, str(team.pk))


@transaction.atomic
def dissolve_team(*, user: User, team: Team, sent: Sent, now: datetime) -> None:
    """The team and all shares with it end, for good. Only its last member may.

    Raises CannotDissolve.
    """
    receipt, first = receipt_for(user, sent.key, ("dissolve", team.pk), now)
    held = Team.objects.select_for_update().filter(pk=team.pk).first()
    if not first or held is None:
        return
    if held.members.exclude(pk=user.pk).exists():
        raise CannotDissolve
    cases = list(Share.objects.filter(team=held).values_list("case_file", flat=True))
    kept(user, "dissolved a team", held, now)
    give_result(receipt, str(held.pk))
    held.delete()
    for case_file in cases:
        index_case(case_file)


def kept(user: User, act: str, team: Team, now: datetime) -> None:
    """The search asks for a user's teams each time, so no entry of it has to change."""
    note(user, act, f"team {team.pk}", now)
    user.__dict__.pop(TEAMS_CACHE, None)
