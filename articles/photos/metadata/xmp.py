"""What XMP says of a photo (ISO 16684-1; IPTC Photo Metadata Standard 2023.2; PLUS 2.0.1)."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.conf import settings
from lxml import etree

from articles.photos.metadata.facts import Facts, day_after, decoded, moment, tidy
from authors.text import normalise

MAX_PACKET = 2**20  # bytes; what is larger is not read
MAX_ENTRIES = 200  # of one list

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"
CORE = "{http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/}"
EXTENSION = "{http://iptc.org/std/Iptc4xmpExt/2008-02-29/}"
PLUS = "{http://ns.useplus.org/ldf/xmp/1.0/}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
LI, DESCRIPTION, RESOURCE, VALUE = f"{RDF}li", f"{RDF}Description", f"{RDF}resource", f"{RDF}value"
ARRAYS = {f"{RDF}Alt", f"{RDF}Bag", f"{RDF}Seq"}

TEXTS = {
    f"{PHOTOSHOP}Headline": "headline",
    f"{DC}title": "title",
    f"{DC}description": "caption",
    f"{CORE}AltTextAccessibility": "alt",
    f"{CORE}ExtDescrAccessibility": "extended_description",
    f"{PHOTOSHOP}Credit": "credit",
    f"{PHOTOSHOP}Source": "source",
    f"{DC}rights": "copyright_notice",
    f"{RIGHTS}UsageTerms": "usage_terms",
    f"{PHOTOSHOP}Instructions": "instructions",
    f"{CORE}Location": "sublocation",
    f"{PHOTOSHOP}City": "city",
    f"{PHOTOSHOP}State": "region",
    f"{PHOTOSHOP}Country": "country",
    f"{EXTENSION}DigitalSourceType": "digital_source_type",
    f"{RIGHTS}WebStatement": "web_statement",
}
LISTS = {
    f"{DC}creator": "creators",
    f"{DC}subject": "keywords",
    f"{EXTENSION}PersonInImage": "persons",
}
TIMES = {
    f"{PHOTOSHOP}DateCreated": "taken_at",
    f"{PLUS}LicenseStartDate": "released_at",
    f"{PLUS}LicenseEndDate": "expires_at",
}
# structures, read where their plain counterparts are not given
LICENSOR, LICENSOR_URL = f"{PLUS}Licensor", f"{PLUS}LicensorURL"
PERSONS, PERSON_NAME = f"{EXTENSION}PersonInImageWDetails", f"{EXTENSION}PersonName"
PLACES = (f"{EXTENSION}LocationShown", f"{EXTENSION}LocationCreated")
PLACE = {
    f"{EXTENSION}Sublocation": "sublocation",
    f"{EXTENSION}City": "city",
    f"{EXTENSION}ProvinceState": "region",
    f"{EXTENSION}CountryName": "country",
}
WANTED = {*TEXTS, *LISTS, *TIMES, LICENSOR, PERSONS, *PLACES}

DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
DATE = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:T([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]{1,20})?)?([+-][0-9]{2}:?[0-9]{2}|Z)?)?"
)


def read(packet: bytes) -> Facts:
    """Return what `packet` says; times without a zone are naive. Raises lxml's errors if it is no XML at all."""
    found = _properties(packet)
    texts = {name: _text(found[tag]) for tag, name in TEXTS.items() if tag in found}
    lists = {name: list(_entries(found[tag])) for tag, name in LISTS.items() if tag in found}
    times = {name: _time(name, _text(found[tag])) for tag, name in TIMES.items() if tag in found}
    if not texts.keys() & PLACE.values():
        texts |= _place(found)
    lists.setdefault("persons", list(_parts(found.get(PERSONS), PERSON_NAME)))
    texts["licensor_url"] = next(_parts(found.get(LICENSOR), LICENSOR_URL), "")
    return tidy(texts | lists | times)


def _properties(packet: bytes) -> dict[str, str | etree._Element]:
    """Return the wanted properties by their tag, the first of each: an attribute's text, or an element."""
    found: dict[str, str | etree._Element] = {}
    root = _parsed(packet)
    for rdf in [] if root is None else root.iter(f"{RDF}RDF"):
        for description in rdf.iterchildren(DESCRIPTION):
            for tag in WANTED.intersection(description.keys()):  # lxml's items() are looked up one by one
                found.setdefault(tag, description.get(tag))
            for element in description.iterchildren(*WANTED):
                found.setdefault(element.tag, element)
    return found


def _parsed(packet: bytes) -> etree._Element | None:
    """Return the root of `packet`, made of as much of it as is XML; None if it is too large, or could grow."""
    if len(packet) > MAX_PACKET:
        return None
    text = _unpacked(packet)
    # no program writes a document type, and entities need one
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        recover=True,
        encoding="utf-8",
    )
    return etree.fromstring(text.encode(), parser)


def _unpacked(packet: bytes) -> str:
    """Return `packet` as text that can be parsed, whatever Unicode encoding it has."""
    start = packet[:4]
    if start.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = packet.decode("utf-16", errors="ignore")
    elif b"\0" in start:
        text = packet.decode("utf-16-be" if start[0] == 0 else "utf-16-le", errors="ignore")
    else:
        text = decoded(packet)
    return DECLARATION.sub("", normalise(text)).strip()


def _text(value: str | etree._Element) -> str:
    """Return a value as one text: of alternatives the default, else the site's language, else the first."""
    if isinstance(value, str):
        return value
    entries = list(_items(value))
    languages = {(entry.get(LANGUAGE) or "").lower(): entry for entry in reversed(entries)}
    site = settings.LANGUAGE_CODE.lower()
    for wanted in ("x-default", site, site.partition("-")[0]):
        if wanted in languages and (text := _plain(languages[wanted])).strip():
            return text
    return next((text for text in map(_plain, entries) if text.strip()), "") if entries else _plain(value)


def _entries(value: str | etree._Element) -> Iterator[str]:
    """Return the texts of a list, or the one text that a program put where a list belongs."""
    if isinstance(value, str):
        yield value
        return
    entries = list(_items(value))
    yield from map(_plain, entries or [value])


def _items(value: etree._Element) -> Iterable[etree._Element]:
    for array in value:
        if array.tag in ARRAYS:
            for number, entry in enumerate(array.iterchildren(LI)):
                if number == MAX_ENTRIES:
                    return
                yield entry


def _plain(element: etree._Element) -> str:
    """Return the text of a simple value, in any of the ways that RDF has for one."""
    text = element.get(RESOURCE) or element.text or ""
    if not text.strip():
        inner = element.find(VALUE)
        inner = element.find(f"{DESCRIPTION}/{VALUE}") if inner is None else inner
        text = text if inner is None else inner.text or ""
    return text


def _parts(value: str | etree._Element | None, part: str) -> Iterator[str]:
    """Return `part` of each of a list of structures, or of the one structure there is."""
    if value is None or isinstance(value, str):
        return
    for structure in list(_items(value)) or [value]:
        inner = structure.find(DESCRIPTION)
        inner = structure if inner is None else inner
        element = inner.find(part)
        text = inner.get(part, "") if element is None else _text(element)
        if text.strip():
            yield text


def _place(found: dict[str, str | etree._Element]) -> dict[str, str]:
    """Return the place that is shown, else the one where the camera stood; never something of each."""
    for tag in PLACES:
        parts = {name: next(_parts(found.get(tag), part), "") for part, name in PLACE.items()}
        if any(parts.values()):
            return parts
    return {}


def _time(name: str, text: str) -> datetime | None:
    """Return the time that `text` gives at least to the day (ISO 16684-1, 8.2.1.1)."""
    match = DATE.fullmatch(text.strip())
    if not match:
        return None
    year, month, day, hours, minutes, seconds, zone = match.groups("")
    found = moment(year + month + day, hours + minutes + seconds, zone)
    return day_after(found) if name == "expires_at" and not hours else found
