"""Towns: Port Ansel by night, the assembly at Carrow, Brenn in winter, rain on a window, the market."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from .kit import Pen, Sheet, blur, fade, levels, mix, nudge, radial, ramp, rgb, ridge
from .scenery import clouds, dapple, figure, gull, mist, ripple, stars, swell, tree

GLOW = ("#ffd58a", "#ffc46c", "#ffe6b4", "#f7b45c", "#ffdf9c")


def tower(
    p: Pen,
    s: Sheet,
    x: float,
    foot: float,
    w: float,
    h: float,
    tone: str | tuple[int, ...],
    lit: float,
    cell: float = 13,
    *,
    shade: bool = True,
) -> None:
    """A block of flats or offices with some windows lit."""
    p.box(x, foot - h, x + w, foot, tone)
    if shade:
        p.box(x + w * 0.68, foot - h, x + w, foot, mix(tone, "#050818", 0.3))
    cols, rows = int((w - 6) / cell), int((h - 10) / (cell * 1.25))
    for r in range(rows):
        busy = s.rng.random() < 0.12
        for c in range(cols):
            if s.rng.random() < (0.85 if busy else lit):
                a, b = x + 5 + c * cell, foot - h + 8 + r * cell * 1.25
                p.box(a, b, a + cell * 0.58, b + cell * 0.7, rgb(s.rng.choice(GLOW), s.rng.randint(110, 255)))


def skyline_night() -> Image.Image:
    """Port Ansel across the water at night."""
    s = Sheet(
        "port-ansel-skyline-night",
        [(0, "#0b1130"), (0.35, "#1a2552"), (0.6, "#454a7c"), (0.68, "#8a6684"), (0.72, "#b07c80")],
    )
    horizon = 800
    stars(s, 380, 620, "#c9d6ff")
    clouds(
        s,
        "#2b3164",
        "#5d5586",
        (0.1, 0.6),
        cell=130,
        stretch=4,
        cover=(130, 220),
        share=0.6,
        salt=3,
        sun=(0, 14),
    )
    s.glow(430, 190, 190, "#dfe4ff", 0.35)
    s.fill(s.stencil(lambda p: p.oval(430, 190, 38, 38)), "#f3efdc")
    s.fill(s.below(ridge(s.rng, 1820, 720, 110, 0.5, left=-10)), "#54517c")
    for tone, lo, hi, step, lit in (
        ("#4a4876", 90, 250, 34, 0.22),
        ("#34386a", 110, 360, 52, 0.3),
        ("#1f2650", 70, 240, 74, 0.38),
    ):
        with s.ink() as p:
            x = -20.0
            while x < 1810:
                w = step * s.rng.uniform(0.8, 1.6)
                hill = 0.45 + 0.75 * math.exp(-(((x - 1050) / 430) ** 2))
                h = s.rng.uniform(lo, hi) * hill
                tower(p, s, x, horizon - 4, w, h, tone, lit, shade=9 + step * 0.06)
                if s.rng.random() < 0.2 and step > 40:
                    p.box(x + w * 0.4, horizon - h - 40, x + w * 0.44, horizon - h, tone)
                    p.oval(x + w * 0.42, horizon - h - 42, 3, 3, "#ff8a6c")
                x += w * s.rng.uniform(0.9, 1.25)
        s.fill(ramp(s.size, [(0, 0), (0.5, 0), (0.66, 0.4), (0.68, 0), (1, 0)]), "#a87888", 0.35)
    with s.ink() as p:
        # the exchange tower, the cathedral and the town hall clock
        p.poly([(1010, horizon), (1024, 330), (1060, 290), (1096, 330), (1110, horizon)], "#283060")
        p.poly([(1060, 290), (1096, 330), (1110, horizon), (1066, horizon)], "#1a2048")
        for r in range(44):
            for c in range(7):
                if s.rng.random() < 0.5:
                    p.box(
                        1027 + c * 11,
                        350 + r * 10,
                        1033 + c * 11,
                        355 + r * 10,
                        rgb(s.rng.choice(GLOW), s.rng.randint(110, 255)),
                    )
        p.line([(1060, 290), (1060, 226)], "#28305f", 4)
        p.oval(1060, 224, 4, 4, "#ff7d64")
        p.box(600, 640, 660, horizon, "#2b2f5c")
        p.poly([(596, 642), (630, 500), (664, 642)], "#39406f")
        p.poly([(630, 500), (664, 642), (634, 642)], "#232852")
        p.box(660, 700, 800, horizon, "#2b2f5c")
        p.poly([(656, 702), (676, 660), (790, 660), (806, 702)], "#39406f")
        for k in range(4):
            p.arch(676 + k * 30, 720, 690 + k * 30, 764, "#ffcf86")
        p.oval(630, 672, 15, 15, "#fff0c0")
        p.line([(630, 672), (630, 662)], "#2b2f5c", 2)
        p.line([(630, 672), (638, 675)], "#2b2f5c", 2)
        p.box(-10, horizon - 12, 1810, horizon, "#161b3e")
        for x in range(20, 1800, 58):
            p.line([(x, horizon - 12), (x, horizon - 40)], "#161b3e", 2)
            p.oval(x, horizon - 42, 4, 4, "#ffe2a4")
    for x in range(20, 1800, 58):
        s.glow(x, horizon - 42, 26, "#ffc878", 0.5)
    for x, r in ((1060, 420), (630, 220), (300, 300), (1500, 330)):
        s.glow(x, 700, r, "#ffb878", 0.22)
    ripple(s, horizon, tint="#3c3a68", deep="#090e28", share=0.4, squash=0.95, swing=17)
    swell(s, horizon, "#c98f78", "#0b1130", share=0.22)
    with s.ink() as p:
        for _ in range(420):
            x, t = s.rng.uniform(0, 1800), s.rng.random() ** 1.5
            p.oval(
                x,
                horizon + 4 + 340 * t,
                s.rng.uniform(4, 14) * (0.5 + t),
                0.8 + 1.2 * t,
                rgb(s.rng.choice(GLOW), round(130 * s.rng.random() * (1 - t * 0.6))),
            )
        # a ferry with all her lights on
        p.poly([(330, 930), (700, 930), (736, 890), (312, 894)], "#0d1230")
        p.poly([(350, 894), (360, 850), (660, 850), (684, 894)], "#2a3160")
        p.poly([(400, 850), (408, 820), (600, 820), (620, 850)], "#343c6e")
        p.box(470, 790, 510, 820, "#8a3c46")
        for k in range(18):
            p.box(372 + k * 17, 862, 383 + k * 17, 876, "#ffe0a0")
        for k in range(11):
            p.box(418 + k * 17, 830, 428 + k * 17, 842, "#ffd58a")
        for k in range(30):
            p.oval(
                520 + s.rng.uniform(-170, 170),
                938 + k * 3.4,
                s.rng.uniform(8, 40),
                1.5,
                rgb("#ffd58a", 120 - k * 3),
            )
    return s.finish(15)


def assembly() -> Image.Image:
    """The domed assembly at Carrow, its steps and the square before it."""
    s = Sheet("carrow-assembly", [(0, "#6f9fbd"), (0.35, "#b3cdd0"), (0.65, "#f3e3c6"), (0.75, "#f3dfbf")])
    clouds(s, "#eceae2", "#fffdf6", (-0.1, 0.6), cell=230, stretch=2.3, cover=(130, 205), share=0.9, salt=3)
    s.glow(250, 420, 800, "#fff1cc", 0.5)
    cx, base = 900, 930
    with s.ink() as p:
        for k in range(44):
            x = -20 + k * 43
            tall = s.rng.uniform(90, 190)
            p.box(x, base - tall - 40, x + 41, base, mix("#cbbfae", "#b3b3b2", s.rng.random()))
            p.poly([(x - 2, base - tall - 40), (x + 20, base - tall - 66), (x + 43, base - tall - 40)], "#a89a94")
    mist(s, "#f4e4c8", [(0, 0), (0.6, 0.1), (0.76, 0.6), (0.8, 0), (1, 0)])
    dome = s.stencil(lambda p: (p.oval(cx, 440, 170, 190), p.box(0, 440, 1800, 1200, 0)))
    s.grade(dome, [(0, "#b5cdbb"), (0.28, "#a3c4b2"), (0.6, "#6d998e"), (1, "#3f6a6c")], across=True)
    with s.ink() as p:
        for i in range(1, 10):
            a = math.pi * i / 10
            rib = [
                (cx - math.cos(a) * 170 * math.sin(t / 16 * 1.5708), 440 - 190 * math.cos(t / 16 * 1.5708))
                for t in range(17)
            ]
            p.line(rib, rgb("#35605f", 120), 2.4)
        # lantern and flag
        p.box(cx - 34, 222, cx + 34, 262, "#e3d4b8")
        for k in range(4):
            p.arch(cx - 28 + k * 15, 228, cx - 18 + k * 15, 260, "#6a7478")
        p.oval(cx, 222, 34, 26, "#8fb3a4")
        p.line([(cx, 200), (cx, 96)], "#5d5a58", 4)
        p.poly(
            [(cx + 2, 98), (cx + 60, 106), (cx + 96, 98), (cx + 92, 138), (cx + 56, 146), (cx + 2, 138)],
            "#1f4f74",
        )
        p.poly(
            [(cx + 2, 112), (cx + 60, 120), (cx + 95, 112), (cx + 94, 124), (cx + 58, 132), (cx + 2, 124)],
            "#f2e7cc",
        )
        # drum with columns
        p.box(cx - 186, 436, cx + 186, 454, "#efe2c8")
        p.box(cx - 172, 454, cx + 172, 560, "#c9b99c")
        for k in range(15):
            x = cx - 168 + k * 23.4
            t = k / 14
            p.box(x, 456, x + 13, 556, mix("#f6ebd4", "#a3977f", t**1.3))
            p.box(x + 9, 456, x + 13, 556, mix("#d9c9ab", "#857a68", t))
        p.box(cx - 200, 556, cx + 200, 582, "#e6d8bc")
        p.box(cx - 200, 576, cx + 200, 582, "#b5a68c")
        # wings
        for x0, x1 in ((190, 660), (1140, 1610)):
            p.box(x0, 640, x1, base, "#e2d3b6" if x0 < 900 else "#d0c1a5")
            p.box(x0 - 10, 622, x1 + 10, 642, "#f2e6cd")
            p.box(x0 - 10, 638, x1 + 10, 646, "#b0a189")
            for k in range(int((x1 - x0) / 47)):
                x = x0 + 14 + k * 47
                for y, h in ((672, 66), (776, 90)):
                    p.box(x - 4, y - 6, x + 26, y + h + 4, "#f2e6cd")
                    p.box(x, y, x + 22, y + h, "#66777e")
                    p.poly([(x, y), (x + 22, y), (x, y + 26)], "#9fb0b0")
                    p.box(x + 10, y, x + 12, y + h, "#d9ccb0")
                p.box(x + 31, 650, x + 37, base, "#c9b997")
            p.box(x0, 880, x1, base, "#bfae92")
            for k in range(int((x1 - x0) / 26)):
                p.box(x0 + k * 26, 604, x0 + 8 + k * 26, 624, "#d9cab0")
            p.box(x0 - 4, 600, x1 + 4, 606, "#efe2c8")
        # portico
        p.box(640, 582, 1160, base, "#b3a38a")
        p.box(640, 600, 1160, 650, "#efe2c8")
        p.poly([(620, 652), (900, 546), (1180, 652)], "#f4e9d2")
        p.poly([(676, 642), (900, 560), (1124, 642)], "#cdbd9f")
        p.oval(900, 614, 24, 22, "#e9dcc0")
        p.oval(900, 614, 15, 14, "#a3977f")
        p.box(626, 650, 1174, 668, "#e9dcc0")
        p.box(626, 664, 1174, 672, "#a3947c")
        for k in range(3):
            p.arch(764 + k * 110, 740, 816 + k * 110, base, "#5d4a44")
            p.line([(790 + k * 110, 760), (790 + k * 110, base)], "#3f332f", 2)
        for k in range(8):
            x = 652 + k * 66.4
            p.box(x - 5, 672, x + 38, 686, "#f2e6cd")
            p.box(x, 686, x + 33, 918, "#efe2c8")
            p.box(x + 20, 686, x + 33, 918, "#b9a98e")
            for g in (6, 13):
                p.box(x + g, 690, x + g + 2, 914, "#d9caae")
            p.box(x - 6, 914, x + 39, 930, "#e6d8bc")
        for k in range(9):
            y = base + k * 13
            p.box(600 - k * 18, y, 1200 + k * 18, y + 8, mix("#f2e6cd", "#d3c4a8", k / 9))
            p.box(600 - k * 18, y + 8, 1200 + k * 18, y + 13, "#b0a189")
    square = s.shape([(-10, 1046), (1810, 1046), (1810, 1210), (-10, 1210)])
    front = s.shape([(-10, base), (600, base), (440, 1046), (-10, 1046)])
    right = s.shape([(1810, base), (1200, base), (1360, 1046), (1810, 1046)])
    for lawn in (front, right):
        s.grade(lawn, [(0, "#9fae6c"), (1, "#86995a")])
        dapple(s, lawn, "#c9c684", "#5f7a4c", cell=30, share=0.4, stretch=4)
    s.grade(square, [(0, "#d6c6a8"), (1, "#a39785")])
    dapple(s, square, "#e6d8ba", "#8d8378", cell=40, share=0.4, stretch=5)
    with s.ink() as p:
        for k in range(-14, 15):
            p.line([(900 + k * 90, 1046), (900 + k * 210, 1210)], rgb("#8d8170", 110), 1.4)
        for y in (1066, 1096, 1140, 1196):
            p.line([(-10, y), (1810, y)], rgb("#8d8170", 110), 1.4)
        for x in (60, 180, 300, 1500, 1620, 1740):
            tree(p, s.rng, x, 1030, 150, rgb("#55704a"), rgb("#aab768"))
        coats = ["#8d4a40", "#33536b", "#c08a3c", "#4d5a4c", "#6a4a6c", "#d9cdb8", "#2f3440"]
        for _ in range(46):
            y = 1052 + 130 * s.rng.random() ** 1.6
            x = s.rng.uniform(40, 1760)
            t = 44 + (y - 1046) * 0.42
            p.oval(x + t * 0.3, y, t * 0.4, t * 0.05, rgb("#5d5448", 110))
            figure(p, x, y, t, rgb(s.rng.choice(coats)), rgb("#34363f"), s.rng.uniform(0.04, 0.14))
        for x in (470, 1330):
            p.line([(x, 1060), (x, 900)], "#3f4648", 5)
            p.oval(x, 892, 13, 15, "#fff0cc")
        for x, y, z in ((420, 260, 20), (480, 300, 15), (1320, 330, 18), (1390, 300, 14), (1260, 210, 12)):
            gull(p, x, y, z, rgb("#6a7378"), 0.1)
    s.glow(250, 400, 1000, "#ffedc0", 0.25)
    return s.finish(14)


def rain_window() -> Image.Image:
    """City lights through a wet window."""
    s = Sheet("rain-window-city", [(0, "#15203c"), (0.4, "#2b3a5c"), (0.7, "#4a4a66"), (1, "#1c2236")])
    with s.ink() as p:
        for tone, n, lo, hi in (
            ("#33456a", 20, 300, 760),
            ("#25335a", 16, 240, 620),
            ("#18223f", 12, 160, 480),
        ):
            for _ in range(n):
                x, w, h = s.rng.uniform(-60, 1780), s.rng.uniform(70, 170), s.rng.uniform(lo, hi)
                tower(p, s, x, 980, w, h, tone, 0.3, shade=24)
        p.poly([(-10, 960), (1810, 960), (1810, 1210), (-10, 1210)], "#1a2138")
        p.poly([(760, 960), (1010, 960), (1500, 1210), (300, 1210)], "#2b3044")
    s.image = blur(s.image, 16)
    disc = radial().point([min(255, i * 5) for i in range(256)])
    lights = Image.new("RGB", s.size)
    spots = [
        (s.rng.uniform(0, 1800), s.rng.gauss(760, 150), s.rng.uniform(14, 40), s.rng.choice(GLOW)) for _ in range(56)
    ]
    spots += [
        (880 + k * k * 3.0 * side + side * 20, 940 + k * 22, 14 + k * 5, "#ff6a52" if side > 0 else "#fff0cc")
        for k in range(9)
        for side in (-1, 1)
    ]
    spots += [
        (1240, 620, 44, "#59c7a4"),
        (560, 660, 38, "#e85f5a"),
        (1530, 760, 52, "#6fb2e6"),
        (240, 800, 46, "#e87fb0"),
    ]
    for x, y, r, hue in spots:
        size = round(2 * r)
        mask = fade(disc.resize((size, size)), s.rng.uniform(0.55, 1.0))
        light = Image.merge("RGB", [fade(mask, v / 255) for v in rgb(hue)])
        at = (round(x - r), round(y - r))
        part = lights.crop((*at, at[0] + size, at[1] + size))
        lights.paste(ImageChops.screen(part, light), at)
    wet = (
        lights.resize((s.w, s.h))
        .crop((0, 700, s.w, 1000))
        .transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        .resize((s.w, 260))
    )
    s.image = ImageChops.screen(s.image, blur(lights, 2))
    part = s.image.crop((0, 940, s.w, 1200))
    veil = ramp(part.size, [(0, 0), (0.35, 1), (1, 1)])
    s.image.paste(ImageChops.screen(part, fade3(blur(wet, 12), 0.5)), (0, 940), veil)
    s.image = ImageChops.screen(s.image, fade3(blur(lights, 60), 0.9))
    s.fill(levels(s.noise(240, 3, 1, 5), 60, 255), "#8d9cb8", 0.16)
    # drops: each shows the city upside down, with a bright rim below and a dark one above
    far = s.image.resize((450, 300)).transpose(Image.Transpose.ROTATE_180)
    far = ImageChops.screen(far, fade3(far, 0.5))
    drops = [(s.rng.uniform(0, 1800), s.rng.uniform(0, 1200), 1.6 + 5 * s.rng.random() ** 2) for _ in range(900)]
    big = [(s.rng.uniform(20, 1780), s.rng.uniform(20, 1180), 6 + 15 * s.rng.random() ** 2.2) for _ in range(150)]
    tracks = []
    for _ in range(15):
        x, y, end = s.rng.uniform(40, 1760), s.rng.uniform(-60, 300), s.rng.uniform(560, 1150)
        path = []
        while y < end:
            path.append((x, y))
            x, y = x + s.rng.gauss(0, 4), y + s.rng.uniform(16, 30)
        tracks.append(path)
        big.append((x, y, s.rng.uniform(14, 22)))
    trail = s.stencil(lambda p: [p.line(t, 255, s.rng.uniform(9, 15)) for t in tracks])
    lens = s.image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    s.fill(blur(trail, 1.5), lens, 0.4)
    s.screen(ImageChops.subtract(blur(trail, 2), nudge(blur(trail, 2), 4, 0)), "#dfe8f6", 0.3)
    tiny = s.stencil(lambda p: [p.oval(x, y, r, r * 1.1) for x, y, r in drops])
    s.fill(tiny, lens, 0.6)
    s.screen(ImageChops.subtract(tiny, nudge(tiny, -1, -2)), "#f3f6ff", 0.6)
    s.shadow(ImageChops.subtract(tiny, nudge(tiny, 1, 2)), "#101830", 0.6)
    for x, y, r in big:
        w, h = round(2 * r), round(2.3 * r)
        mask = Image.new("L", (w * 3, h * 3))
        Pen(mask, 3).poly(
            [
                (
                    w / 2 + w / 2 * math.sin(a / 20 * 6.283) * (1 - 0.12 * math.cos(a / 20 * 6.283)),
                    h / 2 - h / 2 * math.cos(a / 20 * 6.283),
                )
                for a in range(20)
            ]
        )
        mask = mask.reduce(3)
        at = (round(x - r), round(y - 1.15 * r))
        u, v = round(x / 4) % 330, round(y / 4) % 200
        s.image.paste(far.crop((u, v, u + 110, v + 100)).resize((w, h)), at, mask)
        edge = ImageChops.subtract(mask, nudge(mask, 0, round(r * 0.24)))
        s.image.paste(rgb("#0b1226"), at, fade(edge, 0.45))
        edge = ImageChops.subtract(mask, nudge(mask, 0, -max(1, round(r * 0.13))))
        s.image.paste(rgb("#f6f0e2"), at, fade(edge, 0.42))
    with s.ink() as p:
        for x, y, r in big:
            p.oval(x - r * 0.34, y - r * 0.45, r * 0.15, r * 0.2, rgb("#ffffff", 210))
    return s.finish(13, 0.6)


def fade3(image: Image.Image, share: float) -> Image.Image:
    """A colour image darkened to a share of itself."""
    return image.point([round((i % 256) * share) for i in range(768)])


PICTURES = {
    "port-ansel-skyline-night": skyline_night,
    "carrow-assembly": assembly,
    "rain-window-city": rain_window,
}
