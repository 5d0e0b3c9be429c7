"""Entering and leaving the stages of the route."""

from functools import partial

import pytest

from governance import procedures
from governance.models import Aspect, Body, Comment, Decision, Objective, Plan, Power, Priority, Stage, StageKind
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.governance.scenes import a_plan, refusal
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    OCTOBER,
    World,
    acting,
    an_objective,
    appoint,
    bring_to,
    comment_on,
    say,
    submit,
)
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers, perform


def why_not(act, actor: Actor) -> Blocker:
    """The one thing that stands in the way."""
    (blocker,) = blockers(act, actor=actor)
    return blocker


# Submission


def test_an_owner_submits_their_own_and_it_counts_the_submission(world):
    submit(world)

    assert (world.street.state, world.street.round) == ("workshop_review", 1)


def test_nobody_else_submits_it(world):
    assert refusal(world.guns.submit, acting(world.olive)) == [
        "Your role does not let you submit Firearms: objective 1.",
        "Firearms: objective 1 belongs to Omar Siddiq.",
    ]


def test_an_objective_without_an_owner_waits_for_the_coordinator(world):
    colin = acting(world.colin)
    orphan = an_objective(world.aspect, 2, "To light the streets", None, world.tp, by=colin)

    blocker = why_not(orphan.submit, acting(world.olive))

    assert blocker.sentence == "Street crime: objective 2 has no owner yet."
    assert blocker.cleared_by == "the plan coordinator of MPA (Colin Reyes)"
    assert blocker.where == orphan.get_absolute_url()


def test_it_cannot_be_submitted_before_the_review_is_open(world):
    plan = a_plan(world)
    draft = an_objective_in(plan, world)

    blocker = why_not(draft.submit, acting(world.olive))

    assert blocker.sentence == "The review of Policing and performance plan 2002/03 has not been opened yet."
    assert blocker.cleared_by == "the plan coordinator of MPA (Colin Reyes)"
    assert blocker.where == plan.get_absolute_url()


def an_objective_in(plan: Plan, world: World) -> Objective:
    """Burglary: objective 1, Olive's, under a heading of its own."""
    colin = acting(world.colin)
    priority = Priority(plan=plan, title="Homes", order=1)
    perform(priority.add, actor=colin)
    aspect = Aspect(plan=plan, priority=priority, title="Burglary", order=1)
    perform(aspect.add, actor=colin)
    return an_objective(aspect, 1, "To cut burglary", world.olive, world.tp, by=colin)


def test_it_cannot_be_submitted_before_the_first_stage_opens(world):
    colin = acting(world.colin)
    workshop = world.plan.stages.get(kind=StageKind.WORKSHOP_REVIEW)
    perform(partial(workshop.revise, opens_on=JAN_17, closes_on=JAN_22, required=True), actor=colin)

    assert refusal(world.street.submit, acting(world.olive, JAN_15)) == ["Workshop review opens on 17 January 2001."]
    perform(world.street.submit, actor=acting(world.olive, JAN_17))


def test_a_plan_without_a_workshop_skips_it(world):
    colin = acting(world.colin)
    plan = Plan(body=world.mpa, title="Short plan", financial_year="2002/03")
    perform(plan.set_up, actor=colin)
    for kind, body in [(StageKind.COMMITTEE_COMMENT, world.fpbv), (StageKind.AUTHORITY_APPROVAL, world.mpa)]:
        perform(Stage(plan=plan, kind=kind, body=body, opens_on=JAN_15, closes_on=MAR_8).add, actor=colin)
    perform(plan.open_review, actor=colin)
    objective = an_objective_in(plan, world)

    perform(objective.submit, actor=acting(world.olive))

    assert objective.state == "committee_comment"


def test_a_submitted_objective_is_rewritten_by_its_owner_with_a_reason(world):
    submit(world)

    assert refusal(partial(world.street.revise, title="To halve it"), acting(world.olive)) == [
        "Give a reason: it is kept with the change."
    ]


# Leaving a stage


def test_no_comment_leaves_a_stage_unanswered(world):
    submit(world)
    comment_on(world)
    comment_on(world, "And why not twenty?")
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    blocker = why_not(world.street.invite_comment, acting(world.clare, JAN_17))

    assert blocker.sentence == "2 comments are not answered yet: from Mira Shah."
    assert blocker.cleared_by == "Olive Grant"
    assert blocker.where == f"{world.street.get_absolute_url()}#comments"


@pytest.mark.parametrize(("act", "person"), [("send_back", "clare"), ("withdraw", "olive"), ("withdraw", "colin")])
def test_nothing_is_sent_back_or_withdrawn_over_a_comment_without_an_answer(world, act, person):
    submit(world)
    comment: Comment = comment_on(world)
    actor = acting(getattr(world, person), JAN_17)
    leave = getattr(world.street, act)

    assert refusal(leave, actor, because="See the comment.") == ["1 comment is not answered yet: from Mira Shah."]

    perform(partial(comment.give_answer, disposition="accepted", answer="Ten it is."), actor=acting(world.olive))
    perform(leave, actor=actor, because="See the comment.")


@pytest.mark.parametrize("kind", [OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN])
def test_a_decision_that_ends_a_stage_waits_for_the_answers_too(world, kind):
    bring_to(world, "authority_approval")
    comment = Comment(
        objective=world.street, stage="authority_approval", body=world.mpa, author=world.charles, text="Why?"
    )
    perform(comment.make, actor=acting(world.charles, JAN_22))

    with pytest.raises(Blocked, match=r"^1 comment is not answered yet: from Charles Ogden\.$"):
        say(world, world.mpa, kind, world.clare, FEB_8, "MPA 8")
    assert not Decision.objects.filter(reference="MPA 8").exists()

    perform(partial(comment.give_answer, disposition="noted", answer="So be it."), actor=acting(world.olive, JAN_22))
    say(world, world.mpa, kind, world.clare, FEB_8, "MPA 8")
    world.street.refresh_from_db()
    assert world.street.state == {"referred_back": "draft", "withdrawn": "withdrawn"}[kind]


def test_the_stages_body_has_spoken_before_it_is_left(world):
    submit(world)

    blocker = why_not(world.street.invite_comment, acting(world.clare, JAN_17))

    assert blocker.sentence == "It is not recorded yet what Workshop said about Street crime: objective 1."
    assert blocker.cleared_by == "the clerk of Workshop (Clare Hobbs)"
    assert blocker.where == f"{world.plan.get_absolute_url()}decisions/"


def test_what_a_body_said_about_an_earlier_submission_does_not_count(world):
    submit(world)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    clare = acting(world.clare, JAN_17)
    perform(world.street.send_back, actor=clare, because="Too vague.")
    submit(world)

    assert refusal(world.street.invite_comment, clare) == [
        "It is not recorded yet what Workshop said about Street crime: objective 1."
    ]


@pytest.fixture
def pspm(world) -> Body:
    """A second committee, side by side with FPBV in the same stage."""
    anna = acting(world.anna)
    pspm = Body(name="Professional Standards Committee", short_name="PSPM", kind="committee", parent=world.mpa)
    procedures.establish(pspm, actor=anna)
    perform(Power(body=pspm, kind="recommend", starts_on=OCTOBER).confer, actor=anna, because="Standing orders.")
    appoint(world.clare, pspm, RoleName.CLERK, by=anna)
    stage = Stage(plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=pspm, opens_on=JAN_17, closes_on=JAN_22)
    perform(stage.add, actor=acting(world.colin))
    return pspm


def test_every_required_body_of_a_stage_must_have_spoken(world, pspm):
    bring_to(world, "committee_comment")
    say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_22, "FPBV 3")
    ken = acting(world.ken, JAN_22)

    assert refusal(world.street.refer_to_authority, ken) == [
        "It is not recorded yet what PSPM said about Street crime: objective 1."
    ]

    say(world, pspm, OutcomeKind.NOTED, world.clare, JAN_22, "PSPM 1")
    perform(world.street.refer_to_authority, actor=ken)


def test_the_page_names_every_body_it_is_before_and_who_must_act(world, pspm, client):
    """By their short names, for the long ones are full of commas."""
    client.force_login(world.olive)
    address = world.street.get_absolute_url()
    bring_to(world, "committee_comment")

    assert "FPBV and PSPM comment on it." in client.get(address).content.decode()


def test_to_go_on_without_a_required_body_is_a_waiver_with_a_reason(world, pspm):
    bring_to(world, "committee_comment")
    say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_22, "FPBV 3")
    stage = world.plan.stages.get(body=pspm)
    waive = partial(stage.revise, opens_on=JAN_17, closes_on=JAN_22, required=False)

    assert refusal(waive, acting(world.colin)) == ["Give a reason: it is kept with the change."]

    perform(waive, actor=acting(world.colin), because="PSPM has no quorum.")
    perform(world.street.refer_to_authority, actor=acting(world.ken, JAN_22))


def test_no_stage_of_the_route_is_skipped(world):
    submit(world)

    found = [each.sentence for each in blockers(world.street.refer_to_authority, actor=acting(world.clare, JAN_17))]

    assert "The route of Policing and performance plan 2001/02 leads from the workshop to FPBV first." in found


def test_an_optional_committee_may_be_passed_over(world):
    fpbv = world.plan.stages.get(body=world.fpbv)
    optional = partial(fpbv.revise, opens_on=JAN_17, closes_on=JAN_22, required=False)
    perform(optional, actor=acting(world.colin), because="The committee does not meet in January.")
    submit(world)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")

    perform(world.street.refer_to_authority, actor=acting(world.clare, JAN_17))

    assert world.street.state == "authority_approval"


def test_a_route_without_a_committee_has_nobody_to_invite(world):
    colin = acting(world.colin)
    plan = Plan(body=world.mpa, title="Short plan", financial_year="2002/03")
    perform(plan.set_up, actor=colin)
    for kind, body in [(StageKind.WORKSHOP_REVIEW, world.workshop), (StageKind.AUTHORITY_APPROVAL, world.mpa)]:
        perform(Stage(plan=plan, kind=kind, body=body, opens_on=JAN_15, closes_on=MAR_8).add, actor=colin)
    perform(plan.open_review, actor=colin)
    objective = an_objective_in(plan, world)
    perform(objective.submit, actor=acting(world.olive))

    assert refusal(objective.invite_comment, acting(world.clare))[0] == (
        "The route of Short plan 2002/03 has no committee that comments."
    )


# Sending back and withdrawing


def test_sending_back_needs_a_reason_and_begins_a_new_submission(world):
    bring_to(world, "committee_comment")
    ken = acting(world.ken, JAN_22)

    assert refusal(world.street.send_back, ken) == ["Give a reason: it is kept with the change."]

    perform(world.street.send_back, actor=ken, because="Not ambitious enough.")
    submit(world)
    assert (world.street.state, world.street.round) == ("workshop_review", 2)


def test_the_clerk_of_another_body_sends_nothing_back(world):
    bring_to(world, "committee_comment")

    assert refusal(world.street.send_back, acting(world.clare, JAN_22), because="No.") == [
        "Your role does not let you send Street crime: objective 1 back."
    ]


def test_withdrawing_needs_a_reason(world):
    assert refusal(world.street.withdraw, acting(world.olive)) == ["Give a reason: it is kept with the change."]

    perform(world.street.withdraw, actor=acting(world.olive), because="Another force does it.")
    assert world.street.state == "withdrawn"


def test_what_is_withdrawn_stays_so(world):
    perform(world.street.withdraw, actor=acting(world.olive), because="Another force does it.")

    assert refusal(world.street.submit, acting(world.olive)) == [
        "Street crime: objective 1 is in “Withdrawn”: to submit it, it must be in “Draft”."
    ]
    give_it_to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)
    assert refusal(give_it_to_omar, acting(world.colin), because="No.") == ["Street crime: objective 1 is withdrawn."]


def test_a_double_click_submits_once(world):
    again = type(world.street).objects.get(pk=world.street.pk)
    submit(world)

    assert refusal(again.submit, acting(world.olive)) == [
        "Street crime: objective 1 is in “Workshop review”: to submit it, it must be in “Draft”."
    ]


def test_somebody_whose_page_is_older_than_the_thing_is_told_what_changed(world):
    seen = world.street.version
    submit(world)
    clare = acting(world.clare, FEB_8)

    (sentence,) = refusal(world.street.send_back, clare, because="No.", seen=seen)

    assert sentence.startswith("Street crime: objective 1 has changed since you opened it. Olive Grant submitted")
