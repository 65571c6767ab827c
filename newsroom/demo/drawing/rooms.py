"""The gallery room and its visitors."""

from __future__ import annotations

import math

from PIL import Image

from .kit import Pen, Sheet, blur, both, mix, ramp, rgb, spline


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
    p.poly(
        spline(
            [
                (x - z * 0.05, y - z * 0.84),
                (x + z * 0.05, y - z * 0.84),
                (x + z * 0.135, y - z * 0.77),
                (x + z * 0.15, y - z * 0.55),
                (x + z * 0.14, y - z * 0.32),
                (x - z * 0.14, y - z * 0.32),
                (x - z * 0.15, y - z * 0.55),
                (x - z * 0.135, y - z * 0.77),
            ]
        ),
        coat,
    )
    p.poly(
        spline(
            [
                (x + way * z * 0.03, y - z * 0.8),
                (x + way * z * 0.13, y - z * 0.76),
                (x + way * z * 0.15, y - z * 0.55),
                (x + way * z * 0.14, y - z * 0.33),
                (x + way * z * 0.05, y - z * 0.33),
            ]
        ),
        mix(coat, "#14141c", 0.3),
    )
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
            tone = (
                mix("#3f5f86", "#f2c48c", (t / 0.55) ** 1.2)
                if t < 0.55
                else mix("#a5786c", "#1f3a54", (t - 0.55) / 0.45)
            )
            p.box(x, y + h * k / 30, x + w, y + h * (k + 1) / 30 + 1, tone)
        p.oval(x + w * 0.62, y + h * 0.5, 16, 16, "#fff0c8")
        for k in range(26):
            p.oval(
                x + w * 0.62 + s.rng.gauss(0, 10 + k),
                y + h * 0.57 + k * 4.4,
                6 + k * 0.7,
                1.6,
                rgb("#ffe2ac", 160),
            )
        p.poly(
            [
                (x + w * 0.2, y + h * 0.62),
                (x + w * 0.44, y + h * 0.62),
                (x + w * 0.4, y + h * 0.68),
                (x + w * 0.24, y + h * 0.68),
            ],
            "#2b2a38",
        )
        p.poly(
            [(x + w * 0.31, y + h * 0.61), (x + w * 0.31, y + h * 0.26), (x + w * 0.45, y + h * 0.58)],
            "#d9c2a0",
        )
        p.poly([(x + w * 0.3, y + h * 0.61), (x + w * 0.3, y + h * 0.32), (x + w * 0.2, y + h * 0.58)], "#b9a08a")
    elif kind == "still":
        p.box(x, y, x + w, y + h, "#4d3b38")
        p.box(x, y + h * 0.68, x + w, y + h, "#8a6a4c")
        p.poly(
            spline(
                [
                    (x + w * 0.34, y + h * 0.72),
                    (x + w * 0.28, y + h * 0.52),
                    (x + w * 0.4, y + h * 0.4),
                    (x + w * 0.56, y + h * 0.4),
                    (x + w * 0.66, y + h * 0.54),
                    (x + w * 0.6, y + h * 0.72),
                ]
            ),
            "#c9c4b0",
        )
        for k in range(12):
            a = k * 0.52
            p.oval(
                x + w * (0.48 + 0.22 * math.cos(a)),
                y + h * (0.27 + 0.13 * math.sin(a)),
                13,
                13,
                ("#d96a5c", "#f0d9a8", "#e59a6c")[k % 3],
            )
        p.oval(x + w * 0.76, y + h * 0.74, 12, 12, "#d9903c")
    else:
        p.box(x, y, x + w, y + h, "#6f5f58")
        p.poly(
            spline(
                [
                    (x + w * 0.12, y + h),
                    (x + w * 0.22, y + h * 0.62),
                    (x + w * 0.5, y + h * 0.52),
                    (x + w * 0.78, y + h * 0.62),
                    (x + w * 0.88, y + h),
                ],
                closed=False,
            ),
            "#233a4c",
        )
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
    sky, land, accent = (
        ("#d9b98c", "#6f7d4c", "#3f5a48"),
        ("#3a4a68", "#8a4a44", "#e0a45c"),
        ("#e9dcc0", "#c0643f", "#2f4f64"),
        ("#a9c3c4", "#4d7284", "#f1e6cc"),
    )[kind]
    p.poly(inner, sky)
    p.poly([at(0.07, 0.6), at(0.3, 0.48), at(0.6, 0.62), at(0.93, 0.5), at(0.93, 0.94), at(0.07, 0.94)], land)
    p.poly([at(0.07, 0.78), at(0.45, 0.66), at(0.93, 0.82), at(0.93, 0.94), at(0.07, 0.94)], accent)
    p.poly(spline([at(0.55, 0.27), at(0.63, 0.2), at(0.71, 0.27), at(0.63, 0.34)]), mix(sky, "#fff0cc", 0.6))


PICTURES = {
    "gallery-room": gallery_room,
}
