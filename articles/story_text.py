"""The text of a story as its page shows it: the stored body with each node drawn by its template."""

import itertools
import re
from html import escape, unescape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles import languages, references
from articles.body import embeds, figures
from articles.languages import Language
from articles.pictures import picture

# what may stand before the first paragraph of a story; no block runs past its end, so that there is one way to read it
OPENING = re.compile(
    r"(?:<(figure|section|aside|h2|h3)\b(?:(?!</\1>).)*</\1>|<hr>)*<p>",
    re.DOTALL,
)
NODE = re.compile(
    r'<section data-gallery="">(?P<gallery>.*?)</section>'
    r"|<figure(?P<figure>(?:\s[\w-]+=\"[^\"]*\")*)><figcaption>(?P<caption>.*?)</figcaption></figure>"
    r'|<aside data-story="(?P<story>[0-9]+)"></aside>'
    r'|<aside data-facts="">(?:<h3>(?P<title>.*?)</h3>)?(?P<facts>.*?)</aside>',
    re.DOTALL,
)


class Renderer:
    """Draws the nodes of one body, in their order; `foreign` is its language, if that is not the site's."""

    def __init__(self, document: dict, targets: dict[int, references.Target], foreign: Language | None = None) -> None:
        self.language = foreign or languages.of("")
        self.ours = foreign and languages.of("")  # said of our own words among those of another language
        self.uses = iter(document["photos"])
        self.targets = targets
        self.numbers = itertools.count(1)

    def put(self, match: re.Match) -> str:
        if match["gallery"] is not None:
            uses = itertools.islice(self.uses, len(figures.find(match["gallery"])))
            # its rows give each photo its place; a layout of its own is for one that stands alone
            pictures = [picture(use | {"layout": ""}, "gallery") for use in uses]
            return render_to_string("_gallery.html", {"pictures": pictures}) if pictures else ""
        if match["story"]:
            return self._related(int(match["story"]))
        if match["facts"] is not None:
            title, text = unescape(match["title"] or ""), mark_safe(match["facts"])  # noqa: S308 (cleaned)
            return render_to_string("_facts.html", {"title": title, "text": text, "number": next(self.numbers)})
        if 'data-embed="' in match["figure"]:
            return self.embed(match)
        use = next(self.uses, None)
        return render_to_string("_figure.html", {"picture": picture(use, use["layout"])}) if use else ""

    def embed(self, match: re.Match) -> str:
        """Return something of another site, or its caption alone where the site is not on the list any more."""
        [embed] = embeds.find(match[0]) or [None]
        if embed is None:  # a server that was on the list when this went out
            return f"<p>{match['caption']}</p>" if match["caption"] else ""
        facts = {"embed": embed, "caption": unescape(match["caption"]), "number": next(self.numbers), "ours": self.ours}
        return render_to_string("_embed.html", facts)

    def _related(self, key: int) -> str:
        target = self.targets.get(key)
        if target is None:
            return ""
        lead = target.lead and picture(target.lead, "thumb")
        other = target.language if target.language != self.language else None
        facts = {"story": target, "picture": lead, "ours": self.ours, "other": other}
        return render_to_string("_related.html", facts)


def body_html(
    document: dict,
    targets: dict[int, references.Target] | None = None,
    *,
    draw: type[Renderer] = Renderer,
    foreign: Language | None = None,
) -> SafeString:
    """Return the body with its dateline, its nodes and its links in place. Safe: it passed the allow-list.

    `targets` are the stories of ours that it may name. Where none are given they are looked up: one query if the body
    names any. `draw` makes the nodes. `foreign` is the language of the story, if that is not the site's.
    """
    body = document["body"]
    if targets is None:
        targets = references.visible(references.keys(body))
    body = _with_dateline(references.link(body, targets), document["dateline"])
    html = NODE.sub(draw(document, targets, foreign).put, body)
    tables = itertools.count(1)
    # a wide table scrolls by itself, and not the page
    html = re.sub(
        "<table>",
        lambda match: _table(next(tables)),
        html,
    )
    return mark_safe(html.replace("</table>", "</table></div>"))  # noqa: S308 (cleaned by articles.body.clean)


def _table(number: int) -> str:
    label = escape(_("Table %(number)s") % {"number": number})
    return f'<div class="table" tabindex="0" role="region" aria-label="{label}"><table>'


def _with_dateline(body: str, dateline: str) -> str:
    if not dateline:
        return body
    place = f'<span class="dateline">{escape(dateline)}</span>'
    if opening := OPENING.match(body):
        return f"{opening[0]}{place} — {body[opening.end() :]}"
    return f"<p>{place}</p>{body}"
