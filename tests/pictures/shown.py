"""How pictures look: each mode, format, orientation and colour space, with the four colours that readers should see."""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageCms

from tests.pictures import handmade, profiles
from tests.pictures.canvas import (
    BLACK,
    BLUE,
    COLOURS,
    GREEN,
    GREYS,
    RED,
    WHITE,
    Colour,
    each,
    luma,
    quarters,
    save,
    stored,
)

CLEAR = (255, 255, 255, 0)
HALF_RED = tuple(round((part + 255) / 2) for part in RED)
INKS = ((0, 255, 255, 0), (255, 0, 255, 0), (255, 255, 0, 0), (0, 0, 0, 0))
PRESS = dict(zip([(0, 1, 1, 0), (1, 0, 1, 0), (1, 1, 0, 0), (0, 0, 0, 0)], COLOURS, strict=True))


@dataclass(frozen=True)
class Shown:
    """A file, and the colours of its quarters when upright; `off` is by how much each channel may differ."""

    name: str
    make: Callable[[], bytes]
    colours: tuple[Colour, ...] = COLOURS
    off: int = 6


def _orientation(value: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = value
    return exif


def _turned(kind: str, value: int, **options) -> Shown:
    return Shown(
        f"{kind.lower()}-orientation-{value}",
        lambda: save(stored(value), kind, exif=_orientation(value), **options),
        off=12,
    )


def _saved(name: str, kind: str, colours: tuple[Colour, ...] = COLOURS, off: int = 6, **options) -> Shown:
    return Shown(name, lambda: save(quarters(), kind, **options), colours, off)


def _made(name: str, image: Callable[[], Image.Image], kind: str, colours=COLOURS, off: int = 6, **options) -> Shown:
    return Shown(name, lambda: save(image(), kind, **options), colours, off)


def _inks() -> Image.Image:
    return quarters("CMYK", each(COLOURS, lambda colour: (*(255 - part for part in colour), 0)))


def _clear_corner(mode: str = "RGBA") -> Image.Image:
    image = quarters("RGBA", [(*RED, 128), (*GREEN, 255), (*BLUE, 255), (0, 0, 0, 0)])
    return image if mode == "RGBA" else image.convert(mode)


def _palette(*, clear: bool = False) -> Image.Image:
    image = quarters("P", range(4))
    image.putpalette([part for colour in (RED, GREEN, BLUE, BLACK if clear else WHITE) for part in colour])
    return image


def _sixteen_bits(order: str) -> Image.Image:
    image = quarters("L", [grey for grey, *_ in GREYS])
    raw = b"".join((value * 257).to_bytes(2, order) for value in image.tobytes())
    return Image.frombytes("I;16B" if order == "big" else "I;16", image.size, raw)


def _floats() -> Image.Image:
    return quarters("F", [grey / 255 for grey, *_ in GREYS])


def _lab() -> Image.Image:
    return ImageCms.profileToProfile(
        quarters(), ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
    )


def _in_colours(written: Callable[[Colour], Colour]) -> Image.Image:
    return quarters(values=each(COLOURS, written))


def _by_exif(name: str, written: Callable[[Colour], Colour], *stated: int | str, **options) -> Shown:
    """Return a camera's JPEG without a profile, whose EXIF states its colours."""
    exif = handmade.exif_of_colours(*stated)
    return Shown(
        f"jpeg-exif-{name}",
        lambda: save(_in_colours(written), "JPEG", quality=95, subsampling=0, exif=exif, **options),
    )


def _by_number(name: str, written: Callable[[Colour], Colour], *numbers: int, **options) -> list[Shown]:
    """Return an AVIF and a PNG that name their colours by number."""
    return [
        Shown(f"avif-named-{name}", lambda: handmade.named_in_avif(_in_colours(written), *numbers), **options),
        Shown(f"png-named-{name}", lambda: handmade.named_in_png(_in_colours(written), *numbers), **options),
    ]


def _plainly(colour: Colour) -> Colour:
    return colour


LUMA = each(COLOURS, luma)
ON_WHITE = (HALF_RED, GREEN, BLUE, WHITE)
# paper white has glints above it in a picture of high dynamic range, for which a screen's white leaves some room
GLARING = (244, 244, 244)
TIFFS = ("raw", "tiff_lzw", "tiff_adobe_deflate", "packbits")

SHOWN = [
    _saved("jpeg-baseline", "JPEG", off=10, quality=90),
    _saved("jpeg-progressive", "JPEG", off=10, quality=90, progressive=True),
    _saved("jpeg-4-4-4", "JPEG", off=10, quality=95, subsampling=0),
    _saved("jpeg-4-2-2", "JPEG", off=10, quality=95, subsampling=1),
    _saved("jpeg-restarts", "JPEG", off=10, quality=90, restart_marker_blocks=2),
    _made("jpeg-grey", lambda: quarters().convert("L"), "JPEG", LUMA, quality=95),
    _made("jpeg-cmyk-adobe", _inks, "JPEG", quality=95, off=10),
    _made(
        "jpeg-cmyk-profile",
        lambda: quarters("CMYK", INKS),
        "JPEG",
        off=10,
        quality=95,
        icc_profile=profiles.cmyk(PRESS),
    ),
    Shown("jpeg-ycck", lambda: handmade.ycck(_inks()), off=12),
    _made("png-1", lambda: quarters("1", [0, 255, 255, 0]), "PNG", (BLACK, WHITE, WHITE, BLACK)),
    _made("png-l", lambda: quarters().convert("L"), "PNG", LUMA),
    _made("png-la", lambda: _clear_corner("LA"), "PNG", each(ON_WHITE, luma), off=8),
    _made("png-p", _palette, "PNG"),
    _made("png-p-transparency", lambda: _palette(clear=True), "PNG", transparency=3),
    _saved("png-rgb", "PNG"),
    _made("png-rgba", _clear_corner, "PNG", ON_WHITE, off=8),
    _saved("png-rgb-transparency", "PNG", (RED, GREEN, WHITE, WHITE), transparency=BLUE),
    _made("png-16-grey", lambda: _sixteen_bits("little"), "PNG", GREYS),
    Shown("png-16-rgb", lambda: handmade.png_of_16_bits(quarters())),
    _saved("webp-lossy", "WEBP", off=12, quality=90),
    _saved("webp-lossless", "WEBP", lossless=True),
    _made("webp-alpha", _clear_corner, "WEBP", ON_WHITE, off=8, lossless=True),
    _saved("avif", "AVIF", off=12, quality=90),
    _saved("avif-4-4-4", "AVIF", off=12, quality=90, subsampling="4:4:4"),
    _saved("avif-full-range", "AVIF", off=12, quality=90, range="limited"),
    _made("avif-alpha", _clear_corner, "AVIF", ON_WHITE, off=14, quality=95),
    *(_saved(f"tiff-{name}", "TIFF", compression=name) for name in TIFFS),
    _saved("tiff-jpeg", "TIFF", off=10, compression="jpeg"),
    _made(
        "tiff-fax", lambda: quarters("1", [0, 255, 255, 0]), "TIFF", (BLACK, WHITE, WHITE, BLACK), compression="group4"
    ),
    _made("tiff-cmyk", _inks, "TIFF"),
    _made("tiff-rgba", _clear_corner, "TIFF", ON_WHITE, off=8),
    _made("tiff-ycbcr", lambda: quarters().convert("YCbCr"), "TIFF", off=10),
    _made("tiff-lab", _lab, "TIFF", off=10),
    _made("tiff-16-little", lambda: _sixteen_bits("little"), "TIFF", GREYS),
    _made("tiff-16-big", lambda: _sixteen_bits("big"), "TIFF", GREYS),
    _made("tiff-floats", _floats, "TIFF", GREYS),
    _made("gif", _palette, "GIF"),
    _made("gif-transparency", lambda: _palette(clear=True), "GIF", transparency=3),
    *(
        _made(
            f"{kind.lower()}-{name}",
            lambda change=change: quarters(values=each(COLOURS, change)),
            kind,
            off=12,
            icc_profile=profile,
            **({"lossless": True} if kind == "WEBP" else {}),
        )
        for kind in ("JPEG", "PNG", "WEBP", "TIFF", "AVIF")
        for name, change, profile in (
            ("display-p3", profiles.in_display_p3, profiles.display_p3()),
            ("adobe-rgb", profiles.in_adobe_rgb, profiles.adobe_rgb()),
        )
    ),
    _by_exif("adobe-rgb", profiles.in_adobe_rgb, 0xFFFF, "R03"),
    _by_exif("adobe-rgb-by-another-number", profiles.in_adobe_rgb, 2),
    _by_exif("srgb", _plainly, 1, "R98"),
    _by_exif("uncalibrated", _plainly, 0xFFFF),
    _by_exif("uncalibrated-srgb", _plainly, 0xFFFF, "R98"),
    _by_exif("and-profile", profiles.in_display_p3, 0xFFFF, "R03", icc_profile=profiles.display_p3()),
    *_by_number("srgb", _plainly, 1, 13),
    *_by_number("nothing", _plainly, 2, 2),
    *_by_number("display-p3", profiles.in_display_p3, 12, 13),
    *_by_number("display-p3-video", profiles.in_display_p3, 12, 1),
    *_by_number("bt-2020", profiles.in_bt_2020, 9, 13),
    *_by_number("light", profiles.in_light, 1, 8, off=12),
    *_by_number("pq", profiles.in_pq, 9, 16, colours=(RED, GREEN, BLUE, GLARING), off=10),
    *_by_number("hlg", profiles.in_hlg, 9, 18, colours=(RED, GREEN, BLUE, GLARING), off=10),
    Shown(
        "avif-named-and-profile",
        lambda: save(
            _in_colours(profiles.in_display_p3),
            "AVIF",
            quality=95,
            subsampling="4:4:4",
            icc_profile=profiles.display_p3(),
        ),
    ),
    Shown(
        "png-named-before-profile",
        lambda: handmade.named_in_png(quarters(), 1, 13, icc_profile=profiles.display_p3()),
    ),
    *(_turned("JPEG", value, quality=95) for value in range(1, 9)),
    *(_turned(kind, value) for kind in ("PNG", "TIFF") for value in range(2, 9)),
    *(_turned(kind, value, quality=95) for kind in ("WEBP", "AVIF") for value in range(2, 9)),
]
