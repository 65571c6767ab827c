"""What the page of a story says of it to machines: read out of the page, and compared with the story."""

import json
import re
from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.db import connection

from articles import page
from articles.meaning import door
from articles.models import Agency, Article, Byline, Contribution, Edition, Section
from articles.photos.metadata import source_types
from articles.states import StoryType
from articles.views import render_story
from authors import clock
from authors.models import Author
from tests.cast import bring_to, make_author, make_live, make_photo, make_section, make_story, publish_again
from tests.reading import MORNING, read, url_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


class Blocks(HTMLParser):
    """The data blocks of a page, as a browser takes them out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.inside = tag == "script" and dict(attrs).get("type") == "application/ld+json"
        self.found += [""] if self.inside else []

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] += data


def nodes_in(html: str) -> dict[str, dict]:
    """Return the nodes of the one block of `html` by their type; of several types, the last."""
    parser = Blocks()
    parser.feed(html)
    [block] = parser.found
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    return {([node["@type"]] if isinstance(node["@type"], str) else node["@type"])[-1]: node for node in data["@graph"]}


def said_of(client, story: Article) -> dict:
    return next(node for name, node in nodes_in(read(client, url_of(story))).items() if name.endswith("NewsArticle"))


def absolute(address: str) -> str:
    return settings.SITE_URL + address


@pytest.fixture
def full():
    """A story with everything, published in the morning and corrected in the evening."""
    lead = make_photo(
        credit="Ada Vale / Northline via MPA",
        size=(1600, 1000),
        copyright_notice="© 2026 Northline",
        web_statement="https://northline.example/licence",
        licensor_url="https://northline.example/buy",
        digital_source_type="compositeWithTrainedAlgorithmicMedia",
    )
    mara = make_author(
        "Mara Lindqvist",
        role="Political editor",
        biography="First of Mara.\n\nSecond.",
        portrait=make_photo(size=(500, 500)),
        links=[{"label": "Mastodon", "url": "https://social.example/@mara"}, {"label": "Bad", "url": "javascript:x"}],
    )
    with clock.stopped(MORNING):
        story = make_story(
            author=mara,
            kicker="Water",
            headline="Assembly votes",
            short_headline="A vote",
            social_headline="How the Assembly voted",
            standfirst="By four votes.",
            slug="assembly-votes",
            dateline="CARROW",
            section=make_section("Politics", language="de"),
            lead=lead,
            topics=("Rivers", "Votes"),
            body="<p>It was <em>late</em> in Carrow.</p>",
        )
        for position, (name, role) in enumerate(
            [
                ("Bo Tarn", "by"),
                ("Cy Oak", "photographs"),
                ("Di Elm", "translation"),
                ("Ed Ash", "additional_reporting"),
            ]
        ):
            person = make_author(name, organisation="Harbour Post" if name == "Bo Tarn" else "")
            Byline.objects.create(article=story, author=person, role=role, position=position + 1)
        for how, name in (("contributed", "MPA"), ("reported", "Northline"), ("material", "Skellin News")):
            agency = Agency.objects.create(name=name, takes_article=name == "MPA")
            Contribution.objects.create(article=story, agency=agency, how=how)
        Article.objects.filter(pk=story.pk).update(audio="audio/0123456789abcdef.mp3", audio_seconds=3665)
        bring_to(story, "published")
    with clock.stopped(MORNING + timedelta(hours=10)):
        publish_again(story, kind="correction", note="The vote was 60 to 57.", standfirst="By three votes.")
    return story


def test_it_says_of_a_story_what_the_story_says(client, full):
    said, url = said_of(client, full), absolute("/2026/11/20/assembly-votes/")
    assert {name: said[name] for name in ("headline", "description", "url", "mainEntityOfPage", "dateline")} == {
        "headline": "Assembly votes",
        "description": "By three votes.",
        "url": url,
        "mainEntityOfPage": url,
        "dateline": "CARROW",
    }
    assert said["alternativeHeadline"] == ["A vote", "How the Assembly voted"]
    assert said["articleSection"] == "Politics"
    assert said["keywords"] == ["Rivers", "Votes"]
    assert said["wordCount"] == 5
    assert said["inLanguage"] == "de"
    assert said["isAccessibleForFree"] is True
    assert said["locationCreated"] == {"@type": "Place", "name": "CARROW"}
    assert said["datePublished"] == "2026-11-20T08:30:00+00:00"
    assert said["dateModified"] == "2026-11-20T18:30:00+00:00"
    assert said["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "The vote was 60 to 57.",
            "datePublished": "2026-11-20T18:30:00+00:00",
        }
    ]
    assert said["audio"] == {
        "@type": "AudioObject",
        "name": "Assembly votes",
        "contentUrl": absolute("/media/audio/0123456789abcdef.mp3"),
        "encodingFormat": "audio/mpeg",
        "duration": "PT1H1M5S",
    }


def test_it_names_everybody_by_what_they_did(client, full):
    said = said_of(client, full)
    mara, bo = said["author"]
    assert mara["@type"] == "Person"
    assert (mara["name"], mara["jobTitle"]) == ("Mara Lindqvist", "Political editor")
    assert mara["url"] == absolute("/authors/mara-lindqvist/")
    assert mara["worksFor"] == {"@id": said["publisher"]["@id"]}
    assert mara["sameAs"] == ["https://social.example/@mara"]
    assert mara["image"].startswith(absolute("/media/photos/"))
    assert mara["description"] == "First of Mara."
    assert bo["worksFor"] == {"@type": "Organization", "name": "Harbour Post"}
    assert "jobTitle" not in bo
    assert "image" not in bo
    assert [who["name"] for who in said["contributor"]] == ["Ed Ash", "Cy Oak", "MPA"]
    assert [who["name"] for who in said["translator"]] == ["Di Elm"]


def test_it_says_what_each_agency_gave(client, full):
    said = said_of(client, full)
    assert said["sourceOrganization"] == [{"@type": "NewsMediaOrganization", "name": "Northline"}]
    assert said["isBasedOn"] == [
        {"@type": "CreativeWork", "creator": {"@type": "NewsMediaOrganization", "name": "Skellin News"}}
    ]
    assert said["creditText"].startswith("The MPA contributed to this report.")
    assert said["creditText"] in read(client, url_of(full))


def test_it_says_whose_a_photo_is_and_on_what_terms_in_three_shapes(client, full):
    images = said_of(client, full)["image"]
    assert [image["width"] / image["height"] for image in images] == pytest.approx([16 / 9, 4 / 3, 1], rel=0.01)
    for image in images:
        assert image["url"] == image["contentUrl"]
        assert image["width"] >= 960
        assert client.get(image["url"].removeprefix(settings.SITE_URL)).status_code == 200
        del image["url"], image["contentUrl"], image["width"], image["height"]
        assert image == {
            "@type": "ImageObject",
            "caption": "A lead caption",
            "description": "A lead text",
            "creator": [{"@type": "Person", "name": "Ada Vale"}],
            "sourceOrganization": [{"@type": "Organization", "name": "Northline"}],
            "creditText": "Ada Vale / Northline via MPA",
            "copyrightNotice": "© 2026 Northline",
            "license": "https://northline.example/licence",
            "acquireLicensePage": "https://northline.example/buy",
            "digitalSourceType": "https://schema.org/CompositeWithTrainedAlgorithmicMediaDigitalSource",
        }


@pytest.mark.parametrize("code", sorted(source_types.LABELS))
def test_only_a_generated_picture_says_how_it_came_to_be(client, code):
    image = said_of(client, make_live(lead=make_photo(digital_source_type=code)))["image"][0]
    assert ("digitalSourceType" in image) == source_types.is_generated(code)


@pytest.mark.parametrize(
    ("credit", "creators"),
    [
        ("Handout: Ministry of Ports", [("Organization", "Ministry of Ports")]),
        ("Courtesy of Lee Museum", [("Organization", "Lee Museum")]),
        ("Ada Vale, Bo Tarn", None),
        ("Ada Vale / Pool: Northline", [("Person", "Ada Vale")]),
    ],
)
def test_a_maker_is_who_took_the_photo_or_gave_it_out(client, credit, creators):
    image = said_of(client, make_live(lead=make_photo(credit=credit)))["image"][0]
    if creators:
        assert [(who["@type"], who["name"]) for who in image["creator"]] == creators
    assert image["creditText"] == credit


def test_a_bare_story_leaves_out_what_it_has_not(client):
    story = make_live(standfirst="In short.", body="<p>One two.</p>")
    said = said_of(client, story)
    for name in (
        "image audio correction dateline locationCreated keywords contributor translator sourceOrganization isBasedOn "
        "creditText dateModified alternativeHeadline"
    ).split():
        assert name not in said, name


def test_what_nobody_stands_above_is_by_the_newsroom(client):
    story = make_story()
    Byline.objects.filter(article=story).update(role=Byline.Role.PHOTOGRAPHS)
    said = said_of(client, bring_to(story, "published"))
    assert [(who["@type"], who["name"]) for who in said["author"]] == [("NewsMediaOrganization", settings.SITE_NAME)]
    assert len(said["contributor"]) == 1


def test_a_story_without_a_lead_is_shown_by_the_first_photo_of_its_text(client):
    photo = make_photo()
    figure = f'<figure data-photo="{photo.pk}" data-alt="Ice"><figcaption>The ice</figcaption></figure>'
    said = said_of(client, make_live(body=f"<p>One.</p>{figure}"))
    assert {image["caption"] for image in said["image"]} == {"The ice"}


def test_a_comma_put_right_is_no_newer_story(client):
    with clock.stopped(MORNING):
        story = make_live()
    story = publish_again(story, kind="minor", note="A comma.", body="<p>Other words.</p>")
    said = said_of(client, story)
    assert "dateModified" not in said
    assert "correction" not in said


@pytest.mark.parametrize("kind", ["update", "clarification"])
def test_only_a_correction_is_one(client, kind):
    with clock.stopped(MORNING):
        story = make_live()
    said = said_of(client, publish_again(story, kind=kind, note="More is known.", body="<p>More.</p>"))
    assert "correction" not in said
    assert "dateModified" in said


@pytest.mark.parametrize(
    ("story_type", "types"),
    [
        ("news", "NewsArticle"),
        ("feature", "NewsArticle"),
        ("interview", "NewsArticle"),
        ("analysis", ["NewsArticle", "AnalysisNewsArticle"]),
        ("opinion", ["NewsArticle", "OpinionNewsArticle"]),
        ("review", ["NewsArticle", "ReviewNewsArticle"]),
        ("report", ["NewsArticle", "ReportageNewsArticle"]),
    ],
)
def test_each_type_of_story_has_its_type(client, story_type, types):
    assert said_of(client, make_live(story_type=story_type))["@type"] == types


def test_every_type_of_story_was_tried():
    [mark] = test_each_type_of_story_has_its_type.pytestmark[-1:]
    assert {row[0] for row in mark.args[1]} == set(StoryType.values)


@pytest.mark.parametrize("story_type", StoryType.values)
def test_an_article_has_what_google_asks_of_one(client, full, story_type):
    """developers.google.com/search/docs/appearance/structured-data/article: none required, these recommended."""
    Edition.objects.update(document=Edition.objects.last().document | {"story_type": story_type})
    said = said_of(client, full)
    for author in said["author"]:
        assert author["@type"] in {"Person", "Organization", "NewsMediaOrganization"}
        assert author["name"]
        assert author["url"].startswith("http")
    assert ZONED.fullmatch(said["datePublished"])
    assert ZONED.fullmatch(said["dateModified"])
    assert datetime.fromisoformat(said["datePublished"]) < datetime.fromisoformat(said["dateModified"])
    assert said["headline"]
    for image in said["image"]:
        assert image["url"].startswith("http")
        assert image["width"] * image["height"] >= 50_000
    assert said["publisher"]["name"] == settings.SITE_NAME


def test_an_image_has_what_google_asks_of_one(client, full):
    """developers.google.com/search/docs/appearance/structured-data/image-license-metadata."""
    for image in said_of(client, full)["image"]:
        assert image["contentUrl"].startswith("http")
        assert {"creator", "creditText", "copyrightNotice", "license"} & image.keys()
        assert all(who["@type"] in {"Person", "Organization"} and who["name"] for who in image["creator"])


def test_the_way_to_a_story_has_what_google_asks_of_one(client, full):
    """developers.google.com/search/docs/appearance/structured-data/breadcrumb: at least two, in order."""
    way = nodes_in(read(client, url_of(full)))["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in way] == [1, 2, 3]
    assert [step["name"] for step in way] == [settings.SITE_NAME, "Politics", "Assembly votes"]
    for step in way:
        assert client.get(step["item"].removeprefix(settings.SITE_URL)).status_code == 200


def test_the_publisher_says_what_is_set_and_nothing_else(client, settings):
    story = make_live()
    bare = said_of(client, story)["publisher"]
    assert bare["@type"] == "NewsMediaOrganization"
    assert not {"foundingDate", "address", "sameAs", "masthead", "ethicsPolicy", "correctionsPolicy"} & bare.keys()
    assert bare["logo"]["url"] == absolute("/static/site/icon.svg")
    settings.SITE_FOUNDED, settings.SITE_ADDRESS = "1874", "1 Quay, Port Ansel"
    settings.SITE_SAME_AS, settings.SITE_LOGO = ["https://social.example/@courier"], "https://cdn.example/logo.png"
    settings.SITE_POLICIES = {"masthead": "/authors/", "ethicsPolicy": "https://press.example/code", "unknown": "/x/"}
    full = said_of(client, story)["publisher"]
    assert full["masthead"] == absolute("/authors/")
    assert full["ethicsPolicy"] == "https://press.example/code"
    assert (full["foundingDate"], full["address"]) == ("1874", "1 Quay, Port Ansel")
    assert full["logo"]["url"] == "https://cdn.example/logo.png"
    assert not {"unknown", "correctionsPolicy"} & full.keys()


HOSTILE = "a</script><script>alert(1)</script><!--]]>&amp;\u2028\u2029\u0000\u0007\u202e\U0001f600\\\"'é"
CLEAN = HOSTILE.replace("\u2028\u2029", "\n\n").replace("\u0000", "").replace("\u0007", "")


def test_no_field_gets_out_of_the_block(client, full):
    """Old rows may hold what the door for text lets in no more; the edition is written past it, as they are."""
    document = Edition.objects.last().document
    odd = HOSTILE if connection.vendor == "sqlite" else HOSTILE.replace("\u0000", "")  # PostgreSQL holds no NUL
    names = "kicker headline short_headline standfirst dateline social_headline social_summary".split()
    document |= dict.fromkeys(names, odd) | {"byline_sentence": ""}
    document["bylines"] = [row | {"name": odd} for row in document["bylines"]]
    document["agencies"] = [row | {"name": odd} for row in document["agencies"]]
    document["topics"] = [row | {"name": odd} for row in document["topics"]]
    document["lead"] |= {"caption": odd, "alt": odd, "credit": [{"name": odd, "relation": "by"}]}
    document["lead"]["photo"] |= {"copyright_notice": odd, "web_statement": odd, "licensor_url": f"https://{odd}"}
    document["first_published"] = {"publisher": odd, "url": "javascript:alert(1)"}
    notes = [{"kind": "correction", "text": odd, "at": MORNING.isoformat()}]
    Edition.objects.update(document=document, notes=notes, card=Edition.objects.last().card | {"headline": odd})
    Section.objects.filter(name="Politics").update(name=odd)
    Author.objects.update(role=odd, organisation=odd)
    html = read(client, url_of(full))
    assert "alert(1)</script>" not in html
    assert 'href="javascript:' not in html
    said = said_of(client, full)
    assert said["headline"] == said["description"] == said["dateline"] == said["correction"][0]["text"] == CLEAN
    assert {who["name"] for who in said["author"]} == {CLEAN} == set(said["keywords"])
    assert said["image"][0]["creator"][0]["name"] == said["image"][0]["caption"] == CLEAN
    assert "license" not in said["image"][0]
    assert "url" not in said["isBasedOn"][-1]


@pytest.mark.parametrize("char", ["<", ">", "&", "\u2028", "\u2029"])
def test_what_could_end_the_element_is_written_as_its_number(char):
    block = door.script({"name": f"x{char}y"}).removeprefix('<script type="application/ld+json">')
    assert char not in block.removesuffix("</script>")


def test_a_preview_tells_machines_nothing(rf, full):
    html = render_story(rf.get("/"), page.of_document(Edition.objects.last().document)).text
    assert "ld+json" not in html
    assert "canonical" not in html
    assert "oembed" not in html
    assert '<meta name="robots" content="noindex">' in html
