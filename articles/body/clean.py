"""The one door for HTML: whatever way a body comes in, this is what is left of it."""

from functools import cache

import nh3
from django_prose_editor.config import allowlist_from_extensions

from articles.body.figures import TAG
from articles.body.flow import EMPTY
from articles.body.raw import shallow, worded
from articles.body.schema import BODY, HOUSE, filter_attribute
from articles.body.structure import structured
from authors.text import normalise


@cache
def cleaner() -> nh3.Cleaner:
    """Return the cleaner for bodies, made from the editor's own list."""
    return nh3.Cleaner(**allowlist_from_extensions(BODY), attribute_filter=filter_attribute, strip_comments=True)


@cache
def house_cleaner() -> nh3.Cleaner:
    """Return the cleaner for the text of a page of the house, made from the editor's own list."""
    return nh3.Cleaner(**allowlist_from_extensions(HOUSE), attribute_filter=filter_attribute)


def clean_house(html: str) -> str:
    """Return `html` as `clean` does, and of what stands in stories alone the words: captions, lines of a fact box."""
    return clean(house_cleaner().clean(clean(html)))


def clean(html: str) -> str:
    """Return `html` with nothing in it that `BODY` does not allow, each node where it may stand.

    Cleaning twice changes nothing. An editor keeps an empty paragraph to type in at the end, and a line for who is
    quoted; left empty, neither stays.
    """
    html = cleaner().clean(shallow(worded(normalise(html))))
    for _ in range(5):
        # normalised anew: what came as `&#127;` is a character by now
        tidy = cleaner().clean(structured(normalise(html)))
        if tidy == html:
            break
        html = tidy
    else:
        html = cleaner().clean(TAG.sub(" ", html))  # mixed up beyond what an editor makes: keep the words
    html = html.strip()
    return EMPTY.sub(lambda run: "" if run.start() == 0 or run.end() == len(html) else run[0], html).strip()
