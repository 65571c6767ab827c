from django.conf import settings
from django.db import models
from django.urls import reverse

from articles.models import root
from authors import slugs
from authors.text import LineField


def languages() -> list[tuple[str, str]]:
    """Return the languages that a section's stories may be written in, each a tag (`pt-br`) and a name, by name."""
    return [("", "The site's"), *sorted(settings.LANGUAGES, key=lambda language: language[1])]


class Section(models.Model):
    """A part of the paper, such as World, with an address and a front of its own."""

    name = LineField(max_length=60, unique=True)
    slug = models.CharField(
        "address",
        max_length=80,
        unique=True,
        blank=True,
        help_text="The section's address, for example “world” for /world/. Made from the name.",
    )
    description = LineField(max_length=200, blank=True, help_text="One sentence, under the section's name.")
    language = models.CharField(
        max_length=15,
        blank=True,
        choices=languages,
        help_text="Of the stories in it: for quotation marks, dashes and spell checking. Empty: the site's.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the menu; the lowest comes first.")

    class Meta:
        ordering = ["position", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="section_has_a_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="section_has_an_address"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or root.for_row(self, self.name, fallback="section")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    def clean(self) -> None:
        if self.slug:
            self.slug = slugs.slugify(self.slug, fallback="section")
        else:
            self.slug = root.for_row(self, self.name, fallback="section")
        root.check(self.slug, self)
