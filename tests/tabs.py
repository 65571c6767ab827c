"""Open forms of stories, as their scripts use them."""

import itertools
from uuid import uuid4

import pytest
from django.urls import reverse

from articles.models import Article
from tests.cast import reread
from tests.forms import typed

count = itertools.count(1)


class Tab:
    """An open form, as its scripts use it."""

    def __init__(self, client, story: Article | None = None):
        self.client, self.story = client, story
        self.tab = uuid4()
        self.begun_as = uuid4()
        self.version = story.version if story else 0

    def send(self, *, version: int | None = None, sequence: int | None = None, **fields) -> dict:
        """Send the story's text with `fields` typed over it; returns the answer."""
        story = self.story and reread(self.story)
        data = typed(story, **fields) | {"version": self.version if version is None else version}
        data |= {"tab": self.tab, "sequence": sequence or next(count), "state": story.state if story else "draft"}
        data.pop("_save")
        if story is None:
            data["begun_as"] = self.begun_as
        answer = self.client.post(self.address("autosave"), data)
        assert answer.status_code == 200, answer.text
        answer = answer.json()
        self.version = answer["version"] if answer["saved"] == "story" else self.version
        if "story" in answer:
            self.story = Article.objects.get(pk=answer["story"])
        return answer

    def do(self, deed: str = "stay") -> dict:
        return self.client.post(self.address("presence"), {"tab": self.tab, "do": deed}).json()

    def address(self, name: str) -> str:
        if self.story is None:
            return reverse("admin:articles_article_begin")
        return reverse(f"admin:articles_article_{name}", args=[self.story.pk])


@pytest.fixture
def open_as(client):
    """`open_as(writer, story)`: that story opened by this person, in a browser of their own."""

    def open_as(user, story: Article | None = None) -> Tab:
        browser = type(client)()
        browser.force_login(user)
        return Tab(browser, story)

    return open_as


def bodies(story: Article) -> list[str]:
    return list(story.revisions.order_by("version").values_list("document__body", flat=True))
