"""What the newsroom's own search reads."""

from django.db import migrations

from articles import search


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_initial")]

    operations = [migrations.RunPython(search.install, search.remove)]
