"""The search of the newsroom's own stories: words of headline, kicker, standfirst and address, at any number of them.

SQLite keeps a full-text table, which triggers keep in step; PostgreSQL indexes an expression. Neither is asked to
rank: what it finds is newest first, by key, since any other order sorts all that a common word finds.

A migration that changes a column of `Article` makes the story table anew on SQLite, and its triggers go with the old
one: such a migration ends with `install` too. Without it, tests/test_story_list.py finds no story.
"""

import string
import unicodedata
from itertools import chain

from django.apps.registry import Apps
from django.db import connections
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, F, Func, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL

from authors.text import normalise

COLUMNS = ("headline", "kicker", "standfirst", "slug")
LONGEST = 400  # characters of a question that are read
MOST = 12  # words of it that are looked for

# FTS5 without a copy of the text: it reads the story's row, and is told what stood there before
# (https://sqlite.org/fts5.html, "External Content Tables")
FULL_TEXT_TABLE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS articles_words USING fts5(headline, kicker, standfirst, slug, "
    "content='articles_article', content_rowid='id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
)
ADD = (
    "INSERT INTO articles_words (rowid, headline, kicker, standfirst, slug) "
    "VALUES (new.id, new.headline, new.kicker, new.standfirst, new.slug);"
)
REMOVE = (
    "INSERT INTO articles_words (articles_words, rowid, headline, kicker, standfirst, slug) "
    "VALUES ('delete', old.id, old.headline, old.kicker, old.standfirst, old.slug);"
)
DIFFERS = " OR ".join(f"old.{name} IS NOT new.{name}" for name in COLUMNS)
TRIGGERS = {
    "articles_words_added": f"AFTER INSERT ON articles_article BEGIN {ADD} END",
    "articles_words_removed": f"AFTER DELETE ON articles_article BEGIN {REMOVE} END",
    "articles_words_changed": (
        f"AFTER UPDATE OF {', '.join(COLUMNS)} ON articles_article WHEN {DIFFERS} BEGIN {REMOVE} {ADD} END"
    ),
}
MATCHING = "SELECT rowid FROM articles_words WHERE articles_words MATCH %s"

# PostgreSQL's parser makes one word of host.name, mid-week and <b>; as FTS5 does, we take them apart
JOINTS = "-_./:@&<>~+‘’“”„«»–—…"
WORDS = f"to_tsvector('simple', translate(%(expressions)s, '{JOINTS}', '{' ' * len(JOINTS)}'))"
COLUMNS_TEXT = " || ' ' || ".join(COLUMNS)
INDEX = (
    "CREATE INDEX IF NOT EXISTS article_words ON articles_article USING gin "
    f"(({WORDS % {'expressions': COLUMNS_TEXT}}))"
)
SIGNS = str.maketrans(dict.fromkeys(JOINTS + string.punctuation, " "))


class Holds(Func):
    """Whether a story's words answer a question, on PostgreSQL: the very expression that is indexed."""

    arg_joiner = " || ' ' || "
    output_field = BooleanField()

    def as_sql(self, compiler, connection, **extra) -> tuple[str, list]:
        *columns, question = self.source_expressions
        texts, params = zip(*(compiler.compile(column) for column in columns), strict=True)
        asked, asked_params = compiler.compile(question)
        sql = WORDS % {"expressions": self.arg_joiner.join(texts)}
        return f"{sql} @@ to_tsquery('simple', {asked})", [*chain(*params), *asked_params]


def words_of(text: str) -> list[str]:
    """Return the words of `text`, which is normalised, as the search knows them."""
    return [word for word in text.translate(SIGNS).split() if any(map(str.isalnum, word))]


def answers(question: str, *texts: str) -> bool:
    """Return whether `texts` hold every word of `question`, the last one perhaps unfinished: as `find` would say."""
    held = words_of(_folded(" ".join(texts)))
    *whole, last = words_of(_folded(normalise(question[:LONGEST])))[:MOST] or [""]
    return set(whole) <= set(held) and any(word.startswith(last) for word in held)


def _folded(text: str) -> str:
    """Return `text` without capitals and accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def find(queryset: QuerySet, text: str) -> QuerySet:
    """Return the stories of `queryset` that hold every word of `text`, the last one perhaps unfinished.

    The newest come first. An empty `text` asks for nothing in particular, and gives `queryset` as it is; one without
    any word gives no story.
    """
    text = normalise(text[:LONGEST])
    if not text.strip():
        return queryset
    words = words_of(text)[:MOST]
    if not words:
        return queryset.none()
    newest = queryset.order_by("-pk")
    if connections[queryset.db].vendor == "postgresql":
        question = " & ".join(f"'{word}'" for word in words) + ":*"
        return newest.filter(Holds(*map(F, COLUMNS), Value(question, TextField())))
    question = " ".join(f'"{word}"' for word in words) + "*"
    return newest.filter(pk__in=RawSQL(MATCHING, [question]))  # noqa: S611 (the question is a parameter)


def install(apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make what `find` reads, and fill it; a migration's operation. May be repeated."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX, params=None)
        return
    schema_editor.execute(FULL_TEXT_TABLE, params=None)
    for name, trigger in TRIGGERS.items():
        schema_editor.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}", params=None)
    schema_editor.execute("INSERT INTO articles_words (articles_words) VALUES ('rebuild')", params=None)


def remove(apps: Apps | None, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Undo `install`."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS article_words", params=None)
        return
    for name in TRIGGERS:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}", params=None)
    schema_editor.execute("DROP TABLE IF EXISTS articles_words", params=None)
