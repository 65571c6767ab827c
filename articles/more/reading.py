"""What readers are led on to."""

from datetime import datetime

from articles import references
from articles.models import Edition

SHOWN = 4


def more_on(edition: Edition, now: datetime) -> list[Edition]:
    """Return the visible stories nearest to `edition`, without those that its text names already: one query."""
    near = Edition.objects.visible(now).filter(neighbour_of__edition=edition)
    near = near.exclude(article__in=references.keys(edition.document["body"]))
    return list(near.order_by("-neighbour_of__nearness", "-neighbour_of__other_id").for_list()[:SHOWN])
