"""Any HTML, before the cleaner reads it: enough of HTML's own rules to know what stands in what.

Nothing here makes HTML safe, which is the cleaner's part. It is spared what would cost it time, or a story its words.
"""

import re
from functools import lru_cache

import nh3

COMMENT = r"<!--(?:-?>|.*?(?:--!?>|\Z))"
RAW_TEXTS = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext")
RAW_TEXT = rf"<(?P<raw>{'|'.join(RAW_TEXTS)})\b.*?(?:</(?P=raw)|\Z)"
TAG = r"<(?P<end>/?)(?P<tag>[a-z][^\s/>]*)(?:=\s*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z))|[^>])*(?:>|\Z)"
MARKUP = re.compile(f"{COMMENT}|{RAW_TEXT}|{TAG}", re.IGNORECASE | re.DOTALL)
IN_DRAWING = re.compile(f"{COMMENT}|{TAG}", re.IGNORECASE | re.DOTALL)  # nothing there is raw text
# those that are closed by another of their kind, or hold nothing, and so never stand in one another
FLAT = frozenset(
    "a b big body br code col dd dt em embed font h1 h2 h3 h4 h5 h6 head hr html i img input li link meta nobr option p"
    " s small source strike strong tbody td tfoot th thead tr track tt u wbr".split()
)
TOO_DEEP = 200

ROOTS = frozenset({"svg", "math"})
# what ends an open drawing or formula: https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign
BREAKS_OUT = frozenset(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta"
    " nobr ol p pre ruby s small span strong strike sub sup table tt u ul var".split()
)
INLAY = "foreignobject"  # where a drawing holds HTML of its own
NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")
BARE = nh3.Cleaner(tags=set())
NOTHING = "<!---->"  # unlike no characters at all, it makes no other tag of what stands around it


def shallow(html: str) -> str:
    """Return any HTML without the tags of elements that stand deeper than anybody writes.

    The time that the cleaner takes grows with the square of the depth.
    """
    above: list[str] = []
    cut: dict[str, int] = {}

    def keep(match: re.Match) -> str:
        tag = (match["tag"] or "").lower()
        if not tag or tag in FLAT:
            return match[0]
        if not match["end"]:
            if len(above) < TOO_DEEP:
                above.append(tag)
                return match[0]
            cut[tag] = cut.get(tag, 0) + 1
            return " "
        if cut.get(tag):
            cut[tag] -= 1
            return " "
        if above and above[-1] == tag:
            above.pop()
        return match[0]

    return MARKUP.sub(keep, html) if html.count("<") > TOO_DEEP else html


def worded(html: str) -> str:
    """Return any HTML without drawings and formulas, and without tags that would take words along.

    A drawing or formula is what stands between `<svg>` or `<math>` and its end. Where HTML goes on before that, or no
    end comes at all, the words stay; and so do those of `<g>`, `<mn>` and the like that stand in neither.
    """
    return Reading().of(html)


class Reading:
    """One reading of HTML that leaves out drawings and formulas."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.roots: list[str] = []  # the drawings and formulas that are open, in one another
        self.begun = 0  # where in `parts` the outermost of them began
        self.inlays = 0

    def of(self, html: str) -> str:
        at = 0
        while match := (IN_DRAWING if self.roots else MARKUP).search(html, at):
            self.parts.append(html[at : match.start()])
            at = match.end()
            tag = (match["tag"] or "").lower()
            if tag and match["end"]:
                self._end(tag)
            elif tag:
                self._start(tag, is_closed=match[0].endswith("/>"))
            self.parts.append(match[0] if self._is_kept(tag) else NOTHING)
        return "".join([*self.parts, html[at:]])

    def _start(self, tag: str, *, is_closed: bool) -> None:
        if tag in BREAKS_OUT and not self.inlays:
            self.roots.clear()
        if is_closed:
            return
        if tag in ROOTS and len(self.roots) < TOO_DEEP:
            if not self.roots:
                self.begun, self.inlays = len(self.parts), 0
            self.roots.append(tag)
        self.inlays += tag == INLAY

    def _end(self, tag: str) -> None:
        if tag in self.roots:
            while self.roots.pop() != tag:
                pass
            if not self.roots:
                del self.parts[self.begun :]
                self.inlays = 0
        elif tag in {"p", "br"} and not self.inlays:
            self.roots.clear()
        elif tag == INLAY and self.inlays:
            self.inlays -= 1

    def _is_kept(self, tag: str) -> bool:
        return tag not in ROOTS and not takes_words(tag) and not (self.roots and tag in RAW_TEXTS)


@lru_cache(maxsize=1_000)
def takes_words(tag: str) -> bool:
    """Return whether the cleaner drops an element of this name with its words, and not the tags alone."""
    return bool(NAME.fullmatch(tag)) and tag not in RAW_TEXTS and not BARE.clean(f"<{tag}>a</{tag}>")
