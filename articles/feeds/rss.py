"""RSS 2.0 (https://www.rssboard.org/rss-specification), with the modules that newsreaders know."""

from datetime import UTC, datetime
from email.utils import format_datetime

from articles import xml
from articles.feeds.feed import Entry, Feed, Photo

NAMESPACES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "media": "http://search.yahoo.com/mrss/",
}
CONTENT_TYPE = "application/rss+xml; charset=utf-8"


def write(feed: Feed) -> bytes:
    """Return `feed` as RSS."""
    rss = xml.root("rss", NAMESPACES, version="2.0")
    channel = xml.add(rss, "channel")
    xml.add(channel, "title", feed.title)
    xml.add(channel, "link", feed.home)
    xml.add(channel, "description", feed.description)
    xml.add(channel, "language", feed.language)
    xml.add(channel, "lastBuildDate", _date(feed.updated))
    image = xml.add(channel, "image")
    for tag, text in (("url", feed.icon), ("title", feed.title), ("link", feed.home)):
        xml.add(image, tag, text)
    xml.add(channel, "atom:link", rel="self", type="application/rss+xml", href=feed.address)
    if feed.hub:
        xml.add(channel, "atom:link", rel="hub", href=feed.hub)
    for entry in feed.entries:
        _item(channel, entry)
    return xml.write(rss)


def _item(channel, entry: Entry) -> None:
    item = xml.add(channel, "item")
    xml.add(item, "title", entry.title)
    xml.add(item, "link", entry.url)
    xml.add(item, "guid", entry.id, isPermaLink="true")
    xml.add(item, "pubDate", _date(entry.published))
    xml.add(item, "dcterms:modified", xml.date_time(entry.updated))
    xml.add(item, "dc:language", entry.language)
    for person in entry.authors:
        xml.add(item, "dc:creator", person.name)
    for person in entry.contributors:
        xml.add(item, "dc:contributor", person.name)
    for category in entry.categories:
        xml.add(item, "category", category)
    xml.add(item, "description", entry.summary)
    xml.add(item, "content:encoded", entry.html)
    if entry.audio:
        xml.add(item, "enclosure", url=entry.audio.url, length=str(entry.audio.length), type=entry.audio.type)
    if entry.photo:
        add_photo(item, entry.photo)


def add_photo(parent, photo: Photo) -> None:
    """Add `photo` below an item of RSS or an entry of Atom (https://www.rssboard.org/media-rss)."""
    content = xml.add(
        parent,
        "media:content",
        url=photo.url,
        type="image/jpeg",
        medium="image",
        width=str(photo.width),
        height=str(photo.height),
    )
    if words := photo.caption or photo.alt:
        xml.add(content, "media:description", words, type="plain")
    if photo.credit:
        xml.add(content, "media:credit", photo.credit, role="photographer", scheme="urn:ebu")
    if photo.copyright:
        xml.add(content, "media:copyright", photo.copyright)
    xml.add(
        content,
        "media:thumbnail",
        url=photo.thumbnail,
        width=str(photo.thumbnail_width),
        height=str(photo.thumbnail_height),
    )


def _date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC).replace(microsecond=0), usegmt=True)
