"""The card of a story as it is being typed: where it is shared before it goes out, and to nobody else."""

from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles import cards
from articles import document as documents
from articles.cards import drawing

SENT = ("label", "headline", "byline", "is_opinion")
LONGEST = 400  # characters of each of its words: what a headline has at most
KEPT = 600  # seconds, by the browser of whoever types


def address(document: dict) -> str:
    """Return where the card that would be drawn of `document` is sent from: its words are in the address."""
    section = document["section"]["name"] if document["section"] else ""
    said = cards.words(documents.card(document), section)._asdict()
    query = urlencode({name: said[name] for name in SENT if said[name]})
    return f"{reverse('admin:articles_article_shared_card')}?{query}"


@require_safe
def shared_card(request: HttpRequest) -> HttpResponse:
    """Send the card of the words in the query. Raises PermissionDenied for who sees no story."""
    if not request.user.has_perm("articles.view_article"):
        raise PermissionDenied
    said = {name: request.GET.get(name, "")[:LONGEST] for name in SENT}
    words = drawing.Words(site=settings.SITE_NAME, **said | {"is_opinion": bool(said["is_opinion"])})
    response = HttpResponse(drawing.draw(words), content_type="image/png")
    patch_cache_control(response, private=True, max_age=KEPT)
    return response
