"""What the open form of a story sends by itself: its text as it is typed, and who has it open. Answers in JSON."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from articles import autosave, presence, rights, workflow
from articles import document as documents
from articles.admin.story_bar import bar_of, context, find, saved_sentence
from articles.admin.story_form import StoryForm
from articles.admin.story_look import of_form
from articles.autosave import Typing
from articles.models import Article, Aside, Presence
from articles.refusals import Refused
from authors import clock
from authors.doubles import tried_again

LARGEST = 2**31 - 1
ADDRESSES = ("autosave", "presence", "look", "preview")
DEEDS = ("stay", "leave", "ask", "unask", "hand", "refuse", "take")


class TypingForm(forms.Form):
    """What goes with every text that a form sends by itself."""

    tab = forms.UUIDField()
    page = forms.UUIDField(required=False)
    sequence = forms.IntegerField(min_value=1, max_value=LARGEST)
    version = forms.IntegerField(min_value=0, max_value=LARGEST, required=False)
    named = forms.BooleanField(required=False)

    def typing(self) -> Typing:
        given = self.cleaned_data
        return Typing(**given | {"version": given["version"] or 0, "page": given["page"] or given["tab"]})


class PresenceForm(forms.Form):
    tab = forms.UUIDField()
    do = forms.ChoiceField(choices=[(deed, deed) for deed in DEEDS])


class BegunForm(forms.Form):
    begun_as = forms.UUIDField()


def addresses(key: int) -> dict[str, str]:
    """Return what the form of the story with this key sends to; 0: of one that there is not yet."""
    found = {name: reverse(f"admin:articles_article_{name}", args=[key]) for name in ADDRESSES}
    return found if key else found | {"autosave": reverse("admin:articles_article_begin")}


@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Return the token that a form needs now, and whose it is: logging in anew has changed it."""
    user = request.user
    return JsonResponse({"token": get_token(request), "user": user.pk, "name": presence.name_of(user)})


@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Make a draft of what was typed into the form of a new story, or go on with the one that it made already."""
    typing = TypingForm(request.POST)
    if not (BegunForm(request.POST).is_valid() and typing.is_valid()):
        return _unreadable()
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied

    def save() -> HttpResponse:
        with transaction.atomic():
            there = begun_already(request)
            article = workflow.lock(there.pk) if there else Article()
            answer = _save(request, article, typing.typing())
        key = article.pk
        return JsonResponse(answer | {"story": key, "url": article.get_absolute_url(), "addresses": addresses(key)})

    return tried_again(request, save)


@require_POST
def autosave_story(request: HttpRequest, pk: int) -> HttpResponse:
    """Make what was typed the story's text, or keep it beside the story; the answer says which, and why."""
    typing = TypingForm(request.POST)
    if not typing.is_valid():
        return _unreadable()
    article = find(request, pk)

    def save() -> HttpResponse:
        with transaction.atomic():
            return JsonResponse(_save(request, workflow.lock(article.pk), typing.typing()))

    return tried_again(request, save)


def _unreadable() -> HttpResponse:
    return JsonResponse({"error": "This is no text of an open form. Load the page again."}, status=400)


def begun_already(request: HttpRequest) -> Article | None:
    """Return the story that the form of a new story made when it was sent before, or None.

    Raises Http404 where it is not for the user of `request` to read.
    """
    form = BegunForm(request.POST)
    there = Article.objects.filter(begun_as=form.cleaned_data["begun_as"]).first() if form.is_valid() else None
    return there and find(request, there.pk)


def _save(request: HttpRequest, article: Article, typing: Typing) -> dict:
    is_new, state = article._state.adding, article.state
    form = StoryForm(request.POST, request.FILES, instance=article, user=request.user, typing=typing)
    form.is_valid()
    if is_new:
        form.save()
    own = presence.stay(article, request.user, typing.tab)
    answer = {"errors": _errors(form)}
    if autosave.is_late(own, typing):
        return answer | {"saved": "late", "version": article.version}
    Presence.objects.filter(pk=own.pk).update(sequence=typing.sequence, page=typing.page)
    if is_new:
        answer |= {"saved": "story", "changed": True}
    elif why := autosave.obstacle(article, own, typing):
        answer |= _keep_beside(request, form, typing, why)
    else:
        answer |= {"saved": "story", "changed": form.save()}
    article = find(request, article.pk)
    said = [saved_sentence(state, changed=answer["changed"])] if answer["saved"] == "story" else []
    return answer | {
        "version": article.version,
        "at": clock.told(clock.now()),
        "state": article.state,
        "said": said if typing.named or (article.state != state and not is_new) else [],
        "bar": _bar(request, article),
        "people": people(article, own),
    }


def _errors(form: StoryForm) -> dict[str, list[str]]:
    found = {name: list(errors) for name, errors in form.errors.items()}
    for rows in form.rows:
        for row in rows.forms:
            found |= {row.add_prefix(name): list(errors) for name, errors in row.errors.items()}
        if rows.non_form_errors():
            found[rows.prefix] = list(rows.non_form_errors())
    return found


def _keep_beside(request: HttpRequest, form: StoryForm, typing: Typing, why: Aside.Why) -> dict:
    """Keep what was typed beside the story, whose rows stay as they are; if it says something else than they do."""
    document = of_form(form)
    article = Article.objects.get(pk=form.instance.pk)  # as it stands: the form's is as it was typed
    if documents.digest(document) == documents.digest(documents.build(article)):
        return {"saved": "story", "changed": False}
    aside = autosave.keep_beside(article, document, by=request.user, typing=typing, why=why)
    key = f"a{aside.pk}"
    holder = article.presences.filter(holds=True).select_related("user").first()
    last = article.revisions.select_related("by").first()
    name = presence.name_of(holder.user if why == Aside.Why.HELD and holder else last and last.by)
    compare = reverse("admin:articles_article_compare", args=[article.pk])
    return {
        "saved": "aside",
        "changed": False,
        "why": why,
        "sentence": autosave.SENTENCES[why].format(name=name, state=article.get_state_display().lower()),
        "compare": f"{compare}?old={key}&new=r{article.version}",
        "bring": {
            "url": reverse("admin:articles_article_restore", args=[article.pk]),
            "key": key,
            "version": article.version,
        },
    }


def _bar(request: HttpRequest, article: Article) -> str | None:
    """Return the bar anew, where it is not what the form shows."""
    if request.POST.get("named") or request.POST.get("state") != article.state:
        shown = context(request, article, bar=bar_of(article, request.user), writing=True)
        return render_to_string("admin/articles/article/_bar.html", shown, request)
    return None


@require_POST
def presence_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Note what an open form does, and tell it who else has the story open."""
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return _unreadable()
    article = find(request, pk)
    tab, deed = form.cleaned_data["tab"], form.cleaned_data["do"]
    with transaction.atomic():
        article = workflow.lock(article.pk)
        if deed == "leave":
            presence.leave(article, request.user, tab)
            return JsonResponse({})
        own = presence.stay(article, request.user, tab)
        try:
            _do(article, own, deed)
        except Refused as refused:
            return JsonResponse({"error": refused.sentence}, status=403)
        own = Presence.objects.select_related("taken_by").get(pk=own.pk)
    return JsonResponse(
        {
            "holds": own.holds,
            "may_edit": rights.may(request.user, "edit", article),
            "version": article.version,
            "changed": clock.told(article.changed_at),
            "state": article.state,
            "people": people(article, own),
            "refused": own.refused,
            "taken_by": presence.name_of(own.taken_by) if own.taken_by else "",
        }
    )


def _do(article: Article, own: Presence, deed: str) -> None:
    match deed:
        case "ask" | "unask":
            presence.ask(article, own, asks=deed == "ask")
        case "hand":
            presence.hand_over(article, own)
        case "refuse":
            presence.refuse(article, own)
        case "take":
            presence.take_over(article, own)


def people(article: Article, own: Presence) -> list[dict]:
    """Return who else has the story open, as a form is told."""
    return [vars(person) for person in presence.people(article, own)]
