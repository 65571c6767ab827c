"""Who made a story, as its page says it: the byline, who else worked on it, and the agencies; in sentences."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from articles.languages import joined
from articles.models import Byline, Contribution

# what is said of those below the byline, by role
FURTHER = {
    Byline.Role.REPORTING: _("Additional reporting by %(names)s"),
    Byline.Role.PHOTOGRAPHS: _("Photographs by %(names)s"),
    Byline.Role.TRANSLATION: _("Translation by %(names)s"),
    Byline.Role.GRAPHICS: _("Graphics by %(names)s"),
}
# of one agency, and of several
GAVE = {
    Contribution.How.CONTRIBUTED: ngettext_lazy(
        "%(agencies)s contributed to this report.", "%(agencies)s contributed to this report.", "count"
    ),
    Contribution.How.REPORTED: ngettext_lazy(
        "%(agencies)s reported this story.", "%(agencies)s reported this story.", "count"
    ),
    Contribution.How.MATERIAL: ngettext_lazy(
        "%(agencies)s provided material.", "%(agencies)s provided material.", "count"
    ),
}


@dataclass(frozen=True)
class Piece:
    """A run of text of a byline, with the address it leads to, or none."""

    text: str
    url: str = ""


def byline(document: dict) -> list[Piece]:
    """Return the byline, in pieces: the sentence of its own with the names linked, or the list of names."""
    rows = document["bylines"]
    sentence = document["byline_sentence"]
    if not sentence:
        return _names([row for row in rows if row["role"] == Byline.Role.BY])
    pieces = [Piece(sentence)]
    for row in sorted(rows, key=lambda row: -len(row["name"])):
        split = []
        for piece in pieces:
            if piece.url:
                split.append(piece)
                continue
            before, name, after = piece.text.partition(row["name"])
            split += [Piece(before), *([Piece(name, _author_url(row)), Piece(after)] if name else [])]
        pieces = [piece for piece in split if piece.text]
    return pieces


def agency_line(document: dict) -> str:
    """Return the agencies' sentences: `The MPA and Northline contributed to this report.`"""
    sentences = []
    for how in Contribution.How:
        names = [row["name"] for row in document["agencies"] if row["how"] == how]
        if names:
            sentence = GAVE[how] % {"agencies": joined(names), "count": len(names)}
            sentences.append(sentence[0].upper() + sentence[1:])
    return " ".join(sentences)


def further(document: dict) -> list[list[Piece]]:
    """Return a sentence for each role below the byline, in pieces: `Additional reporting by Tomas Okoro`."""
    return [
        _names(rows, sentence)
        for role, sentence in FURTHER.items()
        if (rows := [row for row in document["bylines"] if row["role"] == role])
    ]


def _names(rows: list[dict], sentence: str = "%(names)s") -> list[Piece]:
    """Return `sentence` with the names of these rows, linked: wherever a language puts them in it."""
    places = joined([f"\0{number}\0" for number in range(len(rows))])
    parts = (sentence % {"names": places}).split("\0")
    pieces = [
        Piece(rows[int(part)]["name"], _author_url(rows[int(part)])) if number % 2 else Piece(part)
        for number, part in enumerate(parts)
    ]
    return [piece for piece in pieces if piece.text]


def _author_url(row: dict) -> str:
    return reverse("author", args=[row["slug"]])
