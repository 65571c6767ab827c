"""The pages that a newsroom begins with: drafts of its own words, where it has written none yet."""

import tomllib
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from articles.house import keeping
from articles.models import HousePage, root

HERE = Path(__file__).parent


def read() -> list[dict]:
    """Return the first texts: of each page its slug, role, title, summary and body."""
    return tomllib.loads((HERE / "first_texts.toml").read_text(encoding="utf-8"))["pages"]


def write(pages: Iterable[dict]) -> list[HousePage]:
    """Make drafts of `pages`, in their order, and return them; none where an address is taken already."""
    made = []
    with transaction.atomic():
        for position, fields in enumerate(pages):
            page = HousePage(position=position, **fields)
            if root.holder(page.slug, without=page) is None:
                keeping.keep(page, by=None)
                made.append(page)
    return made
