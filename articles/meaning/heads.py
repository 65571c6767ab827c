"""The head of a page, for search and for sharing: title, description, canonical address, Open Graph, X card."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import cards
from articles.meaning import images, stories
from articles.meaning.door import absolute
from articles.models import Edition
from articles.page import Gallery, Person, Story, first_published

LONGEST = 200  # characters of a description: search shows some 160, those who share pages up to 200
BACK = 40  # characters that are given up for the end of a word
COUNTRY = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
LARGEST = 280  # pixels across a picture, below which nobody shows it large


@dataclass(frozen=True)
class Image:
    """A picture for sharing."""

    address: str  # on the site
    type: str
    width: int
    height: int
    alt: str

    @property
    def url(self) -> str:
        return absolute(self.address)

    @property
    def is_large(self) -> bool:
        return self.width >= LARGEST


@dataclass(frozen=True)
class Head:
    """What `templates/_head.html` writes. What is empty is left out."""

    title: str
    description: str = ""
    kind: str = "website"  # Open Graph's type
    url: str = ""  # absolute: this page, or where what it shows stands
    canonical: str = ""  # absolute: the page that search engines are to show
    image: Image | None = None
    locale: str = ""  # as Open Graph writes it, with a country: en_GB
    section: str = ""
    topics: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)  # absolute addresses
    published_at: datetime | None = None
    updated_at: datetime | None = None
    oembed: list[tuple[str, str]] = field(default_factory=list)  # type and address
    robots: str = ""

    @property
    def x_account(self) -> str:
        return settings.X_ACCOUNT


def page(title: str, description: str, address: str, *, kind: str = "website", is_first: bool = True) -> Head:
    """Return the head of a page of the site; of the later pages of a list, which search engines need not show."""
    here = absolute(address)
    return Head(
        title=title,
        description=shortened(description),
        kind=kind,
        url=here,
        canonical=here if is_first else "",
        locale=locale(),
        robots="" if is_first else "noindex, follow",
    )


def person(shown: Person, *, is_first: bool) -> Head:
    """Return the head of an author's page."""
    description = next(iter(shown.paragraphs), shown.description) or _("What %(name)s wrote for %(site)s.") % {
        "name": shown.name,
        "site": settings.SITE_NAME,
    }
    return page(shown.name, description, shown.url, kind="profile", is_first=is_first)


def story(edition: Edition, story: Story) -> Head:
    """Return the head of the page of `edition`, which shows `story`."""
    formats = (("application/json+oembed", "json"), ("text/xml+oembed", "xml"))
    asked = absolute(reverse("oembed"))
    return Head(
        title=story.title,
        description=shortened(story.description),
        kind="article",
        url=story.url,
        canonical=_first_address(edition) or story.url,
        image=image(edition.document, cards.address(edition)),
        locale=locale(edition.section.language),
        section=edition.section.name,
        topics=[topic["name"] for topic in story.topics],
        authors=[absolute(person.url) for person in story.authors],
        published_at=story.published_at,
        updated_at=story.updated_at,
        oembed=[(kind, f"{asked}?{urlencode({'url': story.url, 'format': name})}") for kind, name in formats],
    )


def preview(story: Story) -> Head:
    """Return the head of a page that is no reader's: its words, and no address."""
    return Head(title=story.title, description=shortened(story.description), kind="article", robots="noindex")


def gallery(edition: Edition, shown: Gallery) -> Head:
    """Return the head of a story's photos; search engines are to show the story, with its words."""
    return Head(
        title=shown.title,
        description=shortened(shown.description),
        kind="article",
        url=shown.url,
        canonical=_first_address(edition) or shown.canonical,
        image=image(edition.document, cards.address(edition)),
        locale=locale(edition.section.language),
    )


def locale(language: str = "") -> str:
    """Return the locale of a story in the section's `language`; nothing for one that names no country (`la`)."""
    tag = stories.language(language)
    return tag.replace("-", "_") if COUNTRY.fullmatch(tag) else ""


def shortened(text: str) -> str:
    """Return `text`, cut with an ellipsis where it is too long: at the end of a word, where its script has any."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    space = cut.rfind(" ")
    if space >= LONGEST - BACK:
        cut = cut[:space]
    elif unicodedata.combining(text[LONGEST - 1]):  # a mark is not parted from its letter
        cut = cut[:-1]
    return f"{cut.rstrip(' ,;:.–—')}…"


def image(document: dict, card: str) -> Image:
    """Return the picture that stands for a story: its photo, or the card that is drawn of it at the address `card`."""
    use = images.main_use(document)
    if use is None:
        return Image(card, "image/png", *cards.SIZE, f"{document['headline']} ({settings.SITE_NAME})")
    address, width, height = images.file(use["photo"], "16x9")
    return Image(address, "image/jpeg", width, height, use["alt"] or document["headline"])


def _first_address(edition: Edition) -> str:
    """Return where the story first appeared; nothing for one of our own."""
    first = first_published(edition.document)
    return first["url"] if first else ""
