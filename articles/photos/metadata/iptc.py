"""What IPTC-IIM says of a photo (IPTC-NAA Information Interchange Model, version 4), and where Photoshop puts it."""

import hashlib
import re
import struct
from collections import defaultdict

from articles.photos.metadata.facts import Facts, day_after, decoded, moment, tidy

IPTC_NAA, IPTC_DIGEST = 0x0404, 0x0425  # image resources of Photoshop's: IIM, and the MD5 of what XMP was made from
SIGNATURES = (b"8BIM", b"MeSa", b"AgHg", b"PHUT", b"DCSR")

MARKER = 0x1C
EXTENDED = 0x8000  # a length of more than 32 KB stands in as many bytes as the rest says
CODED_CHARACTER_SET, UTF_8 = (1, 90), b"\x1b%G"
MAX_DATASETS = 2000
TEXTS = {
    (2, 5): "title",
    (2, 40): "instructions",
    (2, 90): "city",
    (2, 92): "sublocation",
    (2, 95): "region",
    (2, 101): "country",
    (2, 105): "headline",
    (2, 110): "credit",
    (2, 115): "source",
    (2, 116): "copyright_notice",
    (2, 120): "caption",
}
LISTS = {(2, 25): "keywords", (2, 80): "creators"}
# (day, time of day)
TIMES = {"taken_at": ((2, 55), (2, 60)), "released_at": ((2, 30), (2, 35)), "expires_at": ((2, 37), (2, 38))}
# the most bytes that a text may have: one that is as long may have been cut
LIMITS = {
    "title": 64,
    "instructions": 256,
    "city": 32,
    "sublocation": 32,
    "region": 32,
    "country": 64,
    "headline": 256,
    "credit": 32,
    "source": 32,
    "copyright_notice": 128,
    "caption": 2000,
    "keywords": 64,
    "creators": 32,
}
DAY = re.compile(r"[0-9]{8}")
TIME = re.compile(r"([0-9]{6})([+-][0-9]{4})?")


def read(block: bytes) -> Facts:
    """Return what the datasets of `block` say, as far as they can be read; times without a zone are naive."""
    found = _datasets(block)
    is_utf_8 = UTF_8 in found[CODED_CHARACTER_SET]
    texts = {number: [decoded(value, is_utf_8=is_utf_8) for value in values] for number, values in found.items()}
    facts = {name: texts[number][0] for number, name in TEXTS.items() if number in texts}
    lists = {name: texts[number] for number, name in LISTS.items() if number in texts}
    times = {name: _time(name, texts) for name in TIMES}
    return tidy(facts | lists | times)


def resources(data: bytes) -> dict[int, bytes]:
    """Return Photoshop's image resources by their number; the first where there are several."""
    found: dict[int, bytes] = {}
    at = 0
    while data[at : at + 4] in SIGNATURES and at + 7 <= len(data):
        [code] = struct.unpack_from(">H", data, at + 4)
        at += 6 + _even(1 + data[at + 6])  # its name
        if at + 4 > len(data):
            break
        [size] = struct.unpack_from(">I", data, at)
        found.setdefault(code, data[at + 4 : at + 4 + size])
        at += 4 + _even(size)
    return found


def is_newer(block: bytes, digest: bytes) -> bool:
    """Return whether IIM was changed, by its `digest`, after XMP was made to say the same; b"" says nothing."""
    # TIFF fills IIM up to whole words; programs differ in whether that counts
    variants = (block, block.rstrip(b"\0"))
    return len(digest) == 16 and digest not in [hashlib.md5(v, usedforsecurity=False).digest() for v in variants]


def _even(size: int) -> int:
    return size + size % 2


def _datasets(block: bytes) -> dict[tuple[int, int], list[bytes]]:
    found = defaultdict(list)
    at = 0
    for _ in range(MAX_DATASETS):
        if at + 5 > len(block) or block[at] != MARKER:
            break
        record, number, size = struct.unpack_from(">BBH", block, at + 1)
        at += 5
        if size & EXTENDED:
            width = min(size & ~EXTENDED, 8)
            size = int.from_bytes(block[at : at + width], "big")
            at += width
        found[record, number].append(block[at : at + size])
        at += size
    return found


def _time(name: str, texts: dict[tuple[int, int], list[str]]):
    day, clock = (texts.get(number, [""])[0].strip() for number in TIMES[name])
    if not DAY.fullmatch(day):
        return None
    if match := TIME.fullmatch(clock):
        return moment(day, match[1], match[2] or "")
    return day_after(moment(day)) if name == "expires_at" else moment(day)
