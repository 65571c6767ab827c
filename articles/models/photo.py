import secrets

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from articles.models.agreement import Agreement
from authors import clock
from authors.addresses import AddressField
from authors.text import LineField, ProseField


def originals() -> Storage:
    """Return the private storage: photos as they came in, which nobody is served."""
    return storages["originals"]


def new_token() -> str:
    """Return 128 random bits as 32 hexadecimal digits: a name that cannot be guessed."""
    return secrets.token_hex(16)


class Keyword(models.Model):
    """A word that photos are found by. Readers never see it."""

    name = LineField(max_length=64)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="keyword_once"),
            models.CheckConstraint(condition=~Q(name=""), name="keyword_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Photo(models.Model):
    """A photo in the library, with its facts; they are written through `articles.photos.library`.

    Each use of it in a story has a caption and an alternative text of its own.
    """

    class Shape(models.TextChoices):
        WIDE = "wide", "Landscape"
        TALL = "tall", "Portrait"
        SQUARE = "square", "Square"

    class Limit(models.TextChoices):
        """What a photo may be used for, where that is less than any story at any time."""

        NONE = "", "As often as wanted"
        ONCE = "once", "In one story, whichever comes first"
        STORY = "story", "In one story only"

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    original = models.FileField("file", storage=originals, max_length=200)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the original file, in hexadecimal.")
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="In pixels, upright.")
    height = models.PositiveIntegerField(editable=False, help_text="In pixels, upright.")
    shape = models.CharField(max_length=6, choices=Shape, default=Shape.WIDE, editable=False)
    colour = models.CharField(max_length=7, default="#888888", editable=False, help_text="Shown until the photo is.")
    fingerprint = models.BigIntegerField(
        null=True, editable=False, help_text="Of what it shows; articles/photos/likeness.py."
    )
    file_says = models.JSONField(default=dict, editable=False, help_text="What the file said of itself.")
    focal_x = models.FloatField("focal point from the left", default=0.5, help_text="0 is the left edge, 1 the right.")
    focal_y = models.FloatField("focal point from the top", default=0.5, help_text="0 is the top edge, 1 the bottom.")

    title = LineField("headline", max_length=160, help_text="A few words to find it by, for example “Harbour at dawn”.")
    caption = ProseField(blank=True, help_text="Who, what, where and when; offered to each story that uses the photo.")
    alt = LineField(
        "alternative text", max_length=300, blank=True, help_text="What it shows, for those who cannot see it."
    )
    persons = LineField("persons shown", max_length=400, blank=True, help_text="Names, with commas between them.")
    place = LineField(max_length=120, blank=True, help_text="For example “Ferry pier”.")
    city = LineField(max_length=120, blank=True)
    country = LineField(max_length=120, blank=True)
    taken_at = models.DateTimeField("taken", null=True, blank=True)
    keywords = models.ManyToManyField(Keyword, blank=True, related_name="photos")

    source = LineField(max_length=160, blank=True, help_text="Where it came from, if that is not in the credit.")
    copyright_notice = LineField(max_length=300, blank=True, help_text="For example “© 2026 Ada Vale”.")
    usage_terms = ProseField(blank=True, help_text="What it may be used for, in words; goes out in the files.")
    web_statement = AddressField("rights on the web", max_length=400, blank=True)
    licensor_url = AddressField("where to license it", max_length=400, blank=True)
    instructions = ProseField(blank=True, help_text="For the newsroom: what its giver asks.")
    digital_source_type = models.CharField("made by", max_length=40, blank=True)

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, null=True, blank=True, related_name="photos")
    usable_from = models.DateTimeField("may be shown from", null=True, blank=True, help_text="An embargo ends then.")
    usable_until = models.DateTimeField("may be shown until", null=True, blank=True)
    limit = models.CharField("how often", max_length=5, choices=Limit, default=Limit.NONE, blank=True)
    only_story = models.ForeignKey(
        "articles.Article",
        verbose_name="the one story",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="photos_of_its_own",
    )
    web_only = models.BooleanField("web only", default=False, help_text="Not for print, nor for those who copy us.")
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_because = models.TextField(blank=True, editable=False)

    cut_key = models.CharField(
        max_length=8, default="", editable=False, help_text="Of the files that are served now; see Cut."
    )
    words = models.TextField(blank=True, editable=False, help_text="What it is found by, in lower case.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploaded_photos",
        editable=False,
    )
    created_at = models.DateTimeField("added", default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Counts the changes of its facts.")

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="photo_has_a_size"),
            models.CheckConstraint(
                condition=Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="photo_focal_point_within",
            ),
            models.CheckConstraint(
                condition=Q(usable_from=None) | Q(usable_until=None) | Q(usable_from__lt=F("usable_until")),
                name="photo_term_forward",
            ),
            models.CheckConstraint(
                condition=Q(limit="story", only_story__isnull=False) | (~Q(limit="story") & Q(only_story=None)),
                name="photo_limit_names_its_story",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_because=""), name="photo_withdrawn_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="photo_newest_first"),
            models.Index(fields=["digest"], name="photo_by_digest"),
            models.Index(fields=["shape", "-created_at", "-id"], name="photo_by_shape"),
            models.Index(fields=["uploaded_by", "-created_at", "-id"], name="photo_by_uploader"),
            models.Index(fields=["usable_until"], name="photo_by_end", condition=Q(usable_until__isnull=False)),
            models.Index(fields=["usable_from"], name="photo_by_start", condition=Q(usable_from__isnull=False)),
            models.Index(fields=["-withdrawn_at"], name="photo_withdrawn", condition=Q(withdrawn_at__isnull=False)),
            models.Index(fields=["taken_at"], name="photo_by_day", condition=Q(taken_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title or f"Photo {self.pk}"


class CreditPart(models.Model):
    """One part of a photo's credit chain: “Ada Vale / Northline”, “Defence Ministry via MPA”.

    The relation says how a part stands to the one before it; the first part is the one who took the picture, or
    who gave it out.
    """

    class Relation(models.TextChoices):
        BY = "by", "by"
        FOR = "for", "for"
        VIA = "via", "via"
        HANDOUT = "handout", "handout"
        COURTESY = "courtesy", "courtesy of"
        POOL = "pool", "pool"

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="credit_parts")
    position = models.PositiveSmallIntegerField()
    relation = models.CharField(max_length=8, choices=Relation, default=Relation.BY)
    name = LineField(max_length=120)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["photo", "position"], name="credit_part_in_order"),
            models.CheckConstraint(condition=~Q(name=""), name="credit_part_names_somebody"),
            models.CheckConstraint(
                condition=Q(relation__in=["by", "for", "via", "handout", "courtesy", "pool"]),
                name="credit_relation_known",
            ),
        ]
        indexes = [models.Index(fields=["name", "-photo"], name="credit_part_by_name")]

    def __str__(self) -> str:
        return self.name
