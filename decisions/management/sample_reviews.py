"""What have the demonstration accounts said of the sample recommendations?

One waits for review, one is returned with two points to answer, one is accepted.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User

from decisions.archive.commenting import comment
from decisions.archive.reviewing import decide, dispute, submit
from decisions.archive.shelving import add_tag
from decisions.house.review_states import Act
from decisions.house.sending import Sent
from decisions.models import CaseFile, Dossier, SavedRecommendation, Status

WAITING = "palermo-2000"
RETURNED = "khartoum-2014"
ACCEPTED = "eu-tpd-ukraine-2022"
TAGS = {WAITING: "conventions", RETURNED: "routes", ACCEPTED: "protection"}
NOWHERE = ""
"""The accounts have no e-mail, so no link is ever written."""

IN_DOUBT = (
    (
        ("rule", "burdens-must-be-shared", "trafficking"),
        "Which costs are shared along this route? The summary speaks of controls alone.",
        None,
    ),
    (
        ("answer", "common_standards", ""),
        "Without like definitions of trafficking the police cannot work together.",
        {"answer": "yes"},
    ),
)
REMARK = "The answer on spillover would be stronger with the arrival figures of March 2022."


def review_samples(
    users: Mapping[str, User], samples: Mapping[str, CaseFile], now: datetime
) -> None:
    """A repeat does nothing: whatever has been submitted once is left alone."""
    for sample, tag in TAGS.items():
        case_file = samples[sample]
        saved = SavedRecommendation.objects.filter(case_file=case_file).latest("pk")
        if saved.dossier.status != Status.SAVED or saved.dossier.round:
            continue
        key = f"sample review {sample}"
        add_tag(
            user=users["anna"], case_file=case_file, name=tag, sent=Sent(f"{key} tag", 0), now=now
        )
        submit(user=users["anna"], saved=saved, sent=sent(saved, key), now=now, address=NOWHERE)
        if sample == RETURNED:
            give_back(users["boris"], saved, key, now)
        elif sample == ACCEPTED:
            accept(users["boris"], saved, key, now)


def sent(saved: SavedRecommendation, key: str) -> Sent:
    return Sent(key, Dossier.objects.get(pk=saved.pk).revision)


def give_back(reviewer: User, saved: SavedRecommendation, key: str, now: datetime) -> None:
    for name, reason, proposed in IN_DOUBT:
        dispute(
            user=reviewer,
            saved=saved,
            name=name,
            reason=reason,
            proposed=proposed,
            sent=sent(saved, f"{key} {name[1]}"),
            now=now,
        )
    close(reviewer, saved, Act.RETURN, key, now)


def accept(reviewer: User, saved: SavedRecommendation, key: str, now: datetime) -> None:
    comment(
        user=reviewer,
        saved=saved,
        anchor="answer",
        key="spillover",
        text=REMARK,
        sent=Sent(f"{key} remark", 0),
        now=now,
        address=NOWHERE,
    )
    close(reviewer, saved, Act.ACCEPT, key, now)


def close(reviewer: User, saved: SavedRecommendation, act: Act, key: str, now: datetime) -> None:
    decide(
        user=reviewer,
        saved=saved,
        act=act,
        verdicts={},
        sent=sent(saved, f"{key} {act}"),
        now=now,
        address=NOWHERE,
    )
