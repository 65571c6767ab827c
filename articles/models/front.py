from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.edition import Edition
from articles.models.history import Kept
from articles.models.section import Section
from authors import clock
from authors.text import LineField


class Front(models.Model):
    """A page that editors arrange by hand: the front page, or the top of a section's. Written by `fronts.saving` alone.

    What stands where is one arrangement, saved whole: `articles/fronts/arrangement.py` says what it holds.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, null=True, blank=True, related_name="fronts")
    version = models.PositiveIntegerField(default=0)
    arrangement = models.JSONField(default=dict, help_text="Empty: the rules alone say what stands where.")

    class Meta:
        verbose_name = "front page"
        verbose_name_plural = "front page"
        constraints = [
            # the one without a section is that of the site
            models.UniqueConstraint(Coalesce("section", 0, output_field=BigIntegerField()), name="front_once"),
        ]

    def __str__(self) -> str:
        return self.section.name if self.section else "Front page"


class FrontRevision(Kept):
    """A front as it stood after one save; or beside that, an arrangement that was refused, for it came too late."""

    front = models.ForeignKey(Front, on_delete=models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField(help_text="That it made; of one that stands beside, that it began from.")
    arrangement = models.JSONField()
    note = models.CharField(max_length=200, blank=True, help_text="Why, where it was not just a save.")
    aside = models.BooleanField(default=False, help_text="Somebody else had saved meanwhile.")

    class Meta:
        ordering = ["front", "-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["front", "version"], condition=Q(aside=False), name="front_revision_once_per_version"
            ),
        ]
        indexes = [models.Index(fields=["front", "-at", "-id"], name="front_revision_newest_first")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class BannerQuerySet(models.QuerySet):
    def on(self, now: datetime) -> "BannerQuerySet":
        """The one that readers see at `now`, first: a later one stands over those before it."""
        return self.filter(begins__lte=now, ends__gt=now).order_by("-begins", "-pk")

    def with_address(self, now: datetime) -> "BannerQuerySet":
        """With the day and slug of where the story of each is visible at `now`; empty while it is not."""
        visible = Edition.objects.visible(now).filter(article=OuterRef("story_id")).order_by("pk")
        return self.annotate(
            day=Subquery(visible.values("address__day")[:1]), slug=Subquery(visible.values("address__slug")[:1])
        )


class Banner(models.Model):
    """One line above every readers' page, from one instant to another. Written by `fronts.banner` alone, and kept."""

    class Tone(models.TextChoices):
        BREAKING = "breaking", _("Breaking")
        LIVE = "live", _("Happening now")
        NOTICE = "notice", _("Notice to readers")

    text = LineField(max_length=120)
    tone = models.CharField(max_length=10, choices=Tone, default=Tone.BREAKING)
    story = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When somebody took it down before its end.")

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="banner_says_something"),
            models.CheckConstraint(condition=Q(ends__gte=F("begins")), name="banner_interval_forward"),
        ]
        indexes = [models.Index(fields=["ends"], name="banner_by_end")]

    def __str__(self) -> str:
        return self.text
