"""What may the database itself never change? Triggers for SQLite and PostgreSQL.

Saved recommendations, their full outcomes and events never change and never go; a published
edition keeps its document, checksum and number for good.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY = ("savedrecommendation", "fulloutcome", "event")
EDITION = "editionrecord"
SAID = "is immutable"


def install(connection: BaseDatabaseWrapper) -> None:
    run(connection, statements(connection.vendor))


def remove(connection: BaseDatabaseWrapper) -> None:
    run(connection, removals(connection.vendor))


def run(connection: BaseDatabaseWrapper, sql: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in sql:
            cursor.execute(statement)


def statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return sqlite()
    if vendor == "postgresql":
        return postgresql()
    raise NotImplementedError(f"no triggers are written for {vendor}")


def names() -> list[tuple[str, str, str]]:
    """(trigger, table, operation) of every trigger."""
    return [
        (f"keep_{table}_{operation.lower()}", f"decisions_{table}", operation)
        for table in (*APPEND_ONLY, EDITION)
        for operation in ("UPDATE", "DELETE")
    ]


def sqlite() -> list[str]:
    made = []
    for trigger, table, operation in names():
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


def postgresql() -> list[str]:
    refuse = (
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '% {SAID}', TG_TABLE_NAME; END $$"
    )
    made = [refuse]
    for trigger, table, operation in names():
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


def removals(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {trigger}" for trigger, _, _ in names()]
    drops = [f"DROP TRIGGER IF EXISTS {trigger} ON {table}" for trigger, table, _ in names()]
    return [*drops, "DROP FUNCTION IF EXISTS refuse_change()"]
