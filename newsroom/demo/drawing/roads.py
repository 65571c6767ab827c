"""A race on the coast road."""

from __future__ import annotations

from PIL import Image

from .kit import Pen, Sheet, blur, both, crag, mix, rgb, spline
from .scenery import bush_line, clouds, dapple, glitter, gull, rough, swell


def cyclists() -> Image.Image:
    """A race on the coast road, sea on the left, cliff on the right."""
    s = Sheet("cyclists-coast-road", [(0, "#5fa6cf"), (0.3, "#a6d0da"), (0.45, "#f0ead2")])
    horizon = 520
    clouds(s, "#f3f2ea", "#ffffff", (-0.1, 0.4), cell=200, stretch=2.6, cover=(140, 205), share=0.9, salt=5)
    sea = s.below([(-5, horizon), (1805, horizon)])
    s.grade(sea, [(0, "#9bc8cc"), (0.15, "#56a3b6"), (0.5, "#2b7d9c"), (1, "#1b5c80")])
    swell(s, horizon, "#dff0ea", "#175a80", share=0.42)
    glitter(s, 420, horizon + 2, 1000, "#ffffff", 200, 260)
    for pts, top, foot, salt in (
        (
            [(760, 560), (840, 500), (980, 470), (1140, 400), (1400, 360), (1820, 300)],
            "#a9bdb6",
            "#b9bda0",
            1,
        ),
        (
            [(980, 660), (1080, 560), (1200, 510), (1320, 400), (1480, 330), (1820, 180)],
            "#9aa87e",
            "#b3a780",
            2,
        ),
    ):
        coast = [(1820, 900), (1060, 760), (1010, 650)] if salt == 1 else [(1820, 900), (940, 780)]
        hill = s.shape([*crag(s.rng, pts, 0.07), *coast])
        s.grade(hill, [(0, top), (0.4, foot), (1, foot)])
        surf = s.stencil(lambda p, a=pts[0], b=coast[-1]: p.line(crag(s.rng, [a, b], 0.2, 4), 255, 7))
        s.fill(blur(surf, 1.5), "#f3f3e8", 0.8)
        dapple(s, hill, "#d3cf98", "#6b7f64", cell=60, share=0.45, salt=30 + salt)
    slope = s.below(
        crag(
            s.rng,
            [(560, 1230), (800, 900), (960, 740), (1130, 640), (1300, 600), (1500, 420), (1820, 240)],
            0.05,
        )
    )
    s.grade(slope, [(0, "#a3ab69"), (0.4, "#8c9a5c"), (1, "#6a7a4c")])
    dapple(s, slope, "#d9cd84", "#55703f", cell=50, share=0.5, salt=36)
    rock = both(
        slope,
        rough(
            s,
            s.shape([(540, 1230), (790, 900), (950, 740), (1120, 650), (1060, 760), (900, 940), (760, 1230)]),
            14,
            50,
            share=0.7,
        ),
    )
    s.grade(rock, [(0, "#c9b08c"), (1, "#8d7766")])
    dapple(s, rock, "#ead6b0", "#6a5a54", cell=36, share=0.55, salt=38)
    left = spline(
        [(1300, 618), (1205, 650), (1120, 700), (1080, 760), (1010, 860), (860, 1010), (600, 1230)], closed=False
    )
    right = spline(
        [(1330, 620), (1262, 654), (1222, 706), (1240, 770), (1300, 870), (1430, 1010), (1720, 1230)], closed=False
    )
    verge = s.shape(
        [
            *[(x - 14 - (y - 618) * 0.03, y) for x, y in left],
            *reversed([(x + 14 + (y - 618) * 0.05, y) for x, y in right]),
        ]
    )
    s.fill(verge, "#d3c08e", 0.9)
    road = s.shape([*left, *reversed(right)])
    s.grade(road, [(0, "#a8a3a0"), (0.4, "#85828a"), (1, "#5f5e6b")])
    dapple(s, road, "#a7a2a0", "#565664", cell=36, share=0.3, stretch=3, salt=41)
    riders = [
        (1228, 690, 74),
        (1190, 704, 78),
        (1216, 728, 92),
        (1170, 760, 106),
        (1236, 790, 124),
        (1130, 820, 140),
        (1215, 868, 168),
        (1080, 920, 200),
        (1270, 985, 236),
        (1000, 1075, 292),
        (1235, 1150, 330),
    ]
    kits = ["#c8443a", "#e9b23f", "#2b6d92", "#f2ead8", "#3f8a6c", "#7b4a7c", "#e2763a"]
    with s.ink() as p:
        mid = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(left, right, strict=True)]
        for i in range(0, len(mid) - 2, 2):
            w = 1 + (mid[i][1] - 618) * 0.016
            p.taper(mid[i], mid[i + 1], w, w * 1.1, "#f2e6c4")
        for i in range(0, len(left) - 1, 2):
            x, y = left[i]
            t = (y - 600) / 600
            p.box(x - 5 * t - 12 * t, y - 60 * t, x + 5 * t - 12 * t, y, "#f3ecdc")
        p.line([(x - 12 * (y - 600) / 600, y - 46 * (y - 600) / 600) for x, y in left], "#e9dfca", 5)
        for i, (x, y, z) in enumerate(riders):
            rider(p, x, y, z, kits[i % len(kits)], kits[(i * 3 + 2) % len(kits)])
        for y, x in sorted((s.rng.uniform(900, 1220), s.rng.uniform(1480, 1820)) for _ in range(70)):
            if x > 1330 + (y - 850) * 1.0 + 40:
                for k in range(7):
                    p.taper(
                        (x, y),
                        (x + (k - 3) * 5, y - s.rng.uniform(20, 50)),
                        3,
                        1,
                        mix("#5f7a45", "#c9c076", s.rng.random()),
                    )
        bush_line(p, s.rng, [(1340, 640), (1500, 560), (1820, 470)], 15, rgb("#5d7a4c"))
        for x, y, z in ((260, 300, 30), (350, 250, 22), (620, 360, 22)):
            gull(p, x, y, z, rgb("#fbf8f0"), 0.1, rgb("#4d5560"))
        for x, z in ((180, 30), (520, 20)):
            p.poly(
                [
                    (x - z, horizon + 6),
                    (x + z, horizon + 6),
                    (x + z * 0.7, horizon + 12),
                    (x - z * 0.7, horizon + 12),
                ],
                "#3d5f74",
            )
            p.poly([(x, horizon + 4), (x, horizon - z * 2), (x + z * 0.9, horizon + 3)], "#f6f0e2")
    s.glow(300, 200, 900, "#fff2cc", 0.25)
    return s.finish(13)


def rider(p: Pen, x: float, y: float, z: float, kit: str, cap: str) -> None:
    """A racing cyclist coming towards us, wheel on the road at (x, y)."""
    dark = mix(kit, "#1d2238", 0.4)
    skin = "#b9805f"
    p.oval(x + z * 0.16, y, z * 0.34, z * 0.035, rgb("#2c2c3c", 120))
    p.oval(x, y - z * 0.2, z * 0.038, z * 0.21, "#23252e")
    p.oval(x, y - z * 0.2, z * 0.016, z * 0.17, "#8f9298")
    for side, lift in ((-1, 0.0), (1, 0.1)):
        p.taper(
            (x + side * z * 0.1, y - z * 0.52),
            (x + side * z * 0.13, y - z * (0.3 + lift)),
            z * 0.11,
            z * 0.08,
            dark,
        )
        p.taper(
            (x + side * z * 0.13, y - z * (0.32 + lift)),
            (x + side * z * 0.08, y - z * (0.1 + lift)),
            z * 0.075,
            z * 0.05,
            skin,
        )
        p.oval(x + side * z * 0.08, y - z * (0.08 + lift), z * 0.035, z * 0.045, "#f3efe6")
    p.taper((x, y - z * 0.62), (x, y - z * 0.3), z * 0.035, z * 0.05, "#d9d5cc")
    for side in (-1, 1):
        p.taper((x + side * z * 0.17, y - z * 0.82), (x + side * z * 0.21, y - z * 0.68), z * 0.09, z * 0.075, kit)
        p.taper((x + side * z * 0.21, y - z * 0.7), (x + side * z * 0.17, y - z * 0.56), z * 0.07, z * 0.055, skin)
    p.line(
        [(x - z * 0.2, y - z * 0.55), (x, y - z * 0.6), (x + z * 0.2, y - z * 0.55)],
        "#2b2d36",
        max(1, z * 0.03),
    )
    p.poly(
        spline(
            [
                (x - z * 0.2, y - z * 0.8),
                (x - z * 0.12, y - z * 0.93),
                (x + z * 0.12, y - z * 0.93),
                (x + z * 0.2, y - z * 0.8),
                (x + z * 0.13, y - z * 0.56),
                (x - z * 0.13, y - z * 0.56),
            ],
            closed=True,
            steps=5,
        ),
        kit,
    )
    p.poly(
        [
            (x + z * 0.05, y - z * 0.93),
            (x + z * 0.14, y - z * 0.92),
            (x + z * 0.2, y - z * 0.8),
            (x + z * 0.13, y - z * 0.56),
            (x + z * 0.04, y - z * 0.56),
        ],
        dark,
    )
    p.oval(x, y - z * 0.92, z * 0.085, z * 0.1, skin)
    p.oval(x, y - z * 0.985, z * 0.105, z * 0.085, cap)
    p.box(x - z * 0.07, y - z * 0.94, x + z * 0.07, y - z * 0.905, "#22242e")


PICTURES = {
    "cyclists-coast-road": cyclists,
}
