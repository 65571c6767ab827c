"""The front page of the demonstration, arranged by hand as `front.toml` says."""

import tomllib
from datetime import timedelta
from pathlib import Path

from articles.fronts import saving
from articles.fronts.arrangement import Arrangement, Block, Kind, Pin, block
from articles.models import Article, Section
from articles.tags import Tag
from authors import clock

FILE = Path(__file__).with_name("front.toml")


def arrange(*, by) -> int:
    """Arrange the front page, by the account `by`; returns how many stories are pinned."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["blocks"]
    arrangement = Arrangement(tuple(_block(row) for row in rows))
    saving.save(None, arrangement, by=by, version=0)
    return len(arrangement.pins)


def _block(row: dict) -> Block:
    usual = block(row["kind"])
    about = {Kind.SECTION: _section, Kind.TOPIC: _topic}.get(row["kind"], lambda name: None)(row.get("about", ""))
    pins = tuple(_pin(pin) for pin in row.get("pins", []))
    return Block(row["kind"], about, title=row.get("title", ""), size=row.get("size", usual.size), pins=pins)


def _section(slug: str) -> int:
    return Section.objects.get(slug=slug).pk


def _topic(name: str) -> int:
    return Tag.objects.get(name=name).pk


def _pin(row: dict) -> Pin:
    story = Article.objects.get(slug=row["story"])
    return Pin(story.pk, row["place"], until=clock.now() + timedelta(hours=row["hours"]))
