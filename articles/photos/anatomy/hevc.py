"""HEVC: how large the pictures of a stream can become (ITU-T H.265, 7.3.2.2)."""

from articles.photos.anatomy.av1 import Bits
from articles.photos.anatomy.body import Broken, unpack

PARAMETERS = 33  # the type of the unit that has the size
SAMPLES = 6  # bytes a pixel of libheif's picture: 4:4:4 with ten bits


def memory(stream: bytes, settings: list[bytes]) -> int:
    """Return how many bytes the decoder takes for the largest picture that `settings` (hvcC) announce.

    Raises `Broken` where `stream` announces sizes of its own, which `hvc1` must not.
    """
    largest = max((width * height for box in settings for width, height in _sizes(box)), default=0)
    if not largest:
        raise Broken("no size in the decoder's settings")
    at = 0
    while at < len(stream):
        [length] = unpack(">I", stream, at)
        if length and stream[at + 4] >> 1 & 63 == PARAMETERS:
            raise Broken("the picture states its size anew")
        at += 4 + length
    return largest * SAMPLES


def _sizes(box: bytes) -> list[tuple[int, int]]:
    found = []
    at = 23
    for _ in range(box[22]):
        kind, [count] = box[at] & 63, unpack(">H", box, at + 1)
        at += 3
        for _ in range(count):
            [length] = unpack(">H", box, at)
            if kind == PARAMETERS:
                found.append(_size(box[at + 4 : at + 2 + length]))
            at += 2 + length
    return found


def _size(unit: bytes) -> tuple[int, int]:
    bits = Bits(unit[:200].replace(b"\0\0\3", b"\0\0"))
    bits(4)
    layers = bits(3)
    bits(1 + 96)
    present = [(bits(1), bits(1)) for _ in range(layers)]
    bits(2 * (8 - layers) if layers else 0)
    for has_profile, has_level in present:
        bits(88 * has_profile + 8 * has_level)
    _exponential(bits)
    if _exponential(bits) == 3:
        bits(1)
    return _exponential(bits), _exponential(bits)


def _exponential(bits: Bits) -> int:
    zeros = 0
    while not bits(1):
        zeros += 1
    return (1 << zeros) - 1 + bits(zeros)
