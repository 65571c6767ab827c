"""What else a picture's file could be taken for: a page, a program, an archive, a PDF."""

import re
import struct
from collections.abc import Iterator

PIECE = 2**20  # bytes; a copy in lower case is made of one at a time
# long enough to be in no picture by chance
PROGRAMS = (b"<script", b"<iframe", b"<html>", b"<!doctype html", b"<?php ", b"<?php\n", b"<?php\r", b"<?php\t")
# what follows a picture's first bytes makes a comment of them, so that the file is a program in JavaScript
COMMENT = re.compile(rb"(?:GIF8[79]a|RIFF|\xff\xd8\xff\xe0)/\*", re.DOTALL)
ASSIGNMENT = re.compile(rb"GIF8[79]a=[\x20-\x7e]")
AFTER_COMMENT = re.compile(rb"\*/\s*[=;/]")
BEHIND = re.compile(
    rb"<(?:html|head|body|svg)[\s>]|PK\x03\x04[\x0a-\x3f]\0|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|%PDF-\d", re.IGNORECASE
)
TAIL = 2**16  # bytes that are looked through where a format does not say where its picture ends
PDF_WITHIN = 1024  # programs look for a PDF's beginning as far as here
ZIP_END = b"PK\x05\x06"
ZIP_END_WITHIN = 22 + 2**16


def found(data: bytes, end: int | None) -> bool:
    """Return whether the file of a picture, which ends at `end` if that is known, is something else as well."""
    return (
        any(word in piece for piece in _lower_case(data) for word in PROGRAMS)
        or b"%PDF-" in data[:PDF_WITHIN]
        or _is_script(data)
        or _is_zip(data)
        or BEHIND.search(data, max(0, len(data) - TAIL) if end is None else end) is not None
    )


def _lower_case(data: bytes) -> Iterator[bytes]:
    overlap = max(map(len, PROGRAMS))
    for at in range(0, len(data), PIECE):
        yield data[at : at + PIECE + overlap].lower()


def _is_script(data: bytes) -> bool:
    return bool(ASSIGNMENT.match(data) or (COMMENT.match(data) and AFTER_COMMENT.search(data)))


def _is_zip(data: bytes) -> bool:
    """Return whether a ZIP's directory ends where the file ends (PKWARE's APPNOTE, 4.3.16)."""
    at = data.rfind(ZIP_END, max(0, len(data) - ZIP_END_WITHIN))
    return 0 <= at <= len(data) - 22 and at + 22 + struct.unpack_from("<H", data, at + 20)[0] == len(data)
