"""What a feed holds, in plain values: `entries` makes them, one module for each format writes them."""

from dataclasses import dataclass, field
from datetime import datetime

from articles.listing import EPOCH


@dataclass(frozen=True)
class Person:
    name: str
    url: str


@dataclass(frozen=True)
class Photo:
    """A story's lead photo: two of its JPEGs, each an absolute address with its size in pixels."""

    url: str
    width: int
    height: int
    thumbnail: str
    thumbnail_width: int
    thumbnail_height: int
    alt: str
    caption: str
    credit: str
    copyright: str


@dataclass(frozen=True)
class Audio:
    url: str
    type: str
    length: int  # bytes
    seconds: int


@dataclass(frozen=True)
class Entry:
    """A story, or a note of one. All addresses are absolute; `html` holds no others, and no scripts."""

    id: str  # permanent, and an address that leads to the story
    url: str
    title: str
    summary: str
    html: str
    language: str
    published: datetime
    updated: datetime
    authors: list[Person]
    contributors: list[Person] = field(default_factory=list)
    categories: list[str] = field(default_factory=list)
    photo: Photo | None = None
    audio: Audio | None = None


@dataclass(frozen=True)
class Feed:
    """A list in some format; `address` is its own, `home` that of the page it belongs to."""

    title: str
    description: str
    home: str
    address: str
    language: str
    publisher: Person
    icon: str
    hub: str
    entries: list[Entry]

    @property
    def updated(self) -> datetime:
        """When the substance of an entry last changed; long ago for a list that is empty."""
        return max((entry.updated for entry in self.entries), default=EPOCH)
