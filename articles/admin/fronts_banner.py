"""The page on which the banner above all readers' pages is put up, replaced and taken down."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from articles import rights
from articles.admin.fronts_access import may_look
from articles.admin.fronts_form import story_typed
from articles.admin.fronts_shown import FIELD, HIDDEN, field
from articles.admin.story_bar import version_in
from articles.fronts import banner as banners
from articles.models import Article, Banner, Edition, Front
from articles.refusals import Refused, Stale
from authors import clock
from authors.text import LineFormField


class BannerForm(forms.Form):
    """What a banner says, with which story, from when until when."""

    text = LineFormField(
        label="What it says",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=f"One line, at most {banners.MOST_CHARACTERS} characters: what has happened, and where.",
    )
    tone = forms.ChoiceField(label="What kind of line it is", choices=Banner.Tone, widget=forms.RadioSelect)
    story = forms.CharField(
        label="Story it leads to",
        required=False,
        help_text="Type a few words to find it. The line leads there as soon as the story is out, and never before.",
    )
    begins = forms.DateTimeField(
        label="Begins",
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FIELD),
        help_text="Empty: now.",
    )
    ends = forms.DateTimeField(
        label="Ends",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=FIELD),
        help_text="It goes by itself then, at most 24 hours after it began.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_story(self) -> Article | None:
        typed = self.cleaned_data["story"].strip()
        if not typed:
            return None
        key = story_typed(typed)
        story = Article.objects.filter(pk=key).first() if key else None
        if story is None:
            raise forms.ValidationError(
                "No story was found by that. Type its number, or paste the address of its page."
            )
        return story


@require_http_methods(["GET", "HEAD", "POST"])
def banner(request: HttpRequest) -> HttpResponse:
    """Show the banner that is on, and a form for the next; put that up, or take the present one down."""
    may_look(request)
    if request.method != "POST":
        return _page(request, _empty())
    seen = version_in(request.POST.get("seen", "0"))
    try:
        if "down" in request.POST:
            banners.take_down(by=request.user, seen=seen)
            messages.success(request, "The banner is down.")
            return redirect("admin:articles_front_banner")
        form = BannerForm(request.POST)
        if form.is_valid():
            banners.put_up(by=request.user, seen=seen, **form.cleaned_data)
            messages.success(request, "The banner is up, and goes by itself.")
            return redirect("admin:articles_front_banner")
    except Stale as stale:
        messages.error(request, stale.sentence)
        return _page(request, BannerForm(request.POST) if "down" not in request.POST else _empty(), status=409)
    except Refused as refused:
        form = BannerForm(request.POST) if "down" not in request.POST else _empty()
        messages.error(request, refused.sentence)
        may_change = request.user.has_perm("articles.change_front")
        return _page(request, form, status=400 if may_change else 403)
    return _page(request, form, status=400)


def _empty() -> BannerForm:
    return BannerForm(initial={"tone": Banner.Tone.BREAKING, "ends": clock.now() + banners.USUAL})


def _page(request: HttpRequest, form: BannerForm, *, status: int = 200) -> HttpResponse:
    current = banners.last()
    context = {
        "title": "Banner",
        "opts": Front._meta,
        "form": form,
        "current": current,
        "is_on": current and current.begins <= clock.now(),
        "story": _story_of(current, request.user),
        "may_change": request.user.has_perm("articles.change_front"),
        "quick": [("1 hour", 60), ("2 hours", 120), ("6 hours", 360), ("24 hours", 24 * 60)],
        "now": field(clock.now()),
        "find": reverse("admin:articles_article_stories"),
    }
    return TemplateResponse(
        request, "admin/articles/front/banner.html", admin.site.each_context(request) | context, status=status
    )


def _story_of(current: Banner | None, user) -> str:
    """Return the headline of the banner's story, as far as `user` may know it."""
    if current is None or current.story is None:
        return ""
    live = Edition.objects.visible(clock.now()).filter(article=current.story_id).order_by("pk").first()
    if live:
        return live.card["headline"]
    return str(current.story) if rights.may(user, "read", current.story) else HIDDEN


def context() -> dict:
    """Return what the screen of the front page says of the banner."""
    current = banners.last()
    return {"banner_now": current, "banner_is_on": current and current.begins <= clock.now()}
