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


class RevisionQuerySet(KeptQuerySet):
    """What somebody saved is kept for ever; what the editor saved by itself may be outgrown."""

    def settle(self) -> int:
        """Make these lasting: somebody saved them, or took a step with them. Returns how many were not yet."""
        return super(KeptQuerySet, self.filter(autosave=True)).update(autosave=False)

    def outgrow(self, *, version: int, document: dict, digest: str) -> None:
        """Put the next autosave, which holds every character of this one, in its place."""
        rows = self.filter(autosave=True)
        super(KeptQuerySet, rows).update(version=version, document=document, digest=digest, at=clock.now())


class Revision(Kept):
    """The working copy as it stood after one save.

    The editor saves by itself while somebody types: `autosave`, from the open form `page`. Such a revision is outgrown
    by the next one of that form when that one holds all of its characters, and lasts otherwise.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="revisions")
    version = models.PositiveIntegerField()
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    note = models.CharField(max_length=200, blank=True, help_text="Why, where it was not just a save.")
    autosave = models.BooleanField(default=False)
    page = models.UUIDField(null=True, help_text="One loading of an open form; a form loaded again is another.")

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["article", "-version"]
        constraints = [models.UniqueConstraint(fields=["article", "version"], name="revision_once_per_version")]

    def __str__(self) -> str:
        return f"Version {self.version}"


class Aside(models.Model):
    """What somebody typed that could not become the story's text: kept beside it, to be compared and brought in.

    One open form writes one row for each version it started from, as long as nothing is deleted from its text.
    """

    class Why(models.TextChoices):
        HELD = "held", "somebody else was writing"
        STALE = "stale", "the story had been saved meanwhile"
        APPROVED = "approved", "the story was approved"
        RIGHTS = "rights", "the story was not theirs to edit then"

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="asides")
    version = models.PositiveIntegerField(help_text="Of the story, when the typing began.")
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=8, choices=Why)
    tab = models.UUIDField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["article", "-at", "-pk"]

    def __str__(self) -> str:
        return f"Beside version {self.version}"


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
