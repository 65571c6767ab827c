"""An author's links elsewhere, as they are typed: one on each line, a label and an address."""

from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from authors.addresses import check_address
from authors.text import normalise, normalise_line

MOST = 12
LONGEST_LABEL = 40  # characters


def parse(text: str) -> list[dict[str, str]]:
    """Return the links in `text` as `{"label", "url"}`, in order; a line without a label is called by its host.

    Raises ValidationError, with a sentence for each line that is not right.
    """
    found, problems = [], []
    lines = [line for line in map(normalise_line, normalise(text).split("\n")) if line]
    if len(lines) > MOST:
        raise ValidationError(f"An author has at most {MOST} links; these are {len(lines)}.")
    for number, line in enumerate(lines, start=1):
        label, _, url = line.rpartition(" ")
        try:
            check_address(url)
        except ValidationError:
            problems.append(f"Line {number} does not end in an address such as https://example.org/mara.")
            continue
        label = label.rstrip(":,–—- ") or urlsplit(url).hostname.removeprefix("www.")
        if len(label) > LONGEST_LABEL:
            problems.append(f"The label on line {number} is longer than {LONGEST_LABEL} characters.")
        found.append({"label": label, "url": url})
    if problems:
        raise ValidationError(problems)
    return found


def write(links: list[dict[str, str]]) -> str:
    """Return `links` as `parse` reads them."""
    return "\n".join(f"{link['label']} {link['url']}" for link in links)


class LinksField(forms.CharField):
    """The links of an author in a form, as lines of text."""

    widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})

    def to_python(self, value: object) -> list[dict[str, str]]:
        return parse(super().to_python(value))

    def prepare_value(self, value: object) -> object:
        return write(value) if isinstance(value, list) else value

    def has_changed(self, initial: object, data: str) -> bool:
        return super().has_changed(write(initial or []), normalise(data or ""))

    def run_validators(self, value: object) -> None:
        """Nothing is left to check of what `parse` returned."""
