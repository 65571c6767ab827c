"""Each catalogue has every word that readers get, translated whole, and what is compiled says the same."""

import gettext
import re
from collections import Counter

import pytest
from django.conf import settings

from tests import catalogues
from tests.catalogues import ROOT, Message

PATHS = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
LANGUAGES = {path.parent.parent.name: path for path in PATHS}
PLACEHOLDER, TAG = re.compile(r"%\((\w+)\)[sd]"), re.compile(r"</?[a-z][^>]*>")

each_language = pytest.mark.parametrize("path", LANGUAGES.values(), ids=LANGUAGES)


def test_the_catalogues_are_of_languages_that_django_knows():
    assert {"ar", "de"} <= LANGUAGES.keys()
    assert LANGUAGES.keys() <= dict(settings.LANGUAGES).keys()


@each_language
def test_it_has_all_that_the_site_asks_for_and_no_more(path):
    held, asked = catalogues.messages(path).keys(), catalogues.asked()
    assert len(asked) > 200
    assert not asked - held, "make messages writes these into the catalogues"
    assert not held - asked, "make messages takes these out of the catalogues"


@each_language
def test_every_message_is_translated(path):
    number = int(re.search(r"nplurals=(\d)", catalogues.head(path))[1])
    for message, entry in catalogues.messages(path).items():
        assert "fuzzy" not in entry.flags, message
        assert len(entry.translations) == (number if message.plural else 1), message
        assert all(text.strip() for text in entry.translations), message


@each_language
def test_a_translation_has_the_places_and_the_tags_of_its_message(path):
    for message, entry in catalogues.messages(path).items():
        places, tags = (Counter(pattern.findall(message.plural or message.text)) for pattern in (PLACEHOLDER, TAG))
        for text in entry.translations:
            found = Counter(PLACEHOLDER.findall(text))
            # of one and of two a language has words
            assert found == places or (message.plural and found + Counter(["count"]) == places), text
            assert Counter(TAG.findall(text)) == tags, text
            assert '"' not in TAG.sub("", text), f"it would end an attribute: {text}"


@each_language
def test_what_is_compiled_is_what_is_written(path):
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert _plural(compiled.info()["plural-forms"]) == _plural(catalogues.head(path))
    forms = {compiled.plural(number): number for number in range(120)}
    for message, entry in catalogues.messages(path).items():
        for form, text in enumerate(entry.translations):
            assert _compiled(compiled, message, forms[form] if message.plural else 1) == text, "make messages"


def _plural(head: str) -> str:
    return re.search(r"nplurals=.*?;\s*plural=.*?;", head)[0].replace("\n", "")


def _compiled(compiled: gettext.GNUTranslations, message: Message, number: int) -> str:
    if message.plural:
        return compiled.ngettext(message.text, message.plural, number)
    return compiled.pgettext(message.context, message.text) if message.context else compiled.gettext(message.text)
