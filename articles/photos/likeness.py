"""The same picture again, though its file is another: scaled, re-encoded, a little lighter.

A fingerprint has a bit for each of the 63 lowest frequencies of the picture: whether it is there as a crest or as a
trough. 45 are of its light (“pHash”; Zauner, “Implementation and Benchmarking of Perceptual Image Hash Functions”,
2010, 3.2) and nine of each of its colours, which tell portraits apart that were taken in one studio.

A copy in grey is mostly taken for another picture (6 to 12 bits away, among the demonstration's 40). By its light alone
it would be known again, at up to 3 bits; but so would be a portrait of somebody else, at 2. It may well be meant, too.
"""

import math
from operator import mul

from PIL import Image

SIDE = 32  # pixels of the square that is looked at
# frequencies (across, down), lowest first, without the mean
FREQUENCIES = sorted(((u, v) for u in range(10) for v in range(10) if u + v), key=lambda at: (at[0] + at[1], at))
OF_LIGHT, OF_COLOUR = 45, 9  # bits; the latter for each of two
# Among the demonstration's 40 pictures, and scaled and re-encoded copies of each, no copy was more than 6 bits away
# from its picture, and no picture nearer than 9 to another.
NEAR = 6
BANDS, BAND_BITS = (
    7,
    9,
)  # prints no more than `NEAR` apart have one of these in common: six bits are not in seven places
# What a frequency must weigh (levels of light, summed over the square) to be more than an encoder's noise; and how
# many must: a page of white, or a gradient, has none or a few, and photos have more than forty.
NOISE, ENOUGH = 12, 20

COSINES = [[math.cos((2 * x + 1) * u * math.pi / (2 * SIDE)) for x in range(SIDE)] for u in range(10)]


def fingerprint(image: Image.Image) -> int | None:
    """Return the fingerprint of `image`, which is upright and RGB: 0 to 2⁶³ - 1; None for one that shows too little.

    A white page has no likeness to a grey one, though nothing tells them apart.
    """
    small = image.convert("YCbCr").resize((SIDE, SIDE), Image.Resampling.BILINEAR)
    light, blue, red = (_weights(channel.tobytes()) for channel in small.split())
    light = light[:OF_LIGHT]
    if sum(abs(weight) > NOISE for weight in light) < ENOUGH:
        return None
    found = 0
    for weight in light + blue[:OF_COLOUR] + red[:OF_COLOUR]:
        found = found << 1 | (weight > NOISE)
    return found


def distance(one: int, other: int) -> int:
    """Return in how many bits two fingerprints differ; at most `NEAR` where they are of the same picture."""
    return (one ^ other).bit_count()


def bands(fingerprint: int) -> list[int]:
    """Return seven whole numbers below 4,096: prints that are at most `NEAR` apart have at least one in common.

    Each says which part of the print it is, so that all can stand in one indexed column.
    """
    mask = (1 << BAND_BITS) - 1
    return [band << BAND_BITS | fingerprint >> band * BAND_BITS & mask for band in range(BANDS)]


def _weights(pixels: bytes) -> list[float]:
    """Return how much there is of each of `FREQUENCIES` in a square (its discrete cosine transform)."""
    rows = [[sum(map(mul, cosine, pixels[at : at + SIDE])) for cosine in COSINES] for at in range(0, SIDE * SIDE, SIDE)]
    columns = list(zip(*rows, strict=True))
    return [sum(map(mul, COSINES[v], columns[u])) for u, v in FREQUENCIES]
