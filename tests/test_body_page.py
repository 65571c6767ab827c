"""The text of a story on its page: galleries, embeds, related stories, fact boxes, and what others make of them."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, Route, expect

from articles import captions, compare, document, gate, workflow
from articles.admin.story_bar import bar_of
from articles.models import Article
from articles.page import body_html
from tests.cast import bring_to, change, make_live, make_photo, make_story, reread
from tests.reading import read, url_of
from tests.test_browser_pages import MOST_SHIFT, SCROLL_THROUGH, WATCH_SHIFTS, faults_of

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp", "db")]

VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=76"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&rel=0&start=76"
POST = "https://bsky.app/profile/ada.example/post/3lxciw4rf4c2p"
ELSEWHERE = "^asked another host: https:"  # which is answered here
DID = "did:plc:p2cp5gopk7mgjegy6wadk3ep"


def photo_figure(photo, caption: str = "The quay") -> str:
    return (
        f'<figure data-photo="{photo.pk}" data-layout="column" data-alt="A quay">'
        f"<figcaption>{caption}</figcaption></figure>"
    )


def embed_figure(address: str, caption: str = "") -> str:
    return f'<figure data-embed="{address}"><figcaption>{caption}</figcaption></figure>'


def related(story: Article) -> str:
    return f'<aside data-story="{story.pk}"></aside>'


def policy_of(response) -> dict[str, list[str]]:
    directives = (directive.split() for directive in response.headers["Content-Security-Policy"].split(";"))
    return {name: sources for name, *sources in directives}


def test_a_gallery_shows_each_photo_with_its_caption_and_credit(client):
    one, two = make_photo(), make_photo(size=(400, 600), credit="Bo Tarn")
    body = f'<p>a</p><section data-gallery="">{photo_figure(one, "First")}{photo_figure(two, "Second")}</section>'
    html = read(client, url_of(make_live(body=body.replace("column", "inset"))))
    gallery = html.partition('<section class="gallery" aria-label="Gallery of 2 photos">')[2].partition("</section>")[0]
    assert gallery.count("<figure") == gallery.count("<img") == 2
    assert re.findall(r"<figcaption>(\w+)", gallery) == ["First", "Second"]
    assert "Ada Vale / Northline" in gallery
    assert "Bo Tarn" in gallery
    assert 'alt="A quay"' in gallery
    assert "inset" not in gallery
    assert re.findall(r"--ratio:([\d.]+)", gallery) == ["1.600", "0.667"]


def test_photos_before_in_and_after_a_gallery_keep_their_own_captions(client):
    photos = [make_photo(credit=name) for name in ("Ann Lee", "Bo Tarn", "Cy Oak")]
    before, within, after = (photo_figure(photo, photo.credit_parts.get().name) for photo in photos)
    body = f'{before}<section data-gallery="">{within}</section>{embed_figure(VIDEO)}{after}<p>a</p>'
    html = read(client, url_of(make_live(body=body)))
    for name in ("Ann Lee", "Bo Tarn", "Cy Oak"):
        assert re.search(rf"<figcaption>{name} <small[^>]*><span[^>]*>Photo: </span>{name}</small>", html), name


def test_a_photo_that_left_the_library_leaves_its_gallery_whole():
    photo = make_photo()
    body = (
        f'<section data-gallery="">{photo_figure(photo)}<figure data-photo="99"><figcaption>Gone</figcaption></figure>'
    )
    story = Article.objects.create(body=f"{body}</section>")
    captions.sync(story)
    assert reread(story).body == story.body == f'<section data-gallery="">{photo_figure(photo)}</section><p>Gone</p>'


def test_a_fact_box_is_a_part_of_the_page_with_a_name(client):
    box = '<aside data-facts=""><h3>In &lt;brief&gt;</h3><p>Built in <strong>1911</strong></p></aside>'
    html = read(client, url_of(make_live(body=f"<p>a</p>{box}{box.replace('h3', 'p')}"))).replace("\n", "")
    assert (
        '<aside class="facts" aria-labelledby="facts-1"><h3 id="facts-1">In &lt;brief&gt;</h3>'
        "<p>Built in <strong>1911</strong></p></aside>"
        '<aside class="facts" aria-label="Facts"><p>In &lt;brief&gt;</p>'
    ) in html


def test_a_dateline_stands_before_the_first_words_and_in_no_node(client):
    nodes = (
        f'<aside data-facts=""><p>a fact</p></aside><section data-gallery="">{photo_figure(make_photo())}</section>'
        f"{embed_figure(VIDEO)}<h2>Head</h2>"
    )
    html = read(client, url_of(make_live(dateline="CARROW", body=f"{nodes}<p>words</p>")))
    assert '<p><span class="dateline">CARROW</span> — words</p>' in html


def test_a_related_story_shows_what_it_is_called_and_where_it_stands(client):
    other = make_live(headline="The other <story>", kicker="Fish", lead=make_photo())
    html = read(client, url_of(make_live(body=f"<p>a</p>{related(other)}")))
    card = html.partition('<aside class="related"')[2].partition("</aside>")[0]
    assert f'<a href="{url_of(other)}">The other &lt;story&gt;</a>' in card
    assert "Fish" in card
    assert "World, <time" in card
    assert "<img" in card


@pytest.mark.parametrize("state", ["draft", "in_review", "approved", "scheduled", "spiked", "withdrawn"])
def test_a_story_that_readers_cannot_see_is_not_related_to(client, state):
    hidden = bring_to(make_story(headline="Not yet"), state)
    body = f'<p>See <a href="/s/{hidden.pk}/">the story</a>.</p>{related(hidden)}<aside data-story="987654"></aside>'
    html = read(client, url_of(make_live(body=body)))
    assert "<p>See the story.</p>" in html
    assert "Not yet" not in html
    assert 'class="related"' not in html


def cost(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        read(client, address)
    return len(queries)


def test_references_cost_one_query_and_none_where_there_are_none(client):
    others = [make_live(lead=make_photo()) for _ in range(4)]
    plain = cost(client, url_of(make_live(body=f"<p>a</p>{embed_figure(VIDEO)}")))
    one = cost(client, url_of(make_live(body=f"<p>a</p>{related(others[0])}")))
    links = "".join(f'<p><a href="/s/{other.pk}/">b</a></p>' for other in others)
    many = cost(client, url_of(make_live(body=f"<p>a</p>{''.join(map(related, others))}{links}")))
    assert one == many == plain + 1 == 8


def test_the_page_says_which_hosts_its_embeds_may_come_from(client):
    address = url_of(make_live(body=f"<p>a</p>{embed_figure(VIDEO)}{embed_figure('https://vimeo.com/76979871')}"))
    policy = policy_of(client.get(address))
    assert policy["frame-src"] == ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]
    assert "connect-src" not in policy
    assert "unsafe-inline" not in str(policy["script-src"])
    post = policy_of(client.get(url_of(make_live(body=f"<p>a</p>{embed_figure(POST)}"))))
    assert post["frame-src"] == ["https://embed.bsky.app"]
    assert post["connect-src"] == ["'self'", "https://public.api.bsky.app"]


def test_a_page_without_embeds_lets_no_frame_in_and_loads_no_script(client):
    for address in (url_of(make_live()), "/"):
        response = client.get(address)
        assert policy_of(response)["default-src"] == ["'self'"]
        assert "frame-src" not in policy_of(response)
        assert "site/embeds" not in response.content.decode()


def test_the_preview_shows_embeds_as_the_page_does(as_, editor):
    story = make_story(owner=editor, body=f"<p>a</p>{embed_figure(VIDEO)}")
    response = as_(editor).get(f"/admin/articles/article/{story.pk}/preview/")
    assert policy_of(response)["frame-src"] == ["https://www.youtube-nocookie.com"]
    assert 'class="embed-card"' in response.content.decode()


def test_of_an_embed_that_is_recognised_no_more_the_words_stay():
    story = document.build(make_story(body="<p>a</p>"))
    gone = '<figure data-embed="https://gone.example/@ada/1"><figcaption>{}</figcaption></figure>'
    html = body_html(story | {"body": f"<p>a</p>{gone.format('What &lt;it&gt; said')}{gone.format('')}<p>b</p>"})
    assert html == "<p>a</p><p>What &lt;it&gt; said</p><p>b</p>"


def test_words_under_an_embed_are_none_of_the_story_and_facts_are(editor):
    facts = '<aside data-facts=""><h3>Two words</h3><p>and three more</p></aside>'
    story = make_story(owner=editor, body=embed_figure(VIDEO, "four words are here") + facts)
    assert bar_of(story, editor).words == 5
    alone = document.build(make_story(body=embed_figure(VIDEO, "four words are here")))
    assert [want.field for want in gate.wants(alone)] == ["body"]
    unfinished = document.build(make_story(body=f"<p>a</p>{embed_figure(VIDEO, 'TK says who')}"))
    assert [want.sentence for want in gate.wants(unfinished)] == ["“TK” still stands under an embed."]


def test_the_gate_looks_at_the_photos_of_galleries():
    figure = f'<figure data-photo="{make_photo().pk}" data-layout="column"><figcaption></figcaption></figure>'
    story = make_story(body=f'<p>a</p>{photo_figure(make_photo())}<section data-gallery="">{figure}</section>')
    fields = {want.field for want in gate.wants(document.build(story))}
    assert fields == {"photos-2"}


def test_another_embed_photo_or_related_story_is_a_difference_that_shows():
    one, two, other = make_photo(), make_photo(), make_live(headline="Another story")
    bodies = {
        "https://vimeo.com/76979871": (embed_figure(VIDEO), embed_figure("https://vimeo.com/76979871")),
        "Another story": (related(make_live()), related(other)),
        f"{two.pk}": tuple(f'<section data-gallery="">{photo_figure(photo)}</section>' for photo in (one, two)),
        "Gallery": (photo_figure(one), f'<section data-gallery="">{photo_figure(one)}</section>'),
        "Fact box": ("<p>a fact</p>", '<aside data-facts=""><p>a fact</p></aside>'),
    }
    for shown, (before, after) in bodies.items():
        story = make_story(body=f"<p>a</p>{before}<p>b</p>")
        old = document.build(story)
        new = document.build(change(story, body=f"<p>a</p>{after}<p>b</p>"))
        [difference] = compare.differences(old, new)
        assert difference.field == "body"
        assert shown in "".join(re.findall(r"<ins>(.*?)</ins>", difference.html)), shown
        assert compare.differences(new, new) == []


def serve_player(page: Page, asked: list[str]) -> None:
    """Let the page load what it asks of other hosts, and note it."""

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if "resolveHandle" in route.request.url:
            route.fulfill(json={"did": DID}, headers={"Access-Control-Allow-Origin": "*"})
        else:
            said = "parent.postMessage({ id: 1, height: 321 }, '*')"
            route.fulfill(content_type="text/html", body=f"<!DOCTYPE html><title>Player</title><script>{said}</script>")

    page.route(re.compile(r"^https://"), answer)


@pytest.fixture
def with_embeds(transactional_db):
    body = f"<p>a</p>{embed_figure(VIDEO, 'The harbour master')}<p>between</p>{embed_figure(POST)}<p>z</p>"
    return make_live(body=body)


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_nodes_are_calm_and_legible(width, transactional_db, new_page):
    photos = [make_photo(size=size) for size in ((1200, 800), (600, 900), (1600, 500))]
    addresses = [VIDEO, POST, "https://soundcloud.com/ada-vale/the-isles", "https://datawrapper.dwcdn.net/GBMVj/6/"]
    addresses.append("https://www.tiktok.com/@scout2015/video/6718335390845095173")
    body = "<p>between</p>".join(
        [
            f'<section data-gallery="">{"".join(photo_figure(photo, "A caption " * 9) for photo in photos)}</section>',
            *(embed_figure(address, "What it shows") for address in addresses),
            related(make_live(headline="Another story of ours that is called something long", lead=photos[0])),
            f'<aside data-facts=""><h3>In brief</h3><p>{"x" * 60}</p><ul><li><p>one</p></li></ul></aside>',
        ]
    )
    story = make_live(body=f"<p>a</p>{body}")
    page = new_page(viewport={"width": width, "height": 900})
    page.add_init_script(WATCH_SHIFTS)
    page.goto(url_of(story))
    assert page.evaluate(SCROLL_THROUGH) < MOST_SHIFT
    assert faults_of(page, "nodes") == []


def test_nothing_is_asked_of_another_host_before_the_click(with_embeds, new_page):
    page = new_page()  # which fails if another host is asked
    page.goto(url_of(with_embeds))
    page.mouse.wheel(0, 3000)
    expect(page.get_by_role("button", name="Play the video")).to_be_visible()
    assert page.locator("iframe, embed, object").count() == 0
    expect(page.get_by_text("Playing it loads content from www.youtube-nocookie.com.")).to_be_visible()
    expect(page.get_by_role("link", name="See it on YouTube")).to_have_attribute("href", VIDEO.replace("&amp;", "&"))


def test_a_click_puts_the_player_in_the_place_of_the_card(with_embeds, new_page):
    page, asked = new_page(allowing=[ELSEWHERE]), []
    serve_player(page, asked)
    page.goto(url_of(with_embeds))
    place, before = page.locator(".embed-card").first.bounding_box(), page.get_by_text("between").bounding_box()
    page.get_by_role("button", name="Play the video").focus()
    page.keyboard.press("Enter")
    frame = page.locator('iframe[title="The harbour master"]')
    expect(frame).to_be_focused()
    expect(frame).to_have_attribute("src", PLAYER)
    expect(frame).to_have_attribute("referrerpolicy", "strict-origin-when-cross-origin")
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")
    expect(page.frame_locator('iframe[title="The harbour master"]').locator("html")).to_be_attached()
    assert page.get_by_text("between").bounding_box() == before
    assert frame.bounding_box() == place
    assert asked == [PLAYER]
    expect(page.get_by_text("The harbour master")).to_be_visible()


def test_a_post_is_shown_as_high_as_it_is(with_embeds, new_page):
    page, asked = new_page(allowing=[ELSEWHERE]), []
    serve_player(page, asked)
    page.goto(url_of(with_embeds))
    page.get_by_role("button", name="Show the post").click()
    frame = page.locator('iframe[title="Post on Bluesky"]')
    expect(frame).to_have_attribute("src", f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3lxciw4rf4c2p")
    expect(frame).to_have_css("height", "321px")
    assert [url.partition("?")[0] for url in asked] == [
        "https://public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle",
        f"https://embed.bsky.app/embed/{DID}/app.bsky.feed.post/3lxciw4rf4c2p",
    ]


def test_a_post_that_cannot_be_loaded_says_so_and_can_be_tried_again(with_embeds, new_page):
    page = new_page(allowing=["ERR_FAILED", ELSEWHERE])
    page.route(re.compile(r"^https://"), lambda route: route.abort())
    page.goto(url_of(with_embeds))
    page.get_by_role("button", name="Show the post").click()
    expect(page.get_by_text("It could not be loaded just now.")).to_be_visible()
    asked = []
    serve_player(page, asked)
    page.get_by_role("button", name="Show the post").click()
    expect(page.locator('iframe[title="Post on Bluesky"]')).to_be_visible()


def test_an_embed_needs_no_javascript_to_lead_to_its_page(with_embeds, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(url_of(with_embeds))
    expect(page.get_by_role("link", name="See it on Bluesky")).to_have_attribute("href", POST)
    assert page.get_by_role("main").get_by_role("button").count() == 0


def test_a_related_story_that_is_withdrawn_goes_from_the_pages_that_named_it(client):
    other = make_live(headline="The other story")
    story = make_live(body=f"<p>a</p>{related(other)}")
    assert url_of(other) in read(client, url_of(story))
    workflow.withdraw(other, by=None, note="It was wrong.")
    assert 'class="related"' not in read(client, url_of(story))
