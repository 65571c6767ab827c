"""Atom 1.0 (RFC 4287)."""

from articles import xml
from articles.feeds import rss
from articles.feeds.feed import Entry, Feed, Person

NAMESPACES = {None: "http://www.w3.org/2005/Atom", "media": rss.NAMESPACES["media"]}
CONTENT_TYPE = "application/atom+xml; charset=utf-8"


def write(feed: Feed) -> bytes:
    """Return `feed` as Atom."""
    root = xml.root("feed", NAMESPACES)
    xml.set_language(root, feed.language)
    xml.add(root, "id", feed.address)
    xml.add(root, "title", feed.title)
    if feed.description:
        xml.add(root, "subtitle", feed.description)
    xml.add(root, "updated", xml.date_time(feed.updated))
    xml.add(root, "icon", feed.icon)
    # of whatever names no author of its own (4.1.1)
    _person(root, "author", feed.publisher)
    xml.add(root, "link", rel="alternate", type="text/html", href=feed.home)
    xml.add(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    if feed.hub:
        xml.add(root, "link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _entry(root, entry)
    return xml.write(root)


def _entry(root, entry: Entry) -> None:
    element = xml.add(root, "entry")
    xml.set_language(element, entry.language)
    xml.add(element, "id", entry.id)
    xml.add(element, "title", entry.title)
    xml.add(element, "link", rel="alternate", type="text/html", href=entry.url)
    xml.add(element, "published", xml.date_time(entry.published))
    xml.add(element, "updated", xml.date_time(entry.updated))
    for person in entry.authors:
        _person(element, "author", person)
    for person in entry.contributors:
        _person(element, "contributor", person)
    for category in entry.categories:
        xml.add(element, "category", term=category)
    if entry.summary:
        xml.add(element, "summary", entry.summary)
    xml.add(element, "content", entry.html, type="html")
    if audio := entry.audio:
        xml.add(element, "link", rel="enclosure", type=audio.type, length=str(audio.length), href=audio.url)
    if entry.photo:
        rss.add_photo(element, entry.photo)


def _person(parent, tag: str, person: Person) -> None:
    element = xml.add(parent, tag)
    xml.add(element, "name", person.name)
    xml.add(element, "uri", person.url)
