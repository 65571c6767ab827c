"""What axe finds on every kind of page that readers get, light and dark, wide and narrow: nothing."""

import pytest

from tests.accessibility import findings
from tests.every_page import addresses
from tests.test_main_job import SCREENS

pytestmark = [pytest.mark.page]


@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_any_page(screen, new_page, transactional_db, whole_newsroom, client):
    page = new_page(**SCREENS[screen], bypass_csp=True, allowing=["status of 4"])
    found = {}
    for address in dict.fromkeys([*addresses(client, each=False), *whole_newsroom.values()]):
        page.goto(address)
        found[address] = findings(page)
    assert {where: lines for where, lines in found.items() if lines} == {}
    assert len(found) > 10
