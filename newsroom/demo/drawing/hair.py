"""The portraits' hair and beards."""

from __future__ import annotations

from math import cos, sin

from PIL import Image

from .cuts import BEHIND, CUTS, Cut
from .kit import Colour, Sheet, blur, both, mix, rgb, spline
from .sitters import Sitter, f, mirror, paint


def back_hair(s: Sheet, who: Sitter) -> None:
    """The hair that falls behind the neck and face."""
    dark = mix(who.hair, "#1a1018", 0.28)
    if who.cut in BEHIND:
        paint(s, f(BEHIND[who.cut]), who.hair if who.cut == "headscarf" else dark)
    elif who.cut == "curls":
        with s.ink() as p:
            for _ in range(150):
                a, d = s.rng.uniform(-3.6, 0.46), s.rng.uniform(0.2, 1.0)
                x, y = cos(a) * 1.42 * d, sin(a) * 1.36 * d - 0.2
                r = s.rng.uniform(26, 46)
                px, py = f([(x, y)])[0]
                p.oval(px, py, r, r, mix(dark, who.hair, s.rng.random() * 0.5))


def front_hair(s: Sheet, who: Sitter) -> None:
    """The hair that frames the face, with a few lit strands."""
    if who.cut == "curls":
        _curls(s, who)
    elif who.cut in CUTS:
        _cut(s, who, CUTS[who.cut])


def _tones(who: Sitter) -> tuple[Colour, Colour]:
    """Return hair in light, and in shade."""
    return mix(who.hair, "#fff0cf", 0.3), mix(who.hair, "#1a1018", 0.3)


def _curls(s: Sheet, who: Sitter) -> None:
    light, dark = _tones(who)
    with s.ink() as p:
        for i in range(130):
            a = -3.5 + 3.86 * s.rng.random()
            d = s.rng.uniform(0.9, 1.2)
            x, y = cos(a) * 1.14 * d, sin(a) * 1.2 * d - 0.22
            if y > -0.5 and abs(x) < 0.98:
                continue
            px, py = f([(x, y)])[0]
            r = s.rng.uniform(20, 38)
            tone = mix(who.hair, light, max(0.0, 0.55 - x * 0.5) * s.rng.random())
            p.oval(px, py, r, r, mix(dark, who.hair, 0.5))
            p.oval(px - 4, py - 5, r * 0.82, r * 0.8, tone)
            if i % 3 == 0:
                p.ring(px - 4, py - 4, r * 0.5, r * 0.5, rgb(light, 110), 3)


def _cut(s: Sheet, who: Sitter, cut: Cut) -> None:
    w, (light, dark) = who.wide, _tones(who)
    for shape in cut.shapes:
        mask = paint(s, f(shape, w), who.hair)
        right = s.shape(f([(0.36, -2), (3, -2), (3, 4), (0.7, 4)], w))
        s.fill(both(mask, blur(right, 26)), dark, 0.7)
    if cut.strands:
        mask = s.stencil(lambda p: [p.line(spline(f(line, w), closed=False), 255, 9) for line in cut.strands])
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
