"""The table of steps: which verb leads where, and which of them may be taken now."""

from dataclasses import dataclass

from articles import rights
from articles.models import Article, Edition
from articles.states import State
from authors import clock

DRAFT, IN_REVIEW, APPROVED, PUBLISHED, SPIKED = State


@dataclass(frozen=True)
class Step:
    """One row of the table. `after=None`: the verb itself says where the story stands then."""

    verb: str
    label: str
    before: frozenset[str]
    after: str | None
    says: str
    note: str = ""  # "optional", "required", or none is asked for
    asks: str = ""  # what the note's field is called
    tone: str = "plain"  # "go", "plain" or "grave"

    @property
    def asks_first(self) -> bool:
        """Whether it cannot be taken without a page of its own. A note that is optional costs nobody a page."""
        return self.note == "required" or self.verb in {"publish", "publish_unapproved"}


ANY = frozenset({DRAFT, IN_REVIEW, APPROVED, PUBLISHED})
# fmt: off
TABLE = (
    Step("submit", "Submit for review", frozenset({DRAFT}), IN_REVIEW, "The desk sees it among the stories waiting "
         "for review.", note="optional", asks="Note for the desk", tone="go"),
    Step("approve", "Approve", frozenset({DRAFT, IN_REVIEW}), APPROVED, "Exactly this text may go out; any change asks "
         "for a new approval.", note="optional", asks="Note", tone="go"),
    Step("publish", "Publish…", frozenset({APPROVED}), PUBLISHED, "Readers see it at once, or from the time you "
         "choose.", tone="go"),
    Step("publish_unapproved", "Publish without approval…", frozenset({DRAFT, IN_REVIEW}), PUBLISHED, "It goes out "
         "although nobody approved it; your reason is logged.", note="required", asks="Why without approval",
         tone="grave"),
    Step("return", "Return…", frozenset({IN_REVIEW, APPROVED}), DRAFT, "It goes back to its writer with your note.",
         note="required", asks="What should change"),
    Step("recall", "Recall", frozenset({IN_REVIEW}), DRAFT, "It is a draft again, and the desk stops reading it."),
    Step("unschedule", "Unschedule", ANY, None, "The scheduled edition does not go out.", note="optional",
         asks="Note"),
    Step("withdraw", "Withdraw…", ANY, DRAFT, "Readers find your reason in its place; it leaves every list.",
         note="required", asks="Reason, for readers", tone="grave"),
    Step("spike", "Spike…", frozenset({DRAFT, IN_REVIEW, APPROVED}), SPIKED, "It leaves the lists; nothing is "
         "deleted.", note="optional", asks="Why", tone="grave"),
    Step("unspike", "Unspike", frozenset({SPIKED}), DRAFT, "It is a draft again.", tone="go"),
)
# fmt: on
STEPS = {step.verb: step for step in TABLE}


def available(article: Article, user) -> list[Step]:
    """Return the steps that `user` may take with `article` now, in the order of the table."""
    return [
        step
        for step in STEPS.values()
        if article.state in step.before
        and rights.may(user, step.verb, article)
        and obstacle(article, step.verb) is None
    ]


def obstacle(article: Article, verb: str) -> str | None:
    """Return why the story's editions stand in the way of `verb`, or None."""
    if verb not in {"publish", "publish_unapproved", "unschedule", "withdraw", "spike"}:
        return None
    now = clock.now()
    scheduled = Edition.objects.filter(article=article).upcoming(now).exists()
    live = Edition.objects.filter(article=article).visible(now).exists()
    if verb in {"publish", "publish_unapproved"} and scheduled:
        return "An edition of this story is scheduled already. Unschedule it first."
    if verb == "unschedule" and not scheduled:
        return "No edition of this story is scheduled."
    if verb == "withdraw" and not live:
        return "This story is not on the site."
    if verb == "spike" and (live or scheduled):
        return "This story is on the site, or scheduled. Withdraw it first."
    return None
