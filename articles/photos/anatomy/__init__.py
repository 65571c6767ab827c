"""What a file is made of, read from its bytes before a decoder sees them: which format, and what decoding will cost."""

from collections.abc import Callable

from articles.photos.anatomy import boxes, gif, jpeg, png, tiff, webp
from articles.photos.anatomy.body import Body, Broken, Costly, Foreign, Oversized

__all__ = ["Body", "Broken", "Costly", "Foreign", "Oversized", "examine"]

BEGINNINGS: list[tuple[bytes, Callable[[bytes], Body]]] = [
    (b"\xff\xd8\xff", jpeg.examine),
    (b"\x89PNG\r\n\x1a\n", png.examine),
    (b"GIF87a", gif.examine),
    (b"GIF89a", gif.examine),
    (b"II*\0", tiff.examine),
    (b"MM\0*", tiff.examine),
]


def examine(data: bytes) -> Body | None:
    """Return what `data` is, by its structure; None if it begins like nothing that is known here.

    Raises `Broken` where the structure breaks its format's rules, `Costly` where it keeps them and is out of all
    proportion, `Oversized` for too many pixels, `Foreign` for what is well formed, and is not what it is let in for.
    """
    for beginning, examiner in BEGINNINGS:
        if data.startswith(beginning):
            return _examined(examiner, data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _examined(webp.examine, data)
    if data[4:8] == b"ftyp":
        return _examined(boxes.examine, data)
    return None


def _examined(examiner: Callable[[bytes], Body], data: bytes) -> Body:
    try:
        return examiner(data)
    except IndexError as problem:
        raise Broken("it ends within a field") from problem
