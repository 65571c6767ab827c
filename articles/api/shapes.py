"""What the API says of a story, a section, an author and a topic: in schema.org's names, and ninjs's where it has none.

Each shape has all its members always: a text that is not there is empty, a thing that is not there is null. Every
address is absolute.
"""

from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from articles import bylines, page, xml
from articles import document as documents
from articles.audio import CONTENT_TYPES
from articles.body import figures
from articles.feeds import entries
from articles.feeds.full_text import FeedRenderer, plain
from articles.meaning.door import absolute, web
from articles.meaning.stories import language
from articles.models import Byline, Edition, Section
from articles.references import Target
from articles.story_text import body_html
from articles.tags import Tag
from authors.models import Author

Role = Byline.Role
Shape = dict[str, Any]


def summary(edition: Edition) -> Shape:
    """Return what a list says of `edition`, which came with section and address: no query."""
    card = edition.card
    return _of_every_story(edition, card) | {"byline": card["byline"], "image": _image(card["lead"])}


def story(edition: Edition, targets: dict[int, Target]) -> Shape:
    """Return all that stands on the page of `edition`; `targets` are the stories that it refers to: no query."""
    document, url = edition.document, settings.SITE_URL + edition.get_absolute_url()
    text = document | {"dateline": ""}  # it has a member of its own
    people = {role: [_byline(row) for row in document["bylines"] if row["role"] == role] for role in Role}
    return _of_every_story(edition, document) | {
        "byline": documents.byline_line(document),
        "author": people[Role.BY],
        "contributor": [*people[Role.REPORTING], *people[Role.PHOTOGRAPHS], *people[Role.GRAPHICS]],
        "translator": people[Role.TRANSLATION],
        "creditText": bylines.agency_line(document),
        "dateline": document["dateline"],
        "body": plain(body_html(text, targets, draw=FeedRenderer), url),
        "wordCount": len(figures.text(document["body"]).split()),
        "image": _image(document["lead"]),
        "associatedMedia": [_image(use) for use in document["photos"]],
        "audio": _audio(document["audio"]),
        "keywords": [_entry("topic", topic["slug"], topic["name"]) for topic in document["topics"]],
        "editorsNote": document["editors_note"],
        "notes": [
            {"kind": note["kind"], "text": note["text"], "datePublished": xml.date_time(parse_datetime(note["at"]))}
            for note in edition.notes
        ],
        "isBasedOn": _first(document),
    }


def section(shown: Section) -> Shape:
    """Return a section as its front names it."""
    return _entry("section", shown.slug, shown.name) | {
        "description": shown.description,
        "inLanguage": language(shown.language),
        "stories": _stories("section", shown.slug),
    }


def author(shown: Author) -> Shape:
    """Return an author as the author's page shows them, the portrait loaded with them."""
    person = page.person(shown)
    return _entry("author", shown.slug, person.name) | {
        "jobTitle": person.role,
        "worksFor": person.organisation,
        "description": "\n\n".join(person.paragraphs),
        "image": absolute(person.portrait.src) if person.portrait else None,
        "sameAs": [link["url"] for link in person.links if web(link["url"])],
        "stories": _stories("author", shown.slug),
    }


def topic(shown: Tag) -> Shape:
    """Return a topic."""
    return _entry("topic", shown.slug, shown.name) | {"stories": _stories("topic", shown.slug)}


def _of_every_story(edition: Edition, said: Shape) -> Shape:
    """Return what lists and the story itself have; `said` is the edition's card or its document."""
    changed = edition.updated_at > edition.first_published_at
    return {
        "identifier": str(edition.article_id),
        "uri": entries.permanent(edition),
        "url": settings.SITE_URL + edition.get_absolute_url(),
        "href": settings.SITE_URL + reverse("api_story", args=[edition.article_id]),
        "version": edition.number,
        "genre": said["story_type"],
        "kicker": said["kicker"],
        "headline": said["headline"],
        "alternativeHeadline": said["short_headline"],
        "description": said["standfirst"],
        "datePublished": xml.date_time(edition.first_published_at),
        "dateModified": xml.date_time(edition.updated_at) if changed else None,
        "inLanguage": language(edition.section.language),
        "articleSection": _entry("section", edition.section.slug, edition.section.name),
    }


def _entry(kind: str, slug: str, name: str) -> Shape:
    return {"identifier": slug, "name": name, "url": settings.SITE_URL + reverse(kind, args=[slug])}


def _byline(row: Shape) -> Shape:
    return _entry("author", row["slug"], row["name"]) | {"roleName": Role(row["role"]).label}


def _stories(parameter: str, slug: str) -> str:
    return f"{settings.SITE_URL}{reverse('api_stories')}?{urlencode({parameter: slug})}"


def _image(use: Shape | None) -> Shape | None:
    """Return a use of a photo; None for none."""
    photo = entries.photo(use)
    if photo is None:
        return None
    facts = use["photo"]
    return {
        "contentUrl": photo.url,
        "encodingFormat": "image/jpeg",
        "width": photo.width,
        "height": photo.height,
        "thumbnailUrl": photo.thumbnail,
        "caption": photo.caption,
        "description": photo.alt,
        "creditText": photo.credit,
        "copyrightNotice": photo.copyright,
        "license": web(facts.get("web_statement", "")) or None,
        "acquireLicensePage": web(facts.get("licensor_url", "")) or None,
    }


def _audio(audio: Shape | None) -> Shape | None:
    if not audio:
        return None
    return {
        "contentUrl": urljoin(settings.SITE_URL, settings.MEDIA_URL + audio["file"]),
        "encodingFormat": CONTENT_TYPES.get(audio["file"].rpartition(".")[2], "application/octet-stream"),
        "duration": audio["seconds"],
    }


def _first(document: Shape) -> Shape | None:
    first = page.first_published(document)
    return first and {"publisher": first["publisher"], "url": first["url"] or None}
