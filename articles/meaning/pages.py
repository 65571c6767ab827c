"""Which page says what of itself: for each kind the context of `templates/base.html`, its head and its data."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.archive.spans import Span
from articles.house.places import Place
from articles.listing import Listing
from articles.meaning import heads, images, people, publisher, stories
from articles.meaning.door import absolute, script
from articles.models import Edition, HouseRevision, Section
from articles.models.house import Role
from articles.page import Gallery, Person, Story
from articles.tags import Tag

KINDS = {Role.ABOUT: "AboutPage", Role.CONTACT: "ContactPage"}
PUBLISHED = {
    "year": gettext_lazy("What %(site)s published in %(year)s."),
    "month": gettext_lazy("What %(site)s published in %(month)s."),
    "day": gettext_lazy("What %(site)s published on %(day)s."),
}


def front() -> dict:
    """Return the front page's context: the site, the newsroom behind it, and how it is searched."""
    head = heads.page(settings.SITE_NAME, settings.SITE_DESCRIPTION, "/")
    site = {
        "@type": "WebSite",
        "@id": absolute("/#site"),
        "name": settings.SITE_NAME,
        "description": settings.SITE_DESCRIPTION,
        "url": absolute("/"),
        "inLanguage": stories.language(""),
        "publisher": publisher.reference(),
        "potentialAction": _search(),
    }
    return {"head": head, "data": script(site, publisher.node())}


def plain(name: str, description: str, address: str, *, kind: str = "WebPage") -> dict:
    """Return the context of a page of which no more is to be said, of schema.org's type `kind`."""
    page, way = _page(kind, name, description, address), publisher.crumbs((name, address))
    return {"head": heads.page(name, description, address), "data": script(page, way)}


def house(place: Place, said: HouseRevision) -> dict:
    """Return the context of the page of the house at `place`, which shows `said`."""
    description = said.summary or f"{said.title}: {settings.SITE_NAME}."
    page = _page(KINDS.get(place.role, "WebPage"), said.title, description, place.url)
    page |= {"dateModified": stories.moment(place.changed_at)}
    if place.role == Role.ABOUT:
        page |= {"mainEntity": publisher.reference()}
    way = publisher.crumbs((said.title, place.url))
    return {"head": heads.page(said.title, description, place.url), "data": script(page, publisher.node(), way)}


def section(shown: Section, listing: Listing) -> dict:
    """Return the context of a section's front."""
    description = shown.description or _("%(section)s: the latest from %(site)s.") % {
        "section": shown.name,
        "site": settings.SITE_NAME,
    }
    return _collection(shown.name, description, shown.get_absolute_url(), listing, language=shown.language)


def topic(shown: Tag, listing: Listing) -> dict:
    """Return the context of a topic's page."""
    description = _("All our reporting on %(topic)s.") % {"topic": shown.name}
    return _collection(shown.name, description, reverse("topic", args=[shown.slug]), listing)


def author(shown: Person, listing: Listing) -> dict:
    """Return the context of an author's page."""
    head = heads.person(shown, is_first=listing.is_first)
    if not listing.is_first:
        return {"head": head}
    profile = _page("ProfilePage", shown.name, "", shown.url) | {"mainEntity": people.node(shown)}
    way = publisher.crumbs((_("Our writers"), reverse("authors")), (shown.name, shown.url))
    return {"head": head, "data": script(profile, publisher.node(), way)}


def letter(shown: Person) -> dict:
    """Return the context of the page on which readers write to `shown`, which no search engine is to show."""
    return {"head": heads.Head(title=_("Write to %(name)s") % {"name": shown.name}, robots="noindex")}


def story(edition: Edition, shown: Story) -> dict:
    """Return the context of the page of `edition`, which shows `shown`: no query."""
    return {
        "head": heads.story(edition, shown),
        "data": script(stories.node(edition, shown), _way_to(edition)),
    }


def corrections(*, is_first: bool) -> dict:
    """Return the context of a page of the list of corrections."""
    name, address = _("Corrections"), reverse("corrections")
    description = _("What we got wrong or said unclearly, and have put right.")
    head = heads.page(name, description, address, is_first=is_first)
    return {"head": head, "data": script(publisher.crumbs((name, address)))} if is_first else {"head": head}


def archive(span: Span | None = None, listing: Listing | None = None) -> dict:
    """Return the context of a page of the archive: its first, or that of `span`, with the stories that it lists."""
    first = (_("Archive"), reverse("archive"))
    if span is None:
        description = _("Every story of %(site)s, by the day.") % {"site": settings.SITE_NAME}
        head = heads.page(first[0], description, first[1])
        return {"head": head, "data": script(publisher.crumbs(first))}
    way = (first, *((above.name, above.url) for above in span.above))
    description = PUBLISHED[span.unit] % {"site": settings.SITE_NAME, span.unit: span.name}
    if listing:
        return _collection(span.name, description, span.url, listing, way=way)
    head = heads.page(span.name, description, span.url)
    return {"head": head, "data": script(publisher.crumbs(*way, (span.name, span.url)))}


def preview(shown: Story) -> dict:
    """Return the context of a preview, of which no machine is told anything."""
    return {"head": heads.preview(shown)}


def gallery(edition: Edition, shown: Gallery, uses: Iterable[dict]) -> dict:
    """Return the context of the page of `uses`, the photos of `edition`."""
    page = {
        "@type": "ImageGallery",
        "@id": shown.url,
        "url": shown.url,
        "name": shown.headline,
        "description": shown.description,
        "inLanguage": stories.language(edition.section.language),
        "image": [node for use in uses for node in images.nodes(use, ("original",))],
        "about": {"@id": f"{shown.canonical}#article"},
        "publisher": publisher.node(),
    }
    photos = (_("Photos: %(headline)s") % {"headline": shown.headline}, edition.address.get_gallery_url())
    return {"head": heads.gallery(edition, shown), "data": script(page, _way_to(edition, photos))}


def _collection(
    name: str,
    description: str,
    address: str,
    listing: Listing,
    *,
    language: str = "",
    way: Iterable[tuple[str, str]] = (),
) -> dict:
    head = heads.page(name, description, address, is_first=listing.is_first)
    if not listing.is_first:
        return {"head": head}
    entries = [
        {"@type": "ListItem", "position": number, "url": absolute(card.url)}
        for number, card in enumerate([*listing.opening, *listing.cards], start=1)
    ]
    page = _page("CollectionPage", name, description, address, language=language)
    page["mainEntity"] = {"@type": "ItemList", "itemListElement": entries} if entries else None
    return {"head": head, "data": script(page, publisher.crumbs(*way, (name, address)))}


def _page(kind: str, name: str, description: str, address: str, *, language: str = "") -> dict:
    url = absolute(address)
    return {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": name,
        "description": description,
        "inLanguage": stories.language(language),
        "isPartOf": {"@id": absolute("/#site")},
    }


def _way_to(edition: Edition, *further: tuple[str, str]) -> dict:
    section = edition.section
    steps = [(section.name, section.get_absolute_url()), (edition.card["headline"], edition.get_absolute_url())]
    return publisher.crumbs(*steps, *further)


def _search() -> dict:
    """Return how the site is searched."""
    template = f"{absolute(reverse('search'))}?q={{search_term_string}}"
    return {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": template},
        "query-input": "required name=search_term_string",
    }
