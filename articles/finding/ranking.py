"""In which order stories stand that answer a question: by a formula of our own, the same on both databases.

A word counts by where it stands and by how rare it is among the stories that were found; words that follow one
another in the headline as they were typed count more; and of two stories that are equally about something the newer
one comes first.
"""

from datetime import datetime, timedelta
from math import log

from articles.finding.index import ABOUT, second_of
from articles.finding.store import BORDER

HEADLINE, LABELS, STANDFIRST, OFTEN, ONCE = 8.0, 5.0, 3.0, 2.0, 1.0
TOGETHER = 0.5  # of what the question can reach at most, for a headline that has it as it was typed
NEW = 0.35  # of its worth that a story has more on its first day
HALF_OF_IT = timedelta(days=180)  # after which half of that is gone


def rank(rows: list[tuple[int, str]], keys: list[str], now: datetime) -> list[int]:
    """Return the places of `rows`, the best first. A row is a place and its `head`."""
    asked = [f" {ABOUT}{key} " for key in keys]
    held = [[word in head for word in asked] for _, head in rows]
    rarity = [log(1 + (len(rows) + 1) / (1 + sum(column))) for column in zip(*held, strict=True)]
    together = f" {' '.join(ABOUT + key for key in keys)} "
    scored = []
    for (place, head), about in zip(rows, held, strict=True):
        score = ONCE * sum(rarity)
        if any(about):
            _, headline, labels, standfirst, often = head.split(BORDER)
            for word, rare in zip(asked, rarity, strict=True):
                score += rare * (
                    HEADLINE * (word in headline)
                    + LABELS * (word in labels)
                    + STANDFIRST * (word in standfirst)
                    + OFTEN * (word in often)
                )
            if len(keys) > 1 and together in headline:
                score += TOGETHER * HEADLINE * sum(rarity)
        scored.append((score * (1 + NEW * 0.5 ** ((now - second_of(place)) / HALF_OF_IT)), place))
    return [place for _, place in sorted(scored, reverse=True)]
