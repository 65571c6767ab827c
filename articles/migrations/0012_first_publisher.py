"""A story may say that it first appeared elsewhere."""

from django.db import migrations

import authors.addresses
import authors.text
from articles import search


class Migration(migrations.Migration):
    dependencies = [("articles", "0011_search_fill")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="first_publisher",
            field=authors.text.LineField(
                blank=True,
                help_text="For example “Harbour Post”. Empty: by us.",
                max_length=120,
                verbose_name="first published by",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="first_address",
            field=authors.addresses.AddressField(
                blank=True,
                help_text="Where the story first appeared. Search engines are sent there, and our sitemaps leave it out.",
                max_length=500,
                validators=[authors.addresses.check_elsewhere],
                verbose_name="address there",
            ),
        ),
        # SQLite made the story's table anew, and its triggers went with the old one
        migrations.RunPython(search.install, migrations.RunPython.noop),
    ]
