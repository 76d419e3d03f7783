"""What would be sent of the form of a rule as it opens, without its page?"""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from decisions.rulebook.editing.rule_page import RulePage


def typed_from(page: RulePage) -> QueryDict:
    sent = QueryDict(mutable=True)
    for form in (page.form, page.examples.management_form, *page.examples):
        for field in form:
            put(sent, field.html_name, field.value())
    return sent


def put(sent: QueryDict, name: str, value: Any) -> None:
    if isinstance(value, list):
        sent.setlist(name, value)
    elif value not in (None, False):
        sent[name] = str(value)
