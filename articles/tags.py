"""Topics. The only module that knows which library keeps them."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from taggit.models import Tag, TaggedItem
from taggit.utils import _parse_tags, edit_string_for_tags

from authors import slugs
from authors.text import normalise_line

LONGEST = 100
assert settings.TAGGIT_CASE_INSENSITIVE, "“Harbour” and “harbour” are one topic"


def of(article) -> list[Tag]:
    """Return the topics of `article`, by name."""
    return sorted(article.tags.all(), key=lambda tag: (tag.name.casefold(), tag.pk))


def put(article, names: list[str]) -> None:
    """Make `names` the topics of `article`; unknown ones are created, case does not matter."""
    names = [name for name in (normalise_line(name)[:LONGEST].strip() for name in names) if name]
    article.tags.set(names, clear=False)
    for tag in article.tags.filter(slug=""):  # of “!!!” the library makes no slug
        tag.slug = slugs.for_row(tag, tag.name, fallback="topic", prefix="topics/")
        tag.save(update_fields=["slug"])


def named(names: list[str]) -> list[Tag]:
    """Return the topics that `put` would give a story for `names`, by name: unsaved where there is none yet."""
    names = [name for name in (normalise_line(name)[:LONGEST].strip() for name in names) if name]
    wanted = Q(pk__in=[])
    for name in names:
        wanted |= Q(name__iexact=name)
    there = {tag.name.casefold(): tag for tag in Tag.objects.filter(wanted)} if names else {}
    found = [there.get(name.casefold()) or Tag(name=name, slug=slugs.slugify(name, fallback="topic")) for name in names]
    return sorted(found, key=lambda tag: (tag.name.casefold(), tag.pk or 0))


def parse(text: str) -> list[str]:
    """Return the names in `text`: commas between them, quotation marks around one that holds a comma."""
    return _parse_tags(normalise_line(text))


def line(tags: list[Tag]) -> str:
    """Return `tags` as `parse` reads them."""
    return edit_string_for_tags(tags)


def relate_many(pairs: Iterable[tuple]) -> None:
    """Give new stories their topics by the batch: pairs of a story and a topic's key."""
    pairs = list(pairs)
    if not pairs:
        return
    kind = ContentType.objects.get_for_model(pairs[0][0])
    TaggedItem.objects.bulk_create(
        TaggedItem(content_type=kind, object_id=article.pk, tag_id=topic) for article, topic in pairs
    )


def containing(term: str) -> QuerySet[Tag]:
    """Return the topics whose names hold `term`, by name."""
    return Tag.objects.filter(name__icontains=term).order_by("name", "pk")
