"""What machines are asked, and told, about the site as a whole: robots.txt, security.txt, manifest, icons."""

import io
import json
from datetime import timedelta
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings as site
from django.utils.dateparse import parse_datetime
from PIL import Image

from authors import clock
from newsroom import drawing
from newsroom.robots import TRAINERS
from tests.cast import make_live
from tests.reading import MORNING, read, url_of
from tests.test_settings import start

pytestmark = pytest.mark.django_db


def lines(client) -> list[str]:
    response = client.get("/robots.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return response.content.decode().split("\n")


def rules(client) -> RobotFileParser:
    parser = RobotFileParser()
    parser.parse(lines(client))
    return parser


def test_search_engines_are_let_in_but_not_everywhere(client):
    story = make_live()
    found = rules(client)
    for agent in ("Googlebot", "Bingbot", "OAI-SearchBot", "an unknown one"):
        for path in ("/", url_of(story), "/feed/", "/world/", "/media/photos/x.jpg", "/static/site/site.css"):
            assert found.can_fetch(agent, path), (agent, path)
        for path in ("/admin/", "/admin/articles/article/1/preview/", "/search/", "/search/?q=ice"):
            assert not found.can_fetch(agent, path), (agent, path)
    assert found.site_maps() == [f"{site.SITE_URL}/sitemap.xml", f"{site.SITE_URL}/sitemap-news.xml"]


def test_crawlers_that_train_models_are_kept_out_unless_they_are_let_in(client, settings):
    for agent in TRAINERS:
        assert not rules(client).can_fetch(agent, "/"), agent
    settings.MODEL_TRAINING = True
    for agent in TRAINERS:
        assert rules(client).can_fetch(agent, "/"), agent
        assert not rules(client).can_fetch(agent, "/admin/"), agent
    assert "GPTBot" not in "".join(lines(client))


def test_every_line_is_of_the_standard(client):
    *found, last = lines(client)
    assert last == ""
    assert found[:4] == ["User-agent: *", "Disallow: /admin/", "Disallow: /search/", ""]
    for line in found:
        name, _, value = line.partition(": ")
        assert (name in {"User-agent", "Disallow", "Sitemap"} and value.strip() == value != "") or line == "", line
    assert len(set(TRAINERS)) == len(TRAINERS)
    assert list(TRAINERS) == sorted(TRAINERS, key=str.lower)


@pytest.mark.parametrize("given", [{"WEBSUB_HUB": "hub.example"}, {"SECURITY_CONTACT": "security@example.org"}])
def test_an_address_that_is_none_stops_the_start_with_a_sentence(given, tmp_path):
    [name] = given
    process = start(tmp_path, **given)
    assert process.returncode != 0
    assert name in process.stderr.splitlines()[-1]


@pytest.mark.parametrize("path", ["/robots.txt", "/site.webmanifest", "/favicon.ico"])
def test_who_has_it_gets_304(client, path):
    first = client.get(path)
    assert client.get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_security_txt_is_there_where_somebody_is_named(client, settings):
    read(client, "/.well-known/security.txt", 404)
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    with clock.stopped(MORNING):
        text = read(client, "/.well-known/security.txt")
    told = dict(line.split(": ", 1) for line in text.splitlines())
    assert told["Contact"] == "mailto:security@example.org"
    assert told["Canonical"] == f"{site.SITE_URL}/.well-known/security.txt"
    assert MORNING + timedelta(days=90) < parse_datetime(told["Expires"]) < MORNING + timedelta(days=365)


def test_the_manifest_names_the_site_and_icons_that_are_there(client):
    response = client.get("/site.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (told["name"], told["start_url"], told["lang"]) == (site.SITE_NAME, "/", "en-gb")
    assert len(told["short_name"]) <= 12
    for icon in told["icons"]:
        file = site.BASE_DIR / "static" / icon["src"].removeprefix("/static/")
        with Image.open(file) as image:
            assert f"{image.width}x{image.height}" == icon["sizes"]
    assert '<link rel="manifest" href="/site.webmanifest">' in read(client, "/")


def test_the_icon_is_where_it_is_looked_for(client):
    response = client.get("/favicon.ico")
    assert response["Content-Type"] == "image/x-icon"
    with Image.open(io.BytesIO(response.content)) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    assert 'rel="apple-touch-icon" href="/static/site/icon-180.png"' in read(client, "/")


def test_the_icons_are_those_that_are_drawn(tmp_path):
    drawing.draw_all(tmp_path)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted(path.name for path in drawing.FOLDER.iterdir() if path.suffix in {".png", ".ico"})
    for name in made:
        with Image.open(tmp_path / name) as new, Image.open(drawing.FOLDER / name) as kept:
            assert new.convert("RGBA").tobytes() == kept.convert("RGBA").tobytes(), name
