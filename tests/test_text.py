import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from authors.models import Author
from authors.text import is_readable, normalise, normalise_line

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


def test_it_drops_what_no_text_has_a_use_for():
    assert normalise("a\x00b\x07c\x1b[0m\ud800d\ufeff\ufdd0e\x9f") == "abc[0mde"


def test_it_makes_every_newline_a_line_feed():
    assert normalise("a\r\nb\rc\u2028d\u2029e\x85f") == "a\nb\nc\nd\ne\nf"


def test_a_line_holds_one_space_where_there_were_many():
    assert normalise_line("  Port \t\u00a0 Ansel\n ") == "Port Ansel"


@given(ANY_TEXT)
def test_it_is_stable_storable_and_in_nfc(text):
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert is_readable(once)
    once.encode()


def test_every_way_into_a_column_is_normalised(db):
    saved = Author.objects.create(name=" Mara\x00  Lindqvist\n", biography="One\r\n\r\nTwo\ud800 ")
    assert (saved.name, saved.biography) == ("Mara Lindqvist", "One\n\nTwo")
    Author.objects.filter(pk=saved.pk).update(role="Political\x07 editor")
    saved.refresh_from_db()
    assert (saved.name, saved.biography, saved.role) == ("Mara Lindqvist", "One\n\nTwo", "Political editor")
    assert Author.objects.filter(name="Mara\x00 Lindqvist").exists()
