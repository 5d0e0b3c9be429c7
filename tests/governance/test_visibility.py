"""What is published is everybody's to read; what is in preparation, only theirs who hold an office under the body."""

from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser

from governance import procedures
from governance.models import Body, Objective, Outcome, Plan, Stage, StageKind, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from governance.models.plan import is_open_to
from governance.queries import reads_in_preparation
from governance.roles import RoleName
from tests.governance.scenes import a_plan, amended, decided, somebody_elsewhere
from tests.world import JAN_17, JAN_22, MAR_31, World, acting, appoint, bring_to
from workflow.actors import Actor
from workflow.gate import perform

INSIDE = ["colin", "olive", "omar", "clare", "ken", "mira", "charles", "ada"]
"""Everybody who holds an office under the Authority that has to do with plans"""
OUTSIDE = ["anna", "sue", "walter", "una", "nobody"]
"""The administrator, a superuser, a stranger, somebody with every office in another authority, nobody signed in"""


def actor_named(world: World, name: str) -> Actor:
    if name == "nobody":
        return Actor(AnonymousUser(), today=MAR_31)
    return acting(somebody_elsewhere() if name == "una" else getattr(world, name), MAR_31)


def homicide(world: World) -> Target:
    """The target of a sustained activity."""
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=colin)
    target = Target(activity=activity, text="Under development", resolution="under_development")
    perform(target.add, actor=colin)
    return target


def seen(actor: Actor) -> tuple[int, int, int]:
    """How many plans, objectives and targets."""
    return tuple(model.objects.visible_to(actor).count() for model in (Plan, Objective, Target))


@pytest.mark.parametrize("name", INSIDE)
def test_people_of_the_authority_read_the_plan_in_preparation(world, name):
    homicide(world)

    assert seen(actor_named(world, name)) == (1, 2, 4)


@pytest.mark.parametrize("name", OUTSIDE)
def test_others_see_nothing_of_it(world, name):
    homicide(world)

    assert seen(actor_named(world, name)) == (0, 0, 0)


@pytest.mark.parametrize("name", OUTSIDE)
@pytest.mark.parametrize(
    "state", ["draft", "workshop_review", "committee_comment", "authority_approval", "approved", "published"]
)
def test_others_see_an_objective_and_its_targets_once_it_is_published(world, name, state):
    bring_to(world, state)

    actor = actor_named(world, name)

    public = state == "published"
    assert list(Objective.objects.visible_to(actor)) == ([world.street] if public else [])
    assert set(Target.objects.visible_to(actor)) == ({world.resolved, world.undecided} if public else set())
    assert not Plan.objects.visible_to(actor).exists()


@pytest.mark.parametrize("name", OUTSIDE)
def test_others_see_a_published_plan_without_what_was_withdrawn_from_it(world, name):
    target = homicide(world)
    settle = partial(target.revise, text="90 per cent", resolution="resolved")
    perform(settle, actor=acting(world.colin), because="Agreed.", basis="Returns")
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    clare = acting(world.clare, MAR_31)
    approved = Outcome(decision=decided(world, world.mpa, reference="p"), plan=world.plan, kind=OutcomeKind.APPROVED)
    perform(approved.record, actor=clare)
    perform(world.plan.approve, actor=clare)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)

    actor = actor_named(world, name)

    assert list(Plan.objects.visible_to(actor)) == [world.plan]
    assert list(Objective.objects.visible_to(actor)) == [world.street]
    assert set(Target.objects.visible_to(actor)) == {world.resolved, world.undecided, target}


@pytest.mark.parametrize("name", OUTSIDE)
def test_others_see_nothing_of_an_amendment_under_way(world, name):
    copy = amended(world, "approved")

    assert copy not in Objective.objects.visible_to(actor_named(world, name))


def on_the_route(world: World) -> Actor:
    """The clerk of a body elsewhere that comments on the plan."""
    una = somebody_elsewhere()
    city = Body.objects.get(short_name="City")
    stage = Stage(plan=world.plan, kind=StageKind.COMMITTEE_COMMENT, body=city, opens_on=JAN_17, closes_on=JAN_22)
    perform(stage.add, actor=acting(world.colin))
    return acting(una, JAN_17)


def test_a_body_on_the_route_reads_the_plan_though_it_stands_elsewhere(world):
    homicide(world)

    actor = on_the_route(world)

    assert seen(actor) == (1, 2, 4)
    assert reads_in_preparation(world.street, actor)


def test_a_body_on_the_route_of_one_plan_reads_no_other(world):
    other = a_plan(world)

    actor = on_the_route(world)

    assert list(Plan.objects.visible_to(actor)) == [world.plan]
    assert not is_open_to(actor, other)
    assert seen(acting(world.walter)) == (0, 0, 0)


def test_who_leaves_reads_drafts_until_the_last_day(world):
    office = world.omar.appointments.get()
    perform(partial(office.dismiss, last_day=JAN_17), actor=acting(world.anna))

    assert seen(acting(world.omar, JAN_17)) == (1, 2, 3)
    assert seen(acting(world.omar, MAR_31)) == (0, 0, 0)


def test_a_suspended_person_reads_what_everybody_reads(world):
    world.olive.is_active = False
    world.olive.save()

    assert seen(acting(world.olive)) == (0, 0, 0)


def test_an_auditor_reads_the_plans_of_every_body_below_and_nobody_else_does(world):
    anna = acting(world.anna)
    appoint(world.walter, world.fpbv, RoleName.COORDINATOR, by=anna)
    plan = Plan(body=world.fpbv, title="The committee's own plan", financial_year="2001/02")
    perform(plan.set_up, actor=acting(world.walter))

    readers = [name for name in INSIDE if plan in Plan.objects.visible_to(actor_named(world, name))]

    assert readers == ["ken", "mira", "ada"]


def test_the_auditor_of_one_body_reads_nothing_of_the_one_beside_it(world):
    auditor = acting(somebody_elsewhere())

    assert auditor.may_anywhere("governance.read_ledger")
    assert Body.objects.count() > 6
    assert seen(auditor) == (0, 0, 0)
