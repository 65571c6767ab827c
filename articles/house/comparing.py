"""What changed between two versions of a page of the house."""

from collections.abc import Callable

from articles.compare import Difference, marked_text, marked_words
from articles.models.house import Said

# field, label, and the words that are compared
LINES: tuple[tuple[str, str, Callable[[Said], str]], ...] = (
    ("title", "Title", lambda said: said.title),
    ("summary", "Summary", lambda said: said.summary),
    ("role", "Role", lambda said: said.get_role_display() if said.role else ""),
    ("in_footer", "In the footer", lambda said: "Yes" if said.in_footer else "No"),
    ("position", "Place in the footer", lambda said: str(said.position)),
)


def differences(old: Said, new: Said) -> list[Difference]:
    """Return what differs between `old` and `new`, the text last; empty when nothing does."""
    found = [
        Difference(field, label, marked_words(text(old), text(new)))
        for field, label, text in LINES
        if text(old) != text(new)
    ]
    if old.body != new.body:
        found.append(Difference("body", "Text", marked_text(old.body, new.body)))
    return found
