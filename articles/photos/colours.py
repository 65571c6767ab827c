"""The colours that a file states without an ICC profile: by EXIF, as cameras do, or by number, as encoders do.

For these a profile is made: a small one of ICC's version 2, with three colourants and a curve. It is given pictures of
eight bits a channel only.
"""

import math
import struct
from collections.abc import Callable, Sequence
from functools import cache
from operator import mul
from typing import Any, BinaryIO, NamedTuple

from PIL import Image

from articles.photos.anatomy import boxes, named, png

Vector = tuple[float, float, float]


class Primaries(NamedTuple):
    """The chromaticities (x, y) of red, green and blue; white is D65 with each."""

    red: tuple[float, float]
    green: tuple[float, float]
    blue: tuple[float, float]


D65 = (0.3127, 0.3290)
D50: Vector = (0.9642, 1.0, 0.8249)  # what profiles are relative to (ICC.1:2001-04, 6.1.3)
# ICC.1:2001-04, annex E: how an eye that is used to one white sees under another (Bradford)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))

# Adobe RGB (1998) Color Image Encoding, version 2005-05, 4.3.1
ADOBE_RGB = Primaries((0.6400, 0.3300), (0.2100, 0.7100), (0.1500, 0.0600))
ADOBE_GAMMA = 563 / 256
# ITU-T H.273, table 2
SRGB = Primaries((0.640, 0.330), (0.300, 0.600), (0.150, 0.060))
BT_2020 = Primaries((0.708, 0.292), (0.170, 0.797), (0.131, 0.046))
DISPLAY_P3 = Primaries((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))
BY_NUMBER = {1: SRGB, 9: BT_2020, 12: DISPLAY_P3}

# EXIF's tags and values (CIPA DC-008, 4.6.5 and 4.6.7; DCF 2.0, CIPA DC-009, 3.2.1)
EXIF_DIRECTORY, INTEROPERABILITY_DIRECTORY = 0x8769, 0xA005
COLOUR_SPACE, INTEROPERABILITY_INDEX = 0xA001, 1
UNCALIBRATED, ADOBE_AS_SOME_WRITE_IT = 0xFFFF, 2
DCF_OPTION = b"R03"

# bytes of a file, by its format, in which the numbers of its colours stand: all of it, or all in front of the pixels
FRONT = {"AVIF": boxes.MAX_BYTES, "HEIF": boxes.MAX_BYTES, "PNG": png.MAX_ABOUT}

# light above a screen's white, in which a picture of high dynamic range has its glints, is pressed together from here
SHOULDER = 0.75
REFERENCE_WHITE = 203  # cd/m² (ITU-R BT.2408, 2.1)


def profile_of(image: Image.Image, file: BinaryIO) -> bytes | None:
    """Return the ICC profile of `image`, loaded from `file`; None if it is to be taken for sRGB.

    It is the file's own, or made of what else the file says; what is damaged says nothing.
    """
    own = image.info.get("icc_profile")
    try:
        if image.format in FRONT and (image.format == "PNG" or not own):
            file.seek(0)
            numbers = named.find(file.read(FRONT[image.format]))
            if numbers and numbers.primaries in BY_NUMBER:
                return _profile_by(numbers)
        return own or (profile(ADOBE_RGB, (ADOBE_GAMMA,)) if _is_adobe_rgb(image.getexif()) else None)
    except Exception:  # EXIF is read in many ways, and no fault in it makes the pixels worse
        return own


def _is_adobe_rgb(exif: Image.Exif) -> bool:
    """Return whether EXIF says Adobe RGB as cameras do: a space that is not calibrated, and DCF's option file."""
    space = exif.get_ifd(EXIF_DIRECTORY).get(COLOUR_SPACE)
    if space != UNCALIBRATED:
        return space == ADOBE_AS_SOME_WRITE_IT
    index: Any = exif.get_ifd(INTEROPERABILITY_DIRECTORY).get(INTEROPERABILITY_INDEX, b"")
    index = index.encode("ascii", "replace") if isinstance(index, str) else index
    return index.rstrip(b"\0 ") == DCF_OPTION


def _profile_by(numbers: named.Named) -> bytes | None:
    """Return the profile of colours in `BY_NUMBER`; None for sRGB.

    The curves of video (1, 6, 14, 15) say what a camera does; what a screen does with them is near sRGB's curve.
    """
    light = CURVES.get(numbers.transfer, _by_srgb)
    if light is _by_srgb and BY_NUMBER[numbers.primaries] is SRGB:
        return None
    return profile(BY_NUMBER[numbers.primaries], tuple(light(value / 255) for value in range(256)))


def _by_srgb(value: float) -> float:
    """Return the light of `value` (IEC 61966-2-1); both are 0 to 1."""
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _by_pq(value: float) -> float:
    """Return the light that a screen shows for `value` of a picture in PQ (SMPTE ST 2084; ITU-R BT.2100, table 4)."""
    root = value ** (32 / 2523)
    return _on_screen(10_000 * (max(root - 107 / 128, 0) / (2413 / 128 - 2392 / 128 * root)) ** (16384 / 2610))


def _by_hlg(value: float) -> float:
    """Return the light that a screen shows for `value` of a picture in HLG (ITU-R BT.2100, table 5)."""
    scene = value * value / 3 if value <= 0.5 else (math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    return _on_screen(1000 * scene**1.2)


def _on_screen(luminance: float) -> float:
    """Return `luminance` (cd/m²) as light between 0 and 1, softly pressed together towards a screen's white."""
    light = luminance / REFERENCE_WHITE
    room = 1 - SHOULDER
    return light if light <= SHOULDER else 1 - room * math.exp((SHOULDER - light) / room)


# by number in ITU-T H.273, table 3
CURVES: dict[int, Callable[[float], float]] = {
    4: lambda value: value**2.2,
    5: lambda value: value**2.8,
    8: lambda value: value,
    16: _by_pq,
    18: _by_hlg,
}


@cache
def profile(primaries: Primaries, curve: tuple[float, ...]) -> bytes:
    """Return an ICC profile (ICC.1:2001-04): `curve` is a gamma alone, or the light of each value from 0 to 1."""
    words = "Made of what the file states"
    described = b"desc" + bytes(4) + struct.pack(">I", len(words) + 1) + words.encode() + bytes(1 + 78)
    numbers = [round(curve[0] * 256)] if len(curve) == 1 else [round(light * 65535) for light in curve]
    toned = b"curv" + struct.pack(f">4xI{len(numbers)}H", len(numbers), *numbers)
    tags = {
        b"desc": described,
        b"cprt": b"text" + bytes(4) + b"No copyright\0",
        b"wtpt": _xyz(_light_of(D65)),
        **{name: _xyz(part) for name, part in zip((b"rXYZ", b"gXYZ", b"bXYZ"), _colourants(primaries), strict=True)},
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), toned),
    }
    entries, bodies = [], b""
    start = 128 + 4 + 12 * len(tags)
    for name, body in tags.items():
        entries.append(name + struct.pack(">II", start + len(bodies), len(body)))
        bodies += body + bytes(-len(body) % 4)
    head = struct.pack(">I4xI4s4s4s12x4s28x", start + len(bodies), 0x02400000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head += _xyz(D50)[8:]
    return head.ljust(128, b"\0") + struct.pack(">I", len(entries)) + b"".join(entries) + bodies


def _xyz(vector: Vector) -> bytes:
    return b"XYZ " + struct.pack(">4x3i", *(round(part * 65536) for part in vector))


def _colourants(primaries: Primaries) -> list[Vector]:
    """Return red, green and blue in XYZ, as bright as together they make white, for an eye that is used to D50."""
    parts = [_light_of(part) for part in primaries]
    white = _light_of(D65)
    shares = _times(_inverse(list(zip(*parts, strict=True))), white)
    cones, wanted = _times(BRADFORD, white), _times(BRADFORD, D50)
    adapted = []
    for part, share in zip(parts, shares, strict=True):
        seen = _times(BRADFORD, part)
        scaled = tuple(share * one * to / of for one, to, of in zip(seen, wanted, cones, strict=True))
        adapted.append(_times(_inverse(BRADFORD), scaled))
    return adapted


def _light_of(chromaticity: tuple[float, float]) -> Vector:
    """Return XYZ of `chromaticity` (x, y), its Y being 1."""
    x, y = chromaticity
    return x / y, 1.0, (1 - x - y) / y


def _times(matrix: Sequence[Vector], vector: Sequence[float]) -> Vector:
    return tuple(sum(map(mul, row, vector)) for row in matrix)


def _inverse(matrix: Sequence[Vector]) -> list[Vector]:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    adjugate = [
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    ]
    return [tuple(part / whole for part in row) for row in adjugate]
