"""Stories by the hundred thousand: copies of those that are there, made by the database itself.

A million stories, each put together and written by itself, take most of a day. A copy has keys, a slug and a place in
the search of its own, and went out on an earlier day at the same hour; all else is as in the story that it is made of.
"""

from collections.abc import Iterator

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min

from articles.finding import index, store
from articles.models import (
    Address,
    Article,
    Byline,
    Caption,
    Edition,
    EditionAuthor,
    EditionPhoto,
    EditionTopic,
    Neighbour,
    Revision,
    SearchText,
    Transition,
)
from articles.tags import ContentType, TaggedItem

COPIED = [
    *(Article, Byline, Caption, TaggedItem, Revision, Address, Edition, EditionAuthor, EditionPhoto, EditionTopic),
    *(Transition, Neighbour),
]
A_DAY = 86_400 << index.NUMBERS  # of places in the search
EARLIER = {
    ("sqlite", models.DateTimeField): "date(substr({0}, 1, 10), -n || ' days') || substr({0}, 11)",
    ("sqlite", models.DateField): "date({0}, -n || ' days')",
    ("postgresql", models.DateTimeField): "{0} - n * interval '1 day'",
    ("postgresql", models.DateField): "{0} - n",
}
NUMBERS = "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < %s)"


def multiply(times: int, first: int, *, to_be_found: bool) -> None:
    """Have `times` as many of the stories whose keys begin at `first`: each copy a day earlier than the one before.

    `to_be_found`: in the search as well, which takes most of the time. To be done once in a database. On PostgreSQL it
    takes an account that may leave the checks of foreign keys out.
    """
    if times < 2:
        return
    # without the context of a schema editor, which looks through all foreign keys in SQLite
    editor = connection.schema_editor(atomic=False)
    if to_be_found:
        store.remove(None, editor)  # an index made anew takes a fraction of the time
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("PRAGMA cache_size = -1000000")  # of this connection alone
        keys = {model: _keys(model, first) for model in (Article, Edition)}
        steps = {model: (model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1 for model in COPIED}
        for model in [*COPIED, *([SearchText] if to_be_found else [])]:
            cursor.execute(*_statement(model, times - 1, keys, steps))
        for reset in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(reset)
    if to_be_found:
        if connection.vendor == "postgresql":
            editor.execute("SET maintenance_work_mem = '1GB'")
        store.install(None, editor)
    connection.close()


def _keys(model: type[models.Model], first: int) -> tuple[int, int]:
    """Return the first and the last key of what is copied."""
    of = "pk" if model is Article else "article"
    found = model._base_manager.filter(**{f"{of}__gte": first}).aggregate(Min("pk"), Max("pk"))
    return found["pk__min"], found["pk__max"]


def _statement(model: type[models.Model], copies: int, keys: dict, steps: dict) -> tuple[str, list]:
    fields = model._meta.concrete_fields
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = ", ".join(_value(field, steps) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    conditions, params = zip(*_conditions(model, keys), strict=True)
    return (
        f"{NUMBERS} INSERT INTO {table} ({names}) SELECT {values} FROM copies CROSS JOIN {table} "  # noqa: S608
        f"WHERE {' AND '.join(conditions)}",
        [copies, *(param for pair in params for param in pair)],
    )


def _conditions(model: type[models.Model], keys: dict) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield what is true of the rows to be copied: whatever they name that is copied is among what is."""
    if model in keys:
        yield "id BETWEEN %s AND %s", keys[model]
    if model is TaggedItem:
        yield "object_id BETWEEN %s AND %s", keys[Article]
        yield "content_type_id = %s", (ContentType.objects.get_for_model(Article).pk,)
    for field in model._meta.concrete_fields:
        if field.related_model in keys:
            yield f"{field.column} BETWEEN %s AND %s", keys[field.related_model]


def _value(field: models.Field, steps: dict) -> str:
    """Return a column of a copy in SQL."""
    column, model = connection.ops.quote_name(field.column), field.model
    if model is SearchText and field.primary_key:
        return f"{column} + n * ({steps[Edition]} - {A_DAY})"
    if model is TaggedItem and field.name == "object_id":
        return f"{column} + n * {steps[Article]}"
    if model is Address and field.name == "slug":
        return f"{column} || '-' || n"
    if field.primary_key or field.related_model in steps:
        return f"{column} + n * {steps[model if field.primary_key else field.related_model]}"
    return EARLIER.get((connection.vendor, type(field)), "{0}").format(column)
