import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_fronts")]

    operations = [
        migrations.CreateModel(
            name="EditionCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(help_text="Its place among the edition's notes.")),
                ("at", models.DateTimeField(help_text="The note's, again: so that one index gives the list.")),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="articles.edition"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-at", "-id"], name="edition_correction_newest")],
                "constraints": [models.UniqueConstraint(fields=("edition", "number"), name="edition_correction_once")],
            },
        ),
    ]
