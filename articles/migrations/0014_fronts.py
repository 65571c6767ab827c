"""The front page and the tops of sections, arranged by hand; the banner."""

import authors.clock
import authors.text
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_house_pages"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Front",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "arrangement",
                    models.JSONField(default=dict, help_text="Empty: the rules alone say what stands where."),
                ),
                (
                    "section",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fronts",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "front page",
                "verbose_name_plural": "front page",
            },
        ),
        migrations.CreateModel(
            name="FrontRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=authors.clock.now)),
                (
                    "version",
                    models.PositiveIntegerField(
                        help_text="That it made; of one that stands beside, that it began from."
                    ),
                ),
                ("arrangement", models.JSONField()),
                ("note", models.CharField(blank=True, help_text="Why, where it was not just a save.", max_length=200)),
                ("aside", models.BooleanField(default=False, help_text="Somebody else had saved meanwhile.")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "front",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="articles.front"
                    ),
                ),
            ],
            options={
                "ordering": ["front", "-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Banner",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", authors.text.LineField(max_length=120)),
                (
                    "tone",
                    models.CharField(
                        choices=[("breaking", "Breaking"), ("live", "Happening now"), ("notice", "Notice to readers")],
                        default="breaking",
                        max_length=10,
                    ),
                ),
                ("begins", models.DateTimeField()),
                ("ends", models.DateTimeField()),
                ("at", models.DateTimeField(default=authors.clock.now)),
                (
                    "ended_at",
                    models.DateTimeField(blank=True, help_text="When somebody took it down before its end.", null=True),
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
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "indexes": [models.Index(fields=["ends"], name="banner_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="banner_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gte", models.F("begins"))), name="banner_interval_forward"
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="front",
            constraint=models.UniqueConstraint(
                django.db.models.functions.comparison.Coalesce("section", 0, output_field=models.BigIntegerField()),
                name="front_once",
            ),
        ),
        migrations.AddIndex(
            model_name="frontrevision",
            index=models.Index(fields=["front", "-at", "-id"], name="front_revision_newest_first"),
        ),
        migrations.AddConstraint(
            model_name="frontrevision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("aside", False)),
                fields=("front", "version"),
                name="front_revision_once_per_version",
            ),
        ),
    ]
