"""What would a browser send of the form on a page?"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse

Sent = dict[str, list[str]]


class Fields(HTMLParser):
    """What the form with a class holds: ticked, chosen, typed and hidden; no buttons."""

    def __init__(self, of: str) -> None:
        super().__init__()
        self.of, self.inside = of, False
        self.found: Sent = {}
        self.select, self.first, self.area = "", "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.inside = self.of in has.get("class", "").split()
        elif (
            self.inside
            and tag == "input"
            and (has.get("type") not in ("radio", "checkbox") or "checked" in has)
        ):
            self.found.setdefault(has["name"], []).append(has.get("value", ""))
        elif self.inside and tag == "select":
            self.select = has["name"]
        elif self.inside and tag == "option" and self.select:
            if "selected" in has or self.select not in self.found:
                self.found[self.select] = [has.get("value", "")]
        elif self.inside and tag == "textarea":
            self.area = has["name"]
            self.found[self.area] = [""]

    def handle_data(self, data: str) -> None:
        if self.area:
            # A browser leaves out the line break after the tag.
            self.found[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.found[self.area] = [self.found[self.area][0].removeprefix("\n")]
            self.area = ""
        elif tag == "select":
            self.select = ""
        elif tag == "form":
            self.inside = False


def as_sent(page: HttpResponse, of: str = "rule-form") -> Sent:
    reader = Fields(of)
    reader.feed(page.content.decode())
    assert reader.found, "there is no such form"
    return reader.found


def with_changes(sent: Sent, **changes: Any) -> dict[str, Any]:
    """What is sent with some of it typed otherwise; None leaves it out. `_` stands for `-`."""
    typed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: value for name, value in {**sent, **typed}.items() if value is not None}
