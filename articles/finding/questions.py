"""What a reader asks for, read out of an address. Whatever stands there, it becomes a question that has an answer."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, Model, OuterRef
from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from articles.finding import index, words
from articles.finding.store import FIRST, LAST
from articles.models import Edition, Section
from articles.tags import Tag
from authors import clock
from authors.models import Author
from authors.text import normalise_line

LONGEST = 400  # characters of a question that are read
MOST = 12  # words of it that are looked for
BEST, NEWEST = "best", "newest"
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂「」『』", '"'))
FIELDS = ("q", "section", "author", "topic", "from", "until", "order", "page", "before")
ECHOED = 40  # characters of what was not understood that are said again
NOBODY = {
    Author: gettext_lazy("There is no writer “%(name)s”: the stories of all were searched."),
    Tag: gettext_lazy("There is no topic “%(name)s”: the stories of all were searched."),
}


@dataclass(frozen=True)
class Word:
    """A word as it was typed, and as it is looked for."""

    typed: str
    key: str


@dataclass(frozen=True)
class Question:
    """What is asked, as far as it was understood; `problems` says in sentences what was not."""

    text: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()  # keys that stand one after the other
    said: tuple[str, ...] = ()  # the words and phrases as they were typed
    section: Section | None = None
    author: Author | None = None
    topic: Tag | None = None
    since: date | None = None
    until: date | None = None
    order: str = BEST
    page: int = 1  # of what is ranked
    before: int | None = None  # a place: what went out before it is looked at
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        return not self.words and not self.is_filtered

    @property
    def is_filtered(self) -> bool:
        return any([self.section, self.author, self.topic, self.since, self.until])

    @property
    def is_by_time(self) -> bool:
        return self.order == NEWEST or not self.words

    @property
    def keys(self) -> list[str]:
        return list(dict.fromkeys(word.key for word in self.words))

    @property
    def filters(self) -> list[str]:
        chosen = ((index.SECTION, self.section), (index.AUTHOR, self.author), (index.TOPIC, self.topic))
        return [index.ALL, *(f"{sign}{row.pk}" for sign, row in chosen if row)]

    def span(self, now: datetime) -> tuple[int, int]:
        """Between which places the stories lie that went out on the days asked for, and not later than `now`."""
        low = _place_of_day(self.since) if self.since else FIRST
        high = index.place_of(now + timedelta(seconds=1))
        if self.until and self.until < date.max:
            high = min(high, _place_of_day(self.until + timedelta(days=1)))
        if self.before is not None:
            high = min(high, self.before)
        return low, high - 1

    def address(self, **changes) -> str:
        """Return the query of the address that asks this, with `changes`, from its first page on."""
        asked = replace(self, **{"page": 1, "before": None} | changes)
        facts = {
            "q": asked.text,
            "section": asked.section and asked.section.slug,
            "author": asked.author and asked.author.slug,
            "topic": asked.topic and asked.topic.slug,
            "from": asked.since and asked.since.isoformat(),
            "until": asked.until and asked.until.isoformat(),
            "order": asked.order if asked.order != BEST else "",
            "page": asked.page if asked.page > 1 else "",
            "before": asked.before,
        }
        return "?" + urlencode({name: value for name, value in facts.items() if value not in ("", None)})

    def without_filters(self) -> "Question":
        return Question(text=self.text, words=self.words, phrases=self.phrases, said=self.said, order=self.order)


def read(asked: QueryDict, sections: Iterable[Section]) -> Question:
    """Return the question of an address: no query, and one more for each author or topic that is named.

    Raises Http404 for a page that cannot be.
    """
    problems: list[str] = []
    given = {name: normalise_line(asked.get(name, "")[: 4 * LONGEST]) for name in FIELDS}
    text = given["q"][:LONGEST]
    found, phrases, said = _words(text)
    kept = found[:MOST]
    if len(found) > MOST:
        sentence = ngettext(
            "Only the first %(count)d word was looked for.", "Only the first %(count)d words were looked for.", MOST
        )
        problems.append(sentence % {"count": MOST})
    elif len(given["q"]) > LONGEST:
        sentence = ngettext(
            "Only the first %(count)d character was read.", "Only the first %(count)d characters were read.", LONGEST
        )
        problems.append(sentence % {"count": LONGEST})
    since, until = (_day(given[name], problems) for name in ("from", "until"))
    if since and until and since > until:
        since, until = until, since
        problems.append(_("The days stood the wrong way round, and were swapped."))
    question = Question(
        text=text,
        words=tuple(kept),
        phrases=tuple(phrase for phrase in phrases if set(phrase) <= {word.key for word in kept}),
        said=tuple(said[:MOST]),
        section=_section(given["section"], sections, problems),
        author=_carried(Author, "editionauthor__author", given["author"], problems),
        topic=_carried(Tag, "editiontopic__topic", given["topic"], problems),
        since=since,
        until=until,
        order=_order(given["order"], problems),
        page=_number(given["page"], 3) or 1,
        before=_number(given["before"], 19, LAST),
        problems=tuple(problems),
    )
    return replace(question, page=1) if question.is_by_time else question


def unquoted(text: str) -> str:
    """Return `text` without what makes a phrase of its words."""
    return normalise_line(text.translate(QUOTES).replace('"', " "))


def _words(text: str) -> tuple[list[Word], list[tuple[str, ...]], list[str]]:
    """Return the words of `text`, each once; which of them stand one after the other; and both as they were typed.

    One after the other stand those between quotation marks, and those of a script that sets no spaces between them.
    """
    parts = text.translate(QUOTES).split('"')
    found: dict[str, Word] = {}
    phrases, said = [], []
    for number, part in enumerate(parts):
        spans = list(words.spans(part))
        is_quoted = number % 2 == 1 and number < len(parts) - 1
        for run in [spans] if is_quoted and spans else _runs(spans):
            row = [Word(part[start:end], words.key(part[start:end])) for start, end in run]
            for word in row:
                found.setdefault(word.key, word)
            typed = part[run[0][0] : run[-1][1]]
            if is_quoted and len(row) > 1:
                typed = pgettext("a phrase that was looked for", "“%(phrase)s”") % {"phrase": typed}
            said.append(typed)
            if len(row) > 1:
                phrases.append(tuple(word.key for word in row))
    found.pop(words.NOTHING, None)
    return list(found.values()), phrases, list(dict.fromkeys(said))


def _runs(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the words together that overlap: 東京都 is asked for as 東京 followed by 京都."""
    runs: list[list[tuple[int, int]]] = []
    for start, end in spans:
        if runs and start < runs[-1][-1][1]:
            runs[-1].append((start, end))
        else:
            runs.append([(start, end)])
    return runs


def _section(slug: str, sections: Iterable[Section], problems: list[str]) -> Section | None:
    found = next((section for section in sections if section.slug == slug), None)
    if slug and found is None:
        problems.append(_("There is no section “%(name)s”: all sections were searched.") % {"name": _echo(slug)})
    return found


def _carried(model: type[Model], relation: str, slug: str, problems: list[str]) -> Model | None:
    """Return the author or topic with this slug, if a visible story carries it: another is nobody's business yet."""
    if not slug:
        return None
    visible = Edition.objects.visible(clock.now()).filter(**{relation: OuterRef("pk")})
    found = model.objects.filter(Exists(visible), slug=slug).first()
    if found is None:
        problems.append(NOBODY[model] % {"name": _echo(slug)})
    return found


def _day(text: str, problems: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(_("“%(text)s” is no day. Write it like 2026-03-31; it was left out.") % {"text": _echo(text)})
        return None


def _order(text: str, problems: list[str]) -> str:
    if text in ("", BEST, NEWEST):
        return text or BEST
    sentence = _("Stories are in the order “%(best)s” or “%(newest)s”; there is no “%(text)s”.")
    problems.append(sentence % {"best": BEST, "newest": NEWEST, "text": _echo(text)})
    return BEST


def _number(text: str, digits: int, most: int | None = None) -> int | None:
    if not text:
        return None
    bare = text.removeprefix("-") if most else text
    if not (bare.isascii() and bare.isdecimal() and len(bare) <= digits) or (most and abs(int(text)) > most):
        raise Http404("No page begins there.")
    return int(text)


def _echo(text: str) -> str:
    return text if len(text) <= ECHOED else f"{text[:ECHOED]}…"


def _place_of_day(day: date) -> int:
    """Return the first place of a day in the newsroom's time."""
    midnight = datetime.combine(day, time.min, timezone.get_current_timezone())
    return max(FIRST, min(LAST, index.place_of(midnight)))
