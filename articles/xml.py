"""XML for machines: elements whose every text has passed the door, so that what is written is always well-formed.

A tree is built and written by libxml2; no markup is ever put together as text.
"""

from datetime import UTC, datetime

from lxml import etree

from authors.text import normalise

XML = "http://www.w3.org/XML/1998/namespace"


def root(tag: str, namespaces: dict[str | None, str], **attributes: str) -> etree._Element:
    """Return the element that a document begins with; the namespace without a prefix, if there is one, is its own."""
    return etree.Element(_name(tag, namespaces), _clean(attributes), nsmap=namespaces)


def add(parent: etree._Element, tag: str, text: str | None = None, **attributes: str) -> etree._Element:
    """Add an element below `parent`, and return it. `tag` has the prefix that the root gave its namespace.

    Of `text` and `attributes` only what XML 1.0 can hold is kept. An attribute without a value is left out.
    """
    element = etree.SubElement(parent, _name(tag, parent.nsmap), _clean(attributes))
    if text:
        element.text = normalise(text)
    return element


def set_language(element: etree._Element, language: str) -> None:
    """Say in which language the words below `element` are."""
    element.set(f"{{{XML}}}lang", normalise(language))


def write(element: etree._Element) -> bytes:
    """Return the document that begins with `element`, in UTF-8."""
    return etree.tostring(element, encoding="utf-8", xml_declaration=True)


def date_time(at: datetime) -> str:
    """Return `at` as RFC 3339 writes it, to the second: `2026-11-20T08:30:00Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _name(tag: str, namespaces: dict[str | None, str]) -> str:
    prefix, _, name = tag.rpartition(":")
    namespace = namespaces.get(prefix or None)
    return f"{{{namespace}}}{name}" if namespace else name


def _clean(attributes: dict[str, str]) -> dict[str, str]:
    return {name: normalise(value) for name, value in attributes.items() if value}
