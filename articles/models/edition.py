from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from taggit.models import Tag

from articles.models.article import Article
from articles.models.photo import Photo
from articles.models.section import Section
from articles.states import Kind
from authors import clock
from authors.models import Author


class Immutable(Exception):
    """Somebody tried to change or remove what is kept for ever."""


class Address(models.Model):
    """A permanent address of a story: the day of its first publication, and a slug.

    A story whose slug changed later has several; its editions say which is the current one, and the others
    lead there in one hop.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="addresses")
    day = models.DateField(help_text="In the newsroom's time zone.")
    slug = models.CharField(max_length=80)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            models.UniqueConstraint(fields=["day", "slug"], name="address_once"),
            models.CheckConstraint(condition=~Q(slug=""), name="address_has_a_slug"),
        ]

    def __str__(self) -> str:
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        return reverse("story", args=self._parts())

    def get_gallery_url(self) -> str:
        return reverse("photos", args=self._parts())

    def _parts(self) -> list[str]:
        return [f"{self.day:%Y}", f"{self.day:%m}", f"{self.day:%d}", self.slug]


class EditionQuerySet(models.QuerySet):
    def visible(self, now: datetime) -> "EditionQuerySet":
        """What readers see at `now`: the only rule there is."""
        return self.filter(Q(visible_until=None) | Q(visible_until__gt=now), visible_from__lte=now)

    def went_out(self, now: datetime) -> "EditionQuerySet":
        """Those that readers see or have seen: not the scheduled, not the unscheduled."""
        return self.filter(visible_from__lte=now).exclude(visible_until__lte=F("visible_from"))

    def upcoming(self, now: datetime) -> "EditionQuerySet":
        """Those that are scheduled and not called off."""
        return self.filter(visible_from__gt=now, visible_until=None)

    def first_published_here(self) -> "EditionQuerySet":
        """Those that did not appear elsewhere before: what search engines are to find with us."""
        return self.exclude(card__has_key="elsewhere")

    def newest_first(self) -> "EditionQuerySet":
        """In the order of lists: by first publication, then by key."""
        return self.order_by("-first_published_at", "-pk")

    def for_list(self) -> "EditionQuerySet":
        """With all that a line of a list shows: one query, and no story's body."""
        return self.select_related("section", "address").defer("document", "notes")

    def delete(self):
        raise Immutable("Editions are kept for ever: withdraw the story instead.")


class Edition(models.Model):
    """One published version of a story: a complete copy, as it went out. Made by `articles.workflow` alone.

    It never changes but for the end of its interval: `visible_until`, and why, where the story was withdrawn.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveIntegerField()
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="editions")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="editions")
    visible_from = models.DateTimeField()
    visible_until = models.DateTimeField(null=True, blank=True)
    first_published_at = models.DateTimeField(help_text="When the story first went out. It never moves.")
    updated_at = models.DateTimeField(help_text="When its substance last changed. A minor fix does not move it.")
    kind = models.CharField(max_length=16, choices=Kind)
    note = models.TextField(blank=True, help_text="What changed, in words for readers.")
    notes = models.JSONField(default=list, help_text="The story's public notes so far: kind, text, time.")
    document = models.JSONField(help_text="The story document; articles/document.py says what it holds.")
    card = models.JSONField(help_text="What a list shows of it.")
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="published_editions"
    )
    made_at = models.DateTimeField(default=clock.now)
    withdrawn_because = models.TextField(blank=True, help_text="Shown at the address of a withdrawn story.")
    authors = models.ManyToManyField(Author, through="EditionAuthor", related_name="editions")

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "number"]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["article"], condition=Q(visible_until=None), name="edition_one_open_per_story"
            ),
            models.CheckConstraint(
                condition=Q(visible_until=None) | Q(visible_until__gte=F("visible_from")),
                name="edition_interval_forward",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="edition_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind__in=["correction", "clarification"]) | ~Q(note=""), name="edition_correction_has_note"
            ),
            models.CheckConstraint(
                condition=Q(first_published_at__lte=F("updated_at"), updated_at__lte=F("visible_from")),
                name="edition_clocks_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["-first_published_at", "-id"], name="edition_newest_first"),
            models.Index(fields=["section", "-first_published_at", "-id"], name="edition_by_section"),
            models.Index(fields=["visible_from"], name="edition_by_opening"),
        ]

    def __str__(self) -> str:
        return f"{self.card.get('headline', '')}, edition {self.number}"

    def save(self, *args, **kwargs) -> None:
        if self.pk and not self._state.adding:
            raise Immutable("An edition never changes: publish the next one.")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.address.get_absolute_url()

    def delete(self, *args, **kwargs):
        raise Immutable("Editions are kept for ever: withdraw the story instead.")


class EditionAuthor(models.Model):
    """That an author stands in an edition's byline: what author pages list."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    author = models.ForeignKey(Author, on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()
    first_published_at = models.DateTimeField(help_text="The edition's, again: so that one index gives the list.")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["edition", "author"], name="edition_author_once")]
        indexes = [models.Index(fields=["author", "-first_published_at", "-edition"], name="edition_by_author")]

    def __str__(self) -> str:
        return str(self.author_id)


class EditionTopic(models.Model):
    """That an edition carries a topic: what topic pages list."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE)
    topic = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="edition_topics")
    first_published_at = models.DateTimeField(help_text="The edition's, again: so that one index gives the list.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "topic"], name="edition_topic_once")]
        indexes = [models.Index(fields=["topic", "-first_published_at", "-edition"], name="edition_by_topic")]

    def __str__(self) -> str:
        return str(self.topic_id)


class EditionCorrection(models.Model):
    """That a note of an edition is a correction or a clarification: what the list of corrections is made from."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="corrections")
    number = models.PositiveSmallIntegerField(help_text="Its place among the edition's notes.")
    at = models.DateTimeField(help_text="The note's, again: so that one index gives the list.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="edition_correction_once")]
        indexes = [models.Index(fields=["-at", "-id"], name="edition_correction_newest")]

    def __str__(self) -> str:
        return f"{self.edition_id}, note {self.number}"


class EditionPhoto(models.Model):
    """That an edition shows a photo: where a photo is used, and which pages a change of its rights concerns."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="uses_of_photos")
    photo = models.ForeignKey(Photo, on_delete=models.PROTECT, related_name="edition_uses")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "photo"], name="edition_photo_once")]
        indexes = [models.Index(fields=["photo", "-edition"], name="edition_by_photo")]

    def __str__(self) -> str:
        return str(self.photo_id)
