"""The addresses of feeds. They show visible editions, and look at nothing else of a story."""

from django.conf import settings
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.templatetags.static import static
from django.urls import reverse
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles import corrections as corrected
from articles.feeds import atom, entries, json_feed, rss
from articles.feeds.addresses import address
from articles.feeds.feed import Entry, Feed, Person
from articles.models import Edition, Section
from articles.models.edition import EditionQuerySet
from articles.responses import answer
from articles.tags import Tag
from authors import clock
from authors.models import Author

MOST = 30  # entries
FORMATS = {"rss": rss, "atom": atom, "json": json_feed}


@require_safe
@conditional_page
def site(request: HttpRequest, form: str = "rss") -> HttpResponse:
    """2 queries."""
    now = clock.now()
    # none is visible before it was first published: said once more, so that SQLite walks the index of the order
    found = _newest(Edition.objects.visible(now).filter(first_published_at__lte=now))
    return _send(request, form, entries.of_stories(found), home=reverse("home"))


@require_safe
@conditional_page
def section(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    """3 queries."""
    section = get_object_or_404(Section, slug=slug)
    found = _newest(Edition.objects.visible(clock.now()).filter(section=section))
    return _send(
        request,
        form,
        entries.of_stories(found),
        name=section.name,
        description=section.description,
        home=section.get_absolute_url(),
        language=section.language,
    )


@require_safe
@conditional_page
def topic(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    """3 queries. A topic that no visible story carries is nobody's business yet."""
    topic = get_object_or_404(Tag, slug=slug)
    found = _newest(Edition.objects.visible(clock.now()).filter(editiontopic__topic=topic), index="editiontopic")
    if not found:
        raise Http404("No story carries this topic.")
    home = reverse("topic", args=[topic.slug])
    return _send(request, form, entries.of_stories(found), name=topic.name, home=home)


@require_safe
@conditional_page
def author(request: HttpRequest, slug: str, form: str = "rss") -> HttpResponse:
    """3 queries."""
    author = get_object_or_404(Author, slug=slug)
    found = _newest(Edition.objects.visible(clock.now()).filter(editionauthor__author=author), index="editionauthor")
    return _send(
        request,
        form,
        entries.of_stories(found),
        name=author.name,
        description=author.description,
        home=author.get_absolute_url(),
    )


@require_safe
@conditional_page
def corrections(request: HttpRequest, form: str = "rss") -> HttpResponse:
    """1 query."""
    return _send(
        request,
        form,
        entries.of_corrections(corrected.read(clock.now(), MOST)),
        name=_("Corrections"),
        description=_("What we corrected and clarified, in our words to readers."),
        home=reverse("corrections"),
    )


@require_safe
def elsewhere(request: HttpRequest, form: str) -> HttpResponse:
    """Lead from where other systems have their feed to ours: no query."""
    return HttpResponsePermanentRedirect(address("feed", form=form))


def _newest(editions: EditionQuerySet, *, index: str = "") -> list[Edition]:
    """Return the newest of `editions`, whole: one query. `index` is the relation that holds them in order, if any."""
    at, key = (f"{index}__first_published_at", f"{index}__edition_id") if index else ("first_published_at", "pk")
    found: QuerySet[Edition] = editions.order_by(f"-{at}", f"-{key}").select_related("section", "address")
    return list(found[:MOST])


def _send(
    request: HttpRequest,
    form: str,
    found: list[Entry],
    *,
    home: str,
    name: str = "",
    description: str = "",
    language: str = "",
) -> HttpResponse:
    feed = Feed(
        title=f"{name} | {settings.SITE_NAME}" if name else settings.SITE_NAME,
        description=description or settings.SITE_DESCRIPTION,
        home=settings.SITE_URL + home,
        address=settings.SITE_URL + iri_to_uri(request.path),
        language=language or settings.LANGUAGE_CODE,
        publisher=Person(settings.SITE_NAME, settings.SITE_URL + reverse("home")),
        icon=settings.SITE_URL + static("site/icon-192.png"),
        hub=settings.WEBSUB_HUB,
        entries=found,
    )
    links = {"hub": feed.hub, "self": feed.address} if feed.hub else None
    return answer(request, FORMATS[form].write(feed), FORMATS[form].CONTENT_TYPE, links=links)
