"""The two charts, in the manner of a newspaper's graphics desk."""

from __future__ import annotations

from PIL import Image, ImageFont

from .kit import LANDSCAPE, SCALE, Pen

PAPER, INK, FAINT, RULE = "#fbf7ee", "#22313c", "#66737b", "#d8d2c4"
DEEP, WARM, PALE = "#1f5f7a", "#c8553a", "#9fbac2"


def text(
    pen: Pen,
    x: float,
    y: float,
    words: str,
    size: int,
    fill: str = INK,
    anchor: str = "ls",
    *,
    bold: bool = False,
) -> None:
    """Words on a chart, set at the large scale."""
    font = ImageFont.load_default(size * SCALE)
    pen.draw.text(
        (x * SCALE, y * SCALE),
        words,
        fill=fill,
        font=font,
        anchor=anchor,
        stroke_width=size // 22 if bold else 0,
        stroke_fill=fill,
    )


def board(title: str, under: str, source: str) -> tuple[Image.Image, Pen]:
    """The empty chart: its head and its source line."""
    big = Image.new("RGB", (LANDSCAPE[0] * SCALE, LANDSCAPE[1] * SCALE), PAPER)
    pen = Pen(big)
    pen.box(90, 70, 190, 80, WARM)
    text(pen, 90, 150, title, 56, bold=True)
    text(pen, 90, 208, under, 34, FAINT)
    pen.line([(90, 1110), (1710, 1110)], RULE, 1.5)
    text(pen, 90, 1150, source, 25, FAINT)
    text(pen, 1710, 1150, "The Saltmarsh Courier", 25, FAINT, "rs")
    return big, pen


def fish_landings() -> Image.Image:
    """Landings at the Isles' three fishing ports over twelve years."""
    big, pen = board(
        "Skellin’s catch has halved in twelve years",
        "Landings by port, thousand tonnes a year",
        "Source: Port Ansel Harbour Authority; Skellin harbour office",
    )
    x0, x1, y0, y1 = 170, 1480, 290, 1020
    years = list(range(2013, 2026))

    def at(i: float, v: float) -> tuple[float, float]:
        return x0 + (x1 - x0) * i / 12, y1 - (y1 - y0) * v / 50

    for v in range(0, 51, 10):
        y = at(0, v)[1]
        pen.line([(x0, y), (x1 + 20, y)], INK if v == 0 else RULE, 2 if v == 0 else 1.5)
        text(pen, x0 - 22, y, str(v), 30, FAINT, "rm")
    for i, year in enumerate(years):
        x = at(i, 0)[0]
        pen.line([(x, y1), (x, y1 + 10)], INK, 1.5)
        if i % 2 == 0:
            text(pen, x, y1 + 48, str(year), 30, FAINT, "ms")
    a, b = at(7, 0)[0], at(8, 0)[0]
    pen.box(a, y0, b, y1 - 2, "#f1e8d6")
    text(pen, (a + b) / 2, y0 - 16, "Quota cut", 27, FAINT, "ms")
    for v in range(10, 51, 10):
        pen.line([(a, at(0, v)[1]), (b, at(0, v)[1])], RULE, 1.5)
    lines = [
        (
            "Marl Bay",
            PALE,
            "#5d8490",
            [9.8, 10.4, 10.1, 11.2, 10.9, 11.6, 12.3, 11.8, 9.9, 9.4, 9.8, 10.2, 9.7],
        ),
        (
            "Port Ansel",
            DEEP,
            DEEP,
            [24.2, 25.1, 26.8, 26.0, 27.7, 28.9, 28.1, 27.4, 24.5, 25.3, 27.0, 28.6, 29.8],
        ),
        (
            "Skellin",
            WARM,
            WARM,
            [43.6, 44.9, 42.2, 41.5, 38.7, 39.4, 36.1, 35.2, 28.0, 26.4, 24.1, 22.9, 21.3],
        ),
    ]
    for name, hue, ink, values in lines:
        pts = [at(i, v) for i, v in enumerate(values)]
        pen.line(pts, PAPER, 14)
        pen.line(pts, hue, 7)
        for x, y in (pts[0], pts[-1]):
            pen.oval(x, y, 11, 11, PAPER)
            pen.oval(x, y, 8, 8, hue)
        text(pen, pts[-1][0] + 30, pts[-1][1] - 2, name, 32, ink, "ls", bold=True)
        text(pen, pts[-1][0] + 30, pts[-1][1] + 34, f"{values[-1]:.1f}", 30, ink, "ls")
        text(pen, pts[0][0] + 4, pts[0][1] - 24, f"{values[0]:.1f}", 28, ink, "ls")
    return big.reduce(SCALE)


def house_prices() -> Image.Image:
    """What a house costs in six towns, in years of local pay."""
    big, pen = board(
        "A house in Port Ansel costs eleven years’ pay",
        "Median house price as a multiple of median local pay, latest year",
        "Source: Bank of the Isles, housing survey. The Isles as a whole: 7.4",
    )
    x0, x1, y0 = 400, 1580, 300
    rows = [
        ("Port Ansel", 11.2),
        ("Carrow", 9.6),
        ("Vantry", 8.8),
        ("Marl Bay", 6.9),
        ("Dunmere", 5.1),
        ("Skellin", 4.6),
        ("Low Fenwick", 3.9),
    ]

    def at(v: float) -> float:
        return x0 + (x1 - x0) * v / 12

    foot = y0 + len(rows) * 102
    for v in range(0, 13, 2):
        pen.line([(at(v), y0 - 12), (at(v), foot)], INK if v == 0 else RULE, 2 if v == 0 else 1.5)
        text(pen, at(v), foot + 42, str(v), 30, FAINT, "ms")
    for i, (town, v) in enumerate(rows):
        y = y0 + i * 102 + 14
        pen.box(at(0) + 1, y, at(v), y + 66, WARM if i == 0 else DEEP if v > 7.4 else "#7fa3b0")
        text(pen, x0 - 26, y + 34, town, 34, INK, "rm", bold=i == 0)
        text(pen, at(v) - 18, y + 34, f"{v:.1f}", 34, "#ffffff", "rm", bold=True)
    for k in range(60):
        y = y0 - 12 + k * 12
        if y < foot:
            pen.line([(at(7.4), y), (at(7.4), y + 6)], INK, 2.5)
    text(pen, at(7.4), y0 - 26, "The Isles: 7.4", 28, INK, "ms")
    text(pen, (x0 + x1) / 2, foot + 84, "years of pay", 28, FAINT, "ms")
    return big.reduce(SCALE)


PICTURES = {
    "chart-fish-landings": fish_landings,
    "chart-house-prices": house_prices,
}
