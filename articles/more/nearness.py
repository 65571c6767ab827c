"""How near one story is to another. docs/decisions/more-on-this.md says why these and no others."""

from dataclasses import dataclass
from datetime import datetime, timedelta

KEPT = 8  # neighbours of an edition: twice as many as are shown, for those that are withdrawn
LOOKED_AT = 24  # the newest stories of each topic
LOOKED_AT_IN_SECTION = 8
MOST_TOPICS = 12  # of a story

SECTION = 0.5  # what the same section is worth; a shared topic that many stories have is worth 1, any other 2
TOPICAL = 1_000  # whatever shares a topic is nearer than whatever shares none
# days by which a story loses as much as a common topic is worth: what came later tells how it went on
OLDER, NEWER = 90, 360


@dataclass(frozen=True)
class Story:
    """What nearness goes by, of one edition."""

    edition: int
    article: int
    section: int
    topics: frozenset[int]
    at: datetime  # of first publication


def weight(found: int) -> int:
    """Return what a shared topic is worth that `found` stories have; there were no more than `LOOKED_AT` to be found.

    One of two steps and no finer, since neighbours found today stand beside those found years ago.
    """
    return 2 if found < LOOKED_AT else 1


def nearness(story: Story, other: Story, weights: dict[int, int]) -> int | None:
    """Return how near `other` is for readers of `story`; None where the two have nothing in common.

    `weights` says what each topic is worth. It does not depend on the hour at which it is asked.
    """
    shared = sum(weights.get(topic, 1) for topic in story.topics & other.topics)
    same_section = story.section == other.section
    if not shared and not same_section:
        return None
    days = (other.at - story.at) / timedelta(days=1)
    fading = days / NEWER if days > 0 else -days / OLDER
    return round(100 * (TOPICAL * bool(shared) + shared + SECTION * same_section - fading))
