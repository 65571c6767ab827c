"""The concert hall and the theatre."""

from __future__ import annotations

import math

from PIL import Image, ImageChops

from .kit import UPRIGHT, Pen, Sheet, blur, both, levels, mix, nudge, ramp, rgb, spline
from .scenery import figure


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
                p.poly(
                    [at(0, y0), at(1, y1), at(1, y1 + 120), at(0, y0 + 76)],
                    mix("#7a4a34", "#2a1a20", 0.25 + tier * 0.1),
                )
                p.poly([at(0, y0 - 8), at(1, y1 - 14), at(1, y1 + 8), at(0, y0 + 6)], "#c08a54")
                p.poly([at(0, y0 - 92), at(1, y1 - 118), at(1, y1 - 14), at(0, y0 - 8)], "#24171d")
                for k in range(8):
                    u = (k + 0.5) / 8
                    y = y0 - 8 + (y1 - y0 - 6) * u
                    p.oval(
                        *at(u, y - 10 - 6 * u),
                        8 + 7 * u,
                        10 + 8 * u,
                        mix("#7a5140", "#1f151b", 0.3 + 0.5 * u),
                    )
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
        for row, (y, n, span, z) in enumerate(
            ((668, 22, 980, 0.72), (706, 20, 1030, 0.82), (752, 17, 1060, 0.95), (806, 14, 1080, 1.1))
        ):
            for i in range(n):
                u = (i + 0.5) / n - 0.5
                if abs(u) < 0.06 and row == 3:
                    continue
                player(p, s, 900 + u * span, y + 30 * math.cos(u * 2.6) - 24, 64 * z, u, row)
        # conductor
        p.poly([(846, 876), (954, 876), (944, 850), (856, 850)], "#6e4630")
        p.poly(
            spline([(872, 852), (876, 780), (884, 728), (900, 720), (916, 728), (924, 780), (928, 852)], closed=True),
            "#17131c",
        )
        p.oval(900, 704, 15, 18, "#5a3d30")
        p.oval(900, 697, 16, 15, "#cfc8c0")
        p.taper((888, 740), (838, 712), 14, 9, "#17131c")
        p.taper((838, 712), (822, 672), 9, 7, "#17131c")
        p.taper((912, 740), (968, 726), 14, 9, "#17131c")
        p.taper((968, 726), (992, 684), 9, 7, "#17131c")
        p.line([(992, 684), (1024, 640)], "#f4e6c8", 2)
        p.oval(822, 668, 6, 7, "#c99a78")
        p.oval(992, 680, 6, 7, "#c99a78")
    beams = s.stencil(
        lambda p: [
            p.poly(
                [
                    (x, 10),
                    (x + 24, 10),
                    (900 + (x - 900) * 0.35 + 150, 800),
                    (900 + (x - 900) * 0.35 - 150, 800),
                ],
                s.rng.randint(110, 190),
            )
            for x in (420, 640, 880, 1120, 1340)
        ]
    )
    s.screen(
        both(blur(beams, 16), ramp(s.size, [(0, 1), (0.3, 0.6), (0.68, 0.25), (0.76, 0), (1, 0)])),
        "#ffdfa8",
        0.42,
    )
    with s.ink() as p:
        for row, y in enumerate((950, 1010, 1085, 1175)):
            z = 1 + row * 0.34
            n = round(27 / z)
            for i in range(-1, n + 1):
                x = (i + 0.5 * (row % 2)) * 1800 / n + s.rng.uniform(-8, 8)
                tone = mix("#3a2730", "#0c080e", row / 3.2)
                r = 17 * z * s.rng.uniform(0.92, 1.08)
                p.poly(
                    spline(
                        [
                            (x - r * 2.1, y + r * 5),
                            (x - r * 1.9, y + r * 1.9),
                            (x - r * 0.7, y + r * 1.1),
                            (x + r * 0.7, y + r * 1.1),
                            (x + r * 1.9, y + r * 1.9),
                            (x + r * 2.1, y + r * 5),
                        ],
                        closed=True,
                        steps=5,
                    ),
                    tone,
                )
                p.oval(x, y, r, r * 1.2, tone)
                p.oval(x, y - r * 0.24, r * 1.04, r * 1.02, mix(tone, "#8a5a3c", 0.22 if row < 2 else 0.1))
                p.oval(x, y - r * 0.12, r * 1.04, r * 1.02, tone)
    return s.finish(15, 0.45)


def player(p: Pen, s: Sheet, x: float, y: float, z: float, u: float, row: int) -> None:
    """A seated musician in black."""
    coat = mix("#1a151d", "#4a3430", s.rng.random() * 0.4)
    p.poly(
        spline(
            [
                (x - z * 0.3, y + z * 0.5),
                (x - z * 0.26, y - z * 0.1),
                (x, y - z * 0.26),
                (x + z * 0.26, y - z * 0.1),
                (x + z * 0.3, y + z * 0.5),
            ],
            closed=True,
            steps=4,
        ),
        coat,
    )
    p.poly([(x - z * 0.06, y - z * 0.22), (x + z * 0.06, y - z * 0.22), (x, y + z * 0.05)], "#efe4d0")
    skin = s.rng.choice(["#d9a884", "#c08a66", "#8d5f48", "#e6bd9c"])
    p.oval(x, y - z * 0.38, z * 0.13, z * 0.16, skin)
    p.oval(
        x,
        y - z * 0.46,
        z * 0.14,
        z * 0.11,
        s.rng.choice(["#2b1e1a", "#5b3b26", "#8f8a86", "#3b2a22", "#a8763e"]),
    )
    lean = -1 if u < 0 else 1
    if row >= 2:
        p.oval(x - lean * z * 0.1, y + z * 0.02, z * 0.2, z * 0.09, "#a8582c")
        p.line(
            [(x - lean * z * 0.36, y + z * 0.22), (x + lean * z * 0.3, y - z * 0.26)],
            "#efd9a8",
            max(1, z * 0.02),
        )
    elif row == 1:
        p.line([(x - z * 0.3, y + z * 0.02), (x + z * 0.26, y - z * 0.16)], "#d9c9a0", z * 0.05)
    elif abs(u) > 0.2:
        p.oval(x + z * 0.1, y + z * 0.06, z * 0.2, z * 0.2, "#e9b84c")
        p.oval(x + z * 0.1, y + z * 0.06, z * 0.1, z * 0.1, "#8a5a24")


def bare_tree(p: Pen, s: Sheet, x: float, y: float, tall: float) -> None:
    """A painted winter tree: each branch forks twice."""
    forks = [(x, y, -math.pi / 2, tall * 0.42, 16.0)]
    while forks:
        ax, ay, turn, reach, wide = forks.pop()
        bx, by = ax + math.cos(turn) * reach, ay + math.sin(turn) * reach
        p.taper((ax, ay), (bx, by), wide, wide * 0.62, "#1f3540")
        if wide > 2.6:
            for way in (-1, 1):
                bend = turn + way * s.rng.uniform(0.22, 0.55)
                forks.append((bx, by, bend, reach * s.rng.uniform(0.6, 0.78), wide * 0.6))


def theatre_curtain() -> Image.Image:
    """A red curtain, one edge drawn back on a lit stage."""
    s = Sheet("theatre-curtain", [(0, "#1a0d12"), (1, "#241016")], UPRIGHT)
    stage = s.shape([(240, 250), (990, 250), (990, 1312), (240, 1312)])
    s.grade(stage, [(0, "#1f3a4c"), (0.4, "#3f6a72"), (0.72, "#d9b07c"), (0.78, "#8a5f40"), (1, "#5a3a2a")])
    with s.ink() as p:
        p.oval(660, 470, 74, 74, "#f6e8c4")
        for k in range(7):
            bare_tree(p, s, 410 + k * 72 + s.rng.uniform(-12, 12), 1066, s.rng.uniform(290, 400))
        figure(p, 610, 1100, 200, rgb("#e6dcc8"), rgb("#2f2a34"), 0.06)
    s.glow(660, 470, 260, "#fff0c8", 0.5)
    spot = s.shape([(560, 250), (640, 250), (760, 1110), (470, 1110)])
    s.screen(blur(spot, 22), "#fff0cc", 0.35)
    for side in (0, 1):

        def edge(y: float, side: int = side) -> float:
            t = (y - 230) / 1090
            pull = (
                0.5 - 0.5 * math.cos(min(1, t / 0.62) * math.pi) if t < 0.62 else 1 - 0.42 * ((t - 0.62) / 0.38) ** 0.8
            )
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
        s.screen(
            both(mask, levels(thin, 170, 255), ramp(s.size, [(0, 0), (0.3, 0.5), (0.6, 1), (1, 0.6)])),
            "#ff9a70",
            0.28,
        )
        rim = ImageChops.subtract(mask, nudge(mask, -10 if side == 0 else 10, 0))
        s.fill(rim, "#e0b060", 0.9)
        with s.ink() as p:
            y = 906
            x = edge(y)
            p.line(
                spline([(x, y - 20), (x - (60 if side == 0 else -60), y + 22), (outer, y - 90)], closed=False),
                "#e3b565",
                17,
            )
            p.line(
                spline([(x, y - 22), (x - (60 if side == 0 else -60), y + 19), (outer, y - 93)], closed=False),
                "#f6dc9c",
                5,
            )
            tx = x + (-34 if side == 0 else 34)
            p.oval(tx, y + 22, 19, 22, "#e3b565")
            p.poly([(tx - 14, y + 36), (tx + 14, y + 36), (tx + 27, y + 128), (tx - 27, y + 128)], "#c9963f")
            for k in range(7):
                p.line([(tx - 12 + k * 4, y + 40), (tx - 24 + k * 8, y + 126)], "#f0cf86", 2)
    # the valance, swag upon swag, and a gilt arch
    swags = [spline([(k * 240, 196), (k * 240 + 120, 350), (k * 240 + 240, 196)], closed=False) for k in range(5)]
    valance = s.stencil(lambda p: [p.poly([(k * 240, 60), *line, (k * 240 + 241, 60)]) for k, line in enumerate(swags)])
    s.grade(valance, [(0, "#4a0c18"), (0.5, "#8f1f2a"), (1, "#b93436")])
    for odd in (0, 1):
        arcs = s.stencil(
            lambda p, odd=odd: [
                p.line(
                    spline(
                        [(k * 240, 84 + j * 18), (k * 240 + 120, 150 + j * 42), (k * 240 + 240, 84 + j * 18)],
                        closed=False,
                    ),
                    255,
                    11,
                )
                for k in range(5)
                for j in range(odd, 5, 2)
            ]
        )
        s.fill(both(blur(arcs, 5), valance), "#5a0f1c" if odd else "#d9534a", 0.6)
    with s.ink() as p:
        for k, line in enumerate(swags):
            p.line(line, "#e3b565", 12)
            p.oval(k * 240, 190, 17, 19, "#e3b565")
            p.oval(k * 240 - 4, 186, 7, 8, "#f6dc9c")
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
            p.poly(
                [(40 + k * 130, 1345), (130 + k * 130, 1345), (118 + k * 130, 1308), (52 + k * 130, 1308)],
                "#3a2420",
            )
    for k in range(9):
        s.glow(85 + k * 130, 1300, 95, "#ffcf86", 0.5)
    with s.ink() as p:
        for row, y in enumerate((1420, 1482)):
            for k in range(11 - row * 2):
                x = 20 + k * (116 + row * 34) + row * 20
                p.round(x - 44 - row * 8, y, x + 44 + row * 8, y + 120, 26, mix("#5a1820", "#1a0a10", row * 0.5))
                p.round(x - 44 - row * 8, y, x + 44 + row * 8, y + 10, 5, mix("#8f3038", "#3a141c", row * 0.5))
    return s.finish(14, 0.5)


PICTURES = {
    "concert-hall": concert_hall,
    "theatre-curtain": theatre_curtain,
}
