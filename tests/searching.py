"""What tests of the readers' search share: asking it, and reading its answer."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urlencode

from authors import clock
from tests.cast import make_live
from tests.reading import MORNING, read

HEADLINE = re.compile(r'card-headline"(?: dir="auto")?><a href="[^"]*">(.*?)</a>')


def search(client, text: str = "", **asked) -> str:
    return read(client, "/search/?" + urlencode({"q": text} | asked))


def plain(html: str) -> str:
    return unescape(re.sub("<[^>]*>", "", html))


def headlines(html: str) -> list[str]:
    return [plain(headline) for headline in HEADLINE.findall(html)]


def found(client, text: str = "", **asked) -> list[str]:
    return headlines(search(client, text, **asked))


def snippets(client, text: str, **asked) -> list[str]:
    return re.findall(r'card-snippet" dir="auto">(.*?)</p>', search(client, text, **asked))


def story(headline: str, *, days: int = 0, **fields):
    with clock.stopped(MORNING - timedelta(days=days)):
        return make_live(headline=headline, **{"standfirst": "What happened."} | fields)
