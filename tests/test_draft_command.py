"""`manage.py draft`: a story out of HTML, through the doors of the form."""

import io
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from articles.admin.story_form import LONGEST, MOST_TAGS
from articles.models import Article
from tests.cast import make_live, make_section
from tests.test_references import linking, where

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]


@pytest.fixture
def draft(writer, tmp_path, monkeypatch):
    """A function that runs the command on `html`, in a file or on standard input, and returns what it prints."""

    def run(html: str | bytes, *, by: str = "writer", headline: str = "Harbour opens", typed: bool = False, **options):
        content = html if isinstance(html, bytes) else html.encode()
        file = tmp_path / "story.html"
        file.write_bytes(content)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        printed = io.StringIO()
        files = [] if typed else [str(file)]
        call_command("draft", *files, by=by, headline=headline, stdout=printed, **options)
        return printed.getvalue()

    return run


@pytest.mark.parametrize("typed", [False, True])
def test_it_makes_a_draft_that_belongs_to_the_account_and_says_where_it_is(typed, draft, writer, settings):
    settings.SITE_URL = "https://courier.example"
    section = make_section("World")
    printed = draft("<p>One.</p><p>Two.</p>", typed=typed, standfirst="In short.", section="world")
    story = Article.objects.get()
    address = reverse("admin:articles_article_change", args=[story.pk])
    assert printed == f"Story {story.pk}: https://courier.example{address}\n"
    assert (story.headline, story.standfirst, story.section) == ("Harbour opens", "In short.", section)
    assert (story.body, story.state) == ("<p>One.</p><p>Two.</p>", "draft")
    assert story.owner == story.holder == writer
    [revision] = story.revisions.all()
    assert (revision.by, revision.document["body"]) == (writer, story.body)


def test_what_it_stores_passed_the_doors_of_the_form(draft):
    target = make_live()
    draft(
        "\ufeff<p onclick='x()'>a\x00e\u0301</p><script>x()</script><figure data-photo='999'><figcaption>Under it"
        f"</figcaption></figure>{linking(where(target))}".encode(),
        headline="  Harbour\n opens ",
    )
    story = Article.objects.get(headline="Harbour opens")
    assert story.body == f"<p>aé</p><p>Under it</p>{linking(f'/s/{target.pk}/')}"
    assert [revision.document["body"] for revision in story.revisions.all()] == [story.body]


@pytest.mark.parametrize(
    ("html", "options", "sentence"),
    [
        ("<p>a</p>", {"by": "nobody"}, "There is no account “nobody”."),
        ("<p>a</p>", {"by": "photo_desk"}, "“photo_desk” may not write stories"),
        ("<p>a</p>", {"by": "\udcff"}, "There is no account “”."),
        ("<p>a</p>", {"section": "sports"}, "There is no section “sports”. There are: world."),
        ("<p>a</p>", {"headline": "a" * 401}, "Headline: Ensure this value has at most 400 characters"),
        ("<p>a</p>", {"standfirst": "a" * 601}, "Standfirst: Ensure this value has at most 600 characters"),
        ("a" * (LONGEST + 1), {}, "Body: This text is too long for one story."),
        ("\U0001f30a" * (LONGEST + 1), {}, "Body: This text is too long for one story."),
        ("<p>" * (MOST_TAGS + 1), {}, "Body: This text is too long for one story."),
        (b"<p>caf\xe9</p>", {}, "is not UTF-8: invalid continuation byte. Save it as UTF-8."),
        ("<p>café</p>".encode("utf-16"), {}, "is not UTF-8: invalid start byte. Save it as UTF-8."),
        (b"<p>\xc3", {}, "is not UTF-8: unexpected end of data. Save it as UTF-8."),
    ],
)
def test_it_says_what_is_wrong_and_makes_nothing(html, options, sentence, draft, photo_desk):
    make_section("World")
    with pytest.raises(CommandError) as refused:
        draft(html, **options)
    assert sentence in str(refused.value)
    assert not Article.objects.exists()


def test_a_file_that_cannot_be_read_is_named(writer, tmp_path):
    for path, why in ((tmp_path / "none.html", "No such file"), (tmp_path, "Is a directory")):
        with pytest.raises(CommandError, match=f"{path.name}.*cannot be read: {why}"):
            call_command("draft", str(path), by="writer", headline="x")
