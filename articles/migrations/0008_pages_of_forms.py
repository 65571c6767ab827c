"""An open form that is loaded again is another page, which does not know what the one before sent last."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_photo_rows")]

    operations = [
        migrations.RenameField(model_name="revision", old_name="tab", new_name="page"),
        migrations.AlterField(
            model_name="revision",
            name="page",
            field=models.UUIDField(help_text="One loading of an open form; a form loaded again is another.", null=True),
        ),
        migrations.AddField(
            model_name="presence",
            name="page",
            field=models.UUIDField(help_text="The loading of the form that its last text came from.", null=True),
        ),
        migrations.AlterField(
            model_name="presence",
            name="sequence",
            field=models.PositiveIntegerField(default=0, help_text="Of that text."),
        ),
    ]
