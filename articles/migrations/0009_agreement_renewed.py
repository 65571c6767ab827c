"""An agreement whose words were changed notes how far its photos' files follow."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_pages_of_forms")]

    operations = [
        migrations.AddField(
            model_name="agreement",
            name="renewed_to",
            field=models.BigIntegerField(
                editable=False,
                help_text="The last photo whose files carry the words as they are now; empty if all do.",
                null=True,
            ),
        ),
    ]
