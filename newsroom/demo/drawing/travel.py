"""Railway and bridge: the viaduct, and the Ansel bridge in fog."""

from __future__ import annotations

import itertools
import math

from PIL import Image

from .kit import Point, Sheet, both, levels, mix, ramp, rgb, ridge, spline
from .scenery import clouds, dapple, gull, mist, tree


def railway_viaduct() -> Image.Image:
    """A stone viaduct over a wooded valley in autumn, a train crossing."""
    s = Sheet("railway-viaduct", [(0, "#86abc0"), (0.3, "#c9d5cd"), (0.5, "#f5e2bd")])
    s.glow(350, 420, 800, "#fff0c6", 0.6)
    clouds(s, "#e9e6dc", "#fffaf0", (-0.1, 0.4), cell=200, stretch=2.8, cover=(130, 210), share=0.85, salt=2)
    for k, (y, h, top, foot) in enumerate(
        ((430, 190, "#b3c2c1", "#d3d1b9"), (520, 180, "#96ab9f", "#c3bf92"), (610, 190, "#7c9478", "#b5a96c"))
    ):
        line = [
            (x, v + 90 * math.cos((x - 900) / 560 + k * 0.3) - 60) for x, v in ridge(s.rng, 1820, y, h, 0.42, left=-10)
        ]
        mask = s.below(line)
        s.grade(mask, [(0, top), (0.4, foot), (1, foot)])
        dapple(s, mask, "#e6cf8c", mix(top, "#3f5a4c", 0.4), cell=70, share=0.4, salt=50 + k)
        mist(
            s,
            "#f4e6c8",
            [(0, 0), (y / 1200 + 0.02, 0), (y / 1200 + 0.16, 0.5), (y / 1200 + 0.26, 0), (1, 0)],
            salt=70 + k,
        )
    deck, floor = 520, 1010
    piers = [150 + i * 188 for i in range(-1, 10)]
    arches = s.stencil(
        lambda p: [
            p.poly(
                [
                    *[
                        (
                            x + 94 + 72 * math.cos(a / 12 * math.pi),
                            deck + 118 - 74 * math.sin(a / 12 * math.pi),
                        )
                        for a in range(13)
                    ],
                    (x + 16, 1200),
                    (x + 172, 1200),
                ]
            )
            for x in piers
        ]
    )
    body = s.stencil(lambda p: p.box(-10, deck, 1810, 1210))
    inv = arches.point([255 - i for i in range(256)])
    stone = both(body, inv)
    s.grade(stone, [(0, "#d9b893"), (0.4, "#c39c7c"), (1, "#947c74")])
    bricks = levels(s.noise(12, 2, 3, 33), 120, 190)
    s.fill(both(stone, bricks), "#a8826a", 0.35)
    dapple(s, stone, "#f0d9b4", "#7d645c", cell=60, share=0.35, salt=34)
    with s.ink() as p:
        for x in piers:
            # the inner face of each arch is seen on its right
            a0 = [
                (x + 94 + 72 * math.cos(a / 24 * math.pi), deck + 118 - 74 * math.sin(a / 24 * math.pi))
                for a in range(13)
            ]
            p.poly(
                [
                    (x + 172, 1200),
                    *a0,
                    *[(px - 18 + i * 1.0, py + 4) for i, (px, py) in reversed(list(enumerate(a0)))],
                    (x + 150, 1200),
                ],
                rgb("#6b5a5e", 215),
            )
            ring = [
                (x + 94 + 80 * math.cos(a / 16 * math.pi), deck + 118 - 82 * math.sin(a / 16 * math.pi))
                for a in range(17)
            ]
            p.line(ring, rgb("#ecd6b2", 200), 6)
            p.box(x - 20, deck + 112, x + 20, deck + 124, "#e3c8a2")
        p.box(-10, deck - 4, 1810, deck + 14, "#e6cba6")
        p.box(-10, deck + 14, 1810, deck + 22, "#96796a")
        p.box(-10, deck - 26, 1810, deck - 4, "#cda984")
        p.box(-10, deck - 30, 1810, deck - 24, "#f0dcb8")
        # the train: a power car and four coaches
        x, foot = 470, deck - 26
        p.poly(
            [(x, foot), (x + 6, foot - 44), (x + 42, foot - 78), (x + 250, foot - 78), (x + 250, foot)],
            "#1f4f63",
        )
        p.poly([(x + 22, foot - 50), (x + 46, foot - 73), (x + 76, foot - 73), (x + 76, foot - 50)], "#bcd8dc")
        p.poly([(x, foot - 8), (x + 2, foot - 26), (x + 250, foot - 26), (x + 250, foot - 16)], "#e0a03c")
        for k in range(4):
            p.box(x + 110 + k * 32, foot - 62, x + 130 + k * 32, foot - 48, "#16384a")
        for c in range(4):
            cx = x + 256 + c * 246
            p.round(cx, foot - 76, cx + 240, foot, 7, "#f0e6d0")
            p.box(cx, foot - 26, cx + 240, foot - 16, "#e0a03c")
            p.box(cx, foot - 16, cx + 240, foot, "#1f4f63")
            p.box(cx + 2, foot - 77, cx + 238, foot - 70, "#b9b8ac")
            for k in range(8):
                p.round(
                    cx + 26 + k * 25,
                    foot - 60,
                    cx + 44 + k * 25,
                    foot - 36,
                    3,
                    "#3d5c6c" if (k + c) % 3 else "#f2cf86",
                )
            p.box(cx - 6, foot - 60, cx, foot, "#3a3f48")
        p.line([(x + 180, foot - 78), (x + 196, foot - 96), (x + 180, foot - 112)], "#3a3f48", 2)
        for k in range(8):
            mx = 80 + k * 236
            p.line([(mx, deck - 28), (mx, deck - 150)], "#5d6668", 4)
            p.line([(mx, deck - 146), (mx + 44, deck - 132)], "#5d6668", 3)
        p.line([(-10, deck - 138), (1810, deck - 138)], rgb("#4d5658", 170), 1.2)
    mist(s, "#f6e6c4", [(0, 0), (0.6, 0), (0.76, 0.55), (0.86, 0.2), (1, 0)], salt=90)
    bank = s.below([(-10, floor - 60), (420, floor), (900, floor + 60), (1300, floor + 10), (1820, floor - 110)])
    s.grade(bank, [(0, "#a49a58"), (0.5, "#737f4a"), (1, "#42593d")])
    dapple(s, bank, "#d6b45c", "#3c5238", cell=60, share=0.5)
    river = s.shape(
        spline([(850, 1050), (930, 1052), (1010, 1100), (1130, 1210), (780, 1210), (850, 1110)], closed=True)
    )
    s.grade(river, [(0, "#e9dcbc"), (1, "#7d9a9c")])
    leaf = [("#7d5a34", "#e0a04a"), ("#5b6b3c", "#b9b45c"), ("#8a4a30", "#d9773f"), ("#466044", "#93a85c")]
    with s.ink() as p:
        spots = sorted((s.rng.uniform(990, 1230), s.rng.uniform(-30, 1830)) for _ in range(62))
        for y, x in spots:
            if abs(x - 940) > 90 + (y - 990) * 1.3:
                dark, light = s.rng.choice(leaf)
                tree(p, s.rng, x, y + 30, s.rng.uniform(90, 190), rgb(dark), rgb(light))
        for x, y, z in ((1450, 260, 22), (1520, 300, 17), (1390, 310, 15)):
            gull(p, x, y, z, rgb("#4a5254"), 0.1)
    s.glow(250, 380, 1000, "#ffe9b4", 0.25)
    return s.finish(15)


def ansel_bridge() -> Image.Image:
    """The Ansel bridge rising out of morning fog."""
    s = Sheet(
        "ansel-bridge",
        [(0, "#8aa3ae"), (0.35, "#c4ccc6"), (0.62, "#efdfc6"), (0.75, "#efe2cf"), (1, "#c9cdc8")],
    )
    s.glow(420, 560, 800, "#fff2d2", 0.7)
    far = ridge(s.rng, 1820, 700, 130, 0.48, left=-10)
    s.grade(s.below(far), [(0, "#b4bfbe"), (0.4, "#ded8c8"), (1, "#e9dfcc")])
    with s.ink() as p:
        for k in range(60):
            x = 60 + k * 13
            tall = s.rng.uniform(20, 100) * math.exp(-(((k - 32) / 22) ** 2)) + 14
            p.box(x, 800 - tall, x + 11, 830, "#c3c5bd")
    mist(s, "#f3e8d4", [(0, 0), (0.5, 0.1), (0.62, 0.85), (0.75, 0.9), (1, 0.8)], salt=8)

    def deck(u: float) -> Point:
        """A point of the roadway: 0 near right, 1 lost in the far left."""
        z = 1 / (1 + 4.4 * u)
        return 160 + 1900 * (z - 0.185) / 0.815 - 110, 770 + 190 * (z - 0.185) - 26 * math.sin(u * 3.1)

    def rise(u: float, h: float) -> Point:
        z = 1 / (1 + 4.4 * u)
        x, y = deck(u)
        return x, y - h * z

    haze = "#e6dcc9"
    towers = (0.86, 0.155)
    with s.ink() as p:
        for t in towers:
            z = 1 / (1 + 4.4 * t)
            tone = mix("#b3523c", haze, 0.62 if t > 0.5 else 0.1)
            dark = mix(tone, "#3a3444", 0.3)
            for off, c in ((-0.02 - 0.05 * (1 - t), dark), (0.0, tone)):
                x0 = deck(t)[0] + off * 1500 * z
                top, foot = rise(t, 760)[1], rise(t, -420)[1]
                p.poly([(x0 - 24 * z, top), (x0 + 24 * z, top), (x0 + 34 * z, foot), (x0 - 34 * z, foot)], c)
                p.poly(
                    [(x0 + 8 * z, top), (x0 + 24 * z, top), (x0 + 34 * z, foot), (x0 + 12 * z, foot)],
                    mix(c, "#3a3444", 0.25),
                )
                p.box(x0 - 32 * z, top - 14 * z, x0 + 32 * z, top, c)
            xa, xb = deck(t)[0] - (0.02 + 0.05 * (1 - t)) * 1500 * z, deck(t)[0]
            for h in (740, 560, 380, 200, -60):
                y = rise(t, h)[1]
                p.box(xa, y, xb, y + 34 * z, dark)
    with s.ink() as p:

        def cable(u: float) -> float:
            a, b = towers[1], towers[0]
            if u < a:
                k = (u + 0.16) / (a + 0.16)
                return 30 + 730 * k**1.6
            if u > b:
                return 760 - 700 * min(1, (u - b) / 0.5)
            k = (u - a) / (b - a)
            return 60 + 700 * (2 * k - 1) ** 2

        n = 150
        for side in (1, 0):

            def shift(u: float, side: int = side) -> float:
                return -side * (0.02 + 0.05 * (1 - u)) * 1500 / (1 + 4.4 * u)

            us = [-0.1 + 1.3 * i / n for i in range(n + 1)]
            for i, u in enumerate(us):
                z = 1 / (1 + 4.4 * u)
                tone = mix("#8f4334", haze, min(0.85, 0.15 + 0.65 * u + 0.15 * side))
                x, y = deck(u)
                if i % 2 == 0:
                    p.line([(x + shift(u), y), (x + shift(u), y - cable(u) * z)], tone, max(0.8, 3 * z))
                if i:
                    v = us[i - 1]
                    q = 1 / (1 + 4.4 * v)
                    a = (deck(v)[0] + shift(v), deck(v)[1] - cable(v) * q)
                    p.taper(a, (x + shift(u), y - cable(u) * z), 13 * q, 13 * z, tone)
            if side:
                for u, v in itertools.pairwise(us):
                    z, q = 1 / (1 + 4.4 * u), 1 / (1 + 4.4 * v)
                    a, b = deck(u), deck(v)
                    fade = min(0.88, 0.1 + 0.72 * max(0, u))
                    p.poly(
                        [(a[0] + shift(u), a[1] - 2), (b[0] + shift(v), b[1] - 2), b, a],
                        mix("#6d6a70", haze, fade),
                    )
        for i, (u, v) in enumerate(itertools.pairwise(us)):
            z, q = 1 / (1 + 4.4 * u), 1 / (1 + 4.4 * v)
            a, b = deck(u), deck(v)
            fade = min(0.88, 0.08 + 0.72 * max(0, u))
            tone = mix("#a34a38", haze, fade)
            p.poly([a, b, (b[0], b[1] + 46 * q), (a[0], a[1] + 46 * z)], tone)
            p.line(
                [(a[0], a[1] + 46 * z), (b[0], b[1] + (46 if i % 2 else 4) * q)],
                mix(tone, "#3a3444", 0.35),
                5 * z,
            )
            p.line([(a[0], a[1] + 46 * z), (b[0], b[1] + 46 * q)], mix(tone, "#3a3444", 0.3), 7 * z)
            p.line([(a[0], a[1] - 16 * z), (b[0], b[1] - 16 * q)], tone, 2.4 * z)
        for u, hue in (
            (0.04, "#e6dcc6"),
            (0.24, "#3f6577"),
            (0.33, "#d8b04c"),
            (0.5, "#eadfca"),
            (0.62, "#5c6f78"),
        ):
            z = 1 / (1 + 4.4 * u)
            x, y = deck(u)
            p.round(x - 46 * z, y - 46 * z, x + 40 * z, y - 3 * z, 7 * z, mix(hue, haze, 0.15 + 0.6 * u))
            p.box(x - 34 * z, y - 40 * z, x + 24 * z, y - 25 * z, mix("#33475a", haze, 0.15 + 0.6 * u))
            p.oval(x - 48 * z, y - 16 * z, 5 * z, 5 * z, "#fff3c4")
    for salt, colour, marks in (
        (11, "#f4ead8", [(0, 0), (0.6, 0.0), (0.74, 0.75), (0.84, 1.0), (1, 0.85)]),
        (12, "#dfe0da", [(0, 0), (0.72, 0.0), (0.86, 0.8), (1, 1.0)]),
    ):
        veil = both(ramp(s.size, marks), levels(s.noise(150, 4, 3.5, salt), 10, 150))
        s.fill(veil, colour, 0.96)
    puffs = both(levels(s.noise(130, 5, 2.8, 14), 110, 210), ramp(s.size, [(0, 0), (0.64, 0), (0.78, 1), (1, 0.8)]))
    s.fill(puffs, "#fbf3e2", 0.8)
    with s.ink() as p:
        for x, y, z in ((620, 330, 24), (700, 290, 19), (560, 390, 16), (1010, 400, 20)):
            gull(p, x, y, z, rgb("#6d7678"), 0.1)
    return s.finish(14)


PICTURES = {
    "railway-viaduct": railway_viaduct,
    "ansel-bridge": ansel_bridge,
}
