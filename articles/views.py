"""Readers' pages. They show visible editions, and look at nothing else of a story."""

from datetime import date, datetime

from csp.decorators import csp_update
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from articles import corrections as corrected
from articles import languages, listing, page
from articles.body import embeds
from articles.filled import AUTHOR, filled
from articles.fronts import banner, tops
from articles.house import places
from articles.meaning import pages as meaning
from articles.models import Address, Edition, Section
from articles.more.reading import more_on
from articles.most_read import most_read
from articles.tags import Tag
from authors import clock
from authors.models import Author

MOST_READ = 5  # stories in the list of what is read most


def show(request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200) -> HttpResponse:
    """Return a readers' page, which everybody may keep but must ask for anew.

    It is made without the request, so that nothing about who asks can get into it. One query for the menu, unless
    `context` holds `sections`, one for the pages of the house in the footer, unless it holds `house`, and one for what
    stands above all pages, unless it holds `banner`.
    """
    site = {
        "name": settings.SITE_NAME,
        "description": settings.SITE_DESCRIPTION,
        "url": settings.SITE_URL,
        "language": settings.LANGUAGE_CODE,
        "direction": languages.direction(settings.LANGUAGE_CODE),
    }
    readers = {"sections": Section.objects.all(), "house": places.read, "banner": banner.shown}
    context = {"site": site} | readers | (context or {})
    with languages.of_readers():
        response = HttpResponse(render_to_string(template, context), status=status)
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


def render_story(request: HttpRequest, story: page.Story, further: dict | None = None) -> HttpResponse:
    """Return the page of `story`; a preview is for whoever asked for it alone, and kept by nobody.

    `further` is what stands on the page of a story that is out: what it says of itself to machines, and what it leads
    on to.
    """
    context = {"story": story, "here": story.section and story.section["url"]} | (further or meaning.preview(story))
    response = csp_update(embeds.policy(story.embeds))(show)(request, "story.html", context)
    if story.preview:
        response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
@conditional_page
def section(request: HttpRequest, slug: str) -> HttpResponse:
    """4 queries, and one for what is pinned."""
    sections = list(Section.objects.all())
    section = next((section for section in sections if section.slug == slug), None)
    if section is None:
        raise Http404("No section has this address.")
    pinned = {} if "before" in request.GET else tops.pinned_in(section)
    return section_page(request, section, pinned, sections=sections)


def section_page(
    request: HttpRequest, section: Section, pinned: dict[int, Edition], *, sections: list[Section] | None = None
) -> HttpResponse:
    """Return the page of `section` with these stories pinned to its opening, each by its place."""
    opening = ("front", "beside", "beside")
    visible = Edition.objects.visible(clock.now())
    stories = listing.read(request, visible, opening=opening, pinned=pinned, section=section)
    sections = list(Section.objects.all()) if sections is None else sections
    context = {"section": section, "stories": stories, "sections": sections, "here": section.get_absolute_url()}
    if stories.is_first:
        context["most_read"] = _most_read(clock.now(), section)
    return show(request, "section.html", context | meaning.section(section, stories))


@require_safe
@conditional_page
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """5 queries. A topic that no visible story carries is nobody's business yet."""
    topic = get_object_or_404(Tag, slug=slug)
    stories = listing.read(request, Edition.objects.visible(clock.now()), index="editiontopic", topic=topic)
    if not stories.cards:
        raise Http404("No story carries this topic.")
    return show(request, "topic.html", {"topic": topic, "stories": stories} | meaning.topic(topic, stories))


@require_safe
@conditional_page
def author(request: HttpRequest, slug: str) -> HttpResponse:
    """5 queries."""
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    stories = listing.read(request, Edition.objects.visible(clock.now()), index="editionauthor", author=author)
    person = page.person(author)
    return show(request, "author.html", {"person": person, "stories": stories} | meaning.author(person, stories))


@require_safe
@conditional_page
def authors(request: HttpRequest) -> HttpResponse:
    """4 queries. Listed is who stands in the byline of a visible story."""
    found = filled(Author.objects.select_related("portrait"), AUTHOR)
    description = _("Who writes for %(site)s.") % {"site": settings.SITE_NAME}
    said = meaning.plain(_("Our writers"), description, reverse("authors"), kind="CollectionPage")
    return show(request, "authors.html", {"people": [page.person(author) for author in found]} | said)


@require_safe
@conditional_page
def corrections(request: HttpRequest) -> HttpResponse:
    """What we put right, newest first: 4 queries."""
    before = request.GET.get("before", "")
    found = corrected.read(clock.now(), listing.SIZE + 1, listing.read_cursor(before) if before else None)
    if before and not found:
        raise Http404("Nothing is older.")
    shown = found[: listing.SIZE]
    older = listing.cursor(shown[-1].at, shown[-1].key) if len(found) > len(shown) else ""
    context = {"corrections": shown, "older": older, "is_first": not before, "here": reverse("corrections")}
    return show(request, "corrections.html", context | meaning.corrections(is_first=not before))


@require_safe
@conditional_page
def story(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """7 queries."""
    on, now = _day(year, month, day), clock.now()
    edition = _visible_at(on, slug)
    if edition is None:
        return _moved_or_gone(request, on, slug)
    shown = page.of_edition(edition)
    further = {
        "beacon": reverse("beacon", args=[edition.article_id]),
        "more": [page.card(other) for other in more_on(edition, now)],
        "most_read": _most_read(now, but=edition),
    }
    return render_story(request, shown, further | meaning.story(edition, shown))


@require_safe
@conditional_page
def photos(request: HttpRequest, year: str, month: str, day: str, slug: str) -> HttpResponse:
    """The photos of a story, each large: 4 queries. A story with fewer than two has no such page."""
    on = _day(year, month, day)
    edition = _visible_at(on, slug)
    if edition is None:
        return _moved_or_gone(request, on, slug, of_photos=True)
    gallery = page.gallery_of(edition)
    if gallery is None:
        raise Http404("This story has no two photos.")
    context = {"gallery": gallery, "here": gallery.section["url"]}
    return show(request, "photos.html", context | meaning.gallery(edition, gallery, page.photos_of(edition.document)))


def _most_read(now: datetime, section: Section | None = None, *, but: Edition | None = None) -> dict | None:
    """Return the band of what is read most, without the story of the edition `but`; None without any: one query."""
    found = most_read(now, MOST_READ + bool(but), section)
    found = [edition for edition in found if but is None or edition.article_id != but.article_id]
    cards = [page.card(edition, place="line") for edition in found[:MOST_READ]]
    return {"title": _("Most read"), "cards": cards} if cards else None


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Http404("There is no such day.") from None


def _visible_at(day: date, slug: str) -> Edition | None:
    visible = Edition.objects.visible(clock.now()).select_related("section", "address")
    return visible.filter(address__day=day, address__slug=slug).order_by("pk").first()


def _moved_or_gone(request: HttpRequest, day: date, slug: str, *, of_photos: bool = False) -> HttpResponse:
    """Answer for an address at which no story is visible: 301 to where it is now, 410 if it was withdrawn.

    `of_photos`: the address is that of the story's photos. Both only for an address that readers have seen. Raises
    Http404 for every other, whether or not a story has it.
    """
    now = clock.now()
    address = get_object_or_404(Address, day=day, slug=slug)
    went_out = Edition.objects.went_out(now).filter(article=address.article_id)
    if not went_out.filter(address=address).exists():
        raise Http404("Nothing went out at this address.")
    current = Edition.objects.visible(now).filter(article=address.article_id).select_related("address")
    if current := current.order_by("pk").first():
        return _moved_to(current, of_photos=of_photos)
    last = went_out.order_by("-visible_until", "-number").only("visible_until", "withdrawn_because").first()
    return show(request, "withdrawn.html", {"reason": last.withdrawn_because, "at": last.visible_until}, status=410)


def _moved_to(edition: Edition, *, of_photos: bool = False) -> HttpResponse:
    address = edition.address
    response = HttpResponsePermanentRedirect(address.get_gallery_url() if of_photos else address.get_absolute_url())
    patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
    return response


@require_safe
@conditional_page
def permanent(request: HttpRequest, key: str) -> HttpResponse:
    """Lead to where the story with this key stands now: 1 query. One that is not visible is like one that never was."""
    visible = Edition.objects.visible(clock.now()).filter(article=key).select_related("address")
    edition = visible.order_by("pk").only("address").first()
    if edition is None:
        raise Http404("No story is visible here.")
    return _moved_to(edition)
