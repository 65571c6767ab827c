"""The rules of sitemaps: schemas of our own, written after what is published, and what no schema can say."""

from pathlib import Path

from django.conf import settings as site
from lxml import etree

from articles import sitemaps
from tests.feed_rules import well_formed

MAP, IMAGE, NEWS = (f"{{{namespace}}}" for namespace in (sitemaps.MAP, sitemaps.IMAGE, sitemaps.NEWS))
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "schemas" / "sitemap.xsd"))


def check(content: bytes) -> list:
    """Hold a file against the rules and return its rows. Raises AssertionError or DocumentInvalid at what is not so."""
    root = well_formed(content)
    assert len(content) <= 50 * 2**20
    if root.tag == f"{MAP}urlset" and not len(root):  # Google bears news without any; the schema of the rest does not
        return []
    SCHEMA.assertValid(root)
    for location in root.iter(f"{MAP}loc"):
        assert location.text.startswith(f"{site.SITE_URL}/")  # of the host that the file is on
    for page in root.iter(f"{MAP}url"):
        assert len(page.findall(f"{IMAGE}image")) <= 1_000
    return list(root)
