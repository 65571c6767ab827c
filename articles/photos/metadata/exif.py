"""What EXIF says of a photo: the camera's clock, and the little that cameras and Windows know of words.

Its texts are ASCII by the standard before EXIF 3.0, and anything in truth (CIPA DC-008; Microsoft's XP… tags are
UTF-16 in the order of Intel's bytes).
"""

import re

from articles.photos.metadata.facts import Facts, decoded, moment, tidy
from articles.photos.metadata.tiff import Tags

IMAGE_DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298
XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS, XP_SUBJECT = range(0x9C9B, 0x9CA0)
DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL, USER_COMMENT = 0x9003, 0x9011, 0x9286
IMAGE_TITLE, PHOTOGRAPHER = 0xA436, 0xA437
TAGS = frozenset(
    [
        *(IMAGE_DESCRIPTION, ARTIST, COPYRIGHT, IMAGE_TITLE, PHOTOGRAPHER),
        *(XP_TITLE, XP_COMMENT, XP_AUTHOR, XP_KEYWORDS, XP_SUBJECT),
        *(DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL, USER_COMMENT),
    ]
)
MAX_TEXT = 64 * 2**10  # bytes
DATE_TIME = re.compile(r"([0-9]{4})[:-]([0-9]{2})[:-]([0-9]{2})[ T]([0-9]{2}):([0-9]{2}):([0-9]{2})")
OFFSET = re.compile(r"[+-][0-9]{2}:[0-9]{2}|Z")
# the first eight bytes of a comment name its encoding
ASCII, UNICODE, JIS, UNDEFINED = b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", bytes(8)


def read(tags: Tags) -> Facts:
    """Return what EXIF says; `taken_at` is naive if the camera did not note its zone."""

    def text(*numbers: int) -> str:
        return decoded(_first(tags, numbers)).partition("\0")[0]

    def windows(*numbers: int) -> str:
        return _utf_16(_first(tags, numbers), "<")

    # tidied one by one: where a camera wrote its name, the comment of a person may still stand in the next
    captions = (text(IMAGE_DESCRIPTION), _comment(tags), windows(XP_COMMENT), windows(XP_SUBJECT))
    caption = next(filter(None, (tidy({"caption": caption}).get("caption") for caption in captions)), "")
    return tidy(
        {
            "title": text(IMAGE_TITLE) or windows(XP_TITLE),
            "caption": caption,
            "creators": text(PHOTOGRAPHER, ARTIST) or windows(XP_AUTHOR),
            # after the photographer's notice, and a NUL, may stand the editor's
            "copyright_notice": [part.strip() for part in decoded(tags.get(COPYRIGHT)).split("\0") if part.strip()],
            "keywords": windows(XP_KEYWORDS),
            "taken_at": _taken_at(text(DATE_TIME_ORIGINAL), text(OFFSET_TIME_ORIGINAL)),
        }
    )


def _first(tags: Tags, numbers: tuple[int, ...]) -> bytes:
    """Return the first value that is more than NULs and spaces."""
    return next((tags.get(tag)[:MAX_TEXT] for tag in numbers if tags.get(tag).strip(b"\0 ")), b"")


def _taken_at(text: str, offset: str):
    match = DATE_TIME.match(text.strip())
    if not match:
        return None
    year, month, day, *clock = match.groups()
    zone = offset.strip()
    return moment(year + month + day, "".join(clock), zone if OFFSET.fullmatch(zone) else "")


def _comment(tags: Tags) -> str:
    value = tags.get(USER_COMMENT)[:MAX_TEXT]
    code, data = value[:8], value[8:]
    if code == UNICODE:
        return _utf_16(data, tags.order)
    if code == JIS:
        # JIS X 0208 by itself, where the escapes into it and out of it were left away
        data = data if b"\x1b" in data else b"\x1b$B" + data.rstrip(b"\0") + b"\x1b(B"
        return data.decode("iso2022_jp", errors="ignore")
    return decoded(data if code in (ASCII, UNDEFINED) else value).lstrip("\0")


def _utf_16(data: bytes, order: str) -> str:
    """Return `data` as UTF-16: by its mark, else as its NULs lie (a Latin letter's upper half), else by `order`."""
    upper, lower = data[::2].count(0), data[1::2].count(0)
    if data.startswith((b"\xfe\xff", b"\xff\xfe")):
        encoding = "utf-16"
    elif upper != lower:
        encoding = "utf-16-be" if upper > lower else "utf-16-le"
    else:
        encoding = "utf-16-le" if order == "<" else "utf-16-be"
    return data.decode(encoding, errors="ignore").rstrip("\0")
