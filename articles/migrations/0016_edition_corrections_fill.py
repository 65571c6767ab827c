"""What was corrected before is listed as well; a migration of its own, since rows bar changes of a table."""

from django.db import migrations

from articles import corrections

BATCH = 500


def fill(apps, schema_editor) -> None:
    """List the corrections of all editions, by the batch."""
    editions = apps.get_model("articles", "Edition").objects.exclude(notes=[]).order_by("pk").only("notes")
    last = 0
    while batch := list(editions.filter(pk__gt=last)[:BATCH]):
        corrections.index(batch, apps)
        last = batch[-1].pk


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_edition_corrections")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
