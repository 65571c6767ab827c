"""What stands on the desk: for each person the lists that are theirs to work on, each a handful of lines.

Every list is read along an index and cut off at once, so that a million stories cost what ten do.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import Exists, OuterRef, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from articles import rights
from articles.languages import joined
from articles.models import Article, Byline, Caption, CreditPart, Edition, Photo, Transition
from articles.photos import ending, renditions
from articles.states import Kind, State
from authors import clock
from authors.models import Author

LINES = 8  # that a panel shows at most
LOOKED_AT = 100  # stories, newest first, whose photos are looked through


@dataclass(frozen=True)
class Line:
    """One thing to work on. `when` is the time that counts in its list: of the last change, or of publication."""

    title: str
    url: str
    kicker: str = ""
    facts: list[str] = field(default_factory=list)
    when: datetime | None = None
    note: str = ""
    note_by: str = ""
    page: str = ""  # the public address, where readers see it
    thumb: str = ""
    is_withdrawn: bool = False  # the photo of the line, which has no thumbnail then


@dataclass(frozen=True)
class Panel:
    """One list of the desk. `kind` says how it looks: `list`, `returned`, `schedule`, `rights` or `photos`."""

    title: str
    lines: list[Line] = field(default_factory=list)
    empty: str = ""  # what is said where there are no lines
    more: str = ""  # the address of the whole list
    kind: str = "list"


def context(user: User | AnonymousUser) -> dict:
    """Return what the desk's template shows `user`."""
    now = clock.now()
    return {
        "panels": panels(user, now),
        "today": timezone.localdate(now),
        "may_write": user.has_perm("articles.add_article"),
        "own_author": Author.objects.filter(account=user).only("name").first(),
    }


def panels(user: User, now: datetime) -> list[Panel]:
    """Return the lists on the desk of `user`, the most pressing first: at most eleven queries."""
    found = _photo_rights(now) if user.has_perm("articles.amend_any") else []
    if user.has_perm("articles.view_article"):
        found += _stories(user)
        found.append(_scheduled(user, now))
    if not user.has_perm("articles.approve_any"):  # who runs the whole paper has enough to read here
        if user.has_perm("articles.change_photo"):
            found += [_wanting_captions(), _latest_photos()]
        if user.has_perm("authors.change_author"):
            found.append(_unfinished_authors())
    return [*found, _just_published(user, now)]


def _stories(user: User) -> list[Panel]:
    """Return the lists of working copies; bylines and notes are fetched once for all of them."""
    everything = reverse("admin:articles_article_changelist")
    stories = Article.objects.select_related("section", "owner", "holder").defer("body").order_by("-changed_at", "-pk")
    lists: list[tuple[Panel, list[Article]]] = []
    if user.has_perm("articles.add_article"):
        drafts = _own_drafts(user, stories)
        returned = [story for story in drafts if story.returned][:LINES]
        if returned:
            lists.append((Panel("Returned to you", kind="returned"), returned))
        panel = Panel(
            "Your drafts", empty="No drafts. A good moment to start something.", more=f"{everything}?mine=yes"
        )
        lists.append((panel, [story for story in drafts if not story.returned][:LINES]))
    if user.has_perm("articles.approve_any"):
        panel = Panel("Waiting for review", empty="Nobody waits for you.", more=f"{everything}?state=in_review")
        lists.append((panel, list(stories.awaiting_review()[:LINES])))
        panel = Panel("Approved and ready", empty="Nothing lies ready to go out.", more=f"{everything}?state=approved")
        lists.append((panel, list(stories.filter(state=State.APPROVED)[:LINES])))
    elif user.has_perm("articles.add_article"):
        handed_in = stories.filter(owner=user, state__in=[State.IN_REVIEW, State.APPROVED])
        panel = Panel("With the desk", empty="The desk has nothing of yours to read.")
        lists.append((panel, list(handed_in[:LINES])))
    shown = [story for _, found in lists for story in found]
    prefetch_related_objects(shown, Prefetch("bylines", Byline.objects.select_related("author")))
    notes = _notes([story.pk for story in shown if story.returned])
    return [
        replace(panel, lines=[_story_line(story, user, notes.get(story.pk)) for story in found])
        for panel, found in lists
    ]


def _own_drafts(user: User, stories) -> list[Article]:
    """Return the drafts that `user` wrote or holds, the returned ones first."""
    drafts = Article.objects.filter(state=State.DRAFT).order_by()
    # as two branches, each reads its own index; as one condition with OR, neither is used
    keys = drafts.filter(owner=user).values("pk").union(drafts.filter(holder=user).values("pk"))
    return list(stories.filter(pk__in=keys).order_by("-returned", "-changed_at", "-pk")[: 2 * LINES])


def _notes(returned: list[int]) -> dict[int, Transition]:
    """Return the last step that returned each of these stories."""
    if not returned:
        return {}
    steps = Transition.objects.filter(article__in=returned, verb="return").select_related("by").order_by("at", "pk")
    return {step.article_id: step for step in steps}


def _story_line(story: Article, user: User, step: Transition | None) -> Line:
    names = [row.author.name for row in story.bylines.all() if row.role == Byline.Role.BY]
    who = f"with {_name(story.holder)}" if story.holder and story.holder != user else ""
    return Line(
        title=str(story),
        url=reverse("admin:articles_article_change", args=[story.pk]),
        kicker=story.kicker,
        facts=_facts(story.section and story.section.name, story.byline_sentence or joined(names), who),
        when=story.changed_at,
        note=step.note if step else "",
        note_by=_name(step.by) if step and step.by else "",
    )


def _scheduled(user: User, now: datetime) -> Panel:
    editions = Edition.objects.upcoming(now).for_list().order_by("visible_from", "pk")
    if not rights.may_read_all(user):
        editions = editions.filter(article__owner=user)
    lines = [_edition_line(edition, user) for edition in editions[:LINES]]
    more = reverse("admin:articles_article_changelist") + "?state=scheduled"
    return Panel("Scheduled", lines, "Nothing is scheduled.", more, kind="schedule")


def _just_published(user: User, now: datetime) -> Panel:
    editions = Edition.objects.visible(now).for_list().select_related("article").defer("article__body")
    lines = [_edition_line(edition, user, live=True) for edition in editions.order_by("-visible_from", "-pk")[:LINES]]
    return Panel("Just published", lines, "Nothing is on the site yet.")


def _edition_line(edition: Edition, user: User, *, live: bool = False) -> Line:
    page = edition.get_absolute_url()
    kind = "" if edition.kind == Kind.FIRST else edition.get_kind_display()
    readable = user.has_perm("articles.view_article") and (not live or _may_read(user, edition.article))
    return Line(
        title=edition.card["headline"],
        url=reverse("admin:articles_article_change", args=[edition.article_id]) if readable else page,
        kicker=edition.card["kicker"],
        facts=_facts(kind, edition.section.name, edition.card["byline"]),
        when=edition.visible_from,
        page=page if live else "",
    )


def _may_read(user: User, story: Article) -> bool:
    return rights.may(user, "read", story)


def _photo_rights(now: datetime) -> list[Panel]:
    """Return the list of photos that are shown beyond their term; none where there are none, which is the rule."""
    lines = [_rights_line(each, now) for each in ending.ending(now)[:LINES]]
    return [Panel("Photo rights", lines, kind="rights")] if lines else []


def _rights_line(each: ending.Ending, now: datetime) -> Line:
    headlines = [f"“{edition.card['headline']}”" for edition in each.editions]
    more = f"and {len(headlines) - 1} more" if len(headlines) > 1 else ""
    return Line(
        title=str(each.photo),
        url=reverse("admin:articles_photo_out", args=[each.photo.pk]),
        facts=_facts(each.told(now), f"in {headlines[0]} {more}".strip()),
        **_picture(each.photo),
    )


def _wanting_captions() -> Panel:
    newest = Article.objects.order_by("-changed_at", "-pk").values("pk")
    open_ = [newest.filter(state=state)[:LOOKED_AT] for state in (State.IN_REVIEW, State.DRAFT)]
    without_credit = ~Exists(CreditPart.objects.filter(photo=OuterRef("photo")))
    wanting = Caption.objects.filter(Q(caption="") | Q(alt="", decorative=False) | without_credit)
    wanting = wanting.filter(Q(article__in=open_[0]) | Q(article__in=open_[1])).order_by("-pk")
    wanting = wanting.select_related("article", "photo").defer("article__body").annotate(uncredited=without_credit)
    return Panel(
        "Photos that want words", [_caption_line(use) for use in wanting[:LINES]], "Every photo has its words."
    )


def _caption_line(use: Caption) -> Line:
    missing = {
        "no caption": not use.caption,
        "no alternative text": not use.alt and not use.decorative,
        "no credit": use.uncredited,
    }
    return Line(
        title=str(use.article),
        url=reverse("admin:articles_article_change", args=[use.article_id]),
        facts=[str(use.photo), *(word for word, is_missing in missing.items() if is_missing)],
        when=use.article.changed_at,
        **_picture(use.photo),
    )


def _latest_photos() -> Panel:
    lines = [
        Line(
            title=str(photo),
            url=reverse("admin:articles_photo_change", args=[photo.pk]),
            when=photo.created_at,
            **_picture(photo),
        )
        for photo in Photo.objects.all()[:LINES]
    ]
    return Panel(
        "New in the library", lines, "The library is empty.", reverse("admin:articles_photo_changelist"), kind="photos"
    )


def _unfinished_authors() -> Panel:
    authors = Author.objects.filter(Q(biography="") | Q(portrait=None)).order_by("name", "pk")[:LINES]
    lines = [
        Line(
            title=author.name,
            url=reverse("admin:authors_author_change", args=[author.pk]),
            facts=_facts(
                author.role,
                "no biography" if not author.biography else "",
                "no portrait" if author.portrait_id is None else "",
            ),
        )
        for author in authors
    ]
    more = reverse("admin:authors_author_changelist")
    return Panel("Authors to complete", lines, "Every author has a biography and a portrait.", more)


def _picture(photo: Photo) -> dict:
    if photo.withdrawn_at:
        return {"is_withdrawn": True}
    return {"thumb": renditions.sources(renditions.facts(photo))["jpeg"][0][0]}


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _facts(*facts: str | None) -> list[str]:
    return [fact for fact in facts if fact]
