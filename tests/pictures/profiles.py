"""ICC profiles made by hand, and colours as they are written in them."""

import io
import math
import struct

from PIL import ImageCms

from tests.pictures.canvas import Colour

Matrix = list[list[float]]

# the colourants of red, green and blue, adapted to D50, one a line (ICC's own profiles; Adobe RGB (1998), 2005-05)
SRGB = [[0.43607, 0.22249, 0.01392], [0.38515, 0.71687, 0.09708], [0.14307, 0.06061, 0.71410]]
DISPLAY_P3 = [[0.51512, 0.24120, -0.00105], [0.29198, 0.69225, 0.04189], [0.15710, 0.06657, 0.78407]]
ADOBE_RGB = [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]]
ADOBE_GAMMA = 563 / 256
WHITE_POINT = [0.9642, 1.0, 0.8249]  # D50
# from light in BT.709, which has sRGB's colourants, to light in BT.2020 (ITU-R BT.2087-0, 2.2)
TO_BT_2020 = [[0.6274, 0.3293, 0.0433], [0.0691, 0.9195, 0.0114], [0.0164, 0.0880, 0.8956]]
PAPER_WHITE = 203  # cd/m² (ITU-R BT.2408-7, table 1)


def display_p3() -> bytes:
    """Return Display P3: sRGB's curve, wider colourants."""
    return _with_colourants(DISPLAY_P3)


def adobe_rgb() -> bytes:
    """Return Adobe RGB (1998): its own colourants, and a plain gamma."""
    profile = bytearray(_with_colourants(ADOBE_RGB))
    curve = b"curv" + struct.pack(">IIH", 0, 1, round(ADOBE_GAMMA * 256))
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        start, _ = tag(profile, name)
        profile[start : start + len(curve)] = curve
    return bytes(profile)


def _with_colourants(colourants: Matrix) -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colourants, strict=True):
        start, _ = tag(profile, name)
        profile[start + 8 : start + 20] = struct.pack(">3i", *(round(value * 65536) for value in values))
    return bytes(profile)


def tag(profile: bytes, name: bytes) -> tuple[int, int]:
    entry = profile.index(name, 128)
    return struct.unpack_from(">II", profile, entry + 4)


def in_display_p3(colour: Colour) -> Colour:
    """Return sRGB's `colour` as Display P3 writes it."""
    return _written(colour, DISPLAY_P3, _encoded)


def in_adobe_rgb(colour: Colour) -> Colour:
    """Return sRGB's `colour` as Adobe RGB writes it."""
    return _written(colour, ADOBE_RGB, lambda light: light ** (1 / ADOBE_GAMMA))


def in_bt_2020(colour: Colour) -> Colour:
    """Return sRGB's `colour` as BT.2020 with sRGB's curve writes it."""
    return tuple(round(255 * _encoded(part)) for part in _in_bt_2020(colour))


def in_pq(colour: Colour) -> Colour:
    """Return sRGB's `colour` as BT.2100 with the curve PQ writes it (SMPTE ST 2084, 5.3)."""
    found = []
    for part in _in_bt_2020(colour):
        power = (part * PAPER_WHITE / 10_000) ** 0.1593017578125
        found.append(round(255 * ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375))
    return tuple(found)


def in_hlg(colour: Colour) -> Colour:
    """Return sRGB's `colour` as BT.2100 with the curve HLG writes it, for a screen of 1,000 cd/m²."""
    found = []
    for part in _in_bt_2020(colour):
        scene = (part * PAPER_WHITE / 1000) ** (1 / 1.2)
        curved = 0.17883277 * math.log(12 * scene - 0.28466892) + 0.55991073 if scene > 1 / 12 else math.sqrt(3 * scene)
        found.append(round(255 * curved))
    return tuple(found)


def in_light(colour: Colour) -> Colour:
    """Return sRGB's `colour` as plain light, without a curve."""
    return tuple(round(255 * _linear(part / 255)) for part in colour)


def _in_bt_2020(colour: Colour) -> list[float]:
    light = [_linear(part / 255) for part in colour]
    return [sum(share * part for share, part in zip(row, light, strict=True)) for row in TO_BT_2020]


def _written(colour: Colour, colourants: Matrix, curve) -> Colour:
    light = _solved(colourants, xyz(colour))
    return tuple(round(255 * curve(min(1.0, max(0.0, part)))) for part in light)


def xyz(colour: Colour) -> list[float]:
    """Return sRGB's `colour` in XYZ under D50."""
    light = [_linear(part / 255) for part in colour]
    return [sum(light[n] * SRGB[n][axis] for n in range(3)) for axis in range(3)]


def lab(colour: Colour) -> tuple[float, float, float]:
    """Return sRGB's `colour` in CIE Lab under D50."""
    parts = [value / white for value, white in zip(xyz(colour), WHITE_POINT, strict=True)]
    x, y, z = (part ** (1 / 3) if part > 216 / 24389 else (24389 / 27 * part + 16) / 116 for part in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _solved(colourants: Matrix, wanted: list[float]) -> list[float]:
    """Return how much of each colourant makes `wanted` (Cramer's rule)."""
    columns = [[colourants[n][axis] for n in range(3)] for axis in range(3)]
    whole = _determinant(columns)
    parts = []
    for number in range(3):
        changed = [[*row] for row in columns]
        for axis in range(3):
            changed[axis][number] = wanted[axis]
        parts.append(_determinant(changed) / whole)
    return parts


def _determinant(m: Matrix) -> float:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )


def cmyk(inks: dict[tuple[int, int, int, int], Colour]) -> bytes:
    """Return the profile of a press on which full inks (0 or 1) look as `inks` says in sRGB; the rest is black."""
    grid = bytearray()
    for number in range(16):
        full = tuple(number >> bit & 1 for bit in (3, 2, 1, 0))
        lightness, a, b = lab(inks.get(full, (0, 0, 0)))
        grid += bytes([round(lightness * 2.55), round(a) + 128, round(b) + 128])
    identity = struct.pack(">9i", *(65536 if n % 4 == 0 else 0 for n in range(9)))
    straight = bytes(range(256))
    table = b"mft1" + bytes(4) + bytes([4, 3, 2, 0]) + identity + straight * 4 + bytes(grid) + straight * 3
    white = b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in WHITE_POINT))
    words = b"desc" + bytes(4) + struct.pack(">I", 6) + b"Press\0" + bytes(78)
    notice = b"text" + bytes(4) + b"none\0"
    file, entries = io.BytesIO(), []
    at = 128 + 4 + 12 * 4
    for name, body in ((b"A2B0", table), (b"wtpt", white), (b"desc", words), (b"cprt", notice)):
        entries.append(name + struct.pack(">II", at, len(body)))
        padded = body + bytes(-len(body) % 4)
        file.write(padded)
        at += len(padded)
    head = struct.pack(">I4sI4s4s4s", at, b"lcms", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += bytes(12) + b"acsp" + bytes(28) + struct.pack(">3i", *(round(value * 65536) for value in WHITE_POINT))
    return head.ljust(128, b"\0") + struct.pack(">I", len(entries)) + b"".join(entries) + file.getvalue()
