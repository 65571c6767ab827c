"""Readers may write to an author by a form, if the author has an address and wants it."""

from django.db import migrations, models

import authors.mail


class Migration(migrations.Migration):
    dependencies = [("authors", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="author",
            name="email",
            field=models.EmailField(
                blank=True,
                help_text="Where readers’ letters go. No page shows it.",
                max_length=254,
                validators=[authors.mail.check_mail_address],
                verbose_name="email address",
            ),
        ),
        migrations.AddField(
            model_name="author",
            name="readers_may_write",
            field=models.BooleanField(
                default=False,
                help_text="Puts a form on the author’s page, whose letters go to the address above.",
                verbose_name="readers may write",
            ),
        ),
        migrations.AddConstraint(
            model_name="author",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("readers_may_write", False), models.Q(("email", ""), _negated=True), _connector="OR"
                ),
                name="author_written_to_has_an_address",
                violation_error_message="Give the address that readers’ letters go to, or let them not write.",
            ),
        ),
    ]
