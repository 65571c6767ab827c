"""The addresses right below the site's root, which sections and pages of the house share."""

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from authors import slugs


def for_row(row: models.Model, name: str, *, fallback: str) -> str:
    """Return a slug made from `name` that is no address of the site's own, and of no other section or page."""
    return slugs.free(
        slugs.slugify(name, fallback=fallback),
        lambda slug: slugs.is_reserved(slug) or holder(slug, without=row) is not None,
    )


def check(slug: str, row: models.Model) -> None:
    """Raise `ValidationError` where `row` cannot have the address `slug`: a sentence that says whose it is."""
    slugs.check_free(slug)
    if other := holder(slug, without=row):
        raise ValidationError(
            f"“{slug}” is the address of the {other._meta.verbose_name} “{other}”. "
            f"Choose another, for example “{slug}-{row._meta.verbose_name}”."
        )


def holder(slug: str, *, without: models.Model) -> models.Model | None:
    """Return the section or the page that has the address `slug`, and is not the row `without`."""
    for name in ("Section", "HousePage"):
        rows = apps.get_model("articles", name)._default_manager.filter(slug=slug)
        if isinstance(without, rows.model):
            rows = rows.exclude(pk=without.pk)
        if found := rows.first():
            return found
    return None
