from django.db import models

from articles.models.history import Kept
from articles.models.photo import Photo
from authors import clock


class Cut(models.Model):
    """What the served files of a photo are made of: its focal point, and the facts that they carry.

    Each that a photo ever had is kept, so that a file that stands in an old edition can be made again.
    """

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="cuts")
    key = models.CharField(max_length=8, help_text="Stands in the files' addresses.")
    focal_x = models.FloatField()
    focal_y = models.FloatField()
    marks = models.JSONField(help_text="articles.photos.metadata.write.Marks")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["photo", "pk"]
        constraints = [models.UniqueConstraint(fields=["photo", "key"], name="cut_once")]

    def __str__(self) -> str:
        return self.key


class Likeness(models.Model):
    """A piece of a photo's fingerprint, by which pictures that look alike are found (articles/photos/likeness.py)."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="likenesses")
    band = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "likenesses"
        constraints = [models.UniqueConstraint(fields=["band", "photo"], name="likeness_once")]

    def __str__(self) -> str:
        return str(self.band)


class PhotoChange(Kept):
    """That a fact of a photo was changed: from what, to what, by whom."""

    photo = models.ForeignKey(Photo, on_delete=models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField(help_text="Of the photo's facts, after it.")
    fact = models.CharField(max_length=24)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["photo", "-at", "-pk"]
        indexes = [models.Index(fields=["photo", "-at"], name="photo_change_by_photo")]

    def __str__(self) -> str:
        return f"{self.fact}: {self.before} → {self.after}"
