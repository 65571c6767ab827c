from django.db import migrations, models

import articles.models.section


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_search")]

    operations = [
        migrations.AddField(
            model_name="section",
            name="language",
            field=models.CharField(
                blank=True,
                choices=articles.models.section.languages,
                help_text="Of the stories in it: for quotation marks, dashes and spell checking. Empty: the site's.",
                max_length=15,
            ),
        ),
    ]
