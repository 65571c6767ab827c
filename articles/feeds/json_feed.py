"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from html import escape

from articles import xml
from articles.feeds.feed import Entry, Feed, Person
from authors.text import normalise

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write(feed: Feed) -> bytes:
    """Return `feed` as JSON Feed."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address,
        "description": feed.description,
        "icon": feed.icon,
        "language": feed.language,
        "authors": [_person(feed.publisher)],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_told(found) | {"items": _told(found["items"])}, ensure_ascii=False).encode()


def _item(entry: Entry) -> dict:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html or escape(entry.title),  # it may not be missing
        "summary": entry.summary,
        "image": entry.photo.url if entry.photo else "",
        "date_published": xml.date_time(entry.published),
        "date_modified": xml.date_time(entry.updated) if entry.updated > entry.published else "",
        "authors": [_person(person) for person in entry.authors],
        "tags": entry.categories,
        "language": entry.language,
        "attachments": [
            {
                "url": entry.audio.url,
                "mime_type": entry.audio.type,
                "size_in_bytes": entry.audio.length,
                "duration_in_seconds": entry.audio.seconds,
            }
        ]
        if entry.audio
        else [],
    }


def _person(person: Person) -> dict:
    return {"name": person.name, "url": person.url}


def _told(value: object) -> object:
    """Return `value` with its texts passed through the door, and without the members that say nothing."""
    if isinstance(value, str):
        return normalise(value)
    if isinstance(value, list):
        return [_told(each) for each in value]
    if isinstance(value, dict):
        return {name: _told(each) for name, each in value.items() if each not in ("", [])}
    return value
