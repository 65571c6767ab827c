"""Where the words lie: a full-text table of SQLite's, an index of PostgreSQL's, and one question asked of either.

Both hold finished words (`words.py`) and split at spaces alone. Both answer with places, the newest first, and no more
than are asked for; neither ranks, so that a story stands in the same place of the results on both.
"""

from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.expressions import RawSQL

TABLE = "articles_searchtext"
FIRST, LAST = -(2**62), 2**62  # of places: from the year 1697 to 2242
BORDER = "|"  # between two fields: no phrase reaches across it


@dataclass(frozen=True)
class Index:
    """The words of some columns of the table of texts."""

    name: str
    columns: tuple[str, ...]
    options: str = ""

    def holding(self, words: list[str], *, last: str = "", low: int = FIRST, high: int = LAST, most: int) -> RawSQL:
        """Return the places between `low` and `high` that hold all `words`: the newest `most`, as a subquery.

        `last` is a word that may be unfinished.
        """
        if connection.vendor == "postgresql":
            question = " & ".join([*(f"'{word}'" for word in words), *([f"'{last}':*"] if last else [])])
            sql, params = f"SELECT {self.name}_holding(%s::tsquery, %s, %s, %s)", [question, low, high, most]
        else:
            question = " AND ".join([*(f'"{word}"' for word in words), *([f'"{last}" *'] if last else [])])
            sql = (
                f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s AND rowid BETWEEN %s AND %s "  # noqa: S608
                "ORDER BY rowid DESC LIMIT %s"
            )
            params = [question, low, high, most]
        return RawSQL(sql, params)  # noqa: S611 (names of our own; what is asked for is a parameter)

    def install(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            self._install_postgresql(schema_editor)
            return
        # without a copy of the text (https://sqlite.org/fts5.html, "External Content Tables") and, as nobody asks where
        # in a row a word stands, without that; the tokenizer parts at what is ASCII and no letter, and so at spaces
        schema_editor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5({', '.join(self.columns)}, content='{TABLE}', "
            f"content_rowid='place', tokenize='ascii', detail=none, columnsize=0{self.options})",
            params=None,
        )
        for name, trigger in self._triggers().items():
            schema_editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}", params=None)
        schema_editor.execute(f"INSERT INTO {self.name} ({self.name}) VALUES ('rebuild')", params=None)  # noqa: S608

    def remove(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Undo `install`."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {self.name}_holding", params=None)
            schema_editor.execute(f"DROP INDEX IF EXISTS {self.name}", params=None)
            return
        for name in self._triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        schema_editor.execute(f"DROP TABLE IF EXISTS {self.name}", params=None)

    def _install_postgresql(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        joined = " || ' ' || ".join(self.columns)
        words = f"array_to_tsvector(array_remove(array_remove(string_to_array({joined}, ' '), ''), '{BORDER}'))"
        schema_editor.execute(
            # without a list of what is new, which every search would have to read through
            f"CREATE INDEX IF NOT EXISTS {self.name} ON {TABLE} USING gin (({words})) WITH (fastupdate = off)",
            params=None,
        )
        # The planner takes a test of a row's words to be cheap, and would rather walk all rows in their order or read
        # the whole table than ask the index for a common word. Within this function it may not; `place + 0` keeps it
        # from the index of the keys.
        schema_editor.execute(
            f"CREATE OR REPLACE FUNCTION {self.name}_holding(question tsquery, low bigint, high bigint, most integer) "  # noqa: S608
            f"RETURNS SETOF bigint LANGUAGE sql STABLE ROWS 1000 "
            f"SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off SET jit = off "
            f"AS $$ SELECT place FROM {TABLE} WHERE {words} @@ question AND place + 0 BETWEEN low AND high "
            f"ORDER BY place + 0 DESC LIMIT most $$",
            params=None,
        )

    def _triggers(self) -> dict[str, str]:
        columns = ", ".join(self.columns)
        new, old = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("new", "old"))
        add = f"INSERT INTO {self.name} (rowid, {columns}) VALUES (new.place, {new});"  # noqa: S608
        remove = f"INSERT INTO {self.name} ({self.name}, rowid, {columns}) VALUES ('delete', old.place, {old});"  # noqa: S608
        return {
            f"{self.name}_added": f"AFTER INSERT ON {TABLE} BEGIN {add} END",
            f"{self.name}_removed": f"AFTER DELETE ON {TABLE} BEGIN {remove} END",
            f"{self.name}_changed": f"AFTER UPDATE ON {TABLE} BEGIN {remove} {add} END",
        }


WORDS = Index("search_words", ("head", "body"))
TITLES = Index("search_titles", ("title",), ", prefix='2 3'")


def install(apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what `holding` reads, and fill it from the table; a migration's operation. May be repeated."""
    if schema_editor.connection.vendor == "postgresql":
        # the long columns out of the way: a common word is counted by walking short rows
        schema_editor.execute(f"ALTER TABLE {TABLE} SET (toast_tuple_target = 128)", params=None)
    for index in (WORDS, TITLES):
        index.install(schema_editor)


def remove(apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install`."""
    for index in (WORDS, TITLES):
        index.remove(schema_editor)
