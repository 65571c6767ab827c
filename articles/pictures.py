"""A photo as a page shows it: which files, how large, and what stands under it."""

from dataclasses import dataclass

from articles.photos import credits, renditions

# how wide a photo stands on the page, for the browser's choice among its files; static/site/site.css sets it so
SIZES = {
    "lead": "(min-width: 72rem) 56rem, 100vw",
    "column": "(min-width: 44rem) 40rem, 100vw",
    "wide": "(min-width: 72rem) 56rem, 100vw",
    "inset": "(min-width: 44rem) 18rem, 100vw",
    "gallery": "(min-width: 72rem) 28rem, (min-width: 40rem) 50vw, 100vw",
    "front": "(min-width: 84rem) 52rem, (min-width: 60rem) 64vw, 100vw",
    "feature": "(min-width: 84rem) 48rem, (min-width: 60rem) 58vw, 100vw",
    "card": "(min-width: 84rem) 25rem, (min-width: 60rem) 30vw, (min-width: 40rem) 46vw, 100vw",
    "thumb": "(min-width: 40rem) 14rem, 7rem",
    "portrait": "10rem",
}


@dataclass(frozen=True)
class Picture:
    """One photo where it stands: its files, what stands under it, and how it is laid out."""

    src: str
    avif: str  # srcset
    jpeg: str  # srcset
    sizes: str
    width: int
    height: int
    colour: str
    focal: str  # CSS object-position
    alt: str
    caption: str
    credit: str
    layout: str
    eager: bool

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def ratio(self) -> str:
        """Its width for each pixel of height, as CSS writes numbers."""
        return f"{self.width / self.height:.3f}"


def picture(use: dict, place: str, *, eager: bool = False) -> Picture:
    """Return one use of a photo, for `place`: a key of `SIZES`."""
    files = renditions.sources(use["photo"])
    x, y = use["photo"]["focal"]
    return Picture(
        src=files["src"],
        avif=", ".join(f"{url} {width}w" for url, width in files["avif"]),
        jpeg=", ".join(f"{url} {width}w" for url, width in files["jpeg"]),
        sizes=SIZES[place],
        width=files["width"],
        height=files["height"],
        colour=use["photo"]["colour"],
        focal=f"{x * 100:.0f}% {y * 100:.0f}%",
        alt=use["alt"],
        caption=use["caption"],
        credit=credits.line(use["credit"]),
        layout=use["layout"],
        eager=eager,
    )
