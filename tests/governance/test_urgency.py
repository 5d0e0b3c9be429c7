"""What cannot wait until a body meets: rule D6 of the field."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.delegating import taken_in_place_of_a_body, to_be_reported
from governance.models import Appointment, Body, Decision, Outcome, Power, Stage
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.governance.delegations import a_delegation, delegated, edit
from tests.governance.scenes import refusal
from tests.governance.test_delegations import refused
from tests.governance.urgency import (
    FEB_19,
    FEB_20,
    a_rule,
    an_urgent_decision,
    decide_urgently,
    rule_in_force,
)
from tests.world import FEB_8, JAN_15, JAN_22, MAR_8, MAR_31, acting, appoint, bring_to, say
from workflow.gate import blockers, perform

APPROVED = OutcomeKind.APPROVED
IN_PERSON = "What cannot wait is decided by the clerk in person, and by nobody else."


@pytest.fixture
def urgent(world):
    """Street crime is before MPA, which lets its clerk decide what cannot wait until it meets."""
    bring_to(world, "authority_approval")
    rule_in_force(world)
    return world


def against(decision: Decision, world, on=MAR_31, by=None) -> list[str]:
    """What stands against it, in sentences; nothing if it can be taken."""
    return [each.sentence for each in blockers(decision.take_in_urgency, actor=acting(by or world.clare, on))]


def test_the_clerk_approves_in_urgency_by_the_power_of_the_body(urgent):
    decision = decide_urgently(urgent)

    assert (str(decision), urgent.street.state) == ("the decision Urgent 1 of Clare Hobbs", "approved")
    outcome = decision.outcomes.get()
    assert (outcome.seal, outcome.under) == (urgent.street.seal(), None)
    assert decision.why_urgent == [
        "Charles Ogden, the chair of MPA, was consulted on 19 February 2001.",
        "It could not wait: The grant lapses on 28 February.",
    ]
    line = AuditEvent.objects.get(action="decision.taken_in_urgency")
    assert (line.role, line.effective_on) == ("clerk of MPA", FEB_20)
    procedures.publish(urgent.street, actor=acting(urgent.clare, MAR_31), on=MAR_31)


def test_the_clerk_approves_the_plan_as_a_whole_in_urgency(urgent):
    perform(urgent.guns.withdraw, actor=acting(urgent.colin), because="It is done.")
    perform(urgent.plan.refer, actor=acting(urgent.colin, MAR_31))

    decide_urgently(urgent, whole=APPROVED)

    perform(urgent.plan.approve, actor=acting(urgent.clare, MAR_31))


def test_it_is_to_be_reported_to_the_body_and_reported_once(urgent):
    decision = decide_urgently(urgent)

    assert list(to_be_reported(urgent.plan)) == list(to_be_reported(urgent.plan, urgent.mpa)) == [decision]
    assert list(to_be_reported(urgent.plan, urgent.fpbv)) == []
    report = partial(decision.report, reported_on=MAR_31, reported_as="MPA report 12")
    assert refusal(report, acting(urgent.ken, MAR_31)) == [
        "Your role does not let you report the decision Urgent 1 of Clare Hobbs."
    ]
    perform(report, actor=acting(urgent.clare, MAR_31))
    assert list(to_be_reported(urgent.plan)) == []
    assert list(taken_in_place_of_a_body(urgent.plan)) == [decision]


def test_nothing_is_added_to_what_has_been_reported(urgent):
    decision = decide_urgently(urgent, about={})
    perform(
        partial(decision.report, reported_on=MAR_31, reported_as="MPA report 12"), actor=acting(urgent.clare, MAR_31)
    )

    late = Outcome(decision=decision, objective=urgent.street, kind=APPROVED)
    assert refusal(late.take_in_urgency, acting(urgent.clare, MAR_31)) == [
        "The decision Urgent 1 of Clare Hobbs was reported on 31 March 2001: nothing is added to it."
    ]


# Who


def test_nobody_but_the_clerk_of_that_body_decides_in_urgency(urgent):
    for person in (urgent.ken, urgent.colin, urgent.charles, urgent.anna):
        assert against(an_urgent_decision(urgent, person), urgent, by=person)[0] == (
            f"Your role does not let you take the decision Urgent 1 of {person}."
        )


def test_the_clerk_decides_in_person_and_records_no_such_decision_as_one_of_the_body(urgent):
    of_ken = an_urgent_decision(urgent, urgent.ken)

    assert IN_PERSON in against(of_ken, urgent)
    assert IN_PERSON in against(an_urgent_decision(urgent, procedure=Procedure.DELEGATED), urgent)
    assert refusal(an_urgent_decision(urgent).record, acting(urgent.clare, MAR_31)) == [IN_PERSON]
    taken = decide_urgently(urgent, about={})
    about = Outcome(decision=taken, objective=urgent.street, kind=APPROVED)
    assert IN_PERSON in refusal(about.record, acting(urgent.clare, MAR_31))
    assert IN_PERSON in refusal(about.take_in_urgency, acting(urgent.ken, MAR_31))


def test_a_clerk_who_is_a_member_decides_nothing(urgent):
    appoint(urgent.clare, urgent.fpbv, RoleName.MEMBER, by=acting(urgent.anna), starts_on=MAR_8)

    assert against(an_urgent_decision(urgent), urgent) == [
        "Clare Hobbs is member of FPBV: a power is delegated to a committee, a sub-committee or an officer, and never "
        "to one member (LGA 1972 s.101)."
    ]


def test_whoever_was_not_the_clerk_on_the_day_cannot_have_decided(urgent):
    appoint(urgent.ken, urgent.mpa, RoleName.CLERK, by=acting(urgent.anna), starts_on=MAR_8)

    assert against(an_urgent_decision(urgent, urgent.ken), urgent, by=urgent.ken) == [
        "On 20 February 2001 Ken Marsh was not the clerk of MPA."
    ]


def test_nobody_decides_in_urgency_on_an_objective_they_own(urgent):
    appoint(urgent.olive, urgent.mpa, RoleName.CLERK, by=acting(urgent.anna))

    assert refused(decide_urgently, urgent, an_urgent_decision(urgent, urgent.olive), by=urgent.olive) == [
        "You own Street crime: objective 1, so somebody else must decide on it."
    ]


# When


def test_without_a_rule_in_force_on_the_day_everything_waits(world):
    bring_to(world, "authority_approval")
    rule_in_force(world, starts_on=MAR_8)

    assert against(an_urgent_decision(world), world) == [
        "On 20 February 2001 no rule of MPA let its clerk decide what cannot wait until it meets."
    ]
    assert against(an_urgent_decision(world, on=MAR_8), world) == []


def test_a_day_to_come_and_a_body_off_the_route_are_refused(urgent):
    assert against(an_urgent_decision(urgent), urgent, on=FEB_19) == [
        "20 February 2001 is still to come: a decision is recorded after it was taken."
    ]
    assert "Territorial Policing is not on the route of Policing and performance plan 2001/02." in against(
        an_urgent_decision(urgent, body=urgent.tp), urgent
    )


# After what


def test_the_chair_of_that_day_is_consulted_before(urgent):
    not_before = "Say on which day the chair of MPA was consulted: nothing is decided in urgency before."

    assert against(an_urgent_decision(urgent, consulted=None, consulted_on=None), urgent) == [not_before]
    assert against(an_urgent_decision(urgent, consulted_on=None), urgent) == [not_before]
    assert against(an_urgent_decision(urgent, consulted_on=MAR_8), urgent) == [
        "The chair is consulted before it is decided: 8 March 2001 is after 20 February 2001."
    ]
    assert against(an_urgent_decision(urgent, consulted=urgent.mira), urgent) == [
        "On 19 February 2001 Mira Shah was not the chair of MPA."
    ]
    office = Appointment.objects.get(person=urgent.charles)
    perform(partial(office.dismiss, last_day=FEB_8), actor=acting(urgent.anna, FEB_8))
    assert refusal(an_urgent_decision(urgent).take_in_urgency, acting(urgent.clare, MAR_31)) == [
        "On 19 February 2001 Charles Ogden was not the chair of MPA."
    ]


def test_it_says_why_it_cannot_wait(urgent):
    assert against(an_urgent_decision(urgent, could_not_wait=" "), urgent) == [
        "Say why it cannot wait until MPA meets."
    ]


def test_the_urgency_committee_comes_first(world):
    bring_to(world, "authority_approval")
    rule_in_force(world, world.fpbv)

    assert against(an_urgent_decision(world), world) == [
        "What cannot wait until MPA meets is first for FPBV: say why it cannot meet either."
    ]
    decision = decide_urgently(world, an_urgent_decision(world, could_not_meet="Nine of its twelve are away."))
    assert decision.why_urgent[2] == "Its urgency committee could not meet: Nine of its twelve are away."


def test_what_the_urgency_committee_decides_itself_is_reported_to_the_body(world):
    """As any body, by a power and in a place on the route of its own."""
    bring_to(world, "authority_approval")
    rule_in_force(world, world.fpbv)
    decision = partial(say, world, world.fpbv, APPROVED, world.ken, FEB_20, "FPBV 9", sent=JAN_22)
    assert refused(decision)[0].startswith("On 20 February 2001 FPBV did not have the power to approve")

    power = Power(body=world.fpbv, kind="approve", starts_on=JAN_15)
    perform(power.confer, actor=acting(world.anna), because="Terms of reference.")
    place = Stage(
        plan=world.plan, kind="authority_approval", body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8, required=False
    )
    perform(place.add, actor=acting(world.colin))
    say(world, world.mpa, OutcomeKind.NOTED, world.clare, FEB_8, "MPA 8")
    taken = decision()

    assert (taken.in_place_of, taken.who, taken.why_urgent) == (world.mpa, "FPBV", [])
    assert list(to_be_reported(world.plan, world.mpa)) == [taken]


def test_what_another_committee_decides_is_reported_to_nobody(urgent):
    decision = say(urgent, urgent.mpa, APPROVED, urgent.clare, FEB_20, "MPA 9")

    assert (decision.in_place_of, list(to_be_reported(urgent.plan))) == (None, [])


# What


@pytest.mark.parametrize("kind", ["noted", "endorsed", "referred_back", "withdrawn"])
def test_in_urgency_something_is_approved_and_nothing_else(urgent, kind):
    assert refused(decide_urgently, urgent, about={urgent.street: kind}) == [
        "In urgency something is approved and nothing else: what else is to be said of Street crime: objective 1 waits "
        "until MPA meets."
    ]


def test_a_body_without_the_power_has_none_in_urgency(world):
    bring_to(world, "committee_comment")
    perform(a_rule(world, body=world.fpbv).bring_into_force, actor=acting(world.anna), because="Standing order 20.")
    appoint(world.charles, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    of_ken = an_urgent_decision(world, world.ken, body=world.fpbv)

    assert refused(decide_urgently, world, of_ken, by=world.ken)[0] == (
        "On 20 February 2001 FPBV did not have the power to approve, so it cannot have approved it."
    )


def test_a_text_that_changed_since_was_not_approved_in_urgency(urgent):
    edit(urgent, on=MAR_8)

    assert refused(decide_urgently, urgent) == [
        "Street crime: objective 1 changed on 8 March 2001, after Clare Hobbs decided on 20 February 2001."
    ]


def test_a_delegation_is_another_way_and_lends_nothing_to_what_is_urgent(urgent):
    """What was delegated to Clare she can approve in urgency as well: by the power of MPA, and under no delegation."""
    delegated(urgent, a_delegation(urgent, to=urgent.clare))
    edit(urgent, on=FEB_19)

    decision = decide_urgently(urgent)
    assert (decision.outcomes.get().under, decision.taken_for) == (None, [urgent.mpa.pk])


# The rule


def test_on_each_day_one_rule_holds(urgent):
    bring = refusal(a_rule(urgent, starts_on=MAR_8).bring_into_force, acting(urgent.anna), because="So.")

    assert bring == ["A rule on urgency holds for MPA from 2 October 2000 on already: end that one first."]


def test_an_urgency_committee_is_another_body_and_a_committee(world):
    def bring(committee: Body) -> list[str]:
        rule = a_rule(world, committee)
        return [each.sentence for each in blockers(rule.bring_into_force, actor=acting(world.anna))]

    assert bring(world.mpa) == ["MPA does not stand in for itself."]
    assert bring(world.workshop) == ["Members' workshop is a workshop, and no committee."]
    assert bring(world.fpbv) == []


def test_a_rule_tells_who_decides(world):
    assert a_rule(world).in_words == (
        "The clerk of MPA decides what cannot wait, after consulting the chair. MPA is told at its next meeting."
    )
    assert a_rule(world, world.fpbv).in_words == (
        "Where FPBV, the urgency committee of MPA, cannot meet, the clerk of MPA decides what cannot wait, after "
        "consulting the chair. MPA is told at its next meeting."
    )
