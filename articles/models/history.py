from django.conf import settings
from django.db import models

from articles.models.article import Article
from articles.models.edition import Edition, Immutable
from authors import clock


class KeptQuerySet(models.QuerySet):
    """Rows that are written once and kept for ever."""

    def update(self, **kwargs):
        raise Immutable("The history of a story is never edited.")

    def delete(self):
        raise Immutable("The history of a story is never removed.")


class Kept(models.Model):
    """A row of history: who did what to a story, and when."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        if not self._state.adding:
            raise Immutable("The history of a story is never edited.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise Immutable("The history of a story is never removed.")


class Revision(Kept):
    """The working copy as it stood after one save."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True, help_text="Why, where it was not just a save.")

    class Meta:
        ordering = ["article", "-version"]
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="revision_once_per_version")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class Transition(Kept):
    """One step of a story's way, with the note that went with it."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="transitions")
    verb = models.CharField(max_length=20)
    before = models.CharField(max_length=12)
    after = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(help_text="Of the working copy, at that moment.")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="transitions")

    class Meta:
        ordering = ["article", "-at", "-pk"]
        indexes = [
            models.Index(fields=["article", "-at"], name="transition_by_story"),
            models.Index(fields=["-at"], name="transition_newest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.before} → {self.after}"
