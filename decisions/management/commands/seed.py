"""manage.py seed: is the shipped edition in the database, published and current?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from decisions.house.roles import ROLES
from decisions.models import EditionRecord
from decisions.models.indexing import index_missing
from decisions.seeds import FIRST_EDITION, shipped_document
from decisions.subsidiarity.wire import checksum


class Command(BaseCommand):
    help = "Store the shipped edition as edition 1 (published) and the three roles. Repeatable."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        for role in ROLES:
            Group.objects.get_or_create(name=role)
        stored = EditionRecord.objects.filter(number=FIRST_EDITION).first()
        if stored is None:
            publish_shipped()
            self.stdout.write(f"Edition {FIRST_EDITION} published.")
        elif stored.checksum == checksum(shipped_document()):
            self.stdout.write(f"Edition {FIRST_EDITION} is already there.")
        else:
            self.stdout.write(
                f"Edition {FIRST_EDITION} stays as it was published; the shipped files differ"
                " from it by now. Publish the difference as a new edition."
            )
        if written := index_missing():
            self.stdout.write(f"{written} saved recommendations made ready for the search.")


def publish_shipped() -> EditionRecord:
    document, now = shipped_document(), timezone.now()
    return EditionRecord.objects.create(
        number=FIRST_EDITION,
        document=document,
        checksum=checksum(document),
        status=EditionRecord.Status.PUBLISHED,
        current=not EditionRecord.objects.filter(current=True).exists(),
        note="The edition that ships with Subsidium.",
        created_at=now,
        published_at=now,
    )
