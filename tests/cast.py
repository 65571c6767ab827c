"""The cast of all tests, by role, and factories for what they work with."""

import io
import itertools
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import transaction
from PIL import Image

from articles import captions, rights, tags, workflow
from articles.house import keeping
from articles.models import Article, Byline, Caption, HousePage, Photo, Section
from articles.photos import store
from authors import clock
from authors.models import Author

PASSWORD = "a long walk along the harbour"
counter = itertools.count(1)


@pytest.fixture
def roles(db):
    call_command("roles", verbosity=0, stdout=io.StringIO())


def make_user(name: str, role: str | None = None, **fields):
    user = get_user_model().objects.create_user(name, password=PASSWORD, is_staff=True, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def writer(roles):
    return make_user("writer", rights.WRITERS)


@pytest.fixture
def other_writer(roles):
    return make_user("other_writer", rights.WRITERS)


@pytest.fixture
def editor(roles):
    return make_user("editor", rights.EDITORS)


@pytest.fixture
def photo_desk(roles):
    return make_user("photo_desk", rights.PHOTO_DESK)


@pytest.fixture
def staff_desk(roles):
    return make_user("staff_desk", rights.STAFF_DESK)


@pytest.fixture
def administrator(roles):
    return make_user("administrator", rights.ADMINISTRATORS)


@pytest.fixture
def staff_by_role(writer, editor, photo_desk, staff_desk, administrator):
    """One account a role."""
    return {
        rights.WRITERS: writer,
        rights.EDITORS: editor,
        rights.PHOTO_DESK: photo_desk,
        rights.STAFF_DESK: staff_desk,
        rights.ADMINISTRATORS: administrator,
    }


@pytest.fixture
def as_(client):
    """The test client, logged in: `as_(editor).get(…)`."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in


def make_section(name: str = "World", **fields) -> Section:
    return Section.objects.get_or_create(name=name, defaults=fields)[0]


def make_house_page(*, public: bool = True, by=None, **fields) -> HousePage:
    """A page of the house; readers see it, unless `public` says otherwise."""
    number = next(counter)
    page = HousePage(**{"title": f"Page {number}", "body": f"<p>Text {number}.</p>"} | fields)
    with transaction.atomic():
        keeping.keep(page, by=by)
    return keeping.publish(page, by=by) if public else page


def make_author(name: str = "", **fields) -> Author:
    return Author.objects.create(name=name or f"Author {next(counter)}", **fields)


def picture_file(size: tuple[int, int] = (1600, 1000), colour: str = "#3366aa", format: str = "JPEG") -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, format)
    file.seek(0)
    file.name = f"picture.{format.lower()}"
    return file


def make_photo(*, credit: str = "Ada Vale / Northline", by=None, size=(640, 400), **fields) -> Photo:
    """A photo in the library, admitted through the one door; ask for the fixture `media_in_tmp` with it."""
    fields = {"title": f"Photo {next(counter)}", "caption": "A caption", "alt": "An alternative text"} | fields
    colour = f"#{next(counter) * 7919 % 0xFFFFFF:06x}"
    return store.add(picture_file(size, colour), by=by, credit=credit, **fields)


def make_story(
    *,
    owner=None,
    author: Author | None = None,
    lead: Photo | None = None,
    topics: tuple[str, ...] = (),
    **fields,
) -> Article:
    """A complete draft, which would pass the gate."""
    number = next(counter)
    fields = {
        "headline": f"Headline {number}",
        "standfirst": f"Standfirst {number}.",
        "body": f"<p>Body {number}.</p>",
    } | fields
    fields.setdefault("section", make_section())
    article = Article.objects.create(owner=owner, holder=owner, **fields)
    Byline.objects.create(article=article, author=author or make_author())
    if lead:
        Caption.objects.create(article=article, photo=lead, caption="A lead caption", alt="A lead text")
    tags.put(article, list(topics))
    captions.sync(article)
    workflow.keep(article, by=owner)
    return reread(article)


def reread(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def change(article: Article, *, by=None, **fields) -> Article:
    """Save other words into the working copy, as the form does."""
    with transaction.atomic():
        article = workflow.lock(article.pk)
        for name, value in fields.items():
            setattr(article, name, value)
        article.save(update_fields=list(fields))
        captions.sync(article)
        workflow.keep(article, by=by)
    return reread(article)


def bring_to(article: Article, state: str, **publishing) -> Article:
    """Move a draft by the verbs to `state`: a State, or `live`, `scheduled`, `withdrawn`, `rewritten`."""
    if state == "spiked":
        workflow.spike(article, by=None)
    elif state != "draft":
        workflow.submit(article, by=None)
        if state != "in_review":
            workflow.approve(article, by=None)
            if state == "scheduled":
                workflow.publish(article, by=None, at=clock.now() + timedelta(days=1), **publishing)
            elif state != "approved":
                workflow.publish(article, by=None, **publishing)
                if state == "withdrawn":
                    workflow.withdraw(article, by=None, note="It was wrong.")
    return reread(article)


def make_live(**fields) -> Article:
    return bring_to(make_story(**fields), "published")


def publish_again(article: Article, *, kind: str = "update", note: str = "", at=None, **fields) -> Article:
    """Change a story that is out, and publish the next edition of it."""
    change(article, **fields)
    workflow.submit(article, by=None)
    workflow.approve(article, by=None)
    workflow.publish(article, by=None, kind=kind, note=note, at=at)
    return reread(article)
