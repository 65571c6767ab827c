"""The list of stories."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles import search
from articles.admin.lists import CappedChangeList, CappedList
from articles.languages import joined
from articles.models import Article, Byline, Edition, Section
from articles.standing import standings
from articles.states import State, StoryType
from authors import clock


class StateFilter(admin.SimpleListFilter):
    """By where stories stand, as tabs. Spiked ones are shown to who asks for them."""

    title = "state"
    parameter_name = "state"
    template = "admin/filter_tabs.html"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        states = {state.value: state.label for state in State}
        states.pop(State.SPIKED)
        return [*states.items(), ("scheduled", "Scheduled"), (State.SPIKED.value, State.SPIKED.label)]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value()
        if value == "scheduled":
            return queryset.filter(pk__in=Edition.objects.upcoming(clock.now()).values("article"))
        if value in State.values:
            return queryset.filter(state=value)
        return queryset.exclude(state=State.SPIKED)


class MineFilter(admin.SimpleListFilter):
    """By whose turn it is."""

    title = "whose"
    parameter_name = "mine"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return [("yes", "Written by me"), ("with", "With me"), ("returned", "Returned to me")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.filter(owner=request.user)
            case "with":
                return queryset.filter(holder=request.user)
            case "returned":
                return queryset.filter(holder=request.user, returned=True, state=State.DRAFT)
        return queryset


class SectionFilter(admin.SimpleListFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        sections = list(Section.objects.all())
        # by key: a join would keep the database from choosing among the indexes of stories
        self.keys = {section.slug: section.pk for section in sections} | {"-": None}
        return [*((section.slug, section.name) for section in sections), ("-", "No section")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(section=self.keys[self.value()]) if self.value() in self.keys else queryset


class TypeFilter(admin.SimpleListFilter):
    title = "type"
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        return StoryType.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        return queryset.filter(story_type=self.value()) if self.value() in StoryType.values else queryset


class StoryChangeList(CappedChangeList):
    """Loads what a line shows for the lines of one page, and no body."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: list[str] | None = None) -> QuerySet:
        return super().get_queryset(request, exclude_parameters).for_list()

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        found = standings(self.result_list, clock.now())
        for story in self.result_list:
            story.standing = found[story.pk]


class StoryList(CappedList):
    """The list's part of the admin of stories."""

    list_display = ["story", "stands", "in_section", "byline", "held_by", "changed"]
    list_display_links = ["story"]
    list_filter = [StateFilter, SectionFilter, TypeFilter, MineFilter]
    list_select_related = ["section", "owner", "holder"]
    ordering = ["-changed_at", "-pk"]
    sortable_by = []  # newest first is what the index gives, at any length
    search_fields = ["headline"]  # shows the search; what it looks through is said by articles.search
    search_help_text = "Words of the headline, the kicker, the standfirst or the address"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return super().get_queryset(request).readable_by(request.user)

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[StoryChangeList]:
        return StoryChangeList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return search.find(queryset, search_term), False

    def action_checkbox(self, article: Article) -> SafeString:
        """Return the box that chooses a story, with the version that this list shows of it."""
        box = super().action_checkbox(article)
        return format_html('{}<input type="hidden" name="seen-{}" value="{}">', box, article.pk, article.version)

    @admin.display(description="story")
    def story(self, article: Article) -> SafeString:
        kicker = format_html('<span class="nr-kicker"><bdi>{}</bdi></span>', article.kicker) if article.kicker else ""
        return format_html("{}<bdi>{}</bdi>", kicker, article)

    @admin.display(description="state")
    def stands(self, article: Article) -> SafeString:
        return render_to_string("admin/_standing.html", {"standing": article.standing, "story": article})

    @admin.display(description="section", empty_value="")
    def in_section(self, article: Article) -> str | None:
        return article.section and article.section.name

    @admin.display(description="byline", empty_value="")
    def byline(self, article: Article) -> str:
        if article.byline_sentence:
            return article.byline_sentence
        return joined([row.author.name for row in article.bylines.all() if row.role == Byline.Role.BY])

    @admin.display(description="with", empty_value="")
    def held_by(self, article: Article) -> str:
        if article.holder:
            return article.holder.get_full_name() or article.holder.get_username()
        return "" if article.state in (State.PUBLISHED, State.SPIKED) else "the desk"

    @admin.display(description="changed")
    def changed(self, article: Article) -> SafeString:
        return render_to_string("admin/_ago.html", {"when": article.changed_at})
