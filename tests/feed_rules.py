"""What the specifications of feeds ask for, as checks of our own: each raises AssertionError at what is not so."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
ABSOLUTE = re.compile(r"https?://[^/\s]+/\S*")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
ADDRESS = object()  # a text that is an absolute address
# what JSON Feed knows, and of which type it is
MEMBERS: dict[str, dict[str, object]] = {
    "feed": dict.fromkeys(("version", "title", "description", "user_comment", "language"), str)
    | dict.fromkeys(("home_page_url", "feed_url", "next_url", "icon", "favicon"), ADDRESS)
    | {"authors": list, "hubs": list, "items": list, "expired": bool},
    "item": dict.fromkeys(("id", "title", "content_html", "content_text", "summary", "language"), str)
    | dict.fromkeys(("url", "external_url", "image", "banner_image"), ADDRESS)
    | dict.fromkeys(("date_published", "date_modified"), str)
    | dict.fromkeys(("authors", "tags", "attachments"), list),
    "attachment": {
        "url": ADDRESS,
        "mime_type": str,
        "title": str,
        "size_in_bytes": int,
        "duration_in_seconds": (int, float),
    },
}
ONCE_IN_AN_ITEM = {"title", "link", "description", "guid", "pubDate", "enclosure", CONTENT}


def well_formed(content: bytes) -> etree._Element:
    """Return the root of an XML document, read as strictly as it can be."""
    return etree.fromstring(content, etree.XMLParser(recover=False, resolve_entities=False, huge_tree=False))


def check_html(text: str) -> None:
    """Nothing runs, nothing is relative, every element is one that feed readers know."""
    for element in html.fragment_fromstring(text, create_parent="div").iter():
        assert element.tag not in {"script", "style", "iframe", "object", "embed", "form", "button", "picture"}, text
        for name, value in element.attrib.items():
            assert name in "href src alt width height start colspan rowspan datetime".split(), (element.tag, name)
            if name in {"href", "src"}:
                assert ABSOLUTE.fullmatch(value) or value.startswith("mailto:"), value


def instant(text: str) -> datetime:
    assert RFC_3339.fullmatch(text), text
    return datetime.fromisoformat(text)


def check_rss(content: bytes) -> list[str]:
    """RSS 2.0 and the Advisory Board's profile of it; returns the identities of the items."""
    root = well_formed(content)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        [element] = channel.findall(name)
        assert element.text
    assert ABSOLUTE.fullmatch(channel.findtext("link"))
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    [own] = [link for link in channel.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert ABSOLUTE.fullmatch(own.get("href"))
    image = channel.find("image")
    assert image.findtext("title") == channel.findtext("title")
    assert image.findtext("link") == channel.findtext("link")
    for item in channel.findall("item"):
        tags = [element.tag for element in item]
        assert not [tag for tag in ONCE_IN_AN_ITEM if tags.count(tag) > 1]
        assert item.findtext("title") or item.findtext("description")
        assert item.find("guid").get("isPermaLink") == "true"
        assert ABSOLUTE.fullmatch(item.findtext("guid"))
        assert ABSOLUTE.fullmatch(item.findtext("link"))
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        for enclosure in item.findall("enclosure"):
            assert enclosure.get("length").isdigit()
            assert "/" in enclosure.get("type")
            assert ABSOLUTE.fullmatch(enclosure.get("url"))
        check_html(item.findtext(CONTENT))
    return unique([item.findtext("guid") for item in channel.findall("item")])


def check_atom(content: bytes) -> list[str]:
    """RFC 4287; returns the identities of the entries."""
    root = well_formed(content)
    assert root.tag == f"{ATOM}feed"
    assert root.findall(f"{ATOM}author")
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1, name
        instant(element.findtext(f"{ATOM}updated"))
        assert ABSOLUTE.fullmatch(element.findtext(f"{ATOM}id"))
        links = [(link.get("rel"), link.get("type")) for link in element.findall(f"{ATOM}link")]
        assert links.count(("alternate", "text/html")) == 1
        for link in element.findall(f"{ATOM}link"):
            assert ABSOLUTE.fullmatch(link.get("href"))
        for person in (*element.findall(f"{ATOM}author"), *element.findall(f"{ATOM}contributor")):
            assert person.findtext(f"{ATOM}name")
    assert [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    for entry in root.findall(f"{ATOM}entry"):
        instant(entry.findtext(f"{ATOM}published"))
        [text] = entry.findall(f"{ATOM}content")
        assert (text.get("type"), len(text)) == ("html", 0)
        check_html(text.text)
    return unique([entry.findtext(f"{ATOM}id") for entry in root.findall(f"{ATOM}entry")])


def check_json(content: bytes) -> list[str]:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/); returns the identities of the items."""
    feed = json.loads(content, object_pairs_hook=_each_name_once)
    _members(feed, MEMBERS["feed"], required={"version", "title", "items"})
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    for hub in feed.get("hubs", []):
        _members(hub, {"type": str, "url": ADDRESS}, required={"type", "url"})
    for item in feed["items"]:
        _members(item, MEMBERS["item"], required={"id"})
        assert item.get("content_html") or item.get("content_text")
        check_html(item["content_html"])
        for attachment in item.get("attachments", []):
            _members(attachment, MEMBERS["attachment"], required={"url", "mime_type"})
            assert "/" in attachment["mime_type"]
    for told in (feed, *feed["items"]):
        for author in told.get("authors", []):
            _members(author, {"name": str, "url": ADDRESS, "avatar": ADDRESS}, required=set())
            assert author, "one of them at least"
        for name in {"date_published", "date_modified"} & told.keys():
            instant(told[name])
        assert all(isinstance(tag, str) and tag for tag in told.get("tags", []))
    return unique([item["id"] for item in feed["items"]])


def _members(told: dict, known: dict[str, object], *, required: set[str]) -> None:
    """Each member is known, is what it must be, and says something; those that must be there are."""
    assert required <= told.keys(), told.keys()
    for name, value in told.items():
        wanted = known[name]
        assert isinstance(value, str if wanted is ADDRESS else wanted), (name, value)
        assert value != "", name
        if wanted is ADDRESS:
            assert ABSOLUTE.fullmatch(value), (name, value)


def _each_name_once(pairs: list[tuple[str, object]]) -> dict:
    assert len({name for name, _ in pairs}) == len(pairs), pairs
    return dict(pairs)


def unique(identities: list[str]) -> list[str]:
    assert len(set(identities)) == len(identities)
    return identities


CHECKS = {"rss": check_rss, "atom": check_atom, "json": check_json}
