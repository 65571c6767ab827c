"""Who may do what: the one table. The groups, the permissions, the admin and the tests are made from it.

A row of `RIGHTS` is one Django permission on a story: who holds it may use `verb` on stories in `states`; with
`own`, only on stories of their own. `MODEL_RIGHTS` says the same of everything that is not a story.
"""

from collections.abc import Callable
from dataclasses import dataclass

from articles.states import State

WRITERS, EDITORS, PHOTO_DESK = "Writers", "Editors", "Photo desk"
STAFF_DESK, ADMINISTRATORS = "Staff desk", "Administrators"
ROLES = (WRITERS, EDITORS, PHOTO_DESK, STAFF_DESK, ADMINISTRATORS)

DRAFT, IN_REVIEW, APPROVED, PUBLISHED, SPIKED = State
EVERY_STATE = frozenset(State)
DESK = frozenset({EDITORS, ADMINISTRATORS})


@dataclass(frozen=True)
class Right:
    """One row: the permission's code and label, the verb it allows, in which states, and which roles hold it."""

    code: str
    label: str
    verb: str
    states: frozenset[str]
    roles: frozenset[str]
    own: bool = False


def _right(
    code: str, label: str, verb: str, states: set | frozenset, roles: set | frozenset, *, own: bool = False
) -> Right:
    return Right(code, label, verb, frozenset(states), frozenset(roles), own)


LIVE_STATES = {DRAFT, IN_REVIEW, APPROVED, PUBLISHED}  # what the working copy of a story on the site can be in
RIGHTS = (
    _right("read_own", "Can read their own stories", "read", EVERY_STATE, {WRITERS}, own=True),
    _right("read_any", "Can read all stories", "read", EVERY_STATE, DESK | {PHOTO_DESK}),
    _right("edit_own", "Can edit their own drafts", "edit", {DRAFT}, {WRITERS}, own=True),
    _right("edit_any", "Can edit all stories", "edit", LIVE_STATES, DESK),
    _right("caption_any", "Can edit the captions of all stories", "caption", LIVE_STATES, DESK | {PHOTO_DESK}),
    _right("caption_own", "Can edit the captions of their own drafts", "caption", {DRAFT}, {WRITERS}, own=True),
    _right("submit_own", "Can submit their own drafts", "submit", {DRAFT}, {WRITERS}, own=True),
    _right("submit_any", "Can submit all drafts", "submit", {DRAFT}, DESK),
    _right("recall_own", "Can recall their own stories from review", "recall", {IN_REVIEW}, {WRITERS}, own=True),
    _right("recall_any", "Can recall all stories from review", "recall", {IN_REVIEW}, DESK),
    _right("return_any", "Can return stories", "return", {IN_REVIEW, APPROVED}, DESK),
    _right("approve_any", "Can approve stories", "approve", {DRAFT, IN_REVIEW}, DESK),
    _right("publish_any", "Can publish approved stories", "publish", {APPROVED}, DESK),
    _right(
        "publish_unapproved",
        "Can publish stories without an approval",
        "publish_unapproved",
        {DRAFT, IN_REVIEW},
        {ADMINISTRATORS},
    ),
    _right("unschedule_any", "Can unschedule stories", "unschedule", LIVE_STATES, DESK),
    _right("withdraw_any", "Can withdraw stories", "withdraw", LIVE_STATES, DESK),
    _right(
        "amend_any",
        "Can correct, replace and remove the photos of published stories",
        "amend",
        LIVE_STATES,
        DESK | {PHOTO_DESK},
    ),
    _right("spike_own", "Can spike their own drafts", "spike", {DRAFT}, {WRITERS}, own=True),
    _right("spike_any", "Can spike all stories", "spike", {DRAFT, IN_REVIEW, APPROVED}, DESK),
    _right("unspike_own", "Can unspike their own stories", "unspike", {SPIKED}, {WRITERS}, own=True),
    _right("unspike_any", "Can unspike all stories", "unspike", {SPIKED}, DESK),
)
VERBS = tuple(dict.fromkeys(right.verb for right in RIGHTS))

ALL = frozenset(ROLES)
# model: {action: roles}. Nobody deletes a story: it is spiked, and its history stays.
ADMIN, STAFF = frozenset({ADMINISTRATORS}), frozenset({STAFF_DESK, ADMINISTRATORS})
# fmt: off
MODEL_RIGHTS: dict[str, dict[str, frozenset[str]]] = {
    "articles.article": {"view": DESK | {WRITERS, PHOTO_DESK}, "add": DESK | {WRITERS}, "change": DESK | {WRITERS}},
    # also the banner above all pages
    "articles.front": {"view": DESK | {WRITERS, PHOTO_DESK}, "change": DESK},
    "articles.section": {"view": DESK | {WRITERS, PHOTO_DESK}, "add": ADMIN, "change": ADMIN, "delete": ADMIN},
    "articles.photo": {"view": ALL, "add": ALL, "change": DESK | {PHOTO_DESK}, "delete": ADMIN | {PHOTO_DESK}},
    "articles.agreement": {"view": DESK | {PHOTO_DESK}, "add": DESK | {PHOTO_DESK}, "change": DESK | {PHOTO_DESK},
                           "delete": ADMIN},
    "articles.housepage": {"view": DESK, "add": DESK, "change": DESK, "delete": ADMIN},
    "articles.agency": {"view": DESK | {WRITERS}, "add": DESK, "change": DESK, "delete": ADMIN},
    "authors.author": {"view": ALL, "add": STAFF | {EDITORS, WRITERS}, "change": STAFF, "delete": ADMIN},
    "taggit.tag": {"view": DESK | {WRITERS}, "add": DESK, "change": DESK, "delete": ADMIN},
    "auth.user": {"view": ADMIN, "add": ADMIN, "change": ADMIN, "delete": ADMIN},
    "auth.group": {"view": ADMIN},
}
# fmt: on


def permissions() -> list[tuple[str, str]]:
    """Return Django's `Meta.permissions` for a story: code and label of each right."""
    return [(right.code, right.label) for right in RIGHTS]


def codes_of(role: str) -> set[str]:
    """Return the permissions that `role` holds, as `app.code`."""
    codes = {f"articles.{right.code}" for right in RIGHTS if role in right.roles}
    for model, actions in MODEL_RIGHTS.items():
        app, name = model.split(".")
        codes |= {f"{app}.{action}_{name}" for action, roles in actions.items() if role in roles}
    return codes


def may(user, verb: str, article) -> bool:
    """Return whether `user` may use `verb` on `article` as it stands now."""
    own = article.owner_id is not None and article.owner_id == user.pk
    return any(
        right.verb == verb
        and article.state in right.states
        and (own or not right.own)
        and user.has_perm(f"articles.{right.code}")
        for right in RIGHTS
    )


def may_credit(user, photo, *, is_out: Callable[[], bool]) -> bool:
    """Return whether `user` may type the credit of `photo`.

    Whoever may change photos; and who uploaded it, as long as no edition shows it: then readers have seen the credit.
    `is_out` says so, and is asked last, for it may have to read many editions.
    """
    own = photo.uploaded_by_id is not None and photo.uploaded_by_id == user.pk
    return user.has_perm("articles.change_photo") or (own and not is_out())


def may_read_all(user) -> bool:
    """Return whether `user` may read stories of others."""
    return any(not right.own and user.has_perm(f"articles.{right.code}") for right in RIGHTS if right.verb == "read")
