import secrets

from django.conf import settings
from django.core.files.storage import storages
from django.db import models

from authors import clock
from authors.text import LineField, ProseField


def originals():
    """Return the private storage: photos as they came in, which nobody is served."""
    return storages["originals"]


def new_token() -> str:
    """Return 128 random bits as 32 hexadecimal digits: a name that cannot be guessed."""
    return secrets.token_hex(16)


class Photo(models.Model):
    """A photo in the library. Each use of it in a story has a caption and an alternative text of its own."""

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    original = models.FileField("file", storage=originals, max_length=200)
    digest = models.CharField(max_length=64, editable=False, help_text="SHA-256 of the original file, in hexadecimal.")
    format = models.CharField(max_length=8, editable=False)
    width = models.PositiveIntegerField(editable=False, help_text="In pixels, upright.")
    height = models.PositiveIntegerField(editable=False, help_text="In pixels, upright.")
    colour = models.CharField(max_length=7, default="#888888", editable=False, help_text="Shown until the photo is.")
    focal_x = models.FloatField("focal point from the left", default=0.5, help_text="0 is the left edge, 1 the right.")
    focal_y = models.FloatField("focal point from the top", default=0.5, help_text="0 is the top edge, 1 the bottom.")

    title = LineField(max_length=160, help_text="A few words to find it by, for example “Harbour at dawn”.")
    caption = ProseField(blank=True, help_text="Who, what, where and when; offered to each story that uses the photo.")
    alt = LineField(
        "alternative text", max_length=300, blank=True, help_text="What it shows, for those who cannot see it."
    )
    place = LineField(max_length=120, blank=True)
    taken_at = models.DateTimeField("taken", null=True, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="uploaded_photos",
        editable=False,
    )
    created_at = models.DateTimeField("added", default=clock.now, editable=False)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(width__gt=0, height__gt=0), name="photo_has_a_size"),
            models.CheckConstraint(
                condition=models.Q(focal_x__gte=0, focal_x__lte=1, focal_y__gte=0, focal_y__lte=1),
                name="photo_focal_point_within",
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="photo_newest_first")]

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
            models.CheckConstraint(condition=~models.Q(name=""), name="credit_part_names_somebody"),
            models.CheckConstraint(
                condition=models.Q(relation__in=["by", "for", "via", "handout", "courtesy", "pool"]),
                name="credit_relation_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name
