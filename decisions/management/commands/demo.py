"""manage.py demo: are the demonstration accounts and the sample cases there?"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from decisions.guide.actions import open_case_file, save_recommendation
from decisions.house.accounts import DEMO_ACCOUNTS, DEMO_PASSWORD, DemoAccount
from decisions.house.sending import Sent
from decisions.management.made_up.filling import fill
from decisions.management.progress import Progress
from decisions.management.sample_reviews import review_samples
from decisions.management.sample_shares import share_samples
from decisions.models import CaseFile
from decisions.seeds import worked_cases


class Command(BaseCommand):
    help = "Make the demonstration accounts and enter real instruments as cases. Repeatable."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--recommendations",
            type=int,
            default=0,
            metavar="N",
            help="add made-up recommendations until N are stored; the samples come on top",
        )
        parser.add_argument(
            "--seed", type=int, default=1, help="what the made-up ones are drawn from"
        )

    def handle(self, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("demo accounts are made only where DEMO=1 is set", returncode=2)
        users = {account.username: account_for(account) for account in DEMO_ACCOUNTS}
        if options["recommendations"]:
            self.fill(options["recommendations"], options["seed"])
        samples = {worked["id"]: enter(users["anna"], worked) for worked in worked_cases()}
        share_samples(users, samples, timezone.now())
        review_samples(users, samples, timezone.now())
        self.stdout.write("Demonstration accounts, signed in with one click on the first page:")
        for account in DEMO_ACCOUNTS:
            self.stdout.write(f"  {account.username:8}{account.role:20}{account.does}")
        self.stdout.write(f"Where a password is asked for, it is: {DEMO_PASSWORD}")

    def fill(self, wanted: int, seed: int) -> None:
        """Before the samples are entered, so that those, saved now, come first in lists."""
        added = fill(wanted, seed, timezone.now(), Progress(self.stderr))
        self.stdout.write(f"{added} made-up recommendations added; there are {wanted} or more.")


def account_for(account: DemoAccount) -> User:
    """The user, in the one group of the role, with no password stored (house/demonstration.py).

    Raises CommandError where the name is that of somebody who signs in with a password.
    """
    user, made = User.objects.get_or_create(
        username=account.username, defaults={"first_name": account.name}
    )
    if made:
        user.set_unusable_password()
        user.save()
    elif user.has_usable_password():
        raise CommandError(
            f"{account.username} is a person with a password here, not a demonstration account",
            returncode=2,
        )
    user.groups.set([Group.objects.get(name=account.role)])
    return user


def enter(user: User, worked: dict[str, Any]) -> CaseFile:
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
    return case_file
