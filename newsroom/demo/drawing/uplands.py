"""Country worked: the solar farm, the desert road."""

from __future__ import annotations

import itertools
import math

from PIL import Image

from .kit import Pen, Point, Sheet, both, crag, levels, mix, rgb, ridge
from .scenery import bush_line, clouds, dapple, figure, mist, tree


def solar_farm() -> Image.Image:
    """Rows of panels following the fall of a hill, sheep between them."""
    s = Sheet("solar-farm-hills", [(0, "#79a9cf"), (0.28, "#b9d3dc"), (0.42, "#f4e4c4")])
    clouds(s, "#eef1ef", "#ffffff", (-0.1, 0.36), cell=170, stretch=3, cover=(135, 205), share=0.9, salt=2)
    s.glow(1400, 380, 700, "#fff0c4", 0.6)
    for k, (y, h, top, foot) in enumerate(
        [(440, 130, "#b8c7c4", "#d6d6bf"), (490, 150, "#9cb5a4", "#c4c795"), (550, 120, "#86a681", "#bcbf7b")]
    ):
        mask = s.below([(x, v + 34 * math.sin(x / 300 + k * 2.2)) for x, v in ridge(s.rng, 1820, y, h, 0.42, left=-10)])
        s.grade(mask, [(0, top), (0.35, foot), (1, foot)])
        dapple(s, mask, "#e6d898", mix(top, "#38604f", 0.35), cell=90, share=0.4, salt=50 + k)
    near = [(-10.0, 700.0)] + [(x, 700 - 110 * math.sin((x + 150) / 640) + x * 0.02) for x in range(0, 1841, 20)]
    hill = s.below(near)
    s.grade(hill, [(0, "#a9b665"), (0.4, "#84a155"), (1, "#4c7a48")])
    dapple(s, hill, "#d6d27e", "#47743f", cell=80, share=0.45, salt=60)

    def crest(x: float) -> float:
        return 700 - 110 * math.sin((x + 150) / 640) + x * 0.02

    def ground(u: float, v: float) -> Point:
        """Where a point of the field lies: u across, v from far to near."""
        depth = v**1.7
        x = 900 + (u - 0.5) * (1500 + 2300 * depth) + 120 * (1 - v)
        return x, crest(max(0, min(1800, x))) * (1 - depth) + depth * 1290 + 26

    with s.ink() as p:
        bush_line(p, s.rng, [(x, crest(x) + 2) for x in range(-20, 620, 24)], 17, rgb("#5d7d50"))
        for x in (90, 190, 300, 1630, 1730):
            tree(p, s.rng, x, crest(x) + 8, s.rng.uniform(90, 130), rgb("#3f6a48"), rgb("#a3b566"))
        rows = 11
        for r in range(rows):
            v = 0.06 + 0.94 * r / rows
            scale = 0.2 + 1.25 * v**1.7
            for seg in range(4):
                u0, u1 = 0.04 + seg * 0.24, 0.04 + seg * 0.24 + 0.215
                pts = [ground(u0 + (u1 - u0) * i / 14, v) for i in range(15)]
                if pts[-1][0] < -40 or pts[0][0] > 1840:
                    continue
                up, lean = 66 * scale, 30 * scale
                shade = [(x + 12 * scale, y + 20 * scale) for x, y in pts]
                p.poly([*[(x, y + 4 * scale) for x, y in pts], *reversed(shade)], rgb("#2c5138", 150))
                for x, y in pts[1::3]:
                    p.line(
                        [(x + lean * 0.5, y - up * 0.5), (x + lean * 0.5, y + 16 * scale)],
                        "#51606a",
                        3.5 * scale,
                    )
                top = [(x + lean, y - up) for x, y in pts]
                for i in range(14):
                    a, b, c, d = pts[i], pts[i + 1], top[i + 1], top[i]
                    t = (a[0] / 1800) * 0.8 + 0.12 * math.sin(i * 2.4 + r)
                    p.poly([a, b, c, d], mix("#1f3a63", "#6f9cc4", max(0.0, min(1.0, t))))
                    p.line([a, d], "#c8d6df", 1.3 * scale)
                for share in (0.33, 0.66):
                    p.line([(x + lean * share, y - up * share) for x, y in pts], rgb("#bccddb", 150), 0.9 * scale)
                p.line(top, "#eef3f2", 2.2 * scale)
                p.line(pts, "#93a7b5", 1.8 * scale)
        for _ in range(26):
            x, y = ground(
                s.rng.choice([0.02, 0.268, 0.508, 0.745]) + s.rng.uniform(-0.008, 0.008),
                s.rng.uniform(0.3, 0.95),
            )
            z = 0.25 + (y - 600) / 620
            sheep(p, x, y, 26 * z, s.rng.choice([-1, 1]))
    s.glow(1500, 300, 1000, "#ffe7b0", 0.22)
    return s.finish(14)


def sheep(p: Pen, x: float, y: float, size: float, way: int) -> None:
    """A grazing sheep."""
    for dx in (-0.5, -0.25, 0.3, 0.52):
        p.box(x + dx * size - 1, y - size * 0.5, x + dx * size + 1.5, y, "#3c3a38")
    p.oval(x, y - size * 0.68, size * 0.8, size * 0.46, "#d9d0bb")
    p.oval(x - size * 0.06, y - size * 0.76, size * 0.68, size * 0.36, "#f6f0e2")
    p.oval(x + way * size * 0.86, y - size * 0.5, size * 0.2, size * 0.27, "#3c3a38")


def desert_road() -> Image.Image:
    """A straight road to a border post, mesas in the haze."""
    s = Sheet("desert-border-road", [(0, "#7fb0c6"), (0.25, "#bcd0c8"), (0.46, "#f3dcb4"), (0.54, "#f6cf9d")])
    horizon = 640
    s.glow(430, 560, 800, "#fff0c8", 0.6)
    clouds(s, "#efe2c9", "#fff4de", (-0.05, 0.3), cell=70, stretch=10, cover=(140, 220), share=0.6, salt=2)
    for base, shade, parts in (
        ("#d9b79c", "#c6a294", [(60, 200, 560), (300, 520, 580), (1240, 1420, 556), (1500, 1800, 575)]),
        ("#cb9577", "#a97468", [(-30, 150, 520), (610, 700, 560), (1350, 1580, 490), (1640, 1860, 545)]),
    ):
        for x0, x1, top in parts:
            wide = x1 - x0
            line = crag(
                s.rng,
                [
                    (x0 - wide * 0.35, horizon),
                    (x0 - wide * 0.08, horizon - (horizon - top) * 0.42),
                    (x0, top + 6),
                    (x0 + wide * 0.4, top),
                    (x1, top + 5),
                    (x1 + wide * 0.07, horizon - (horizon - top) * 0.42),
                    (x1 + wide * 0.35, horizon),
                ],
                0.07,
                4,
            )
            mask = s.shape([*line, (x1 + wide * 0.35, horizon + 5), (x0 - wide * 0.35, horizon + 5)])
            s.grade(mask, [(0, base), (1, mix(base, "#f3cf9f", 0.5))])
            s.fill(
                both(mask, s.shape([(x0 + wide * 0.62, 0), (2000, 0), (2000, 700), (x0 + wide * 0.75, 700)])),
                shade,
                0.8,
            )
            bands = levels(s.noise(14, 3, 40, 31), 120, 170)
            s.fill(both(mask, bands), shade, 0.45)
    mist(s, "#f8ddb0", [(0, 0), (0.44, 0), (0.53, 0.7), (0.56, 0.2), (1, 0)])
    sand = s.below([(-10, horizon), (1810, horizon)])
    s.grade(sand, [(0, "#eecb97"), (0.3, "#e0ad74"), (1, "#b9774c")])
    dapple(s, sand, "#f6dba6", "#a8683f", cell=46, share=0.4, stretch=7, salt=50)
    vanish = (960, horizon)
    foot = 1210
    road = s.shape([(vanish[0] - 4, horizon), (vanish[0] + 4, horizon), (1390, foot), (330, foot)])
    verge = s.shape([(vanish[0] - 6, horizon), (vanish[0] + 6, horizon), (1520, foot), (210, foot)])
    s.fill(verge, "#c98f5f", 0.75)
    s.grade(road, [(0, "#b09a8c"), (0.3, "#7d7377"), (1, "#4b4a55")])
    dapple(s, road, "#9a8b86", "#3b3b47", cell=40, share=0.35, stretch=1.5, salt=52)
    with s.ink() as p:

        def on(u: float, v: float) -> Point:
            """A point of the road: u across, v from far to near."""
            d = v**2.2
            return vanish[0] + (330 + 1060 * u - vanish[0]) * d + (u - 0.5) * 8, horizon + (foot - horizon) * d

        for i in range(17):
            a, b = 0.12 + i * 0.055, 0.12 + i * 0.055 + 0.028
            p.poly([on(0.492, a), on(0.508, a), on(0.508, b), on(0.492, b)], "#f1e2bf")
        for u in (0.035, 0.95):
            p.poly([on(u, 0.05), on(u + 0.014, 0.05), on(u + 0.014, 1), on(u, 1)], "#e6d3ad")
        # telegraph poles
        tops = []
        for i in range(9):
            v = 0.26 + 0.74 * (i / 8) ** 0.9
            x, y = on(1.32, v)
            t = v**2.2
            p.taper((x, y - 560 * t - 8), (x, y), 9 * t + 0.8, 13 * t + 1.2, mix("#b38a6c", "#4b3a38", t))
            p.box(x - 70 * t, y - 530 * t - 6, x + 70 * t, y - 518 * t - 4, mix("#b38a6c", "#4b3a38", t))
            tops.append((x, y - 532 * t - 6, 62 * t))
        for a, b in itertools.pairwise(tops):
            for side in (-1, 1):
                ax, bx = a[0] + side * a[2], b[0] + side * b[2]
                wire = [
                    (
                        ax + (bx - ax) * k / 10,
                        a[1] + (b[1] - a[1]) * k / 10 + (b[0] - a[0]) * 0.22 * k * (10 - k) / 100,
                    )
                    for k in range(11)
                ]
                p.line(wire, rgb("#5a4640", 170), 1.2)
        # scrub
        for y, x in sorted((horizon + 8 + 540 * s.rng.random() ** 2, s.rng.uniform(-20, 1820)) for _ in range(190)):
            t = (y - horizon) / (foot - horizon)
            if abs(x - vanish[0]) < 40 + 640 * t:
                continue
            r = 3 + 26 * t * s.rng.uniform(0.5, 1.2)
            p.oval(x + r * 0.7, y + r * 0.12, r * 1.3, r * 0.26, rgb("#8d5438", 150))
            for _ in range(7):
                tone = mix("#6f7350", "#b7aa70", s.rng.random())
                p.oval(x + s.rng.gauss(0, r * 0.4), y - abs(s.rng.gauss(0.3, 0.25)) * r, r * 0.34, r * 0.28, tone)
        # border post with its barrier
        p.poly([(1004, 690), (1250, 690), (1262, 700), (996, 700)], rgb("#8d5438", 120))
        p.box(1080, 610, 1210, 694, "#f0dfc0")
        p.box(1170, 610, 1210, 694, "#c7a888")
        p.box(1062, 598, 1228, 613, "#8b5b48")
        p.box(1098, 632, 1126, 660, "#54717c")
        p.box(1138, 632, 1158, 694, "#6d5148")
        p.box(1220, 560, 1224, 694, "#5b4a46")
        p.poly([(1224, 562), (1276, 568), (1268, 580), (1276, 594), (1224, 592)], "#b5503f")
        p.poly([(1224, 572), (1270, 577), (1272, 585), (1224, 582)], "#f0dfc0")
        for i in range(12):
            x = 860 + i * 17
            p.poly(
                [(x, 655 + i * 1.1), (x + 17, 656 + i * 1.1), (x + 17, 663 + i * 1.1), (x, 662 + i * 1.1)],
                "#c1493b" if i % 2 else "#f6ead2",
            )
        p.box(1056, 650, 1070, 698, "#5b4a46")
        # a lorry that waits, and its dust
        p.box(906, 668, 948, 712, "#54717c")
        p.box(906, 668, 948, 674, "#7d9aa2")
        p.line([(927, 676), (927, 708)], "#43606a", 1.4)
        p.box(908, 712, 918, 722, "#2c2a30")
        p.box(936, 712, 946, 722, "#2c2a30")
        p.oval(927, 722, 32, 4, rgb("#3a3238", 110))
        figure(p, 1020, 708, 34, rgb("#6a5a48"), rgb("#3e3a3c"), 0.06)
    s.glow(300, 430, 900, "#ffe6b4", 0.3)
    return s.finish(16)


PICTURES = {
    "solar-farm-hills": solar_farm,
    "desert-border-road": desert_road,
}
