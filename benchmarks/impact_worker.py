"""How long does one process take to weigh its lanes of a draft, and how large does it grow?

`python -m benchmarks.impact_worker begin` makes a draft and a weighing of it, and prints its code;
`python -m benchmarks.impact_worker CODE LANE ...` weighs lanes to their end and prints seconds,
seconds of processor, the most memory in MB, and how many were weighed. The database is the one that
the environment names (`benchmarks/impact_fill.py` fills one).
"""

from __future__ import annotations

import json
import os
import resource
import sys
from time import perf_counter, process_time
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
SECONDS = 1.0
"""Of one slice, as on the page."""


def main() -> None:
    import django

    django.setup()
    asked = sys.argv[1:]
    print(json.dumps(began() if asked == ["begin"] else weighed(asked[0], map(int, asked[1:]))))


def began() -> dict[str, Any]:
    """A draft in which every other presumed floor is decisive, and one new rule."""
    from django.utils import timezone

    from decisions.house.sending import Sent
    from decisions.models.edition import current_edition
    from decisions.rulebook.draft.acts import open_draft
    from decisions.rulebook.weighing.run import begin

    base = current_edition()
    document = base.document
    floors = [r for r in document["rules"] if (r["effect"], r["strength"]) == FLOOR]
    for rule in floors[::2]:
        rule["strength"] = "decisive"
    now = timezone.now()
    draft = open_draft(
        user=None,
        sent=Sent(now.isoformat(), 0),
        now=now,
        base=base,
        name="Measured",
        document=document,
    )
    begin(user=None, draft=draft, now=now)
    return {"code": draft.code}


FLOOR = ("not_below", "presumption")


def weighed(code: str, lanes: Any) -> dict[str, Any]:
    from django.utils import timezone

    from decisions.models import Lane
    from decisions.rulebook.weighing.run import go_on

    start, worked, done = perf_counter(), process_time(), 0
    for number in lanes:
        lanes_of_draft = Lane.objects.select_related("impact__draft")
        lane = lanes_of_draft.get(impact__draft__code=code, number=number)
        while lane.finished_at is None:
            lane = go_on(lane, seconds=SECONDS, now=timezone.now)
        done += lane.done
    return {
        "seconds": perf_counter() - start,
        "worked": process_time() - worked,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "done": done,
    }


if __name__ == "__main__":
    main()
