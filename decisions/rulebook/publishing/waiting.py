"""Which drafts wait for this person's approval?"""

from __future__ import annotations

from django.contrib.auth.models import User

from decisions.models import Proposal
from decisions.models.people import RULE_ADMINISTRATOR, roles_of


def waiting_for(user: User) -> list[Proposal]:
    """What others have proposed, the longest waiting first; nothing for who may not decide."""
    if RULE_ADMINISTRATOR not in roles_of(user):
        return []
    waiting = Proposal.objects.filter(state=Proposal.State.OPEN).exclude(by=user)
    return list(
        waiting.select_related("draft", "by", "in_force")
        .defer("draft__rest", "in_force__document")
        .order_by("pk")
    )
