"""Which teams are there, and who is in one's own?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, only
from decisions.models import Share, Team
from decisions.models.people import name_of, own_team

from .sharing_forms import NameForm, TeamForm
from .teams import (
    CannotDissolve,
    CannotLeave,
    NameTaken,
    add_member,
    dissolve_team,
    make_team,
    remove_member,
)

REMOVED = "removed from a team"
"""Session key: who was removed last, so that it can be undone."""
LAST = "You are the last member. Add somebody before you leave, or dissolve the team."
OTHERS = "Others are in this team. Only the last member may dissolve it."


@only(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def teams(request: HouseRequest) -> HttpResponse:
    """The names of all teams; the members of one's own, whom every member may change."""
    context: dict[str, Any] = {"error": ""}
    if request.method == "POST":
        act = next((name for name in ACTS if name in request.POST), None)
        if act is None:
            raise Http404
        problem = ACTS[act](request)
        if problem is None:
            return redirect("guide:teams")
        context |= problem
    context |= {
        "mine": mine(request, context),
        "others": Team.objects.exclude(members=request.user),
        "new": context.get("new") or TeamForm(),
        "removed": request.session.get(REMOVED),
        "form_keys": fresh_keys(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "guide/teams.html", context, status=status)


def mine(request: HouseRequest, context: dict[str, Any]) -> list[dict[str, Any]]:
    """Each team of one's own with its members and the form to add one."""
    shares = Share.objects.filter(team=OuterRef("pk")).order_by().values("team")
    counted = Coalesce(Subquery(shares.annotate(cases=Count("pk")).values("cases")), 0)
    found = Team.objects.filter(members=request.user).annotate(cases=counted)
    return [
        {
            "team": team,
            "alone": len(team.members.all()) == 1,
            "shares": team.cases,
            "members": [
                {"key": each.pk, "name": name_of(each), "self": each == request.user}
                for each in sorted(team.members.all(), key=lambda each: name_of(each).casefold())
            ],
            "form": context["form"] if context.get("of") == team else name_form(team),
        }
        for team in found.prefetch_related("members")
    ]


def name_form(team: Team, data: Any = None) -> NameForm:
    return NameForm(data, auto_id=f"team_{team.pk}_%s")


Problem = dict[str, Any]


def make(request: HouseRequest) -> Problem | None:
    form = TeamForm(request.POST)
    if form.is_valid():
        name = form.cleaned_data["team_name"]
        try:
            make_team(user=request.user, name=name, sent=sent_by(request), now=timezone.now())
        except NameTaken:
            form.add_error("team_name", "There is a team of this name already.")
        else:
            return None
    return {"new": form}


def add(request: HouseRequest) -> Problem | None:
    team = own_team(request.user, request.POST["add"])
    form = name_form(team, request.POST)
    if not form.is_valid():
        return {"of": team, "form": form}
    added(request, team, form.meant)
    return None


def added(request: HouseRequest, team: Team, member: User) -> None:
    sent = sent_by(request)
    add_member(user=request.user, team=team, member=member, sent=sent, now=timezone.now())
    request.session.pop(REMOVED, None)


def remove(request: HouseRequest) -> Problem | None:
    """Another member; this can be undone for as long as nothing else is done here."""
    team = own_team(request.user, request.POST.get("team", ""))
    member = member_named(team, request.POST["remove"])
    if member is None:
        return None
    return taken_out(request, team, member)


def leave(request: HouseRequest) -> Problem | None:
    """Whoever has left already, by the same button, is simply out."""
    with suppress(Http404):
        team = own_team(request.user, request.POST["leave"])
        return taken_out(request, team, request.user)
    return None


def taken_out(request: HouseRequest, team: Team, member: User) -> Problem | None:
    sent = sent_by(request)
    try:
        remove_member(user=request.user, team=team, member=member, sent=sent, now=timezone.now())
    except CannotLeave:
        return {"error": LAST}
    gone = {"team": team.pk, "in": team.name, "person": member.pk, "name": name_of(member)}
    request.session[REMOVED] = gone | {"self": member == request.user}
    return None


def dissolve(request: HouseRequest) -> Problem | None:
    """Whoever sends it twice has dissolved it already."""
    with suppress(Http404):
        team = own_team(request.user, request.POST["dissolve"])
        sent = sent_by(request)
        try:
            dissolve_team(user=request.user, team=team, sent=sent, now=timezone.now())
        except CannotDissolve:
            return {"error": OTHERS}
        request.session.pop(REMOVED, None)
        messages.success(request, f"{team.name} is dissolved. Nothing is shared with it any more.")
    return None


def undo(request: HouseRequest) -> Problem | None:
    """Only a member adds somebody again; whoever left asks one of them."""
    gone = request.session.pop(REMOVED, None)
    if gone and not gone["self"]:
        member = User.objects.filter(pk=gone["person"]).first()
        if member is not None:
            added(request, own_team(request.user, str(gone["team"])), member)
    return None


def member_named(team: Team, key: str) -> User | None:
    """None where they are gone already."""
    return team.members.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


ACTS: dict[str, Callable[[HouseRequest], Problem | None]] = {
    "make": make,
    "add": add,
    "remove": remove,
    "leave": leave,
    "dissolve": dissolve,
    "undo": undo,
}
"""Name of a button -> what it does; None, or what is wrong."""
