"""What the newsroom's own lists and search read."""

from django.db import migrations, models

from articles import search


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_initial")]

    operations = [
        migrations.AddIndex(
            model_name="article",
            index=models.Index(fields=["story_type", "-changed_at", "-id"], name="article_by_type"),
        ),
        migrations.RunPython(search.install, search.remove),
    ]
