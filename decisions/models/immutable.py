"""What may the database itself never change? Triggers for SQLite and PostgreSQL.

Saved recommendations, their outcomes and events never change and never go; a published edition
keeps its document, checksum and number for good.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

FIRST = ("savedrecommendation", "fulloutcome", "event")
"""The tables that the first release had; its migrations install triggers on no others."""
APPEND_ONLY = (*FIRST, "keptoutcome")
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


def sqlite(append_only: tuple[str, ...]) -> list[str]:
    made = []
    for trigger, table, operation in names(append_only):
        when = ""
        if table.endswith(EDITION):
            when = "WHEN OLD.status <> 'draft'"
            if operation == "UPDATE":
                when += (
                    " AND (NEW.document <> OLD.document OR NEW.checksum <> OLD.checksum"
                    " OR NEW.number <> OLD.number OR NEW.status = 'draft')"
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
                    " OR NEW.status = 'draft'))"
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
