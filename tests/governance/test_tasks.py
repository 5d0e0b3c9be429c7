"""My tasks: everybody has before them what waits for them in each stage, and nothing that does not."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import procedures, tasks
from governance.models import Decision, Stage, StageKind
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.governance.scenes import a_plan, written_comments_until
from tests.governance.test_page_queries import grow
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    acting,
    an_objective,
    bring_to,
    comment_on,
    say,
    submit,
)
from workflow.gate import perform

PEOPLE = ["colin", "olive", "omar", "clare", "ken", "mira", "charles", "ada", "anna", "walter"]
STREET = "Street crime: objective 1"
PLAN = "Policing and performance plan 2001/02"


@pytest.fixture(autouse=True)
def _comments_are_still_taken(world):
    written_comments_until(world.plan, MAR_31, world.colin)


def waiting(world, name, on=MAR_31):
    """The tasks of somebody on a day."""
    actor = acting(getattr(world, name), on)
    return tasks.waiting_for(actor, tasks.on_their_way(actor))


def listed(world, about=STREET):
    """Who has what to do about a thing: name -> tasks."""
    found = {name: [task.name for task in waiting(world, name) if task.about == about] for name in PEOPLE}
    return {name: own for name, own in found.items() if own}


def said_of_the_plan(world, kind):
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=MAR_8, reference="MPA 10")
    procedures.record_decision(decision, Resolved({}, plan_as_a_whole=kind), actor=acting(world.clare, MAR_31))


def put_before_the_authority(world, state):
    """The plan, with nothing in it but one objective that has come as far as `state`."""
    bring_to(world, state)
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))


IN_EACH_STATE = {
    "draft": {"olive": ["Resolve “?? per cent”", "Submit it"]},
    "workshop_review": {"clare": ["Record what Workshop said"], "mira": ["Read it and comment"]},
    "committee_comment": {"ken": ["Record what FPBV said"], "mira": ["Read it and comment"]},
    "authority_approval": {
        "clare": ["Record what MPA said"],
        "charles": ["Record what MPA said", "Read it and comment"],
    },
    "approved": {"clare": ["Publish it"]},
    "published": {},
}


@pytest.mark.parametrize("state", IN_EACH_STATE)
def test_in_each_state_those_whose_turn_it_is_have_it_and_nobody_else(world, state):
    if state != "draft":
        bring_to(world, state)

    assert listed(world) == IN_EACH_STATE[state]


@pytest.mark.parametrize(
    ("state", "body", "by"), [("workshop_review", "workshop", "clare"), ("committee_comment", "fpbv", "ken")]
)
def test_once_a_body_has_spoken_its_clerk_moves_it_on(world, state, body, by):
    bring_to(world, state)
    say(world, getattr(world, body), OutcomeKind.NOTED, getattr(world, by), MAR_8, "noted")

    assert listed(world)[by] == ["Move it to its next stage"]


def test_what_the_authority_has_only_noted_it_still_has_to_decide(world):
    bring_to(world, "authority_approval")
    say(world, world.mpa, OutcomeKind.NOTED, world.clare, FEB_8, "MPA 7")

    assert listed(world) == IN_EACH_STATE["authority_approval"]

    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    assert listed(world) == IN_EACH_STATE["approved"]


def test_what_the_authority_referred_back_its_owner_has(world):
    bring_to(world, "authority_approval")
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, FEB_8, "MPA 8")

    assert listed(world) == {"olive": ["Submit it"]}


def test_who_has_commented_need_not_comment_again_in_that_stage(world):
    bring_to(world, "workshop_review")
    comment = comment_on(world)

    assert listed(world) == {"olive": ["Answer a comment"], "clare": ["Record what Workshop said"]}

    perform(comment.give_answer, actor=acting(world.olive, JAN_17), disposition="noted", answer="Thank you.")
    assert "mira" not in listed(world)
    bring_to(world, "committee_comment")
    assert listed(world)["mira"] == ["Read it and comment"]


def test_what_has_been_submitted_again_is_read_again(world):
    bring_to(world, "workshop_review")
    comment = comment_on(world)
    perform(comment.give_answer, actor=acting(world.olive, JAN_17), disposition="noted", answer="Thank you.")
    world.street.refresh_from_db()
    perform(world.street.send_back, actor=acting(world.clare, JAN_17), because="Not ripe.")
    submit(world, JAN_17)

    assert listed(world)["mira"] == ["Read it and comment"]
    comment_on(world, "And now?")
    assert "mira" not in listed(world)


def test_a_comment_of_one_member_leaves_it_with_the_others(world):
    bring_to(world, "authority_approval")
    world.street.refresh_from_db()
    comment_on(world, by=world.charles)

    assert listed(world)["charles"] == ["Record what MPA said"]


def test_an_objective_is_published_by_the_clerk_of_the_plans_body_once(world):
    """However many bodies decided on it, whose own clerks have no part in publication."""
    second = Stage(
        plan=world.plan, kind=StageKind.AUTHORITY_APPROVAL, body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8
    )
    perform(second.add, actor=acting(world.colin))
    bring_to(world, "authority_approval")
    say(world, world.fpbv, OutcomeKind.NOTED, world.ken, FEB_8, "FPBV 4")
    bring_to(world, "approved")
    assert not [task for task in waiting(world, "ken") if task.about == STREET]

    (task,) = [task for task in waiting(world, "clare") if task.about == STREET]

    assert (task.name, task.body) == ("Publish it", "MPA")
    assert task.url == f"/objectives/{world.street.pk}/acts/publish/"


def test_an_objective_without_an_owner_waits_for_the_coordinator(world):
    orphan = an_objective(world.aspect, 2, "To prevent robbery", None, None, by=acting(world.colin))

    assert listed(world, str(orphan)) == {"colin": ["Give it an owner"]}


# Plans as a whole


def test_a_new_plan_waits_for_its_coordinator(world):
    plan = a_plan(world)

    assert listed(world, str(plan)) == {"colin": ["Open its review"]}


def test_a_plan_with_objectives_on_their_way_waits_for_them_and_for_nobody(world):
    bring_to(world, "authority_approval")

    assert listed(world, PLAN) == {}


def test_an_empty_plan_in_review_is_in_nobodys_list(world):
    plan = a_plan(world)
    perform(plan.open_review, actor=acting(world.colin))

    assert listed(world, str(plan)) == {}


def test_a_plan_whose_objectives_are_with_the_authority_is_put_before_it_by_the_coordinator(world):
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")

    assert listed(world, PLAN) == {"colin": ["Put it before the Authority"]}
    (task,) = [task for task in waiting(world, "colin") if task.about == PLAN]
    assert task.url == f"/plans/{world.plan.slug}/acts/refer/"


def test_a_plan_before_the_authority_waits_for_its_objectives_first(world):
    put_before_the_authority(world, "authority_approval")

    assert listed(world, PLAN) == {}


def test_what_the_authority_says_of_a_plan_is_recorded_by_its_clerk_or_chair(world):
    put_before_the_authority(world, "approved")

    assert listed(world, PLAN) == {"clare": ["Record what MPA said"], "charles": ["Record what MPA said"]}


def test_a_plan_the_authority_has_approved_is_carried_on_and_published_by_those_who_may(world):
    put_before_the_authority(world, "approved")
    said_of_the_plan(world, OutcomeKind.APPROVED)
    assert listed(world, PLAN) == {"clare": ["Approve it"], "charles": ["Approve it"]}

    perform(world.plan.approve, actor=acting(world.clare, MAR_31))
    assert listed(world, PLAN) == {}
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)
    assert listed(world, PLAN) == {"clare": ["Publish it"]}

    world.plan.refresh_from_db()
    procedures.publish_plan(world.plan, actor=acting(world.clare, MAR_31), on=MAR_31)
    assert listed(world, PLAN) == {}


# In a number of queries that does not grow


@pytest.mark.once
@pytest.mark.parametrize("name", ["olive", "colin", "clare", "mira", "charles"])
def test_it_asks_as_often_for_sixty_objectives_as_for_six(world, name):
    bring_to(world, "workshop_review")
    comment_on(world)
    grow(world, 6)
    few = queries_of(world, name)
    grow(world, 54)

    assert queries_of(world, name) == few


def queries_of(world, name):
    with CaptureQueriesContext(connection) as queries:
        waiting(world, name)
    return len(queries)
