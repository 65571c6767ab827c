"""Every kind of page that readers get, of a newsroom that has published something of everything."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.test import Client

from articles import workflow
from articles.models import Agency, Article, Byline, Contribution
from authors import clock
from tests.cast import (
    bring_to,
    make_author,
    make_house_page,
    make_live,
    make_photo,
    make_section,
    make_story,
    publish_again,
)
from tests.reading import MORNING, make_many, url_of
from tests.test_leaks import WAYS

HTML = "text/html; charset=utf-8"
# what the URL table does not lead to: nothing there, nothing found, something found
FURTHER = ("/nowhere/", "/search/?q=nothinglikethis", "/search/?q=harbour", "/search/?q=%22&order=newest")


@pytest.fixture
def whole_newsroom(media_in_tmp) -> dict[str, str]:
    """The addresses of some pages, by name: of a newsroom with stories of every kind, one of them with everything."""
    photo = make_photo(size=(1600, 1000), digital_source_type="trainedAlgorithmicMedia")
    upright = make_photo(size=(500, 900))
    mara = make_author(
        "Mara Lindqvist",
        role="Political editor",
        organisation="Harbour Post",
        biography="First of Mara.\n\nSecond of Mara.",
        portrait=make_photo(size=(500, 500)),
        email="mara@courier.example",
        readers_may_write=True,
        links=[
            {"label": "Mastodon", "url": "https://social.example/@mara"},
            {"label": "Mail", "url": "mailto:m@x.example"},
        ],
    )
    make_house_page(title="Ethics", summary="What we hold to.", body="<h2>Gifts</h2><ul><li>None.</li></ul>")
    politics = make_section("Politics", description="Who decides, and how.")
    with clock.stopped(MORNING - timedelta(days=1)):
        make_many(8, lead=photo, author=mara, topics=("Harbour",))
        make_live(story_type="opinion", section=politics, kicker="View", headline="Why “ice” & <water> matter")
        bare = make_live(
            headline="Twelve words", first_publisher="Post", first_address="https://post.example/a?b=1&c=2"
        )
        gone = make_live()
    with clock.stopped(MORNING):
        workflow.withdraw(gone, by=None, note="It was wrong.")
        story = make_story(
            author=mara,
            kicker="Water",
            headline="Assembly votes on harbour",
            standfirst="By four votes.",
            story_type="analysis",
            dateline="CARROW",
            editors_note="The paper owns <shares>.",
            section=politics,
            lead=photo,
            topics=("Harbour", "Rivers"),
            body=everything(photo.pk, upright.pk, bare.pk),
        )
        for position, role in enumerate(Byline.Role.values, start=1):
            Byline.objects.create(article=story, author=make_author(f"Author {role}"), role=role, position=position)
        for how in Contribution.How:
            agency = Agency.objects.create(name=f"Agency {how}", takes_article=True)
            Contribution.objects.create(article=story, agency=agency, how=how)
        Article.objects.filter(pk=story.pk).update(audio="audio/0123456789abcdef.mp3", audio_seconds=365)
        bring_to(story, "published")
    for hours, kind in enumerate(("update", "clarification", "correction"), start=1):
        with clock.stopped(MORNING + timedelta(hours=hours)):
            story = publish_again(story, kind=kind, note=f"What the {kind} says.", standfirst=f"By {hours} votes.")
    return {
        "front": "/",
        "section": politics.get_absolute_url(),
        "story": url_of(story),
        "author": mara.get_absolute_url(),
        "gallery": f"{url_of(story)}photos/",
        "bare story": url_of(bare),
        "withdrawn story": gone.editions.get().get_absolute_url(),
    }


def everything(photo: int, upright: int, story: int) -> str:
    """Return a text with each of the blocks that a text can have."""

    def figure(key: int, layout: str) -> str:
        photo = f'<figure data-photo="{key}" data-layout="{layout}" data-alt="A weir">'
        return f"{photo}<figcaption>The weir</figcaption></figure>"

    return (
        "<p>It was <em>late</em>, <strong>very</strong> late; see "
        '<a href="https://example.org/?a=1&amp;b=2">the count</a>.</p>'
        f"<h2>A subhead</h2>{figure(photo, 'wide')}<p>Text.</p><h3>Below it</h3>{figure(upright, 'inset')}<p>Text.</p>"
        f'<section data-gallery="">{figure(photo, "column")}{figure(upright, "column")}</section>'
        f'<aside data-story="{story}"></aside><aside data-facts=""><h3>Facts</h3><ul><li><p>Two</p></li></ul></aside>'
        '<aside data-pullquote=""><p>Never again</p><cite>A member</cite></aside><blockquote><p>Quoted</p></blockquote>'
        "<ol><li><p>One</p></li></ol><hr>"
        "<table><tbody><tr><th><p>Year</p></th><th><p>Ships</p></th></tr><tr><td><p>1874</p></td><td><p>9</p></td></tr>"
        '</tbody></table><figure data-embed="https://www.youtube.com/watch?v=dQw4w9WgXcQ">'
        "<figcaption>A song</figcaption></figure><p>The end.</p>"
    )


def addresses(client: Client, *, each: bool) -> dict[str, HTTPStatus]:
    """Return the addresses of pages, with their status: of each kind in the URL table one, or with `each` all."""
    found: dict[str, HTTPStatus] = {}
    for name in WAYS:
        for address in WAYS[name]():
            response = client.get(address)
            if response.headers.get("Content-Type") != HTML or not response.content:  # a redirection
                continue
            if response.status_code != HTTPStatus.OK and not each:
                continue
            found[address] = HTTPStatus(response.status_code)
            if not each:
                break
    return found | {address: HTTPStatus(client.get(address).status_code) for address in FURTHER}
