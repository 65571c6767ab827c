"""The one door for HTML: whatever way a body comes in, this is what is left of it."""

import re
from functools import cache

import nh3
from django_prose_editor.config import allowlist_from_extensions

from articles.body import figures
from articles.body.schema import BODY, filter_attribute
from authors.text import normalise

# no two ways to read a run of them, since others type what stands here, and it may be megabytes; possessive
# quantifiers would say the same, but match wrongly in Python 3.11.2
EMPTY = re.compile(r"(?:<(?:p|h2|h3)>(?:\s|<br>|&nbsp;)*</(?:p|h2|h3)>\s*)+")
NOBODY = re.compile(r"<cite>(?:\s|&nbsp;)*</cite>")


@cache
def cleaner() -> nh3.Cleaner:
    """Return the cleaner for bodies, made from the editor's own list."""
    return nh3.Cleaner(**allowlist_from_extensions(BODY), attribute_filter=filter_attribute, strip_comments=True)


def clean(html: str) -> str:
    """Return `html` with nothing in it that `BODY` does not allow. Cleaning twice changes nothing.

    An editor keeps an empty paragraph to type in at the end, and a line for who is quoted; left empty, neither stays.
    """
    html = cleaner().clean(normalise(html))
    for _ in range(5):
        # a figure that names no photo is no figure, and under a photo stands plain text
        tidy = cleaner().clean(NOBODY.sub("", figures.replace(html, lambda number, figure: figure.html())))
        if tidy == html:
            break
        html = tidy
    else:
        html = cleaner().clean(figures.TAG.sub(" ", html))  # nested beyond what an editor makes: keep the words
    html = html.strip()
    return EMPTY.sub(lambda run: "" if run.start() == 0 or run.end() == len(html) else run[0], html).strip()
