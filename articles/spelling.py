"""Names that are spelled two ways: Lindqvist and Lindquist, Müller and Muller."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator

SHORTEST = 5  # letters; shorter names are too often a letter apart
MOST_NAMES = 5_000
MOST_ALIKE = 12  # spellings that are compared with each other: no name has more
# every noun has a capital there, and an umlaut makes its plural
CAPITAL_NOUNS = frozenset({"de", "lb"})
POSSESSIVE = re.compile(r"['’]s?$")


def without_possessive(word: str) -> str:
    """Return `word` without the `’s` or `’` at its end."""
    return POSSESSIVE.sub("", word)


def pairs(names: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the spellings of what seems one name, the rarer first; `names` says how often each stands there.

    Two spellings are alike when they differ by one letter, by two that changed places, or by accents alone. A letter
    more at the end makes a plural, an adjective or another gender of most names, and is no other spelling, unless it
    doubles the last one (Johan, Johann). Names are compared with those alone that share what is left of them without
    one letter, so this takes time in proportion to their number.
    """
    alike: dict[str, list[str]] = defaultdict(list)
    for name in list(names)[:MOST_NAMES]:
        for key in _keys(name):
            alike[key].append(name)
    seen = set()
    for found in alike.values():
        for number, one in enumerate(found[:MOST_ALIKE]):
            for other in found[number + 1 : MOST_ALIKE]:
                rare, usual = sorted((one, other), key=lambda name: (names[name], name))
                if (rare, usual) not in seen and are_alike(one, other):
                    seen.add((rare, usual))
                    yield rare, usual


def _keys(name: str) -> set[str]:
    plain = name.casefold()
    return {plain, _bare(plain), *(plain[:at] + plain[at + 1 :] for at in range(len(plain)))}


def _bare(text: str) -> str:
    """Return `text` without accents."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def are_alike(one: str, other: str) -> bool:
    """Return whether the two are spellings of one name, as `pairs` says."""
    one, other = sorted((one.casefold(), other.casefold()), key=len)
    if one == other:
        return False
    if _bare(one) == _bare(other):
        return True
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, other_rest = one[start:], other[start:]
    if len(one) == len(other):
        swapped = rest[1::-1] + rest[2:]
        return start > 0 and (rest[1:] == other_rest[1:] or swapped == other_rest)
    if len(other) - len(one) != 1 or rest != other_rest[1:]:
        return False
    return bool(rest) or other[-1] == one[-1]
