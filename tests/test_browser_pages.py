"""Every kind of page in a real browser, on a phone and a desktop, in light and dark.

Nothing scrolls sideways, nothing jumps while a page loads, text stands out from its ground, and a reader needs no
JavaScript. That the console stays empty is the fixture's own promise.
"""

from dataclasses import dataclass

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from articles.fronts import home as front
from articles.models import Agency, Agreement, Article, Contribution
from articles.rights import ADMINISTRATORS
from articles.tags import Tag
from authors import clock
from tests import hands, test_admin_rights
from tests.cast import (
    bring_to,
    make_author,
    make_house_page,
    make_live,
    make_photo,
    make_section,
    make_story,
    make_user,
    publish_again,
)

pytestmark = [pytest.mark.page, pytest.mark.usefixtures("media_in_tmp")]

PAGE_TEXT = (
    "<h2>Gifts</h2><ul><li>None.</li></ul><table><tbody><tr><th>For</th></tr><tr><td>Us</td></tr></tbody></table>"
)
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}
SCHEMES = ("light", "dark")
# a script, and answers to scripts
NO_PAGES = {
    "articles_article_shared_card",
    "jsi18n",
    "articles_photo_card",
    "articles_photo_in_list",
    "articles_article_topics",
    "articles_photo_names",
    "articles_photo_keywords",
    "articles_photo_credit_parts",
}
MOST_SHIFT = 0.02  # of the viewport, summed; 0.1 is what Core Web Vitals call good
BODY = """<p>First.</p><h2>A subhead</h2><ul><li>One</li><li>Two</li></ul><blockquote><p>Said.</p></blockquote>
<figure data-photo="{photo}" data-layout="wide" data-alt="A quay"><figcaption>The quay</figcaption></figure>
<aside data-pullquote=""><p>A sentence set large.</p><cite>Somebody</cite></aside>
<table><tbody><tr><th>Port</th><th>Landings</th></tr><tr><td>Skellin</td><td>1,204</td></tr></tbody></table>
<p>Averyverylongwordthatnobodywouldhyphenate_{long} and <a href="https://example.org/">a link</a>.</p>"""

WATCH_SHIFTS = """
window.shifts = 0
new PerformanceObserver((seen) => {
  for (const shift of seen.getEntries()) if (!shift.hadRecentInput) window.shifts += shift.value
}).observe({ type: "layout-shift", buffered: true })
"""
SCROLL_THROUGH = """async () => {
  const frame = () => new Promise(requestAnimationFrame)
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) { scrollTo(0, y); await frame() }
  const loaded = (image) => image.complete || new Promise((done) => (image.onload = image.onerror = done))
  await Promise.all([...document.images].filter((image) => image.checkVisibility()).map(loaded))
  await document.fonts.ready
  await frame(); await frame()
  return window.shifts
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 2.2, 1.4.3: the contrast of each text that can be seen with what it stands on; large text needs 3, other 4.5
FAINT = """() => {
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true })
  const rgba = (colour) => {
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = colour
    context.fillRect(0, 0, 1, 1)
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  const over = (top, below) => top.slice(0, 3).map((part, i) => (part * top[3] + below[i] * (255 - top[3])) / 255)
  const ground = (element) => {
    const layers = []
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.backgroundImage !== "none") return null
      const colour = rgba(style.backgroundColor)
      layers.unshift(colour)
      if (colour[3] === 255) break
    }
    const canvas = matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255]
    return layers.reduce((below, layer) => over(layer, below), canvas)
  }
  const light = (colour) => {
    const [r, g, b] = colour.map((part) => ((part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const faint = new Set()
  for (const element of document.body.querySelectorAll("*")) {
    const words = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.data : " ")).join("").trim()
    if (!words || !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    const box = element.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1) continue
    if (element.closest(":disabled, [aria-hidden=true], .disabled, noscript")) continue
    const below = ground(element)
    if (!below) continue
    const style = getComputedStyle(element)
    const [one, two] = [light(over(rgba(style.color), below)), light(below)].sort((a, b) => b - a)
    const size = parseFloat(style.fontSize)
    const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5
    const contrast = (one + 0.05) / (two + 0.05)
    if (contrast < least - 0.005) faint.add(`“${words.slice(0, 30)}” ${style.color} ${contrast.toFixed(2)}`)
  }
  return [...faint]
}"""


@dataclass(frozen=True)
class Site:
    """A site that has a page of each kind."""

    story: Article
    section: str
    readers: dict[str, str]  # the address of each kind of readers' page


@pytest.fixture
def site(transactional_db) -> Site:
    section, photo = make_section("World", description="From abroad."), make_photo(size=(1200, 800))
    author = make_author("Mara Lindqvist", role="Editor", portrait=photo, biography="She writes.\n\nShe sails.")
    author.email, author.readers_may_write = "mara@courier.example", True
    author.links = [{"label": "Mastodon", "url": "https://social.example/@mara"}]
    author.save()
    for number in range(16):
        make_live(
            headline=f"A headline that says what story {number} is about", author=author, topics=("Fish",), lead=photo
        )
    fields = {"kicker": "Harbour", "dateline": "CARROW", "editors_note": "Ours.", "story_type": "analysis"}
    body = BODY.format(photo=photo.pk, long="x" * 60)
    story = make_story(headline="Everything", body=body, author=author, lead=photo, topics=("Fish", "Ice"), **fields)
    agency = Agency.objects.create(name="Meridian Press Agency", short_name="MPA")
    Contribution.objects.create(article=story, agency=agency)
    story = publish_again(
        bring_to(story, "published"), kind="correction", note="It was wrong.", standfirst="Right now."
    )
    other = f'<figure data-photo="{make_photo().pk}" data-alt="Ice"><figcaption>Ice</figcaption></figure>'
    gallery = make_live(headline="Two photos", lead=photo, body=f"<p>First.</p>{other}")
    gone = bring_to(make_story(headline="Gone"), "withdrawn")
    pages = {
        "home": "/",
        "section": section.get_absolute_url(),
        "topic": "/topics/fish/",
        "author": author.get_absolute_url(),
        "authors": "/authors/",
        "page": make_house_page(title="Ethics", summary="What we hold to.", body=PAGE_TEXT).get_absolute_url(),
        "corrections": "/corrections/",
        "archive": "/archive/",
        "year": f"/{clock.now():%Y}/",
        "month": f"/{clock.now():%Y/%m}/",
        "day": f"/{clock.now():%Y/%m/%d}/",
        "a day without stories": "/2001/02/03/",
        "letter": f"{author.get_absolute_url()}write/",
        "story": story.addresses.get().get_absolute_url(),
        "photos": gallery.addresses.get().get_gallery_url(),
        "withdrawn": gone.addresses.get().get_absolute_url(),
        "missing": "/no-such-page/",
    }
    return Site(story, section, pages)


def faults_of(page: Page, name: str) -> list[str]:
    """Return what is wrong with the page that `page` shows now, in either scheme."""
    found = []
    width = page.viewport_size["width"]
    page.add_style_tag(content="* { transition: none !important }")  # the colours of a scheme, not those on the way
    if (wide := page.evaluate(OVERFLOW)) > 0:
        found.append(f"{name} at {width}: {wide} pixels too wide")
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{name} at {width}, {scheme}: too faint: {text}" for text in page.evaluate(FAINT)]
    return found


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_readers_pages_are_calm_and_legible(size, site, new_page):
    page = new_page(viewport=size, allowing=["status of 4(04|10)"])
    page.add_init_script(WATCH_SHIFTS)
    faults = []
    for name, address in site.readers.items():
        page.goto(address)
        if (shift := page.evaluate(SCROLL_THROUGH)) >= MOST_SHIFT:
            faults.append(f"{name} at {size['width']}: shifted by {shift:.3f}")
        faults += faults_of(page, name)
    assert not faults, "\n".join(faults)


def test_readers_need_no_javascript(site, new_page):
    with_scripts, without = (
        new_page(allowing=["status of 4"]),
        new_page(allowing=["status of 4"], java_script_enabled=False),
    )
    for address in site.readers.values():
        for page in (with_scripts, without):
            page.goto(address)
        expect(without.get_by_role("heading", level=1)).to_be_visible()
        with_scripts.locator("[data-share]").evaluate_all("(places) => places.forEach((place) => place.remove())")
        assert without.inner_text("body") == with_scripts.inner_text("body")


def test_the_page_of_a_server_that_fails_is_legible(new_page, live_server, monkeypatch):
    def fail(now):
        raise RuntimeError("the database is away")

    monkeypatch.setattr(front, "make", fail)
    faults = []
    for size in (PHONE, DESKTOP):
        page = new_page(viewport=size, allowing=["status of 500"])
        assert page.goto("/").status == 500
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        faults += faults_of(page, "500")
    assert not faults, "\n".join(faults)


def test_pages_of_the_desk_are_legible(site, new_page, administrator):
    objects = {
        "articles_agency": Agency.objects.get(),
        "articles_agreement": Agreement.objects.create(name="MPA, news pictures"),
        "articles_photo": site.story.captions.first().photo,
        "articles_section": site.story.section,
        "taggit_tag": Tag.objects.first(),
        "authors_author": make_author("Nobody Yet"),
        "auth_user": make_user("somebody"),
        "auth_group": Group.objects.first(),
        "articles_article": bring_to(make_story(headline="Waiting", lead=make_photo()), "in_review"),
        "articles_front": site.story.section,
        "articles_housepage": make_house_page(title="Contact", public=False),
    }
    rows = test_admin_rights.rows().items()
    names = sorted(name for name, roles in rows if ADMINISTRATORS in roles and name not in NO_PAGES)
    addresses = {name: test_admin_rights.address(name, objects) for name in names}
    addresses["articles_article_step"] = reverse(
        "admin:articles_article_step", args=[objects["articles_article"].pk, "return"]
    )
    more = {
        "a published story": site.story.get_absolute_url(),
        "compared": reverse("admin:articles_article_compare", args=[site.story.pk]),
        "the library as a pop-up": f"{reverse('admin:articles_photo_changelist')}?_popup=1",
        "refused": "/admin/no-such-page/",
    }
    page = new_page(viewport=DESKTOP, allowing=["status of 404"])
    page.goto("/admin/")
    faults = on_both_screens(page, "login")
    hands.log_in(page, "administrator")
    for name, address in (addresses | more).items():
        page.goto(address)
        if page.locator("textarea[name=body]").count():
            expect(page.locator(".tiptap").first).to_be_visible()
        faults += on_both_screens(page, name)
    assert not faults, "\n".join(faults)


def on_both_screens(page: Page, name: str) -> list[str]:
    found = []
    for size in (PHONE, DESKTOP):
        page.set_viewport_size(size)
        found += faults_of(page, name)
    return found
