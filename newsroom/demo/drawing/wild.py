"""Wild places of the sea: the kelp forest and the seabird cliff."""

from __future__ import annotations

import itertools
import math

from PIL import Image, ImageChops

from .kit import Pen, Point, Sheet, blur, both, crag, levels, mix, nudge, ramp, rgb, spline
from .scenery import clouds, dapple, glitter, gull, mist, rays, rough, swell


def kelp_forest() -> Image.Image:
    """Kelp rising to the light, a shoal passing through."""
    s = Sheet(
        "kelp-forest",
        [(0, "#c9ecd8"), (0.12, "#7cc9bf"), (0.4, "#2f8f9a"), (0.75, "#13566c"), (1, "#0a2f48")],
    )
    s.glow(980, -60, 900, "#f4ffdc", 0.7)
    shine = both(levels(s.noise(40, 4, 3, 3), 130, 200), ramp(s.size, [(0, 1), (0.12, 0.5), (0.25, 0), (1, 0)]))
    s.screen(shine, "#f7ffe6", 0.7)
    rays(s, 980, -260, 1500, "#e4ffe0", 0.5, (52, 128), 13)
    floor = s.below(crag(s.rng, [(-10, 1080), (400, 1060), (900, 1130), (1400, 1070), (1820, 1040)], 0.04))
    for depth, tone, count in ((0, "#3f9a96", 16), (1, "#2c7d74", 13), (2, "#2f6a4c", 9), (3, "#16392f", 5)):
        with s.ink() as p:
            for _ in range(count):
                if depth == 3:
                    x = s.rng.choice([s.rng.uniform(-40, 380), s.rng.uniform(1420, 1840)])
                else:
                    x = s.rng.uniform(-40, 1840)
                kelp(p, s, x, 1180, depth, tone)
        if depth < 3:
            s.fill(ramp(s.size, [(0, 0.24), (0.5, 0.2), (1, 0.3)]), ("#5db7b0", "#2f8f97", "#1c6672")[depth], 0.5)
        if depth == 1:
            s.grade(floor, [(0, "#1f6672"), (1, "#0b3a4c")])
            dapple(s, floor, "#4a9a92", "#0a3346", cell=50, share=0.4, stretch=2.5)
        if depth == 2:
            rays(s, 980, -260, 1500, "#e4ffe0", 0.22, (60, 120), 9)
            shoal(s)
    rock = rough(
        s,
        s.shape(
            [
                (-10, 1230),
                (-10, 1120),
                (200, 1090),
                (420, 1140),
                (620, 1180),
                (1000, 1170),
                (1300, 1130),
                (1600, 1080),
                (1820, 1060),
                (1820, 1230),
            ]
        ),
        14,
        60,
        share=0.7,
    )
    s.grade(rock, [(0, "#0f3b46"), (1, "#061d2b")])
    with s.ink() as p:
        for x, y, r in ((300, 1120, 22), (1480, 1104, 28), (1600, 1086, 18), (180, 1110, 15)):
            for k in range(11):
                a = math.pi * (k / 10)
                p.taper(
                    (x, y),
                    (x + math.cos(a) * r, y - math.sin(a) * r),
                    5,
                    2,
                    mix("#d96f5c", "#f0a58a", k / 10),
                )
    with s.ink() as p:
        for _ in range(60):
            x, y = s.rng.uniform(0, 1800), s.rng.uniform(60, 1100)
            r = s.rng.uniform(1.5, 5)
            p.oval(x, y, r, r, rgb("#e8fff4", s.rng.randint(30, 110)))
    return s.finish(13, 0.4)


def kelp(p: Pen, s: Sheet, x: float, y: float, depth: int, tone: str) -> None:
    """One frond of kelp from the floor towards the surface, blades to either side."""
    size = (0.45, 0.7, 1.0, 1.5)[depth]
    tall = s.rng.uniform(700, 1250) if depth < 3 else s.rng.uniform(800, 1300)
    phase, bend = s.rng.uniform(0, 6.28), s.rng.uniform(26, 60)
    tip = mix(tone, "#d8c96a", 0.42 if depth < 3 else 0.08)
    stem: list[Point] = []
    for i in range(46):
        t = i / 45
        stem.append((x + math.sin(t * 4.5 + phase) * bend * t + 60 * t * t, y - tall * t))
    p.line(stem, tone, 7 * size)
    for i in range(3, 45, 2 if depth > 1 else 3):
        t = i / 45
        side = 1 if (i // 2) % 2 else -1
        sx, sy = stem[i]
        reach = s.rng.uniform(70, 120) * size * (1.1 - 0.3 * t)
        a = -0.75 + math.sin(i * 0.7 + phase) * 0.35 - 0.3 * t
        ex, ey = sx + side * math.cos(a) * reach, sy + math.sin(a) * reach
        nx, ny = -(ey - sy) / reach, (ex - sx) / reach
        w = 13 * size
        leaf = spline(
            [
                (sx, sy),
                (sx + (ex - sx) * 0.35 + nx * w, sy + (ey - sy) * 0.35 + ny * w),
                (sx + (ex - sx) * 0.7 + nx * w * 0.5, sy + (ey - sy) * 0.7 + ny * w * 0.5),
                (ex, ey),
                (sx + (ex - sx) * 0.6 - nx * w * 0.7, sy + (ey - sy) * 0.6 - ny * w * 0.7),
            ],
            closed=True,
            steps=4,
        )
        shade = mix(tone, tip, t * s.rng.uniform(0.5, 1.0) + 0.05)
        p.poly(leaf, shade)
        p.line(
            [(sx, sy), (sx + (ex - sx) * 0.85, sy + (ey - sy) * 0.85)],
            mix(shade, "#ffffff", 0.12),
            1.2 * size,
        )
        p.oval(sx + side * 7 * size, sy - 3 * size, 6 * size, 5 * size, mix(shade, "#f1e39a", 0.3))


def shoal(s: Sheet) -> None:
    """Silver fish turning together."""
    with s.ink() as p:
        fish = []
        for _ in range(120):
            t = s.rng.random()
            x = 420 + 980 * t + s.rng.gauss(0, 40)
            y = 620 - 190 * math.sin(t * 2.9) + s.rng.gauss(0, 42)
            fish.append((x, y, s.rng.uniform(13, 24), -0.55 * math.cos(t * 2.9) + s.rng.gauss(0, 0.08)))
        for x, y, z, a in fish:
            c, v = math.cos(a), math.sin(a)

            def at(u: float, w: float, x: float = x, y: float = y, z: float = z, c: float = c, v: float = v) -> Point:
                return x + (u * c - w * v) * z, y + (u * v + w * c) * z

            tone = mix("#a9d6d2", "#eefbf2", s.rng.random())
            p.poly(
                [
                    at(1, 0),
                    at(0.5, -0.24),
                    at(-0.3, -0.22),
                    at(-0.8, -0.03),
                    at(-1.2, -0.26),
                    at(-1.1, 0),
                    at(-1.2, 0.26),
                    at(-0.8, 0.03),
                    at(-0.3, 0.2),
                    at(0.5, 0.2),
                ],
                tone,
            )
            p.poly(
                [at(0.95, -0.03), at(0.5, -0.24), at(-0.3, -0.22), at(-0.8, -0.03), at(0.2, -0.07)],
                mix(tone, "#2c6c7c", 0.55),
            )


def seabird_cliff() -> Image.Image:
    """A white-streaked cliff crowded with birds above a green sea."""
    s = Sheet("seabird-cliff", [(0, "#8eb4c2"), (0.4, "#c3d6d4"), (0.7, "#efe6d0")])
    horizon = 860
    clouds(s, "#e4e8e4", "#ffffff", (-0.1, 0.55), cell=230, stretch=2.6, cover=(125, 210), share=0.85, salt=2)
    s.glow(1500, 700, 700, "#fff4d6", 0.5)
    _stacks_and_sea(s, horizon)
    cliff = _cliff(s)
    _ledges(s, cliff)
    _surf(s)
    with s.ink() as p:
        _gulls(s, p)
    return s.finish(15)


def _stacks_and_sea(s: Sheet, horizon: int) -> None:
    for pts, top, foot in (
        ([(1180, 862), (1260, 800), (1400, 776), (1560, 812), (1680, 862)], "#b3c1c1", "#cbd0c6"),
        ([(900, 862), (960, 760), (1030, 690), (1090, 684), (1150, 780), (1180, 862)], "#8fa2a4", "#b2b9b0"),
    ):
        stack = s.shape([*crag(s.rng, pts, 0.12), (pts[-1][0], 866), (pts[0][0], 866)])
        s.grade(stack, [(0, top), (1, foot)])
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#b4c8be"), (0.25, "#6fa29d"), (1, "#285f68")])
    swell(s, horizon, "#e6f0e6", "#235a64", share=0.5)
    glitter(s, 1500, horizon + 2, 1150, "#fff7e0", 190, 240)
    mist(s, "#f2ead8", [(0, 0), (0.62, 0), (0.71, 0.45), (0.76, 0), (1, 0)])


def _cliff(s: Sheet) -> Image.Image:
    """Rock, lit and cracked, with turf on top; returns where it is."""
    edge: list[Point] = [
        (-10, 120),
        (240, 90),
        (470, 110),
        (620, 150),
        (700, 260),
        (730, 400),
        (800, 560),
        (810, 720),
        (880, 860),
        (900, 960),
        (860, 1000),
        (-10, 1030),
    ]
    cliff = s.shape(crag(s.rng, edge, 0.09, 5))
    s.grade(cliff, [(0, "#a89f90"), (0.5, "#8b857c"), (1, "#565b5e")])
    bumps = s.noise(70, 5, 2.6, 5)
    upright = s.noise(60, 5, 0.35, 6)
    s.fill(
        both(cliff, levels(ImageChops.subtract(upright, nudge(upright, -12, 0), 0.35, 0), 40, 90)),
        "#4f5357",
        0.6,
    )
    s.fill(
        both(cliff, levels(ImageChops.subtract(nudge(upright, -12, 0), upright, 0.35, 0), 50, 100)),
        "#d6ccb6",
        0.55,
    )
    s.fill(both(cliff, levels(ImageChops.subtract(nudge(bumps, 0, -9), bumps, 0.35, 0), 60, 110)), "#e3dac6", 0.5)
    turf = rough(
        s,
        s.shape(
            [
                (-20, 60),
                (240, 50),
                (470, 80),
                (640, 140),
                (690, 250),
                (600, 220),
                (400, 170),
                (200, 160),
                (-20, 190),
            ]
        ),
        9,
        50,
        share=0.7,
    )
    s.grade(both(turf, cliff), [(0, "#b9bf78"), (1, "#6f8f58")])
    return cliff


def _ledges(s: Sheet, cliff: Image.Image) -> None:
    """The ledges of the cliff, white below, and the birds on them."""
    ledges: list[list[Point]] = []
    for k in range(11):
        y = 250 + k * 62
        x1 = 640 + k * 20 + s.rng.uniform(-60, 20)
        x0 = s.rng.uniform(-60, 260)
        ledges.append(
            [(x, y + s.rng.uniform(-7, 7) + 14 * math.sin(x / 110 + k)) for x in range(round(x0), round(x1), 22)]
        )
    shade = s.stencil(
        lambda p: [
            p.poly([*line, *[(x, y + 20 + 14 * math.sin(x / 31)) for x, y in reversed(line)]]) for line in ledges
        ]
    )
    s.fill(both(shade, cliff), "#3d4347", 0.6)

    def streaks(p: Pen) -> None:
        for line in ledges:
            for x, y in line:
                if s.rng.random() < 0.55:
                    p.taper(
                        (x, y),
                        (x + s.rng.uniform(-5, 5), y + s.rng.uniform(20, 66)),
                        9,
                        2,
                        s.rng.randint(60, 200),
                    )

    s.fill(both(blur(s.stencil(streaks), 1.6), cliff), "#f7f4ea", 0.75)
    with s.ink() as p:
        for line in ledges:
            p.line(line, "#efe8d8", 4)
            for (ax, ay), (bx, by) in itertools.pairwise(line):
                for _ in range(2):
                    if s.rng.random() < 0.75:
                        t = s.rng.random()
                        auk(
                            p,
                            ax + (bx - ax) * t,
                            ay + (by - ay) * t - 1,
                            s.rng.uniform(19, 27),
                            s.rng.choice([-1, 1]),
                        )


def _surf(s: Sheet) -> None:
    """Foam at the foot of the cliff."""
    mask = s.stencil(
        lambda p: (
            [p.oval(s.rng.gauss(880, 30), s.rng.gauss(985, 16), 50, 12) for _ in range(16)]
            + [p.oval(x, 1030 - max(0, x - 500) * 0.06 + s.rng.uniform(-8, 8), 46, 20) for x in range(-20, 900, 30)]
        )
    )
    mask = rough(s, mask, 8, 26, share=0.75, hard=50, stretch=2)
    s.fill(both(mask, levels(s.noise(18, 3, 4, 77), 50, 120)), "#f6f4ec", 0.95)


def _gulls(s: Sheet, p: Pen) -> None:
    """Birds on the wing, far ones and four that are near."""
    for _ in range(34):
        x, y = s.rng.gauss(1120, 250), s.rng.gauss(430, 170)
        gull(
            p,
            x,
            y,
            s.rng.uniform(9, 19),
            rgb("#f8f6ee") if y < 700 else rgb("#ffffff"),
            s.rng.uniform(-0.4, 0.4),
        )
    for x, y, z, a in (
        (1300, 330, 92, -0.22),
        (1010, 520, 62, 0.2),
        (1540, 560, 54, 0.1),
        (900, 260, 44, -0.1),
    ):
        gull(p, x, y + 4, z, rgb("#c9cfcd"), a)
        gull(p, x, y, z, rgb("#fcfaf3"), a, rgb("#30363c"))
        p.oval(x + 0.02 * z, y + z * 0.02, z * 0.07, z * 0.07, "#f3dca0")


def auk(p: Pen, x: float, y: float, z: float, way: int) -> None:
    """A guillemot on a ledge."""
    p.oval(x, y - z * 0.45, z * 0.24, z * 0.46, "#2d2f34")
    p.oval(x + way * z * 0.09, y - z * 0.4, z * 0.16, z * 0.36, "#f7f4ea")
    p.oval(x + way * z * 0.03, y - z * 0.93, z * 0.15, z * 0.16, "#2d2f34")
    p.poly(
        [
            (x + way * z * 0.12, y - z * 0.98),
            (x + way * z * 0.36, y - z * 0.9),
            (x + way * z * 0.12, y - z * 0.88),
        ],
        "#2d2f34",
    )


PICTURES = {
    "kelp-forest": kelp_forest,
    "seabird-cliff": seabird_cliff,
}
