"""Which demonstration accounts are there? Only where DEMO=1, never in production."""

from __future__ import annotations

from typing import NamedTuple

from .roles import OFFICER, REVIEWER, RULE_ADMINISTRATOR


class DemoAccount(NamedTuple):
    username: str
    name: str
    role: str
    does: str


DEMO_ACCOUNTS = (
    DemoAccount("anna", "Anna", OFFICER, "opens cases and gets recommendations"),
    DemoAccount("dora", "Dora", OFFICER, "works with Anna; sees what is shared with her"),
    DemoAccount("boris", "Boris", REVIEWER, "reads saved recommendations"),
    DemoAccount("clara", "Clara", RULE_ADMINISTRATOR, "looks after the rule book"),
    DemoAccount("emil", "Emil", RULE_ADMINISTRATOR, "approves what Clara proposes"),
)
DEMO_PASSWORD = "demonstration"  # noqa: S105 - shown on the sign-in page, of no use elsewhere
