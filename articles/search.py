"""The search of the newsroom's own stories and photos, by the words of some of their columns, at any number of them.

SQLite keeps a full-text table, which triggers keep in step; PostgreSQL indexes an expression. Neither is asked to
rank: what it finds is newest first, by key, since any other order sorts all that a common word finds.

A migration that changes a column of `Article` or `Photo` makes the table anew on SQLite, and its triggers go with the
old one: such a migration ends with `install` too. Without it, tests/test_story_list.py finds no story.
"""

import string
import unicodedata
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from authors.text import normalise

LONGEST = 400  # characters of a question that are read
MOST = 12  # words of it that are looked for

# PostgreSQL's parser makes one word of host.name, mid-week and <b>; as FTS5 does, we take them apart
JOINTS = "-_./:@&<>~+‘’“”„«»–—…"
WORDS = f"to_tsvector('simple', translate(%(expressions)s, '{JOINTS}', '{' ' * len(JOINTS)}'))"
SIGNS = str.maketrans(dict.fromkeys(JOINTS + string.punctuation, " "))


def words_of(text: str) -> list[str]:
    """Return the words of `text`, which is normalised, as the search knows them."""
    return [word for word in text.translate(SIGNS).split() if any(map(str.isalnum, word))]


def answers(question: str, *texts: str) -> bool:
    """Return whether `texts` hold every word of `question`, the last one perhaps unfinished: as `find` would say."""
    held = words_of(folded(" ".join(texts)))
    *whole, last = words_of(folded(normalise(question[:LONGEST])))[:MOST] or [""]
    return set(whole) <= set(held) and any(word.startswith(last) for word in held)


def folded(text: str) -> str:
    """Return `text` without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


@dataclass(frozen=True)
class Index:
    """The words of some columns of a table. `plain` columns hold them without capitals and accents already."""

    name: str
    table: str
    columns: tuple[str, ...]
    plain: bool = False

    def find(self, queryset: QuerySet, text: str) -> QuerySet:
        """Return the rows of `queryset` that hold every word of `text`, the last one perhaps unfinished.

        The newest come first. An empty `text` asks for nothing in particular, and gives `queryset` as it is; one
        without any word gives no row.
        """
        text = normalise(text[:LONGEST])
        if not text.strip():
            return queryset
        words = words_of(folded(text) if self.plain else text)[:MOST]
        if not words:
            return queryset.none()
        if connections[queryset.db].vendor == "postgresql":
            question = " & ".join(f"'{word}'" for word in words) + ":*"
            # it takes to_tsvector for cheap: without OFFSET it walks all rows from the newest, where a word is rare
            matching = f"SELECT id FROM {self.table} WHERE {self._pg_words} @@ to_tsquery('simple', %s) OFFSET 0"  # noqa: S608 (names of our own)
        else:
            question = " ".join(f'"{word}"' for word in words) + "*"
            matching = f"SELECT rowid FROM {self.name} WHERE {self.name} MATCH %s"  # noqa: S608
        found = queryset.filter(pk__in=RawSQL(matching, [question]))  # noqa: S611 (the question is a parameter)
        return found.order_by("-pk")

    def install(self, apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Make what `find` reads, and fill it; a migration's operation. May be repeated."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"CREATE INDEX IF NOT EXISTS {self._pg_index} ON {self.table} USING gin (({self._pg_words}))",
                params=None,
            )
            return
        schema_editor.execute(
            # FTS5 without a copy of the text: it reads the row, and is told what stood there before
            # (https://sqlite.org/fts5.html, "External Content Tables")
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {self.name} USING fts5({', '.join(self.columns)}, "
            f"content='{self.table}', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')",
            params=None,
        )
        for name, trigger in self._triggers().items():
            schema_editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}", params=None)
        schema_editor.execute(f"INSERT INTO {self.name} ({self.name}) VALUES ('rebuild')", params=None)  # noqa: S608

    def remove(self, apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Undo `install`."""
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP INDEX IF EXISTS {self._pg_index}", params=None)
            return
        for name in self._triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
        schema_editor.execute(f"DROP TABLE IF EXISTS {self.name}", params=None)

    @property
    def _pg_index(self) -> str:
        return f"{self.table.removeprefix('articles_')}_words"

    @property
    def _pg_words(self) -> str:
        """The expression that is indexed, and asked for."""
        return WORDS % {"expressions": " || ' ' || ".join(self.columns)}

    def _triggers(self) -> dict[str, str]:
        columns = ", ".join(self.columns)
        new, old = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("new", "old"))
        add = f"INSERT INTO {self.name} (rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608
        remove = f"INSERT INTO {self.name} ({self.name}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608
        differs = " OR ".join(f"old.{name} IS NOT new.{name}" for name in self.columns)
        return {
            f"{self.name}_added": f"AFTER INSERT ON {self.table} BEGIN {add} END",
            f"{self.name}_removed": f"AFTER DELETE ON {self.table} BEGIN {remove} END",
            f"{self.name}_changed": (
                f"AFTER UPDATE OF {columns} ON {self.table} WHEN {differs} BEGIN {remove} {add} END"
            ),
        }


STORIES = Index("articles_words", "articles_article", ("headline", "kicker", "standfirst", "slug"))
PHOTOS = Index("photos_words", "articles_photo", ("words",), plain=True)
find = STORIES.find
install, remove = STORIES.install, STORIES.remove
