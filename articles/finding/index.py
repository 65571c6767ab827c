"""What is found, written when an edition is made and forgotten when readers will not see it again.

The columns of a row hold words with a space before and after each:

    body   text | headline | short headline | kicker | standfirst | topics, authors, section
           | single characters of scripts without spaces
    head   what it is filtered by | headlines | kicker, topics, authors, section | standfirst | what the text says often

Each word of `head` begins with ↑, so that the index can be asked for the stories that are about a word and not just
hold it. What a story is filtered by are words too, which no text can hold: § and the key of its section, ¶ and that of
an author, † and that of a topic; • stands in every story.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime

from django.apps import apps as registry
from django.apps.registry import Apps
from django.db import transaction
from django.db.models import F, Q

from articles.body import lines
from articles.finding import words
from articles.finding.store import BORDER
from authors import clock

ABOUT, ALL, SECTION, AUTHOR, TOPIC = "↑•§¶†"
OFTEN = 3  # times that a text says a word which it is about
LARGEST = 500_000  # bytes of words of one story; PostgreSQL takes no more than a megabyte
MOST_OFTEN = 60
BATCH = 500
NUMBERS = 29  # bits of a place that tell editions of the same second apart
SHORTEST_WORD, LONGEST_WORD = 4, 24  # letters of a word that is worth mending


def place_of(at: datetime, edition: int = 0) -> int:
    """Return the key of an edition that first went out `at`: ordered by the second, then by the edition's key."""
    return (int(at.timestamp()) << NUMBERS) + edition % (1 << NUMBERS)


def second_of(place: int) -> datetime:
    """Return when the edition at `place` first went out, but for a fraction of a second."""
    return datetime.fromtimestamp(place >> NUMBERS, UTC)


def write(editions: Iterable, apps: Apps = registry) -> None:
    """Write what is found of `editions`, whose authors and topics are known, and forget what they take the place of."""
    editions = list(editions)
    forget({edition.article_id for edition in editions}, apps)
    model = apps.get_model("articles", "SearchText")
    rows = [model(place=_place(edition), edition_id=edition.pk, **columns(edition)) for edition in editions]
    model.objects.bulk_create(rows)
    pairs = zip(editions, rows, strict=True)
    _learn_words({word for edition, row in pairs for word in _vocabulary(edition.document, row.text)}, apps)
    _learn_names(editions, apps)


def forget(articles: Collection[int], apps: Apps = registry) -> None:
    """Forget those editions of the stories with these keys that readers will not see again.

    They would not be found anyway; but a search looks at so many rows and no more, and it should look at others.
    """
    text = apps.get_model("articles", "SearchText")
    text.objects.filter(_is_over("edition__"), edition__article__in=articles).delete()


def fill(apps: Apps = registry, *, anew: bool = False) -> Iterator[int]:
    """Write the rows of all editions that may be visible now or later; yields how many are done after each batch.

    With `anew` also of those that have one, for words that are made by other rules now. What was done when it was
    broken off is done.
    """
    edition, text = (apps.get_model("articles", name) for name in ("Edition", "SearchText"))
    text.objects.filter(_is_over("edition__")).delete()
    wanted = edition.objects.exclude(_is_over()).order_by("pk")
    if not anew:
        wanted = wanted.filter(search=None)
    done = last = 0
    while batch := list(wanted.filter(pk__gt=last)[:BATCH]):
        with transaction.atomic():  # each on its own: publications need not wait for all
            text.objects.filter(edition__in=batch).delete()
            write(batch, apps)
        done, last = done + len(batch), batch[-1].pk
        yield done


def columns(edition) -> dict[str, str]:
    """Return what is found of `edition`, by the columns of its row but for the keys."""
    document = edition.document
    text = read(document)
    labels = [document["kicker"], *_names(document)]
    headlines = [document["headline"], document["short_headline"]]
    fields = [*headlines, document["kicker"], document["standfirst"], " ".join(_names(document))]
    held, lengths = words.keys(text), 0
    for count, word in enumerate(held):
        lengths += len(word.encode()) + 1
        if lengths > LARGEST:
            held = held[:count]
            break
    singles = words.characters(" ".join([*fields, text[:LARGEST]]))[:5_000]
    counted = Counter(word for word in held if len(word) > 1).most_common(MOST_OFTEN)
    about = [words.keys("\n".join(headlines)), words.keys(" ".join(labels)), words.keys(document["standfirst"])]
    about.append([word for word, times in counted if times >= OFTEN])
    return {
        "text": text,
        "body": _line([held, *map(words.keys, fields), singles]),
        "head": _line([filters(edition), *([ABOUT + word for word in block] for block in about)]),
        "title": _line([[word for word in _wholes("\n".join(headlines)) if word]]),
    }


def read(document: dict) -> str:
    """Return what is read in the story but for its head: the lines of its text, then its captions."""
    uses = [*([document["lead"]] if document["lead"] else []), *document["photos"]]
    captions = [use["caption"] for use in uses if use["caption"]]
    return "\n".join([*(line.text for line in lines.read(document["body"])), *captions])


def filters(edition) -> list[str]:
    """Return the words by which `edition` is filtered."""
    document = edition.document
    return [
        ALL,
        f"{SECTION}{edition.section_id}",
        *dict.fromkeys(f"{AUTHOR}{row['author']}" for row in document["bylines"]),
        *(f"{TOPIC}{topic['id']}" for topic in document["topics"]),
    ]


def grams_of(word: str) -> set[str]:
    """Return the neighbouring letters of `word`, three by three, its ends marked by spaces."""
    marked = f"  {word} "
    return {marked[at : at + 3] for at in range(len(marked) - 2)}


def _is_over(prefix: str = "") -> Q:
    """Return what is true of editions whose interval has ended, or never will have begun."""
    until = f"{prefix}visible_until"
    return Q(**{f"{until}__lte": clock.now()}) | Q(**{f"{until}__lte": F(f"{prefix}visible_from")})


def _place(edition) -> int:
    return place_of(edition.first_published_at, edition.pk)


def _names(document: dict) -> list[str]:
    section = [document["section"]["name"]] if document["section"] else []
    authors = dict.fromkeys(row["name"] for row in document["bylines"])
    return [*(topic["name"] for topic in document["topics"]), *authors, *section]


def _line(blocks: list[list[str]]) -> str:
    return f" {f' {BORDER} '.join(' '.join(block) for block in blocks)} ".replace("  ", " ")


def _wholes(text: str) -> list[str]:
    return [words.whole(text[start:end]) for start, end in words.spans(text)]


def _vocabulary(document: dict, text: str) -> set[str]:
    fields = (document[name] for name in ("headline", "short_headline", "kicker", "standfirst"))
    return {word for word in _wholes("\n".join([*fields, *_names(document), text])) if is_worth_mending(word)}


def is_worth_mending(word: str) -> bool:
    """Return whether `word` is one that may be misspelt, or meant by a misspelt one."""
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD and word.isalpha() and not words.is_unspaced(word)


def _learn_words(found: set[str], apps: Apps) -> None:
    """Keep the words that are new, with their grams.

    In alphabetical order: of two publications that learn the same words, one waits for the other and not both.
    """
    word, gram = (apps.get_model("articles", name) for name in ("SearchWord", "SearchGram"))
    new = sorted(found - set(_in_batches(word, found)))
    if not new:
        return
    word.objects.bulk_create([word(word=each) for each in new], ignore_conflicts=True, batch_size=BATCH)
    gram.objects.bulk_create(
        (
            gram(gram=each, length=len(row), word_id=key)
            for row, key in sorted(_in_batches(word, new).items())
            for each in sorted(grams_of(row))
        ),
        ignore_conflicts=True,
        batch_size=BATCH,
    )


def _in_batches(word, wanted: Iterable[str]) -> dict[str, int]:
    """Return the keys of the words among `wanted` that are known."""
    wanted, known = sorted(wanted), {}
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        known |= dict(word.objects.filter(word__in=batch).values_list("word", "pk"))
    return known


def _learn_names(editions: list, apps: Apps) -> None:
    """Keep the words of the names that the editions' authors and topics have today, as suggestions show them."""
    name = apps.get_model("articles", "SearchName")
    for kind, related in (("author", "EditionAuthor"), ("topic", "EditionTopic")):
        rows = apps.get_model("articles", related).objects.filter(edition__in=editions)
        names = dict(rows.values_list(kind, f"{kind}__name"))
        wanted = {(key, word) for key, text in names.items() for word in _wholes(text) if word}
        known = set(name.objects.filter(kind=kind, key__in=names).values_list("key", "word"))
        name.objects.bulk_create(
            (name(kind=kind, key=key, word=word) for key, word in sorted(wanted - known)), ignore_conflicts=True
        )
