"""The authors' portraits: flat, shaded busts, each of its own colours."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PIL import Image

from .clothes import torso
from .hair import back_hair, beards, front_hair
from .kit import UPRIGHT, Sheet, blur, both, levels, mix, rgb, spline
from .sitters import SITTERS, Sitter, f, mirror, paint


def face(s: Sheet, who: Sitter) -> Image.Image:
    """Head, ears and the shaded side of the face."""
    skin, dark = who.skin, mix(who.skin, "#7a3346", 0.24)
    w, j = who.wide, who.jaw
    if who.cut != "headscarf":
        for side in (-1, 1):
            paint(
                s,
                f(
                    [
                        (side * 0.96, -0.2),
                        (side * 1.14, -0.26),
                        (side * 1.2, 0.0),
                        (side * 1.1, 0.32),
                        (side * 0.94, 0.34),
                    ],
                    w,
                ),
                skin if side < 0 else dark,
            )
    outline = mirror(
        [
            (0, -1.32),
            (0.62, -1.18),
            (0.98, -0.62),
            (1.0, 0.0),
            (0.93 * j, 0.52),
            (0.66 * j, 0.98),
            (0.28 * j, 1.24),
            (0, 1.29),
        ]
    )
    head = paint(s, f(outline, w), skin)
    side = s.shape(
        spline(
            f(
                [
                    (0.3, -1.5),
                    (1.3, -1.3),
                    (1.3, 1.3),
                    (0.2, 1.5),
                    (0.3, 1.1),
                    (0.56, 0.6),
                    (0.5, 0.2),
                    (0.6, -0.2),
                    (0.5, -0.8),
                ],
                w,
            )
        )
    )
    s.fill(both(head, blur(side, 5)), dark, 0.55)
    cheeks = s.stencil(lambda p: [p.oval(*f([(x, 0.4)], w)[0], 44, 32) for x in (-0.56, 0.54)])
    s.fill(both(head, blur(cheeks, 18)), mix(skin, "#d8503f", 0.4), 0.4)
    return head


def features(s: Sheet, who: Sitter) -> None:
    """Brows, eyes, nose and mouth, as few strokes as will do."""
    skin, w = who.skin, who.wide
    dark = mix(skin, "#7a3346", 0.42)
    line = mix(skin, "#2a1420", 0.78)
    brow = mix(who.hair if who.cut != "headscarf" else "#2b1e1e", "#2a1a18", 0.35 if not who.grey else 0.15)
    with s.ink() as p:
        for side in (-1, 1):
            bx = side * 0.44
            p.poly(
                spline(
                    f(
                        [
                            (bx - side * 0.24, -0.27),
                            (bx, -0.35),
                            (bx + side * 0.27, -0.27),
                            (bx + side * 0.02, -0.29 + 0.03 * who.brow),
                        ],
                        w,
                    )
                ),
                brow,
            )
            p.line(
                spline(f([(bx - side * 0.22, -0.27), (bx, -0.33), (bx + side * 0.24, -0.26)], w), closed=False),
                brow,
                6 * who.brow + 3,
            )
            ex, ey = f([(side * 0.42, -0.02)], w)[0]
            p.poly(
                spline(
                    [
                        (ex - 32, ey + 3),
                        (ex - 10, ey - 13),
                        (ex + 12, ey - 13),
                        (ex + 32, ey + 3),
                        (ex, ey + 12),
                    ]
                ),
                "#f4eee6",
            )
            p.oval(ex + 2, ey - 1, 13, 14, who.eyes)
            p.oval(ex + 2, ey - 1, 7, 7, "#17131a")
            p.oval(ex - 3, ey - 6, 3, 3, "#ffffff")
            p.line(
                spline([(ex - 35, ey + 3), (ex - 12, ey - 15), (ex + 12, ey - 15), (ex + 35, ey + 1)], closed=False),
                line,
                6 if who.lips else 4.5,
            )
            p.line(spline([(ex - 28, ey - 17), (ex, ey - 26), (ex + 28, ey - 17)], closed=False), rgb(dark, 130), 3)
        p.poly(
            spline(f([(0.05, -0.1), (0.12, 0.2), (0.24, 0.42), (0.1, 0.5), (-0.04, 0.47), (0.06, 0.3)], w)),
            rgb(dark, 150),
        )
        p.line(
            spline(f([(-0.16, 0.4), (-0.1, 0.48), (0.0, 0.5), (0.12, 0.49), (0.2, 0.41)], w), closed=False),
            rgb(mix(dark, line, 0.35), 210),
            4,
        )
        lift = 0.045 * who.smile
        lips = who.lips or mix(skin, "#a3434a", 0.45)
        p.poly(
            spline(
                f(
                    [
                        (-0.3, 0.78 - lift),
                        (-0.1, 0.73),
                        (0, 0.755),
                        (0.1, 0.73),
                        (0.3, 0.78 - lift),
                        (0, 0.83),
                    ],
                    w,
                )
            ),
            mix(lips, "#3a1420", 0.15),
        )
        p.poly(
            spline(f([(-0.28, 0.785 - lift), (0, 0.815), (0.28, 0.785 - lift), (0.14, 0.895), (-0.14, 0.895)], w)),
            lips,
        )
        p.line(
            spline(
                f([(-0.34, 0.77 - lift), (-0.14, 0.8), (0, 0.805), (0.14, 0.8), (0.34, 0.77 - lift)], w),
                closed=False,
            ),
            mix(line, lips, 0.25),
            4.5,
        )
        p.line(spline(f([(-0.14, 0.99), (0, 1.02), (0.14, 0.99)], w), closed=False), rgb(dark, 110), 5)
        if who.grey:
            for side in (-1, 1):
                p.line(spline(f([(side * 0.7, -0.04), (side * 0.82, -0.08)], w), closed=False), rgb(dark, 170), 3)
                p.line(spline(f([(side * 0.7, 0.04), (side * 0.82, 0.06)], w), closed=False), rgb(dark, 170), 3)
            for y in (-0.72, -0.6):
                p.line(spline(f([(-0.34, y), (0, y - 0.03), (0.34, y)], w), closed=False), rgb(dark, 110), 3)
        if who.glasses:
            for side in (-1, 1):
                x, y = f([(side * 0.43, 0.0)], w)[0]
                if who.cut == "long":
                    p.oval(x, y, 62, 58, rgb("#ffffff", 34))
                    p.ring(x, y, 64, 60, who.glasses, 7)
                else:
                    p.round(x - 62, y - 44, x + 62, y + 46, 18, rgb("#ffffff", 34))
                    for k in range(8):
                        p.draw.rounded_rectangle(
                            [(v) * 2 for v in (x - 64 + k / 2, y - 46 + k / 2, x + 64 - k / 2, y + 48 - k / 2)],
                            38,
                            outline=who.glasses,
                            width=2,
                        )
                p.line([(x + side * 62, y - 12), f([(side * 1.0, -0.1)], w)[0]], who.glasses, 7)
            p.line(spline(f([(-0.06, -0.06), (0, -0.1), (0.06, -0.06)], w), closed=False), who.glasses, 7)


def portrait(slug: str) -> Image.Image:
    """The portrait of one author."""
    who = SITTERS[slug]
    s = Sheet("portrait-" + slug, [(0, who.ground[0]), (1, who.ground[1])], UPRIGHT)
    left = len(slug) % 2 == 0
    arc = s.stencil(lambda p: p.oval(250 if left else 950, 1080, 880, 880))
    s.fill(blur(arc, 3), who.disc, 0.7)
    brush = levels(s.noise(60, 4, 4, 3), 130, 210)
    s.fill(brush, mix(who.ground[0], "#ffffff", 0.4), 0.22)
    back_hair(s, who)
    torso(s, who)
    head = face(s, who)
    if who.beard:
        beards(s, who, head)
    features(s, who)
    front_hair(s, who)
    s.fill(levels(s.noise(260, 3, 1.4, 6), 90, 255), "#fff4e0", 0.07)
    return s.finish(13, 0.2)


PICTURES: dict[str, Callable[[], Image.Image]] = {f"portrait-{slug}": partial(portrait, slug) for slug in SITTERS}
