"""What may the database itself never change? Triggers for SQLite and PostgreSQL.

Saved recommendations, their outcomes, events and the steps of drafts never change and never go; a
published edition keeps its document, checksum, number and who vouched for it for good.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

FIRST = ("savedrecommendation", "fulloutcome", "event")
"""The tables that the first release had; its migrations install triggers on no others."""
APPEND_ONLY = (*FIRST, "keptoutcome")
"""Those up to the release that kept each outcome once; its migrations name no others."""
ALL = (*APPEND_ONLY, "draftstep")
"""The tables that are append-only now."""
EDITION = "editionrecord"
SAID = "is immutable"


def install(connection: BaseDatabaseWrapper, append_only: tuple[str, ...] = APPEND_ONLY) -> None:
    run(connection, statements(connection.vendor, append_only))


def remove(connection: BaseDatabaseWrapper, append_only: tuple[str, ...] = APPEND_ONLY) -> None:
    run(connection, removals(connection.vendor, append_only))


def run(connection: BaseDatabaseWrapper, sql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def statements(vendor: str, append_only: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return sqlite(append_only)
    if vendor == "postgresql":
        return postgresql(append_only)
    raise NotImplementedError(f"no triggers are written for {vendor}")


def names(append_only: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """(trigger, table, operation) of every trigger."""
    return [
        (f"keep_{table}_{operation.lower()}", f"decisions_{table}", operation)
        for table in (*append_only, EDITION)
        for operation in ("UPDATE", "DELETE")
    ]


APPROVAL = ("author_id", "approver_id", "based_on_id", "note", "accepted")
"""Columns that say who vouched for an edition and why; older releases had not all of them."""


def approval(append_only: tuple[str, ...], differs: str) -> str:
    """When an update would change who vouched for a published edition; empty for old tables."""
    if append_only != ALL:
        return ""
    changed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in APPROVAL)
    return f" OR {changed}"


def sqlite(append_only: tuple[str, ...]) -> list[str]:
    made = []
    for trigger, table, operation in names(append_only):
        when = ""
        if table.endswith(EDITION):
            when = "WHEN OLD.status <> 'draft'"
            if operation == "UPDATE":
                when += (
                    " AND (NEW.document <> OLD.document OR NEW.checksum <> OLD.checksum"
                    " OR NEW.number <> OLD.number OR NEW.status = 'draft'"
                    f"{approval(append_only, 'IS NOT')})"
                )
        made.append(
            f"CREATE TRIGGER {trigger} BEFORE {operation} ON {table} {when}"
            f" BEGIN SELECT RAISE(ABORT, '{table} {SAID}'); END"
        )
    return made


def postgresql(append_only: tuple[str, ...]) -> list[str]:
    refuse = (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '% {SAID}', TG_TABLE_NAME; END $$"
    )
    made = [refuse]
    for trigger, table, operation in names(append_only):
        when = ""
        if table.endswith(EDITION):
            when = "WHEN (OLD.status <> 'draft')"
            if operation == "UPDATE":
                when = (
                    "WHEN (OLD.status <> 'draft' AND (NEW.document <> OLD.document"
                    " OR NEW.checksum <> OLD.checksum OR NEW.number <> OLD.number"
                    f" OR NEW.status = 'draft'{approval(append_only, 'IS DISTINCT FROM')}))"
                )
        made.append(
            f"CREATE TRIGGER {trigger} BEFORE {operation} ON {table}"
            f" FOR EACH ROW {when} EXECUTE FUNCTION refuse_change()"
        )
    return made


def removals(vendor: str, append_only: tuple[str, ...]) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {trigger}" for trigger, _, _ in names(append_only)]
    drops = [
        f"DROP TRIGGER IF EXISTS {trigger} ON {table}" for trigger, table, _ in names(append_only)
    ]
    return [*drops, "DROP FUNCTION IF EXISTS refuse_change()"]
