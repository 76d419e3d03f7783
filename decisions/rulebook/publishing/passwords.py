"""Is it really the person who is signed in who approves?"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.db import transaction
from django.views.decorators.debug import sensitive_variables

from decisions.house.requests import HouseRequest
from decisions.models import Event
from decisions.models.event import note

WINDOW = timedelta(minutes=15)
ATTEMPTS = 10
"""Passwords that one person may give within the window, right or wrong."""
GAVE, WRONG = "gave a password", "gave a wrong password"


class NotConfirmed(Exception):
    """The message is a sentence for the page. Only this page is closed, and only for a while."""


@sensitive_variables("password")
def confirm(request: HouseRequest, password: str, subject: str, now: datetime) -> None:
    """Raises NotConfirmed where the password is not that of the person who is signed in.

    Each attempt is counted before it is tried, so that many at once are not let through. Only
    whoever is signed in as this person can use attempts up.
    """
    if not counted(request.user, subject, now):
        minutes = WINDOW // timedelta(minutes=1)
        raise NotConfirmed(
            f"Too many passwords were given. Try again in {minutes} minutes; nothing is lost."
        )
    if authenticate(request, username=request.user.get_username(), password=password) is None:
        note(request.user, WRONG, subject, now)
        raise NotConfirmed("This is not your password. Nothing was published.")


@transaction.atomic
def counted(user: User, subject: str, now: datetime) -> bool:
    """Whether the person may try once more; if so, the attempt is noted."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    recent = Event.objects.filter(actor=user, act=GAVE, at__gt=now - WINDOW)
    if recent.count() >= ATTEMPTS:
        return False
    note(user, GAVE, subject, now)
    return True
