"""Members comment in the stage that is theirs, and every comment gets an answer."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import Body, Comment, Stage, StageKind
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.governance.scenes import refusal
from tests.world import JAN_17, JAN_22, acting, appoint, bring_to, comment_on, say, submit
from workflow.gate import blockers, perform


def a_comment(world, body, author, stage=StageKind.WORKSHOP_REVIEW, **more) -> Comment:
    return Comment(objective=world.street, stage=stage, body=body, author=author, text="Why?", **more)


def test_a_member_comments_and_waits_for_an_answer(world):
    submit(world)
    comment = comment_on(world)

    assert not comment.is_answered
    assert AuditEvent.objects.filter(action="comment.made", subject_id=str(comment.pk)).count() == 1


@pytest.mark.parametrize("person", ["omar", "colin", "clare", "ken", "anna", "ada", "sue", "walter"])
def test_nobody_comments_who_is_no_member_of_the_body(world, person):
    submit(world)
    author = getattr(world, person)

    assert refusal(a_comment(world, world.workshop, author).make, acting(author)) == [
        "Your role does not let you comment on Street crime: objective 1."
    ]


def test_comments_are_made_in_the_stage_the_objective_is_in(world):
    not_before = ["Street crime: objective 1 is not before that body for comment."]
    mira = acting(world.mira, JAN_17)
    in_time = a_comment(world, world.workshop, world.mira)

    assert refusal(in_time.make, mira) == not_before
    submit(world)
    early = a_comment(world, world.fpbv, world.mira, StageKind.COMMITTEE_COMMENT)
    assert refusal(early.make, mira) == not_before
    perform(in_time.make, actor=mira)


def test_a_member_of_one_committee_does_not_comment_in_the_name_of_another(world):
    anna = acting(world.anna)
    pspm = Body(name="Professional Standards Committee", short_name="PSPM", kind="committee", parent=world.mpa)
    procedures.establish(pspm, actor=anna)
    appoint(world.walter, pspm, RoleName.MEMBER, by=anna)
    beside = Stage(plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=pspm, opens_on=JAN_17, closes_on=JAN_22)
    perform(beside.add, actor=acting(world.colin))
    bring_to(world, "committee_comment")
    walter = acting(world.walter, JAN_22)

    assert refusal(a_comment(world, world.fpbv, world.walter, StageKind.COMMITTEE_COMMENT).make, walter) == [
        "Your role does not let you comment on Street crime: objective 1."
    ]
    perform(a_comment(world, pspm, world.walter, StageKind.COMMITTEE_COMMENT).make, actor=walter)


def test_everybody_speaks_for_themselves(world):
    submit(world)

    assert refusal(a_comment(world, world.workshop, world.charles).make, acting(world.mira, JAN_17)) == [
        "A comment is made by the person whose it is."
    ]


def test_a_comment_says_something(world):
    submit(world)
    empty = Comment(objective=world.street, stage="workshop_review", body=world.workshop, author=world.mira, text="")

    assert refusal(empty.make, acting(world.mira, JAN_17)) == ["Say what you have to say."]


def test_nobody_answers_a_comment_in_making_it(world):
    submit(world)
    answered = a_comment(world, world.workshop, world.mira, disposition="accepted")

    assert refusal(answered.make, acting(world.mira, JAN_17)) == ["This comment has been answered."]


# Answers


@pytest.fixture
def comment(world) -> Comment:
    submit(world)
    return comment_on(world)


def answer(comment: Comment, disposition: str = "accepted"):
    return partial(comment.give_answer, disposition=disposition, answer="Ten per cent it is.")


@pytest.mark.parametrize("person", ["olive", "clare"])
def test_the_owner_answers_or_the_clerk_of_the_stages_body(world, comment, person):
    perform(answer(comment), actor=acting(getattr(world, person), JAN_17))

    assert comment.is_answered


@pytest.mark.parametrize("person", ["omar", "ken", "mira", "charles", "colin", "anna", "ada"])
def test_nobody_else_answers(world, comment, person):
    (blocker,) = blockers(answer(comment), actor=acting(getattr(world, person), JAN_17))[:1]

    assert blocker.sentence == "Your role does not let you answer Street crime: objective 1."
    assert blocker.cleared_by == "the objective owner of TP (Olive Grant) or the clerk of Workshop (Clare Hobbs)"


@pytest.mark.parametrize("person", ["sue", "walter"])
def test_who_holds_no_office_is_told_which_office_answers_and_not_who_holds_it(world, comment, person):
    (blocker,) = blockers(answer(comment), actor=acting(getattr(world, person), JAN_17))[:1]

    assert blocker.sentence == "Your role does not let you answer Street crime: objective 1."
    assert blocker.cleared_by == "the objective owner of TP or the clerk of Workshop"


def test_another_owner_of_the_group_does_not_answer(world, comment):
    appoint(world.omar, world.tp, RoleName.OWNER, by=acting(world.anna))

    assert refusal(answer(comment), acting(world.omar, JAN_17)) == ["Street crime: objective 1 belongs to Olive Grant."]


def test_an_answer_says_what_becomes_of_the_comment(world, comment):
    assert refusal(answer(comment, disposition=""), acting(world.olive)) == ["Say what becomes of the comment."]
    assert refusal(answer(comment, disposition="waived"), acting(world.olive)) == ["Say what becomes of the comment."]
    (sentence,) = refusal(answer(comment, disposition="lost"), acting(world.olive))
    assert sentence == "Disposition: Value 'lost' is not a valid choice."


def test_an_answer_is_given_once(world, comment):
    perform(answer(comment), actor=acting(world.olive))

    assert refusal(answer(comment, "not_accepted"), acting(world.olive)) == ["This comment has been answered."]


def test_once_every_comment_is_answered_the_stage_can_be_left(world, comment):
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    clare = acting(world.clare, JAN_17)
    assert refusal(world.street.invite_comment, clare) == ["1 comment is not answered yet: from Mira Shah."]

    perform(answer(comment, "noted"), actor=acting(world.olive))

    perform(world.street.invite_comment, actor=clare)


def test_a_comment_made_before_the_authority_blocks_its_approval(world):
    bring_to(world, "authority_approval")
    remark = a_comment(world, world.mpa, world.charles, StageKind.AUTHORITY_APPROVAL)
    perform(remark.make, actor=acting(world.charles, JAN_22))

    found = [each.sentence for each in blockers(world.street.approve, actor=acting(world.clare, JAN_22))]

    assert "1 comment is not answered yet: from Charles Ogden." in found
