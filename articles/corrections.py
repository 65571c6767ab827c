"""What we corrected and clarified: the one list of it, which the page and the feed of corrections show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.apps import apps as registry
from django.apps.registry import Apps
from django.db.models import F, Q
from django.utils.dateparse import parse_datetime

from articles import languages
from articles.languages import Language
from articles.models import Edition
from articles.states import Kind

KINDS = {Kind.CORRECTION, Kind.CLARIFICATION}  # an update says what happened since: nothing was wrong


@dataclass(frozen=True)
class Correction:
    """A note of a story that readers see: `number` is its place among the story's notes, `key` among all."""

    edition: Edition  # with section and address, without document
    number: int
    key: int
    at: datetime

    @property
    def kind(self) -> Kind:
        return Kind(self.edition.notes[self.number]["kind"])

    @property
    def text(self) -> str:
        return self.edition.notes[self.number]["text"]

    @property
    def headline(self) -> str:
        return self.edition.card["headline"]

    @property
    def foreign(self) -> Language | None:
        """The language of the story, if that is not the site's."""
        return languages.foreign(self.edition.section.language)

    @property
    def url(self) -> str:
        """Where it stands in its story."""
        return f"{self.edition.get_absolute_url()}#notes"


def read(now: datetime, most: int, before: tuple[datetime, int] | None = None) -> list[Correction]:
    """Return the newest corrections of visible stories, at most so many: one query.

    `before` is the time and the key of the one after which the list goes on.
    """
    condition = Q(corrections__at__lte=now)  # all are: said so that the index of their order is walked
    if before:
        at, key = before
        condition = Q(corrections__at__lte=at) & (Q(corrections__at__lt=at) | Q(corrections__pk__lt=key))
    found = Edition.objects.visible(now).filter(condition).order_by("-corrections__at", "-corrections__pk")
    found = found.annotate(
        number_of_note=F("corrections__number"), key=F("corrections__pk"), noted_at=F("corrections__at")
    )
    found = found.select_related("section", "address").defer("document")[:most]
    return [Correction(edition, edition.number_of_note, edition.key, edition.noted_at) for edition in found]


def index(editions: Iterable, apps: Apps = registry) -> None:
    """Write which notes of `editions` are corrections: what the list is made from."""
    model = apps.get_model("articles", "EditionCorrection")
    model.objects.bulk_create(
        model(edition_id=edition.pk, number=number, at=parse_datetime(note["at"]))
        for edition in editions
        for number, note in enumerate(edition.notes)
        if note["kind"] in KINDS
    )
