"""Photos as search engines and those who share pages get them, and as schema.org's ImageObject."""

from typing import NamedTuple

from articles.meaning.door import absolute, web
from articles.models.photo import CreditPart
from articles.photos import credits, renditions
from articles.photos.metadata import source_types
from articles.photos.renditions import Crop

SHAPES: tuple[Crop, ...] = ("16x9", "4x3", "1x1")  # those that Google asks an article for
BROAD = 1200  # pixels, of which Google and those who share pages ask for as many where there are any
# who made a picture of which no photographer is named
MAKERS = (CreditPart.Relation.HANDOUT, CreditPart.Relation.COURTESY, CreditPart.Relation.POOL)


class File(NamedTuple):
    """A file of a photo: where it is on the site, its size in pixels."""

    address: str
    width: int
    height: int


def file(facts: renditions.Facts, crop: Crop, *, least: int = BROAD) -> File:
    """Return the narrowest JPEG of a crop that is `least` pixels wide; the widest, if none is."""
    left, top, right, bottom = renditions.box(facts["width"], facts["height"], crop, facts["focal"])
    sizes = dict(renditions.sizes(right - left, bottom - top))
    addresses = renditions.sources(facts, crop)["jpeg"]
    address, width = next((pair for pair in addresses if pair[1] >= least), addresses[-1])
    return File(address, width, sizes[width])


def main_use(document: dict) -> dict | None:
    """Return the use of the photo that stands for the story: its lead, or the first of its text."""
    return document["lead"] or next(iter(document["photos"]), None)


def nodes(use: dict, crops: tuple[Crop, ...] = SHAPES) -> list[dict]:
    """Return one use of a photo in each of these crops."""
    said = _said(use)
    found = []
    for crop in crops:
        address, width, height = file(use["photo"], crop)
        where = dict.fromkeys(("url", "contentUrl"), absolute(address))
        found.append({"@type": "ImageObject", **where, "width": width, "height": height} | said)
    return found


def _said(use: dict) -> dict:
    """Return what is said of a photo whatever its shape.

    The properties are those of Google's “Image metadata”: a page to read the licence on, and one to get it.
    """
    facts, credit = use["photo"], use["credit"]
    code = facts.get("digital_source_type", "")
    on_behalf = [part["name"] for part in credit if part["relation"] == CreditPart.Relation.FOR]
    return {
        "caption": use["caption"],
        "description": use["alt"],
        "creator": _creators(credit),
        # "on whose behalf the creator was working"; by whose hands it came to us (“via”) is in the credit's text
        "sourceOrganization": [{"@type": "Organization", "name": name} for name in on_behalf],
        "creditText": credits.shown(credit),
        "copyrightNotice": facts.get("copyright_notice", ""),
        "license": web(facts.get("web_statement", "")),
        "acquireLicensePage": web(facts.get("licensor_url", "")),
        "digitalSourceType": _source(code) if source_types.is_generated(code) else "",
    }


def _creators(credit: list[credits.Part]) -> list[dict]:
    by = [part["name"] for part in credit if part["relation"] == CreditPart.Relation.BY]
    if by:
        return [{"@type": "Person", "name": name} for name in by]
    return [{"@type": "Organization", "name": part["name"]} for part in credit if part["relation"] in MAKERS]


def _source(code: str) -> str:
    """Return IPTC's code as a member of https://schema.org/IPTCDigitalSourceEnumeration."""
    return f"https://schema.org/{code[0].upper()}{code[1:]}DigitalSource"
