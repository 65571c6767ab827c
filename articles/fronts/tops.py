"""The opening of a section's page, where an editor pinned stories to it; the list below goes on by itself."""

from articles.fronts import filling
from articles.fronts.arrangement import Arrangement
from articles.fronts.saving import arrangement_of
from articles.models import Edition, Section
from authors import clock


def pinned_in(section: Section) -> dict[int, Edition]:
    """Return what is pinned to the opening of the page of `section` now, by the place: one query, and one for pins."""
    return pinned_by(arrangement_of(section) or Arrangement())


def pinned_by(arrangement: Arrangement) -> dict[int, Edition]:
    """Return what `arrangement` of a section's page pins to its opening now, by the place: one query, or none."""
    return {place: held.edition for (_, place), held in filling.pinned(arrangement, clock.now()).items()}
