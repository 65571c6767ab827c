"""The form and the list of agreements: days and hours as in a photo's form, and said so that no year is in doubt."""

from datetime import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Agreement
from authors import clock
from tests import accessibility, hands
from tests.test_main_job import SCREENS

pytestmark = pytest.mark.django_db
ADD = reverse("admin:articles_agreement_add")
LIST = reverse("admin:articles_agreement_changelist")


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.get_default_timezone())


def test_a_day_alone_is_meant_from_its_first_minute_to_its_last(as_, photo_desk):
    typed = {"name": "MPA", "usable_from_0": "2026-05-01", "usable_until_0": "2026-05-01"}
    assert as_(photo_desk).post(ADD, typed).status_code == 302
    agreement = Agreement.objects.get()
    assert (agreement.usable_from, agreement.usable_until) == (at(2026, 5, 1), at(2026, 5, 1, 23, 59))


def test_the_list_says_the_year_unless_it_is_this_one(as_, photo_desk):
    Agreement.objects.create(name="Long", usable_until=at(2029, 7, 21, 6))
    Agreement.objects.create(name="Short", usable_until=at(2028, 7, 21, 6))
    with clock.stopped(at(2028, 3, 1)):
        page = as_(photo_desk).get(LIST).content.decode()
    assert "Until Sat 21 Jul 2029, 06:00" in page
    assert "Until Fri 21 Jul, 06:00" in page


def test_what_is_no_address_is_said_in_words_and_nothing_typed_is_lost(as_, photo_desk):
    typed = {"name": "MPA", "usage_terms": "News only.", "address": "ask Ada", "usable_until_0": "2026-05-01"}
    page = as_(photo_desk).post(ADD, typed).content.decode()
    assert "Type the address of a page on the web" in page
    for value in ("MPA", "News only.", "ask Ada", "2026-05-01"):
        assert value in page
    assert not Agreement.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("screen", SCREENS)
def test_each_field_has_its_name_and_axe_finds_nothing(new_page, photo_desk, screen):
    page = new_page(bypass_csp=True, **SCREENS[screen])
    hands.enter(page, "photo_desk")
    page.goto(ADD)
    page.get_by_label("Name").fill("MPA")
    until = page.get_by_role("group", name="Holds until")
    until.get_by_label("Day").fill("2029-07-21")
    until.get_by_label("Hour").fill("18:30")
    assert accessibility.findings(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("was added successfully")).to_be_visible()
    assert Agreement.objects.get().usable_until == at(2029, 7, 21, 18, 30)
    assert accessibility.findings(page) == []
