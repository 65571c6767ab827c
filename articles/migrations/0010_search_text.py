"""What readers can search."""

import django.db.models.deletion
from django.db import migrations, models

from articles.finding import store


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0009_agreement_renewed"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=40, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="SearchName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(db_index=True, max_length=40)),
                ("kind", models.CharField(choices=[("author", "Author"), ("topic", "Topic")], max_length=8)),
                ("key", models.BigIntegerField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "key", "word"), name="search_name_once")],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                ("place", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="search", to="articles.edition"
                    ),
                ),
                (
                    "head",
                    models.TextField(help_text="What it can be filtered by, and the words that say what it is about."),
                ),
                ("title", models.TextField(help_text="The words of its headline with their endings, for suggestions.")),
                (
                    "body",
                    models.TextField(
                        help_text="All its words in their order: of the text first, then of each other field."
                    ),
                ),
                (
                    "text",
                    models.TextField(help_text="Its text and captions as they are read, for what is shown of it."),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SearchGram",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("gram", models.CharField(max_length=3)),
                ("length", models.PositiveSmallIntegerField(help_text="Of the word.")),
                (
                    "word",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="grams",
                        to="articles.searchword",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("gram", "length", "word"), name="search_gram_once")],
            },
        ),
        migrations.RunPython(store.install, store.remove),
    ]
