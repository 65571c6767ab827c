"""The stories that are out are found from the first day.

A migration of its own and in no transaction: each batch is kept, and one that is broken off goes on where it was.
"""

from django.db import migrations

from articles.finding import index


def fill(apps, schema_editor) -> None:
    for _ in index.fill(apps):
        pass


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("articles", "0010_search_text")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
