"""The entries of feeds, made from editions that readers see."""

from collections.abc import Iterable
from html import escape
from urllib.parse import urljoin

from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from articles import references
from articles.audio import CONTENT_TYPES
from articles.corrections import Correction
from articles.feeds.feed import Audio, Entry, Person, Photo
from articles.feeds.full_text import full_text, plain
from articles.models import Byline, Edition
from articles.photos import credits, renditions


def of_stories(editions: Iterable[Edition]) -> list[Entry]:
    """Return an entry for each of `editions`, which come with section and address: one query for all they refer to."""
    editions = list(editions)
    named = set().union(*(references.keys(edition.document["body"]) for edition in editions))
    targets = references.visible(named)
    return [_story(edition, targets) for edition in editions]


def of_corrections(corrections: Iterable[Correction]) -> list[Entry]:
    """Return an entry for each of `corrections`: no query."""
    return [_correction(correction) for correction in corrections]


def permanent(edition: Edition) -> str:
    """Return the address that stays the story's whatever happens to its slug."""
    return settings.SITE_URL + references.permanent(edition.article_id)


def _story(edition: Edition, targets: dict[int, references.Target]) -> Entry:
    document = edition.document
    url = settings.SITE_URL + edition.get_absolute_url()
    return Entry(
        id=permanent(edition),
        url=url,
        title=document["headline"],
        summary=document["standfirst"],
        html=full_text(edition, url, targets),
        language=edition.section.language or settings.LANGUAGE_CODE,
        published=edition.first_published_at,
        updated=edition.updated_at,
        authors=_people(document, by=True),
        contributors=_people(document, by=False),
        categories=list(dict.fromkeys([edition.section.name, *(topic["name"] for topic in document["topics"])])),
        photo=photo(document["lead"]),
        audio=_audio(document["audio"]),
    )


def _correction(correction: Correction) -> Entry:
    edition, label = correction.edition, str(correction.kind.label)
    url, headline = settings.SITE_URL + edition.get_absolute_url(), correction.headline
    html = f'{linebreaks(correction.text, autoescape=True)}<p><a href="{escape(url)}">{escape(headline)}</a></p>'
    return Entry(
        # an edition keeps the notes of those before it, in their order
        id=f"{permanent(edition)}#note-{correction.number + 1}",
        url=settings.SITE_URL + correction.url,
        title=_("%(kind)s: %(headline)s") % {"kind": label, "headline": headline},
        summary=correction.text,
        html=plain(html, url),
        language=edition.section.language or settings.LANGUAGE_CODE,
        published=correction.at,
        updated=correction.at,
        authors=[],
        categories=[label, edition.section.name],
    )


def _people(document: dict, *, by: bool) -> list[Person]:
    rows = [row for row in document["bylines"] if (row["role"] == Byline.Role.BY) == by]
    return [Person(row["name"], settings.SITE_URL + reverse("author", args=[row["slug"]])) for row in rows]


def photo(use: dict | None) -> Photo | None:
    """Return a use of a photo, as documents hold it; None for none."""
    if not use:
        return None
    facts = use["photo"]
    files = renditions.sources(facts)
    sizes = dict(files["jpeg"])
    (thumbnail, narrow), wide = files["jpeg"][0], sizes[files["src"]]
    return Photo(
        url=urljoin(settings.SITE_URL, files["src"]),
        width=wide,
        height=max(1, round(wide * files["height"] / files["width"])),
        thumbnail=urljoin(settings.SITE_URL, thumbnail),
        thumbnail_width=narrow,
        thumbnail_height=max(1, round(narrow * files["height"] / files["width"])),
        alt=use["alt"],
        caption=use["caption"],
        credit=credits.shown(use["credit"]),
        copyright=facts.get("copyright_notice", ""),
    )


def _audio(audio: dict | None) -> Audio | None:
    """Return a story's recording; None where its file is gone."""
    if not audio:
        return None
    name = audio["file"]
    try:
        # a name stands for the same file for ever; a store elsewhere is asked for its length once
        length = cache.get_or_set(f"length:{name}", lambda: default_storage.size(name), timeout=None)
    except FileNotFoundError:
        return None
    kind = CONTENT_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Audio(urljoin(settings.SITE_URL, settings.MEDIA_URL + name), kind, length, audio["seconds"])
