from django.db import models
from django.urls import reverse

from authors import slugs
from authors.text import LineField


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
        self.slug = self.slug or slugs.for_row(self, self.name, fallback="section")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("section", args=[self.slug])

    def clean(self) -> None:
        if self.slug:
            self.slug = slugs.slugify(self.slug, fallback="section")
        else:
            self.slug = slugs.for_row(self, self.name, fallback="section")
        slugs.check_free(self.slug)
