"""Nothing leaks: every public address, with stories in every state but published, and none of their words.

The addresses come from the URL table. One that has no row in `WAYS` fails the first test: say there which addresses
it has, and it is walked from then on.
"""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.urls import URLResolver, get_resolver, reverse

from articles import cards, tags, workflow
from articles.feeds import addresses as feeds
from articles.feeds.urls import ELSEWHERE
from articles.models import Address, Article, Edition, HousePage, Section
from articles.photos import renditions
from authors import clock
from authors.models import Author
from tests.cast import (
    bring_to,
    change,
    make_author,
    make_house_page,
    make_live,
    make_photo,
    make_section,
    make_story,
    publish_again,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
HIDDEN = ("draft", "in_review", "approved", "scheduled", "withdrawn", "spiked")


def secret(state: str, field: str) -> str:
    return f"zq{state.replace('_', '')}{field}qz"


@pytest.fixture
def hidden():
    """A story in every state that readers may not see, each with words of its own in every field."""
    stories = {}
    for state in HIDDEN:
        fields = (
            "kicker headline short_headline standfirst dateline editors_note slug byline_sentence social_headline "
            "social_summary"
        ).split()
        words = {field: secret(state, field) for field in fields}
        photo = make_photo(title=secret(state, "phototitle"), caption=secret(state, "photocaption"))
        story = make_story(
            **words,
            body=f"<p>{secret(state, 'body')}</p>"
            f'<figure data-photo="{photo.pk}" data-alt="{secret(state, "alt")}">'
            f"<figcaption>{secret(state, 'caption')}</figcaption></figure>",
            lead=photo,
            topics=(secret(state, "topic"), "Harbour"),
        )
        stories[state] = bring_to(story, state)
    page = {field: secret("draft", f"page{field}") for field in ("title", "summary", "body", "slug")}
    make_house_page(**page, role="masthead", public=False)
    make_author(email=f"{secret('draft', 'mail')}@courier.example", readers_may_write=True)
    return stories


@pytest.fixture
def public(hidden):
    """What readers may see meanwhile: a story that is being rewritten, and one with a further edition to come."""
    words = {field: secret("rewritten", field) for field in ("headline", "standfirst", "kicker", "editors_note")}
    rewritten = change(make_live(topics=("Harbour",)), **words, body=f"<p>{secret('rewritten', 'body')}</p>")
    tags.put(rewritten, [secret("rewritten", "topic")])
    words = {field: secret("coming", field) for field in ("headline", "standfirst", "kicker", "slug")}
    coming = publish_again(make_live(topics=("Harbour",)), **words, at=clock.now() + timedelta(hours=1))
    return [rewritten, coming]


def public_addresses() -> dict[str, str]:
    """Return the URL table without the admin: name and pattern."""
    found = {}

    def walk(entries: list, path: str) -> None:
        for entry in entries:
            here = path + str(entry.pattern)
            if isinstance(entry, URLResolver):
                if entry.app_name != "admin":
                    walk(entry.url_patterns, here)
            else:
                assert entry.name, f"{here} has no name"
                found[entry.name] = here

    walk(get_resolver().url_patterns, "")
    return found


def story_addresses() -> list[str]:
    """Every address that any edition has, visible or not, and what drafts would have."""
    fixed = [edition.get_absolute_url() for edition in Edition.objects.select_related("address")]
    today = clock.now()
    days = [today, today + timedelta(days=1)]
    return fixed + [
        reverse("story", args=[f"{day:%Y}", f"{day:%m}", f"{day:%d}", secret(state, "slug")])
        for state in (*HIDDEN, "coming")
        for day in days
    ]


def gallery_addresses() -> list[str]:
    return [f"{address}photos/" for address in story_addresses()]


def topic_slugs() -> list[str]:
    return list(tags.Tag.objects.values_list("slug", flat=True))


def rendition_addresses() -> list[str]:
    from articles.models import Photo

    return [url for photo in Photo.objects.all() for url, _ in renditions.sources(renditions.facts(photo))["jpeg"][:1]]


def feed_addresses(name: str, slugs: list[str] | None = None) -> list[str]:
    """Every format of a list's feed."""
    return [feeds.address(name, slug, form=form) for slug in (slugs or [""]) for form in feeds.FORMS]


def archive_addresses(unit: str) -> list[str]:
    """The pages of all days on which stories have an address, visible or not, and of now and tomorrow."""
    days = [*Address.objects.values_list("day", flat=True), clock.now(), clock.now() + timedelta(days=1)]
    return sorted({f"/{day:{unit}}/" for day in days})


def sitemaps_of_months() -> list[str]:
    return [f"/sitemap-{day:%Y-%m}.xml" for day in (clock.now(), clock.now() + timedelta(days=31))]


def api_addresses(name: str, parameter: str = "") -> list[str]:
    """An address of the API, alone and with each value that its parameters can have."""
    slugs = {
        "section": Section.objects.values_list("slug", flat=True),
        "author": Author.objects.values_list("slug", flat=True),
        "topic": topic_slugs(),
    }
    path = reverse(name)
    return [path, *(f"{path}?{kind}={quote(slug)}" for kind in slugs if parameter for slug in slugs[kind])]


WAYS = {
    "api": lambda: api_addresses("api"),
    "api_stories": lambda: api_addresses("api_stories", "each"),
    "api_story": lambda: [
        reverse("api_story", args=[key]) for key in (*Article.objects.values_list("pk", flat=True), 999_999)
    ],
    "api_sections": lambda: api_addresses("api_sections"),
    "api_authors": lambda: api_addresses("api_authors"),
    "api_topics": lambda: api_addresses("api_topics"),
    "api_search": lambda: ["/api/v1/search?q=harbour", "/api/v1/search?q=body&order=newest"],
    "api_description": lambda: api_addresses("api_description"),
    "api_nowhere": lambda: ["/api/v1/nowhere"],
    "robots": lambda: [reverse("robots")],
    "security": lambda: [reverse("security")],
    "manifest": lambda: [reverse("manifest")],
    "favicon": lambda: [reverse("favicon")],
    "feed": lambda: feed_addresses("feed"),
    "feed_elsewhere": lambda: [f"/{address}" for address in ELSEWHERE],
    "corrections_feed": lambda: feed_addresses("corrections_feed"),
    "author_feed": lambda: feed_addresses("author_feed", list(Author.objects.values_list("slug", flat=True))),
    "topic_feed": lambda: feed_addresses("topic_feed", topic_slugs()),
    "section_feed": lambda: feed_addresses("section_feed", list(Section.objects.values_list("slug", flat=True))),
    "sitemap": lambda: [reverse("sitemap")],
    "sitemap_pages": lambda: [reverse("sitemap_pages")],
    "sitemap_news": lambda: [reverse("sitemap_news")],
    "sitemap_month": sitemaps_of_months,
    "home": lambda: [reverse("home"), reverse("home") + "?before=x"],
    "page": lambda: [page.get_absolute_url() for page in HousePage.objects.all()],
    "healthz": lambda: [reverse("healthz")],
    "authors": lambda: [reverse("authors")],
    "author": lambda: [author.get_absolute_url() for author in Author.objects.all()],
    "write": lambda: [reverse("write", args=[author.slug]) for author in Author.objects.all()],
    "topic": lambda: [reverse("topic", args=[slug]) for slug in topic_slugs()],
    "section": lambda: [section.get_absolute_url() for section in Section.objects.all()],
    "search": lambda: [f"/search/{asked}" for asked in ("", "?q=harbour", "?q=body&order=newest", "?q=harbuor")],
    "search_suggestions": lambda: [f"/search/suggestions/?q={text}" for text in ("zq", "harbour", "headl")],
    "beacon": lambda: [
        reverse("beacon", args=[key]) for key in (*Article.objects.values_list("pk", flat=True), 999_999)
    ],
    "corrections": lambda: [reverse("corrections"), reverse("corrections") + "?before=4000000000000000-1"],
    "archive": lambda: [reverse("archive")],
    "year": lambda: archive_addresses("%Y"),
    "month": lambda: archive_addresses("%Y/%m"),
    "day": lambda: archive_addresses("%Y/%m/%d"),
    "story": story_addresses,
    "photos": gallery_addresses,
    "permanent": lambda: [
        reverse("permanent", args=[key]) for key in (*Article.objects.values_list("pk", flat=True), 999_999)
    ],
    "rendition": rendition_addresses,
    "card": lambda: [cards.address(edition) for edition in Edition.objects.select_related("section")],
    "oembed": lambda: [f"{reverse('oembed')}?url={quote(settings.SITE_URL + url)}" for url in story_addresses()],
    "audio": lambda: [reverse("audio", args=["0" * 32 + ".mp3"])],
}


def test_every_public_address_has_a_row():
    assert public_addresses().keys() == WAYS.keys()


@pytest.mark.parametrize("name", WAYS)
def test_no_address_shows_a_word_that_is_not_published(name, client, hidden, public):
    addresses = WAYS[name]()
    assert addresses
    for address in addresses:
        response = client.get(address)
        assert response.status_code in {200, 204, 301, 304, 400, 404, 410}, address
        content = response.getvalue() if response.streaming else response.content
        for text in (content.decode(errors="ignore"), str(response.headers)):
            leaked = {
                word
                for state in (*HIDDEN, "rewritten", "coming")
                for word in [f"zq{state.replace('_', '')}"]
                if word in text.replace(address, "")
            }
            assert not leaked, (address, leaked)


def test_the_published_stories_are_there_all_the_same(client, public):
    for story in public:
        live = story.editions.visible(clock.now()).get()
        for address in (live.get_absolute_url(), live.section.get_absolute_url(), "/", "/topics/harbour/"):
            assert live.document["headline"] in client.get(address).content.decode()


@pytest.mark.parametrize("state", [state for state in HIDDEN if state != "withdrawn"])
def test_a_hidden_story_answers_like_one_that_never_was(state, client, hidden):
    day = clock.now() + timedelta(days=state == "scheduled")
    address = "/{:%Y/%m/%d}/{}/"
    here = client.get(address.format(day, secret(state, "slug")))
    never = client.get(address.format(day, "never-written"))
    assert here.status_code == never.status_code == 404
    assert without_nonce(here) == without_nonce(never)
    assert set(here.headers) == set(never.headers)


def test_a_topic_of_hidden_stories_only_answers_like_one_that_never_was(client, hidden):
    here, never = (client.get(f"/topics/{slug}/") for slug in (secret("draft", "topic"), "never-given"))
    assert here.status_code == never.status_code == 404
    assert without_nonce(here) == without_nonce(never)


def test_a_withdrawn_story_gives_its_reason_and_none_of_its_words(client, hidden):
    edition = hidden["withdrawn"].editions.get()
    response = client.get(edition.get_absolute_url())
    assert response.status_code == 410
    text = response.content.decode().replace(edition.get_absolute_url(), "")
    assert "It was wrong." in text
    assert "zqwithdrawn" not in text


def test_a_slug_that_never_went_out_leads_nowhere(client):
    story = bring_to(make_story(slug="planned"), "scheduled")
    tomorrow = clock.now() + timedelta(days=1)
    workflow.unschedule(story, by=None)
    workflow.publish(story, by=None)
    assert client.get(f"/{tomorrow:%Y/%m/%d}/planned/").status_code == 404
    assert client.get(f"/{clock.now():%Y/%m/%d}/planned/").status_code == 200


def test_an_old_slug_leads_to_the_new_one_in_one_hop(client):
    story = make_live(slug="first")
    first = story.editions.get().get_absolute_url()
    for slug in ("second", "third"):
        story = publish_again(story, slug=slug)
    third = story.editions.visible(clock.now()).get().get_absolute_url()
    assert third.endswith("/third/")
    for old in (first, first.replace("first", "second")):
        response = client.get(old)
        assert (response.status_code, response["Location"]) == (301, third)
    workflow.withdraw(story, by=None, note="Wrong.")
    assert client.get(first).status_code == 410


def test_a_scheduled_slug_does_not_show_before_its_hour(client):
    story = publish_again(make_live(slug="first"), slug="second", at=clock.now() + timedelta(hours=1))
    day = f"{clock.now():%Y/%m/%d}"
    assert client.get(f"/{day}/first/").status_code == 200
    assert client.get(f"/{day}/second/").status_code == 404
    with clock.stopped(clock.now() + timedelta(hours=2)):
        assert client.get(f"/{day}/first/").status_code == 301
        assert client.get(f"/{day}/second/").status_code == 200
    assert story.editions.count() == 2


def test_the_photo_of_a_hidden_story_is_not_named_anywhere(client, hidden):
    from articles.models import Photo

    tokens = set(Photo.objects.values_list("token", flat=True))
    for name in ("home", "authors", "author", "section", "topic", "story"):
        for address in WAYS[name]():
            text = client.get(address).content.decode()
            assert not {token for token in tokens if token in text}, address


def test_nobody_is_served_an_original(client):
    photo = make_photo()
    for address in (f"/media/{photo.original.name}", f"/media/originals/{photo.original.name}"):
        assert client.get(address).status_code == 404


def without_nonce(response) -> bytes:
    assert "nonce" not in response.content.decode()
    return response.content


def test_nothing_public_sets_a_cookie_or_varies_by_one(client, public):
    for name, addresses in WAYS.items():
        for address in addresses():
            response = client.get(address)
            assert not response.cookies, name
            assert "cookie" not in response.get("Vary", "").lower(), name


def test_every_author_has_a_page(client):
    assert client.get(make_author().get_absolute_url()).status_code == 200
    assert client.get(make_section("Culture").get_absolute_url()).status_code == 200


def test_an_edition_called_off_leaves_no_trace_when_its_hour_comes(client):
    story = publish_again(make_live(slug="first"), slug="second", at=clock.now() + timedelta(hours=1))
    workflow.unschedule(story, by=None)
    day = f"{clock.now():%Y/%m/%d}"
    with clock.stopped(clock.now() + timedelta(hours=2)):
        assert client.get(f"/{day}/first/").status_code == 200
        assert client.get(f"/{day}/second/").status_code == 404
        workflow.withdraw(story, by=None, note="Wrong.")
        assert client.get(f"/{day}/first/").status_code == 410
        assert client.get(f"/{day}/second/").status_code == 404
