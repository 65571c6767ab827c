"""A glacier."""

from __future__ import annotations

import itertools
import math

from PIL import Image, ImageChops

from .kit import Pen, Point, Sheet, blur, both, crag, levels, nudge, ramp, rgb, ridge
from .scenery import clouds, figure, mist, ripple, rough


def glacier() -> Image.Image:
    """A glacier's front over its melt lake, floes adrift."""
    s = Sheet("glacier-melt", [(0, "#8fb1c4"), (0.25, "#c4d6da"), (0.42, "#eef0e6")])
    water = 770
    clouds(s, "#dfe7e8", "#ffffff", (-0.1, 0.34), cell=180, stretch=4, cover=(120, 215), share=0.8, salt=2)
    _far_mountains(s)
    _ice_field(s)
    _flanks(s)
    _ice_front(s, water)
    ripple(s, water, tint="#86b5bd", deep="#1f4f63", share=0.5, squash=0.8, swing=10)
    with s.ink() as p:
        _floes(s, p, water)
        _inflatable(p)
    light = blur(s.shape([(-10, 300), (900, 300), (300, 780), (-10, 780)]), 60)
    s.screen(light, "#fff3d8", 0.18)
    return s.finish(13)


def _far_mountains(s: Sheet) -> None:
    for points, top, foot in (
        ([(-10, 330), (180, 250), (330, 330), (520, 190), (700, 330), (880, 400)], "#7c96a8", "#b3c5cc"),
        (
            [(900, 420), (1080, 320), (1220, 360), (1420, 170), (1560, 280), (1700, 220), (1820, 330)],
            "#6d8799",
            "#a9bdc6",
        ),
    ):
        line = crag(s.rng, points, 0.14)
        mask = s.below(line)
        s.grade(
            both(mask, ramp(s.size, [(0, 1), (0.7, 1), (0.72, 0), (1, 0)])),
            [(0, top), (0.5, foot), (1, foot)],
        )
        s.fill(
            both(
                mask,
                levels(s.noise(70, 5, 0.6, 21), 135, 165),
                ramp(s.size, [(0, 0.9), (0.4, 0.7), (0.6, 0.2), (1, 0)]),
            ),
            "#f2f6f5",
            0.85,
        )
    mist(s, "#eef2ee", [(0, 0), (0.22, 0), (0.38, 0.65), (0.5, 0), (1, 0)], salt=8)


def _ice_field(s: Sheet) -> None:
    """The ice field runs down between the mountains, moraines drawn along its flow."""
    field: list[Point] = [
        (560, 330),
        (760, 350),
        (980, 340),
        (1130, 420),
        (1420, 540),
        (1820, 590),
        (1820, 780),
        (-10, 780),
        (-10, 600),
        (250, 520),
        (470, 420),
    ]
    ice = s.shape(crag(s.rng, [*field, field[0]], 0.04, 4))
    s.grade(ice, [(0, "#f7faf6"), (0.5, "#dfecee"), (1, "#bcd8e0")])
    with s.ink() as p:
        for k in range(15):
            u = (k + 0.5) / 15
            top = (600 + 430 * u, 345 + 30 * math.sin(u * 3))
            mid = (300 + 1000 * u, 480)
            end = (-260 + 2300 * u, 650)
            bend = [
                (
                    top[0] * (1 - t) ** 2 + 2 * mid[0] * t * (1 - t) + end[0] * t * t,
                    top[1] * (1 - t) ** 2 + 2 * mid[1] * t * (1 - t) + end[1] * t * t,
                )
                for t in [i / 24 for i in range(25)]
            ]
            for i, (a, b) in enumerate(itertools.pairwise(bend)):
                dark = k in (4, 5, 10)
                tone = rgb("#6f7f86", 130) if dark else rgb("#8fbccb", 110)
                p.taper(
                    a,
                    b,
                    (0.5 + i * 0.28) * (1.5 if dark else 0.6),
                    (0.5 + (i + 1) * 0.28) * (1.5 if dark else 0.6),
                    tone,
                )
        for _ in range(240):
            y = 430 + 200 * s.rng.random() ** 0.7
            x = s.rng.uniform(-10, 1810)
            t = (y - 400) / 240
            p.line(
                [(x, y), (x + s.rng.uniform(20, 70) * t, y + s.rng.uniform(-5, 5))],
                rgb("#6fa9bf", 130),
                1 + 2 * t,
            )


def _flanks(s: Sheet) -> None:
    """The slopes on both sides of the ice."""
    for points, top, foot, way in (
        ([(-10, 250), (120, 300), (250, 410), (400, 480), (520, 600), (600, 650)], "#5f7888", "#8aa0a8", -1),
        (
            [(1180, 650), (1300, 560), (1450, 400), (1560, 380), (1700, 250), (1820, 210)],
            "#566f80",
            "#8299a3",
            1,
        ),
    ):
        flank = s.below(crag(s.rng, points, 0.13))
        s.grade(flank, [(0, top), (0.45, foot), (1, foot)])
        s.fill(both(flank, levels(s.noise(60, 5, 0.7, 23 + way), 140, 165)), "#eef4f4", 0.8)
        s.fill(both(flank, levels(s.noise(40, 4, 0.6, 27 + way), 150, 190)), "#3f5766", 0.5)


def _ice_front(s: Sheet, water: int) -> None:
    """A wall of pinnacles, with a cave at its foot."""
    top = [(x, y - 26 * math.sin(x / 500)) for x, y in ridge(s.rng, 1820, 626, 46, 0.62, left=-10)]
    wall = s.shape([*top, (1820, water), (-10, water)])
    s.grade(wall, [(0, "#d8edf0"), (0.4, "#9fcfdc"), (0.85, "#5aa5bf"), (1, "#3b88a6")])

    def cracks(p: Pen) -> None:
        for _ in range(120):
            x, w = s.rng.uniform(-20, 1820), s.rng.uniform(5, 26)
            y = 600 + s.rng.uniform(0, 70)
            p.poly(
                crag(
                    s.rng,
                    [
                        (x, y),
                        (x + w, y + 20),
                        (x + w * s.rng.uniform(0.2, 1), water),
                        (x - w * 0.2, water - 20),
                    ],
                    0.16,
                    2,
                ),
                s.rng.randint(60, 220),
            )

    dark = both(s.stencil(cracks), wall)
    s.fill(dark, "#2f7c9e", 0.55)
    s.fill(both(wall, ImageChops.subtract(nudge(dark, -9, -3), dark)), "#f4fbf8", 0.7)
    rim = ImageChops.subtract(wall, nudge(wall, 0, 9))
    s.fill(rim, "#ffffff", 0.95)
    cave = rough(
        s,
        s.stencil(lambda p: (p.oval(1210, 772, 120, 74), p.box(900, water, 1500, 900, 0))),
        8,
        60,
        share=0.4,
    )
    s.grade(cave, [(0, "#17506e"), (1, "#0f3448")])
    s.fill(both(ImageChops.subtract(nudge(cave, -7, -8), cave), wall), "#8fd8e6", 0.8)


def _floes(s: Sheet, p: Pen, water: int) -> None:
    floes = sorted((water + 16 + 400 * s.rng.random() ** 1.4, s.rng.uniform(-60, 1860)) for _ in range(60))
    for y, x in floes:
        t = (y - water) / 430
        w = (14 + 120 * t) * s.rng.uniform(0.4, 1.3)
        h = w * s.rng.uniform(0.1, 0.34)
        line = crag(
            s.rng,
            [
                (x - w, y),
                (x - w * 0.6, y - h),
                (x + w * 0.1, y - h * 1.3),
                (x + w * 0.7, y - h * 0.7),
                (x + w, y),
            ],
            0.13,
            2,
        )
        p.poly([(a, 2 * y - b * 1.0 + (y - b) * -0.1) for a, b in line], rgb("#bfe0e4", 80))
        p.poly(line, "#f3f8f5")
        p.poly(
            [(x + w * 0.15, y - h * 1.2), (x + w * 0.7, y - h * 0.7), (x + w, y), (x + w * 0.02, y)],
            "#a6cedb",
        )
        p.poly([(x - w, y), (x + w, y), (x + w * 0.8, y + h * 0.16), (x - w * 0.85, y + h * 0.16)], "#5fa9bd")


def _inflatable(p: Pen) -> None:
    """An inflatable with two researchers, for the scale of it."""
    p.round(560, 1012, 690, 1036, 12, "#c8502f")
    p.round(572, 1010, 680, 1020, 5, "#7e3428")
    p.poly([(690, 1016), (712, 1008), (690, 1034)], "#c8502f")
    figure(p, 600, 1034, 66, rgb("#e0a33a"), rgb("#2d3a46"), 0.02)
    figure(p, 648, 1034, 62, rgb("#2e5a78"), rgb("#2d3a46"), 0.02)
    p.oval(630, 1040, 90, 5, rgb("#e7f1ef", 150))


PICTURES = {
    "glacier-melt": glacier,
}
