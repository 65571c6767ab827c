"""Everything that moves a story: one table of steps, one function a verb. Nothing else sets a state or publishes.

Each verb locks the story, checks its state, the right of `by`, and where it publishes the gate; then it writes and
logs, in one transaction. `by=None` is the newsroom itself: a command, or the clock; it needs no right. `version` is
the version that `by` was looking at: where given, a story changed since is refused. All raise `Refused` with a
sentence for the editor, and change nothing then.
"""

from articles.workflow.amending import amend
from articles.workflow.keeping import create, keep, lock, rewrite
from articles.workflow.many import publish_many
from articles.workflow.table import STEPS, TABLE, Step, available
from articles.workflow.verbs import (
    VERBS,
    approve,
    publish,
    recall,
    return_,
    spike,
    submit,
    unschedule,
    unspike,
    withdraw,
)

__all__ = [
    "STEPS",
    "TABLE",
    "VERBS",
    "Step",
    "amend",
    "approve",
    "available",
    "create",
    "keep",
    "lock",
    "publish",
    "publish_many",
    "recall",
    "return_",
    "rewrite",
    "spike",
    "submit",
    "unschedule",
    "unspike",
    "withdraw",
]
