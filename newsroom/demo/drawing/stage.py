"""Where people gather: concert hall, gallery, theatre, stadium."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from .kit import UPRIGHT, Pen, Sheet, blur, both, levels, mix, nudge, ramp, rgb, spline
from .scenery import clouds, dapple, figure


def concert_hall() -> Image.Image:
    """An orchestra in a pool of light, seen from the dark stalls."""
    s = Sheet("concert-hall", [(0, "#1c1522"), (0.5, "#3a2427"), (1, "#150f18")])
    back = s.shape([(330, 120), (1470, 120), (1470, 780), (330, 780)])
    s.grade(back, [(0, "#6b4630"), (0.6, "#b57a48"), (1, "#8a5a38")])
    with s.ink() as p:
        # wooden ribs, the organ above the platform
        for k in range(25):
            x = 330 + k * 47.5
            p.box(x, 120, x + 20, 780, rgb("#d99e5e", 70))
            p.box(x + 20, 120, x + 24, 780, rgb("#3f2620", 110))
        for k in range(31):
            d = abs(k - 15)
            x = 900 + (k - 15) * 27
            top = 190 + 120 * abs(math.sin(d * 0.42)) * (0.4 + d / 20) + d * 3
            p.round(x - 10, top, x + 10, 520, 8, mix("#e9c88e", "#a8794a", d / 18))
            p.round(x + 3, top, x + 10, 520, 3, mix("#a87c4c", "#6e482f", d / 18))
            p.poly([(x - 6, 486), (x + 6, 486), (x, 466)], "#4a2f24")
        p.box(470, 516, 1330, 548, "#7d5134")
        p.box(470, 516, 1330, 522, "#dcae74")
        # side boxes, tiers shrinking towards the stage
        for side in (-1, 1):
            def at(u: float, y: float, side: int = side) -> tuple[float, float]:
                return 900 + side * (570 + 380 * u), y
            for tier in range(3):
                y0, y1 = 250 + tier * 165, 90 + tier * 215
                p.poly([at(0, y0), at(1, y1), at(1, y1 + 120), at(0, y0 + 76)], mix("#7a4a34", "#2a1a20", 0.25 + tier * 0.1))
                p.poly([at(0, y0 - 8), at(1, y1 - 14), at(1, y1 + 8), at(0, y0 + 6)], "#c08a54")
                p.poly([at(0, y0 - 92), at(1, y1 - 118), at(1, y1 - 14), at(0, y0 - 8)], "#24171d")
                for k in range(8):
                    u = (k + 0.5) / 8
                    y = y0 - 8 + (y1 - y0 - 6) * u
                    p.oval(*at(u, y - 10 - 6 * u), 8 + 7 * u, 10 + 8 * u, mix("#7a5140", "#1f151b", 0.3 + 0.5 * u))
                    p.oval(*at(u, y + 46 + 22 * u), 5, 5, "#ffdf9c")
        p.poly([(330, 120), (1470, 120), (1860, -20), (-60, -20)], "#2f1f24")
        for k in range(9):
            a = 330 + 1140 * k / 8
            b = -60 + 1920 * k / 8
            p.line([(a, 120), (b, -20)], rgb("#7a5138", 150), 3)
        # the platform
        p.poly([(330, 690), (1470, 690), (1640, 880), (160, 880)], "#c98f56")
        for k in range(24):
            a, b = 330 + 1140 * k / 23, 160 + 1480 * k / 23
            p.line([(a, 690), (b, 880)], rgb("#8f5f38", 120), 2)
        p.box(160, 880, 1640, 920, "#5a3a2a")
        p.box(160, 880, 1640, 886, "#e9b878")
    pool = s.stencil(lambda p: p.oval(900, 780, 560, 110))
    s.screen(blur(pool, 50), "#ffdca0", 0.55)
    with s.ink() as p:
        for row, (y, n, span, z) in enumerate(((668, 22, 980, 0.72), (706, 20, 1030, 0.82), (752, 17, 1060, 0.95), (806, 14, 1080, 1.1))):
            for i in range(n):
                u = (i + 0.5) / n - 0.5
                if abs(u) < 0.06 and row == 3:
                    continue
                player(p, s, 900 + u * span, y + 30 * math.cos(u * 2.6) - 24, 64 * z, u, row)
        # conductor
        p.poly([(846, 876), (954, 876), (944, 850), (856, 850)], "#6e4630")
        p.poly(spline([(872, 852), (876, 780), (884, 728), (900, 720), (916, 728), (924, 780), (928, 852)], True), "#17131c")
        p.oval(900, 704, 15, 18, "#5a3d30")
        p.oval(900, 697, 16, 15, "#cfc8c0")
        p.taper((888, 740), (838, 712), 14, 9, "#17131c")
        p.taper((838, 712), (822, 672), 9, 7, "#17131c")
        p.taper((912, 740), (968, 726), 14, 9, "#17131c")
        p.taper((968, 726), (992, 684), 9, 7, "#17131c")
        p.line([(992, 684), (1024, 640)], "#f4e6c8", 2)
        p.oval(822, 668, 6, 7, "#c99a78")
        p.oval(992, 680, 6, 7, "#c99a78")
    beams = s.stencil(lambda p: [p.poly([(x, 10), (x + 24, 10), (900 + (x - 900) * 0.35 + 150, 800), (900 + (x - 900) * 0.35 - 150, 800)],
                                         s.rng.randint(110, 190)) for x in (420, 640, 880, 1120, 1340)])
    s.screen(both(blur(beams, 16), ramp(s.size, [(0, 1), (0.3, 0.6), (0.68, 0.25), (0.76, 0), (1, 0)])), "#ffdfa8", 0.42)
    with s.ink() as p:
        for row, y in enumerate((950, 1010, 1085, 1175)):
            z = 1 + row * 0.34
            n = round(27 / z)
            for i in range(-1, n + 1):
                x = (i + 0.5 * (row % 2)) * 1800 / n + s.rng.uniform(-8, 8)
                tone = mix("#3a2730", "#0c080e", row / 3.2)
                r = 17 * z * s.rng.uniform(0.92, 1.08)
                p.poly(spline([(x - r * 2.1, y + r * 5), (x - r * 1.9, y + r * 1.9), (x - r * 0.7, y + r * 1.1), (x + r * 0.7, y + r * 1.1),
                               (x + r * 1.9, y + r * 1.9), (x + r * 2.1, y + r * 5)], True, 5), tone)
                p.oval(x, y, r, r * 1.2, tone)
                p.oval(x, y - r * 0.24, r * 1.04, r * 1.02, mix(tone, "#8a5a3c", 0.22 if row < 2 else 0.1))
                p.oval(x, y - r * 0.12, r * 1.04, r * 1.02, tone)
    return s.finish(15, 0.45)


def player(p: Pen, s: Sheet, x: float, y: float, z: float, u: float, row: int) -> None:
    """A seated musician in black."""
    coat = mix("#1a151d", "#4a3430", s.rng.random() * 0.4)
    p.poly(spline([(x - z * 0.3, y + z * 0.5), (x - z * 0.26, y - z * 0.1), (x, y - z * 0.26), (x + z * 0.26, y - z * 0.1),
                   (x + z * 0.3, y + z * 0.5)], True, 4), coat)
    p.poly([(x - z * 0.06, y - z * 0.22), (x + z * 0.06, y - z * 0.22), (x, y + z * 0.05)], "#efe4d0")
    skin = s.rng.choice(["#d9a884", "#c08a66", "#8d5f48", "#e6bd9c"])
    p.oval(x, y - z * 0.38, z * 0.13, z * 0.16, skin)
    p.oval(x, y - z * 0.46, z * 0.14, z * 0.11, s.rng.choice(["#2b1e1a", "#5b3b26", "#8f8a86", "#3b2a22", "#a8763e"]))
    lean = -1 if u < 0 else 1
    if row >= 2:
        p.oval(x - lean * z * 0.1, y + z * 0.02, z * 0.2, z * 0.09, "#a8582c")
        p.line([(x - lean * z * 0.36, y + z * 0.22), (x + lean * z * 0.3, y - z * 0.26)], "#efd9a8", max(1, z * 0.02))
    elif row == 1:
        p.line([(x - z * 0.3, y + z * 0.02), (x + z * 0.26, y - z * 0.16)], "#d9c9a0", z * 0.05)
    elif abs(u) > 0.2:
        p.oval(x + z * 0.1, y + z * 0.06, z * 0.2, z * 0.2, "#e9b84c")
        p.oval(x + z * 0.1, y + z * 0.06, z * 0.1, z * 0.1, "#8a5a24")


def gallery_room() -> Image.Image:
    """A tall gallery room with paintings and two visitors."""
    s = Sheet("gallery-room", [(0, "#d9d3c6"), (1, "#cfc6b6")])
    fx0, fx1, fy0, fy1 = 520, 1330, 240, 800
    wall = s.shape([(fx0, fy0), (fx1, fy0), (fx1, fy1), (fx0, fy1)])
    s.grade(wall, [(0, "#5f7f7c"), (0.5, "#6f928c"), (1, "#557572")])
    left = s.shape([(fx0, fy0), (fx0, fy1), (-10, 1090), (-10, -40)])
    right = s.shape([(fx1, fy0), (fx1, fy1), (1810, 1060), (1810, -40)])
    s.grade(left, [(0, "#3f5f60"), (0.6, "#5d807c"), (1, "#66897f")], across=True)
    s.grade(right, [(0, "#7f9f96"), (1, "#8aa89a")], across=True)
    floor = s.shape([(fx0, fy1), (fx1, fy1), (1810, 1060), (1810, 1210), (-10, 1210), (-10, 1090)])
    s.grade(floor, [(0, "#b98a5c"), (0.4, "#a8774c"), (1, "#7a5236")])
    ceiling = s.shape([(fx0, fy0), (fx1, fy0), (1810, -40), (-10, -40)])
    s.grade(ceiling, [(0, "#f1ebdc"), (1, "#d3cbbc")])
    with s.ink() as p:
        p.poly([(690, 40), (1160, 40), (1080, 190), (770, 190)], "#fbf8ea")
        for k in range(1, 5):
            p.line([(690 + 94 * k, 40), (770 + 62 * k, 190)], "#c3bcae", 4)
        p.line([(726, 108), (1124, 108)], "#c3bcae", 4)
        for k in range(27):
            a, b = fx0 + (fx1 - fx0) * k / 26, -520 + 2900 * k / 26
            p.line([(a, fy1), (b, 1210)], rgb("#6b4630", 90), 2)
        for y, pale in ((842, 40), (900, 40), (985, 40), (1100, 40)):
            p.line([(-10, y), (1810, y)], rgb("#6b4630", pale), 1.6)
        for side in (0, 1):
            x, far = (fx0, -10) if side == 0 else (fx1, 1810)
            fy, by = 1090 if side == 0 else 1060, fy1
            p.poly([(x, by), (far, fy), (far, fy - 46), (x, by - 24)], "#e6ddca" if side else "#cfc6b4")
            p.poly([(x, fy0), (far, -40), (far, 4), (x, fy0 + 20)], "#efe8d8" if side else "#d8d0c0")
        p.box(fx0, fy1 - 24, fx1, fy1, "#ded4c0")
        p.box(fx0, fy0, fx1, fy0 + 20, "#ece5d4")
        frame(p, s, 760, 340, 330, 290, "sea")
        frame(p, s, 575, 400, 130, 176, "still")
        frame(p, s, 1146, 400, 130, 176, "figure")
        slant(p, [(-10, 150), (330, 300), (330, 640), (-10, 740)], 0)
        slant(p, [(390, 346), (486, 384), (486, 590), (390, 620)], 1)
        slant(p, [(1420, 336), (1560, 290), (1560, 660), (1420, 610)], 2)
        slant(p, [(1640, 250), (1830, 180), (1830, 740), (1640, 688)], 3)
    beam = s.shape([(700, 60), (1150, 60), (1260, 1010), (560, 1010)])
    s.screen(blur(beam, 60), "#fff2d0", 0.22)
    gloss = s.shape([(700, 800), (1150, 800), (1260, 1140), (590, 1140)])
    s.screen(both(blur(gloss, 34), ramp(s.size, [(0, 1), (0.66, 1), (1, 0.2)])), "#ffe6b8", 0.35)
    with s.ink() as p:
        p.poly([(760, 960), (1130, 960), (1160, 990), (730, 990)], "#4b3a34")
        p.poly([(760, 930), (1130, 930), (1160, 962), (730, 962)], "#8a3f38")
        p.poly([(760, 930), (1130, 930), (1134, 938), (756, 938)], "#a9574c")
        for x in (752, 1122):
            p.box(x, 988, x + 16, 1036, "#3a2d2a")
        p.oval(945, 1040, 240, 12, rgb("#4a2f22", 90))
        visitor(p, 640, 1040, 330, "#2f3f5c", "#24262e", "#3b2a22", "#a8745a", 1)
        visitor(p, 1225, 1000, 296, "#c0863c", "#4a4048", "#8f8a86", "#e0b292", -1)
    return s.finish(13, 0.35)


def visitor(p: Pen, x: float, y: float, z: float, coat: str, legs: str, hair: str, skin: str, way: int) -> None:
    """A visitor seen from behind."""
    p.oval(x, y, z * 0.2, z * 0.025, rgb("#3a2318", 120))
    for side in (-1, 1):
        p.taper((x + side * z * 0.05, y - z * 0.46), (x + side * z * 0.06, y - z * 0.01), z * 0.1, z * 0.065, legs)
    p.poly(spline([(x - z * 0.05, y - z * 0.84), (x + z * 0.05, y - z * 0.84), (x + z * 0.135, y - z * 0.77), (x + z * 0.15, y - z * 0.55),
                   (x + z * 0.14, y - z * 0.32), (x - z * 0.14, y - z * 0.32), (x - z * 0.15, y - z * 0.55), (x - z * 0.135, y - z * 0.77)]), coat)
    p.poly(spline([(x + way * z * 0.03, y - z * 0.8), (x + way * z * 0.13, y - z * 0.76), (x + way * z * 0.15, y - z * 0.55),
                   (x + way * z * 0.14, y - z * 0.33), (x + way * z * 0.05, y - z * 0.33)]), mix(coat, "#14141c", 0.3))
    p.box(x - z * 0.028, y - z * 0.88, x + z * 0.028, y - z * 0.82, skin)
    p.oval(x, y - z * 0.93, z * 0.062, z * 0.075, skin)
    p.oval(x - way * z * 0.006, y - z * 0.945, z * 0.068, z * 0.07, hair)


def frame(p: Pen, s: Sheet, x: float, y: float, w: float, h: float, kind: str) -> None:
    """A painting in a gilt frame."""
    p.box(x - 10, y + 10, x + w + 14, y + h + 20, rgb("#243434", 90))
    p.box(x - 14, y - 14, x + w + 14, y + h + 14, "#b98d48")
    p.box(x - 14, y - 14, x + w + 14, y - 8, "#ecca86")
    p.box(x - 6, y - 6, x + w + 6, y + h + 6, "#7d5a2c")
    if kind == "sea":
        for k in range(30):
            t = k / 29
            tone = mix("#3f5f86", "#f2c48c", (t / 0.55) ** 1.2) if t < 0.55 else mix("#a5786c", "#1f3a54", (t - 0.55) / 0.45)
            p.box(x, y + h * k / 30, x + w, y + h * (k + 1) / 30 + 1, tone)
        p.oval(x + w * 0.62, y + h * 0.5, 16, 16, "#fff0c8")
        for k in range(26):
            p.oval(x + w * 0.62 + s.rng.gauss(0, 10 + k), y + h * 0.57 + k * 4.4, 6 + k * 0.7, 1.6, rgb("#ffe2ac", 160))
        p.poly([(x + w * 0.2, y + h * 0.62), (x + w * 0.44, y + h * 0.62), (x + w * 0.4, y + h * 0.68), (x + w * 0.24, y + h * 0.68)], "#2b2a38")
        p.poly([(x + w * 0.31, y + h * 0.61), (x + w * 0.31, y + h * 0.26), (x + w * 0.45, y + h * 0.58)], "#d9c2a0")
        p.poly([(x + w * 0.3, y + h * 0.61), (x + w * 0.3, y + h * 0.32), (x + w * 0.2, y + h * 0.58)], "#b9a08a")
    elif kind == "still":
        p.box(x, y, x + w, y + h, "#4d3b38")
        p.box(x, y + h * 0.68, x + w, y + h, "#8a6a4c")
        p.poly(spline([(x + w * 0.34, y + h * 0.72), (x + w * 0.28, y + h * 0.52), (x + w * 0.4, y + h * 0.4), (x + w * 0.56, y + h * 0.4),
                       (x + w * 0.66, y + h * 0.54), (x + w * 0.6, y + h * 0.72)]), "#c9c4b0")
        for k in range(12):
            a = k * 0.52
            p.oval(x + w * (0.48 + 0.22 * math.cos(a)), y + h * (0.27 + 0.13 * math.sin(a)), 13, 13, ("#d96a5c", "#f0d9a8", "#e59a6c")[k % 3])
        p.oval(x + w * 0.76, y + h * 0.74, 12, 12, "#d9903c")
    else:
        p.box(x, y, x + w, y + h, "#6f5f58")
        p.poly(spline([(x + w * 0.12, y + h), (x + w * 0.22, y + h * 0.62), (x + w * 0.5, y + h * 0.52), (x + w * 0.78, y + h * 0.62),
                       (x + w * 0.88, y + h)], False) , "#233a4c")
        p.oval(x + w * 0.5, y + h * 0.36, w * 0.15, h * 0.15, "#d9ad8c")
        p.oval(x + w * 0.5, y + h * 0.28, w * 0.18, h * 0.12, "#3a2824")


def slant(p: Pen, q: list[tuple[float, float]], kind: int) -> None:
    """A painting on a side wall, seen aslant."""
    def at(u: float, v: float) -> tuple[float, float]:
        t = (q[0][0] + (q[1][0] - q[0][0]) * u, q[0][1] + (q[1][1] - q[0][1]) * u)
        b = (q[3][0] + (q[2][0] - q[3][0]) * u, q[3][1] + (q[2][1] - q[3][1]) * u)
        return t[0] + (b[0] - t[0]) * v, t[1] + (b[1] - t[1]) * v

    p.poly([at(0, 0), at(1, 0), at(1, 1), at(0, 1)], "#a97f42")
    p.poly([at(0, 0), at(1, 0), at(0.96, 0.03), at(0.04, 0.03)], "#e6c27c")
    inner = [at(0.07, 0.06), at(0.93, 0.06), at(0.93, 0.94), at(0.07, 0.94)]
    sky, land, accent = (("#d9b98c", "#6f7d4c", "#3f5a48"), ("#3a4a68", "#8a4a44", "#e0a45c"),
                         ("#e9dcc0", "#c0643f", "#2f4f64"), ("#a9c3c4", "#4d7284", "#f1e6cc"))[kind]
    p.poly(inner, sky)
    p.poly([at(0.07, 0.6), at(0.3, 0.48), at(0.6, 0.62), at(0.93, 0.5), at(0.93, 0.94), at(0.07, 0.94)], land)
    p.poly([at(0.07, 0.78), at(0.45, 0.66), at(0.93, 0.82), at(0.93, 0.94), at(0.07, 0.94)], accent)
    p.poly([at(0.55, 0.2), at(0.7, 0.2), at(0.7, 0.34), at(0.55, 0.34)], mix(sky, accent, 0.4))


def theatre_curtain() -> Image.Image:
    """A red curtain, one edge drawn back on a lit stage."""
    s = Sheet("theatre-curtain", [(0, "#1a0d12"), (1, "#241016")], UPRIGHT)
    stage = s.shape([(300, 250), (900, 250), (900, 1290), (300, 1290)])
    s.grade(stage, [(0, "#1f3a4c"), (0.4, "#3f6a72"), (0.72, "#d9b07c"), (0.78, "#8a5f40"), (1, "#5a3a2a")])
    with s.ink() as p:
        p.oval(660, 470, 74, 74, "#f6e8c4")
        for k in range(6):
            x = 470 + k * 60
            p.taper((x, 1060), (x + s.rng.uniform(-14, 14), 700 + abs(k - 2.5) * 30), 18, 6, "#1f3540")
            for j in range(5):
                p.line([(x, 860 - j * 28), (x + (1 if j % 2 else -1) * 52, 810 - j * 32)], "#1f3540", 4)
        figure(p, 610, 1100, 200, rgb("#e6dcc8"), rgb("#2f2a34"), 0.06)
    s.glow(660, 470, 260, "#fff0c8", 0.5)
    spot = s.shape([(560, 250), (640, 250), (760, 1110), (470, 1110)])
    s.screen(blur(spot, 22), "#fff0cc", 0.35)
    for side in (0, 1):
        def edge(y: float, side: int = side) -> float:
            t = (y - 230) / 1090
            pull = 0.5 - 0.5 * math.cos(min(1, t / 0.62) * math.pi) if t < 0.62 else 1 - 0.42 * ((t - 0.62) / 0.38) ** 0.8
            return (640 - 300 * pull) if side == 0 else (640 + 320 * pull)
        outer = -20 if side == 0 else 1220
        ys = [220 + i * 22 for i in range(51)]
        mask = s.shape([*[(edge(y), y) for y in ys], (outer, 1342), (outer, 220)])
        s.fill(mask, "#8f1f2a")
        folds = 11
        lit = Image.new("L", s.size)
        dark = Image.new("L", s.size)
        for im, phase, wide in ((lit, 0.36, 0.26), (dark, 0.86, 0.4)):
            big = Pen(im, 1)
            for k in range(folds):
                line0 = [(outer + (edge(y) - outer) * (k + phase - wide / 2) / folds, y) for y in ys]
                line1 = [(outer + (edge(y) - outer) * (k + phase + wide / 2) / folds, y) for y in ys]
                big.poly([*line0, *reversed(line1)], s.rng.randint(150, 255))
        s.fill(both(mask, blur(lit, 9)), "#d8463f", 0.75)
        s.fill(both(mask, blur(dark, 9)), "#4a0c1a", 0.85)
        thin = blur(lit, 5)
        s.screen(both(mask, levels(thin, 170, 255), ramp(s.size, [(0, 0), (0.3, 0.5), (0.6, 1), (1, 0.6)])), "#ff9a70", 0.28)
        rim = ImageChops.subtract(mask, nudge(mask, -10 if side == 0 else 10, 0))
        s.fill(rim, "#e0b060", 0.9)
        with s.ink() as p:
            y = 906
            x = edge(y)
            p.line(spline([(x, y - 20), (x - (60 if side == 0 else -60), y + 22), (outer, y - 90)], False), "#e3b565", 17)
            p.line(spline([(x, y - 22), (x - (60 if side == 0 else -60), y + 19), (outer, y - 93)], False), "#f6dc9c", 5)
            tx = x + (-34 if side == 0 else 34)
            p.oval(tx, y + 22, 19, 22, "#e3b565")
            p.poly([(tx - 14, y + 36), (tx + 14, y + 36), (tx + 27, y + 128), (tx - 27, y + 128)], "#c9963f")
            for k in range(7):
                p.line([(tx - 12 + k * 4, y + 40), (tx - 24 + k * 8, y + 126)], "#f0cf86", 2)
    # the valance, swag upon swag, and a gilt arch
    for k in range(5):
        x0, x1 = k * 240 - 30, k * 240 + 270
        swag = s.stencil(lambda p, x0=x0, x1=x1: p.poly([(x0, 60), *spline([(x0, 200), ((x0 + x1) / 2, 350), (x1, 200)], False), (x1, 60)]))
        s.grade(swag, [(0, "#4a0c18"), (0.5, "#8f1f2a"), (1, "#b93436")])
        for j in range(5):
            arc = s.stencil(lambda p, x0=x0, x1=x1, j=j: p.line(
                spline([(x0 + 4, 100 + j * 20), ((x0 + x1) / 2, 150 + j * 42), (x1 - 4, 100 + j * 20)], False), 255, 11))
            s.fill(both(blur(arc, 5), swag), "#5a0f1c" if j % 2 else "#d9534a", 0.6)
        with s.ink() as p:
            p.line(spline([(x0, 200), ((x0 + x1) / 2, 350), (x1, 200)], False), "#e3b565", 12)
    with s.ink() as p:
        p.box(0, 0, 1200, 96, "#6d4a26")
        p.box(0, 78, 1200, 100, "#d9ab5c")
        p.box(0, 14, 1200, 24, "#b98a45")
        for k in range(15):
            p.oval(40 + k * 80, 51, 22, 17, "#a87a3c")
            p.oval(37 + k * 80, 48, 14, 10, "#e6c07a")
        p.poly([(-10, 1335), (1210, 1335), (1210, 1510), (-10, 1510)], "#2a1519")
        p.poly([(-10, 1310), (1210, 1310), (1210, 1345), (-10, 1345)], "#7a5030")
        p.box(-10, 1308, 1210, 1316, "#d9a868")
        for k in range(9):
            p.poly([(40 + k * 130, 1345), (130 + k * 130, 1345), (118 + k * 130, 1308), (52 + k * 130, 1308)], "#3a2420")
    for k in range(9):
        s.glow(85 + k * 130, 1300, 95, "#ffcf86", 0.5)
    with s.ink() as p:
        for row, y in enumerate((1420, 1482)):
            for k in range(11 - row * 2):
                x = 20 + k * (116 + row * 34) + row * 20
                p.round(x - 44 - row * 8, y, x + 44 + row * 8, y + 120, 26, mix("#5a1820", "#1a0a10", row * 0.5))
                p.round(x - 44 - row * 8, y, x + 44 + row * 8, y + 10, 5, mix("#8f3038", "#3a141c", row * 0.5))
    return s.finish(14, 0.5)


def stadium() -> Image.Image:
    """An evening match under floodlights."""
    s = Sheet("stadium-floodlit", [(0, "#101a3c"), (0.3, "#2b3a6c"), (0.42, "#75648c"), (0.5, "#d08a78")])
    clouds(s, "#34386a", "#b8788a", (0.0, 0.46), cell=110, stretch=4.5, cover=(125, 215), share=0.7, salt=2, sun=(0, 14))
    bowl = [(-20, 400), (300, 440), (900, 455), (1500, 440), (1820, 400)]
    with s.ink() as p:
        p.poly([*spline(bowl, False), (1820, 800), (-20, 800)], "#2a2c4c")
        p.poly([*spline([(x, y - 70) for x, y in bowl], False), *reversed(spline([(x, y - 22) for x, y in bowl], False))], "#3f4468")
        p.line(spline([(x, y - 22) for x, y in bowl], False), "#e6e0d4", 4)
        for i in range(19):
            x = i * 100
            y = 455 - ((x - 900) / 900) ** 2 * 52
            p.line([(x, y - 66), (x, y + 60)], "#20233f", 4)
        hues = ["#b8433c", "#e6dcc8", "#2f5f86", "#6b5a70", "#3c3a58", "#d9a04c", "#8a4a50", "#4d557c"]
        for row in range(22):
            t = row / 22
            y0 = 462 + row * 11.6
            for k in range(200):
                x = k * 9.2 + (row % 2) * 4.6 + s.rng.uniform(-2, 2) - 10
                y = y0 - ((x - 900) / 900) ** 2 * (50 - 40 * t)
                if s.rng.random() < 0.92:
                    tone = s.rng.choice(hues[:3] if s.rng.random() < 0.45 else hues)
                    p.oval(x, y, 4.0, 5.2, mix(tone, "#2a2c4c", 0.35 - 0.3 * t))
                    p.oval(x, y - 5.5, 2.4, 2.8, mix("#d9a988", "#2a2c4c", 0.35 - 0.3 * t))
        for x in range(150, 1800, 300):
            p.poly([(x, 470), (x + 10, 470), (x + 22, 720), (x - 12, 720)], "#4a4a68")
        p.box(-10, 706, 1810, 742, "#20284c")
        for k in range(12):
            p.box(k * 152, 709, k * 152 + 148, 740, ("#2f5f86", "#c8503a", "#e6dcc8", "#e0a43c")[k % 4])
            p.box(k * 152 + 24, 720, k * 152 + 124, 728, ("#e6dcc8", "#f4e6cc", "#2f5f86", "#3a2a2c")[k % 4])
    pitch = s.shape([(-10, 742), (1810, 742), (1810, 1210), (-10, 1210)])
    s.grade(pitch, [(0, "#6fae5c"), (0.4, "#57994f"), (1, "#2f6d40")])
    with s.ink() as p:
        for k in range(-12, 13, 2):
            p.poly([(900 + k * 110, 742), (900 + (k + 1) * 110, 742), (900 + (k + 1) * 230, 1210), (900 + k * 230, 1210)], rgb("#8cc46c", 60))
        white = "#eef3e4"
        p.line([(-10, 764), (1810, 764)], white, 3)
        p.line([(900, 764), (900, 1210)], white, 4)
        p.ring(900, 940, 330, 105, white, 4)
        p.oval(900, 940, 8, 4, white)
        for side in (-1, 1):
            a, b = 900 + side * 900, 900 + side * 640
            p.line([(a, 820), (b - side * 18, 820), (b + side * 60, 1090), (a, 1090)], white, 3.5)
        players = [(900, 930, 0), (840, 960, 1), (1010, 900, 1), (620, 850, 0), (720, 1030, 0), (1180, 990, 1), (1120, 840, 0), (430, 930, 1),
                   (1350, 880, 0), (1430, 1040, 1), (520, 1090, 0), (280, 860, 0), (1590, 930, 1), (1010, 1100, 0), (830, 800, 1), (1270, 800, 1)]
        for x, y, team in sorted(players, key=lambda q: q[1]):
            footballer(p, s, x, y, 56 + (y - 760) * 0.17, team)
        p.oval(938, 946, 8, 8, "#fbf8ee")
        p.oval(940, 949, 5, 4, "#c3c3bc")
    # floodlights
    for x, y in ((150, 130), (1650, 130), (560, 230), (1240, 230)):
        with s.ink() as p:
            z = 1.0 if y < 200 else 0.6
            p.taper((x, y + 40 * z), (x, 460), 10 * z, 20 * z, "#20233f")
            for k in range(7):
                yy = y + 60 * z + k * 44 * z
                p.line([(x - 10 * z, yy), (x + 10 * z, yy + 40 * z)], "#3a3f62", 2)
            p.poly([(x - 84 * z, y - 52 * z), (x + 84 * z, y - 52 * z), (x + 76 * z, y + 44 * z), (x - 76 * z, y + 44 * z)], "#2a2f50")
            for r in range(3):
                for c in range(6):
                    p.oval(x + (c - 2.5) * 25 * z, y - 32 * z + r * 29 * z, 10.5 * z, 11 * z, "#fffbe6")
        s.glow(x, y, 300 * z, "#dfe9ff", 0.75)
        s.glow(x, y, 640 * z, "#b9ccff", 0.32)
        toward = s.shape([(x - 50 * z, y), (x + 50 * z, y), (900 + (x - 900) * 0.1 + 420, 960), (900 + (x - 900) * 0.1 - 420, 960)])
        s.screen(both(blur(toward, 34), ramp(s.size, [(0, 1), (0.2, 0.8), (0.6, 0.3), (0.85, 0), (1, 0)])), "#dce6ff", 0.16)
    pool = s.stencil(lambda p: p.oval(900, 930, 780, 180))
    s.screen(blur(pool, 70), "#efffd8", 0.22)
    dapple(s, pitch, "#a3d284", "#2a6038", cell=16, share=0.14, stretch=3)
    return s.finish(14, 0.4)


def footballer(p: Pen, s: Sheet, x: float, y: float, z: float, team: int) -> None:
    """A footballer on the run, with the four faint shadows of floodlight."""
    kit, shorts = (("#c8433a", "#f4ead6"), ("#f0e6cc", "#2b4a78"))[team]
    skin = s.rng.choice(["#d9a884", "#8d5f48", "#c08a66", "#5f4034"])
    way = s.rng.choice([-1, 1])
    for a, b in ((1, 0.12), (-1, 0.12), (0.8, -0.1), (-0.8, -0.1)):
        p.taper((x, y), (x + a * z * 0.6, y + b * z), z * 0.1, z * 0.2, rgb("#1f4a30", 70))
    p.taper((x, y - z * 0.46), (x + way * z * 0.2, y - z * 0.26), z * 0.14, z * 0.1, skin)
    p.taper((x + way * z * 0.2, y - z * 0.28), (x + way * z * 0.13, y), z * 0.1, z * 0.07, shorts)
    p.taper((x, y - z * 0.46), (x - way * z * 0.12, y - z * 0.22), z * 0.14, z * 0.1, skin)
    p.taper((x - way * z * 0.12, y - z * 0.24), (x - way * z * 0.32, y - z * 0.1), z * 0.1, z * 0.07, shorts)
    p.poly([(x - z * 0.13, y - z * 0.52), (x + z * 0.13, y - z * 0.52), (x + z * 0.16, y - z * 0.36), (x - z * 0.16, y - z * 0.36)], shorts)
    p.poly(spline([(x - z * 0.15 + way * z * 0.04, y - z * 0.82), (x + z * 0.15 + way * z * 0.04, y - z * 0.82), (x + z * 0.13, y - z * 0.5),
                   (x - z * 0.13, y - z * 0.5)], True, 4), kit)
    p.taper((x - z * 0.13, y - z * 0.78), (x - z * 0.28, y - z * 0.58), z * 0.09, z * 0.06, skin)
    p.taper((x + z * 0.16, y - z * 0.78), (x + z * 0.27, y - z * 0.62), z * 0.09, z * 0.06, skin)
    p.oval(x + way * z * 0.05, y - z * 0.93, z * 0.08, z * 0.09, skin)
    p.oval(x + way * z * 0.04, y - z * 0.965, z * 0.085, z * 0.065, s.rng.choice(["#2b1e1a", "#5b3b26", "#b98a4c"]))


PICTURES = {
    "concert-hall": concert_hall,
    "gallery-room": gallery_room,
    "theatre-curtain": theatre_curtain,
    "stadium-floodlit": stadium,
}
