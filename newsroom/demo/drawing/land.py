"""Country inland: flooded fen, snow mountain, green hills, solar farm, desert road, glacier."""

from __future__ import annotations

import math

from PIL import Image

from .kit import Pen, Point, Sheet, blur, both, crag, levels, mix, ramp, rgb, ridge
from .scenery import bush_line, clouds, dapple, gull, mist, ripple, tree


def flooded_fen() -> Image.Image:
    """Drowned fields under a wide sky, a church tower on its island."""
    s = Sheet("flooded-fen", [(0, "#8fa7b5"), (0.25, "#b9c4c4"), (0.46, "#ead9bd"), (0.56, "#f4dfb9")])
    horizon = 640
    s.glow(1350, 590, 700, "#fff1cc", 0.65)
    clouds(s, "#e3ddd2", "#fff6e4", (-0.1, 0.36), cell=210, stretch=3, cover=(120, 215), share=0.8, salt=2)
    clouds(s, "#b9b9b7", "#f7e6c8", (0.3, 0.53), cell=80, stretch=7, cover=(130, 215), share=0.65, salt=3)
    far = ridge(s.rng, 1820, 628, 16, 0.5, left=-10)
    s.fill(s.below(far), "#b3b7ab")
    with s.ink() as p:
        bush_line(p, s.rng, [(-10, 636), (500, 634), (900, 637)], 9, rgb("#96a096"))
        bush_line(p, s.rng, [(1100, 636), (1820, 633)], 11, rgb("#9aa297"))
        for x in range(1150, 1800, 60):
            xx = x + s.rng.uniform(-20, 20)
            p.taper((xx, 634), (xx, 590 + s.rng.uniform(0, 14)), 11, 2, "#98a197")
        # church on its knoll
        bush_line(p, s.rng, [(470, 632), (960, 633)], 15, rgb("#6f7d70"))
        p.poly([(560, 640), (640, 622), (820, 622), (930, 640)], "#7d8a70")
        church(p, 640, 628)
        for x, size in ((560, 74), (600, 56), (905, 88), (960, 60), (870, 48)):
            tree(p, s.rng, x, 636, size, rgb("#4e6157"), rgb("#8d9a78"))
        # farm with a red roof
        p.box(1420, 604, 1500, 636, "#d8cbb4")
        p.poly([(1410, 606), (1430, 578), (1494, 578), (1510, 606)], "#a4604c")
        p.box(1380, 612, 1420, 636, "#b8aa96")
        tree(p, s.rng, 1540, 638, 66, rgb("#55675c"), rgb("#93a07e"))
        tree(p, s.rng, 1360, 638, 50, rgb("#55675c"), rgb("#93a07e"))
    mist(s, "#f3e4c8", [(0, 0), (0.48, 0), (0.53, 0.55), (0.56, 0.1), (1, 0)])
    ripple(s, horizon, tint="#c9c2b0", deep="#5d7480", share=0.42, squash=1.0, swing=9)
    # drowned hedges, gates and willows, each with its reflection
    with s.ink() as p:
        for y, tone, size, parts in (
            (672, "#8b9484", 7, [(60, 420), (980, 1300)]),
            (735, "#66766b", 12, [(-20, 330), (900, 1250), (1500, 1820)]),
            (850, "#4a5d57", 20, [(1130, 1500), (-20, 160)]),
        ):
            for a, b in parts:
                line: list[Point] = [(x, y + (x - a) * 0.03) for x in range(a, b, 30)]
                bush_line(p, s.rng, [(x, yy + size * 0.9) for x, yy in line], size * 0.9, rgb(tone, 70))
                bush_line(p, s.rng, line, size, rgb(tone))
        for i in range(15):
            x = 240 + i * 62 + i * i * 1.2
            y = 900 + i * 11
            tall = 42 + i * 4
            p.taper((x, y + tall * 0.8), (x + 3, y), 4, 6 + i * 0.2, rgb("#3a4a4b", 80))
            p.taper((x, y - tall), (x, y), 5 + i * 0.25, 6 + i * 0.25, "#4a4d47")
        wire = [(240 + i * 62 + i * i * 1.2, 900 + i * 11 - (42 + i * 4) * 0.8) for i in range(15)]
        p.line(wire, "#585a52", 2)
        p.line([(x, y + 22) for x, y in wire], "#585a52", 2)
        willow(p, s, 1640, 1010, 330)
    for y in (700, 790, 905, 1060):
        band = s.stencil(lambda p, y=y: p.oval(s.rng.uniform(300, 1500), y, 700, (y - 640) * 0.05 + 3))
        s.fill(blur(band, 5), "#f6ead0", 0.35)
    with s.ink() as p:
        for _ in range(16):
            gull(
                p,
                s.rng.gauss(1050, 160),
                s.rng.gauss(330, 60),
                s.rng.uniform(10, 20),
                rgb("#5d666a"),
                s.rng.uniform(-0.3, 0.3),
            )
    return s.finish(17)


def church(p: Pen, x: float, y: float) -> None:
    """A stone church with a square tower."""
    p.box(x + 60, y - 62, x + 200, y + 6, "#b3a68e")
    p.poly([(x + 52, y - 60), (x + 72, y - 108), (x + 190, y - 108), (x + 208, y - 60)], "#7c7468")
    for k in range(4):
        p.arch(x + 78 + k * 31, y - 46, x + 90 + k * 31, y - 14, "#5b5e5e")
    p.box(x, y - 190, x + 66, y + 6, "#c4b59a")
    p.box(x + 40, y - 190, x + 66, y + 6, "#9d927f")
    for k in range(4):
        p.box(x - 3 + k * 20, y - 204, x + 9 + k * 20, y - 188, "#b3a58c")
    p.box(x - 4, y - 192, x + 70, y - 186, "#8b8170")
    p.arch(x + 12, y - 168, x + 28, y - 130, "#5c5a57")
    p.arch(x + 46, y - 168, x + 58, y - 130, "#4d4d4d")
    p.oval(x + 20, y - 96, 10, 10, "#e8dfc6")
    p.line([(x + 33, y - 204), (x + 33, y - 238)], "#6d675c", 2)


def willow(p: Pen, s: Sheet, x: float, y: float, tall: float) -> None:
    """A pollard willow standing in water."""
    for flip in (1, -1):
        dark = rgb("#39473f") if flip == 1 else rgb("#39473f", 60)
        p.taper((x, y), (x - 10, y - flip * tall * 0.5), 46, 34, dark)
        p.oval(x - 10, y - flip * tall * 0.5, 34, 26, dark)
        for i in range(26):
            a = math.radians(-160 + i * 5.6 + s.rng.uniform(-4, 4))
            reach = tall * s.rng.uniform(0.35, 0.52)
            end = (x - 10 + math.cos(a) * reach, y - flip * tall * 0.5 + flip * math.sin(a) * reach)
            p.taper((x - 10, y - flip * tall * 0.5), end, 6, 1.5, dark)
            if flip == 1:
                for _ in range(7):
                    t = s.rng.uniform(0.45, 1)
                    p.oval(
                        x - 10 + math.cos(a) * reach * t + s.rng.uniform(-9, 9),
                        y - tall * 0.5 + math.sin(a) * reach * t + s.rng.uniform(-9, 9),
                        3,
                        6,
                        mix("#6b7a54", "#a9a76e", s.rng.random()),
                    )


def massif(s: Sheet, points: list[Point], floor: float, lit: str, shade: str, edge: str, turns: int = 5) -> Image.Image:
    """A mountain whose right flanks lie in shade; returns its mask."""
    line = crag(s.rng, points, 0.12, 5)
    mask = s.below(line)
    s.grade(mask, [(0, lit), (1, mix(lit, edge, 0.55))])
    peaks = [i for i in range(1, len(points) - 1) if points[i][1] < min(points[i - 1][1], points[i + 1][1])]

    def cut(p: Pen) -> None:
        for i in peaks:
            x, y = points[i]
            fall = floor - y
            spine = crag(
                s.rng,
                [
                    (x, y),
                    (x + fall * 0.05, y + fall * 0.3),
                    (x - fall * 0.07, y + fall * 0.62),
                    (x + fall * 0.12, floor),
                ],
                0.2,
                4,
            )
            right = [(x + fall * 1.3, floor), (x + fall * 0.34, y + fall * 0.28), (x + 14, y - 6)]
            p.poly([*spine, *right])
            for k in range(turns):
                t = 0.12 + 0.8 * k / turns
                sx, sy = spine[int(t * (len(spine) - 1))]
                reach = fall * s.rng.uniform(0.16, 0.3)
                rib = crag(s.rng, [(sx, sy), (sx - reach * 0.55, sy + reach)], 0.2, 3)
                p.poly([*rib, (sx - reach * 0.1, sy + reach * 0.95)])
                if k < turns - 1:
                    rib = crag(s.rng, [(sx + reach * 0.2, sy), (sx + reach * 1.0, sy + reach)], 0.22, 3)
                    p.poly([*rib, (sx + reach * 0.45, sy + reach * 0.92)], 40)

    dark = both(s.stencil(cut), mask)
    s.fill(dark, shade, 0.92)
    return mask


def mount_hale() -> Image.Image:
    """Mount Hale in snow, first sun on its left faces, dark firs below."""
    s = Sheet("mount-hale-snow", [(0, "#5f8db8"), (0.35, "#a9c6d9"), (0.6, "#f0dcc8"), (0.75, "#f6e3cf")])
    clouds(s, "#d9e2e8", "#ffffff", (-0.1, 0.4), cell=190, stretch=4, cover=(140, 225), share=0.7, salt=2)
    far = crag(
        s.rng,
        [
            (-10, 640),
            (180, 560),
            (330, 610),
            (520, 520),
            (720, 640),
            (1200, 640),
            (1430, 540),
            (1560, 590),
            (1700, 500),
            (1820, 560),
        ],
        0.16,
    )
    s.grade(s.below(far), [(0, "#a9bfd2"), (0.5, "#d3d6da"), (1, "#e4d8d0")])
    mist(s, "#f3e6d8", [(0, 0), (0.45, 0), (0.62, 0.8), (0.7, 0.6), (1, 0)], salt=8)
    main: list[Point] = [
        (180, 860),
        (360, 690),
        (470, 640),
        (560, 500),
        (640, 440),
        (700, 330),
        (790, 190),
        (860, 250),
        (920, 330),
        (1000, 300),
        (1090, 430),
        (1200, 500),
        (1290, 470),
        (1400, 620),
        (1560, 720),
        (1750, 860),
    ]
    mask = massif(s, main, 900, "#fdf1e4", "#7b9cc0", "#c9d3df", 6)
    noise = s.noise(60, 5, 0.7, 31)
    low = ramp(s.size, [(0, 0), (0.3, 0.1), (0.5, 0.55), (0.68, 1), (1, 1)])
    s.fill(both(mask, low, levels(noise, 120, 165)), "#5d6c84", 0.75)
    crags = both(mask, levels(s.noise(46, 4, 0.5, 33), 190, 215))
    s.fill(crags, "#56647e", 0.55)
    banner = both(
        levels(s.noise(120, 4, 3.5, 41), 90, 190),
        blur(s.shape([(790, 185), (1180, 95), (1230, 190), (840, 225)]), 34),
    )
    s.fill(banner, "#ffffff", 0.85)
    mist(s, "#dfe5ea", [(0, 0), (0.58, 0), (0.72, 0.85), (0.8, 0.5), (1, 0)], salt=12)
    fore = ridge(s.rng, 1820, 880, 150, 0.5, left=-10)
    s.grade(s.below(fore), [(0, "#6d8798"), (1, "#8ea4ae")])
    with s.ink() as p:
        for x, y in fore[::2]:
            if s.rng.random() < 0.8:
                p.taper((x, y + 10), (x, y - s.rng.uniform(16, 40)), 16, 1, "#6d8798")
    mist(s, "#e6eaec", [(0, 0), (0.72, 0), (0.8, 0.6), (0.86, 0.2), (1, 0)], salt=14)
    snow = [(-10.0, 1010.0), (400, 985), (900, 1040), (1300, 1010), (1820, 960)]
    field = s.below(crag(s.rng, snow, 0.02))
    s.grade(field, [(0, "#f4ece4"), (0.5, "#c9d8e6"), (1, "#9fb8d2")])
    dapple(s, field, "#fdf6ee", "#8fabca", cell=70, share=0.5, stretch=5)
    with s.ink() as p:
        # the hut, and a track to it
        for a in range(40):
            t = a / 39
            x, y = 700 + 240 * math.sin(t * 3.2) * t + 330 * t, 1030 + 170 * t
            p.oval(x, y, 3 + 7 * t, 1.5 + 3 * t, "#86a2c2")
        p.box(650, 985, 730, 1035, "#7b4e3c")
        p.box(700, 985, 730, 1035, "#5c3b34")
        p.poly([(640, 990), (672, 950), (722, 950), (744, 990)], "#fdf7ef")
        p.poly([(722, 950), (744, 990), (728, 990), (708, 950)], "#b9cadd")
        p.box(664, 1000, 680, 1016, "#ffd98c")
        firs = sorted((s.rng.uniform(990, 1130), s.rng.uniform(-20, 1820)) for _ in range(60))
        for y, x in firs:
            gap = abs(x - 760)
            if gap > 260:
                snow_fir(p, s, x, y + gap * 0.06, s.rng.uniform(90, 170) * (0.6 + gap / 900))
    s.glow(300, 500, 700, "#ffe9c8", 0.25)
    return s.finish(14)


def snow_fir(p: Pen, s: Sheet, x: float, y: float, tall: float) -> None:
    """A fir with snow on its left side."""
    dark, snow = "#2c4656", "#eef2f4"
    tiers = 7
    for i in range(tiers, 0, -1):
        t = i / tiers
        half = tall * 0.2 * t * s.rng.uniform(0.85, 1.1)
        top, foot = y - tall * (1 - t + 0.2), y - tall * (1 - t) * 1.0 - tall * 0.02
        p.poly([(x, top), (x + half, foot + 4), (x, foot - 2), (x - half, foot + 4)], dark)
        p.poly([(x, top), (x - half, foot + 4), (x - half * 0.3, foot - 5), (x - half * 0.12, foot - 12)], snow)


def dunmere() -> Image.Image:
    """Dunmere among green terraced hills."""
    s = Sheet("dunmere-hills", [(0, "#86b4cb"), (0.3, "#c3d8d4"), (0.45, "#f3e8cc")])
    clouds(s, "#eef0ea", "#ffffff", (-0.1, 0.38), cell=200, stretch=2.6, cover=(140, 205), share=0.9, salt=2)
    s.glow(300, 300, 650, "#fff3cf", 0.5)
    layers = [
        (430, 190, "#b7c9bd", "#cfd6c0"),
        (500, 190, "#98b5a0", "#b9c9a4"),
        (590, 220, "#7fa37c", "#a9bd80"),
    ]
    for k, (y, h, top, foot) in enumerate(layers):
        line = [(x, yy + 40 * math.sin(x / 260 + k * 2)) for x, yy in ridge(s.rng, 1820, y, h, 0.42, left=-10)]
        mask = s.below(line)
        s.grade(mask, [(0, top), (0.5, foot), (1, foot)])
        dapple(s, mask, mix(foot, "#fff2b8", 0.4), mix(top, "#3f6a5c", 0.4), cell=110, share=0.45, salt=50 + k)
        with s.ink() as p:
            for _ in range(16):
                x0 = s.rng.uniform(0, 1700)
                i = min(len(line) - 1, int(x0 / 7.2))
                yy = line[i][1] + s.rng.uniform(30, 130)
                bush_line(
                    p,
                    s.rng,
                    [(x0, yy), (x0 + s.rng.uniform(60, 180), yy + s.rng.uniform(-10, 30))],
                    5 + 2 * k,
                    mix(top, "#2f5a50", 0.45),
                )
        mist(
            s,
            "#f6eccf",
            [(0, 0), (y / 1200 - 0.03, 0), (y / 1200 + 0.12, 0.4), (y / 1200 + 0.2, 0), (1, 0)],
            salt=70 + k,
        )
    # the terraced hill on the right, each step a band of light and shade
    crown = [(760, 1010), (930, 860), (1090, 730), (1270, 610), (1430, 560), (1600, 590), (1820, 680)]
    hill = s.below([(x, y) for x, y in crag(s.rng, crown, 0.03)])
    s.grade(hill, [(0, "#8fb06a"), (0.5, "#6f9a5c"), (1, "#4f7f55")])
    steps = [[(x, y + 30 + k * 38 + 9 * math.sin(x / 90 + k * 1.7)) for x, y in crown] for k in range(13)]
    walls = s.stencil(
        lambda p: [p.poly([*st, *[(x, y + 8 + k * 0.7) for x, y in reversed(st)]]) for k, st in enumerate(steps)]
    )
    s.fill(both(walls, hill), "#50704c", 0.75)
    for which, tone in enumerate(("#b9c96f", "#a3bd6a", "#c8cc7c")):
        treads = s.stencil(
            lambda p, which=which: [
                p.poly([*st, *[(x, y - 15 - k) for x, y in reversed(st)]])
                for k, st in enumerate(steps)
                if k % 3 == which
            ]
        )
        s.fill(both(treads, hill), tone, 0.5)
    dapple(s, hill, "#d8d98a", "#3f6e50", cell=120, share=0.35, salt=80)
    town = s.below(crag(s.rng, [(-10, 800), (300, 770), (700, 830), (1000, 900), (1300, 1000), (1820, 1120)], 0.03))
    s.grade(town, [(0, "#86a865"), (0.4, "#6c9459"), (1, "#41704b")])
    dapple(s, town, "#b9c678", "#376347", cell=90, share=0.4, salt=83)
    with s.ink() as p:
        houses = []
        for _ in range(95):
            x = s.rng.gauss(470, 200)
            if 60 < x < 940:
                houses.append((s.rng.uniform(790, 935) + abs(x - 470) * 0.07, x))
        for i, (y, x) in enumerate(sorted(houses)):
            if i == 48:
                p.box(478, 690, 520, 890, "#cfc2a6")
                p.box(504, 690, 520, 890, "#a79a84")
                p.poly([(470, 694), (499, 600), (528, 694)], "#5e6d74")
                p.arch(488, 716, 502, 748, "#6a655c")
            cottage(p, s, x, y, 30 + (y - 780) * 0.16)
            if i % 5 == 0:
                tree(p, s.rng, x + 44, y + 8, 52, rgb("#44714e"), rgb("#9cb765"))
        for y, x in sorted((s.rng.uniform(1030, 1190), s.rng.uniform(-20, 1820)) for _ in range(34)):
            tree(p, s.rng, x, y + 60, s.rng.uniform(100, 170), rgb("#2f5a43"), rgb("#8aa95a"))
    s.glow(250, 420, 900, "#fff0bf", 0.25)
    return s.finish(15)


def cottage(p: Pen, s: Sheet, x: float, y: float, size: float) -> None:
    """A house with a slate or tile roof."""
    wall = s.rng.choice(["#efe5d0", "#e3d4b8", "#f4ecdc", "#d9c3a2"])
    roof = s.rng.choice(["#8d5a48", "#a56a50", "#6d7580", "#7c6a60", "#b0785a"])
    w, h = size * s.rng.uniform(1.1, 1.6), size * s.rng.uniform(0.8, 1.1)
    p.box(x, y - h, x + w, y, wall)
    p.box(x + w * 0.7, y - h, x + w, y, mix(wall, "#6a6470", 0.35))
    p.poly([(x - 2, y - h), (x + w * 0.14, y - h * 1.55), (x + w * 0.86, y - h * 1.55), (x + w + 2, y - h)], roof)
    p.poly(
        [
            (x + w * 0.7, y - h),
            (x + w * 0.72, y - h * 1.55),
            (x + w * 0.86, y - h * 1.55),
            (x + w + 2, y - h),
        ],
        mix(roof, "#2c2a38", 0.3),
    )
    for k in (0.15, 0.42):
        p.box(x + w * k, y - h * 0.68, x + w * (k + 0.13), y - h * 0.36, "#5d6468")
    p.box(x + w * 0.2, y - h * 1.8, x + w * 0.3, y - h * 1.5, mix(roof, "#2c2a38", 0.2))


PICTURES = {
    "flooded-fen": flooded_fen,
    "mount-hale-snow": mount_hale,
    "dunmere-hills": dunmere,
}
