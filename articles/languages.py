"""In which language a story is written, and in which direction: those of its section, or the site's.

And how readers' words become sentences: a list of names, in the site's language.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.conf import settings
from django.utils.translation import get_language_info, override, pgettext, to_locale


@dataclass(frozen=True)
class Language:
    """A language as a page says it: its tag by BCP 47 (`pt-BR`), and `rtl` or `ltr`."""

    tag: str
    direction: str


def of(code: str) -> Language:
    """Return the language that settings call `code`, or the site's where that is empty."""
    code = code or settings.LANGUAGE_CODE
    return Language(tag(code), direction(code))


def foreign(code: str) -> Language | None:
    """Return the language called `code` if it is another than the site's; what is in the site's need not say so."""
    found = of(code)
    return found if found.tag != tag("") else None


def for_forms(sections: Mapping[int, str]) -> str:
    """Return the languages that something is written in, as a form's script reads them, in JSON.

    The site's under the empty key; those of `sections`, whose codes are given by key, under theirs.
    """
    return json.dumps({key: asdict(of(code)) for key, code in {"": "", **sections}.items()})


def tag(code: str) -> str:
    """Return `code`, or the site's where that is empty, as BCP 47 writes it: `en-GB`."""
    return to_locale(code or settings.LANGUAGE_CODE).replace("_", "-")


def direction(code: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:  # one that Django does not know
        return "ltr"


def of_readers() -> override:
    """Return a context in which words are in the site's language, as readers get them, also where the desk asks."""
    return override(settings.LANGUAGE_CODE)


def joined(names: list[str]) -> str:
    """Return `names` as a sentence lists them: `A, B and C`."""
    listed = names[0] if names else ""
    for name in names[1:-1]:
        listed = pgettext("a list that goes on", "%(list)s, %(next)s") % {"list": listed, "next": name}
    if len(names) > 1:
        listed = pgettext("the end of a list", "%(list)s and %(last)s") % {"list": listed, "last": names[-1]}
    return listed
