"""Who owns the made-up recommendations, and with whom are they shared?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from random import Random

from django.contrib.auth.models import Group, User

from decisions.models import CaseFile, Share, Team
from decisions.models.people import OFFICER, REVIEWER
from decisions.models.sharing import Right
from decisions.seeds import made_up_words

RIGHTS = (Right.READ, Right.COMMENT, Right.EDIT)
OWN = 0.2
"""What part of everything is Anna's."""
NAMED, BY_TEAM = 0.05, 0.04
"""What part of the cases is shared with a colleague, and with a team."""
ASSESSED = 0.3
"""How many of those named may see assessed interests."""


@dataclass(frozen=True, slots=True)
class People:
    anna: User
    officers: list[User]
    reviewers: list[User]
    teams: list[Team]

    def owner(self, draw: Random) -> User:
        return self.anna if draw.random() < OWN else draw.choice(self.officers)


def people_of_the_demonstration() -> People:
    """Anna, the officers without password, and their teams; made where they are missing."""
    anna = User.objects.get(username="anna")
    names = made_up_words()["officers"]["names"]
    officers = [officer(number, name) for number, name in enumerate(names, start=1)]
    teams = [Team.objects.get_or_create(name=name)[0] for name in made_up_words()["teams"]["names"]]
    for number, team in enumerate(teams):
        team.members.add(*officers[number :: len(teams)])
    teams[0].members.add(anna)
    return People(anna, officers, list(User.objects.filter(groups__name=REVIEWER)), teams)


def officer(number: int, name: str) -> User:
    user, made = User.objects.get_or_create(
        username=f"officer-{number:02}", defaults={"first_name": name}
    )
    if made:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=OFFICER))
    return user


def draw_shares(draw: Random, people: People, case_file: CaseFile, now: datetime) -> list[Share]:
    """Mostly with nobody; what an officer shares goes to Anna, what Anna shares to an officer."""
    given = {"case_file": case_file, "given_by": case_file.owner, "given_at": now}
    shares = []
    if draw.random() < NAMED:
        to = draw.choice(people.officers) if case_file.owner == people.anna else people.anna
        right, assessed = draw.choice(RIGHTS), draw.random() < ASSESSED
        shares.append(Share(**given, person=to, right=right, assessed=assessed))
    if draw.random() < BY_TEAM:
        shares.append(Share(**given, team=draw.choice(people.teams), right=draw.choice(RIGHTS)))
    return shares
