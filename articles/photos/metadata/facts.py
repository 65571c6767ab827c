"""What a file can say of its photo, in the newsroom's words and within the newsroom's bounds."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any, TypedDict, cast

from django.core.exceptions import ValidationError

from articles.photos.metadata import source_types
from authors.addresses import check_address
from authors.text import normalise, normalise_line

# the most characters of each; what is longer is cut
LINES = {
    "headline": 160,
    "title": 160,
    "alt": 300,
    "credit": 300,
    "source": 160,
    "copyright_notice": 300,
    "sublocation": 120,
    "city": 120,
    "region": 120,
    "country": 120,
}
PROSE = {"caption": 4000, "extended_description": 4000, "usage_terms": 2000, "instructions": 2000}
# the most entries, and the most characters of each
LISTS = {"creators": (20, 120), "keywords": (50, 64), "persons": (50, 120)}
ADDRESSES = {"web_statement": 400, "licensor_url": 400}
TIMES = ("taken_at", "released_at", "expires_at")
YEARS = range(1800, 2200)  # outside them stand clocks that were never set, and “for ever”

# what cameras and programs write where a person wrote nothing
DEFAULTS = {
    words.strip()
    for words in """
    olympus digital camera|minolta digital camera|konica minolta digital camera|samsung digital camera|digital camera|
    kodak digital still camera|digital still camera|exif_jpeg_picture|sony dsc|dcim|dig|dav|cof|rhdr|hdr|sdr|oznor|
    default|untitled|unknown|image|picture|photo|jpeg|screenshot|screen shot|charset=ascii|charset=unicode|
    created with gimp|photographer|artist|owner|author|copyright|(c)|©|none|null|n/a|-|.|
    """.split("|")
}
FILE_NAME = re.compile(
    r"(?:_?(?:dsc|dscn|dscf|img|mg|pxl|gopr|sam|imgp|pict|cimg|dji|image|photo|screenshot|screen shot)"
    r"[-_ ]?(?:at )?[-_0-9. ]{3,40}|p[0-9]{7,8})(?:\.[a-z]{3,4})?",
    re.IGNORECASE,
)


class Facts(TypedDict, total=False):
    """Only what a file says is there, none of it empty. The times are aware.

    `digital_source_type` is a code of `source_types`. `expires_at` is the first instant of no use any more.
    """

    headline: str
    title: str
    caption: str
    alt: str
    extended_description: str
    creators: list[str]
    credit: str
    source: str
    copyright_notice: str
    usage_terms: str
    instructions: str
    keywords: list[str]
    persons: list[str]
    sublocation: str
    city: str
    region: str
    country: str
    digital_source_type: str
    web_statement: str
    licensor_url: str
    taken_at: datetime
    released_at: datetime
    expires_at: datetime


def tidy(found: Mapping[str, Any]) -> Facts:
    """Return what one block of a file says, `found` there as texts, lists of texts and times, fit for `Facts`.

    A time of which the block does not know the zone stays naive.
    """
    facts: dict[str, Any] = {}
    for name, value in found.items():
        if name in LISTS:
            facts[name] = _entries(name, [value] if isinstance(value, str) else value)
        elif name in TIMES:
            facts[name] = value if value and value.year in YEARS else None
        else:
            facts[name] = _text(name, value if isinstance(value, str) else "; ".join(value))
    return cast(Facts, {name: value for name, value in facts.items() if value})


def _text(name: str, text: str) -> str:
    if name == "digital_source_type":
        return source_types.code_of(text)
    if name in ADDRESSES:
        return _address(text, ADDRESSES[name])
    line = normalise_line(text)
    if line.lower() in DEFAULTS or FILE_NAME.fullmatch(line):
        return ""
    return line[: LINES[name]].rstrip() if name in LINES else normalise(text).strip()[: PROSE[name]].rstrip()


def _address(text: str, most: int) -> str:
    """Return `text` if it is the address of a page and no longer than `most`, else ""."""
    address = normalise_line(text)
    try:
        check_address(address)
    except ValidationError:
        return ""
    return address if len(address) <= most else ""


def _entries(name: str, texts: Iterable[str]) -> list[str]:
    """Return `texts` as separate entries, each once.

    Programs that know a list only as a line put “;” between its entries; some put “,” between keywords.
    """
    texts = list(texts)
    many, most = LISTS[name]
    if name == "creators":
        texts = [part.strip().strip('"') for text in texts for part in text.split(";")]
    elif name == "keywords" and len(texts) == 1:
        texts = texts[0].replace(";", ",").split(",")
    lines = (normalise_line(text)[:most].rstrip() for text in texts)
    return list(dict.fromkeys(line for line in lines if line.lower() not in DEFAULTS))[:many]


def decoded(data: bytes, *, is_utf_8: bool = False) -> str:
    """Return text that a program wrote in UTF-8 or, though nothing says so, as Windows in Western Europe does.

    With `is_utf_8`, the block says that it is UTF-8: then a last character that was cut in two is left out.
    """
    data = data.rstrip(b"\0")
    try:
        return data.decode()
    except UnicodeDecodeError as problem:
        if is_utf_8 and problem.start >= len(data) - 3:
            return data[: problem.start].decode()
        return data.decode("cp1252", errors="ignore")


def moment(day: str, clock: str = "", zone: str = "") -> datetime | None:
    """Return the time that digits of a day, of a clock (or none: midnight) and a zone (“+0200”, “Z”, none) stand for.

    Naive without a zone; None if there is no such day or time.
    """
    try:
        found = datetime.combine(date(int(day[:4]), int(day[4:6]), int(day[6:8])), _clock(clock))
        return found.replace(tzinfo=_zone(zone)) if zone else found
    except ValueError:
        return None


def _clock(digits: str) -> time:
    return time(*(int(digits[at : at + 2]) for at in range(0, len(digits[:6]), 2)))


def _zone(text: str) -> timezone:
    if text == "Z":
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:4]))
    return timezone(-offset if text[0] == "-" else offset)


def day_after(last: datetime | None) -> datetime | None:
    """Return the end of the day `last`, of which only the day is known."""
    return last + timedelta(days=1) if last and last.year in YEARS else None
