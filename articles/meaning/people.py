"""People, as schema.org's Person."""

from articles.meaning import publisher
from articles.meaning.door import absolute, web
from articles.page import Person


def node(person: Person, *, name: str = "") -> dict:
    """Return `person`, called `name` where they once stood above a story under another."""
    organisation = person.organisation and {"@type": "Organization", "name": person.organisation}
    return {
        "@type": "Person",
        "@id": absolute(f"{person.url}#person"),
        "name": name or person.name,
        "url": absolute(person.url),
        "jobTitle": person.role,
        # the one field is for where somebody works, if not here
        "worksFor": organisation or publisher.reference(),
        "description": " ".join(person.paragraphs[:1]),
        "image": person.portrait and absolute(person.portrait.src),
        "sameAs": [address for link in person.links if (address := web(link["url"]))],
    }


def named(name: str, address: str = "") -> dict:
    """Return somebody of whom no more is known."""
    return {"@type": "Person", "name": name, "url": absolute(address)}
