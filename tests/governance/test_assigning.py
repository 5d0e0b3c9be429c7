"""Whom an objective is given to: an owner in a group of the plan's body, and not to escape the separation of duties."""

from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.forms.objective import AssignForm
from governance.models import Appointment, Body, Objective
from governance.roles import RoleName
from tests.governance.scenes import REASON, refusal, somebody_elsewhere
from tests.world import JAN_15, JAN_17, MAR_31, acting, appoint, bring_to
from workflow.acts import rules_of
from workflow.gate import perform, perform_each


def dismiss(world, person) -> None:
    for office in Appointment.objects.filter(person=person):
        perform(partial(office.dismiss, last_day=JAN_15), actor=acting(world.anna))


def test_nobody_gives_an_objective_to_an_owner_of_another_authority(world):
    una, city = somebody_elsewhere(), Body.objects.get(short_name="City")

    assert refusal(partial(world.street.assign, owner=una, held_by=city), acting(world.colin)) == [
        "City of London Police Authority does not belong to Metropolitan Police Authority."
    ]
    world.street.refresh_from_db()
    assert (world.street.owner, world.street.held_by) == (world.olive, world.tp)


@pytest.mark.parametrize("group", ["so", "mpa"])
def test_any_group_of_the_plans_body_may_hold_it_and_that_body_itself(world, group):
    held_by = getattr(world, group)
    appoint(world.walter, held_by, RoleName.OWNER, by=acting(world.anna))

    perform(partial(world.street.assign, owner=world.walter, held_by=held_by), actor=acting(world.colin))

    assert (world.street.owner, world.street.held_by) == (world.walter, held_by)


def test_the_form_offers_owners_of_the_plans_body_and_no_others(world):
    somebody_elsewhere()
    rule = next(rule for rule in rules_of(Objective) if rule.name == "assign")

    form = AssignForm(thing=world.street, rule=rule, actor=acting(world.colin))

    assert [label for _, label in form.fields["office"].choices][1:] == [
        "Olive Grant, Territorial Policing",
        "Omar Siddiq, Specialist Operations",
    ]
    assert not form.fields["because"].required


@pytest.mark.parametrize("details", [{"owner": None, "held_by": None}, {"owner": None}])
def test_it_is_given_to_somebody(world, details):
    details = {"held_by": world.tp} | details

    assert refusal(partial(world.street.assign, **details), acting(world.colin)) == [
        "Say who is to own it, and in which group."
    ]


def test_whoever_has_left_hands_it_over_where_it_is_and_the_reason_is_kept(world):
    bring_to(world, "approved")
    dismiss(world, world.olive)
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)
    colin = acting(world.colin, MAR_31)

    assert refusal(to_omar, colin) == ["Give a reason: it is kept with the change."]
    perform(to_omar, actor=colin, because="Olive Grant has left.")
    assert world.street.owner == world.omar


def test_whoever_left_one_office_and_holds_another_does_not(world):
    bring_to(world, "workshop_review")
    dismiss(world, world.olive)
    appoint(world.olive, world.mpa, RoleName.CLERK, by=acting(world.anna), starts_on=MAR_31)
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)

    assert refusal(to_omar, acting(world.colin, JAN_17), **REASON) == [
        "Olive Grant owns Street crime: objective 1 and still holds an office: somebody else gets it only as a draft."
    ]


def test_a_published_one_gets_another_owner_for_a_reason(world):
    bring_to(world, "published")
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)
    colin = acting(world.colin, MAR_31)

    assert refusal(to_omar, colin) == ["Give a reason: it is kept with the change."]
    perform(to_omar, actor=colin, **REASON)


def statements(world, objectives: list[Objective]) -> int:
    acts = [
        partial(
            Objective.objects.get(pk=each.pk).assign,
            owner=world.omar,
            held_by=Body.objects.get(pk=world.so.pk),
        )
        for each in objectives
    ]
    with CaptureQueriesContext(connection) as captured:
        assert len(perform_each(acts, actor=acting(world.colin))) == len(objectives)
    return len(captured)


def test_many_are_given_an_owner_in_as_many_statements_as_one(world):
    drafts = [
        Objective(plan=world.plan, aspect=world.aspect, number=number, title="More", order=number)
        for number in range(2, 14)
    ]
    perform_each([each.draft for each in drafts], actor=acting(world.colin))

    assert statements(world, drafts[:2]) == statements(world, drafts[2:])
