"""Every kind of page in a real browser, on a phone and a desktop, in light and dark.

Nothing scrolls sideways, nothing jumps while a page loads, text stands out from its ground, and a reader needs no
JavaScript. That the console stays empty is the fixture's own promise.
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.models import Agency, Agreement, Article, Contribution
from articles.rights import ADMINISTRATORS
from articles.tags import Tag
from newsroom import front
from tests import hands, test_admin_rights
from tests.cast import bring_to, make_author, make_live, make_photo, make_section, make_story, make_user, publish_again

pytestmark = pytest.mark.usefixtures("media_in_tmp")

PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SCHEMES = ("light", "dark")
# a script, and answers to scripts
NO_PAGES = {
    "jsi18n",
    "articles_photo_card",
    "articles_article_topics",
    "articles_photo_names",
    "articles_photo_keywords",
    "articles_photo_credit_parts",
}
