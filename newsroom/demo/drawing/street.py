"""Streets with people in them: the old town of Brenn in snow, and the market."""

from __future__ import annotations

import itertools
import math

from PIL import Image

from .kit import Pen, Sheet, blur, crag, mix, ramp, rgb
from .scenery import clouds, dapple, figure, gull, mist


def gabled(
    p: Pen,
    s: Sheet,
    x: float,
    foot: float,
    w: float,
    h: float,
    wall: str | tuple[int, ...],
    haze: float,
    lit: float,
) -> None:
    """A tall gabled town house with snow on its roof."""
    air = "#b9c3d3"
    wall = mix(wall, air, haze)
    dark, snow = mix(wall, "#39405c", 0.35), mix("#fbf7f2", air, haze * 0.7)
    top, peak, kind = foot - h, foot - h - w * s.rng.uniform(0.75, 1.0), s.rng.random()
    p.box(x, top, x + w, foot, wall)
    if kind < 0.45:
        steps = 5
        for i in range(steps):
            a, b = x + w * 0.5 * i / steps, top - (top - peak) * (i + 1) / steps
            p.box(a, b, x + w - (a - x), top + 1, wall)
            p.box(a - 2, b - 5, a + w * 0.5 / steps, b + 2, snow)
            p.box(x + w - (a - x) - w * 0.5 / steps, b - 5, x + w - (a - x) + 2, b + 2, snow)
    else:
        p.poly([(x, top), (x + w / 2, peak), (x + w, top)], wall)
        for side in (0, 1):
            ex = x - 7 if side == 0 else x + w + 7
            p.poly(
                [
                    (ex, top + 4),
                    (x + w / 2, peak - 10),
                    (x + w / 2, peak + 8),
                    (ex + (9 if side == 0 else -9), top + 8),
                ],
                snow,
            )
    p.box(x + w * 0.93, top, x + w, foot, dark)
    cell = w / 4.2
    for r in range(int((h + w * 0.3) / (cell * 1.5))):
        y = foot - cell * 1.45 * (r + 1.15)
        cols = 3 if y > top + 6 else 1
        for c in range(cols):
            a = x + w * ((c + 0.5) / 3 if cols == 3 else 0.5) - cell * 0.3
            glow = s.rng.random() < lit
            p.box(a - 3, y - 3, a + cell * 0.6 + 3, y + cell * 0.85 + 3, mix(wall, "#ffffff", 0.45))
            p.box(
                a,
                y,
                a + cell * 0.6,
                y + cell * 0.85,
                mix("#ffcb74", air, haze * 0.6) if glow else mix("#4a556e", air, haze),
            )
            p.box(a + cell * 0.27, y, a + cell * 0.33, y + cell * 0.85, mix(wall, "#ffffff", 0.35))
            p.box(a - 4, y + cell * 0.85 + 1, a + cell * 0.6 + 4, y + cell * 0.85 + 6, snow)


def brenn() -> Image.Image:
    """Gabled houses along Brenn's market street in falling snow, windows lit."""
    s = Sheet("brenn-old-town", [(0, "#8e9db8"), (0.35, "#b9c1cf"), (0.6, "#e3d3cb"), (1, "#e6d9d0")])
    clouds(s, "#a7b2c6", "#d6d6dc", (-0.1, 0.5), cell=220, stretch=2.8, cover=(110, 220), share=0.8, salt=2)
    paint = ["#c97b5c", "#d9a45c", "#8fa58f", "#b4605a", "#c9b08c", "#7f93ac", "#d3bfa4", "#a5746a"]
    foot = 880
    with s.ink() as p:
        # the cathedral, far off
        air = "#b4becf"
        for x in (826, 936):
            p.box(x, 380, x + 62, foot, air)
            p.poly([(x - 5, 384), (x + 31, 190), (x + 67, 384)], mix(air, "#6f8a94", 0.4))
            p.poly([(x + 31, 190), (x + 67, 384), (x + 36, 384)], mix(air, "#5a7080", 0.55))
            for y in (420, 520):
                p.arch(x + 20, y, x + 42, y + 60, mix(air, "#56617c", 0.5))
        p.poly([(880, 480), (912, 420), (944, 480), (944, foot), (880, foot)], mix(air, "#ffffff", 0.12))
        p.oval(912, 540, 22, 22, mix(air, "#56617c", 0.4))
        x = 380.0
        while x < 1400:
            w = s.rng.uniform(62, 88)
            if not 790 < x + w / 2 < 1010:
                gabled(p, s, x, foot - 40, w, s.rng.uniform(190, 260), s.rng.choice(paint), 0.55, 0.25)
            x += w * 0.96
    s.fill(ramp(s.size, [(0, 0), (0.45, 0.1), (0.75, 0.45), (1, 0)]), "#e3dbd8", 0.7)
    ground = s.shape([(-10, foot - 50), (1810, foot - 50), (1810, 1210), (-10, 1210)])
    s.grade(ground, [(0, "#e3dfe2"), (0.3, "#d3d7e3"), (1, "#aab6cf")])
    sides = [
        (250, 120, 350, 905, 0.28),
        (130, 142, 420, 945, 0.14),
        (-50, 180, 560, 1010, 0.0),
        (1400, 122, 360, 905, 0.28),
        (1520, 150, 430, 950, 0.14),
        (1660, 190, 580, 1015, 0.0),
    ]
    with s.ink() as p:
        for i, (x, w, h, y, haze) in enumerate(sides):
            gabled(p, s, x, y, w, h, paint[(i * 3) % len(paint)], haze, 0.42)
        for x, y, w, haze in (
            (-50, 1010, 180, 0.0),
            (140, 945, 130, 0.14),
            (1520, 950, 150, 0.14),
            (1660, 1015, 190, 0),
        ):
            p.box(x + 16, y - 96, x + w - 20, y - 6, mix("#3a3a4c", "#b9c3d3", haze))
            p.box(x + 22, y - 88, x + w - 26, y - 12, mix("#ffce80", "#b9c3d3", haze))
            for k in range(1, 4):
                p.box(
                    x + 18 + (w - 40) * k / 4,
                    y - 92,
                    x + 21 + (w - 40) * k / 4,
                    y - 10,
                    mix("#3a3a4c", "#b9c3d3", haze),
                )
            n = 6
            for k in range(n):
                a, b = x + 6 + (w - 12) * k / n, x + 6 + (w - 12) * (k + 1) / n
                p.poly(
                    [(a, y - 104), (b, y - 104), (b + 3, y - 74), (a - 3, y - 74)],
                    mix("#a8483e" if k % 2 else "#f0e3cf", "#b9c3d3", haze),
                )
            p.box(x, y - 110, x + w, y - 102, "#fbf7f2")
    dapple(s, ground, "#fbf6f0", "#8fa0c0", cell=34, share=0.35, stretch=5)
    shine = s.stencil(
        lambda p: [
            p.poly([(x - 50, y), (x + 50, y), (x + 120 * d, y + 120), (x - 60 + 120 * d, y + 120)])
            for x, y, d in ((40, 1012, 1), (205, 948, 1), (1595, 952, -1), (1755, 1018, -1))
        ]
    )
    s.screen(blur(shine, 22), "#ffc477", 0.6)
    with s.ink() as p:
        for side in (-1, 1):
            for k in range(30):
                t = k / 30
                p.oval(
                    900 + side * (60 + 300 * t**1.5) + s.rng.uniform(-6, 6),
                    850 + 350 * t**1.4,
                    5 + 16 * t,
                    2 + 5 * t,
                    rgb("#8f9fc0", 130),
                )
        for x, y, t, c in (
            (760, 900, 74, "#6b4a5c"),
            (806, 906, 76, "#39506b"),
            (1010, 886, 62, "#8d4a40"),
            (690, 990, 116, "#a03e3a"),
            (1120, 1010, 128, "#2f4a5c"),
            (1176, 1016, 104, "#c08a4c"),
            (1300, 930, 84, "#4d4a5c"),
            (560, 930, 84, "#3f5a50"),
        ):
            p.oval(x + t * 0.24, y, t * 0.34, t * 0.045, rgb("#6f80a6", 130))
            figure(p, x, y, t, rgb(c), rgb("#2c3040"), 0.09)
        p.poly(crag(s.rng, [(1052, 838), (1120, 820), (1190, 838)], 0.05, 2), "#fbf7f2")
        for x, y, h in ((520, 985, 290), (1280, 985, 290), (700, 880, 170), (1110, 880, 170)):
            p.line([(x, y), (x, y - h)], "#2f3448", 2 + h * 0.02)
            p.poly(
                [
                    (x - h * 0.05, y - h),
                    (x + h * 0.05, y - h),
                    (x + h * 0.035, y - h * 1.0 + h * 0.11),
                    (x - h * 0.035, y - h + h * 0.11),
                ],
                "#ffe2a0",
            )
            p.poly([(x - h * 0.065, y - h), (x, y - h * 1.06), (x + h * 0.065, y - h)], "#f6f2ee")
    for x, y, h in ((520, 985, 290), (1280, 985, 290), (700, 880, 170), (1110, 880, 170)):
        s.glow(x, y - h * 0.95, h * 0.7, "#ffc878", 0.6)
    for count, lo, hi, alpha in ((500, 1.0, 2.0, 150), (240, 2.0, 3.6, 190), (60, 4, 7, 130)):
        with s.ink() as p:
            for _ in range(count):
                x, y, r = s.rng.uniform(0, 1800), s.rng.uniform(0, 1200), s.rng.uniform(lo, hi)
                p.oval(x, y, r, r * 1.1, rgb("#fffaf4", alpha))
    mist(s, "#dfdde4", [(0, 0), (0.55, 0.1), (0.7, 0.35), (0.78, 0), (1, 0)])
    return s.finish(15)


def market() -> Image.Image:
    """Striped awnings and heaped stalls on a bright morning."""
    s = Sheet("market-stalls", [(0, "#8fb9cb"), (0.25, "#c9dcd8"), (0.5, "#f4e6cb")])
    s.glow(400, 200, 800, "#fff1cc", 0.6)
    paint = ["#d9b48c", "#c98f72", "#e3cfa8", "#a9b3a4", "#d3a07c", "#b9a994"]
    with s.ink() as p:
        x = -30.0
        while x < 1820:
            w, h = s.rng.uniform(150, 230), s.rng.uniform(430, 560)
            wall = mix(s.rng.choice(paint), "#f1e4cc", 0.4)
            p.box(x, 720 - h, x + w, 760, wall)
            p.box(x - 4, 712 - h, x + w + 2, 728 - h, mix(wall, "#ffffff", 0.4))
            p.poly(
                [(x - 4, 713 - h), (x + 14, 664 - h), (x + w - 14, 664 - h), (x + w + 2, 713 - h)],
                mix("#9c6a58", "#f1e4cc", 0.4),
            )
            for r in range(3):
                for c in range(2):
                    a, b = x + w * (0.17 + 0.42 * c), 748 - h + r * 108
                    p.box(a - 4, b - 4, a + 34, b + 64, mix(wall, "#ffffff", 0.45))
                    p.box(a, b, a + 30, b + 60, mix("#6f8a90", wall, 0.25))
                    p.box(a + 14, b, a + 16, b + 60, mix(wall, "#ffffff", 0.4))
                    shutter = mix("#5f8078", "#f1e4cc", 0.35)
                    p.box(a - 18, b - 2, a - 5, b + 62, shutter)
                    p.box(a + 35, b - 2, a + 48, b + 62, shutter)
            p.box(x + w * 0.94, 720 - h, x + w, 760, mix(wall, "#8a6f6c", 0.3))
            x += w
    mist(s, "#f8ead0", [(0, 0.1), (0.4, 0.35), (0.62, 0.6), (0.66, 0), (1, 0)])
    ground = s.shape([(-10, 740), (1810, 740), (1810, 1210), (-10, 1210)])
    s.grade(ground, [(0, "#d9c7aa"), (1, "#94877c")])
    dapple(s, ground, "#e9d9ba", "#7d7068", cell=36, share=0.45, stretch=4)
    # bunting
    with s.ink() as p:
        for x0, y0, x1, y1 in ((-20, 130, 760, 210), (700, 220, 1820, 90)):
            n = 22
            pts = [
                (x0 + (x1 - x0) * i / n, y0 + (y1 - y0) * i / n + 110 * math.sin(math.pi * i / n)) for i in range(n + 1)
            ]
            p.line(pts, "#7d6a60", 2)
            for i, (a, b) in enumerate(itertools.pairwise(pts)):
                hue = ("#c8553f", "#e9b755", "#3f7f8a", "#f4ead2", "#6f9a62")[i % 5]
                p.poly(
                    [
                        a,
                        ((a[0] * 0.2 + b[0] * 0.8), a[1] * 0.2 + b[1] * 0.8),
                        ((a[0] + b[0]) / 2 - 4, (a[1] + b[1]) / 2 + 36),
                    ],
                    hue,
                )
    rows = [
        (
            760,
            0.55,
            [(-60, "#c8553f"), (300, "#3f7f8a"), (760, "#d99a3c"), (1120, "#6f8f5a"), (1480, "#b0596a")],
        ),
        (1000, 1.0, [(-120, "#2f6f80"), (560, "#c8503a"), (1240, "#e0a13c")]),
    ]
    for row, (y, z, stalls) in enumerate(rows):
        cast = s.stencil(
            lambda p, y=y, z=z, st=stalls: [p.oval(x + 310 * z, y + 36 * z, 330 * z, 30 * z) for x, _ in st]
        )
        s.shadow(blur(cast, 14), "#5d4f5c", 0.6)
        with s.ink() as p:
            for x, hue in stalls:
                stall(p, s, x, y, z, hue)
            if row == 0:
                walkers(p, s, 830, 900, 17, 118)
    with s.ink() as p:
        walkers(p, s, 1085, 1150, 6, 250)
        for x, y, z in ((980, 150, 22), (1060, 120, 17), (900, 230, 14)):
            gull(p, x, y, z, rgb("#6d7678"), 0.1)
    light = s.shape([(0, 0), (700, 0), (1800, 1200), (900, 1200)])
    s.screen(blur(light, 90), "#fff0c8", 0.16)
    return s.finish(14)


def walkers(p: Pen, s: Sheet, lo: float, hi: float, count: int, tall: float) -> None:
    """People among the stalls, with their shadows and bags."""
    coats = ["#b5483e", "#2f5a70", "#d29a3e", "#55704f", "#7a4d6c", "#e6dac2", "#37404e", "#c97f6a"]
    for y, x in sorted((s.rng.uniform(lo, hi), (i + s.rng.uniform(0.1, 0.9)) * 1800 / count) for i in range(count)):
        t = tall * s.rng.uniform(0.9, 1.08)
        p.oval(x + t * 0.22, y, t * 0.32, t * 0.045, rgb("#5d4f50", 120))
        hair = s.rng.choice(["#2b211e", "#5b3c28", "#8d8580", "#a8763e", "#c9a566"])
        legs = s.rng.choice(["#2f3644", "#4a4250", "#5b5148"])
        figure(p, x, y, t, rgb(s.rng.choice(coats)), rgb(legs), s.rng.uniform(0.05, 0.13), hair)
        if s.rng.random() < 0.6:
            side = s.rng.choice([-1, 1])
            p.box(
                x + side * t * 0.17 - t * 0.06,
                y - t * 0.42,
                x + side * t * 0.17 + t * 0.06,
                y - t * 0.26,
                s.rng.choice([rgb("#c9a56c"), rgb("#e9dfc8"), rgb("#6f8f5a")]),
            )


def stall(p: Pen, s: Sheet, x: float, y: float, z: float, hue: str) -> None:
    """A stall with a striped awning and its goods in heaps."""
    w = 620 * z
    top, board = y - 400 * z, y - 130 * z
    p.box(x + 30 * z, top + 60 * z, x + w - 30 * z, y - 60 * z, rgb("#4a3c3c", 150))
    for a in (0.04, 0.96):
        p.box(x + w * a - 7 * z, top, x + w * a + 7 * z, y + 30 * z, "#7a5a44")
    for k in range(3):
        hx = x + w * (0.28 + 0.22 * k)
        p.line([(hx, top + 60 * z), (hx, top + 120 * z)], "#4a3c3c", 2)
        p.poly([(hx - 22 * z, top + 128 * z), (hx, top + 106 * z), (hx + 22 * z, top + 128 * z)], "#e9dfc6")
    seller = x + w * s.rng.uniform(0.35, 0.65)
    skin, hair = s.rng.choice([("#d9a884", "#4a3024"), ("#8d5f48", "#1f1818"), ("#e3bc9c", "#a8763e")])
    coat = s.rng.choice(["#e6dcc6", "#4f6a58", "#5a4a6c", "#a8503f"])
    figure(p, seller, y + 40 * z, 330 * z, rgb(coat), rgb("#3a3640"), 0.03, skin)
    p.oval(seller, y - 285 * z, 22 * z, 16 * z, hair)
    p.box(seller - 24 * z, y - 200 * z, seller + 24 * z, y - 60 * z, mix(coat, "#20303c", 0.45))
    p.box(x + 6 * z, board, x + w - 6 * z, y + 30 * z, "#a67c58")
    p.box(x + 6 * z, board, x + w - 6 * z, board + 14 * z, "#c99e72")
    for k in range(1, 12):
        p.line(
            [(x + 6 * z + k * w / 12, board + 14 * z), (x + 6 * z + k * w / 12, y + 30 * z)],
            rgb("#7d5a40", 150),
            2 * z,
        )
    goods = ["#d9432f", "#e88a2e", "#8fae3f", "#f0c44a", "#6b3f5c", "#b8c96a", "#c2602f"]
    bins = 6
    for k in range(bins):
        a, b = x + 16 * z + k * (w - 32 * z) / bins, x + 8 * z + (k + 1) * (w - 32 * z) / bins
        tone = s.rng.choice(goods)
        span, r = b - a, 15 * z
        for level in range(4):
            n = 5 - level
            for i in range(n):
                cx = a + span * 0.12 + span * 0.76 * ((i + 0.5 + level * 0.5) / 5) + s.rng.uniform(-3, 3) * z
                cy = board - 4 * z - level * r * 1.15
                shade = mix(tone, "#3a1c20", s.rng.uniform(0.0, 0.28))
                p.oval(cx, cy, r, r * 0.95, shade)
                p.oval(cx - r * 0.3, cy - r * 0.34, r * 0.42, r * 0.34, mix(shade, "#fff0c4", 0.4))
        p.box(a, board - 8 * z, b - 8 * z, board + 22 * z, "#b98d62")
        p.box(a, board - 8 * z, b - 8 * z, board - 2 * z, "#dcb88c")
        p.poly(
            [
                (a + span * 0.36, board - 4 * z),
                (a + span * 0.62, board - 4 * z),
                (a + span * 0.62, board + 14 * z),
                (a + span * 0.36, board + 14 * z),
            ],
            "#f6eed8",
        )
    n = 12
    for k in range(n):
        tone = hue if k % 2 == 0 else "#f6ecd6"
        a, b = x - 24 * z + (w + 48 * z) * k / n, x - 24 * z + (w + 48 * z) * (k + 1) / n
        ta, tb = x + 26 * z + (w - 52 * z) * k / n, x + 26 * z + (w - 52 * z) * (k + 1) / n
        p.poly(
            [(ta, top - 96 * z), (tb, top - 96 * z), (b, top + 36 * z), (a, top + 36 * z)],
            mix(tone, "#fff4dc", 0.1),
        )
        p.box(a, top + 36 * z, b, top + 62 * z, mix(tone, "#3f2c3c", 0.18))
        p.oval((a + b) / 2, top + 62 * z, (b - a) / 2, 13 * z, mix(tone, "#3f2c3c", 0.18))


PICTURES = {
    "brenn-old-town": brenn,
    "market-stalls": market,
}
