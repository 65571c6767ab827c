"""A look at a story as it is being typed: what it still wants, what is worth a look, and its page. Nothing is saved."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from articles import advice, captions, gate, page, references, rights, tags, views
from articles import document as documents
from articles.admin import story_card
from articles.admin.story_bar import find, items
from articles.admin.story_form import StoryForm
from articles.body import figures
from articles.meaning import heads, images
from articles.models import Article, Byline, Caption, Contribution, Edition, Photo
from articles.photos import terms, withdrawal
from authors import clock


@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Return what the gate wants of the story as it was typed, what is worth a look, and for `preview=1` its page.

    0 for `pk` is a story that there is not yet. Who may not change it, or sends `saved=1`, sees it as it is saved.
    """
    if pk == 0 and not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    article = find(request, pk) if pk else Article()
    if not pk or (rights.may(request.user, "edit", article) and not request.POST.get("saved")):
        document = of_form(StoryForm(request.POST, instance=article, user=request.user))
    else:
        document = documents.build(article)
    lists = {"wants": gate.wants(document, story=article.pk), "advice": worth_a_look(document, article)}
    answer = {name: [vars(item) for item in items(found)] for name, found in lists.items()}
    if request.POST.get("preview"):
        live = article.editions.visible(clock.now()).select_related("address").first() if pk else None
        answer |= _shown(request, document, live)
    return JsonResponse(answer)


def worth_a_look(document: dict, article: Article) -> list[advice.Advice]:
    """Return the advice on `document` of `article`: a query for the stories that it names, and one for its photos."""
    language = article.section.language if article.section else ""
    return advice.advice(
        document,
        hidden=references.drafts(document["body"]),
        language=language or settings.LANGUAGE_CODE,
        embargoes=terms.embargoes(document),
    )


def _shown(request: HttpRequest, document: dict, live: Edition | None) -> dict:
    document = withdrawal.marked(document)
    story = page.of_document(document, live)
    head, use = heads.preview(story), images.main_use(document)
    # of a photo that was withdrawn there is nothing to show
    picture = None if use and use.get("withdrawn") else heads.image(document, story_card.address(document))
    on = timezone.localdate(live.first_published_at if live else clock.now())
    path = reverse("story", args=[f"{on:%Y}", f"{on:%m}", f"{on:%d}", document["slug"] or "story"])
    return {
        "html": views.render_story(request, story).text,
        "shared": {
            "site": settings.SITE_NAME,
            "address": settings.SITE_URL + (live.get_absolute_url() if live else path),
            "title": head.title,
            "description": head.description,
            "image": picture.address if picture else "",
            "alt": picture.alt if picture else "",
        },
    }


def of_form(form: StoryForm) -> dict:
    """Return the document that the story would have if `form` were saved now. Writes nothing.

    What is wrong with a field, or with a list, leaves that as it was saved.
    """
    form.is_valid()
    form.leave_errors_out()
    article = form.instance
    article.body = references.normalise(article.body)
    bylines, agencies = form.bylines, form.agencies
    return documents.compose(
        article,
        bylines=[Byline(author=line["author"], role=line["role"]) for line in bylines.lines()]
        if bylines.is_valid()
        else _saved(article, "bylines", "author"),
        contributions=[Contribution(agency=line["agency"], how=line["how"]) for line in agencies.lines()]
        if agencies.is_valid()
        else _saved(article, "contributions", "agency"),
        captions=_captions(form, article),
        topics=tags.named(form.cleaned_data["topics"])
        if "topics" in form.cleaned_data
        else (tags.of(article) if article.pk else []),
    )


def _saved(article: Article, related: str, key: str) -> list:
    return list(getattr(article, related).select_related(key)) if article.pk else []


def _captions(form: StoryForm, article: Article) -> list[Caption]:
    """Return the uses of photos as typed, the lead first; the body of `article` loses those that are in no library."""
    lead = _lead(form, article)
    wanted = {figure.photo for figure in figures.find(article.body)} | ({lead.photo_id} if lead else set())
    photos = Photo.objects.prefetch_related("credit_parts").in_bulk(wanted)
    article.body = captions.without_unknown(article.body, photos)
    rows = [*([lead] if lead else []), *captions.rows_of(article, figures.find(article.body))]
    for row in rows:
        row.photo = photos[row.photo_id]
    return rows


def _lead(form: StoryForm, article: Article) -> Caption | None:
    saved = article.captions.filter(place=Caption.Place.LEAD).first() if article.pk else None
    if any(name.startswith("lead_") for name in form.errors):
        return saved
    typed = {name: form.cleaned_data[f"lead_{name}"] for name in ("photo", "caption", "alt", "decorative")}
    if typed["photo"] is None:
        return None
    layout = {"layout": saved.layout} if saved else {}  # the form leaves it as it is
    return Caption(**typed | layout | {"alt": "" if typed["decorative"] else typed["alt"]})
