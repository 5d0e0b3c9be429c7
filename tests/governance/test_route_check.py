"""Whether a route can be met: every finding once, and its negative twin."""

from datetime import date
from functools import partial

import pytest
from django.db.models import prefetch_related_objects

from governance.models import Plan
from governance.route_check import READS, findings
from tests.governance.scenes import a_plan
from tests.world import JAN_15, JAN_17, JAN_22, acting, bring_to
from workflow.gate import perform


def found(plan, on=JAN_15, who=None):
    """What stands against the route of a plan on a day, as (kind, sentence)."""
    this = Plan.objects.get(pk=plan.pk)
    prefetch_related_objects([this], *READS)
    return [(finding.kind, finding.sentence) for finding in findings(this, acting(who, on))]


@pytest.fixture
def check(world):
    return lambda plan=world.plan, on=JAN_15: found(plan, on, world.colin)


def revised(world, body, **values):
    stage = world.plan.stages.get(body=body)
    now = {"opens_on": stage.opens_on, "closes_on": stage.closes_on, "required": stage.required}
    perform(partial(stage.revise, **{**now, **values}), actor=acting(world.colin), because="It was agreed so.")


def test_nothing_stands_against_the_route_of_the_world(check):
    assert check() == []


def test_it_leads_to_a_body_that_can_approve(world, check):
    plan = Plan(body=world.mpa, title="Plan", financial_year="2002/03")
    perform(plan.set_up, actor=acting(world.colin))

    assert check(plan) == [("fault", "No body on the route can approve the plan.")]


def test_the_body_that_is_to_approve_has_the_power_on_its_days(world, check):
    power = world.mpa.powers.get()
    perform(partial(power.end, last_day=JAN_22), actor=acting(world.anna), because="It was agreed so.")
    assert check() == [], "on one of its days it still has the power"

    revised(world, world.mpa, opens_on=date(2001, 1, 23))

    assert check() == [
        ("fault", "MPA has no power to approve from 23 January 2001 to 8 March 2001, when it is to approve.")
    ]


def test_a_stage_opens_when_the_one_before_it_can_have_ended(world, check):
    revised(world, world.fpbv, opens_on=date(2001, 1, 16))

    assert check() == [
        (
            "warning",
            "Committee comment opens on 16 January 2001, before workshop review closes on 17 January 2001.",
        )
    ]


def test_a_stage_closes_before_the_next_one_has_closed(world, check):
    revised(world, world.fpbv, closes_on=date(2001, 3, 9))

    assert check() == [
        (
            "fault",
            "Committee comment closes on 9 March 2001, after Authority approval has closed on 8 March 2001.",
        )
    ]


def test_nothing_is_left_behind_in_a_stage_that_is_over(world, check):
    bring_to(world, "committee_comment")
    assert not [each for each in check(on=JAN_17) if "Street crime" in each[1]]

    assert check(on=date(2001, 1, 23)) == [
        (
            "fault",
            "Workshop review closed on 17 January 2001, and 1 objective (Firearms: objective 1) has not passed it.",
        ),
        (
            "fault",
            "Committee comment closed on 22 January 2001, and 2 objectives (Street crime: objective 1 and Firearms: "
            "objective 1) have not passed it.",
        ),
    ]


def test_a_stage_in_which_nobody_must_be_heard_may_be_passed_by(world, check):
    revised(world, world.workshop, required=False)

    assert [sentence for _, sentence in check(on=JAN_22)] == []


def test_a_body_that_must_be_heard_has_somebody_who_records_what_it_says(world, check):
    office = world.ken.appointments.get()
    perform(partial(office.dismiss, last_day=JAN_15), actor=acting(world.anna))
    assert check() == [("fault", "FPBV must be heard, and on 17 January 2001 it has nobody to record what it decides.")]

    revised(world, world.fpbv, required=False)

    assert check() == []


def test_somebody_who_cannot_sign_in_records_nothing(world, check):
    world.ken.is_active = False
    world.ken.save()

    assert check() == [("fault", "FPBV must be heard, and on 17 January 2001 it has nobody to record what it decides.")]


@pytest.mark.parametrize(
    ("opens_on", "expected"),
    [
        (
            date(2001, 3, 20),
            ("warning", "Authority approval by MPA closes when the year of the plan has begun, on 1 April 2001."),
        ),
        (
            date(2001, 4, 1),
            ("fault", "Authority approval by MPA opens when the year of the plan has begun, on 1 April 2001."),
        ),
    ],
)
def test_a_plan_is_approved_before_its_year_begins(world, check, opens_on, expected):
    revised(world, world.mpa, closes_on=date(2001, 3, 31))
    assert check() == []

    revised(world, world.mpa, opens_on=opens_on, closes_on=date(2001, 4, 1))

    assert check() == [expected]


def test_faults_come_first(world, check):
    revised(world, world.fpbv, opens_on=date(2001, 1, 16), closes_on=date(2001, 3, 9))

    assert [kind for kind, _ in check()] == ["fault", "warning"]


def test_the_route_of_another_plan_is_another_route(world, check):
    plan = a_plan(world)
    revised(world, world.fpbv, closes_on=date(2001, 3, 9))

    assert check(plan) == []
