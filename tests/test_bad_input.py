"""What no person types: answered with a clean page, and never with a 500."""

import pytest
from django.urls import reverse

from tests.cast import make_live, make_photo, make_story
from tests.test_leaks import public_addresses

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

UNREADABLE = ["%00", "a%00b", "%FF", "%C3%28", "%ED%A0%80", "%F4%90%80%80", "%80"]
ODD = [
    "%01",
    "%1B%5B0m",
    "%7F",
    "%E2%80%A8",
    "%EF%BF%BF",
    "'%22%3E%3Cscript%3E",
    "..%2F..%2Fetc",
    "%25s",
    "a" * 5000,
    "9" * 400,
]
QUERIES = ["before=", "page=", "p=", "q=", "o=", "state__exact=", "section__id__exact=", "all=", "e=1&x="]
# what the pages that read something of a query read; any other page is asked everything at once
LISTS = {name: ["before=", "page="] for name in ("author", "corrections", "day", "month", "page", "section", "topic")}
READ = LISTS | {"search": ["q=", "page=", "section=", "topic=", "order=", "from="], "search_suggestions": ["q="]}
NUMBERS = [
    "0",
    "-1",
    "10" * 10,
    "1" + "0" * 20,
    "1e9",
    "NaN",
    "٣",
    "²",
    "1-1",
    "99999999999999999-1",
    "0-0",
    "-9999999999999999-7",
]


def get(client, path: str, query: str = ""):
    """Ask for bytes as they would come over the wire: PEP 3333 holds them as Latin-1."""
    from urllib.parse import unquote_to_bytes

    environ = {"PATH_INFO": unquote_to_bytes(path).decode("latin-1"), "QUERY_STRING": query, "REQUEST_METHOD": "GET"}
    return client.request(**environ)


@pytest.fixture
def live():
    return make_live(topics=("Harbour",), lead=make_photo())


@pytest.mark.parametrize("odd", UNREADABLE + ODD)
def test_an_odd_address_gets_a_400_or_404(odd, client, live):
    for path in (f"/{odd}", f"/{odd}/", f"/authors/{odd}/", f"/topics/{odd}/", f"/2026/11/22/{odd}/", f"/media/{odd}"):
        response = get(client, path)
        assert response.status_code in {301, 400, 404}, (path, response.status_code)


@pytest.mark.parametrize("name", sorted(public_addresses()))
def test_every_public_page_bears_every_query(name, client, live):
    edition = live.editions.get()
    args = {
        "author": ["nobody"],
        "topic": ["harbour"],
        "write": ["nobody"],
        "page": [edition.section.slug],
        "section": [edition.section.slug],
        "story": edition.get_absolute_url().strip("/").split("/"),
        "photos": edition.get_absolute_url().strip("/").split("/"),
        "rendition": ["0" * 32, "0" * 8, "original-640.jpg"],
        "audio": ["0" * 32 + ".mp3"],
        "card": [999_999, "0" * 16],
        "permanent": [999_999],
        "api_story": [live.pk],
        "author_feed": ["nobody"],
        "topic_feed": ["harbour"],
        "beacon": [999_999],
        "year": edition.get_absolute_url().strip("/").split("/")[:1],
        "month": edition.get_absolute_url().strip("/").split("/")[:2],
        "day": edition.get_absolute_url().strip("/").split("/")[:3],
        "section_feed": [edition.section.slug],
        "sitemap_month": [f"{edition.first_published_at:%Y}", f"{edition.first_published_at:%m}"],
    }.get(name, [])
    path = reverse(name, args=args)
    plain = get(client, path).status_code
    for value in [*NUMBERS, *UNREADABLE, *ODD]:
        everything = "&".join(query + value for query in QUERIES)
        for query in [query + value for query in READ.get(name, [])] or [everything]:
            status = get(client, path, query).status_code
            assert status in ({200, 301, 400, 404} if name in READ else {plain, 400}), (path, query, status)


@pytest.mark.parametrize(
    "path",
    [
        "/0000/01/01/a/",
        "/9999/12/31/a/",
        "/10000/01/01/a/",
        "/2026/00/01/a/",
        "/2026/13/01/a/",
        "/2026/02/30/a/",
        "/2026/1/1/a/",
        "/٢٠٢٦/01/01/a/",
    ],
)
def test_a_day_that_never_was_is_not_found(path, client, live):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("query", QUERIES)
def test_the_lists_of_the_admin_bear_every_query(query, as_, administrator, live):
    client = as_(administrator)
    for model in ("articles_article", "articles_photo", "authors_author", "taggit_tag", "articles_section"):
        path = reverse(f"admin:{model}_changelist")
        for value in [*NUMBERS, *UNREADABLE, *ODD]:
            response = get(client, path, query + value)
            assert response.status_code in {200, 302, 400, 404}, (path, query, value, response.status_code)


@pytest.mark.parametrize("key", ["0", "-1", "1" + "0" * 20, "x", "%FF", "%00", "1_2F", "_41", "_"])
def test_a_key_that_is_none_is_not_found_in_the_admin(key, as_, administrator):
    client = as_(administrator)
    for model in (
        "articles/article",
        "articles/photo",
        "authors/author",
        "articles/section",
        "taggit/tag",
        "auth/user",
    ):
        for action in ("change", "history", "delete"):
            response = get(client, f"/admin/{model}/{key}/{action}/")
            assert response.status_code in {302, 400, 403, 404}, (model, key, action, response.status_code)
    for action in ("preview", "captions", "compare", "step/submit"):
        assert get(client, f"/admin/articles/article/{key}/{action}/").status_code in {302, 400, 404}


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1b[0m", "\ud800x", "￿", "𝕏" * 300, "x" * 10_000, "<script>alert(1)</script>"]
)
def test_a_story_bears_every_text_in_every_field(text, as_, editor):
    client = as_(editor)
    for field in ("headline", "kicker", "standfirst", "body", "slug", "dateline", "tags", "editors_note", "section"):
        story = make_story()
        data = {
            "version": str(story.version),
            "headline": story.headline,
            field: text.encode(errors="replace").decode(),
        }
        response = client.post(reverse("admin:articles_article_change", args=[story.pk]), data)
        assert response.status_code in {200, 302}, (field, text[:20], response.status_code)


@pytest.mark.parametrize("version", ["", "x", "-1", "1" + "0" * 20, "0", "²", "\x00"])
def test_a_form_with_a_version_that_is_none_overwrites_nothing(version, as_, editor):
    story = make_story(headline="What stands here")
    response = as_(editor).post(
        reverse("admin:articles_article_change", args=[story.pk]), {"version": version, "headline": "Other words"}
    )
    assert response.status_code < 500
    story.refresh_from_db()
    assert story.headline == "What stands here"
    assert "Other words" in response.content.decode()


@pytest.mark.parametrize(
    "at", ["0000-01-01T00:00", "9999-12-31T23:59", "10000-01-01T00:00", "x", "\x00", "2026-02-30T10:00"]
)
def test_an_hour_that_never_comes_publishes_nothing(at, as_, editor):
    from tests.cast import bring_to

    story = bring_to(make_story(), "approved")
    response = as_(editor).post(
        reverse("admin:articles_article_step", args=[story.pk, "publish"]),
        {"version": story.version, "when": "later", "at": at},
    )
    assert response.status_code in {200, 409}
    assert not story.editions.exists()


@pytest.mark.parametrize("key", ["x", "10" * 12, "-1", "\x00", "²"])
@pytest.mark.parametrize(
    "field", ["bylines-0-author", "contributions-0-agency", "section", "lead_photo", "bylines-0-role"]
)
def test_a_key_that_is_none_leaves_the_form_as_it_was_typed(field, key, as_, editor):
    story = make_story(headline="What stands here")
    data = {"version": story.version, "headline": "What was typed", field: key}
    data |= {
        f"{rows}-{name}_FORMS": total
        for rows in ("bylines", "contributions")
        for name, total in (("TOTAL", 1), ("INITIAL", 0))
    }
    response = as_(editor).post(reverse("admin:articles_article_change", args=[story.pk]), data)
    assert response.status_code in {200, 302}
    story.refresh_from_db()
    assert story.headline == ("What stands here" if response.status_code == 200 else "What was typed")
    assert response.status_code == 302 or "What was typed" in response.content.decode()
