"""The addresses of the API. They show visible editions, and look at nothing else of a story."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from articles import references, xml
from articles.api import paging, problems, shapes
from articles.api.description import describe
from articles.api.door import address
from articles.filled import AUTHOR, TOPIC, filled
from articles.models import Edition, Section
from articles.tags import Tag
from authors import clock
from authors.models import Author

NO_STORY = "No story with this identifier is on the site."
ONE_LIST = "Ask for one of section, author and topic; search takes them together."


@address()
def start(request: HttpRequest) -> dict:
    """What there is: no query."""
    lists = ("stories", "sections", "authors", "topics", "search")
    return {
        "name": settings.SITE_NAME,
        "url": settings.SITE_URL + reverse("home"),
        **{name: settings.SITE_URL + reverse(f"api_{name}") for name in lists},
        "description": settings.SITE_URL + reverse("api_description"),
    }


@address("section", "author", "topic", "size", "cursor")
def stories(request: HttpRequest) -> dict:
    """1 query; 2 for those of a section, an author or a topic."""
    chosen = [name for name in ("section", "author", "topic") if name in request.GET]
    if len(chosen) > 1:
        raise problems.bad_parameter(chosen[1], ONE_LIST)
    now = clock.now()
    visible = Edition.objects.visible(now)
    if not chosen and "cursor" not in request.GET:
        # none is visible before it was first published: said once more, so that SQLite walks the index of the order;
        # and not beside a cursor, from which it would not begin then
        editions, links = paging.stories(request, visible.filter(first_published_at__lte=now))
    elif not chosen:
        editions, links = paging.stories(request, visible)
    elif chosen == ["section"]:
        editions, links = paging.stories(request, visible, section=named("section", request.GET["section"]))
    else:
        [kind] = chosen
        row = named(kind, request.GET[kind])
        editions, links = paging.stories(request, visible, index=f"edition{kind}", **{kind: row})
    return {"items": [shapes.summary(edition) for edition in editions]} | links


@address()
def story(request: HttpRequest, key: str) -> dict:
    """2 queries."""
    now, own = clock.now(), Edition.objects.filter(article=key)
    edition = own.visible(now).select_related("section", "address").order_by("pk").first()
    if edition is None:
        raise _gone_or_never(own.went_out(now))
    return shapes.story(edition, references.visible(references.keys(edition.document["body"])))


@address()
def sections(request: HttpRequest) -> dict:
    """All sections, as the menu has them: 1 query."""
    return {"items": [shapes.section(section) for section in Section.objects.all()]}


@address("size", "cursor")
def authors(request: HttpRequest) -> dict:
    """Who stands in the byline of a visible story: 1 query."""
    found, links = paging.by_slug(request, filled(Author.objects.select_related("portrait"), AUTHOR))
    return {"items": [shapes.author(author) for author in found]} | links


@address("size", "cursor")
def topics(request: HttpRequest) -> dict:
    """What visible stories are about: 1 query."""
    found, links = paging.by_slug(request, filled(Tag.objects.all(), TOPIC))
    return {"items": [shapes.topic(topic) for topic in found]} | links


@address()
def description(request: HttpRequest) -> dict:
    """The description of all this in OpenAPI 3.1: no query."""
    return describe()


@address()
def nowhere(request: HttpRequest) -> dict:
    """No query."""
    raise problems.not_found(f"Begin at {settings.SITE_URL}{reverse('api')}.")


def named(kind: str, slug: str) -> Section | Author | Tag:
    """Return the section, the author or the topic with this slug. Raises `Problem` for one that no list has.

    An author or a topic that no visible story carries is in none.
    """
    rows = {
        "section": Section.objects.all(),
        "author": filled(Author.objects.all(), AUTHOR),
        "topic": filled(Tag.objects.all(), TOPIC),
    }[kind]
    row = rows.filter(slug=slug[:200]).first()
    if row is None:
        raise problems.bad_parameter(kind, f"There is no such {kind}; take its identifier from the list of them.")
    return row


def _gone_or_never(went_out) -> problems.Problem:
    """Return why there is no story: one that was withdrawn says so, of any other nothing is known."""
    last = went_out.order_by("-visible_until", "-number").only("visible_until", "withdrawn_because").first()
    if last is None:
        return problems.not_found(NO_STORY)
    return problems.withdrawn(last.withdrawn_because, xml.date_time(last.visible_until))
