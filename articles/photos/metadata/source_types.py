"""How a picture came to be: IPTC's Digital Source Type NewsCodes.

The list, with IPTC's names, is the vocabulary http://cv.iptc.org/newscodes/digitalsourcetype/ of September 2024;
what IPTC has retired stays, because files carry it. Those that readers are told of are marked for translation.
"""

from django.utils.translation import gettext_lazy as _

SCHEME = "http://cv.iptc.org/newscodes/digitalsourcetype/"

LABELS = {
    "digitalCapture": "Digital capture sampled from real life",
    "computationalCapture": "Multi-frame computational capture sampled from real life",
    "negativeFilm": "Digitised from a negative on film",
    "positiveFilm": "Digitised from a positive on film",
    "print": "Digitised from a print",
    "humanEdits": "Human-edited media",
    "minorHumanEdits": "Original media with minor human edits",
    "algorithmicallyEnhanced": "Algorithmically altered media",
    "compositeCapture": "Composite of captured elements",
    "composite": "Composite of elements",
    "compositeSynthetic": _("Composite including generative AI elements"),
    "compositeWithTrainedAlgorithmicMedia": _("Edited using generative AI"),
    "trainedAlgorithmicMedia": _("Created using generative AI"),
    "algorithmicMedia": _("Created by an algorithm"),
    "dataDrivenMedia": "Data-driven media",
    "digitalCreation": "Digital creation",
    "digitalArt": "Digital art",
    "softwareImage": "Created by software",
    "virtualRecording": "Virtual event recording",
    "screenCapture": "Screen capture",
}
GENERATED = {
    "trainedAlgorithmicMedia",
    "compositeWithTrainedAlgorithmicMedia",
    "compositeSynthetic",
    "algorithmicMedia",
}
BY_LOWER_CASE = {code.lower(): code for code in LABELS}


def code_of(uri: str) -> str:
    """Return the code that `uri` names, whichever way it is written (URI, “digsrctype:…”, bare); "" for none known."""
    return BY_LOWER_CASE.get(uri.strip().rstrip("/").replace(":", "/").rpartition("/")[2].lower(), "")


def is_generated(code: str) -> bool:
    """Return whether what the picture shows, or a part of it, was made up by a machine."""
    return code in GENERATED
