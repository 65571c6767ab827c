"""The demonstration newsroom's pictures, drawn by code: the same every time, and nobody's copyright."""

from __future__ import annotations

from collections.abc import Callable

from PIL import Image

from . import (
    charts,
    city,
    harbour,
    ice,
    land,
    lighthouses,
    people,
    roads,
    rooms,
    sea,
    sky,
    sport,
    stage,
    street,
    travel,
    uplands,
    wild,
)

_PICTURES: dict[str, Callable[[], Image.Image]] = {
    **harbour.PICTURES,
    **sky.PICTURES,
    **land.PICTURES,
    **uplands.PICTURES,
    **ice.PICTURES,
    **lighthouses.PICTURES,
    **sea.PICTURES,
    **wild.PICTURES,
    **travel.PICTURES,
    **roads.PICTURES,
    **city.PICTURES,
    **street.PICTURES,
    **stage.PICTURES,
    **rooms.PICTURES,
    **sport.PICTURES,
    **charts.PICTURES,
    **people.PICTURES,
}

NAMES: tuple[str, ...] = tuple(_PICTURES)


def draw(name: str) -> Image.Image:
    """The picture of that name, one of NAMES, at full size in RGB."""
    return _PICTURES[name]()
