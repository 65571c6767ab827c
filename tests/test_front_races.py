"""Two who save a front, or put up a banner, at one moment: one does, the other is told, and nothing is lost."""

from datetime import timedelta

import pytest

from articles.fronts import banner, saving
from articles.fronts.arrangement import Arrangement, Block, Kind, Pin
from articles.models import Banner, Front, FrontRevision
from articles.refusals import Stale
from authors import clock
from tests.cast import make_live
from tests.test_races import RACES, race

pytestmark = pytest.mark.django_db(transaction=True)


def arranged(story: int) -> Arrangement:
    return Arrangement((Block(Kind.TOP, size=5, pins=(Pin(story, 0),)),))


def test_of_two_savers_one_saves_and_the_other_is_told_and_kept_beside(editor, administrator):
    one, other = make_live(), make_live()
    for version in range(RACES):
        # each time another place, so that each save is a change
        mine, theirs = (
            Arrangement((Block(Kind.TOP, size=8, pins=(Pin(story.pk, version % 7),)),)) for story in (one, other)
        )
        results = race(
            lambda mine=mine, version=version: saving.save(None, mine, by=editor, version=version),
            lambda theirs=theirs, version=version: saving.save(None, theirs, by=administrator, version=version),
        )
        assert [result for result in results if result is True] == [True], results
        assert len([result for result in results if isinstance(result, Stale)]) == 1, results
        saved, beside = (FrontRevision.objects.filter(aside=aside).order_by("-pk")[0] for aside in (False, True))
        assert (saved.version, beside.version) == (version + 1, version)
        assert saved.by != beside.by
        stories = {row.arrangement["blocks"][0]["pins"][0]["story"] for row in (saved, beside)}
        assert stories == {one.pk, other.pk}
        front = Front.objects.get()
        assert (front.version, front.arrangement) == (version + 1, saved.arrangement)


def test_the_first_two_who_arrange_a_page_make_one_front_of_it(editor):
    story = make_live()
    for _ in range(10):
        FrontRevision.objects.all()._raw_delete("default")
        Front.objects.all().delete()
        results = race(*[lambda: saving.save(None, arranged(story.pk), by=editor, version=0)] * 3)
        assert [result for result in results if result is True] == [True], results
        assert Front.objects.count() == 1


def test_of_two_banners_at_once_one_goes_up():
    ends = clock.now() + timedelta(hours=1)
    for number in range(30):
        current = banner.last()
        seen = current.pk if current else 0
        results = race(
            *[
                lambda text=f"{who} {number}", seen=seen: banner.put_up(text, by=None, ends=ends, seen=seen)
                for who in ("One", "Other")
            ]
        )
        up = [result for result in results if isinstance(result, Banner)]
        assert len(up) == 1, results
        assert len([result for result in results if isinstance(result, Stale)]) == 1, results
        assert banner.shown().text == up[0].text
