"""The photo library as a grid to look through, to choose from and to pick many of."""

from datetime import datetime, timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles import search
from articles.admin import photo_filters
from articles.admin.lists import CappedChangeList, CappedList
from articles.models import Photo
from articles.photos import credits, renditions, terms, uses
from articles.photos.metadata.source_types import is_generated
from authors import clock

SOON = timedelta(days=7)
UNSEEN = ("file_says", "words")  # columns that no list shows, and the longest


class PhotoChangeList(CappedChangeList):
    """The photos that answer to the words and the filters of the address, with what the grid shows of each."""

    def get_filters_params(self, params: dict | None = None) -> dict:
        own = photo_filters.LibraryFilters.base_fields
        return {name: value for name, value in super().get_filters_params(params).items() if name not in own}

    def get_queryset(self, request: HttpRequest, exclude_parameters: list[str] | None = None) -> QuerySet[Photo]:
        self.filters = photo_filters.LibraryFilters(request.GET)
        found = super().get_queryset(request, exclude_parameters).defer(*UNSEEN)
        return photo_filters.narrowed(found, self.filters.asked, request.user)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        now = clock.now()
        shown = uses.shown_by(self.result_list, now) if self.result_list else set()
        for photo in self.result_list:
            dress(photo, now, is_shown=photo.pk in shown)
        self.chips = [(words, self.get_query_string({name: None})) for name, words in self.filters.chips()]
        self.has_active_filters = bool(self.chips)
        self.suggested = photo_filters.suggested()
        # what somebody adds while it is open belongs at its front
        self.shows_newest = self.page_num == 1 and not self.query and self.filters.asked in ({}, {"show": "mine"})
        if self.filters.errors:
            messages.warning(request, "A filter could not be read, and was left out. Open the filters and mend it.")


class PhotoList(CappedList):
    """The list's part of the admin of photos."""

    list_display = ["title", "created_at"]
    list_per_page = 48
    search_fields = ["words"]  # shows the search; what it looks through is said by articles.search
    search_help_text = "Words of the headline, the caption, the credit, the keywords, the persons or the place"
    ordering = photo_filters.NEWEST
    sortable_by = []  # newest first is what the index gives, at any length
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        return _with_what_a_card_shows(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[PhotoChangeList]:
        return PhotoChangeList

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        return search.PHOTOS.find(queryset, search_term), False


def show_card(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the photo as the list shows it, for a grid that was there before it."""
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    photo = get_object_or_404(_with_what_a_card_shows(Photo.objects.defer(*UNSEEN)), pk=pk)
    now = clock.now()
    dress(photo, now, is_shown=bool(uses.shown_by([photo], now)))
    return render(request, "admin/articles/photo/_card.html", {"photo": photo, "is_popup": "_popup" in request.GET})


def _with_what_a_card_shows(photos: QuerySet[Photo]) -> QuerySet[Photo]:
    return photos.select_related("uploaded_by", "agreement").prefetch_related("credit_parts")


def dress(photo: Photo, now: datetime, *, is_shown: bool) -> None:
    """Give `photo` what a card of the grid shows: its files, its credit as a line, its badges."""
    photo.files = renditions.sources(renditions.facts(photo))
    photo.credit_line = credits.line(credits.of(photo))
    photo.badges = badges(photo, now, is_shown=is_shown)


def badges(photo: Photo, now: datetime, *, is_shown: bool) -> list[tuple[str, str]]:
    """Return what is to be known of `photo` at a glance, as (tone, words); its agreement and credit are loaded."""
    found = [] if photo.withdrawn_at else _of_term(photo, now)  # that it was stands in the place of the picture
    if not photo.credit_line:
        found.append(("warn", "No credit"))
    if not photo.alt:
        found.append(("warn", "No alt text"))
    if is_generated(photo.digital_source_type):
        found.append(("note", "Generated"))
    if is_shown:
        found.append(("good", "On the site"))
    return found


def _of_term(photo: Photo, now: datetime) -> list[tuple[str, str]]:
    span = terms.term(photo)
    if span.ends and span.ends <= now:
        return [("bad", "Rights over")]
    if span.begins and span.begins > now:
        return [("warn", f"Not before {clock.told(span.begins)}")]
    if span.ends and span.ends <= now + SOON:
        return [("warn", f"Ends {clock.told(span.ends)}")]
    return []
