"""The coast: both lighthouses, Skellin's boats, the regatta."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from .kit import UPRIGHT, Pen, Point, Sheet, blur, both, crag, levels, mix, nudge, rgb, ridge, spline
from .scenery import clouds, dapple, figure, glitter, gull, mist, ripple, rough, stars, swell


def lamp_tower(s: Sheet, x: float, foot: float, tall: float, bands: tuple[str, str], lit: str) -> None:
    """A lighthouse in two colours, lit from the left."""
    top = foot - tall
    w0, w1 = tall * 0.135, tall * 0.085
    body = s.shape(spline([(x - w0, foot), (x - w0 * 0.78, foot - tall * 0.4), (x - w1, top), (x - w1, top)], False)
                   + spline([(x + w1, top), (x + w1, top), (x + w0 * 0.78, foot - tall * 0.4), (x + w0, foot)], False))
    s.fill(body, bands[0])
    stripes = s.stencil(lambda p: [p.box(x - w0, top + tall * k, x + w0, top + tall * (k + 0.19)) for k in (0.14, 0.52)])
    s.fill(both(body, stripes), bands[1])
    left = s.shape([(x - w0, foot), (x - w1, top), (x - w1 * 0.35, top), (x - w0 * 0.35, foot)])
    right = s.shape([(x + w0, foot), (x + w1, top), (x + w1 * 0.2, top), (x + w0 * 0.2, foot)])
    s.shadow(both(body, blur(right, tall * 0.02)), "#4d5578", 0.75)
    s.screen(both(body, blur(left, tall * 0.015)), "#ffe9c4", 0.3)
    with s.ink() as p:
        for k in (0.28, 0.5, 0.74):
            p.arch(x - tall * 0.014, top + tall * k, x + tall * 0.014, top + tall * (k + 0.055), "#3b4258")
        p.arch(x - tall * 0.03, foot - tall * 0.1, x + tall * 0.03, foot, "#5a3a34")
        g = w1 * 1.55
        p.poly([(x - w1, top + 4), (x + w1, top + 4), (x + g, top - tall * 0.025), (x - g, top - tall * 0.025)], "#3c4257")
        for i in range(9):
            xx = x - g + 2 * g * i / 8
            p.line([(xx, top - tall * 0.025), (xx, top - tall * 0.07)], "#3c4257", max(1, tall * 0.003))
        p.line([(x - g, top - tall * 0.07), (x + g, top - tall * 0.07)], "#3c4257", max(1.5, tall * 0.005))
        r = w1 * 0.72
        p.box(x - r, top - tall * 0.115, x + r, top - tall * 0.02, lit)
        p.oval(x, top - tall * 0.066, r * 0.6, tall * 0.03, "#fffbe8")
        for k in (-1, -0.33, 0.33, 1):
            p.line([(x + r * k, top - tall * 0.115), (x + r * k, top - tall * 0.02)], "#3c4257", max(1, tall * 0.004))
        p.poly([(x - r * 1.25, top - tall * 0.112), (x - r * 0.7, top - tall * 0.15), (x, top - tall * 0.172),
                (x + r * 0.7, top - tall * 0.15), (x + r * 1.25, top - tall * 0.112)], bands[1])
        p.poly([(x + r * 0.2, top - tall * 0.112), (x + r * 0.1, top - tall * 0.168), (x + r * 0.7, top - tall * 0.15),
                (x + r * 1.25, top - tall * 0.112)], mix(bands[1], "#20243c", 0.4))
        p.line([(x, top - tall * 0.17), (x, top - tall * 0.2)], "#3c4257", max(1, tall * 0.005))


def rocks(s: Sheet, line: list[Point], light: str, dark: str, salt: int = 5) -> Image.Image:
    """A headland with broken faces, under the line."""
    mask = s.below(crag(s.rng, line, 0.12, 5))
    s.grade(mask, [(0, light), (0.55, mix_str(light, dark, 0.6)), (1, dark)])
    bumps = s.noise(90, 5, 0.8, salt)
    faces = ImageChops.subtract(bumps, nudge(bumps, -10, -8), 0.3, 0)
    s.fill(both(mask, levels(faces, 60, 90)), mix_str(light, "#fff0d8", 0.35), 0.6)
    faces = ImageChops.subtract(nudge(bumps, -10, -8), bumps, 0.3, 0)
    s.fill(both(mask, levels(faces, 50, 80)), dark, 0.6)
    return mask


def mix_str(a: str, b: str, t: float) -> str:
    """A colour between two, as a string."""
    return "#" + "".join(f"{v:02x}" for v in mix(a, b, t))


def foam(s: Sheet, points: list[Point], size: float, share: float = 0.9, salt: int = 70) -> None:
    """Broken water along a shore."""
    mask = s.stencil(lambda p: [p.oval(x, y, size * s.rng.uniform(0.8, 2.2), size * s.rng.uniform(0.2, 0.5)) for x, y in points])
    mask = rough(s, mask, size * 0.3, 26, share=0.75, hard=50, salt=salt, stretch=2.2)
    s.fill(both(mask, levels(s.noise(20, 3, 4, salt + 1), 95, 165)), "#f6f3ea", share)
    s.fill(blur(mask, 6), "#dfe9e6", share * 0.3)


def lighthouse_skellin() -> Image.Image:
    """The Skellin light on its headland on a fresh morning."""
    s = Sheet("lighthouse-skellin", [(0, "#6fa5c0"), (0.3, "#a9cbd0"), (0.55, "#f2e3c6"), (0.65, "#f6d9b4")])
    horizon = 740
    s.glow(300, 640, 800, "#fff0cc", 0.6)
    clouds(s, "#f0ece2", "#ffffff", (-0.1, 0.4), cell=230, stretch=2.2, cover=(135, 200), share=0.92, salt=3)
    clouds(s, "#d9c5b6", "#fff0d8", (0.34, 0.6), cell=80, stretch=6, cover=(130, 205), share=0.7, salt=4)
    far = ridge(s.rng, 900, 712, 60, 0.5, left=-10)
    s.grade(s.shape([*far, (890, 742), (-10, 742)]), [(0, "#b5c0c0"), (1, "#cfc9ba")])
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#a9c1bd"), (0.2, "#6f9fa8"), (0.6, "#38708a"), (1, "#1f4a66")])
    swell(s, horizon, "#dceae2", "#1f4c68", share=0.5)
    glitter(s, 300, horizon + 2, 1150, "#fff3d4", 210, 380)
    foam(s, [(s.rng.gauss(800 - (y - 840) * 0.05, 22), y) for y in range(830, 1200, 12)], 36)
    back = rocks(s, [(760, 1230), (820, 840), (900, 760), (1050, 730), (1300, 700), (1820, 690)], "#a39a88", "#4b5257", 5)
    grass = rough(s, s.shape([(880, 770), (1050, 722), (1300, 690), (1820, 680), (1820, 745), (1350, 752), (1080, 775)]), 8, 50,
                  share=0.6)
    s.grade(both(grass, back), [(0, "#b3b878"), (1, "#7d9560")])
    with s.ink() as p:
        # keepers' houses and a wall
        for x, w in ((1340, 130), (1490, 110)):
            p.box(x, 634, x + w, 706, "#f3ecdc")
            p.box(x + w * 0.74, 634, x + w, 706, "#b9b4b4")
            p.poly([(x - 8, 636), (x + 16, 596), (x + w - 16, 596), (x + w + 8, 636)], "#6b7482")
            p.box(x + 24, 580, x + 38, 600, "#a5563f")
            for k in (0.14, 0.4, 0.6):
                p.box(x + w * k, 652, x + w * k + 14, 674, "#55697a")
        p.line([(1200, 712), (1330, 706), (1640, 700), (1810, 690)], "#d8d2c2", 7)
    lamp_tower(s, 1180, 722, 480, ("#f6efe2", "#bf4a3a"), "#ffe6a0")
    front = rocks(s, [(860, 1230), (960, 1090), (1090, 990), (1240, 960), (1360, 880), (1520, 860), (1820, 800)],
                  "#93897a", "#353c45", 6)
    turf = rough(s, s.shape([(1210, 985), (1350, 870), (1520, 840), (1830, 780), (1830, 900), (1560, 930), (1380, 960)]), 10, 60,
                 share=0.7, salt=61)
    s.grade(both(turf, front), [(0, "#a8b26c"), (1, "#5f8052")])
    dapple(s, both(turf, front), "#dbd596", "#4c6f48", cell=30, share=0.5)
    with s.ink() as p:
        for _ in range(34):
            x = s.rng.uniform(1330, 1790)
            y = 905 - (x - 1330) * 0.16 + s.rng.uniform(0, 60)
            p.oval(x, y, 4.5, 3.5, s.rng.choice([rgb("#e58aa4"), rgb("#f2b4c2"), rgb("#f6efe2")]))
        for x, y, z, a in ((620, 330, 52, 0.2), (760, 260, 34, -0.1), (860, 420, 40, 0.1), (480, 430, 26, -0.2), (950, 330, 22, 0.3)):
            gull(p, x, y, z, rgb("#fbf8f0"), a, rgb("#4d5560"))
        p.poly([(380, 760), (446, 760), (438, 772), (390, 772)], "#3d4f5c")
        p.poly([(410, 758), (410, 700), (448, 752)], "#f4ecdc")
        p.poly([(406, 758), (406, 712), (382, 752)], "#d8cbb8")
    return s.finish(14)


def lighthouse_portrait() -> Image.Image:
    """The light at dusk, its beam over the water."""
    s = Sheet("lighthouse-portrait", [(0, "#17254a"), (0.3, "#3a4c7c"), (0.55, "#a9788c"), (0.68, "#f0a87e"), (0.74, "#f8c890")],
              UPRIGHT)
    horizon = 1090
    stars(s, 260, 620, "#dce6ff")
    s.glow(240, 1060, 620, "#ffcf94", 0.6)
    clouds(s, "#594f7c", "#e79a86", (0.36, 0.7), cell=110, stretch=4.5, cover=(125, 200), share=0.7, salt=2, sun=(-12, 14))
    sea = s.below([(-5, horizon), (1205, horizon)])
    s.grade(sea, [(0, "#d99a84"), (0.2, "#6d628c"), (1, "#16234a")])
    swell(s, horizon, "#f0b896", "#18254c", share=0.45)
    glitter(s, 240, horizon + 2, 1480, "#ffd7a4", 150, 260)
    beam = s.stencil(lambda p: (p.poly([(760, 312), (-40, 120), (-40, 420)], 210), p.poly([(760, 312), (1240, 210), (1240, 372)], 190)))
    s.screen(blur(beam, 14), "#ffe9b8", 0.42)
    rocks(s, [(300, 1520), (380, 1330), (470, 1230), (560, 1160), (690, 1130), (880, 1140), (1010, 1210), (1220, 1260)],
          "#5b4f66", "#141a34", 5)
    lamp_tower(s, 760, 1150, 780, ("#d9c9c8", "#a23b45"), "#ffe9a8")
    s.glow(760, 318, 260, "#ffe6a6", 0.85)
    rocks(s, [(150, 1520), (330, 1410), (520, 1360), (760, 1300), (960, 1310), (1220, 1350)], "#3a3654", "#0d132c", 7)
    foam(s, [(s.rng.gauss(360, 60), 1330 + s.rng.gauss(0, 24)) for _ in range(20)], 26, 0.6)
    with s.ink() as p:
        for k in range(9):
            p.poly([(700 + k * 6 - 40, 1320 - k * 17), (770 + k * 2 - 40, 1320 - k * 17), (768 + k * 2 - 40, 1309 - k * 17),
                    (704 + k * 6 - 40, 1309 - k * 17)], mix("#6d6078", "#a08c94", k / 9))
        p.box(890, 1060, 1010, 1160, "#8f8494")
        p.box(960, 1060, 1010, 1160, "#4d486c")
        p.poly([(878, 1064), (910, 1010), (992, 1010), (1022, 1064)], "#3a3656")
        p.box(914, 1086, 938, 1116, "#ffd184")
        p.box(880, 1154, 1040, 1180, "#342f4c")
        for x, y, z in ((330, 760, 30), (420, 700, 22), (250, 690, 18)):
            gull(p, x, y, z, rgb("#2b2f52"), 0.1)
    s.glow(926, 1100, 120, "#ffc878", 0.35)
    return s.finish(15)


def trawler(p: Pen, x: float, y: float, size: float, hull: str, house: str, way: int = 1) -> None:
    """An inshore fishing boat, afloat at (x, y) amidships."""
    def at(a: float, b: float) -> Point:
        return x + way * a * size, y + b * size

    dark = mix(hull, "#10151c", 0.35)
    p.poly([at(-1, -0.32), at(-0.5, -0.26), at(0.45, -0.3), at(1.12, -0.54), at(0.86, 0.06), at(-0.92, 0.06)], hull)
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
    for a, b in (((0.3, -1.48), (1.1, -0.56)), ((0.3, -1.48), (-0.6, -1.22)), ((-0.6, -1.22), (-0.98, -0.36))):
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
    paint = ["#d98c6a", "#e8c07a", "#8fb0b4", "#f1e7d2", "#c96f5c", "#a9bfa0", "#e3d2b4", "#7f97ab", "#f4efe4"]
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
                    p.poly([(x - 3, foot - h + 2), (x + w / 2, foot - h - w * 0.52), (x + w + 3, foot - h + 2)], roof)
                    p.poly([(x + 5, foot - h + 2), (x + w / 2, foot - h - w * 0.42), (x + w - 5, foot - h + 2)], wall)
                else:
                    p.poly([(x - 3, foot - h + 2), (x + 10, foot - h - 34 * z), (x + w - 10, foot - h - 34 * z),
                            (x + w + 3, foot - h + 2)], roof)
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
    fleet = [(300, 800, 150, "#2f5f7c", "#f3ead6", 1), (740, 815, 165, "#b8483c", "#f1e9d8", -1),
             (1230, 800, 150, "#3f7a66", "#efe4cc", 1), (1640, 825, 170, "#22405c", "#f5efe2", -1)]
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
        for x, y, z in ((520, 180, 30), (610, 240, 22), (1180, 150, 34), (1290, 210, 20), (980, 480, 26), (1500, 560, 24)):
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
        wake = [(x - z * (0.5 - 1.1 * t) + s.rng.gauss(0, 6), y + s.rng.gauss(0, 5) - t * 4) for t in [i / 22 for i in range(23)]]
        foam(s, wake, z * 0.055, 0.9, 70 + z)
    return s.finish(13)


def yacht(p: Pen, s: Sheet, x: float, y: float, z: float, sail: str, hull: str, jib: str = "") -> None:
    """A yacht heeling to the right, sails drawn in shaded panels."""
    lean = 0.17
    def at(a: float, b: float) -> Point:
        return x + (a - b * lean) * z, y + (b + a * lean * 0.45) * z

    for i in range(18):
        t = i / 18
        p.oval(x + z * (0.08 + s.rng.uniform(-0.1, 0.1)), y + z * (0.08 + t * 0.42), z * 0.3 * (1 - t) * s.rng.uniform(0.5, 1),
               z * 0.009 + 0.5, rgb(sail, round(120 * (1 - t))))
    p.poly([at(-0.62, -0.1), at(0.66, -0.12), at(0.44, 0.05), at(-0.5, 0.06)], hull)
    p.poly([at(-0.62, -0.1), at(0.66, -0.12), at(0.62, -0.085), at(-0.6, -0.065)], "#f6f0e2")
    p.line([at(0, -0.1), at(0, -1.5)], "#4a4a50", max(1, z * 0.012))
    main = [at(-0.02, -1.48), *spline([at(-0.02, -1.48), at(-0.3, -0.85), at(-0.56, -0.2)], False, 8), at(-0.02, -0.17)]
    p.poly(main, sail)
    p.poly([at(-0.02, -1.48), at(-0.2, -0.7), at(-0.26, -0.18), at(-0.02, -0.17)], mix(sail, "#8ea0b4", 0.28))
    for k in (0.35, 0.58, 0.8):
        b = -1.48 + 1.3 * k
        p.line([at(-0.02, b), at(-0.54 * k * 1.0, b + 0.02)], rgb("#8a96a6", 130), max(1, z * 0.005))
    fore = [at(0.03, -1.36), *spline([at(0.03, -1.36), at(0.2, -0.8), at(0.62, -0.14)], False, 8), at(-0.06, -0.22)]
    p.poly(fore, jib or sail)
    p.poly([at(0.03, -1.36), at(0.0, -0.7), at(-0.06, -0.22), at(0.18, -0.19), at(0.1, -0.8)], mix(jib or sail, "#5f6f88", 0.3))
    p.line([at(-0.56, -0.18), at(0, -0.17)], "#4a4a50", max(1, z * 0.014))
    if z > 100:
        for a in (-0.46, -0.34, -0.22):
            p.oval(*at(a, -0.16), z * 0.032, z * 0.05, s.rng.choice([rgb("#d7553f"), rgb("#e9b44c"), rgb("#f2ede0")]))
            p.oval(*at(a, -0.23), z * 0.018, z * 0.022, "#6a4a3c")


PICTURES = {
    "lighthouse-skellin": lighthouse_skellin,
    "lighthouse-portrait": lighthouse_portrait,
    "fishing-boats-skellin": boats,
    "regatta-sails": regatta,
}
