"""The drawing table: colours, noise, curves, and the sheet on which a picture is laid down in layers."""

from __future__ import annotations

import itertools
import math
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageOps

Point = tuple[float, float]
Colour = tuple[int, ...]
Stops = Sequence[tuple[float, str | Colour]]
Paint = str | Colour | Image.Image

LANDSCAPE = (1800, 1200)
UPRIGHT = (1200, 1500)
SCALE = 2


def rgb(value: str | Colour, alpha: int | None = None) -> Colour:
    """The colour of a "#rrggbb" string, with an alpha if one is given."""
    if isinstance(value, str):
        value = tuple(int(value[i : i + 2], 16) for i in (1, 3, 5))
    return value if alpha is None else (*value[:3], alpha)


def mix(a: str | Colour, b: str | Colour, t: float) -> Colour:
    """The colour a share t of the way from a to b."""
    return tuple(round(x + (y - x) * t) for x, y in zip(rgb(a), rgb(b), strict=True))


def smooth(t: float) -> float:
    """A soft step from 0 to 1."""
    t = min(1.0, max(0.0, t))
    return t * t * (3 - 2 * t)


def place(stop: tuple[float, str | Colour]) -> float:
    """Where a stop of a gradient stands."""
    return stop[0]


def gradient(size: tuple[int, int], stops: Stops, *, across: bool = False) -> Image.Image:
    """A gradient through the stops, from top to bottom or from left to right."""
    marks = sorted(stops, key=place)
    long = size[0] if across else size[1]
    strip = Image.new("RGB", (long, 1))
    for i in range(long):
        t = i / max(1, long - 1)
        before = max((m for m in marks if m[0] <= t), default=marks[0], key=place)
        after = min((m for m in marks if m[0] >= t), default=marks[-1], key=place)
        span = after[0] - before[0]
        strip.putpixel((i, 0), mix(before[1], after[1], (t - before[0]) / span if span else 0))
    if not across:
        strip = strip.transpose(Image.Transpose.ROTATE_270)
    return strip.resize(size, Image.Resampling.NEAREST)


def ramp(size: tuple[int, int], marks: Sequence[tuple[float, float]], *, across: bool = False) -> Image.Image:
    """A mask that runs through (position, strength) marks, both 0 to 1."""
    stops = [(p, "#" + f"{round(v * 255):02x}" * 3) for p, v in marks]
    return gradient(size, stops, across=across).getchannel(0)


@lru_cache(maxsize=8)
def fbm(
    size: tuple[int, int], cell: float, seed: int, octaves: int = 4, stretch: float = 1.0, gain: float = 0.55
) -> Image.Image:
    """Cloudy noise: cells of the given size (stretched sideways), halved for each octave. Never alter it."""
    rng = random.Random(seed)
    work = (max(8, size[0] // 3), max(8, size[1] // 3))
    out: Image.Image | None = None
    weight, total = 1.0, 0.0
    for octave in range(octaves):
        step = cell / 2**octave
        cols = max(2, min(work[0], round(size[0] / (step * stretch)) + 2))
        rows = max(2, min(work[1], round(size[1] / step) + 2))
        layer = Image.frombytes("L", (cols, rows), rng.randbytes(cols * rows))
        layer = layer.resize(work, Image.Resampling.BICUBIC)
        total += weight
        out = layer if out is None else Image.blend(out, layer, weight / total)
        weight *= gain
    assert out is not None
    return ImageOps.autocontrast(out, cutoff=1).resize(size, Image.Resampling.BILINEAR)


@lru_cache(maxsize=8)
def grain(size: tuple[int, int], strength: int) -> Image.Image:
    """Fine paper grain around middle grey, for soft light."""
    rng = random.Random(f"grain {size}")
    fine = Image.frombytes("L", size, rng.randbytes(size[0] * size[1])).filter(ImageFilter.GaussianBlur(0.8))
    fine = ImageOps.autocontrast(fine, cutoff=2)
    both = Image.blend(fine, fbm(size, 40, 77, 3), 0.22)
    lut = [round(128 + (i - 128) * strength / 128) for i in range(256)]
    return Image.merge("RGB", [both.point(lut)] * 3)


def levels(image: Image.Image, lo: int, hi: int, top: float = 1.0) -> Image.Image:
    """A grey image with lo drawn to 0 and hi to `top`, smoothly."""
    return image.point([round(255 * top * smooth((i - lo) / (hi - lo))) for i in range(256)])


def fade(image: Image.Image, share: float) -> Image.Image:
    """A mask weakened to a share of itself."""
    return image.point([round(i * share) for i in range(256)])


def blur(image: Image.Image, radius: float) -> Image.Image:
    """A Gaussian blur; a wide one is done on a smaller copy, for speed."""
    if radius < 7:
        return image.filter(ImageFilter.GaussianBlur(radius))
    small = image.reduce(4 if radius < 24 else 8)
    small = small.filter(ImageFilter.GaussianBlur(radius * small.width / image.width))
    return small.resize(image.size, Image.Resampling.BILINEAR)


def nudge(image: Image.Image, dx: int, dy: int) -> Image.Image:
    """The image moved, its edges kept as they were."""
    out = image.copy()
    out.paste(image, (dx, dy))
    return out


def both(*masks: Image.Image) -> Image.Image:
    """Where all the masks are."""
    out = masks[0]
    for mask in masks[1:]:
        out = ImageChops.multiply(out, mask)
    return out


def ridge(
    rng: random.Random,
    width: float,
    y: float,
    height: float,
    rough: float = 0.5,
    depth: int = 8,
    left: float = 0.0,
) -> list[Point]:
    """A skyline by midpoint displacement, from `left` over `width`, around y."""
    ys = [rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)]
    amount = 1.0
    for _ in range(depth):
        nxt = [ys[0]]
        for a, b in itertools.pairwise(ys):
            nxt += [(a + b) / 2 + rng.uniform(-0.5, 0.5) * amount, b]
        ys, amount = nxt, amount * rough
    step = width / (len(ys) - 1)
    return [(left + i * step, y + v * height) for i, v in enumerate(ys)]


def crag(rng: random.Random, points: Sequence[Point], rough: float = 0.18, depth: int = 5) -> list[Point]:
    """A broken line through the points, each stretch displaced sideways."""
    out = list(points)
    for _ in range(depth):
        nxt = [out[0]]
        for (ax, ay), (bx, by) in itertools.pairwise(out):
            off = rng.uniform(-rough, rough)
            nxt += [((ax + bx) / 2 - (by - ay) * off, (ay + by) / 2 + (bx - ax) * off), (bx, by)]
        out = nxt
    return out


def spline(points: Sequence[Point], *, closed: bool = True, steps: int = 10) -> list[Point]:
    """A smooth (Catmull-Rom) curve through the points."""
    n = len(points)
    out: list[Point] = []
    for i in range(n if closed else n - 1):
        if closed:
            p = [points[(i + k) % n] for k in (-1, 0, 1, 2)]
        else:
            p = [points[max(0, min(n - 1, i + k))] for k in (-1, 0, 1, 2)]
        for s in range(steps):
            t = s / steps
            out.append(
                tuple(
                    0.5
                    * (
                        2 * p[1][a]
                        + (p[2][a] - p[0][a]) * t
                        + (2 * p[0][a] - 5 * p[1][a] + 4 * p[2][a] - p[3][a]) * t**2
                        + (3 * p[1][a] - p[0][a] - 3 * p[2][a] + p[3][a]) * t**3
                    )
                    for a in (0, 1)
                )  # type: ignore[arg-type]
            )
    if not closed:
        out.append(points[-1])
    return out


class Pen:
    """Draws in picture units on an image some times as large; colours may carry an alpha."""

    def __init__(self, image: Image.Image, scale: float = SCALE) -> None:
        self.image = image
        self.scale = scale
        self.draw = ImageDraw.Draw(image, "RGBA" if image.mode == "RGB" else None)
        self.grey = image.mode == "L"

    def ink(self, fill: str | Colour | int) -> Colour | int:
        """The fill in the image's own terms."""
        return fill if isinstance(fill, int) else 255 if self.grey else rgb(fill)

    def at(self, points: Sequence[Point]) -> list[Point]:
        """The points in the large image."""
        return [(x * self.scale, y * self.scale) for x, y in points]

    def poly(self, points: Sequence[Point], fill: str | Colour | int = 255) -> None:
        """A filled polygon."""
        self.draw.polygon(self.at(points), fill=self.ink(fill))

    def line(self, points: Sequence[Point], fill: str | Colour | int = 255, width: float = 1) -> None:
        """A line through the points."""
        wide = max(1, round(width * self.scale))
        self.draw.line(self.at(points), fill=self.ink(fill), width=wide, joint="curve" if wide > 4 else None)

    def taper(self, a: Point, b: Point, start: float, end: float, fill: str | Colour | int = 255) -> None:
        """A straight stroke from a to b whose width changes."""
        length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1
        nx, ny = (a[1] - b[1]) / length / 2, (b[0] - a[0]) / length / 2
        self.poly(
            [
                (a[0] + nx * start, a[1] + ny * start),
                (b[0] + nx * end, b[1] + ny * end),
                (b[0] - nx * end, b[1] - ny * end),
                (a[0] - nx * start, a[1] - ny * start),
            ],
            fill,
        )

    def oval(self, x: float, y: float, rx: float, ry: float, fill: str | Colour | int = 255) -> None:
        """A filled ellipse about a centre."""
        self.draw.ellipse([p for q in self.at([(x - rx, y - ry), (x + rx, y + ry)]) for p in q], fill=self.ink(fill))

    def ring(self, x: float, y: float, rx: float, ry: float, fill: str | Colour | int, width: float) -> None:
        """The outline of an ellipse."""
        box = [p for q in self.at([(x - rx, y - ry), (x + rx, y + ry)]) for p in q]
        self.draw.ellipse(box, outline=self.ink(fill), width=max(1, round(width * self.scale)))

    def box(self, x0: float, y0: float, x1: float, y1: float, fill: str | Colour | int = 255) -> None:
        """A filled rectangle between two corners."""
        s = self.scale
        self.draw.rectangle((x0 * s, y0 * s, max(x0 * s, x1 * s - 1), max(y0 * s, y1 * s - 1)), fill=self.ink(fill))

    def round(self, x0: float, y0: float, x1: float, y1: float, r: float, fill: str | Colour | int = 255) -> None:
        """A filled rectangle with round corners."""
        s = self.scale
        self.draw.rounded_rectangle((x0 * s, y0 * s, x1 * s, y1 * s), r * s, fill=self.ink(fill))

    def arch(self, x0: float, y0: float, x1: float, y1: float, fill: str | Colour | int = 255) -> None:
        """A round-headed opening."""
        r = (x1 - x0) / 2
        self.oval((x0 + x1) / 2, y0 + r, r, r, fill)
        self.box(x0, y0 + r, x1, y1, fill)


class Sheet:
    """A picture being made."""

    def __init__(self, name: str, stops: Stops, size: tuple[int, int] = LANDSCAPE) -> None:
        self.size = size
        self.w, self.h = size
        self.rng = random.Random(name)
        self.seed = zlib.crc32(name.encode())
        self.image = gradient(size, stops)

    def noise(self, cell: float, octaves: int = 4, stretch: float = 1.0, salt: int = 0) -> Image.Image:
        """Cloudy noise of the sheet's size, this picture's own."""
        return fbm(self.size, cell, self.seed + salt, octaves, stretch)

    @contextmanager
    def ink(self) -> Iterator[Pen]:
        """A pen on the picture itself, with soft edges."""
        big = self.image.resize((self.w * SCALE, self.h * SCALE), Image.Resampling.NEAREST)
        yield Pen(big)
        self.image = big.reduce(SCALE)

    def stencil(self, cut: Callable[[Pen], object]) -> Image.Image:
        """A mask of what `cut` draws, with soft edges."""
        big = Image.new("L", (self.w * SCALE, self.h * SCALE))
        cut(Pen(big))
        return big.reduce(SCALE)

    def shape(self, points: Sequence[Point]) -> Image.Image:
        """A mask of one polygon."""
        return self.stencil(lambda pen: pen.poly(points))

    def below(self, line: Sequence[Point]) -> Image.Image:
        """A mask of everything under a line that runs from left to right."""
        return self.shape([*line, (line[-1][0], self.h + 4), (line[0][0], self.h + 4)])

    def fill(self, mask: Image.Image, paint: Paint, share: float = 1.0) -> None:
        """Lay paint through a mask; an image as paint covers the whole sheet."""
        box = mask.getbbox()
        if not box:
            return
        cut = mask.crop(box)
        if share < 1:
            cut = fade(cut, share)
        if isinstance(paint, Image.Image):
            self.image.paste(paint.crop(box), box, cut)
        else:
            self.image.paste(rgb(paint), box, cut)

    def grade(self, mask: Image.Image, stops: Stops, *, across: bool = False, share: float = 1.0) -> None:
        """Lay a gradient through a mask, run over the extent of the mask."""
        box = mask.getbbox()
        if box:
            cut = mask.crop(box)
            paint = gradient((box[2] - box[0], box[3] - box[1]), stops, across=across)
            self.image.paste(paint, box, fade(cut, share) if share < 1 else cut)

    def screen(self, mask: Image.Image, colour: str | Colour, share: float = 1.0) -> None:
        """Add light of a colour through a mask."""
        box = mask.getbbox()
        if box:
            cut = fade(mask.crop(box), share)
            part = self.image.crop(box)
            light = Image.merge("RGB", [fade(cut, v / 255) for v in rgb(colour)])
            self.image.paste(ImageChops.screen(part, light), box)

    def shadow(self, mask: Image.Image, colour: str | Colour, share: float = 1.0) -> None:
        """Darken through a mask by multiplying with a colour."""
        box = mask.getbbox()
        if box:
            part = self.image.crop(box)
            dark = ImageChops.multiply(part, Image.new("RGB", part.size, rgb(colour)))
            self.image.paste(dark, box, fade(mask.crop(box), share))

    def glow(self, x: float, y: float, radius: float, colour: str | Colour, share: float = 1.0) -> None:
        """A round glow of light."""
        r = round(radius)
        disc = radial().resize((2 * r, 2 * r), Image.Resampling.BILINEAR)
        mask = Image.new("L", self.size)
        mask.paste(disc, (round(x) - r, round(y) - r))
        self.screen(mask, colour, share)

    def finish(self, strength: int = 15, vignette: float = 0.25) -> Image.Image:
        """Paper grain and a slight darkening of the corners; the finished picture."""
        if vignette:
            edge = levels(ImageChops.invert(radial()), 120, 330).resize(self.size, Image.Resampling.BILINEAR)
            self.shadow(edge, "#40404e", vignette)
        return ImageChops.overlay(self.image, grain(self.size, strength))


@lru_cache(maxsize=1)
def radial() -> Image.Image:
    """A soft disc of light, 256 by 256: full in the middle, nothing at the rim."""
    return Image.radial_gradient("L").point([round(255 * max(0.0, 1 - i / 181) ** 2) for i in range(256)])
