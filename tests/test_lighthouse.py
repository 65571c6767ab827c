"""What Lighthouse gives the pages that most readers come to: 100."""

import pytest

CATEGORIES = ["accessibility", "best-practices", "seo"]
PAGES = ("front", "section", "story", "author")

pytestmark = [pytest.mark.page, pytest.mark.browser]


def test_lighthouse_gives_a_hundred_in_all_but_speed(live_server, whole_newsroom, lighthouse, settings):
    """Speed is that of the machine: `benchmarks/lighthouse.py` measures it."""
    settings.SITE_URL = live_server.url
    reports = lighthouse([live_server.url + whole_newsroom[name] for name in PAGES], CATEGORIES)
    assert [report["problem"] for report in reports] == [""] * len(PAGES)
    said = {name: (report["scores"], report["failures"]) for name, report in zip(PAGES, reports, strict=True)}
    assert said == {name: (dict.fromkeys(CATEGORIES, 100), []) for name in PAGES}
