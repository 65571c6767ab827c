"""How a story names our other stories: by key, the one thing about a story that never changes.

A cleaned body holds two kinds of such references: links, `<a href="/s/12/">`, and related stories,
`<aside data-story="12">`. Here they are found, made out of public addresses, and given the address of today.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.urls import reverse

from articles import languages
from articles.languages import Language
from articles.models import Edition
from authors import clock

KEY = r"([1-9][0-9]{0,17})"
REFERENCE = re.compile(rf'<a href="/s/{KEY}/">|<aside data-story="{KEY}">')
LINK = re.compile(r'<a href="([^"]*)">')
OWN_LINK = re.compile(rf'<a href="/s/{KEY}/">|<a href="[^"]*">|</a>')
PERMANENT = re.compile(rf"/s/{KEY}/?")
PUBLIC = re.compile(r"/([0-9]{4})/([0-9]{2})/([0-9]{2})/([-\w]{1,100})/?")
DEFAULT_PORT = re.compile(r":(?:80|443)?$")

Place = tuple[date, str]  # the day and the slug of a public address


@dataclass(frozen=True)
class Target:
    """A story that is referred to, as readers find it now."""

    key: int
    url: str
    headline: str  # the short one, where there is one
    kicker: str
    section: str
    published_at: datetime
    lead: dict | None  # a use of a photo, as documents hold it
    language: Language


def permanent(key: int) -> str:
    """Return the address that leads to story `key` wherever it stands."""
    return reverse("permanent", args=[key])


def keys(body: str) -> set[int]:
    """Return the keys of the stories that a cleaned body refers to, whether or not there are such stories."""
    return {int(link or aside) for link, aside in REFERENCE.findall(body)}


def visible(keys: Collection[int]) -> dict[int, Target]:
    """Return those of the stories with these keys that readers see now, by key: one query, or none without keys."""
    if not keys:
        return {}
    # in no order: that of the model looks at the working copies
    editions = Edition.objects.visible(clock.now()).filter(article__in=keys).order_by().for_list()
    return {edition.article_id: target(edition) for edition in editions}


def target(edition: Edition) -> Target:
    """Return what a reference to the story of `edition` shows of it."""
    card = edition.card
    return Target(
        key=edition.article_id,
        url=edition.get_absolute_url(),
        headline=card["short_headline"] or card["headline"],
        kicker=card["kicker"],
        section=edition.section.name,
        published_at=edition.first_published_at,
        lead=card["lead"],
        language=languages.of(edition.section.language),
    )


def drafts(body: str) -> set[int]:
    """Return the keys of the stories that a cleaned body refers to and readers cannot see."""
    named = keys(body)
    return named - visible(named).keys()


def link(html: str, targets: dict[int, Target]) -> str:
    """Return a cleaned body whose links to our stories lead to where these stand now.

    Of a link to a story that is not among `targets` the words stay.
    """
    kept: list[bool] = []  # of the links that are open here; one can hold another by way of a table

    def put(match: re.Match) -> str:
        if match[0] == "</a>":
            return match[0] if not kept or kept.pop() else ""
        found = targets.get(int(match[1])) if match[1] else None
        kept.append(found is not None or not match[1])
        if found:
            return f'<a href="{escape(found.url)}">'
        return match[0] if kept[-1] else ""

    return OWN_LINK.sub(put, html)


def normalise(body: str) -> str:
    """Return a cleaned body in which links to public addresses of our own stories name these by key.

    An address that readers never saw stays as it is, so that nobody can ask which stories are to come.
    """
    paths = {href: path for href in set(LINK.findall(body)) if (path := _own_path(unescape(href)))}
    found = {href: int(match[1]) for href, path in paths.items() if (match := PERMANENT.fullmatch(path))}
    places = {href: place for href, path in paths.items() if (place := _place(path))}
    stories = _stories_at(set(places.values()))
    found |= {href: stories[place] for href, place in places.items() if place in stories}
    if not found:
        return body
    return LINK.sub(lambda match: f'<a href="{permanent(found[match[1]])}">' if match[1] in found else match[0], body)


def _own_path(href: str) -> str:
    """Return the path of an address of this site, decoded; empty for every other."""
    try:
        parts, site = urlsplit(href), urlsplit(settings.SITE_URL)
    except ValueError:  # an address in brackets that is none
        return ""
    if parts.netloc:
        own = parts.scheme in {"", "http", "https"} and _host(parts.netloc) == _host(site.netloc)
    else:
        own = not parts.scheme
    return unquote(parts.path) if own else ""


def _host(netloc: str) -> str:
    return DEFAULT_PORT.sub("", netloc.lower())


def _place(path: str) -> Place | None:
    match = PUBLIC.fullmatch(path)
    try:
        return match and (date(int(match[1]), int(match[2]), int(match[3])), match[4])
    except ValueError:  # the thirtieth of February
        return None


def _stories_at(places: set[Place]) -> dict[Place, int]:
    """Return the keys of the stories that readers found, or find, at these places: one query, or none."""
    if not places:
        return {}
    days, slugs = zip(*places, strict=True)
    # by day and slug apart, and not pair by pair: no database takes a condition of a thousand parts
    editions = Edition.objects.went_out(clock.now()).filter(address__day__in=set(days), address__slug__in=set(slugs))
    rows = editions.order_by().values_list("address__day", "address__slug", "article").distinct()
    return {(day, slug): key for day, slug, key in rows}
