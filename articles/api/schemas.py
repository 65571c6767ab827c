"""What the API's answers look like, as JSON Schema (2020-12): the components of its description.

Every shape has exactly these members.
"""

from articles.finding.results import SIZE
from articles.models import Byline
from articles.states import Kind, StoryType

Schema = dict[str, object]

TEXT = {"type": "string"}
HTML = {"type": "string", "contentMediaType": "text/html"}
ADDRESS = {"type": "string", "format": "uri"}
MOMENT = {"type": "string", "format": "date-time"}
NUMBER = {"type": "integer", "minimum": 0}
LANGUAGE = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", "description": "As BCP 47 writes it."}


def shape(description: str, /, **members: Schema) -> Schema:
    """Return the schema of an object that has these members, and no others."""
    return {
        "type": "object",
        "description": description,
        "properties": members,
        "required": list(members),
        "additionalProperties": False,
    }


def of(name: str, description: str = "") -> Schema:
    """Return a reference to the schema `name`."""
    return {"$ref": f"#/components/schemas/{name}"} | ({"description": description} if description else {})


def list_of(items: Schema, description: str = "") -> Schema:
    return {"type": "array", "items": items} | ({"description": description} if description else {})


def or_null(schema: Schema, description: str) -> Schema:
    return {"anyOf": [schema, {"type": "null"}], "description": description}


def said(schema: Schema, description: str) -> Schema:
    return schema | {"description": description}


STORY = {
    "identifier": {"type": "string", "pattern": "^[1-9][0-9]*$", "description": "The story's key; it never changes."},
    "uri": said(ADDRESS, "A permanent address, which leads to the page wherever that is. It never changes."),
    "url": said(ADDRESS, "The page. It changes with the slug; the old address leads to the new one."),
    "href": said(ADDRESS, "The whole story in this API."),
    "version": {"type": "integer", "minimum": 1, "description": "It grows with each edition, also after a minor fix."},
    "genre": {"type": "string", "enum": list(StoryType.values)},
    "kicker": said(TEXT, "The label above the headline."),
    "headline": TEXT,
    "alternativeHeadline": said(TEXT, "A shorter one for lists."),
    "description": said(TEXT, "The standfirst."),
    "datePublished": said(MOMENT, "When the story first went out. It never moves."),
    "dateModified": or_null(MOMENT, "When its substance last changed; null where it never did."),
    "inLanguage": LANGUAGE,
    "articleSection": of("Entry"),
    "byline": said(TEXT, "Who wrote it, as a line."),
    "image": or_null(of("Image"), "The lead photo."),
}

SCHEMAS: dict[str, Schema] = {
    "Start": shape(
        "Where to begin.",
        name=said(TEXT, "What the site is called."),
        url=ADDRESS,
        stories=ADDRESS,
        sections=ADDRESS,
        authors=ADDRESS,
        topics=ADDRESS,
        search=ADDRESS,
        description=said(ADDRESS, "This description."),
    ),
    "StorySummary": shape("A story, as lists show it.", **STORY),
    "Story": shape(
        "All that stands on a story's page.",
        **STORY,
        author=list_of(of("Byline"), "Who wrote it, in their order."),
        contributor=list_of(of("Byline"), "Additional reporting, photographs, graphics."),
        translator=list_of(of("Byline")),
        creditText=said(TEXT, "The agencies' sentence: “The MPA contributed to this report.”"),
        dateline=said(TEXT, "Where it was filed; the text does not begin with it."),
        body=said(HTML, "The text, in plain HTML without scripts; all addresses are absolute."),
        wordCount=NUMBER,
        associatedMedia=list_of(of("Image"), "The photos of the text, in their order."),
        audio=or_null(of("Audio"), "The story read aloud."),
        keywords=list_of(of("Entry"), "Its topics."),
        editorsNote=TEXT,
        notes=list_of(of("Note"), "What was corrected, clarified and updated, the oldest first."),
        isBasedOn=or_null(of("FirstPublished"), "Where the story first appeared, if not here."),
    ),
    "Byline": shape(
        "An author of a story, under the name that went out.",
        identifier=said(TEXT, "As the list of authors has it."),
        name=TEXT,
        url=ADDRESS,
        roleName={"type": "string", "enum": [str(label) for label in Byline.Role.labels]},
    ),
    "Entry": shape(
        "A section or a topic, by name.",
        identifier=said(TEXT, "As the list of sections or topics has it."),
        name=TEXT,
        url=ADDRESS,
    ),
    "Image": shape(
        "A photo where it stands. Who shows it shows the credit with it.",
        contentUrl=ADDRESS,
        encodingFormat={"const": "image/jpeg"},
        width=NUMBER,
        height=NUMBER,
        thumbnailUrl=ADDRESS,
        caption=TEXT,
        description=said(TEXT, "For who does not see it; empty for one that says nothing more than the caption."),
        creditText=TEXT,
        copyrightNotice=TEXT,
        license=or_null(ADDRESS, "A page with the terms of use."),
        acquireLicensePage=or_null(ADDRESS, "A page where a licence can be had."),
    ),
    "Audio": shape(
        "A recording.", contentUrl=ADDRESS, encodingFormat=TEXT, duration=said(NUMBER, "Its length in seconds.")
    ),
    "Note": shape(
        "A note to readers.",
        kind={"type": "string", "enum": [Kind.UPDATE.value, Kind.CORRECTION.value, Kind.CLARIFICATION.value]},
        text=TEXT,
        datePublished=MOMENT,
    ),
    "FirstPublished": shape(
        "Where a story first appeared. Its address there is the canonical one.",
        publisher=TEXT,
        url=or_null(ADDRESS, "Null where it is not known."),
    ),
    "Section": shape(
        "A part of the paper.",
        identifier=TEXT,
        name=TEXT,
        url=ADDRESS,
        description=TEXT,
        inLanguage=LANGUAGE,
        stories=said(ADDRESS, "Its stories in this API."),
    ),
    "Author": shape(
        "Somebody who stands in the byline of a story.",
        identifier=TEXT,
        name=TEXT,
        url=ADDRESS,
        jobTitle=TEXT,
        worksFor=said(TEXT, "Empty for this newsroom."),
        description=said(TEXT, "The biography; an empty line stands between two paragraphs."),
        image=or_null(ADDRESS, "The portrait."),
        sameAs=list_of(ADDRESS, "Pages of theirs elsewhere."),
        stories=said(ADDRESS, "Their stories in this API."),
    ),
    "Topic": shape(
        "What a story is about.",
        identifier=TEXT,
        name=TEXT,
        url=ADDRESS,
        stories=said(ADDRESS, "The stories about it in this API."),
    ),
    "Found": shape(
        "A story that was found.",
        story=of("StorySummary"),
        headline=said(HTML, "The headline, with the words that were looked for in `mark`."),
        text=said(HTML, "Some words of the story around those, marked likewise."),
    ),
    "Stories": shape(
        "A page of stories, the newest first.",
        items=list_of(of("StorySummary")),
        next=or_null(ADDRESS, "Those that are older; null where there are none."),
        previous=or_null(ADDRESS, "Those that are newer: none yet, on the first page. Ask for it again later."),
    ),
    "Sections": shape("All sections, as the menu has them.", items=list_of(of("Section"))),
    "Authors": shape(
        "A page of authors, in the order of their identifiers.",
        items=list_of(of("Author")),
        next=or_null(ADDRESS, "Those after them."),
    ),
    "Topics": shape(
        "A page of topics, in the order of their identifiers.",
        items=list_of(of("Topic")),
        next=or_null(ADDRESS, "Those after them."),
    ),
    "Results": shape(
        "A page of what was found.",
        items=list_of(of("Found"), f"At most {SIZE}; it may be empty although there is a next page."),
        count=said(NUMBER, "How many stories of those that were looked at answer."),
        countIsComplete={"type": "boolean", "description": "Whether all stories were looked at."},
        notices=list_of(TEXT, "What was not looked for, a sentence each."),
        next=or_null(ADDRESS, "Those that fit less, or are older. It finds nothing that went out meanwhile."),
    ),
    "Problem": {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "properties": {
            "type": said(ADDRESS, "It leads into this description, to the response that it names."),
            "title": TEXT,
            "status": {"type": "integer", "minimum": 400, "maximum": 499},
            "detail": said(TEXT, "What to do."),
            "parameter": said(TEXT, "Which parameter it is about."),
            "reason": said(TEXT, "Why the story was withdrawn, in the words for readers."),
            "withdrawnAt": MOMENT,
        },
        "required": ["type", "title", "status", "detail"],
        "additionalProperties": False,
    },
}
