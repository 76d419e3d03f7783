"""How does a rule administrator's browser ask for pages, and for one slice after the other?"""

from __future__ import annotations

import re
from http.cookiejar import CookieJar
from time import perf_counter, sleep
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

DELAY = 0.08
"""Seconds that the page waits before it asks for the next slice."""


class Visitor:
    """Signed in as Clara of the demonstration."""

    def __init__(self, port: int) -> None:
        self.root = f"http://127.0.0.1:{port}"
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.token = self.token_in(self.get("/sign-in/"))
        self.post("/sign-in/demo/", username="clara", next="")

    def get(self, path: str) -> str:
        return self.ask(Request(self.root + path))  # noqa: S310 - our own server

    def post(self, path: str, **fields: object) -> str:
        data = urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode()
        headers = {"HX-Request": "true"} if "lane" in fields else {}
        return self.ask(Request(self.root + path, data, headers))  # noqa: S310

    def ask(self, request: Request) -> str:
        with self.opener.open(request, timeout=120) as response:
            return str(response.read().decode())

    def seconds(self, path: str) -> float:
        start = perf_counter()
        self.get(path)
        return perf_counter() - start

    def token_in(self, page: str) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        return found[1] if found else ""

    def weigh(self, code: str, lane: int) -> None:
        """Until the answer has no form for this lane any more."""
        path = f"/rulebook/drafts/{code}/impact/"
        self.token = self.token_in(self.get(path))
        while f'id="_lane{lane}"' in self.post(path, lane=lane):
            sleep(DELAY)
