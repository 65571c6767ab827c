from django.db import models
from django.utils.translation import pgettext

from articles.languages import of_readers
from articles.models.article import Article
from authors.text import LineField


class Agency(models.Model):
    """A news agency whose work stands in our stories."""

    name = LineField(max_length=120, unique=True, help_text="In full, for example “Meridian Press Agency”.")
    short_name = LineField(max_length=40, blank=True, help_text="As readers know it, for example “MPA”.")
    takes_article = models.BooleanField(
        "with “the”", default=False, help_text="Whether sentences say “the MPA” or just “MPA”."
    )

    class Meta:
        verbose_name_plural = "agencies"
        ordering = ["name", "pk"]
        constraints = [models.CheckConstraint(condition=~models.Q(name=""), name="agency_has_a_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The agency's name within a sentence: `the MPA`."""
        name = self.short_name or self.name
        if not self.takes_article:
            return name
        with of_readers():
            return with_article(name)


def with_article(name: str) -> str:
    """Return the `name` of an agency with the article that it has within a sentence."""
    return pgettext("an agency’s name within a sentence", "the %(agency)s") % {"agency": name}


class Contribution(models.Model):
    """What an agency gave to a story; all of a story's together make its agency line."""

    class How(models.TextChoices):
        CONTRIBUTED = "contributed", "contributed to this report"
        REPORTED = "reported", "reported this story"
        MATERIAL = "material", "provided material"

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="contributions")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="contributions")
    how = models.CharField("how", max_length=12, choices=How, default=How.CONTRIBUTED)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "agency contribution"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["article", "agency"], name="agency_once_per_story"),
            models.CheckConstraint(
                condition=models.Q(how__in=["contributed", "reported", "material"]), name="contribution_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.get_how_display()}"
