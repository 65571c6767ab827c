"""Our stories in the pages of others (https://oembed.com): a quotation with a link, and nothing that runs."""

import re
from datetime import date
from html import escape
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import resolve
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles import xml
from articles.meaning import images
from articles.meaning.door import absolute
from articles.models import Edition
from articles.page import card
from authors import clock
from authors.text import normalise

WIDTH = 600  # pixels, where nobody asks for less
NARROWEST = 200  # for a quotation; with less room, an embedder gets a link
MEASURE, LINE, FRAME = 8, 26, 72  # pixels of a letter, of a line, and of what stands around the words
CACHE = 3600  # seconds that an embedder may keep an answer
NUMBER = re.compile(r"[0-9]{1,5}")
FORMATS = ("json", "xml")
PAGES = ("story", "photos")  # of a story, each at an address of its own


@require_safe
@conditional_page
def oembed(request: HttpRequest) -> HttpResponse:
    """Answer for the story at `?url=`, as JSON or XML: 1 query, 2 for an address that it had before.

    What is not visible answers as its page does, after 3 queries: 410 if it was withdrawn, and else 404, whether or
    not a story has the address. 501 for another format, as the specification says; 400 where no address is given.
    Nothing of ours is private to some, so that none gets 401.
    """
    form = request.GET.get("format", "json").lower()
    if form not in FORMATS:
        return _refused(_("Ask for json or xml."), status=501)
    if not request.GET.get("url"):
        return _refused(_("Say which story: ?url= and its address."), status=400)
    try:
        edition = find(request.GET["url"])
    except Http404:
        return _refused(_("No story of ours is at this address."), status=404)
    if edition is None:
        return _refused(_("This story was withdrawn."), status=410)
    facts = describe(edition, _most(request, "maxwidth"), _most(request, "maxheight"))
    response = (
        JsonResponse(facts) if form == "json" else HttpResponse(_xml(facts), content_type="text/xml; charset=utf-8")
    )
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    response["Access-Control-Allow-Origin"] = "*"  # scripts of other sites may read what everybody may
    return response


def find(url: str) -> Edition | None:
    """Return the edition that readers see at `url`, at which a story of ours, or its photos, stand or once stood.

    None if the story was withdrawn. Raises Http404 for every other address.
    """
    try:
        asked, ours = urlsplit(url), urlsplit(settings.SITE_URL)
        if asked.scheme not in {"http", "https"} or asked.netloc.lower() != ours.netloc.lower():
            raise Http404("This is no address of ours.")
        match = resolve(unquote(asked.path, errors="strict"))
        name, parts = match.url_name, match.kwargs
        day = date(int(parts["year"]), int(parts["month"]), int(parts["day"])) if name in PAGES else None
    except ValueError as problem:
        raise Http404("This is no address, or of no day.") from problem
    now = clock.now()
    visible = Edition.objects.visible(now).for_list().order_by("pk")
    if day is None:
        found = visible.filter(article=parts["key"]).first() if name == "permanent" else None
        gone = False
    else:
        here = Q(address__day=day, address__slug=parts["slug"])
        before = Edition.objects.went_out(now).filter(here)
        found = visible.filter(here).first() or visible.filter(article__in=before.values("article")).first()
        gone = found is None and before.exists()
    if found is None and not gone:
        raise Http404("No story is visible here.")
    return found


def describe(edition: Edition, width: int | None = None, height: int | None = None) -> dict:
    """Return the answer for `edition`, which takes no more than `width` × `height` pixels where those are given."""
    shown = card(edition)
    url = absolute(shown.url)
    common = {
        "version": "1.0",
        "title": normalise(edition.card["headline"]),
        "author_name": normalise(shown.byline),
        "provider_name": settings.SITE_NAME,
        "provider_url": absolute("/"),
        "cache_age": CACHE,
        **_thumbnail(edition.card["lead"], width, height),
    }
    wide = WIDTH if width is None else min(width, WIDTH)
    words = len(common["title"]) * 1.3 + len(shown.standfirst)
    high = FRAME + LINE * (1 + round(words * MEASURE / max(wide, 1)))
    if wide < NARROWEST or (height is not None and high > height):
        return {"type": "link", "url": url} | common
    return {"type": "rich", "width": wide, "height": high, "html": _quotation(edition, url)} | common


def _quotation(edition: Edition, url: str) -> str:
    headline, standfirst = (escape(normalise(edition.card[name])) for name in ("headline", "standfirst"))
    on = localtime(edition.first_published_at)
    return (
        f'<blockquote cite="{escape(url)}"><p><strong><a href="{escape(url)}">{headline}</a></strong></p>'
        + (f"<p>{standfirst}</p>" if standfirst else "")
        + f'<footer>{escape(settings.SITE_NAME)}, <time datetime="{on:%Y-%m-%d}">{date_format(on)}</time>'
        "</footer></blockquote>"
    )


def _thumbnail(lead: dict | None, width: int | None, height: int | None) -> dict:
    """Return a picture that is no larger than was asked for, or nothing."""
    if not lead:
        return {}
    for least in (WIDTH, 1):  # the one that fills a quotation, else the smallest that there is
        address, wide, high = images.file(lead["photo"], "16x9", least=least)
        if (width is None or wide <= width) and (height is None or high <= height):
            return {"thumbnail_url": absolute(address), "thumbnail_width": wide, "thumbnail_height": high}
    return {}


def _most(request: HttpRequest, name: str) -> int | None:
    """Return the number of pixels asked for; None where there is none that can be understood."""
    given = request.GET.get(name, "")
    return int(given) if NUMBER.fullmatch(given) else None


def _xml(facts: dict) -> bytes:
    root = xml.root("oembed", {})
    for name, value in facts.items():
        xml.add(root, name, str(value))
    return xml.write(root)


def _refused(sentence: str, *, status: int) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", content_type="text/plain; charset=utf-8", status=status)
