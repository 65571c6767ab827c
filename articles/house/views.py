"""The pages of the house, as readers see them."""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import conditional_page, require_safe

from articles import views
from articles.body import figures
from articles.house import places
from articles.languages import of_readers
from articles.meaning import pages as meaning
from articles.models import HousePage
from articles.models.house import Said
from articles.story_text import body_html
from authors import slugs

HEADING = re.compile(r"<(h[23])>(.*?)</\1>", re.DOTALL)


@require_safe
@conditional_page
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """A page of the house: 4 queries, and one more if its text names stories of ours. Else the section of this address.

    No section has the address of a page, nor the other way round: `articles.models.root` sees to that.
    """
    place = places.read().at(slug)
    if place is None:
        return views.section(request, slug)
    page = get_object_or_404(HousePage.objects.public().select_related("shown"), pk=place.key)
    return show(request, page.shown, {"place": place, "here": place.url} | meaning.house(place, page.shown))


def show(request: HttpRequest, said: Said, more: dict) -> HttpResponse:
    """Return the page of `said`: of a revision, or of what is typed, as a preview."""
    with of_readers():
        return views.show(request, "page.html", {"page": said, "text": text_of(said)} | more)


def text_of(said: Said) -> SafeString:
    """Return the text as its page shows it: links to our stories lead there, headings can be linked to."""
    html = body_html({"body": said.body, "dateline": "", "photos": []})
    taken: set[str] = set()

    def named(heading: re.Match) -> str:
        tag, words = heading.groups()
        name = slugs.free(slugs.slugify(figures.plain(words), fallback="part"), lambda slug: slug in taken)
        taken.add(name)
        return f'<{tag} id="{name}">{words}</{tag}>'

    return mark_safe(HEADING.sub(named, html))  # noqa: S308 (cleaned; a slug holds letters, digits and hyphens)
