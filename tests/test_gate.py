import pytest

from articles import document, gate
from articles.models import Article
from tests.cast import change, make_photo, make_section, make_story

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


def fields(article) -> list[str]:
    return [want.field for want in gate.wants(document.build_fresh(article.pk))]


def test_a_complete_story_lacks_nothing():
    assert fields(make_story(lead=make_photo())) == []


def test_an_empty_story_lacks_all_that_readers_need():
    article = Article.objects.create()
    assert fields(article) == ["headline", "standfirst", "body", "slug", "section", "bylines"]


def test_a_photo_alone_is_no_text():
    photo = make_photo()
    body = f'<figure data-photo="{photo.pk}" data-alt="a"><figcaption>b</figcaption></figure>'
    assert fields(make_story(body=body)) == ["body"]


def test_it_names_each_photo_that_lacks_something():
    full, bare = make_photo(), make_photo(credit="")
    story = make_story(
        body=f'<p>a</p><figure data-photo="{full.pk}" data-alt="a"><figcaption>b</figcaption></figure>'
        f'<figure data-photo="{bare.pk}"></figure>'
    )
    wants = gate.wants(document.build_fresh(story.pk))
    assert {want.field for want in wants} == {"photos-2"}
    assert [word for want in wants for word in ("alternative text", "caption", "credit") if word in want.sentence] == [
        "alternative text",
        "caption",
        "credit",
    ]


def test_a_decorative_photo_needs_no_alternative_text():
    photo = make_photo()
    body = f'<p>a</p><figure data-photo="{photo.pk}" data-decorative="true"><figcaption>b</figcaption></figure>'
    assert fields(make_story(body=body)) == []


@pytest.mark.parametrize("field", ["headline", "standfirst", "kicker", "dateline", "byline_sentence", "editors_note"])
def test_it_finds_the_placeholder_in_a_field(field):
    assert fields(make_story(**{field: "Some TK words"})) == [field]


def test_it_finds_the_placeholder_in_text_and_captions():
    story = make_story(body="<p>The sum of <strong>TKTK</strong> crowns</p>", lead=make_photo(), section=make_section())
    assert fields(story) == ["body"]
    story.captions.update(caption="Mayor TK at the quay")
    assert fields(story) == ["body", "lead"]


def test_words_that_hold_the_letters_are_no_placeholder():
    assert fields(make_story(headline="Atkins, TKO and the Tktk bird")) == []


def test_it_looks_at_the_text_after_a_change():
    assert fields(change(make_story(), standfirst="")) == ["standfirst"]
