"""The API's description in OpenAPI 3.1 (https://spec.openapis.org/oas/v3.1.1.html), which tests hold the answers to."""

from django.conf import settings
from django.urls import reverse

from articles.api.paging import MOST, SIZE
from articles.api.problems import CONTENT_TYPE, TITLES
from articles.api.schemas import SCHEMAS, of
from articles.finding.questions import BEST, LONGEST, NEWEST

VERSION = "1.0.0"
ABOUT = (
    "What readers see, as JSON: nothing here is ahead of the site, and what was withdrawn is gone at that instant. "
    "Lists go on by cursors: take `next` as it stands. Ask with `If-None-Match`, and an answer that is known "
    "costs nothing. Times are UTC."
)
STATUSES = {"BadCursor": 400, "BadParameter": 400, "UnknownParameter": 400, "NotFound": 404, "Withdrawn": 410}
HEADERS = {
    "ETag": {"schema": {"type": "string"}, "description": "For `If-None-Match`."},
    "Link": {"schema": {"type": "string"}, "description": "`next` and `previous` once more, as RFC 8288 has links."},
}


def describe() -> dict:
    """Return the description."""
    return {
        "openapi": "3.1.0",
        "info": {"title": settings.SITE_NAME, "version": VERSION, "description": ABOUT},
        "servers": [{"url": settings.SITE_URL}],
        "paths": {address: {"get": operation} for address, operation in _operations().items()},
        "components": {"schemas": SCHEMAS, "responses": RESPONSES},
    }


def _operations() -> dict[str, dict]:
    """Return what can be asked, by path."""
    story = reverse("api_story", args=[1]).removesuffix("1") + "{identifier}"
    return {
        reverse("api"): _operation("start", "Where to begin", "Start"),
        reverse("api_stories"): _operation(
            "listStories",
            "Stories, the newest first: all, or those of a section, an author or a topic",
            "Stories",
            _query("section", "The identifier of a section."),
            _query("author", "The identifier of an author."),
            _query("topic", "The identifier of a topic."),
            SIZE_OF_A_PAGE,
            CURSOR,
        ),
        story: _operation(
            "readStory",
            "A story, whole",
            "Story",
            {
                "name": "identifier",
                "in": "path",
                "required": True,
                "description": "The story's key.",
                "schema": {"type": "string", "pattern": "^[1-9][0-9]{0,17}$"},
            },
            problems=("NotFound", "Withdrawn"),
        ),
        reverse("api_sections"): _operation("listSections", "All sections", "Sections"),
        reverse("api_authors"): _operation(
            "listAuthors", "Who stands in the byline of a story", "Authors", SIZE_OF_A_PAGE, CURSOR
        ),
        reverse("api_topics"): _operation("listTopics", "What stories are about", "Topics", SIZE_OF_A_PAGE, CURSOR),
        reverse("api_search"): _operation(
            "search",
            "Stories that hold words, best or newest first; the other parameters narrow them down, alone or together",
            "Results",
            _query("q", "Words, and phrases in quotation marks.", maxLength=LONGEST),
            _query("section", "The identifier of a section."),
            _query("author", "The identifier of an author."),
            _query("topic", "The identifier of a topic."),
            _query("from", "The first day, in the newsroom's zone.", format="date"),
            _query("until", "The last day, in the newsroom's zone.", format="date"),
            _query("order", "What comes first.", enum=[BEST, NEWEST], default=BEST),
            CURSOR,
        ),
        reverse("api_description"): _operation("describe", "This description", None),
    }


def _operation(name: str, summary: str, answer: str | None, *parameters: dict, problems: tuple[str, ...] = ()) -> dict:
    taken = {parameter["name"] for parameter in parameters if parameter["in"] == "query"}
    wrong = ["UnknownParameter", *(["BadParameter"] if taken else []), *(["BadCursor"] if "cursor" in taken else [])]
    schema = of(answer) if answer else {"type": "object", "description": "OpenAPI 3.1"}
    return {
        "operationId": name,
        "summary": summary,
        "parameters": list(parameters),
        "responses": {
            "200": {
                "description": "What was asked for.",
                "headers": HEADERS,
                "content": {"application/json": {"schema": schema}},
            },
            "304": {"description": "What is known by the `ETag` that was sent.", "headers": {"ETag": HEADERS["ETag"]}},
            "400": _one_of(wrong),
            **{str(STATUSES[problem]): {"$ref": f"#/components/responses/{problem}"} for problem in problems},
            "405": {"$ref": "#/components/responses/NotAllowed"},
        },
    }


def _query(name: str, description: str, **schema: object) -> dict:
    return {"name": name, "in": "query", "description": description, "schema": {"type": "string"} | schema}


def _problem(description: str) -> dict:
    return {"description": description, "content": {CONTENT_TYPE: {"schema": of("Problem")}}}


def _one_of(names: list[str]) -> dict:
    return _problem(f"{'; or '.join(TITLES[name] for name in names)}. Its `type` says which.")


SIZE_OF_A_PAGE = {
    "name": "size",
    "in": "query",
    "description": "How many entries an answer has at most.",
    "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": SIZE},
}
CURSOR = _query("cursor", "Where the page begins; from `next` or `previous` of an answer.")
RESPONSES = {name: _problem(title) for name, title in TITLES.items()}
