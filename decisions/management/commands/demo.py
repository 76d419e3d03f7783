"""manage.py demo: are the demonstration accounts and the sample cases there?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from decisions.guide.actions import open_case_file, save_recommendation
from decisions.house.accounts import DEMO_ACCOUNTS, DemoAccount
from decisions.house.sending import Sent
from decisions.seeds import worked_cases


class Command(BaseCommand):
    help = "Make the demonstration accounts and enter real instruments as cases. Repeatable."

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo accounts are made only where DEMO=1 is set", returncode=2)
        users = {account.username: account_for(account) for account in DEMO_ACCOUNTS}
        for worked in worked_cases():
            enter(users["anna"], worked)
        self.stdout.write("Demonstration accounts, signed in with one click on the first page:")
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.username:8}{account.role:20}{account.does}")


def account_for(account: DemoAccount) -> User:
    """The user, in the one group of the role, without a password that anyone could use."""
    user, made = User.objects.get_or_create(
        username=account.username, defaults={"first_name": account.name}
    )
    if made:
        user.set_unusable_password()
        user.save()
    user.groups.set([Group.objects.get(name=account.role)])
    return user


def enter(user: User, worked: dict[str, Any]) -> None:
    """A worked case as a case file with a saved recommendation; a repeat changes nothing."""
    now, sample = timezone.now(), f"sample {worked['id']}"
    case_file = open_case_file(
        user=user,
        sent=Sent(sample, 0),
        now=now,
        title=f"{worked['document']['title']} ({worked['year']})",
        summary=worked["summary"],
        aim=worked["aim"],
        document=worked["document"],
    )
    save_recommendation(
        user=user, case_file=case_file, sent=Sent(sample, case_file.revision), now=now
    )
