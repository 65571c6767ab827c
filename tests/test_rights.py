"""Role × verb × state, against a table of its own: what the newsroom promises, written out a second time by hand."""

import pytest

from articles import rights, workflow
from articles.refusals import Refused
from articles.rights import ADMINISTRATORS, EDITORS, PHOTO_DESK, STAFF_DESK, WRITERS
from articles.states import State
from tests.cast import bring_to, make_story

DESK = {EDITORS, ADMINISTRATORS}
OWN = "own"  # a writer, with a story of their own
STATES = {"draft", "in_review", "approved", "live", "scheduled", "spiked"}
# (verb, state): who may
PROMISED = {
    **{("read", state): DESK | {OWN, PHOTO_DESK} for state in STATES},
    **{("edit", state): DESK for state in STATES - {"draft", "spiked"}},
    ("edit", "draft"): DESK | {OWN},
    **{("caption", state): DESK | {PHOTO_DESK} for state in STATES - {"draft", "spiked"}},
    ("caption", "draft"): DESK | {OWN, PHOTO_DESK},
    ("submit", "draft"): DESK | {OWN},
    ("recall", "in_review"): DESK | {OWN},
    ("return", "in_review"): DESK,
    ("return", "approved"): DESK,
    ("approve", "draft"): DESK,
    ("approve", "in_review"): DESK,
    ("publish", "approved"): DESK,
    ("publish_unapproved", "draft"): {ADMINISTRATORS},
    ("publish_unapproved", "in_review"): {ADMINISTRATORS},
    ("unschedule", "scheduled"): DESK,
    ("withdraw", "live"): DESK,
    **{("amend", state): DESK | {PHOTO_DESK} for state in STATES - {"spiked"}},
    ("spike", "draft"): DESK | {OWN},
    ("spike", "in_review"): DESK,
    ("spike", "approved"): DESK,
    ("unspike", "spiked"): DESK | {OWN},
}


def test_every_step_and_every_verb_has_its_row():
    assert (
        set(workflow.STEPS) | {"read", "edit", "caption", "amend"}
        == set(rights.VERBS)
        == {verb for verb, _ in PROMISED}
    )
    for step in workflow.STEPS.values():
        states = {state for right in rights.RIGHTS if right.verb == step.verb for state in right.states}
        assert states == step.before


@pytest.mark.parametrize("state", sorted(STATES))
def test_each_role_may_do_what_was_promised_and_nothing_else(state, staff_by_role, other_writer):
    writer = staff_by_role[WRITERS]
    for who, user in [*staff_by_role.items(), (OWN, writer), ("another writer", other_writer)]:
        story = bring_to(make_story(owner=writer if who == OWN else None), state)
        for verb in rights.VERBS:
            promised = who in PROMISED.get((verb, state), set())
            if verb in workflow.STEPS:
                # the right alone may cover more states than make sense with the story's editions
                allowed = verb in {step.verb for step in workflow.available(story, user)}
            else:
                allowed = rights.may(user, verb, story)
            assert allowed is promised, (who, verb, state)


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_verb_without_the_right_is_refused_and_changes_nothing(state, staff_by_role):
    story = bring_to(make_story(), state)
    before = (story.state, story.version, story.transitions.count(), story.editions.count())
    for user in (staff_by_role[WRITERS], staff_by_role[PHOTO_DESK], staff_by_role[STAFF_DESK]):
        for verb, function in workflow.VERBS.items():
            note = {"reason": "x"} if "publish" in verb else {"note": "x"}
            with pytest.raises(Refused):
                function(story, by=user, **note)
    story.refresh_from_db()
    assert (story.state, story.version, story.transitions.count(), story.editions.count()) == before


def test_an_account_without_a_role_may_nothing(db):
    from tests.cast import make_user

    nobody = make_user("nobody")
    story = make_story(owner=nobody)
    assert not any(rights.may(nobody, verb, story) for verb in rights.VERBS)


def test_the_groups_hold_exactly_what_the_table_says(staff_by_role):
    for role, user in staff_by_role.items():
        assert user.get_group_permissions() == rights.codes_of(role)


def test_making_the_roles_again_takes_back_what_was_added_by_hand(staff_by_role, roles):
    from django.contrib.auth.models import Group, Permission
    from django.core.management import call_command

    group = Group.objects.get(name=WRITERS)
    group.permissions.add(Permission.objects.get(codename="publish_any"))
    call_command("roles", verbosity=0)
    assert not group.permissions.filter(codename="publish_any").exists()


def test_states_are_the_five_of_the_workflow():
    assert {state for right in rights.RIGHTS for state in right.states} == set(State)
