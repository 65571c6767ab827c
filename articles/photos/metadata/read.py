"""What a file knows of its photo, out of its three kinds of metadata; they say much of the same, and may differ.

Which is believed follows the Metadata Working Group's “Guidelines for handling image metadata” 2.0, chapter 5: XMP
before IPTC-IIM, unless the digest that Photoshop keeps shows that a program which knows only IIM was the last to write.
In one thing it does not: EXIF comes last for everything but the time, because what a camera was set to write, its
owner's name for example, is no correction of what a picture desk wrote (IPTC's “Photo Metadata Mapping Guidelines”
leave open which is believed).
"""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, cast

from django.utils import timezone

from articles.photos.metadata import blocks, exif, iptc, tiff, xmp
from articles.photos.metadata.facts import LISTS, TIMES, Facts

logger = logging.getLogger(__name__)

EXIF_START = b"Exif\0\0"


def read(data: bytes) -> Facts:
    """Return what the file `data` says; {} for a file that is no picture. Never raises.

    Times of which the file does not know the zone are the newsroom's.
    """
    found = _guarded(blocks.find, data)
    if not found:
        return {}
    by_xmp = _guarded(xmp.read, found.further_xmp) | _guarded(xmp.read, found.xmp)
    by_iptc = _guarded(iptc.read, found.iptc)
    by_exif = _guarded(_exif, found.exif)
    if by_xmp and iptc.is_newer(found.iptc, found.digest):
        by_xmp, by_iptc = _mended(by_iptc, by_xmp), {}
    facts: dict[str, Any] = {**by_exif, **by_iptc, **by_xmp}
    for name in TIMES:
        # the camera's clock before a person's note of it
        if moment := _moment(block[name] for block in (by_exif, by_xmp, by_iptc) if name in block):
            facts[name] = moment
    return cast(Facts, facts)


def _guarded(read: Callable[[bytes], Any], block: bytes) -> Any:
    """Return what `read` makes of `block`; {} if there is none, or it is damaged."""
    if not block:
        return {}
    try:
        return read(block)
    except Exception as problem:  # whatever a stranger's file breaks in a parser: the photo is worth having without
        logger.info("The metadata of a photo cannot be read: %s: %s", type(problem).__name__, problem)
        return {}


def _exif(block: bytes) -> Facts:
    return exif.read(tiff.read(block.removeprefix(EXIF_START), exif.TAGS))


def _mended(by_iptc: Facts, by_xmp: Facts) -> Facts:
    """Return what IIM says, and XMP where IIM is silent, or is only the beginning of the same, cut at its limits."""
    mended: dict[str, Any] = {**by_xmp, **by_iptc}
    for name, most in iptc.LIMITS.items():
        old, new = by_xmp.get(name), by_iptc.get(name)
        if old and new and name in LISTS:
            mended[name] = [next((text for text in old if _is_cut(entry, text, most)), entry) for entry in new]
        elif old and new and _is_cut(new, old, most):
            mended[name] = old
    return cast(Facts, mended)


def _is_cut(text: str, whole: str, most: int) -> bool:
    """Return whether `text` is the beginning of `whole`, and so long that IIM had no room for more."""
    return whole.startswith(text) and len(text.encode()) > most - 4


def _moment(times: Iterable[datetime]) -> datetime | None:
    """Return the first of `times` with a zone: its own, that of another with the same clock, or the newsroom's."""
    times = list(times)
    if not times or timezone.is_aware(times[0]):
        return times[0] if times else None
    same = (other for other in times if timezone.is_aware(other) and other.replace(tzinfo=None) == times[0])
    return next(same, None) or timezone.make_aware(times[0], timezone.get_default_timezone())
