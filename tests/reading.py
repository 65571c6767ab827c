"""What tests of readers' pages share: a fixed morning, and reading a page at an address."""

from datetime import UTC, datetime, timedelta

from django.test import Client

from articles.models import Article, Edition
from authors import clock
from tests.cast import make_live

MORNING = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)


def live(story: Article) -> Edition:
    return Edition.objects.visible(clock.now()).select_related("address", "section").get(article=story)


def url_of(story: Article) -> str:
    return live(story).get_absolute_url()


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def make_many(count: int, **fields) -> list[Article]:
    """Published stories, the first the oldest, in pairs that went out at the same instant."""
    made = []
    for number in range(count):
        with clock.stopped(MORNING + timedelta(minutes=number // 2)):
            made.append(make_live(headline=f"Story number {number:03}", **fields))
    return made
