import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0017_neighbour")]

    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="articles.article",
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
                ("heat", models.FloatField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["-heat", "-article"], name="reading_hottest"),
                    models.Index(fields=["section", "-heat", "-article"], name="reading_hottest_of_section"),
                ],
            },
        ),
    ]
