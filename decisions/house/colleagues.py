"""Who is meant by a name that somebody typed?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q

from decisions.models.people import OFFICER, REVIEWER


class NobodyMeant(Exception):
    """The name leads to nobody, or to several; the message says no more than that."""


NOBODY = "There is no officer or reviewer of this name."
SEVERAL = "Several colleagues have this name. Type the user name instead."


def colleague_named(name: str) -> User:
    """The officer or reviewer of this user name, else of this first name. Raises NobodyMeant."""
    wanted = Q(username__iexact=name) | Q(first_name__iexact=name)
    here = User.objects.filter(is_active=True, groups__name__in=(OFFICER, REVIEWER))
    found = list(here.filter(wanted).distinct().order_by("pk")[:10])
    named = [user for user in found if user.username == name] or found
    if not named:
        raise NobodyMeant(NOBODY)
    if len(named) > 1:
        raise NobodyMeant(SEVERAL)
    return named[0]
