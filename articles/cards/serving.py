"""Sending cards. One is drawn when it is first asked for, and only of a story that readers see."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles import cards
from articles.cards import drawing
from articles.models import Edition
from articles.photos.serving import kept, kept_or_made
from authors import clock


@require_safe
def card(request: HttpRequest, article: str, key: str) -> HttpResponse:
    """Send the card of the story with the key `article`: 1 query.

    Another `key` leads to the card as it is now, so that nobody can have words of their own drawn, and an address
    that was shared before a headline changed still shows the story. 404 where no story is visible.
    """
    visible = Edition.objects.visible(clock.now()).filter(article=article).for_list()
    edition = visible.order_by("pk").first()
    if edition is None:
        raise Http404("No story is visible here.")
    words = cards.words(edition.card, edition.section.name)
    if key != cards.key(words):
        response = HttpResponsePermanentRedirect(cards.address(edition))
        patch_cache_control(response, public=True, max_age=0, must_revalidate=True)
        return response
    name = f"cards/{article}/{key}.png"
    data = kept(name)
    if data is None:
        data = kept_or_made(name, lambda: drawing.draw(words))
    response = HttpResponse(b"" if request.method == "HEAD" else data, content_type="image/png")
    response["Content-Length"] = len(data)
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    request.META.pop("HTTP_ACCEPT_ENCODING", None)  # GZipMiddleware would compress what is compressed already
    return response
