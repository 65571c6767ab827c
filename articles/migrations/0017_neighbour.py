import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0016_edition_corrections_fill")]

    operations = [
        migrations.CreateModel(
            name="Neighbour",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nearness", models.IntegerField(help_text="The more, the nearer.")),
                (
                    "edition",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="neighbours",
                        to="articles.edition",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="neighbour_of", to="articles.edition"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["edition", "-nearness", "-other"], name="neighbour_nearest")],
                "constraints": [
                    models.UniqueConstraint(fields=("edition", "other"), name="neighbour_once"),
                    models.CheckConstraint(
                        condition=models.Q(("edition", models.F("other")), _negated=True), name="neighbour_is_another"
                    ),
                ],
            },
        ),
    ]
