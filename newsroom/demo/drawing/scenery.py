"""What many pictures share: clouds, water, stars, mist, trees, small figures and birds."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageFilter

from .kit import Colour, Pen, Point, Sheet, blur, both, levels, mix, nudge, ramp, rgb, smooth, spline


def clouds(
    sheet: Sheet,
    body: str,
    light: str,
    span: tuple[float, float],
    *,
    cell: float = 260,
    stretch: float = 2.2,
    cover: tuple[int, int] = (130, 215),
    share: float = 0.85,
    salt: int = 1,
    sun: tuple[int, int] = (14, -18),
) -> None:
    """Soft clouds between two heights (shares of the sheet), lit from the side the sun is on."""
    noise = sheet.noise(cell, 5, stretch, salt)
    lo, hi = span
    soft = (hi - lo) * 0.3
    window = ramp(
        sheet.size,
        [(0, 1.0 if lo <= 0 else 0), (lo, 1.0 if lo <= 0 else 0), (lo + soft, 1), (hi - soft, 1), (hi, 0), (1, 0)],
    )
    mask = both(levels(noise, *cover), window)
    sheet.fill(mask, body, share)
    lit = ImageChops.subtract(noise, nudge(noise, -sun[0], -sun[1]), 0.35, 0)
    sheet.fill(both(mask, levels(blur(lit, 3), 10, 120)), light, share)


def stars(sheet: Sheet, count: int, bottom: float, tint: str = "#ffffff") -> None:
    """Stars down to a height, most of them faint."""
    rng = sheet.rng
    with sheet.ink() as pen:
        for _ in range(count):
            x, y = rng.uniform(0, sheet.w), rng.uniform(0, bottom)
            size = 0.5 + 1.5 * rng.random() ** 6
            alpha = round(40 + 215 * rng.random() ** 2 * (1 - 0.6 * y / bottom))
            pen.oval(x, y, size, size, rgb(mix(tint, "#ffffff", rng.random()), alpha))


def mist(sheet: Sheet, colour: str, marks: Sequence[tuple[float, float]], salt: int = 9, cell: float = 300) -> None:
    """Drifting mist, its strength by height."""
    noise = levels(sheet.noise(cell, 3, 4, salt), 0, 235)
    veil = ramp(sheet.size, marks)
    sheet.fill(Image.blend(veil, both(veil, noise), 0.65), colour)


def ripple(
    sheet: Sheet,
    top: int,
    *,
    tint: str,
    deep: str,
    share: float = 0.35,
    squash: float = 1.0,
    swing: float = 10,
) -> None:
    """Water from `top` down that mirrors what stands above it."""
    rng = sheet.rng
    src = sheet.image.copy()
    depth = sheet.h - top
    out = Image.new("RGB", (sheet.w, depth))
    phase = [rng.uniform(0, 6.28) for _ in range(4)]
    for y in range(depth):
        t = y / depth
        wave = math.sin(y * (0.9 - 0.55 * t) + phase[0]) + 0.6 * math.sin(y * (0.37 - 0.2 * t) + phase[1])
        shift = round((wave + rng.uniform(-0.6, 0.6)) * swing * (0.12 + t))
        row = top - 1 - int(y * squash + abs(wave) * 7 * t)
        row = max(0, row)
        strip = src.crop((0, row, sheet.w, row + 1))
        out.paste(strip, (shift, y))
        if shift:
            edge = (0, 0, shift, 1) if shift > 0 else (sheet.w + shift, 0, sheet.w, 1)
            out.paste(strip.crop(edge), (edge[0], y))
    out = out.filter(ImageFilter.GaussianBlur((2.2, 1.1)))
    sheet.image.paste(out, (0, top))
    mask = Image.new("L", sheet.size)
    mask.paste(255, (0, top, sheet.w, sheet.h))
    sheet.grade(mask, [(0, tint), (1, deep)], share=share)


def swell(
    sheet: Sheet,
    top: int,
    light: str,
    dark: str,
    *,
    share: float = 0.5,
    salt: int = 20,
    cell: float = 22,
    keep: Image.Image | None = None,
    bottom: int | None = None,
) -> None:
    """Waves on the water below `top`, small near the horizon and long in front."""
    w, depth = sheet.w, (bottom or sheet.h) - top
    flat = sheet.noise(cell, 4, 9, salt)
    # Seen at a slant: the far edge takes in five times the width, and rows crowd towards it.
    far = 5
    wide = Image.new("L", (w * far, sheet.h))
    for i in range(far):
        wide.paste(flat if i % 2 else flat.transpose(Image.Transpose.FLIP_LEFT_RIGHT), (i * w, 0))
    mid, g = far * w / 2, (far - 1) / depth
    coeffs = (float(far), mid * g, 0.0, 0.0, 0.95 * far * sheet.h / depth, 0.0, 0.0, g)
    seen = wide.transform((w, depth), Image.Transform.PERSPECTIVE, coeffs, Image.Resampling.BILINEAR)
    mask = Image.new("L", sheet.size)
    fine = both(seen, seen)
    for tone, part in ((dark, levels(ImageChops.invert(seen), 120, 230)), (light, levels(fine, 70, 190))):
        mask.paste(part, (0, top))
        sheet.fill(both(mask, keep) if keep else mask, tone, share)


def glitter(sheet: Sheet, x: float, top: float, bottom: float, colour: str, width: float, count: int = 500) -> None:
    """The sun's or moon's path on water: short strokes, wider towards us."""
    rng = sheet.rng
    with sheet.ink() as pen:
        for _ in range(count):
            t = rng.random() ** 1.6
            y = top + (bottom - top) * t
            spread = width * (0.3 + t)
            cx = x + rng.gauss(0, 0.42) * spread
            half = rng.uniform(3, 10) * (0.5 + 3 * t)
            fall = math.exp(-(((cx - x) / spread) ** 2) * 2)
            high = 0.5 + 2.2 * t
            pen.oval(cx, y, half, high * 0.6, rgb(colour, round(40 + 190 * fall * rng.random())))


def tree(pen: Pen, rng: random.Random, x: float, y: float, size: float, dark: Colour, light: Colour) -> None:
    """A round tree standing at (x, y), lit from the upper left."""
    pen.taper((x, y), (x, y - size * 0.7), size * 0.09, size * 0.05, mix(dark, "#000000", 0.25))
    blobs = []
    for _ in range(34):
        a, d = rng.uniform(0, 6.28), rng.random() ** 0.6
        blobs.append((math.cos(a) * 0.4 * d, 0.7 + math.sin(a) * 0.34 * d, rng.uniform(0.07, 0.15)))
    blobs.sort(key=lambda b: b[1] - b[0] * 0.6)
    for bx, by, br in blobs:
        r = br * size
        pen.oval(x + bx * size, y - by * size, r * 1.15, r, dark)
    for bx, by, br in blobs:
        glow = smooth(0.5 + (by - 0.7) * 1.1 - bx * 0.8)
        r = br * size * (0.45 + 0.45 * glow)
        pen.oval(x + bx * size - r * 0.3, y - by * size - r * 0.4, r * 1.1, r * 0.8, mix(dark, light, glow))


def bush_line(pen: Pen, rng: random.Random, line: Sequence[Point], size: float, fill: Colour) -> None:
    """A hedge or a far wood along a line."""
    for (ax, ay), (bx, by) in itertools.pairwise(line):
        n = max(1, int(math.hypot(bx - ax, by - ay) / (size * 0.6)))
        for i in range(n):
            t = i / n
            r = size * rng.uniform(0.5, 1.0)
            pen.oval(ax + (bx - ax) * t, ay + (by - ay) * t - r * 0.3, r, r * rng.uniform(0.6, 0.95), fill)


def figure(
    pen: Pen,
    x: float,
    y: float,
    tall: float,
    coat: Colour,
    legs: Colour,
    stride: float = 0.1,
    head: str | Colour = "#5a4034",
) -> None:
    """A small standing or walking person with the feet at (x, y)."""
    t = tall
    pen.taper((x, y - t * 0.48), (x - stride * t, y), t * 0.12, t * 0.07, legs)
    pen.taper((x, y - t * 0.48), (x + stride * t, y), t * 0.12, t * 0.07, legs)
    if tall > 90:
        pen.box(x - t * 0.035, y - t * 0.89, x + t * 0.035, y - t * 0.84, mix(head, "#2a1c18", 0.2))
    sleeve = mix(coat, "#1a1420", 0.22)
    for side in (-1, 1):
        elbow = (x + side * t * 0.165, y - t * 0.6)
        pen.taper((x + side * t * 0.1, y - t * 0.8), elbow, t * 0.07, t * 0.065, sleeve)
        pen.oval(*elbow, t * 0.033, t * 0.033, sleeve)
        pen.taper(elbow, (x + side * t * 0.15, y - t * 0.43), t * 0.065, t * 0.045, sleeve)
    half = [(0, -0.865), (0.055, -0.86), (0.115, -0.8), (0.125, -0.62), (0.12, -0.36), (0, -0.35)]
    coat_line = [*half, *[(-a, b) for a, b in reversed(half[1:-1])]]
    outline = [(x + a * t, y + b * t) for a, b in coat_line]
    pen.poly(spline(outline, closed=True, steps=4) if tall > 90 else outline, coat)
    pen.oval(x, y - t * 0.92, t * 0.062, t * 0.078, head)


def gull(pen: Pen, x: float, y: float, size: float, fill: Colour, lean: float = 0.0, tip: Colour | None = None) -> None:
    """A bird on the wing."""

    def turned(points: Sequence[Point]) -> list[Point]:
        c, s = math.cos(lean), math.sin(lean)
        return [(x + (a * c - b * s) * size, y + (a * s + b * c) * size) for a, b in points]

    for side in (-1, 1):
        wing = [(0, 0.03), (side * 0.22, -0.2), (side * 0.46, -0.22), (side, -0.02), (side * 0.5, -0.12)]
        wing += [(side * 0.24, -0.06), (0, 0.13)]
        pen.poly(turned(wing), fill)
        if tip:
            pen.poly(turned([(side * 0.78, -0.12), (side, -0.02), (side * 0.74, -0.07)]), tip)
    pen.poly(turned([(-0.05, 0.0), (0.05, 0.0), (0.06, 0.12), (0, 0.24), (-0.06, 0.12)]), fill)


def dapple(
    sheet: Sheet,
    mask: Image.Image,
    light: str | Colour,
    dark: str | Colour,
    *,
    cell: float = 70,
    share: float = 0.35,
    stretch: float = 1.6,
    salt: int = 40,
) -> None:
    """The uneven lay of gouache: lighter and darker patches within a shape."""
    noise = sheet.noise(cell, 4, stretch, salt)
    sheet.fill(both(mask, levels(noise, 140, 230)), light, share)
    sheet.fill(both(mask, levels(ImageChops.invert(noise), 140, 230)), dark, share)


def rough(
    sheet: Sheet,
    mask: Image.Image,
    spread: float,
    cell: float,
    *,
    share: float = 0.5,
    hard: int = 40,
    salt: int = 60,
    stretch: float = 1.0,
) -> Image.Image:
    """The mask with edges broken up by noise, as of rock, foam, leaves or cloud."""
    soft = blur(mask, spread)
    mixed = Image.blend(soft, sheet.noise(cell, 5, stretch, salt), share * 0.5)
    mid = round(127 * (1 - share * 0.5) + 128 * share * 0.5)
    return levels(mixed, mid - hard // 2, mid + hard // 2)


def rays(
    sheet: Sheet,
    x: float,
    y: float,
    reach: float,
    colour: str,
    share: float,
    fan: tuple[float, float],
    count: int = 9,
) -> None:
    """Soft shafts of light out of a point, between two angles (degrees, 90 is down)."""
    rng = sheet.rng

    def cut(pen: Pen) -> None:
        for i in range(count):
            a = math.radians(fan[0] + (fan[1] - fan[0]) * (i + rng.uniform(0.1, 0.9)) / count)
            half = math.radians((fan[1] - fan[0]) / count * rng.uniform(0.12, 0.36))
            ends = [(x + math.cos(b) * reach, y + math.sin(b) * reach) for b in (a - half, a + half)]
            pen.poly([(x, y), *ends], rng.randint(70, 200))

    mask = blur(sheet.stencil(cut), 12)
    falloff = ramp(sheet.size, [(0, 1), (min(1, smooth(0.9)), 0.15), (1, 0)])
    sheet.screen(both(mask, falloff), colour, share)
