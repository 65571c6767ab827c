"""Notes to readers about a photo's correction: told to those who read what was wrong, and to nobody else."""

from datetime import timedelta

import pytest

from articles.models import Article
from articles.photos import library
from authors import clock
from tests.cast import bring_to, make_live, make_photo, make_story, publish_again, reread
from tests.reading import live, read, url_of
from tests.test_amend import figure
from tests.test_photo_rights import out, pressed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]

NOTE = "We named the wrong photographer."
TOLD = {"kind": "correction", "note": NOTE}
UNTOLD = "No reader has seen the photo here yet"


@pytest.fixture
def photo():
    return make_photo()


@pytest.fixture
def later(photo) -> Article:
    return bring_to(make_story(lead=photo, headline="Later"), "scheduled")


def rename(photo) -> None:
    library.write(photo, by=None, credit="Ida Quill / Meridian")


def at_its_hour(client, story: Article) -> str:
    edition = reread(story).editions.upcoming(clock.now()).get()
    with clock.stopped(edition.visible_from + timedelta(minutes=1)):
        return read(client, edition.get_absolute_url())


def test_a_note_is_not_put_below_what_nobody_has_read_and_the_page_says_so_beforehand(
    as_, client, editor, photo, later
):
    make_live(lead=photo, headline="Live")
    rename(photo)
    page = as_(editor).get(out(photo)).content.decode()
    assert page.count(UNTOLD) == 1
    assert page.index(UNTOLD) > page.index(">Later</label>")
    page = as_(editor).post(out(photo), pressed(photo, "correct", later, **TOLD), follow=True).content.decode()
    assert "Corrected in 1 story." in page
    assert "The note to readers was not put below “Later”: nobody has read there what was changed." in page
    page = at_its_hour(client, later)
    assert "Ida Quill" in page
    assert NOTE not in page


def test_of_the_ticked_stories_those_that_were_read_have_the_note(as_, client, editor, photo, later):
    story = make_live(lead=photo, headline="Live")
    rename(photo)
    page = as_(editor).post(out(photo), pressed(photo, "correct", story, later, **TOLD), follow=True).content.decode()
    assert "Corrected in 2 stories." in page
    assert "not put below “Later”:" in page
    assert NOTE in read(client, url_of(story))
    assert NOTE not in at_its_hour(client, later)


def test_where_nothing_is_on_the_site_yet_nobody_is_asked_what_to_tell_readers(as_, client, editor, photo, later):
    rename(photo)
    page = as_(editor).get(out(photo)).content.decode()
    assert "Nothing of this is on the site yet, so readers need not be told." in page
    assert 'name="kind"' not in page
    assert 'name="note"' not in page
    data = pressed(photo, "correct", later)
    del data["kind"]
    assert "Corrected in 1 story." in as_(editor).post(out(photo), data, follow=True).content.decode()
    assert "Ida Quill" in at_its_hour(client, later)


def test_no_note_is_asked_for_where_none_would_be_read(as_, editor, photo, later):
    make_live(lead=photo)
    rename(photo)
    typed = pressed(photo, "correct", later, kind="correction", note="")
    assert "Corrected in 1 story." in as_(editor).post(out(photo), typed, follow=True).content.decode()


def test_a_story_that_is_out_and_comes_again_is_one_story_with_one_note_in_both(as_, client, editor, photo):
    story = make_live(lead=photo, headline="First")
    story = publish_again(story, headline="Second", note="It changed.", at=clock.now() + timedelta(hours=3))
    rename(photo)
    page = as_(editor).get(out(photo)).content.decode()
    assert "1 story shows it" in page
    assert page.count('name="story"') == 1
    assert page.index("On the site</span>") < page.index("as “Second”")
    assert page.count("Ida Quill / Meridian</ins>") == 2
    assert UNTOLD not in page
    page = as_(editor).post(out(photo), pressed(photo, "correct", story, **TOLD), follow=True).content.decode()
    assert "Corrected in 1 story." in page
    assert "not put below" not in page
    assert NOTE in read(client, url_of(story))
    assert NOTE in at_its_hour(client, story)


def test_a_note_for_a_version_to_come_is_not_put_below_the_page_that_stands(as_, client, editor, photo):
    story = make_live(headline="First")
    at = clock.now() + timedelta(hours=3)
    story = publish_again(
        story, headline="Second", body=f"<p>Text</p>{figure(photo)}", note="A photo was added.", at=at
    )
    before = live(story)
    rename(photo)
    page = as_(editor).post(out(photo), pressed(photo, "correct", story, **TOLD), follow=True).content.decode()
    assert "not put below “Second”:" in page
    assert live(story) == before
    assert NOTE not in at_its_hour(client, story)


def test_after_a_change_it_says_whether_the_stories_are_out_or_to_come(as_, photo_desk, photo, later):
    def saved(credit: str) -> str:
        library.write(photo, by=None, credit=credit)
        photo.refresh_from_db()
        address = f"/admin/articles/photo/{photo.pk}/change/"
        form = as_(photo_desk).get(address).context["adminform"].form
        data = {name: form[name].value() or "" for name in form.fields if not form[name].field.widget.is_hidden}
        return as_(photo_desk).post(address, data | {"place": credit}, follow=True).content.decode()

    assert "1 scheduled story still shows the credit as it was." in saved("Bo Tarn")
    make_live(lead=photo)
    assert "2 published or scheduled stories still show the credit as it was." in saved("Ida Quill")
