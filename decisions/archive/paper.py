"""What of a saved recommendation may be printed for this reader?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.utils.timezone import localtime

from decisions.memo.record import Record
from decisions.models import SavedRecommendation
from decisions.models.casefile import OWN_VIEWS
from decisions.models.people import name_of
from decisions.models.recommendation import may_see_all, outcome_for
from decisions.subsidiarity.wire import checksum

from .departure import departure_of
from .review import dissent_of, review_in_words, tables_in_doubt


def record_for(user: User, saved: SavedRecommendation, *, handling: str = "") -> Record:
    """Case, outcome and what was said of it, as this user may see them; whoever calls got `saved`
    by a getter.

    The checksum is that of the very outcome that is printed.
    """
    document, outcome = outcome_for(user, saved)
    return Record(
        code=saved.code,
        title=saved.title,
        summary=saved.summary,
        aim=saved.aim,
        document=document,
        evidence=saved.evidence,
        outcome=outcome,
        edition=saved.edition.ready(),
        owner=name_of(saved.owner),
        saved_at=localtime(saved.saved_at),
        checksum=checksum(outcome),
        whole=may_see_all(user, saved),
        handling=handling,
        saved_by=name_of(saved.saved_by) if saved.saved_by else "",
        own_view=dict(OWN_VIEWS).get(saved.own_view_level, ""),
        own_view_reason=saved.own_view_reason,
        departure=departure_of(user, saved),
        review=review_in_words(saved),
        doubted=tables_in_doubt(saved),
        dissent=dissent_of(saved),
    )
