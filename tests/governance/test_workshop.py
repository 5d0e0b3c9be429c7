"""A workshop talks faster than anybody writes: its clerk takes points down, puts them together, and gives them out."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import tasks
from governance.models import Comment
from governance.models.outcome import OutcomeKind
from tests.governance.scenes import refusal
from tests.world import JAN_17, JAN_22, acting, bring_to, comment_on, say, submit
from workflow.gate import blockers, perform, perform_each


@pytest.fixture
def points(world):
    """Three points that Clare took down, the second of them Mira's."""
    submit(world)
    found = [a_point(world, text) for text in ("More patrols?", "Are there more patrols?", "What of the young?")]
    found[1].said_by = world.mira
    perform_each([each.capture for each in found], actor=acting(world.clare, JAN_17))
    return found


def a_point(world, text, **more) -> Comment:
    said = {"objective": world.street, "stage": "workshop_review", "body": world.workshop, "author": world.clare}
    return Comment(**{**said, "text": text, **more})


def test_the_clerk_takes_points_down_in_one_act(world, points):
    lines = AuditEvent.objects.filter(action="comment.captured")

    assert (lines.count(), len({line.act_id for line in lines})) == (3, 1)
    assert [each.speaker for each in points] == [world.clare, world.mira, world.clare]
    assert [each.quoted for each in points] == ["To reduce street crime"] * 3


def test_a_point_is_taken_down_in_a_workshop_only(world):
    bring_to(world, "committee_comment")
    point = a_point(world, "Why?", stage="committee_comment", body=world.fpbv, author=world.ken)

    assert refusal(point.capture, acting(world.ken, JAN_17)) == [
        "Points are taken down in a workshop; members of a committee send their reviews."
    ]


@pytest.mark.parametrize("person", ["mira", "ken", "olive", "colin", "charles", "ada"])
def test_nobody_takes_points_down_but_the_clerk_of_the_workshop(world, person):
    submit(world)
    author = getattr(world, person)
    found = blockers(a_point(world, "Why?", author=author).capture, actor=acting(author, JAN_17))

    assert found[0].sentence == "Your role does not let you take down a point about Street crime: objective 1."


def test_what_was_said_twice_is_merged_and_follows_one_answer(world, points):
    first, second, _ = points
    clare = acting(world.clare, JAN_17)

    perform(second.merge, actor=clare, into=first)

    assert (second.is_answered, second.replied) == (True, first)
    assert refusal(partial(second.give_answer, disposition="noted", answer="x"), acting(world.olive)) == [
        "This comment has been merged into another, and follows the answer of that one."
    ]
    perform(first.give_answer, actor=acting(world.olive, JAN_17), disposition="accepted", answer="Ten more.")
    assert Comment.objects.get(pk=second.pk).replied.answer == "Ten more."


def test_a_comment_is_merged_into_another_on_the_same_thing_that_is_none_itself(world, points):
    first, second, third = points
    clare = acting(world.clare, JAN_17)
    perform(world.guns.submit, actor=acting(world.omar))
    elsewhere = a_point(world, "More guns?", objective=world.guns)
    perform(elsewhere.capture, actor=clare)

    assert refusal(first.merge, clare, into=first) == ["Say which other comment it says the same as."]
    assert refusal(first.merge, clare, into=elsewhere) == ["Only comments on the same thing are merged."]
    perform(second.merge, actor=clare, into=first)
    assert refusal(third.merge, clare, into=second) == [
        "That comment has been merged itself: merge this into the same one."
    ]
    assert refusal(first.merge, clare, into=third) == [
        "Others have been merged into this comment: merge the other one into this."
    ]
    perform(third.merge, actor=clare, into=first)


def test_a_point_that_was_given_to_somebody_is_answered_by_them(world, points):
    first, *_ = points
    perform(first.assign, actor=acting(world.clare, JAN_17), owner=world.omar, held_by=world.so)
    giving = partial(first.give_answer, disposition="noted", answer="We look at it.")

    assert refusal(giving, acting(world.olive, JAN_17)) == [
        "This comment on Street crime: objective 1 was given to Omar Siddiq to answer."
    ]
    assert [task.name for task in _tasks(world.omar) if task.about == str(world.street)] == ["Answer a comment"]
    assert [task.name for task in _tasks(world.olive)].count("Answer a comment") == 2
    perform(giving, actor=acting(world.omar, JAN_17))


def _tasks(person):
    actor = acting(person, JAN_17)
    return tasks.waiting_for(actor, tasks.on_their_way(actor))


def test_a_point_is_given_to_somebody_who_holds_the_office(world, points):
    assert refusal(points[0].assign, acting(world.clare, JAN_17), owner=world.omar, held_by=world.tp) == [
        "Omar Siddiq is not an objective owner of TP."
    ]


def test_a_merged_point_does_not_keep_an_objective_in_the_workshop(world, points):
    first, second, third = points
    clare, olive = acting(world.clare, JAN_17), acting(world.olive, JAN_17)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    perform(second.merge, actor=clare, into=first)
    assert refusal(world.street.invite_comment, clare) == ["2 comments are not answered yet: from Clare Hobbs."]

    for each in (first, third):
        perform(each.give_answer, actor=olive, disposition="noted", answer="Thank you.")

    perform(world.street.invite_comment, actor=clare)


def test_a_members_comment_can_be_merged_into_a_point(world, points):
    comment = comment_on(world, "More patrols, please.")

    perform(comment.merge, actor=acting(world.clare, JAN_22), into=points[0])

    assert comment.replied == points[0]
