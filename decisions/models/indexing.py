"""Which words and filters lead to a saved recommendation?

An entry holds nothing that a reader of the shared outcome may not read, save for tokens of the
full outcome, which a search uses only for those who are entitled to it (`whole_...`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_case

from .people import name_of
from .recommendation import FullOutcome, SavedRecommendation
from .search import SearchEntry, folded, token
from .sharing import Share
from .talk import Comment

LONGEST = 20_000
EVERYTHING = "_all"
PUT_AWAY = "_away"


@transaction.atomic
def index(recommendations: Iterable[SavedRecommendation]) -> None:
    """Write the entries of these recommendations anew. Call it in the transaction of the act."""
    keys = [each.pk for each in recommendations]
    hold(keys)
    entries = [
        SearchEntry(recommendation=saved, words=" ".join(tokens(saved, full)))
        for saved, full in with_full(keys)
    ]
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["recommendation"],
        update_fields=["words"],
    )


def hold(keys: list[int]) -> None:
    """Wait for whoever indexes the same: else, of two acts at once, one would not be found."""
    held = SavedRecommendation.objects.select_for_update(no_key=True).filter(pk__in=keys)
    list(held.order_by("pk").values_list("pk"))


def index_case(case_file_id: int) -> None:
    """After tags or shares of a case have changed."""
    index(SavedRecommendation.objects.filter(case_file=case_file_id).only("pk"))


def index_missing(batch: int = 200) -> int:
    """Entries for whatever has none: after an upgrade. Gives how many were written."""
    written = 0
    indexed = SearchEntry.objects.values("recommendation")
    while missing := list(
        SavedRecommendation.objects.exclude(pk__in=indexed).only("pk").order_by("pk")[:batch]
    ):
        index(missing)
        written += len(missing)
    return written


def with_full(keys: list[int]) -> Iterator[tuple[SavedRecommendation, FullOutcome]]:
    full = FullOutcome.objects.filter(recommendation__in=keys).select_related("kept")
    by_key = {each.recommendation_id: each for each in full}
    standing = Comment.objects.filter(taken_back_at__isnull=True)
    found = (
        SavedRecommendation.objects.filter(pk__in=keys)
        .select_related("kept", "edition", "owner", "case_file", "dossier")
        .defer("edition__document", "case_file__document")
        .prefetch_related(
            "case_file__tags", "case_file__shares", Prefetch("comments", queryset=standing)
        )
    )
    for saved in found:
        yield saved, by_key[saved.pk]


def tokens(saved: SavedRecommendation, full: FullOutcome) -> list[str]:
    """Words first, then filters; each once."""
    said = folded(" ".join(texts(saved, saved.edition.ready()))[:LONGEST])
    return list(dict.fromkeys([*said, *filters(saved, full)]))


def texts(saved: SavedRecommendation, edition: Edition) -> Iterator[str]:
    yield from (saved.code, saved.title, saved.summary, saved.aim, name_of(saved.owner))
    yield from state_words(saved.case, edition)
    topics = edition.book.topic_by_key
    yield from (topics[issue["issue"]].label for issue in saved.case["issues"])
    yield from (tag.name for tag in saved.case_file.tags.all())
    yield from (comment.text for comment in saved.comments.all())


def state_words(case: dict[str, Any], edition: Edition) -> Iterator[str]:
    names = edition.names
    for row in case["states"]:
        if "state" in row:
            yield names[row["state"]]
        elif "members_of" in row:
            yield names[row["members_of"]]
        else:
            yield "All States"


def filters(saved: SavedRecommendation, full: FullOutcome) -> Iterator[str]:
    dossier = saved.dossier
    yield EVERYTHING
    if dossier.put_away_at:
        yield PUT_AWAY
    yield token("owner", saved.owner_id)
    yield token("edition", saved.edition.number)
    yield token("status", dossier.status)
    yield from (token("state", code) for code in sorted(states_in(saved)))
    yield from (token("issue", issue["issue"]) for issue in saved.case["issues"])
    yield from (token("tag", tag.name) for tag in saved.case_file.tags.all())
    yield from readers(saved)
    yield from of_outcome(saved.outcome, "")
    yield from of_outcome(full.outcome, "whole_")


def states_in(saved: SavedRecommendation) -> set[str]:
    """States that a case names, by themselves or as members of a group; not where it names all."""
    parties = read_case(saved.case, saved.edition.ready()).parties
    return {code for party in parties if not party.everyone for code in party.states}


def readers(saved: SavedRecommendation) -> Iterator[str]:
    """Who may read it, and who may see it whole."""
    yield token("whole", saved.owner_id)
    yield from (token_of_share(share) for share in saved.case_file.shares.all())


def token_of_share(share: Share) -> str:
    if share.team_id:
        return token("team", share.team_id)
    return token("whole" if share.assessed else "reader", share.person_id)


def of_outcome(outcome: dict[str, Any], kind: str) -> Iterator[str]:
    yield token(f"{kind}level", outcome["level"])
    for package in outcome["packages"]:
        for fit in package["fora"]:
            if fit.get("chosen", fit["role"] != "assists"):
                yield token(f"{kind}forum", fit["forum"])
