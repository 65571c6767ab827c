"""One file of `said`, and the short ways to name it: written by exiftool, or with one block made by hand."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.pictures.canvas import quarters, save
from tests.pictures.handmade import app13, exif, resource, xmp

EXTENSIONS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "AVIF": "avif", "TIFF": "tif", "GIF": "gif"}


@dataclass(frozen=True)
class Said:
    """A file, made by `make` and then by exiftool with `tags`; what it should be read to say; what comes behind it."""

    name: str
    facts: dict[str, Any]
    make: Callable[[], bytes]
    kind: str = "JPEG"
    tags: tuple[str, ...] = ()
    behind: bytes = b""

    @property
    def file_name(self) -> str:
        return f"{self.name}.{EXTENSIONS[self.kind]}"


def tagged(name: str, facts: dict[str, Any], *tags: str, kind: str = "JPEG", behind: bytes = b"", **options) -> Said:
    """Return a file that exiftool writes `tags` into."""
    return Said(name, facts, lambda: save(quarters(), kind, **options), kind, tags, behind)


def by_hand(name: str, facts: dict[str, Any], kind: str = "JPEG", **options) -> Said:
    return Said(name, facts, lambda: save(quarters(), kind, **options), kind)


def with_iptc(name: str, facts: dict[str, Any], *datasets: bytes) -> Said:
    return by_hand(name, facts, extra=app13(resource(0x0404, b"".join(datasets))))


def with_xmp(name: str, facts: dict[str, Any], elements: str = "", attributes: str = "", before: str = "") -> Said:
    return by_hand(name, facts, xmp=xmp(elements, attributes, before).encode())


def with_exif(name: str, facts: dict[str, Any], *entries: tuple[int, int, bytes], below=(), order: str = "<") -> Said:
    return by_hand(name, facts, exif=exif(list(entries), list(below), order))


def with_comment(name: str, said: str, value: bytes, order: str = "<") -> Said:
    return with_exif(name, {"caption": said} if said else {}, below=[(0x9286, 7, value)], order=order)
