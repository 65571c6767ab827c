"""How the newsroom says no: with a sentence that an editor can act on."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Want:
    """One thing that is missing: in which field (`headline`, `lead`, `photos-2`), what to do, and in which words."""

    field: str
    sentence: str
    words: str = ""


class Refused(Exception):
    """A step that may not be taken now, or a file that is not let in: `sentence` says why, and what to do.

    `wants` lists what the gate misses, where that is why.
    """

    def __init__(self, sentence: str, wants: list[Want] | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.wants = wants or []


class Stale(Refused):
    """Somebody else saved the story meanwhile."""
