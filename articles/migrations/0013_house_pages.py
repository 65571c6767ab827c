"""Pages of the house, with their versions."""

import authors.clock
import authors.text
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0012_first_publisher"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HousePage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "title",
                    authors.text.LineField(
                        blank=True, help_text="For example “About us”; the footer names the page by it.", max_length=120
                    ),
                ),
                (
                    "summary",
                    authors.text.LineField(
                        blank=True,
                        help_text="One sentence under the title, which search engines show too.",
                        max_length=200,
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("about", "About us"),
                            ("contact", "Contact"),
                            ("publishingPrinciples", "Publishing principles"),
                            ("ethicsPolicy", "Ethics policy"),
                            ("correctionsPolicy", "Corrections policy"),
                            ("verificationFactCheckingPolicy", "Verification and fact checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("noBylinesPolicy", "Stories without a byline"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("masthead", "Masthead"),
                            ("missionCoveragePrioritiesPolicy", "Mission and coverage priorities"),
                            ("diversityPolicy", "Diversity policy"),
                            ("diversityStaffingReport", "Diversity of the staff"),
                            ("actionableFeedbackPolicy", "How readers are heard"),
                            ("privacy", "Privacy policy"),
                            ("terms", "Terms of use"),
                        ],
                        help_text="What search engines and browsers are told that this page is. Each role belongs to one page at most.",
                        max_length=40,
                    ),
                ),
                ("in_footer", models.BooleanField(default=True, verbose_name="in the footer")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="The lowest comes first; pages of one place stand by title.",
                        verbose_name="place in the footer",
                    ),
                ),
                (
                    "slug",
                    models.CharField(
                        blank=True,
                        help_text="For example “about” for /about/. Made from the title if left empty; fixed once readers know it.",
                        max_length=80,
                        unique=True,
                        verbose_name="address",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("changed_at", models.DateTimeField(default=authors.clock.now, editable=False)),
                ("shown_at", models.DateTimeField(editable=False, null=True)),
                ("first_shown_at", models.DateTimeField(editable=False, null=True)),
            ],
            options={
                "verbose_name": "page",
                "ordering": ["position", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="HouseRevision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=authors.clock.now)),
                (
                    "title",
                    authors.text.LineField(
                        blank=True, help_text="For example “About us”; the footer names the page by it.", max_length=120
                    ),
                ),
                (
                    "summary",
                    authors.text.LineField(
                        blank=True,
                        help_text="One sentence under the title, which search engines show too.",
                        max_length=200,
                    ),
                ),
                ("body", models.TextField(blank=True, verbose_name="text")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("about", "About us"),
                            ("contact", "Contact"),
                            ("publishingPrinciples", "Publishing principles"),
                            ("ethicsPolicy", "Ethics policy"),
                            ("correctionsPolicy", "Corrections policy"),
                            ("verificationFactCheckingPolicy", "Verification and fact checking"),
                            ("unnamedSourcesPolicy", "Unnamed sources"),
                            ("noBylinesPolicy", "Stories without a byline"),
                            ("ownershipFundingInfo", "Ownership and funding"),
                            ("masthead", "Masthead"),
                            ("missionCoveragePrioritiesPolicy", "Mission and coverage priorities"),
                            ("diversityPolicy", "Diversity policy"),
                            ("diversityStaffingReport", "Diversity of the staff"),
                            ("actionableFeedbackPolicy", "How readers are heard"),
                            ("privacy", "Privacy policy"),
                            ("terms", "Terms of use"),
                        ],
                        help_text="What search engines and browsers are told that this page is. Each role belongs to one page at most.",
                        max_length=40,
                    ),
                ),
                ("in_footer", models.BooleanField(default=True, verbose_name="in the footer")),
                (
                    "position",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="The lowest comes first; pages of one place stand by title.",
                        verbose_name="place in the footer",
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="revisions", to="articles.housepage"
                    ),
                ),
            ],
            options={
                "ordering": ["page", "-version"],
            },
        ),
        migrations.AddField(
            model_name="housepage",
            name="shown",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.houserevision",
            ),
        ),
        migrations.CreateModel(
            name="HouseStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=authors.clock.now)),
                (
                    "verb",
                    models.CharField(
                        choices=[("publish", "Published"), ("take_off", "Taken off the site")], max_length=8
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="articles.housepage"
                    ),
                ),
            ],
            options={
                "ordering": ["page", "-at", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="houserevision",
            constraint=models.UniqueConstraint(fields=("page", "version"), name="house_revision_once_per_version"),
        ),
        migrations.AddConstraint(
            model_name="housepage",
            constraint=models.CheckConstraint(
                condition=models.Q(("slug", ""), _negated=True), name="house_page_has_an_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="housepage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("role", ""), _negated=True),
                fields=("role",),
                name="house_role_once",
                violation_error_message="Another page has this role already. Take it from that one first.",
            ),
        ),
    ]
