"""Stories in the admin: who may open them, and the page on which they are written."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from js_asset import Media

from articles import advice, compare, languages, page, rights, views, workflow
from articles import document as documents
from articles.admin import (
    story_autosave,
    story_captions,
    story_card,
    story_history,
    story_look,
    story_steps,
    story_suggest,
    tag_widget,
)
from articles.admin.story_bar import NUMBER, bar_of, context, find, say_saved
from articles.admin.story_form import StoryForm
from articles.admin.story_list import StoryList
from articles.models import Article, Section
from articles.photos import withdrawal
from articles.presence import is_held_by_another, name_of
from authors import clock
from authors.doubles import tried_again


@admin.register(Article)
class ArticleAdmin(story_steps.StoryActions, StoryList, admin.ModelAdmin):
    """The rules are those of `articles.rights` and `articles.workflow`; nobody deletes a story."""

    def has_view_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return rights.may(request.user, "read", obj) if obj else super().has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return rights.may(request.user, "edit", obj) if obj else super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        def own(route: str, view, name: str, *, cacheable: bool = False) -> URLPattern:
            return path(route, self.admin_site.admin_view(view, cacheable), name=f"articles_article_{name}")

        return [
            own("session/", story_autosave.session, "session"),
            own("begin/", story_autosave.begin, "begin"),
            own("<int:pk>/autosave/", story_autosave.autosave_story, "autosave"),
            own("<int:pk>/presence/", story_autosave.presence_of, "presence"),
            own("topics/", tag_widget.suggest, "topics"),
            own("stories/", story_suggest.suggest, "stories"),
            own("<int:pk>/look/", story_look.look, "look"),
            own("shared.png", story_card.shared_card, "shared_card", cacheable=True),
            own("<int:pk>/preview/", preview, "preview"),
            own("<int:pk>/captions/", story_captions.captions_page, "captions"),
            own("<int:pk>/step/<slug:verb>/", story_steps.step_page, "step"),
            own("<int:pk>/compare/", story_history.compare_page, "compare"),
            own("<int:pk>/restore/", story_history.restore, "restore"),
            *super().get_urls(),
        ]

    def history_view(self, request: HttpRequest, object_id: str, extra_context: dict | None = None) -> HttpResponse:
        return story_history.history_page(request, unquote(object_id))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """Show the form, or the story to be read where it may not be changed; save what was sent."""
        if object_id is None and not self.has_add_permission(request):
            raise PermissionDenied
        article = Article() if object_id is None else find(request, unquote(object_id))

        def save() -> HttpResponse:
            with transaction.atomic():
                there = story_autosave.begun_already(request) if object_id is None else article
                return save_story(request, there or Article())

        if request.method == "POST":
            return tried_again(request, save)
        if object_id is None or rights.may(request.user, "edit", article):
            return form_page(request, StoryForm(instance=article, user=request.user))
        return read_page(request, article)


def form_page(request: HttpRequest, form: StoryForm) -> HttpResponse:
    """Return the page on which a story is written; its bar is that of the story as it is saved."""
    saved = find(request, form.instance.pk) if form.instance.pk else None
    more = {
        "form": form,
        "media": Media.from_media(form.media, nonce=str(request.csp_nonce)),
        "has_file_field": True,
        "addresses": story_autosave.addresses(form.instance.pk or 0),
        "my_name": name_of(request.user),
        "lengths": advice.LENGTHS,
        "languages": languages.for_forms(dict(Section.objects.exclude(language="").values_list("pk", "language"))),
    }
    if form.is_stale:
        more |= _meanwhile(form, saved)
    if saved is None:
        shown = context(request, None, "New story", **more)
    else:
        more["is_held"] = is_held_by_another(saved, request.user)
        shown = context(request, saved, bar=bar_of(saved, request.user), **more)
    return TemplateResponse(request, "admin/articles/article/form.html", shown, status=409 if form.is_stale else 200)


def _meanwhile(form: StoryForm, saved: Article) -> dict:
    """Return what somebody else saved since the version that the form began with."""
    seen = form.data.get("version", "")
    since = saved.revisions.select_related("by")
    # a text that was outgrown since is the beginning of the one that outgrew it
    began = since.filter(version__gte=seen).last() if NUMBER.fullmatch(seen) else None
    now = documents.build(saved)
    return {
        "theirs": compare.differences(began.document, now) if began else [],
        "their_revision": since.first(),
    }


def read_page(request: HttpRequest, article: Article) -> HttpResponse:
    """Return the story as text, for those who may not change it now."""
    document = documents.build(article)
    bar = bar_of(article, request.user, document)
    shown = context(request, article, bar=bar, story=page.of_document(withdrawal.marked(document), bar.live))
    return TemplateResponse(request, "admin/articles/article/read.html", shown)


def save_story(request: HttpRequest, article: Article) -> HttpResponse:
    """Save what was typed, and go on to the step that was pressed. Within a transaction."""
    if article.pk:
        article = workflow.lock(article.pk)
    state, slug = article.state, article.slug
    form = StoryForm(request.POST, request.FILES, instance=article, user=request.user)
    if not form.is_valid():
        return form_page(request, form)
    changed = form.save()
    article = form.instance
    verb = request.POST.get("_step", "")
    if changed or verb not in workflow.STEPS:
        say_saved(request, state, changed=changed)
    live = article.editions.visible(clock.now()).select_related("address").first()
    if live and slug != article.slug and article.slug:
        messages.info(
            request, f"Once this is published, the old address {live.get_absolute_url()} leads to the new one."
        )
    if verb in workflow.STEPS:
        return story_steps.begin(request, article, verb)
    return redirect(article)


@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the story's page exactly as readers would see it if it went out now."""
    article = find(request, pk)
    live = article.editions.visible(clock.now()).first()
    response = views.render_story(request, page.of_document(withdrawal.marked(documents.build(article)), live))
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
