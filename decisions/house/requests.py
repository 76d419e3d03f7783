"""What does a request carry by the time one of our views sees it?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class HouseRequest(HttpRequest):
    """The request of somebody signed in, with what htmx says of it. For annotations only."""

    user: User
    htmx: HtmxDetails
