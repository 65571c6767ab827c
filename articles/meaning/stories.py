"""A story as schema.org's NewsArticle, from its edition's document and what its page has read already."""

from datetime import datetime

from django.utils import timezone

from articles import languages
from articles.body import figures
from articles.bylines import agency_line
from articles.meaning import images, people, publisher
from articles.meaning.door import absolute
from articles.models import Byline, Contribution, Edition
from articles.models.agency import with_article
from articles.page import Story, first_published
from articles.states import Kind, StoryType

Role, How = Byline.Role, Contribution.How

# schema.org has a subtype for some of our types; news, features and interviews are news articles and no more.
TYPES = {
    StoryType.ANALYSIS: "AnalysisNewsArticle",
    StoryType.OPINION: "OpinionNewsArticle",
    StoryType.REVIEW: "ReviewNewsArticle",
    StoryType.REPORT: "ReportageNewsArticle",
}


def node(edition: Edition, story: Story) -> dict:
    """Return `edition`, whose page shows `story`."""
    document = edition.document
    url = absolute(edition.get_absolute_url())
    by, agencies = _people(document, story), _agencies(document)
    return {
        "@type": types(document["story_type"]),
        "@id": f"{url}#article",
        "mainEntityOfPage": url,
        "url": url,
        "headline": document["headline"],
        "alternativeHeadline": _other_headlines(document),
        "description": document["social_summary"] or document["standfirst"],
        "datePublished": moment(edition.first_published_at),
        # left out until the substance changed: a comma put right is no newer story
        "dateModified": moment(story.updated_at),
        "correction": _corrections(edition.notes),
        # a story by nobody in particular is the newsroom's own
        "author": by[Role.BY] or [publisher.named()],
        "contributor": [*by[Role.REPORTING], *by[Role.PHOTOGRAPHS], *by[Role.GRAPHICS], *agencies[How.CONTRIBUTED]],
        "translator": by[Role.TRANSLATION],
        "publisher": publisher.node(),
        # schema.org: "the Organization on whose behalf the creator was working"
        "sourceOrganization": agencies[How.REPORTED],
        # "a resource from which this work is derived"
        "isBasedOn": [
            *({"@type": "CreativeWork", "creator": agency} for agency in agencies[How.MATERIAL]),
            *_first(document),
        ],
        # "text that can be used to credit": the sentence that stands on the page
        "creditText": agency_line(document),
        **_place(document["dateline"]),
        "articleSection": edition.section.name,
        "keywords": [topic["name"] for topic in document["topics"]],
        "wordCount": len(figures.text(document["body"]).split()),
        "inLanguage": language(edition.section.language),
        "isAccessibleForFree": True,
        "image": images.nodes(use) if (use := images.main_use(document)) else [],
        "audio": _audio(document, story),
    }


def types(story_type: str) -> str | list[str]:
    """Return the type of an article. With the subtype goes the type that every reader of schema.org knows."""
    subtype = TYPES.get(story_type)
    return ["NewsArticle", subtype] if subtype else "NewsArticle"


def moment(at: datetime | None) -> str:
    """Return `at` in the newsroom's zone, as ISO 8601 writes it; nothing for none."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else ""


def language(tag: str) -> str:
    """Return the language of a story in the section's language `tag`, as BCP 47 writes it: `en-GB`."""
    return languages.tag(tag)


def _other_headlines(document: dict) -> list[str]:
    others = [document["short_headline"], document["social_headline"]]
    return [text for text in dict.fromkeys(others) if text != document["headline"]]


def _corrections(notes: list[dict]) -> list[dict]:
    """Return the corrections. An update is none; nor is a clarification, by which nothing was wrong."""
    return [
        {
            "@type": "CorrectionComment",
            "text": note["text"],
            "datePublished": moment(datetime.fromisoformat(note["at"])),
        }
        for note in notes
        if note["kind"] == Kind.CORRECTION
    ]


def _people(document: dict, story: Story) -> dict[str, list[dict]]:
    """Return who stands in the byline, by role: as they are now, under the name that went out."""
    known = {person.key: person for person in story.authors}
    by_role: dict[str, list[dict]] = {role: [] for role in Role}
    for row in document["bylines"]:
        person = known.get(row["author"])
        by_role[row["role"]].append(people.node(person, name=row["name"]) if person else people.named(row["name"]))
    return by_role


def _agencies(document: dict) -> dict[str, list[dict]]:
    """Return the agencies by what they gave; the document has their names as sentences say them: `the MPA`."""
    by_how: dict[str, list[dict]] = {how: [] for how in How}
    article = with_article("")
    for row in document["agencies"]:
        by_how[row["how"]].append({"@type": "NewsMediaOrganization", "name": row["name"].removeprefix(article)})
    return by_how


def _first(document: dict) -> list[dict]:
    """Return the article that this one was taken over from, if it was."""
    first = first_published(document)
    if first is None:
        return []
    organisation = {"@type": "Organization", "name": first["publisher"]}
    return [{"@type": "NewsArticle", "url": first["url"], "publisher": organisation}]


def _place(dateline: str) -> dict:
    """Return the dateline: where the story was written or filed, which need not be what it is about."""
    return {"dateline": dateline, "locationCreated": {"@type": "Place", "name": dateline}} if dateline else {}


def _audio(document: dict, story: Story) -> dict | None:
    if story.audio is None:
        return None
    hours, rest = divmod(story.audio.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = [f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number]
    return {
        "@type": "AudioObject",
        "name": document["headline"],
        "contentUrl": absolute(story.audio.url),
        "encodingFormat": story.audio.type,
        "duration": f"PT{''.join(parts) or '0S'}",  # ISO 8601
    }
