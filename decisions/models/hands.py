"""Who ever worked on a case, so that they never review it, though their right may be gone?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q

from .event import Event
from .recommendation import SavedRecommendation

NO_HAND = (
    "disputed a point",
    "took back a dispute",
    "accepted",
    "returned",
    "commented",
    "took back a comment",
    "put a comment back",
)
"""What a reviewer does on a record. Whoever did anything else had a hand in the case."""


def worked_on_by(user: User) -> Q:
    """For recommendations: those of cases on which the user worked."""
    records = SavedRecommendation.objects.filter(case_file=OuterRef(OuterRef("case_file")))
    on_the_case = Q(subject=OuterRef("case_file__code"))
    on_a_record = ~Q(act__in=NO_HAND) & Q(subject__in=records.values("code"))
    return Q(Exists(Event.objects.filter(on_the_case | on_a_record, actor=user)))


def workers_ever(saved: SavedRecommendation) -> Q:
    """For users: those who worked on the case of this record."""
    records = SavedRecommendation.objects.filter(case_file=saved.case_file_id)
    on_the_case = Q(subject=saved.case_file.code)
    on_a_record = ~Q(act__in=NO_HAND) & Q(subject__in=records.values("code"))
    return Q(pk__in=Event.objects.filter(on_the_case | on_a_record).values("actor"))
