"""The editors' guide: one text, in the admin and in the repository."""

import re
from pathlib import Path

import pytest
from PIL import Image

from docs import guide

ROOT = Path(__file__).resolve().parent.parent
HEAVIEST = 200_000  # bytes of a picture


def test_the_repository_shows_the_guide_of_the_admin():
    assert guide.PAGE.read_text(encoding="utf-8") == guide.markdown(), "run `python -m docs.guide`"


def test_its_links_lead_to_its_headings():
    text = guide.markdown()
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    assert set(re.findall(r"\(#([^)]+)\)", text)) <= headings


@pytest.mark.django_db
def test_the_menu_leads_to_it(as_, writer):
    client = as_(writer)
    assert 'href="/admin/guide/"' in client.get("/admin/").content.decode()
    page = client.get("/admin/guide/").content.decode()
    pictures = re.findall(r'src="/static/(admin/newsroom/guide/[^"]+)" width="(\d+)" height="(\d+)"', page)
    assert len(pictures) > 5
    for name, width, height in pictures:
        file = ROOT / "static" / name
        assert file.stat().st_size < HEAVIEST, name
        with Image.open(file) as picture:
            assert abs(picture.width / picture.height - int(width) / int(height)) < 0.01, name
    shown = {Path(name).name for name, _, _ in pictures}
    assert shown == {file.name for file in (ROOT / "static/admin/newsroom/guide").iterdir()}
