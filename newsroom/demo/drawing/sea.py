"""Boats: Skellin's fleet and the regatta."""

from __future__ import annotations

import math

from PIL import Image

from .kit import Pen, Point, Sheet, blur, crag, mix, rgb, ridge, spline
from .lighthouses import foam
from .scenery import clouds, dapple, figure, glitter, gull, mist, ripple, swell


def trawler(p: Pen, x: float, y: float, size: float, hull: str, house: str, way: int = 1) -> None:
    """An inshore fishing boat, afloat at (x, y) amidships."""

    def at(a: float, b: float) -> Point:
        return x + way * a * size, y + b * size

    dark = mix(hull, "#10151c", 0.35)
    p.poly(
        [at(-1, -0.32), at(-0.5, -0.26), at(0.45, -0.3), at(1.12, -0.54), at(0.86, 0.06), at(-0.92, 0.06)],
        hull,
    )
    p.poly([at(-0.96, -0.1), at(0.98, -0.16), at(0.86, 0.06), at(-0.92, 0.06)], dark)
    p.poly([at(-0.94, -0.0), at(0.9, -0.02), at(0.86, 0.06), at(-0.92, 0.06)], "#8d3b34")
    rail = [at(-1, -0.36), at(-0.5, -0.3), at(0.45, -0.34), at(1.14, -0.58)]
    p.line(rail, "#f0e8d6", size * 0.035)
    p.poly([at(0.12, -0.3), at(0.1, -0.78), at(0.6, -0.78), at(0.66, -0.32)], house)
    p.poly([at(0.12, -0.3), at(0.1, -0.78), at(0.26, -0.78), at(0.28, -0.3)], mix(house, "#4a5568", 0.3))
    p.poly([at(0.04, -0.78), at(0.02, -0.84), at(0.68, -0.84), at(0.66, -0.78)], mix(hull, "#ffffff", 0.15))
    for a in (0.3, 0.41, 0.52):
        p.poly([at(a, -0.71), at(a + 0.085, -0.71), at(a + 0.085, -0.57), at(a, -0.57)], "#3a4c5c")
    p.taper(at(0.3, -0.84), at(0.3, -1.5), size * 0.04, size * 0.02, "#5b4a40")
    p.taper(at(-0.55, -0.3), at(-0.6, -1.25), size * 0.05, size * 0.03, "#5b4a40")
    p.line([at(-0.6, -1.22), at(-1.1, -0.92)], "#5b4a40", size * 0.03)
    for a, b in (
        ((0.3, -1.48), (1.1, -0.56)),
        ((0.3, -1.48), (-0.6, -1.22)),
        ((-0.6, -1.22), (-0.98, -0.36)),
    ):
        p.line([at(*a), at(*b)], rgb("#4a4038", 190), max(1, size * 0.009))
    p.oval(*at(-0.36, -0.36), size * 0.13, size * 0.1, "#6d7f72")
    p.oval(*at(-0.78, -0.38), size * 0.14, size * 0.1, "#c8803c")
    for a in (-0.6, -0.1, 0.4):
        p.oval(*at(a, -0.14), size * 0.05, size * 0.075, "#e6dcc6")
        p.oval(*at(a, -0.14), size * 0.02, size * 0.035, "#4a4a4a")


def boats() -> Image.Image:
    """Skellin's boats at the quay, painted houses up the hill behind."""
    s = Sheet("fishing-boats-skellin", [(0, "#9db9c4"), (0.3, "#cfd8d2"), (0.5, "#f0e4cc")])
    clouds(s, "#e6e4dc", "#fbf7ec", (-0.1, 0.3), cell=200, stretch=3, cover=(120, 215), share=0.8, salt=2)
    hill = s.below(crag(s.rng, [(-10, 330), (300, 260), (700, 330), (1100, 300), (1500, 210), (1820, 280)], 0.05))
    s.grade(hill, [(0, "#a9b8a8"), (0.4, "#8da38d"), (1, "#7c9484")])
    dapple(s, hill, "#c9cca6", "#65826f", cell=80, share=0.45)
    mist(s, "#efe6d2", [(0, 0), (0.2, 0), (0.3, 0.55), (0.45, 0.2), (1, 0)])
    paint = [
        "#d98c6a",
        "#e8c07a",
        "#8fb0b4",
        "#f1e7d2",
        "#c96f5c",
        "#a9bfa0",
        "#e3d2b4",
        "#7f97ab",
        "#f4efe4",
    ]
    with s.ink() as p:
        for row, (y, z) in enumerate(((470, 0.62), (560, 0.8), (672, 1.0))):
            x = -30.0 - row * 37
            while x < 1830:
                w, h = s.rng.uniform(74, 118) * z, s.rng.uniform(98, 160) * z
                wall = mix(s.rng.choice(paint), "#dcd9cc", 0.42 - row * 0.18)
                foot = y + 20 * math.sin(x / 300)
                if row == 2:
                    foot = 690
                roof = mix(s.rng.choice(["#6d6570", "#8d5a4c", "#5c6670", "#9a6a58"]), "#dcd9cc", 0.35 - row * 0.16)
                p.box(x, foot - h, x + w, foot + 60, wall)
                if s.rng.random() < 0.5:
                    p.poly(
                        [(x - 3, foot - h + 2), (x + w / 2, foot - h - w * 0.52), (x + w + 3, foot - h + 2)],
                        roof,
                    )
                    p.poly(
                        [(x + 5, foot - h + 2), (x + w / 2, foot - h - w * 0.42), (x + w - 5, foot - h + 2)],
                        wall,
                    )
                else:
                    p.poly(
                        [
                            (x - 3, foot - h + 2),
                            (x + 10, foot - h - 34 * z),
                            (x + w - 10, foot - h - 34 * z),
                            (x + w + 3, foot - h + 2),
                        ],
                        roof,
                    )
                p.box(x + w * 0.7, foot - h - 46 * z, x + w * 0.84, foot - h - 10 * z, mix(roof, "#5a4a44", 0.3))
                for fy in (0.16, 0.5):
                    for fx in (0.16, 0.46, 0.74):
                        a, b = x + w * fx, foot - h + h * fy
                        p.box(a - 1.5, b - 1.5, a + 13.5 * z + 1.5, b + 22 * z + 1.5, mix(wall, "#ffffff", 0.6))
                        p.box(a, b, a + 13.5 * z, b + 22 * z, mix("#56687a", wall, 0.25))
                p.box(x + w * 0.93, foot - h, x + w, foot + 60, mix(wall, "#59607a", 0.35))
                x += w * s.rng.uniform(1.0, 1.16)
        p.box(-10, 690, 1810, 742, "#a59c8c")
        p.box(-10, 690, 1810, 697, "#cdc4b0")
        for x in range(-10, 1810, 46):
            p.line([(x, 700), (x, 742)], rgb("#7d7567", 120), 1)
        for x in (180, 640, 1120, 1580):
            p.box(x, 676, x + 14, 694, "#4a4a4c")
        for x in (300, 330, 372, 900, 940, 1300, 1336):
            p.box(x, 668, x + 26, 692, s.rng.choice(["#c8803c", "#5f8796", "#b04e3e"]))
            p.box(x, 668, x + 26, 672, "#e6dcc6")
        for x in (430, 520, 812, 1210, 1420):
            figure(p, x, 694, 46, rgb(s.rng.choice(["#d0a33c", "#3f5a6e", "#8d4a40"])), rgb("#34383e"), 0.05)
    ripple(s, 742, tint="#8ea49f", deep="#2f5460", share=0.5, squash=1.0, swing=11)
    swell(s, 742, "#d6e0d6", "#234754", share=0.22)
    fleet = [
        (300, 800, 150, "#2f5f7c", "#f3ead6", 1),
        (740, 815, 165, "#b8483c", "#f1e9d8", -1),
        (1230, 800, 150, "#3f7a66", "#efe4cc", 1),
        (1640, 825, 170, "#22405c", "#f5efe2", -1),
    ]
    for boat in fleet:
        x, y, z = boat[:3]
        dark = s.stencil(lambda p, x=x, y=y, z=z: p.oval(x, y + z * 0.3, z * 1.05, z * 0.3))
        s.shadow(blur(dark, 12), boat[3], 0.6)
        with s.ink() as p:
            mirror(p, s, x, y + z * 0.06, z, boat[3], boat[4])
            trawler(p, x, y, z, boat[3], boat[4], boat[5])
    with s.ink() as p:
        mirror(p, s, 900, 1012, 300, "#c98a3a", "#f4ecda")
        trawler(p, 900, 990, 300, "#c98a3a", "#f4ecda", 1)
        p.poly([(180, 1120), (470, 1108), (500, 1090), (430, 1148), (210, 1150)], "#5d7f8c")
        p.poly([(180, 1120), (470, 1108), (500, 1090), (496, 1098), (460, 1118), (190, 1130)], "#e8dfca")
        p.line([(300, 1124), (380, 1070)], "#8a6a4c", 6)
        for x, y, z in (
            (520, 180, 30),
            (610, 240, 22),
            (1180, 150, 34),
            (1290, 210, 20),
            (980, 480, 26),
            (1500, 560, 24),
        ):
            gull(p, x, y, z, rgb("#fbf8f0"), s.rng.uniform(-0.2, 0.2), rgb("#4d5560"))
    return s.finish(15)


def mirror(p: Pen, s: Sheet, x: float, y: float, z: float, hull: str, house: str) -> None:
    """The broken reflection of a boat."""
    for i in range(26):
        t = i / 26
        half = z * (0.95 - 0.5 * t) * s.rng.uniform(0.55, 1.0)
        tone = rgb(hull if t < 0.42 else house, round(150 * (1 - t)))
        if t >= 0.42:
            half *= 0.4
        dx = s.rng.uniform(-0.06, 0.06) * z + (0.2 * z if t > 0.42 else 0)
        p.oval(x + dx, y + t * z * 0.75, half, z * 0.014, tone)


def regatta() -> Image.Image:
    """Sails heeling across a blue bay."""
    s = Sheet("regatta-sails", [(0, "#5fa3cc"), (0.3, "#a8d0de"), (0.46, "#eef0e0")])
    horizon = 560
    clouds(s, "#f4f4ee", "#ffffff", (-0.1, 0.44), cell=220, stretch=2.4, cover=(135, 200), share=0.92, salt=4)
    for y, h, top, foot in ((520, 80, "#a9c0c8", "#c9d3cc"), (545, 50, "#86a8a4", "#a9bfa4")):
        line = ridge(s.rng, 1820, y, h, 0.5, left=-10)
        s.grade(s.shape([*line, (1820, horizon + 2), (-10, horizon + 2)]), [(0, top), (1, foot)])
    with s.ink() as p:
        for _ in range(46):
            x = s.rng.gauss(1240, 170)
            y = horizon - 4 - s.rng.uniform(0, 20)
            p.box(x, y - 9, x + 12, y + 2, s.rng.choice([rgb("#f1e9da"), rgb("#e0c9ae"), rgb("#d8b49a")]))
            p.poly([(x - 1, y - 9), (x + 6, y - 14), (x + 13, y - 9)], "#b9826c")
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#8fc1cc"), (0.15, "#4f9db8"), (0.55, "#23719b"), (1, "#134a78")])
    swell(s, horizon, "#bfe2e6", "#12497a", share=0.42)
    glitter(s, 1350, horizon + 2, 1150, "#ffffff", 330, 420)
    fleet = [(x, horizon + 22 + (i % 3) * 9, 44 + (i % 3) * 12) for i, x in enumerate(range(110, 1780, 150))]
    fleet += [(250, 690, 130), (560, 660, 105), (1560, 700, 150), (1190, 668, 112)]
    hues = ["#f7f1e4", "#f7f1e4", "#f3ead8", "#e9b44c", "#d7553f"]
    with s.ink() as p:
        for i, (x, y, z) in enumerate(fleet):
            yacht(p, s, x + s.rng.uniform(-30, 30), y, z, hues[i % 5] if z > 100 else "#f3efe4", "#2c4a68")
        yacht(p, s, 760, 890, 330, "#f8f2e6", "#b23a32", "#d7553f")
        yacht(p, s, 1290, 1060, 430, "#f5ecdb", "#1f3c5c", "#2f6f8f")
        for x, y, z in ((300, 300, 30), (420, 240, 22), (980, 180, 26)):
            gull(p, x, y, z, rgb("#fbf8f0"), s.rng.uniform(-0.2, 0.2), rgb("#4d5560"))
    for x, y, z in ((760, 905, 330), (1290, 1078, 430)):
        wake = [
            (x - z * (0.5 - 1.1 * t) + s.rng.gauss(0, 6), y + s.rng.gauss(0, 5) - t * 4)
            for t in [i / 22 for i in range(23)]
        ]
        foam(s, wake, z * 0.055, 0.9, 70 + z)
    return s.finish(13)


def yacht(p: Pen, s: Sheet, x: float, y: float, z: float, sail: str, hull: str, jib: str = "") -> None:
    """A yacht heeling to the right, sails drawn in shaded panels."""
    lean = 0.17

    def at(a: float, b: float) -> Point:
        return x + (a - b * lean) * z, y + (b + a * lean * 0.45) * z

    for i in range(18):
        t = i / 18
        p.oval(
            x + z * (0.08 + s.rng.uniform(-0.1, 0.1)),
            y + z * (0.08 + t * 0.42),
            z * 0.3 * (1 - t) * s.rng.uniform(0.5, 1),
            z * 0.009 + 0.5,
            rgb(sail, round(120 * (1 - t))),
        )
    p.poly([at(-0.62, -0.1), at(0.66, -0.12), at(0.44, 0.05), at(-0.5, 0.06)], hull)
    p.poly([at(-0.62, -0.1), at(0.66, -0.12), at(0.62, -0.085), at(-0.6, -0.065)], "#f6f0e2")
    p.line([at(0, -0.1), at(0, -1.5)], "#4a4a50", max(1, z * 0.012))
    main = [
        at(-0.02, -1.48),
        *spline([at(-0.02, -1.48), at(-0.3, -0.85), at(-0.56, -0.2)], closed=False, steps=8),
        at(-0.02, -0.17),
    ]
    p.poly(main, sail)
    p.poly([at(-0.02, -1.48), at(-0.2, -0.7), at(-0.26, -0.18), at(-0.02, -0.17)], mix(sail, "#8ea0b4", 0.28))
    for k in (0.35, 0.58, 0.8):
        b = -1.48 + 1.3 * k
        p.line([at(-0.02, b), at(-0.54 * k * 1.0, b + 0.02)], rgb("#8a96a6", 130), max(1, z * 0.005))
    fore = [
        at(0.03, -1.36),
        *spline([at(0.03, -1.36), at(0.2, -0.8), at(0.62, -0.14)], closed=False, steps=8),
        at(-0.06, -0.22),
    ]
    p.poly(fore, jib or sail)
    p.poly(
        [at(0.03, -1.36), at(0.0, -0.7), at(-0.06, -0.22), at(0.18, -0.19), at(0.1, -0.8)],
        mix(jib or sail, "#5f6f88", 0.3),
    )
    p.line([at(-0.56, -0.18), at(0, -0.17)], "#4a4a50", max(1, z * 0.014))
    if z > 100:
        for a in (-0.46, -0.34, -0.22):
            p.oval(
                *at(a, -0.16),
                z * 0.032,
                z * 0.05,
                s.rng.choice([rgb("#d7553f"), rgb("#e9b44c"), rgb("#f2ede0")]),
            )
            p.oval(*at(a, -0.23), z * 0.018, z * 0.022, "#6a4a3c")


PICTURES = {
    "fishing-boats-skellin": boats,
    "regatta-sails": regatta,
}
