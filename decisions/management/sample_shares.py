"""Which sample cases does Anna share, and with whom?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from decisions.guide.sharing import Given, share_case
from decisions.house.sending import Sent
from decisions.models import CaseFile, Right, Team

TEAM = "Labour mobility unit"
WITH_DORA = "pl-ru-local-border-traffic-2012"
WITH_THE_TEAM = "nordic-labour-market-1954"


def share_samples(
    users: Mapping[str, User], samples: Mapping[str, CaseFile], now: datetime
) -> None:
    """One case with Dora, to edit, and one with a team of both, to read. A repeat does nothing."""
    team, made = Team.objects.get_or_create(name=TEAM)
    if made:
        team.members.set([users["anna"], users["dora"]])
    for sample, who, right in (
        (WITH_DORA, users["dora"], Right.EDIT),
        (WITH_THE_TEAM, team, Right.READ),
    ):
        share_case(
            user=users["anna"],
            case_file=samples[sample],
            who=who,
            given=Given(right),
            sent=Sent(f"sample share {sample}", 0),
            now=now,
        )
