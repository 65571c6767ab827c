"""The facts and rights of photos, what their files are made of, and which editions show them."""

import authors.addresses
import authors.clock
import authors.text
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from articles import search


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_saving"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Agreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    authors.text.LineField(
                        help_text="For example “MPA, news pictures” or “CC BY 4.0”.", max_length=120, unique=True
                    ),
                ),
                (
                    "usage_terms",
                    authors.text.ProseField(blank=True, help_text="What it allows, in words; goes out in the files."),
                ),
                (
                    "address",
                    authors.addresses.AddressField(
                        blank=True,
                        help_text="The licence's page, for example on the web.",
                        max_length=400,
                        verbose_name="where it is stated",
                    ),
                ),
                ("usable_from", models.DateTimeField(blank=True, null=True, verbose_name="from")),
                ("usable_until", models.DateTimeField(blank=True, null=True, verbose_name="until")),
                (
                    "notes",
                    authors.text.ProseField(blank=True, help_text="For the newsroom: who to call, what it costs."),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Cut",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(help_text="Stands in the files' addresses.", max_length=8)),
                ("focal_x", models.FloatField()),
                ("focal_y", models.FloatField()),
                ("marks", models.JSONField(help_text="articles.photos.metadata.write.Marks")),
                ("made_at", models.DateTimeField(default=authors.clock.now)),
            ],
            options={
                "ordering": ["photo", "pk"],
            },
        ),
        migrations.CreateModel(
            name="EditionPhoto",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Keyword",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", authors.text.LineField(max_length=64)),
            ],
            options={
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Likeness",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.PositiveIntegerField()),
            ],
            options={
                "verbose_name_plural": "likenesses",
            },
        ),
        migrations.CreateModel(
            name="PhotoChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=authors.clock.now)),
                ("version", models.PositiveIntegerField(help_text="Of the photo's facts, after it.")),
                ("fact", models.CharField(max_length=24)),
                ("before", models.TextField(blank=True)),
                ("after", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["photo", "-at", "-pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="article",
            options={
                "default_permissions": ("add", "change", "view"),
                "ordering": ["-changed_at", "-pk"],
                "permissions": [
                    ("read_own", "Can read their own stories"),
                    ("read_any", "Can read all stories"),
                    ("edit_own", "Can edit their own drafts"),
                    ("edit_any", "Can edit all stories"),
                    ("caption_any", "Can edit the captions of all stories"),
                    ("caption_own", "Can edit the captions of their own drafts"),
                    ("submit_own", "Can submit their own drafts"),
                    ("submit_any", "Can submit all drafts"),
                    ("recall_own", "Can recall their own stories from review"),
                    ("recall_any", "Can recall all stories from review"),
                    ("return_any", "Can return stories"),
                    ("approve_any", "Can approve stories"),
                    ("publish_any", "Can publish approved stories"),
                    ("publish_unapproved", "Can publish stories without an approval"),
                    ("unschedule_any", "Can unschedule stories"),
                    ("withdraw_any", "Can withdraw stories"),
                    ("amend_any", "Can correct, replace and remove the photos of published stories"),
                    ("spike_own", "Can spike their own drafts"),
                    ("spike_any", "Can spike all stories"),
                    ("unspike_own", "Can unspike their own stories"),
                    ("unspike_any", "Can unspike all stories"),
                ],
                "verbose_name": "story",
                "verbose_name_plural": "stories",
            },
        ),
        migrations.AddField(
            model_name="photo",
            name="city",
            field=authors.text.LineField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="photo",
            name="copyright_notice",
            field=authors.text.LineField(blank=True, help_text="For example “© 2026 Ada Vale”.", max_length=300),
        ),
        migrations.AddField(
            model_name="photo",
            name="country",
            field=authors.text.LineField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name="photo",
            name="cut_key",
            field=models.CharField(
                default="", editable=False, help_text="Of the files that are served now; see Cut.", max_length=8
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="digital_source_type",
            field=models.CharField(blank=True, max_length=40, verbose_name="made by"),
        ),
        migrations.AddField(
            model_name="photo",
            name="file_says",
            field=models.JSONField(default=dict, editable=False, help_text="What the file said of itself."),
        ),
        migrations.AddField(
            model_name="photo",
            name="fingerprint",
            field=models.BigIntegerField(
                editable=False, help_text="Of what it shows; articles/photos/likeness.py.", null=True
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="instructions",
            field=authors.text.ProseField(blank=True, help_text="For the newsroom: what its giver asks."),
        ),
        migrations.AddField(
            model_name="photo",
            name="licensor_url",
            field=authors.addresses.AddressField(blank=True, max_length=400, verbose_name="where to license it"),
        ),
        migrations.AddField(
            model_name="photo",
            name="limit",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "As often as wanted"),
                    ("once", "In one story, whichever comes first"),
                    ("story", "In one story only"),
                ],
                default="",
                max_length=5,
                verbose_name="how often",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="only_story",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="photos_of_its_own",
                to="articles.article",
                verbose_name="the one story",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="persons",
            field=authors.text.LineField(
                blank=True, help_text="Names, with commas between them.", max_length=400, verbose_name="persons shown"
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="shape",
            field=models.CharField(
                choices=[("wide", "Landscape"), ("tall", "Portrait"), ("square", "Square")],
                default="wide",
                editable=False,
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="source",
            field=authors.text.LineField(
                blank=True, help_text="Where it came from, if that is not in the credit.", max_length=160
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="usable_from",
            field=models.DateTimeField(
                blank=True, help_text="An embargo ends then.", null=True, verbose_name="may be shown from"
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="usable_until",
            field=models.DateTimeField(blank=True, null=True, verbose_name="may be shown until"),
        ),
        migrations.AddField(
            model_name="photo",
            name="usage_terms",
            field=authors.text.ProseField(
                blank=True, help_text="What it may be used for, in words; goes out in the files."
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="version",
            field=models.PositiveIntegerField(default=1, editable=False, help_text="Counts the changes of its facts."),
        ),
        migrations.AddField(
            model_name="photo",
            name="web_only",
            field=models.BooleanField(
                default=False, help_text="Not for print, nor for those who copy us.", verbose_name="web only"
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="web_statement",
            field=authors.addresses.AddressField(blank=True, max_length=400, verbose_name="rights on the web"),
        ),
        migrations.AddField(
            model_name="photo",
            name="withdrawn_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="photo",
            name="withdrawn_because",
            field=models.TextField(blank=True, editable=False),
        ),
        migrations.AddField(
            model_name="photo",
            name="words",
            field=models.TextField(blank=True, editable=False, help_text="What it is found by, in lower case."),
        ),
        migrations.AlterField(
            model_name="photo",
            name="place",
            field=authors.text.LineField(blank=True, help_text="For example “Ferry pier”.", max_length=120),
        ),
        migrations.AlterField(
            model_name="photo",
            name="title",
            field=authors.text.LineField(
                help_text="A few words to find it by, for example “Harbour at dawn”.",
                max_length=160,
                verbose_name="headline",
            ),
        ),
        migrations.AddIndex(
            model_name="creditpart",
            index=models.Index(fields=["name", "-photo"], name="credit_part_by_name"),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="agreement_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="agreement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usable_from", None),
                    ("usable_until", None),
                    ("usable_from__lt", models.F("usable_until")),
                    _connector="OR",
                ),
                name="agreement_term_forward",
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="agreement",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="photos",
                to="articles.agreement",
            ),
        ),
        migrations.AddField(
            model_name="cut",
            name="photo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="cuts", to="articles.photo"
            ),
        ),
        migrations.AddField(
            model_name="editionphoto",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="uses_of_photos", to="articles.edition"
            ),
        ),
        migrations.AddField(
            model_name="editionphoto",
            name="photo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="edition_uses", to="articles.photo"
            ),
        ),
        migrations.AddConstraint(
            model_name="keyword",
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower("name"), name="keyword_once"),
        ),
        migrations.AddConstraint(
            model_name="keyword",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="keyword_has_a_name"
            ),
        ),
        migrations.AddField(
            model_name="photo",
            name="keywords",
            field=models.ManyToManyField(blank=True, related_name="photos", to="articles.keyword"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["digest"], name="photo_by_digest"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["shape", "-created_at", "-id"], name="photo_by_shape"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["uploaded_by", "-created_at", "-id"], name="photo_by_uploader"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("usable_until__isnull", False)), fields=["usable_until"], name="photo_by_end"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("taken_at__isnull", False)), fields=["taken_at"], name="photo_by_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("usable_from", None),
                    ("usable_until", None),
                    ("usable_from__lt", models.F("usable_until")),
                    _connector="OR",
                ),
                name="photo_term_forward",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("limit", "story"), ("only_story__isnull", False)),
                    models.Q(models.Q(("limit", "story"), _negated=True), ("only_story", None)),
                    _connector="OR",
                ),
                name="photo_limit_names_its_story",
            ),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at", None), models.Q(("withdrawn_because", ""), _negated=True), _connector="OR"
                ),
                name="photo_withdrawn_for_a_reason",
            ),
        ),
        migrations.AddField(
            model_name="likeness",
            name="photo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="likenesses", to="articles.photo"
            ),
        ),
        migrations.AddField(
            model_name="photochange",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="photochange",
            name="photo",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="articles.photo"
            ),
        ),
        migrations.AddConstraint(
            model_name="cut",
            constraint=models.UniqueConstraint(fields=("photo", "key"), name="cut_once"),
        ),
        migrations.AddIndex(
            model_name="editionphoto",
            index=models.Index(fields=["photo", "-edition"], name="edition_by_photo"),
        ),
        migrations.AddConstraint(
            model_name="editionphoto",
            constraint=models.UniqueConstraint(fields=("edition", "photo"), name="edition_photo_once"),
        ),
        migrations.AddConstraint(
            model_name="likeness",
            constraint=models.UniqueConstraint(fields=("band", "photo"), name="likeness_once"),
        ),
        migrations.AddIndex(
            model_name="photochange",
            index=models.Index(fields=["photo", "-at"], name="photo_change_by_photo"),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("usable_from__isnull", False)), fields=["usable_from"], name="photo_by_start"
            ),
        ),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(
                condition=models.Q(("withdrawn_at__isnull", False)), fields=["-withdrawn_at"], name="photo_withdrawn"
            ),
        ),
        # SQLite made the photos' table anew
        migrations.RunPython(search.PHOTOS.install, search.PHOTOS.remove),
    ]
