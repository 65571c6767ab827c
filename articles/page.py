"""A story as its page shows it, made from a story document. The public page and the preview both come from here."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.encoding import uri_to_iri
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from articles import languages
from articles.audio import CONTENT_TYPES
from articles.body import embeds
from articles.bylines import Piece, agency_line, byline, further
from articles.languages import Language, joined
from articles.models import Edition, Section
from articles.photos import renditions
from articles.pictures import Picture, picture
from articles.states import Kind, StoryType
from articles.story_text import body_html
from authors.models import Author

KINDS_OF_NOTES = {
    Kind.UPDATE: pgettext_lazy("among the kinds of notes on a story", "update"),
    Kind.CORRECTION: pgettext_lazy("among the kinds of notes on a story", "correction"),
    Kind.CLARIFICATION: pgettext_lazy("among the kinds of notes on a story", "clarification"),
}
ROOMY = "front"  # the one place of a list that has room for a whole headline
WEB = ("https://", "http://")  # an address of mail would be read by robots: letters go by a form


@dataclass(frozen=True)
class Note:
    """A public note: what kind of change, in which words, when."""

    kind: Kind
    text: str
    at: datetime

    @property
    def label(self) -> str:
        return str(self.kind.label)


@dataclass(frozen=True)
class Audio:
    url: str
    type: str
    seconds: int

    @property
    def length(self) -> str:
        """How long it lasts, in words that are read aloud as well: `4 min 12 s`, `1 h 2 min`."""
        minutes, seconds = divmod(self.seconds, 60)
        hours, minutes = divmod(minutes, 60)
        if hours:
            return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
        if minutes:
            return _("%(minutes)d min %(seconds)d s") % {"minutes": minutes, "seconds": seconds}
        return _("%(seconds)d s") % {"seconds": seconds}


@dataclass(frozen=True)
class Person:
    """An author, as the box below a story and the author's own page show them."""

    key: int
    name: str
    url: str
    role: str
    organisation: str
    description: str  # both of these
    paragraphs: list[str]
    links: list[dict]  # label, url
    write_url: str  # empty where readers may not write
    portrait: Picture | None


@dataclass(frozen=True)
class Story:
    """All that stands on a story's page."""

    kicker: str
    headline: str
    standfirst: str
    section: dict | None  # name, url
    story_type: str
    type_label: str  # empty where the kicker says it, and for plain news
    byline: list[Piece]
    further: list[list[Piece]]  # a line each, for the roles below the byline
    lead: Picture | None
    body: SafeString  # with the dateline before its first words
    audio: Audio | None
    agency_line: str
    topics: list[dict]  # name, url
    editors_note: str
    notes: list[Note]
    authors: list[Person]  # for the author boxes
    embeds: list[embeds.Embed]
    title: str  # for search and sharing
    description: str
    url: str = ""  # permanent and absolute; empty in a preview
    published_at: datetime | None = None
    updated_at: datetime | None = None  # None where the substance never changed
    preview: bool = False
    photos: int = 0  # on a page of their own; fewer than two have none
    photos_url: str = ""
    first_published: dict | None = None  # publisher, url: where it first appeared, if not here
    foreign: Language | None = None  # its language, if that is not the site's

    @property
    def readable_url(self) -> str:
        """Its address on paper, in its own letters: what a browser takes when it is typed."""
        return uri_to_iri(self.url)

    @property
    def kinds_of_notes(self) -> str:
        """What the public notes are, in a word each: `Update and correction`."""
        kinds = joined([str(KINDS_OF_NOTES[kind]) for kind in dict.fromkeys(note.kind for note in self.notes)])
        return kinds[:1].upper() + kinds[1:]


@dataclass(frozen=True)
class Gallery:
    """The photos of a story, each once, on a page of their own."""

    headline: str
    section: dict  # name, url
    story_url: str
    title: str
    description: str
    url: str
    canonical: str
    pictures: list[Picture]
    foreign: Language | None  # that of the story, if it is not the site's


@dataclass(frozen=True)
class Card:
    """A story as a list shows it."""

    url: str
    kicker: str
    headline: str
    standfirst: str
    byline: str
    story_type: str
    type_label: str  # empty where the kicker says it, and for plain news
    section: Section
    published_at: datetime
    lead: Picture | None
    audio: str  # duration, or empty
    foreign: Language | None = None  # its language, if that is not the site's


def of_edition(edition: Edition) -> Story:
    """Return the page of `edition`: one query, for the authors as they are now."""
    updated = edition.updated_at if edition.updated_at > edition.first_published_at else None
    photos = len(photos_of(edition.document))
    return _story(
        edition.document,
        section={"name": edition.section.name, "url": edition.section.get_absolute_url()},
        notes=[_note(note) for note in edition.notes],
        url=settings.SITE_URL + edition.get_absolute_url(),
        published_at=edition.first_published_at,
        updated_at=updated,
        photos=photos,
        photos_url=edition.address.get_gallery_url() if photos > 1 else "",
        foreign=languages.foreign(edition.section.language),
    )


def gallery_of(edition: Edition) -> Gallery | None:
    """Return the gallery of `edition`: no query. None where it has fewer than two photos, and so no gallery."""
    document, uses = edition.document, photos_of(edition.document)
    if len(uses) < 2:
        return None
    pictures = [picture(use, "alone", eager=number == 0) for number, use in enumerate(uses)]
    return Gallery(
        headline=document["headline"],
        section={"name": edition.section.name, "url": edition.section.get_absolute_url()},
        story_url=edition.get_absolute_url(),
        title=document["social_headline"] or document["headline"],
        description=document["social_summary"] or document["standfirst"],
        url=settings.SITE_URL + edition.address.get_gallery_url(),
        canonical=settings.SITE_URL + edition.get_absolute_url(),
        pictures=pictures,
        foreign=languages.foreign(edition.section.language),
    )


def photos_of(document: dict) -> list[dict]:
    """Return the uses of photos in `document` in their order, of each photo the first."""
    uses = [*([document["lead"]] if document["lead"] else []), *document["photos"]]
    return list({use["photo"]["id"]: use for use in reversed(uses)}.values())[::-1]


def of_document(document: dict, live: Edition | None = None) -> Story:
    """Return the page that `document` would make if it went out now, after `live` where the story is on the site."""
    section = document["section"]
    return _story(
        document,
        section=section and {"name": section["name"], "url": reverse("section", args=[section["slug"]])},
        notes=[_note(note) for note in live.notes] if live else [],
        published_at=live and live.first_published_at,
        preview=True,
        foreign=languages.foreign(_language_of(section)),
    )


def _language_of(section: dict | None) -> str:
    """Return the language of a document's section as it is now: one query."""
    found = section and Section.objects.filter(pk=section["id"]).values_list("language", flat=True).first()
    return found or ""


def card(edition: Edition, *, place: str = "card", eager: bool = False) -> Card:
    """Return `edition` as a list shows it at `place`: a key of `pictures.SIZES`."""
    facts = edition.card
    return Card(
        url=edition.get_absolute_url(),
        kicker=facts["kicker"],
        headline=(facts["short_headline"] if place != ROOMY else "") or facts["headline"],
        standfirst=facts["standfirst"],
        byline=facts["byline"],
        story_type=facts["story_type"],
        type_label=_type_label(facts),
        section=edition.section,
        published_at=edition.first_published_at,
        lead=facts["lead"] and picture(facts["lead"], place, eager=eager),
        audio=duration(facts["audio"]) if facts["audio"] is not None else "",
        foreign=languages.foreign(edition.section.language),
    )


def person(author: Author) -> Person:
    """Return `author` as readers see them. A link that leads to no page on the web is left out."""
    may_show = author.portrait and not author.portrait.withdrawn_at
    portrait = may_show and {"photo": renditions.facts(author.portrait)}
    return Person(
        key=author.pk,
        name=author.name,
        url=author.get_absolute_url(),
        role=author.role,
        organisation=author.organisation,
        description=author.description,
        paragraphs=author.paragraphs,
        links=[link for link in author.links if link["url"].lower().startswith(WEB)],
        write_url=reverse("write", args=[author.slug]) if author.can_be_written_to else "",
        # the name stands beside it: a screen reader need not say it twice
        portrait=picture(portrait | {"alt": "", "caption": "", "credit": [], "layout": ""}, "portrait")
        if portrait
        else None,
    )


def duration(seconds: int) -> str:
    """Return a length of time as a player shows it: `6:05`, `1:02:30`."""
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def _story(document: dict, **facts) -> Story:
    with languages.of_readers():  # the desk shows it, too, in the words that readers get
        return _said(document, facts)


def _said(document: dict, facts: dict) -> Story:
    ids = list(dict.fromkeys(row["author"] for row in document["bylines"]))
    known = Author.objects.select_related("portrait").in_bulk(ids)
    lead = document["lead"] and picture(document["lead"], "lead", eager=True)
    return Story(
        kicker=document["kicker"],
        headline=document["headline"],
        standfirst=document["standfirst"],
        story_type=document["story_type"],
        type_label=_type_label(document),
        byline=byline(document),
        further=further(document),
        lead=lead,
        body=body_html(document, foreign=facts["foreign"]),
        audio=_audio(document["audio"]),
        agency_line=agency_line(document),
        topics=[{"name": topic["name"], "url": reverse("topic", args=[topic["slug"]])} for topic in document["topics"]],
        editors_note=document["editors_note"],
        authors=[person(known[pk]) for pk in ids if pk in known],
        embeds=embeds.find(document["body"]),
        title=document["social_headline"] or document["headline"],
        description=document["social_summary"] or document["standfirst"],
        first_published=first_published(document),
        **facts,
    )


def first_published(document: dict) -> dict | None:
    """Return who published the story before us, and its address there if it leads to the web; None for our own."""
    first = document.get("first_published")
    if not first:
        return None
    return first if first["url"].lower().startswith(("https://", "http://")) else first | {"url": ""}


def _type_label(facts: dict) -> str:
    label = str(StoryType(facts["story_type"]).label)
    said = facts["story_type"] == StoryType.NEWS or label.lower() in facts["kicker"].lower()
    return "" if said else label


def _note(note: dict) -> Note:
    return Note(kind=Kind(note["kind"]), text=note["text"], at=parse_datetime(note["at"]))


def _audio(audio: dict | None) -> Audio | None:
    if not audio:
        return None
    extension = audio["file"].rpartition(".")[2]
    return Audio(settings.MEDIA_URL + audio["file"], CONTENT_TYPES.get(extension, ""), audio["seconds"])
