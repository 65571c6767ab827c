"""Who writes: authors, as readers know them."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import pgettext

from authors import slugs
from authors.mail import check_mail_address
from authors.text import LineField, ProseField


class Author(models.Model):
    """A name that stands above stories, with what readers may know about the person."""

    name = LineField(max_length=120, help_text="As it stands in bylines, for example “Mara Lindqvist”.")
    slug = models.CharField(
        "address",
        max_length=80,
        unique=True,
        blank=True,
        help_text="The end of the author's address, /authors/…/. Made from the name; it stays when the name changes.",
    )
    role = LineField(max_length=120, blank=True, help_text="For example “political editor”.")
    organisation = LineField(max_length=120, blank=True, help_text="Where the author works, if not here.")
    biography = ProseField(blank=True, help_text="Plain text; an empty line begins a new paragraph.")
    portrait = models.ForeignKey(
        "articles.Photo",
        verbose_name="portrait",
        on_delete=models.PROTECT,
        related_name="portrayed",
        null=True,
        blank=True,
        help_text="A photo from the library.",
    )
    links = models.JSONField(
        "links elsewhere", default=list, blank=True, help_text="Each an object with a label and a url, in order."
    )
    email = models.EmailField(
        "email address",
        blank=True,
        validators=[check_mail_address],
        help_text="Where readers’ letters go. No page shows it.",
    )
    readers_may_write = models.BooleanField(
        "readers may write",
        default=False,
        help_text="Puts a form on the author’s page, whose letters go to the address above.",
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name="account",
        on_delete=models.SET_NULL,
        related_name="author",
        null=True,
        blank=True,
        help_text="Who may edit this biography as their own.",
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="author_has_a_name"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="author_has_an_address"),
            models.CheckConstraint(
                condition=models.Q(readers_may_write=False) | ~models.Q(email=""),
                name="author_written_to_has_an_address",
                violation_error_message="Give the address that readers’ letters go to, or let them not write.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.slug = self.slug or slugs.for_row(self, self.name, fallback="author", prefix="authors/")
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("author", args=[self.slug])

    def clean(self) -> None:
        if self.slug:
            self.slug = slugs.slugify(self.slug, fallback="author")
        else:
            self.slug = slugs.for_row(self, self.name, fallback="author", prefix="authors/")
        slugs.check_free(self.slug, "authors/")

    @property
    def can_be_written_to(self) -> bool:
        """Whether readers find a form by which they can write to the author."""
        return self.readers_may_write and bool(self.email)

    @property
    def description(self) -> str:
        """What stands under the name: role and organisation, each where there is one."""
        if not (self.role and self.organisation):
            return self.role or self.organisation
        told = {"role": self.role, "organisation": self.organisation}
        return pgettext("who somebody is", "%(role)s, %(organisation)s") % told

    @property
    def paragraphs(self) -> list[str]:
        return [" ".join(part.split()) for part in self.biography.split("\n\n") if part.strip()]
