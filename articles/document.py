"""The story document: one plain, versioned form of a story, built here and nowhere else.

Editions and revisions store it; the page, the preview, the comparison and the gate read it. It is what `json` can
write: dictionaries, lists, strings, numbers.

    {"version": 1, "kicker", "headline", "short_headline", "standfirst", "slug", "story_type", "dateline",
     "byline_sentence", "editors_note", "social_headline", "social_summary", "body": cleaned HTML,
     "section": {"id", "name", "slug"} or None,
     "bylines": [{"author": id, "name", "slug", "role"}, …],
     "lead": use or None, "photos": [use, …]: the n-th is the n-th figure of the body,
     "audio": {"file", "seconds"} or None,
     "agencies": [{"agency": id, "name": as in a sentence, "how"}, …],
     "topics": [{"id", "name", "slug"}, …],
     "first_published": {"publisher", "url"}: only of a story that first appeared elsewhere}

A use of a photo is {"photo": facts, "credit": [{"name", "relation"}, …], "caption", "alt", "decorative", "layout"};
`articles.photos.renditions.facts` says what the facts are.
"""

import hashlib
import json
from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from articles import captions, tags
from articles.languages import joined, of_readers
from articles.models import Agency, Article, Byline, Caption, Contribution, Photo, Section
from articles.photos import credits, renditions
from authors.models import Author
from authors.slugs import slugify

VERSION = 1
TEXTS = (
    "kicker",
    "headline",
    "short_headline",
    "standfirst",
    "slug",
    "story_type",
    "dateline",
    "byline_sentence",
    "editors_note",
    "social_headline",
    "social_summary",
    "body",
)


def build(article: Article) -> dict:
    """Return the document of `article` as it is in the database now: 7 queries."""
    prefetch_related_objects(
        [article],
        "bylines__author",
        "contributions__agency",
        "captions__photo__credit_parts",
        "tags",
    )
    return compose(
        article,
        bylines=article.bylines.all(),
        contributions=article.contributions.all(),
        captions=article.captions.all(),
        topics=tags.of(article),
    )


def compose(
    article: Article,
    *,
    bylines: Iterable[Byline],
    contributions: Iterable[Contribution],
    captions: Iterable[Caption],
    topics: Iterable[tags.Tag],
) -> dict:
    """Return the document of `article` with these rows, none of which need be saved.

    A topic that does not exist yet has None for its id.
    """
    uses = [(caption, use_of(caption)) for caption in captions]
    return {
        "version": VERSION,
        **{name: getattr(article, name) for name in TEXTS},
        # until an address is given or has gone out, it follows the headline
        "slug": article.slug or (slugify(article.headline, fallback="story") if article.headline else ""),
        "section": _section(article.section),
        "bylines": [
            {"author": row.author_id, "name": row.author.name, "slug": row.author.slug, "role": row.role}
            for row in bylines
        ],
        "lead": next((use for caption, use in uses if caption.place == Caption.Place.LEAD), None),
        "photos": [use for caption, use in uses if caption.place == Caption.Place.BODY],
        "audio": {"file": article.audio.name, "seconds": article.audio_seconds} if article.audio else None,
        "agencies": [{"agency": row.agency_id, "name": row.agency.label, "how": row.how} for row in contributions],
        "topics": [{"id": tag.pk, "name": tag.name, "slug": tag.slug} for tag in topics],
        **_first_published(article),
    }


def build_fresh(article_id: int) -> dict:
    """Return the document of the story with this key, read anew."""
    return build(Article.objects.select_related("section").get(pk=article_id))


def digest(document: dict) -> str:
    """Return SHA-256 of `document` in hexadecimal: two documents are the same story when theirs are equal."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def card(document: dict) -> dict:
    """Return what a list shows of `document`."""
    return {
        "kicker": document["kicker"],
        "headline": document["headline"],
        "short_headline": document["short_headline"],
        "standfirst": document["standfirst"],
        "story_type": document["story_type"],
        "byline": byline_line(document),
        "lead": document["lead"],
        "audio": document["audio"] and document["audio"]["seconds"],
        # what `EditionQuerySet.first_published_here` asks for
        **({"elsewhere": True} if "first_published" in document else {}),
    }


def byline_line(document: dict) -> str:
    """Return who wrote it, as lists show it to readers: `Mara Lindqvist and Tomas Okoro`."""
    if document["byline_sentence"]:
        return document["byline_sentence"]
    with of_readers():
        return joined([row["name"] for row in document["bylines"] if row["role"] == Byline.Role.BY])


def apply(article: Article, document: dict) -> list[str]:
    """Make the working copy `article` say what `document` says, and return what could not be brought back.

    What has gone since (a deleted section, author, agency or photo) is left out, with a sentence each. The caller
    holds the lock on the row, and keeps the result with `workflow.keep`.
    """
    lost = []
    for name in TEXTS:
        setattr(article, name, document[name])
    section = document["section"]
    article.section = section and Section.objects.filter(pk=section["id"]).first()
    if section and article.section is None:
        lost.append(f"The section “{section['name']}” is gone.")
    audio = document["audio"] or {"file": "", "seconds": None}
    article.audio, article.audio_seconds = audio["file"], audio["seconds"]
    elsewhere = first_columns(document)
    for name, value in elsewhere.items():
        setattr(article, name, value)
    article.save(update_fields=[*TEXTS, *elsewhere, "section", "audio", "audio_seconds"])

    authors = Author.objects.in_bulk([row["author"] for row in document["bylines"]])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author=authors[row["author"]], role=row["role"], position=position)
        for position, row in enumerate(document["bylines"])
        if row["author"] in authors
    )
    lost += [
        f"{row['name']} is not among the authors any more."
        for row in document["bylines"]
        if row["author"] not in authors
    ]

    agencies = Agency.objects.in_bulk([row["agency"] for row in document["agencies"]])
    article.contributions.all().delete()
    Contribution.objects.bulk_create(
        Contribution(article=article, agency=agencies[row["agency"]], how=row["how"], position=position)
        for position, row in enumerate(document["agencies"])
        if row["agency"] in agencies
    )
    lost += [f"The agency {row['name']} is gone." for row in document["agencies"] if row["agency"] not in agencies]

    tags.put(article, [topic["name"] for topic in document["topics"]])
    article.captions.filter(place=Caption.Place.LEAD).delete()
    lead = document["lead"]
    if lead and Photo.objects.filter(pk=lead["photo"]["id"]).exists():
        Caption.objects.create(
            article=article,
            photo_id=lead["photo"]["id"],
            place=Caption.Place.LEAD,
            layout=lead["layout"],
            caption=lead["caption"],
            alt=lead["alt"],
            decorative=lead["decorative"],
        )
    elif lead:
        lost.append("The lead photo is not in the library any more.")
    captions.sync(article)
    return lost


def first_columns(document: dict) -> dict[str, str]:
    """Return the columns of the working copy that say who published the story of `document` first."""
    first = document.get("first_published") or {"publisher": "", "url": ""}
    return {"first_publisher": first["publisher"], "first_address": first["url"]}


def _first_published(article: Article) -> dict:
    # no key at all where there is nothing to say: an approval is a digest, and older documents keep theirs
    if not (article.first_publisher or article.first_address):
        return {}
    return {"first_published": {"publisher": article.first_publisher, "url": article.first_address}}


def _section(section: Section | None) -> dict | None:
    return section and {"id": section.pk, "name": section.name, "slug": section.slug}


def use_of(caption: Caption) -> dict:
    """Return one use of a photo as a document holds it."""
    return {
        "photo": renditions.facts(caption.photo),
        "credit": credits.of(caption.photo),
        "caption": caption.caption,
        "alt": caption.alt,
        "decorative": caption.decorative,
        "layout": caption.layout,
    }


def bulk_relate(articles: list[Article], documents: list[dict]) -> None:
    """Write the bylines, topics and lead photos of new stories by the batch, as their documents say."""
    pairs = list(zip(articles, documents, strict=True))
    Byline.objects.bulk_create(
        Byline(article=article, author_id=row["author"], role=row["role"], position=position)
        for article, document in pairs
        for position, row in enumerate(document["bylines"])
    )
    Caption.objects.bulk_create(
        Caption(
            article=article,
            photo_id=document["lead"]["photo"]["id"],
            caption=document["lead"]["caption"],
            alt=document["lead"]["alt"],
            decorative=document["lead"]["decorative"],
        )
        for article, document in pairs
        if document["lead"]
    )
    tags.relate_many((article, topic["id"]) for article, document in pairs for topic in document["topics"])
