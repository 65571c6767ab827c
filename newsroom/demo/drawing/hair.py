"""The portraits' hair and beards."""

from __future__ import annotations

from math import cos, sin

from PIL import Image

from .kit import Point, Sheet, blur, both, mix, rgb, spline
from .sitters import Sitter, f, mirror, paint


def back_hair(s: Sheet, who: Sitter) -> None:
    """The hair that falls behind the neck and face."""
    dark = mix(who.hair, "#1a1018", 0.28)
    if who.cut == "bob":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.62),
                        (0.75, -1.45),
                        (1.16, -0.8),
                        (1.22, 0.1),
                        (1.24, 0.85),
                        (1.0, 1.16),
                        (0.55, 1.1),
                        (0, 1.0),
                    ]
                )
            ),
            dark,
        )
    elif who.cut == "long":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.6),
                        (0.74, -1.45),
                        (1.14, -0.8),
                        (1.2, 0.3),
                        (1.36, 1.4),
                        (1.42, 2.5),
                        (0.9, 2.9),
                        (0, 2.6),
                    ]
                )
            ),
            dark,
        )
    elif who.cut == "curls":
        with s.ink() as p:
            for _ in range(150):
                a, d = s.rng.uniform(-3.6, 0.46), s.rng.uniform(0.2, 1.0)
                x, y = cos(a) * 1.42 * d, sin(a) * 1.36 * d - 0.2
                r = s.rng.uniform(26, 46)
                px, py = f([(x, y)])[0]
                p.oval(px, py, r, r, mix(dark, who.hair, s.rng.random() * 0.5))
    elif who.cut == "headscarf":
        paint(
            s,
            f(
                mirror(
                    [
                        (0, -1.72),
                        (0.8, -1.5),
                        (1.22, -0.8),
                        (1.26, 0.2),
                        (1.16, 1.0),
                        (1.3, 1.7),
                        (0.9, 2.3),
                        (0, 2.4),
                    ]
                )
            ),
            who.hair,
        )
    elif who.cut == "tousled":
        paint(s, f(mirror([(0, -1.5), (0.8, -1.3), (1.08, -0.7), (1.0, -0.2), (0.8, 0.2), (0, 0.3)])), dark)


def front_hair(s: Sheet, who: Sitter) -> None:
    """The hair that frames the face, with a few lit strands."""
    w, hair = who.wide, who.hair
    light, dark = mix(hair, "#fff0cf", 0.3), mix(hair, "#1a1018", 0.3)
    shapes: list[list[Point]] = []
    strands: list[list[Point]] = []
    if who.cut == "bob":
        shapes = [
            [
                (-0.28, -1.28),
                (0.3, -1.66),
                (0.86, -1.44),
                (1.2, -0.8),
                (1.25, 0.2),
                (1.22, 0.98),
                (0.94, 1.02),
                (0.98, 0.2),
                (0.9, -0.5),
                (0.4, -0.92),
            ],
            [
                (0.3, -1.64),
                (-0.5, -1.6),
                (-1.08, -1.1),
                (-1.24, -0.2),
                (-1.26, 0.9),
                (-0.96, 1.06),
                (-0.98, 0.2),
                (-0.92, -0.4),
                (-0.5, -0.9),
                (-0.1, -1.2),
            ],
        ]
        strands = [
            [(-0.2, -1.5), (-0.8, -1.2), (-1.08, -0.4), (-1.12, 0.7)],
            [(0, -1.52), (-0.56, -1.3), (-0.96, -0.7), (-1.04, 0.2)],
            [(0.2, -1.45), (0.7, -1.2), (1.02, -0.6), (1.1, 0.5)],
        ]
    elif who.cut == "crop":
        shapes = [
            mirror(
                [
                    (0, -1.5),
                    (0.6, -1.42),
                    (1.0, -1.0),
                    (1.08, -0.3),
                    (0.98, -0.16),
                    (0.94, -0.5),
                    (0.8, -0.86),
                    (0.4, -0.98),
                    (0, -1.0),
                ]
            )
        ]
    elif who.cut == "long":
        shapes = [
            [
                (0, -1.24),
                (0.2, -1.62),
                (0.8, -1.44),
                (1.16, -0.8),
                (1.2, 0.3),
                (1.36, 1.5),
                (1.3, 2.5),
                (0.9, 2.6),
                (1.02, 1.4),
                (0.98, 0.3),
                (0.88, -0.5),
                (0.4, -0.98),
            ],
            [
                (0.04, -1.24),
                (-0.1, -1.62),
                (-0.8, -1.44),
                (-1.16, -0.8),
                (-1.22, 0.3),
                (-1.4, 1.6),
                (-1.5, 2.9),
                (-0.86, 2.9),
                (-1.0, 1.4),
                (-0.98, 0.3),
                (-0.88, -0.5),
                (-0.4, -0.98),
            ],
        ]
        strands = [
            [(-0.2, -1.46), (-0.8, -1.14), (-1.06, -0.2), (-1.16, 1.1), (-1.26, 2.4)],
            [(-0.14, -1.36), (-0.66, -1.06), (-0.98, -0.2), (-1.08, 1.0)],
            [(0.3, -1.42), (0.8, -1.1), (1.06, -0.2), (1.12, 1.1)],
        ]
    elif who.cut == "balding":
        for side in (-1, 1):
            shapes.append(
                [
                    (side * 0.86, -1.0),
                    (side * 1.04, -0.86),
                    (side * 1.16, -0.3),
                    (side * 1.08, 0.1),
                    (side * 0.98, 0.08),
                    (side * 0.95, -0.4),
                ]
            )
        shapes.append([(-0.5, -1.26), (0.0, -1.4), (0.5, -1.3), (0.2, -1.24), (-0.2, -1.22)])
    elif who.cut == "curls":
        with s.ink() as p:
            for i in range(130):
                a = -3.5 + 3.86 * s.rng.random()
                d = s.rng.uniform(0.9, 1.2)
                x, y = cos(a) * 1.14 * d, sin(a) * 1.2 * d - 0.22
                if y > -0.5 and abs(x) < 0.98:
                    continue
                px, py = f([(x, y)])[0]
                r = s.rng.uniform(20, 38)
                tone = mix(hair, light, max(0.0, 0.55 - x * 0.5) * s.rng.random())
                p.oval(px, py, r, r, mix(dark, hair, 0.5))
                p.oval(px - 4, py - 5, r * 0.82, r * 0.8, tone)
                if i % 3 == 0:
                    p.ring(px - 4, py - 4, r * 0.5, r * 0.5, rgb(light, 110), 3)
    elif who.cut == "fringe":
        shapes = [
            [
                (-1.04, -0.1),
                (-1.18, -0.8),
                (-0.8, -1.5),
                (0.0, -1.72),
                (0.8, -1.54),
                (1.16, -0.9),
                (1.06, -0.1),
                (0.96, -0.5),
                (0.8, -0.74),
                (0.5, -0.6),
                (0.3, -0.82),
                (0.0, -0.62),
                (-0.3, -0.84),
                (-0.56, -0.58),
                (-0.86, -0.72),
                (-0.96, -0.4),
            ]
        ]
        strands = [
            [(0.1, -1.6), (-0.5, -1.36), (-0.8, -0.86)],
            [(0.2, -1.56), (-0.1, -1.2), (-0.3, -0.9)],
            [(0.3, -1.56), (0.5, -1.2), (0.5, -0.8)],
        ]
    elif who.cut == "headscarf":
        shapes = [
            [
                (0, -1.2),
                (0.6, -1.06),
                (0.86, -0.6),
                (0.92, 0.1),
                (0.8, 0.7),
                (0.5, 1.16),
                (0.9, 1.6),
                (1.3, 0.9),
                (1.28, -0.4),
                (0.96, -1.36),
                (0.3, -1.74),
                (-0.4, -1.72),
                (-1.0, -1.36),
                (-1.3, -0.4),
                (-1.26, 0.9),
                (-0.9, 1.7),
                (-0.4, 1.3),
                (-0.8, 0.7),
                (-0.92, 0.1),
                (-0.86, -0.6),
                (-0.6, -1.06),
            ],
            [
                (-0.98, 0.9),
                (-0.4, 1.24),
                (0.1, 1.36),
                (0.6, 1.16),
                (1.1, 0.8),
                (1.3, 1.6),
                (0.9, 2.3),
                (0.1, 2.66),
                (-0.8, 2.3),
                (-1.24, 1.6),
            ],
        ]
        strands = [
            [(-0.9, -1.1), (-1.12, -0.3), (-1.06, 0.6)],
            [(-0.4, -1.56), (0.3, -1.6), (0.86, -1.2)],
            [(-1.0, 1.4), (-0.3, 1.72), (0.5, 1.6), (1.0, 1.2)],
            [(-0.8, 1.9), (-0.1, 2.16), (0.7, 1.9)],
        ]
    elif who.cut == "tousled":
        shapes = [
            [
                (-1.02, 0.1),
                (-1.14, -0.5),
                (-1.14, -1.1),
                (-0.84, -1.3),
                (-0.74, -1.62),
                (-0.36, -1.56),
                (-0.06, -1.82),
                (0.3, -1.6),
                (0.68, -1.66),
                (0.82, -1.34),
                (1.14, -1.12),
                (1.1, -0.6),
                (1.02, 0.1),
                (0.94, -0.46),
                (0.72, -0.86),
                (0.3, -0.98),
                (0.02, -0.84),
                (-0.36, -1.02),
                (-0.7, -0.8),
                (-0.92, -0.4),
            ]
        ]
        strands = [
            [(-0.3, -1.44), (-0.74, -1.2), (-0.96, -0.7)],
            [(-0.04, -1.6), (-0.3, -1.3), (-0.36, -1.1)],
            [(0.3, -1.46), (0.6, -1.2), (0.7, -0.96)],
        ]
    for shape in shapes:
        mask = paint(s, f(shape, w), hair)
        right = s.shape(f([(0.36, -2), (3, -2), (3, 4), (0.7, 4)], w))
        s.fill(both(mask, blur(right, 26)), dark, 0.7)
    if strands:
        mask = s.stencil(lambda p: [p.line(spline(f(line, w), closed=False), 255, 9) for line in strands])
        s.fill(blur(mask, 2.5), light, 0.6)


def beards(s: Sheet, who: Sitter, head: Image.Image) -> None:
    """Beard or stubble, under the features."""
    w, j = who.wide, who.jaw
    jaw = [(1.0, -0.12), (0.97 * j, 0.5), (0.7 * j, 1.02), (0.3 * j, 1.27), (0, 1.33)]
    inner = [(-0.0, 0.64), (0.4, 0.6), (0.62, 0.52), (0.8, 0.2), (0.88, -0.1)]
    shape = s.shape(
        spline(
            f(
                [
                    *jaw,
                    *[(-x, y) for x, y in reversed(jaw[:-1])],
                    *[(-x, y) for x, y in reversed(inner[1:])],
                    *inner[:],
                ],
                w,
            )
        )
    )
    mouth = s.shape(spline(f([(-0.26, 0.74), (0, 0.71), (0.26, 0.74), (0.18, 0.9), (-0.18, 0.9)], w)))
    if who.beard == "full":
        hue = mix(who.hair, "#ffffff", 0.15)
        long = mirror(
            [
                (0, 0.6),
                (0.42, 0.58),
                (0.7, 0.5),
                (0.92, 0.1),
                (1.02, 0.0),
                (1.02, 0.6),
                (0.86, 1.2),
                (0.5, 1.62),
                (0, 1.76),
            ]
        )
        mask = s.shape(spline(f(long, w)))
        s.fill(mask, hue)
        right = s.shape(spline(f([(0.3, 0.5), (1.2, 0), (1.2, 1.4), (0.2, 1.9), (0.34, 1.2)], w)))
        s.fill(both(mask, right), mix(hue, "#3a3440", 0.3))
        with s.ink() as p:
            for k in range(17):
                x = -0.8 + k * 0.1
                p.line(
                    spline(
                        f([(x, 0.95 - abs(x) * 0.3), (x * 0.9, 1.2), (x * 0.7, 1.5 - abs(x) * 0.2)], w), closed=False
                    ),
                    rgb(mix(hue, "#5a5048", 0.35), 120),
                    4,
                )
            p.poly(
                spline(
                    f(
                        [
                            (-0.42, 0.72),
                            (-0.16, 0.58),
                            (0, 0.62),
                            (0.16, 0.58),
                            (0.42, 0.72),
                            (0.2, 0.74),
                            (0, 0.71),
                            (-0.2, 0.74),
                        ],
                        w,
                    )
                ),
                mix(hue, "#ffffff", 0.25),
            )
    else:
        strength = 0.82 if who.beard == "short" else 0.3
        s.fill(both(head, blur(shape, 4)), mix(who.hair, who.skin, 0.12), strength)
        with s.ink() as p:
            p.line(
                spline(f([(-0.36, 0.76), (-0.2, 0.64), (0, 0.64), (0.2, 0.64), (0.36, 0.76)], w), closed=False),
                rgb(who.hair, round(200 * strength)),
                13,
            )
        s.fill(both(head, mouth), who.skin, 0.5)
