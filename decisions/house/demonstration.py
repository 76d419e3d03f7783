"""With which password do the demonstration accounts confirm what asks for one?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from .accounts import DEMO_ACCOUNTS, DEMO_PASSWORD


class DemonstrationBackend(ModelBackend):
    """One password for all demonstration accounts, known to everybody and stored nowhere.

    It opens nothing where DEMO is off, and no account of a person who has a password.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> User | None:
        named = any(account.username == username for account in DEMO_ACCOUNTS)
        if not (settings.DEMO and named and constant_time_compare(password or "", DEMO_PASSWORD)):
            return None
        user = User.objects.filter(username=username, is_active=True).first()
        return None if user is None or user.has_usable_password() else user

    def get_user(self, user_id: int) -> Any:
        return super().get_user(user_id) if settings.DEMO else None
