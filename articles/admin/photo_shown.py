"""What readers see of a photo, story by story, beside what it is in the library; and every story that uses it."""

from collections.abc import Iterable
from dataclasses import dataclass

from articles import rights
from articles.models import Article, Caption, Edition, Photo
from articles.photos import amendments, credits, uses
from articles.photos.amendments import Change
from articles.photos.uses import Out
from articles.standing import standings
from authors import clock

NAMED = 12  # stories named on a photo's page
FILES = "Files’ facts"


@dataclass(frozen=True)
class Fact:
    """One fact of a photo as a story shows it, and as it is `here`, in the library; empty where that is the same."""

    label: str
    there: str
    here: str = ""
    is_own: bool = False  # words of the story, which the library does not touch


@dataclass(frozen=True)
class Version:
    """An edition that shows the photo, or will: where, and with which facts."""

    out: Out
    places: list[tuple[str, list[Fact]]]
    differs: bool

    @property
    def headline(self) -> str:
        return self.out.edition.card["headline"]


@dataclass(frozen=True)
class Shown:
    """A story that shows the photo, or will, in each of its `versions`; and what the reader of this page may do."""

    story: Article
    versions: list[Version]
    may_read: bool
    may_amend: bool
    chosen: bool = False

    @property
    def headline(self) -> str:
        return self.versions[0].headline

    @property
    def live(self) -> Version | None:
        """What readers see of it; None where they see nothing of it before its hour."""
        return next((version for version in self.versions if not version.out.scheduled), None)

    @property
    def differs(self) -> bool:
        return any(version.differs for version in self.versions)

    @property
    def labels(self) -> list[str]:
        """What is not as in the library."""
        facts = (fact for version in self.versions for _, facts in version.places for fact in facts)
        return list(dict.fromkeys(fact.label for fact in facts if fact.here))


def shown(photo: Photo, user) -> list[Shown]:
    """Return the stories that show `photo`, or will, newest first; without what is scheduled and not `user`'s to read.

    What is on the site stands first in each of them.
    """
    change = amendments.as_in_library(photo)
    found: dict[Article, list[Version]] = {}
    for out in uses.out(photo, clock.now()):
        story = out.edition.article
        if not out.scheduled or rights.may(user, "read", story):
            found.setdefault(story, []).append(_compared(out, photo, change))
    return [
        Shown(
            story,
            sorted(versions, key=lambda version: version.out.scheduled),
            may_read=rights.may(user, "read", story),
            may_amend=rights.may(user, "amend", story),
        )
        for story, versions in found.items()
    ]


def words_for(stories: Iterable[Shown]) -> str:
    """Return what `stories` are called for where they stand: published, scheduled, or both."""
    states = {"scheduled" if version.out.scheduled else "published" for each in stories for version in each.versions}
    return " or ".join(sorted(states))


def used_in(photo: Photo, user) -> list[Article]:
    """Return the stories that use `photo`, or ever showed it, newest first, as far as `user` may read them.

    Each has its `standing`, and what its editions say: `shows` (`on the site`, `scheduled`), `showed` where only
    earlier ones did, `in_copy` where the working copy has it.
    """
    now = clock.now()
    copies = Caption.objects.filter(photo=photo).order_by()
    editions = Edition.objects.filter(uses_of_photos__photo=photo).order_by()
    found = Article.objects.filter(pk__in=copies.values("article").union(editions.values("article")))
    stories = list(found.readable_by(user).defer("body").order_by("-changed_at", "-pk")[:NAMED])
    in_copy = set(copies.filter(article__in=stories).values_list("article", flat=True))
    editions = editions.filter(article__in=stories)
    live = set(editions.visible(now).values_list("article", flat=True))
    coming = set(editions.upcoming(now).values_list("article", flat=True))
    earlier = set(editions.went_out(now).values_list("article", flat=True))
    standing = standings(stories, now)
    for story in stories:
        story.standing = standing[story.pk]
        story.in_copy = story.pk in in_copy
        story.shows = [word for word, keys in (("on the site", live), ("scheduled", coming)) if story.pk in keys]
        story.showed = story.pk in earlier and not story.shows
    return stories


def _compared(out: Out, photo: Photo, change: Change) -> Version:
    before, after = out.edition.document, change(out.edition.document)
    pairs = zip(uses.placed(before), uses.placed(after), strict=True)
    places = [(place, _facts(there, here, photo)) for (place, there), (_, here) in pairs if there in out.uses]
    return Version(out, places, differs=before != after)


def _facts(there: dict, here: dict, photo: Photo) -> list[Fact]:
    """Return the facts of one use as it is `there`, with what they become `here`."""
    found = [_fact("Credit", credits.line(there["credit"]), credits.line(here["credit"]))]
    found.append(_fact("Caption", there["caption"], here["caption"], library=" ".join(photo.caption.split())))
    if not there["decorative"]:
        found.append(_fact("Alternative text", there["alt"], here["alt"], library=photo.alt))
    # the files carry the credit too: where that differs, it says enough
    if there["photo"] != here["photo"] and not found[0].here:
        found.append(Fact(FILES, "rights and focal point as they were", "rights and focal point as they are now"))
    return found


def _fact(label: str, there: str, here: str, *, library: str | None = None) -> Fact:
    is_own = there == here and library is not None and there != library
    return Fact(label, there, (here or "none") if here != there else "", is_own)
