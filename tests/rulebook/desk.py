"""How do the tests work on a draft, by its acts and by its pages?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.utils import timezone

from decisions.house.sending import Sent
from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import Wanted, change, open_draft

QUOTAS = "quotas-stay-bilateral"


def sent(revision: int = 0) -> Sent:
    """A form of its own."""
    return Sent(uuid4().hex, revision)


def begin(user: User | None, name: str = "Autumn") -> Draft:
    """A draft on the edition in force."""
    return open_draft(user=user, sent=sent(), now=timezone.now(), base=current_edition(), name=name)


def item_of(draft: Draft, key: str = QUOTAS, kind: Kind = Kind.RULE) -> DraftItem:
    return DraftItem.objects.get(draft=draft, kind=kind, key=key)


def edit(
    user: User, draft: Draft, key: str = QUOTAS, kind: Kind = Kind.RULE, **content: Any
) -> DraftStep | None:
    """Change parts of one item, as somebody who has seen it as it stands."""
    item = item_of(draft, key, kind)
    wanted = Wanted(kind, key, item.revision, content={**item.content, **content})
    return change(
        user=user, draft=draft, sent=sent(), now=timezone.now(), act="changed", wanted=[wanted]
    )
