"""How long does one page of the archive take, on a database filled with so many recommendations?

`python -m benchmarks.archive_worker N` fills the database that the environment names, says `ready`,
and then answers each line `{"who", "asked", "page"}` with `{"seconds", "queries", "rows"}`.
"""

from __future__ import annotations

import json
import os
import re
import sys
from time import perf_counter
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
LIST = "/archive/"


def main() -> None:
    import django

    django.setup()
    fill(sys.argv[1])
    answer({"who": "anna", "asked": {}})  # what is read once is read by now
    say("ready")
    for line in sys.stdin:
        say(answer(json.loads(line)))


def fill(number: str) -> None:
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.WHITENOISE_AUTOREFRESH = True
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("seed", stdout=nowhere)
        call_command("demo", "--recommendations", number, stdout=nowhere)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The page itself is timed, and once more its queries are counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, query = signed_in(asked["who"]), dict(asked["asked"])
    if query.get("q") == "a code":
        query["q"] = codes(client.get(LIST))[-1]
    if asked.get("page") == 2:
        shown = codes(client.get(LIST, query))
        query["before"] = shown[len(shown) // 2]
    start = perf_counter()
    response = client.get(LIST, query)
    seconds = perf_counter() - start
    with CaptureQueriesContext(connection) as caught:
        client.get(LIST, query)
    if response.status_code != 200:
        raise SystemExit(f"{query}: {response.status_code}")
    return {"seconds": seconds, "queries": len(caught), "rows": len(codes(response))}


def codes(response: Any) -> list[str]:
    """The records on a page, each once."""
    linked = re.findall(r'<a href="/archive/([a-z0-9]{10})/">', response.content.decode())
    return list(dict.fromkeys(linked))


def signed_in(who: str) -> Any:
    from django.contrib.auth.models import User
    from django.test import Client

    if who not in CLIENTS:
        CLIENTS[who] = Client()
        CLIENTS[who].force_login(User.objects.get(username=who))
    return CLIENTS[who]


CLIENTS: dict[str, Any] = {}


def say(what: Any) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
