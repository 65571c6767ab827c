"""An evening at the stadium."""

from __future__ import annotations

from PIL import Image

from .kit import Pen, Sheet, blur, both, mix, ramp, rgb, spline
from .scenery import clouds, dapple


def stadium() -> Image.Image:
    """An evening match under floodlights."""
    s = Sheet("stadium-floodlit", [(0, "#101a3c"), (0.3, "#2b3a6c"), (0.42, "#75648c"), (0.5, "#d08a78")])
    clouds(
        s,
        "#34386a",
        "#b8788a",
        (0.0, 0.46),
        cell=110,
        stretch=4.5,
        cover=(125, 215),
        share=0.7,
        salt=2,
        sun=(0, 14),
    )
    bowl = [(-20, 400), (300, 440), (900, 455), (1500, 440), (1820, 400)]
    with s.ink() as p:
        p.poly([*spline(bowl, closed=False), (1820, 800), (-20, 800)], "#2a2c4c")
        p.poly(
            [
                *spline([(x, y - 70) for x, y in bowl], closed=False),
                *reversed(spline([(x, y - 22) for x, y in bowl], closed=False)),
            ],
            "#3f4468",
        )
        p.line(spline([(x, y - 22) for x, y in bowl], closed=False), "#e6e0d4", 4)
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
            p.poly(
                [
                    (900 + k * 110, 742),
                    (900 + (k + 1) * 110, 742),
                    (900 + (k + 1) * 230, 1210),
                    (900 + k * 230, 1210),
                ],
                rgb("#8cc46c", 60),
            )
        white = "#eef3e4"
        p.line([(-10, 764), (1810, 764)], white, 3)
        p.line([(900, 764), (900, 1210)], white, 4)
        p.ring(900, 940, 330, 105, white, 4)
        p.oval(900, 940, 8, 4, white)
        for side in (-1, 1):
            a, b = 900 + side * 900, 900 + side * 640
            p.line([(a, 820), (b - side * 18, 820), (b + side * 60, 1090), (a, 1090)], white, 3.5)
        players = [
            (900, 930, 0),
            (840, 960, 1),
            (1010, 900, 1),
            (620, 850, 0),
            (720, 1030, 0),
            (1180, 990, 1),
            (1120, 840, 0),
            (430, 930, 1),
            (1350, 880, 0),
            (1430, 1040, 1),
            (520, 1090, 0),
            (280, 860, 0),
            (1590, 930, 1),
            (1010, 1100, 0),
            (830, 800, 1),
            (1270, 800, 1),
        ]
        for x, y, team in sorted(players, key=lambda q: q[1]):
            footballer(p, s, x, y, 56 + (y - 760) * 0.17, team)
        p.oval(938, 946, 8, 8, "#fbf8ee")
        p.oval(940, 949, 5, 4, "#c3c3bc")
    # floodlights
    lamps = ((150, 130), (1650, 130), (560, 230), (1240, 230))
    with s.ink() as p:
        for x, y in lamps:
            z = 1.0 if y < 200 else 0.6
            p.taper((x, y + 40 * z), (x, 460), 10 * z, 20 * z, "#20233f")
            for k in range(7):
                yy = y + 60 * z + k * 44 * z
                p.line([(x - 10 * z, yy), (x + 10 * z, yy + 40 * z)], "#3a3f62", 2)
            p.poly(
                [
                    (x - 84 * z, y - 52 * z),
                    (x + 84 * z, y - 52 * z),
                    (x + 76 * z, y + 44 * z),
                    (x - 76 * z, y + 44 * z),
                ],
                "#2a2f50",
            )
            for r in range(3):
                for c in range(6):
                    p.oval(x + (c - 2.5) * 25 * z, y - 32 * z + r * 29 * z, 10.5 * z, 11 * z, "#fffbe6")
    for x, y in lamps:
        z = 1.0 if y < 200 else 0.6
        s.glow(x, y, 300 * z, "#dfe9ff", 0.75)
        s.glow(x, y, 640 * z, "#b9ccff", 0.32)
        toward = s.shape(
            [
                (x - 50 * z, y),
                (x + 50 * z, y),
                (900 + (x - 900) * 0.1 + 420, 960),
                (900 + (x - 900) * 0.1 - 420, 960),
            ]
        )
        s.screen(
            both(blur(toward, 34), ramp(s.size, [(0, 1), (0.2, 0.8), (0.6, 0.3), (0.85, 0), (1, 0)])),
            "#dce6ff",
            0.16,
        )
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
    p.poly(
        [
            (x - z * 0.13, y - z * 0.52),
            (x + z * 0.13, y - z * 0.52),
            (x + z * 0.16, y - z * 0.36),
            (x - z * 0.16, y - z * 0.36),
        ],
        shorts,
    )
    p.poly(
        spline(
            [
                (x - z * 0.15 + way * z * 0.04, y - z * 0.82),
                (x + z * 0.15 + way * z * 0.04, y - z * 0.82),
                (x + z * 0.13, y - z * 0.5),
                (x - z * 0.13, y - z * 0.5),
            ],
            closed=True,
            steps=4,
        ),
        kit,
    )
    p.taper((x - z * 0.13, y - z * 0.78), (x - z * 0.28, y - z * 0.58), z * 0.09, z * 0.06, skin)
    p.taper((x + z * 0.16, y - z * 0.78), (x + z * 0.27, y - z * 0.62), z * 0.09, z * 0.06, skin)
    p.oval(x + way * z * 0.05, y - z * 0.93, z * 0.08, z * 0.09, skin)
    p.oval(
        x + way * z * 0.04,
        y - z * 0.965,
        z * 0.085,
        z * 0.065,
        s.rng.choice(["#2b1e1a", "#5b3b26", "#b98a4c"]),
    )


PICTURES = {
    "stadium-floodlit": stadium,
}
