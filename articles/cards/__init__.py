"""Card images: what is shown where somebody shares a story without a photo. Drawn of what its list entry says."""

import hashlib
import json

from django.conf import settings
from django.urls import reverse

from articles.cards.drawing import HEIGHT, RECIPE_VERSION, WIDTH, Words
from articles.models import Edition
from articles.states import StoryType

SIZE = (WIDTH, HEIGHT)


def words(card: dict, section: str) -> Words:
    """Return what stands on the card of a story in `section`, of which a list shows `card`."""
    return Words(
        site=settings.SITE_NAME,
        label=card["kicker"] or section,
        headline=card["headline"],
        byline=card["byline"],
        is_opinion=card["story_type"] == StoryType.OPINION,
    )


def key(words: Words) -> str:
    """Return 16 hexadecimal digits that change with what is drawn, with how, and with the fonts it is drawn in."""
    facts = [*words, settings.CARD_FONTS, RECIPE_VERSION]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def address(edition: Edition) -> str:
    """Return where the card of `edition` is sent from: it names the story, and says what is on it.

    The section must be loaded; of the document nothing is read.
    """
    return reverse("card", args=[edition.article_id, key(words(edition.card, edition.section.name))])
