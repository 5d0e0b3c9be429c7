"""A plan, its route and its headings: what must hold before it goes on, and what no longer changes afterwards."""

from functools import partial

import pytest

from governance import procedures
from governance.models import (
    Aspect,
    Body,
    Comment,
    Contribution,
    Decision,
    Objective,
    Outcome,
    Plan,
    Priority,
    Stage,
    StageKind,
    StatutoryIndicator,
    SustainedActivity,
)
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.governance.scenes import a_plan, carry, decided, refusal, somebody_elsewhere
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, acting, an_objective, bring_to, say
from workflow.actors import Actor
from workflow.gate import blockers, perform


@pytest.fixture
def colin(world) -> Actor:
    return acting(world.colin, MAR_31)


@pytest.fixture
def clare(world) -> Actor:
    return acting(world.clare, MAR_31)


def said_of_the_plan(world, kind: OutcomeKind, reference: str = "the plan") -> Outcome:
    outcome = Outcome(decision=decided(world, world.mpa, reference=reference), plan=world.plan, kind=kind)
    perform(outcome.record, actor=acting(world.clare, MAR_31))
    return outcome


def ready_for(world, state: str) -> None:
    """Street crime is approved, Firearms withdrawn, and the plan has come as far as `state`."""
    colin, clare = acting(world.colin, MAR_31), acting(world.clare, MAR_31)
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    if state in ("before_authority", "approved", "published"):
        perform(world.plan.refer, actor=colin)
    if state in ("approved", "published"):
        said_of_the_plan(world, OutcomeKind.APPROVED)
        perform(world.plan.approve, actor=clare)
    if state == "published":
        procedures.publish_plan(world.plan, actor=clare, on=MAR_31)


# Setting up


@pytest.mark.parametrize("year", ["2001", "2001/03", "2001-02", "2001/2", "01/02", ""])
def test_a_financial_year_is_written_2001_02(world, colin, year):
    plan = Plan(body=world.mpa, title="Plan", financial_year=year)

    assert f"“{year}” is not a financial year: write it as 2001/02." in refusal(plan.set_up, colin)


@pytest.mark.parametrize("year", ["1999/00", "2009/10", "2099/00"])
def test_a_year_may_lead_into_the_next_decade_or_century(world, colin, year):
    perform(Plan(body=world.mpa, title="Plan", financial_year=year).set_up, actor=colin)


def test_a_body_has_one_plan_a_year(world, colin):
    again = Plan(body=world.mpa, title="Another", financial_year="2001/02")

    assert refusal(again.set_up, colin) == ["The same has been done already, perhaps a moment ago by somebody else."]


def test_nothing_comes_into_being_half_way(world, colin):
    half_way = Plan(body=world.mpa, title="Plan", financial_year="2002/03", state="published")
    street = Objective(plan=world.plan, aspect=world.aspect, title="To halve it", state="approved")
    counted = Objective(plan=world.plan, aspect=world.aspect, title="To halve it", round=3, published_on=FEB_8)

    assert refusal(half_way.set_up, colin) == ["Plan 2002/03 begins as a draft."]
    assert refusal(street.draft, colin) == ["Street crime: objective begins as a draft."]
    assert refusal(counted.draft, colin) == ["Street crime: objective begins as a draft."]


def test_the_review_opens_when_the_route_leads_to_a_body_that_approves(world):
    plan = Plan(body=world.mpa, title="Plan", financial_year="2002/03")
    perform(plan.set_up, actor=acting(world.colin))

    (blocker,) = blockers(plan.open_review, actor=acting(world.colin))

    assert blocker.sentence == "The route of Plan 2002/03 does not lead to a body that can approve it yet."
    assert blocker.cleared_by == "the plan coordinator of MPA (Colin Reyes)"
    assert blocker.where == plan.get_absolute_url()


def test_a_stage_closes_after_it_opens(world, colin):
    backwards = Stage(
        plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=world.mpa, opens_on=JAN_22, closes_on=JAN_15
    )
    stage = world.plan.stages.first()

    assert refusal(backwards.add, colin) == ["A stage cannot close before it opens."]
    assert refusal(partial(stage.revise, opens_on=JAN_22, closes_on=JAN_15, required=True), colin) == [
        "A stage cannot close before it opens."
    ]


def test_a_body_has_one_part_in_a_stage(world, colin):
    again = Stage(plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=world.fpbv, opens_on=JAN_15, closes_on=MAR_8)

    assert refusal(again.add, colin) == ["The same has been done already, perhaps a moment ago by somebody else."]


# Nobody reaches from one plan into another


@pytest.fixture
def elsewhere(world) -> Actor:
    """Una Moore, who has a plan of her own in another authority."""
    una = acting(somebody_elsewhere(), MAR_31)
    plan = Plan(body=Body.objects.get(short_name="City"), title="City plan", financial_year="2001/02")
    perform(plan.set_up, actor=una)
    return una


def test_what_is_put_together_stands_in_one_plan(world, elsewhere):
    mine = Plan.objects.get(title="City plan")
    bvpi = StatutoryIndicator(plan=mine, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=elsewhere)
    foreign = ["What is put together must stand in the same plan."]
    their_indicator = world.street.indicators.first()

    reached = Contribution(plan=mine, statutory=bvpi, objective=world.street, indicator=their_indicator)
    assert foreign[0] in refusal(reached.add, elsewhere), "beside that it is not hers to write there"
    assert refusal(Contribution(plan=mine, statutory=bvpi, aspect=world.aspect).add, elsewhere) == foreign
    assert refusal(Aspect(plan=mine, priority=world.aspect.priority, title="Mine", order=1).add, elsewhere) == foreign
    assert refusal(Objective(plan=mine, aspect=world.aspect, title="Mine").draft, elsewhere) == foreign


def test_a_group_of_another_authority_drafts_nothing_in_the_plan(world, elsewhere):
    city = Body.objects.get(short_name="City")
    mine = Objective(plan=world.plan, aspect=world.aspect, title="Mine", owner=elsewhere.person, held_by=city)

    assert refusal(mine.draft, elsewhere) == [
        "City of London Police Authority does not belong to Metropolitan Police Authority."
    ]


# Going on


def test_no_objective_is_left_behind(world, colin):
    bring_to(world, "authority_approval")

    assert refusal(world.plan.refer, colin) == [
        "1 objective is still on the way to the Authority: Firearms: objective 1."
    ]
    perform(world.guns.withdraw, actor=colin, because="It is done.")
    perform(world.plan.refer, actor=colin)


def test_four_left_behind_are_named_and_counted(world, colin):
    for number in (2, 3):
        an_objective(world.aspect, number, "More", world.olive, world.tp, by=acting(world.colin))

    assert refusal(world.plan.refer, colin) == [
        "4 objectives are still on the way to the Authority: Street crime: objective 1, Street crime: objective 2, "
        "Street crime: objective 3 and 1 more."
    ]


def test_a_plan_is_approved_when_every_objective_is_and_the_body_has_said_so(world, colin, clare):
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=colin, because="It is done.")
    perform(world.plan.refer, actor=colin)

    found = blockers(world.plan.approve, actor=clare)

    assert [(each.sentence, each.cleared_by, each.where) for each in found] == [
        (
            "1 objective is not approved yet: Street crime: objective 1.",
            "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)",
            f"{world.plan.get_absolute_url()}?state=authority_approval",
        ),
        (
            "No decision to approve Policing and performance plan 2001/02 as a whole is recorded.",
            "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)",
            f"{world.plan.get_absolute_url()}decisions/",
        ),
    ]


def test_a_plan_is_not_approved_before_it_is_put_before_the_authority(world, clare):
    early = Outcome(decision=decided(world, world.mpa), plan=world.plan, kind=OutcomeKind.APPROVED)

    assert refusal(early.record, clare) == ["Policing and performance plan 2001/02 is not before MPA: it is in review."]


def test_an_endorsement_of_the_plan_is_no_approval(world, clare):
    ready_for(world, "before_authority")
    said_of_the_plan(world, OutcomeKind.ENDORSED)

    assert refusal(world.plan.approve, clare) == [
        "No decision to approve Policing and performance plan 2001/02 as a whole is recorded."
    ]


def test_the_last_word_about_the_plan_counts(world, clare):
    ready_for(world, "before_authority")
    said_of_the_plan(world, OutcomeKind.APPROVED, "8")
    said_of_the_plan(world, OutcomeKind.REFERRED_BACK, "9")

    assert refusal(world.plan.approve, clare) == [
        "No decision to approve Policing and performance plan 2001/02 as a whole is recorded."
    ]
    said_of_the_plan(world, OutcomeKind.APPROVED, "10")
    perform(world.plan.approve, actor=clare)


def test_one_decision_speaks_of_objectives_and_of_the_plan_as_a_whole(world, clare):
    ready_for(world, "before_authority")
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=MAR_8, reference="MPA 10")
    resolved = Resolved({world.street: OutcomeKind.APPROVED}, plan_as_a_whole=OutcomeKind.APPROVED)

    procedures.record_decision(decision, resolved, actor=clare)

    assert {str(outcome) for outcome in decision.outcomes.all()} == {
        "that MPA approved Street crime: objective 1",
        "that MPA approved Policing and performance plan 2001/02",
    }
    perform(world.plan.approve, actor=clare)


def test_a_plan_is_published_with_its_objectives(world, clare):
    ready_for(world, "approved")

    assert refusal(world.plan.publish, clare) == ["1 objective is not published yet: Street crime: objective 1."]
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)

    world.street.refresh_from_db()
    assert (world.plan.state, world.street.state, world.street.published_on) == ("published", "published", MAR_31)


def test_an_objective_sent_back_by_a_decision_holds_up_the_publication(world, clare):
    ready_for(world, "approved")
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_31, "10")
    world.street.refresh_from_db()
    assert refusal(world.plan.publish, clare) == ["1 objective is not published yet: Street crime: objective 1."]

    carry(world, world.street, "approved", "second")
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)


# What no longer changes


@pytest.mark.parametrize("state", ["approved", "published"])
def test_headings_and_route_of_a_decided_plan_no_longer_change(world, colin, state):
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=acting(world.colin))
    ready_for(world, state)
    priority, stage = world.aspect.priority, world.plan.stages.first()

    for act in [
        partial(priority.revise, title=priority.title, scope="internal"),
        partial(world.aspect.revise, title="Street crime", status="delegated"),
        partial(activity.revise, title="x", text="x"),
        partial(stage.revise, opens_on=JAN_15, closes_on=JAN_22, required=True),
        Priority(plan=world.plan, title="x", order=9).add,
        Aspect(plan=world.plan, priority=priority, title="x", order=9).add,
        SustainedActivity(plan=world.plan, title="x", order=9).add,
        Stage(plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=world.mpa, opens_on=JAN_15, closes_on=JAN_22).add,
        Objective(plan=world.plan, aspect=world.aspect, title="x").draft,
    ]:
        assert refusal(act, colin) == [f"Policing and performance plan 2001/02 is {state}."]


def test_the_title_above_a_decided_objective_no_longer_changes_but_its_status_may(world, colin):
    bring_to(world, "approved")
    aspect = world.street.aspect

    assert refusal(partial(aspect.revise, title="Crime", status=""), colin) == [
        "1 objective is decided under this title: Street crime: objective 1."
    ]
    perform(partial(aspect.revise, title="Street crime", status="under_discussion"), actor=colin)


def test_a_route_set_aside_for_another_plan_is_not_this_ones(world):
    assert a_plan(world).stages.count() == world.plan.stages.count() == 3


# What was said of the plan


def said_of(world, body, author, on, stage, **about) -> Comment:
    comment = Comment(stage=stage, body=body, author=author, text="Too long.", **about)
    perform(comment.make, actor=acting(author, on))
    return comment


def test_a_plan_is_not_approved_over_a_comment_made_when_it_was_before_the_authority(world):
    perform(world.guns.withdraw, actor=acting(world.colin, JAN_15), because="It is done.")
    bring_to(world, "approved")
    plan = Plan.objects.get(pk=world.plan.pk)
    perform(plan.refer, actor=acting(world.colin, MAR_8))
    comment = said_of(world, world.mpa, world.charles, MAR_8, "authority_approval", plan_as_a_whole=plan)
    clare = acting(world.clare, MAR_31)
    decision = decided(world, world.mpa, MAR_8, "all of it", plan)
    perform(Outcome(decision=decision, plan=plan, kind=OutcomeKind.APPROVED).record, actor=clare)

    assert refusal(plan.approve, clare) == ["1 comment is not answered yet: on Policing and performance plan 2001/02."]
    perform(partial(comment.give_answer, disposition="noted", answer="It is."), actor=acting(world.colin, MAR_31))
    perform(plan.approve, actor=clare)


@pytest.mark.parametrize("what", ["aspect", "activity"])
def test_what_a_comment_waits_on_is_not_withdrawn(world, colin, what):
    made = {
        "aspect": Aspect(plan=world.plan, priority=world.aspect.priority, title="Burglary", order=9),
        "activity": SustainedActivity(plan=world.plan, title="Homicide", text="As before.", order=1),
    }[what]
    perform(made.add, actor=colin)
    comment = said_of(world, world.workshop, world.mira, JAN_17, "workshop_review", **{what: made})

    assert refusal(made.withdraw, colin, because="It is done.") == [f"1 comment is not answered yet: on {made}."]
    perform(partial(comment.give_answer, disposition="noted", answer="Yes."), actor=acting(world.colin, JAN_17))
    perform(made.withdraw, actor=colin, because="It is done.")
