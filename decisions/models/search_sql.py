"""What does each database need for full-text search beside the table of entries?"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

SQLITE = (
    "CREATE VIRTUAL TABLE decisions_search USING fts5(words, content='decisions_searchentry',"
    " content_rowid='recommendation_id', prefix='1 2 3 5', detail=none,"
    " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")",
    "CREATE TRIGGER search_added AFTER INSERT ON decisions_searchentry BEGIN"
    " INSERT INTO decisions_search(rowid, words) VALUES (new.recommendation_id, new.words); END",
    "CREATE TRIGGER search_removed AFTER DELETE ON decisions_searchentry BEGIN"
    " INSERT INTO decisions_search(decisions_search, rowid, words)"
    " VALUES ('delete', old.recommendation_id, old.words); END",
    "CREATE TRIGGER search_changed AFTER UPDATE ON decisions_searchentry BEGIN"
    " INSERT INTO decisions_search(decisions_search, rowid, words)"
    " VALUES ('delete', old.recommendation_id, old.words);"
    " INSERT INTO decisions_search(rowid, words) VALUES (new.recommendation_id, new.words); END",
)
SQLITE_UNDONE = (
    "DROP TRIGGER IF EXISTS search_added",
    "DROP TRIGGER IF EXISTS search_removed",
    "DROP TRIGGER IF EXISTS search_changed",
    "DROP TABLE IF EXISTS decisions_search",
)
POSTGRESQL = (
    "ALTER TABLE decisions_searchentry ADD COLUMN found tsvector"
    " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED",
    "CREATE INDEX searchentry_found ON decisions_searchentry USING gin (found)",
)
POSTGRESQL_UNDONE = (
    "DROP INDEX IF EXISTS searchentry_found",
    "ALTER TABLE decisions_searchentry DROP COLUMN IF EXISTS found",
)


def install(connection: BaseDatabaseWrapper) -> None:
    run(connection, SQLITE if connection.vendor == "sqlite" else POSTGRESQL)


def remove(connection: BaseDatabaseWrapper) -> None:
    run(connection, SQLITE_UNDONE if connection.vendor == "sqlite" else POSTGRESQL_UNDONE)


def rebuild(connection: BaseDatabaseWrapper) -> None:
    """The FTS5 table of SQLite anew, from the entries; for when its options have changed."""
    filled = "INSERT INTO decisions_search(decisions_search) VALUES ('rebuild')"
    run(connection, ("DROP TABLE IF EXISTS decisions_search", SQLITE[0], filled))


def run(connection: BaseDatabaseWrapper, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
