"""What the editor saves by itself, who has a story open, and what is kept beside it."""

import authors.clock
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles import search


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_section_language"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="begun_as",
            field=models.UUIDField(
                editable=False,
                help_text="Of the form it was begun in, which may be sent twice.",
                null=True,
                unique=True,
            ),
        ),
        migrations.AddField(
            model_name="revision",
            name="autosave",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="revision",
            name="tab",
            field=models.UUIDField(null=True),
        ),
        migrations.CreateModel(
            name="Aside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(help_text="Of the story, when the typing began.")),
                ("document", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                (
                    "why",
                    models.CharField(
                        choices=[
                            ("held", "somebody else was writing"),
                            ("stale", "the story had been saved meanwhile"),
                            ("approved", "the story was approved"),
                            ("rights", "the story was not theirs to edit then"),
                        ],
                        max_length=8,
                    ),
                ),
                ("tab", models.UUIDField()),
                ("at", models.DateTimeField(default=authors.clock.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="asides", to="articles.article"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["article", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tab", models.UUIDField(help_text="Made by the browser, one for each open form.")),
                ("came_at", models.DateTimeField(default=authors.clock.now)),
                ("seen_at", models.DateTimeField(default=authors.clock.now)),
                ("holds", models.BooleanField(default=False)),
                ("asks", models.BooleanField(default=False)),
                ("refused", models.BooleanField(default=False)),
                ("sequence", models.PositiveIntegerField(default=0, help_text="Of the last text that came from it.")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="articles.article"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["article", "came_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "tab"), name="presence_once_per_tab"),
                    models.UniqueConstraint(
                        condition=models.Q(("holds", True)), fields=("article",), name="presence_one_holds_the_story"
                    ),
                ],
            },
        ),
        # SQLite made the story's table anew, and its triggers went with the old one
        migrations.RunPython(search.install, migrations.RunPython.noop),
    ]
