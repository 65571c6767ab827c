"""How the newsroom says no: with a sentence that an editor can act on."""

from articles import gate


class Refused(Exception):
    """A step that may not be taken now, or a file that is not let in: `sentence` says why, and what to do.

    `wants` lists what the gate misses, where that is why.
    """

    def __init__(self, sentence: str, wants: list[gate.Want] | None = None):
        super().__init__(sentence)
        self.sentence = sentence
        self.wants = wants or []


class Stale(Refused):
    """Somebody else saved the story meanwhile."""
