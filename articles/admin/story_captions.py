"""The captions of all photos of a story on one page, for whoever may caption and need not edit."""

from itertools import zip_longest

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import captions, page, rights, workflow
from articles import document as documents
from articles.admin.story_bar import bar_of, context, find, say_saved
from articles.models import Article, Caption
from articles.photos import withdrawal
from authors.text import LineFormField, ProseFormField

STALE = "Somebody else saved this story while you were writing. Look at what stands here now, then save again."
NOT_NOW = "The captions of this story cannot be changed any more: it is {state} now. What you typed is still here."


class UseForm(forms.Form):
    """What stands under one photo."""

    photo = forms.IntegerField(widget=forms.HiddenInput)
    caption = ProseFormField(required=False, widget=forms.Textarea(attrs={"rows": 3}))
    alt = LineFormField(
        label="Alternative text", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    decorative = forms.BooleanField(label="Decorative: says nothing that the text does not", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["alt"].widget.attrs.pop("maxlength", None)  # a browser would cut off what is pasted


UseFormSet = forms.formset_factory(UseForm, extra=0, max_num=1000, absolute_max=1000)


def captions_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the photos of a story with their captions; save what was typed, on the version it was typed for."""
    article = find(request, pk)
    if request.method == "POST":
        with transaction.atomic():
            return _save(request, workflow.lock(article.pk))
    if not rights.may(request.user, "caption", article):
        raise PermissionDenied
    return _page(request, article, UseFormSet(initial=_initial(article), prefix="uses"))


def _save(request: HttpRequest, article: Article) -> HttpResponse:
    formset = UseFormSet(request.POST, prefix="uses")
    if not rights.may(request.user, "caption", article):
        messages.error(request, NOT_NOW.format(state=article.get_state_display().lower()))
        return _page(request, article, formset, status=403)
    if not formset.is_valid():
        return _page(request, article, formset)
    initial = _initial(article)
    typed = [line for line in formset.cleaned_data if line]
    if request.POST.get("version") != str(article.version) or _photos(typed) != _photos(initial):
        messages.error(request, STALE)
        return _again(request, article, initial, typed)
    state = article.state
    say_saved(request, state, changed=_write(request, article, typed))
    return redirect("admin:articles_article_captions", article.pk)


def _photos(lines: list[dict]) -> list[int]:
    return [line["photo"] for line in lines]


def _initial(article: Article) -> list[dict]:
    names = ("caption", "alt", "decorative")
    return [{"photo": use.photo_id} | {name: getattr(use, name) for name in names} for use in article.captions.all()]


def _again(request: HttpRequest, article: Article, initial: list[dict], typed: list[dict]) -> HttpResponse:
    """Return the page of the story as it is now, with what was typed for its photos, and beside it what was saved."""
    left = list(typed)
    lines, theirs = [], []
    for now in initial:
        mine = next((line for line in left if line["photo"] == now["photo"]), None)
        if mine:
            left.remove(mine)
        lines.append(mine or now)
        theirs.append(now if mine and mine != now else None)
    formset = UseFormSet(initial=lines, prefix="uses")
    return _page(
        request,
        article,
        formset,
        theirs=theirs,
        left=[line for line in left if line["caption"] or line["alt"]],
        status=409,
    )


def _write(request: HttpRequest, article: Article, typed: list[dict]) -> bool:
    """Write the captions of the locked `article`. Returns whether that made another version of it."""
    uses = list(article.captions.all())
    of_body = {}
    for use, line in zip(uses, typed, strict=True):
        if use.place == Caption.Place.BODY:
            of_body[use.position] = line
            continue
        use.caption, use.decorative = line["caption"], line["decorative"]
        use.alt = "" if use.decorative else line["alt"]
        use.save(update_fields=["caption", "alt", "decorative"])
    captions.write(article, of_body)
    article.save(update_fields=["body"])
    captions.sync(article)
    return workflow.keep(article, by=request.user, note="Captions")


def _number(form: UseForm) -> int | None:
    """Return the number of the photo that `form` is about, as far as it is one."""
    try:
        return form.fields["photo"].clean(form["photo"].value())
    except forms.ValidationError:
        return None


def _page(
    request: HttpRequest,
    article: Article,
    formset: forms.BaseFormSet,
    *,
    theirs: list[dict | None] = (),
    left: list[dict] = (),
    status: int = 200,
) -> HttpResponse:
    article = find(request, article.pk)
    document = withdrawal.marked(documents.build(article))
    uses = [use for use in [document["lead"], *document["photos"]] if use]
    lines = []
    for form, their in zip_longest(formset.forms, theirs):
        number = _number(form)
        use = next((use for use in uses if use["photo"]["id"] == number), None)
        if use:
            uses.remove(use)
        lines.append(
            {
                "form": form,
                "theirs": their,
                "picture": use and page.picture(use, "gallery"),
                "is_lead": use is not None and use is document["lead"],
            }
        )
    shown = context(
        request,
        article,
        "Captions",
        formset=formset,
        left=left,
        lines=lines,
        bar=bar_of(article, request.user, document),
    )
    return TemplateResponse(request, "admin/articles/article/captions.html", shown, status=status)
