"""A photo as a page shows it: which files, how large, and what stands under it."""

from dataclasses import dataclass

from articles.photos import credits, renditions
from articles.photos.metadata import source_types
from articles.photos.renditions import Crop

# on a phone 640 pixels across are enough, even of 430 of CSS: what a sharp screen could show has twice the bytes, and
# the eye sees no difference at that size
SHARP = "(max-width: 44rem) and (min-resolution: 2.5dppx) 49vw, (max-width: 44rem) and (min-resolution: 1.5dppx) 74vw"
# how wide a photo stands on the page, for the browser's choice among its files; static/site/site.css sets it so
SIZES = {
    "lead": f"{SHARP}, (min-width: 72rem) 56rem, 100vw",
    "column": f"{SHARP}, (min-width: 44rem) 40rem, 100vw",
    "wide": f"{SHARP}, (min-width: 72rem) 56rem, 100vw",
    "inset": f"{SHARP}, (min-width: 44rem) 18rem, 100vw",
    "gallery": "(min-width: 72rem) 28rem, (min-width: 40rem) 50vw, 100vw",
    "alone": "(min-width: 84rem) 80rem, 100vw",
    "front": f"{SHARP}, (min-width: 84rem) 52rem, (min-width: 60rem) 64vw, 100vw",
    "feature": f"{SHARP}, (min-width: 84rem) 48rem, (min-width: 60rem) 58vw, 100vw",
    "card": "(min-width: 84rem) 25rem, (min-width: 60rem) 30vw, (min-width: 40rem) 46vw, 100vw",
    "beside": "(min-width: 84rem) 25rem, (min-width: 60rem) 30vw, (min-width: 40rem) 46vw, 100vw",
    "line": "(min-width: 40rem) 14rem, 7rem",
    "thumb": "(min-width: 40rem) 9rem, 7rem",
    "portrait": "11rem",
}
# what a place shows of a photo where all photos there have one shape; elsewhere a photo is shown whole
CROPS: dict[str, Crop] = {
    "front": "16x9",
    "feature": "16x9",
    "beside": "16x9",
    "card": "4x3",
    "line": "4x3",
    "thumb": "1x1",
    "portrait": "1x1",
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
    alt: str
    caption: str
    credit: str
    made_by: str  # that a machine made it up, or a part of it; empty for a photograph
    layout: str
    eager: bool
    withdrawn: str  # why, where the newsroom is shown the use of a photo that has no files any more

    @property
    def is_upright(self) -> bool:
        return self.height > self.width

    @property
    def ratio(self) -> str:
        """Its width for each pixel of height, as CSS writes numbers."""
        return f"{self.width / self.height:.3f}"


def picture(use: dict, place: str, *, eager: bool = False) -> Picture:
    """Return one use of a photo, for `place`: a key of `SIZES`."""
    facts = use["photo"]
    files = renditions.sources(facts, CROPS.get(place, "original"))
    source_type, withdrawn = facts.get("digital_source_type", ""), use.get("withdrawn", "")
    return Picture(
        src="" if withdrawn else files["src"],
        avif=", ".join(f"{url} {width}w" for url, width in files["avif"]),
        jpeg=", ".join(f"{url} {width}w" for url, width in files["jpeg"]),
        sizes=SIZES[place],
        width=files["width"],
        height=files["height"],
        colour=facts["colour"],
        alt=use["alt"],
        caption=use["caption"],
        credit=credits.shown(use["credit"]),
        made_by=str(source_types.LABELS[source_type]) if source_types.is_generated(source_type) else "",
        layout=use["layout"],
        eager=eager,
        withdrawn=withdrawn,
    )
