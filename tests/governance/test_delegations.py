"""Giving a power to a committee or an officer, and taking it back: LGA 1972 s.101, rules D3 to D5 of the field."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.delegating import taken_in_place_of_a_body, to_be_reported
from governance.models import Appointment, Decision, Delegation, Outcome
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.governance.delegations import (
    APPROVED,
    FEB_9,
    FEB_20,
    a_delegation,
    approve_under,
    decide_as,
    delegated,
    edit,
)
from tests.governance.scenes import REASON, refusal, somebody_elsewhere
from tests.world import FEB_8, JAN_15, JAN_17, MAR_8, MAR_31, acting, appoint, bring_to
from workflow.blockers import Blocked
from workflow.gate import perform

APR_2 = date(2001, 4, 2)
NEVER_A_MEMBER = (
    "a power is delegated to a committee, a sub-committee or an officer, and never to one member (LGA 1972 s.101)."
)


def refused(do, *args, **more) -> list[str]:
    with pytest.raises(Blocked) as found:
        do(*args, **more)
    return [blocker.sentence for blocker in found.value.blockers]


# Giving


def test_a_decision_and_what_it_delegates_are_one_act(world):
    (given,) = delegated(world)

    line = AuditEvent.objects.get(action="delegation.given")
    assert line.act_id == AuditEvent.objects.get(action="decision.recorded", subject_id=str(given.decision_id)).act_id
    assert (line.effective_on, line.within_type) == (FEB_8, "governance.plan")
    assert str(given) == "the delegation to FPBV by the decision MPA 8 of MPA"


def test_nobody_adds_a_delegation_to_what_a_body_resolved(world):
    (given,) = delegated(world)
    late = a_delegation(world, plan=world.plan, decision=given.decision, number=2)

    assert refusal(late.give, acting(world.clare, MAR_31)) == [
        "The decision MPA 8 of MPA does not give it: a power is delegated with the decision."
    ]


def test_if_it_is_refused_nothing_was_decided(world):
    bring_to(world, "authority_approval")
    before = fingerprint()

    assert refused(delegated, world, a_delegation(world, ends_on=JAN_17)) == [
        "The last day of a delegation cannot come before the decision that gives it."
    ]
    assert fingerprint() == before


@pytest.mark.parametrize(("name", "office"), [("mira", "member of FPBV"), ("charles", "chair of MPA")])
def test_never_to_one_member(world, name, office):
    person = getattr(world, name)
    appoint(person, world.mpa, RoleName.COORDINATOR, by=acting(world.anna))

    assert refused(delegated, world, a_delegation(world, to=person)) == [f"{person} is {office}: {NEVER_A_MEMBER}"]


def test_nor_to_an_officer_who_has_become_a_member_since(world):
    appoint(world.colin, world.fpbv, RoleName.MEMBER, by=acting(world.anna), starts_on=MAR_8)

    assert refused(delegated, world, a_delegation(world, to=world.colin)) == [
        f"Colin Reyes is member of FPBV: {NEVER_A_MEMBER}"
    ]


def test_an_officer_holds_an_office_in_which_something_can_be_done(world):
    for person in (world.walter, world.anna, world.ada):
        assert refused(delegated, world, a_delegation(world, to=person)) == [
            f"{person} holds no office in which something can be delegated to them."
        ]


def test_it_is_to_one_body_or_to_one_officer(world):
    for to in ({"to_officer": world.colin}, {"to_body": None}):
        assert refused(delegated, world, a_delegation(world, **to)) == [
            "Say to which body, or to which officer, it is delegated."
        ]


def test_it_is_to_a_committee_that_has_to_do_with_the_plan(world):
    city = somebody_elsewhere().appointments.first().body
    for body, said in [
        (world.tp, "Territorial Policing is no committee: a power is delegated to a committee or to an officer."),
        (world.mpa, "MPA delegates nothing to itself."),
        (city, "City of London Police Authority has nothing to do with Policing and performance plan 2001/02."),
    ]:
        assert refused(delegated, world, a_delegation(world, to=body)) == [said]


def test_a_workshop_is_warned_of_and_not_refused(world):
    (given,) = delegated(world, a_delegation(world, to=world.workshop))

    assert given.to == "Workshop"


def test_power_before_outcome_nobody_delegates_what_they_have_not(world):
    bring_to(world, "committee_comment")
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=JAN_15, decided_on=FEB_8, reference="F 1")
    resolved = Resolved({world.street: OutcomeKind.ENDORSED}, delegations=[a_delegation(world, to=world.workshop)])

    assert refused(procedures.record_decision, decision, resolved, actor=acting(world.ken, MAR_31)) == [
        "On 8 February 2001 FPBV did not have the power to approve Policing and performance plan 2001/02, "
        "nor could pass it on, so it cannot have delegated the whole final text."
    ]


# Passing on


def pass_on(world, delegation, on=FEB_20) -> Delegation:
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=on, decided_on=on, reference="FPBV passes on")
    resolved = Resolved({}, delegations=[delegation])
    procedures.record_decision(decision, resolved, actor=acting(world.ken, MAR_31))
    return delegation


def test_a_committee_passes_on_what_it_may(world):
    (given,) = delegated(world, a_delegation(world, may_be_passed_on=True))
    passed = pass_on(world, a_delegation(world, to=world.colin, scope="format"))

    assert (passed.under, passed.origin) == (given, given)
    decide_as_of_fpbv = Decision(
        plan=world.plan, body=world.fpbv, procedure=Procedure.DELEGATED, officer=world.colin, decided_on=MAR_8,
        reference="Note 1",
    )  # fmt: skip
    resolved = Resolved({world.street: APPROVED})
    procedures.record_decision(decide_as_of_fpbv, resolved, actor=acting(world.colin, MAR_31))
    assert decide_as_of_fpbv.outcomes.get().under == passed


@pytest.mark.parametrize(
    ("held", "more"),
    [
        ({}, {}),
        ({"may_be_passed_on": True, "scope": "format"}, {}),
        ({"may_be_passed_on": True, "ends_on": MAR_8}, {}),
        ({"may_be_passed_on": True, "ends_on": FEB_9}, {"ends_on": FEB_9}),
    ],
    ids=["told not to", "no further than it reaches", "for no longer than it lasts", "not once it has ended"],
)
def test_and_no_more_than_it_has(world, held, more):
    delegated(world, a_delegation(world, **held))
    on = {"on": FEB_20}

    (said,) = refused(pass_on, world, a_delegation(world, to=world.colin, **{"ends_on": MAR_31, **more}), **on)[:1]
    assert said.startswith(("On 20 February 2001 FPBV did not have", "The last day of a delegation"))


def test_what_was_delegated_about_one_objective_is_not_passed_on_about_everything(world):
    delegated(world, a_delegation(world, may_be_passed_on=True, objective=world.street))

    assert refused(pass_on, world, a_delegation(world, to=world.colin)) == [
        "On 20 February 2001 FPBV did not have the power to approve Policing and performance plan 2001/02, "
        "nor could pass it on, so it cannot have delegated the whole final text."
    ]
    pass_on(world, a_delegation(world, to=world.colin, objective=world.street))


def test_an_officer_passes_nothing_on(world):
    assert refused(delegated, world, a_delegation(world, to=world.colin, may_be_passed_on=True)) == [
        "An officer does not pass on what was delegated to them."
    ]


def test_what_was_passed_on_falls_with_what_it_came_from(world):
    (given,) = delegated(world, a_delegation(world, may_be_passed_on=True))
    passed = pass_on(world, a_delegation(world, to=world.workshop))
    assert passed.in_force_on(MAR_31)

    revoke(world, given)
    passed.refresh_from_db()
    assert not passed.in_force_on(MAR_31)


# Revoking


def revoke(world, delegation, on=MAR_31) -> None:
    perform(
        partial(delegation.revoke, revoked_on=on), actor=acting(world.charles, MAR_31), effective_on=on, because="So."
    )


def test_its_giver_keeps_the_power_and_takes_it_back_with_a_reason(world):
    (given,) = delegated(world)
    act = partial(given.revoke, revoked_on=MAR_31)

    assert refusal(act, acting(world.charles, MAR_31)) == ["Give a reason: it is kept with the change."]
    for person in (world.ken, world.colin, world.mira):
        assert refusal(act, acting(person, MAR_31), **REASON) == [
            "Your role does not let you revoke the delegation to FPBV by the decision MPA 8 of MPA."
        ]
    perform(act, actor=acting(world.charles, MAR_31), because="The text is final.")
    assert refusal(act, acting(world.charles, MAR_31), **REASON) == [
        "The delegation to FPBV by the decision MPA 8 of MPA was revoked on 31 March 2001."
    ]


def test_what_was_decided_under_it_stands(world):
    (given,) = delegated(world)
    approve_under(world, on=FEB_20)

    act = partial(given.revoke, revoked_on=FEB_20)
    assert refusal(act, acting(world.charles, MAR_31), effective_on=FEB_20, **REASON) == [
        "Something was decided under it on 20 February 2001, and stands: it is revoked from a later day."
    ]
    revoke(world, given, on=MAR_8)
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)


def test_it_is_revoked_from_a_day_on_which_it_was_there(world):
    (given,) = delegated(world)
    charles = acting(world.charles, MAR_31)

    early = partial(given.revoke, revoked_on=JAN_17)
    assert refusal(early, charles, effective_on=JAN_17, **REASON) == [
        "It was given on 8 February 2001: it cannot have been revoked before."
    ]
    assert refusal(partial(given.revoke, revoked_on=FEB_8), charles, **REASON) == [
        "Say from which day on it is revoked."
    ]


def test_what_has_ended_is_not_revoked(world):
    (given,) = delegated(world, a_delegation(world, ends_on=MAR_8))

    assert refusal(partial(given.revoke, revoked_on=MAR_31), acting(world.charles, MAR_31), **REASON) == [
        "The delegation to FPBV by the decision MPA 8 of MPA ended on 8 March 2001."
    ]


# The giver may still decide itself


def test_the_giver_still_approves_itself_and_needs_no_delegation_for_it(world):
    delegated(world)
    edit(world)
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=MAR_8, decided_on=MAR_8, reference="MPA 10")
    procedures.record_decision(decision, Resolved({world.street: APPROVED}), actor=acting(world.clare, MAR_31))

    assert decision.outcomes.get().under is None
    assert not Decision.objects.in_place_of_a_body().exists()


# Reporting


def test_what_was_decided_under_it_is_reported_once_to_the_body_that_gave_it(world):
    delegated(world)
    edit(world)
    decision = approve_under(world)
    assert list(taken_in_place_of_a_body(world.plan)) == [decision]
    assert list(to_be_reported(world.plan)) == list(to_be_reported(world.plan, world.mpa)) == [decision]
    assert list(to_be_reported(world.plan, world.fpbv)) == []

    act = partial(decision.report, reported_on=MAR_31, reported_as="MPA report 12")
    for person in (world.ken, world.charles, world.colin):
        assert refusal(act, acting(person, MAR_31)) == [
            "Your role does not let you report the decision FPBV 9 of FPBV."
        ]
    perform(act, actor=acting(world.clare, MAR_31))
    assert list(to_be_reported(world.plan)) == []
    assert list(taken_in_place_of_a_body(world.plan)) == [decision]
    assert refusal(act, acting(world.clare, MAR_31)) == ["The decision FPBV 9 of FPBV was reported on 31 March 2001."]


def test_a_report_comes_after_the_decision_and_in_a_paper(world):
    delegated(world)
    edit(world)
    decision, clare = approve_under(world), acting(world.clare, MAR_31)

    early = partial(decision.report, reported_on=FEB_9, reported_as="MPA report 9")
    assert refusal(early, clare, effective_on=FEB_9) == [
        "It was decided on 20 February 2001: it cannot have been reported before."
    ]
    assert refusal(partial(decision.report, reported_on=MAR_31, reported_as=" "), clare) == [
        "Say in which paper it was reported."
    ]
    assert refusal(partial(decision.report, reported_on=MAR_8, reported_as="x"), clare) == [
        "Say on which day it was reported."
    ]


def test_what_a_body_decided_by_its_own_power_is_not_reported_so(world):
    (given,) = delegated(world)

    assert "The decision MPA 8 of MPA was taken neither under delegated authority nor in urgency." in refusal(
        partial(given.decision.report, reported_on=MAR_31, reported_as="x"), acting(world.clare, MAR_31)
    )


# Officers


def test_an_officer_decides_in_person_and_the_decision_names_them(world):
    delegated(world, a_delegation(world, to=world.colin))
    edit(world)
    decision = decide_as(world, world.colin)

    assert (str(decision), decision.who) == ("the decision Note 1 of Colin Reyes", "Colin Reyes")
    line = AuditEvent.objects.get(action="decision.taken")
    assert (line.role, line.effective_on) == ("plan coordinator of MPA", FEB_20)
    assert str(decision.outcomes.get()) == "that Colin Reyes approved Street crime: objective 1"
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)


def test_nobody_else_decides_what_was_delegated_to_an_officer(world):
    delegated(world, a_delegation(world, to=world.colin))
    said = "What was delegated to an officer is decided by that officer, and by nobody else."
    about = {"plan": world.plan, "body": world.mpa, "decided_on": FEB_20, "reference": "Note 1"}
    of_colin = Decision(**about, procedure=Procedure.DELEGATED, officer=world.colin)

    assert refusal(of_colin.take, acting(world.omar, MAR_31)) == [said]
    assert refusal(of_colin.record, acting(world.clare, MAR_31)) == [said]
    taken = decide_as(world, world.colin, about={})
    outcome = Outcome(decision=taken, objective=world.street, kind=APPROVED)
    assert said in refusal(outcome.record, acting(world.clare, MAR_31))
    assert said in refusal(outcome.take, acting(world.omar, MAR_31))


def test_an_officer_to_whom_nothing_was_delegated_decides_nothing(world):
    delegated(world)

    assert refused(decide_as, world, world.colin) == [
        "On 20 February 2001 nothing about Policing and performance plan 2001/02 was delegated to Colin Reyes by MPA."
    ]


def test_an_officer_who_becomes_a_member_decides_nothing_any_more(world):
    delegated(world, a_delegation(world, to=world.colin))
    appoint(world.colin, world.fpbv, RoleName.MEMBER, by=acting(world.anna), starts_on=MAR_8)

    assert refused(decide_as, world, world.colin) == [f"Colin Reyes is member of FPBV: {NEVER_A_MEMBER}"]


def test_an_officer_out_of_office_decides_nothing(world):
    delegated(world, a_delegation(world, to=world.colin))
    office = Appointment.objects.get(person=world.colin)
    perform(partial(office.dismiss, last_day=FEB_9), actor=acting(world.anna, FEB_9))

    assert refused(decide_as, world, world.colin)[0] == (
        "Your role does not let you take the decision Note 1 of Colin Reyes."
    )


def test_nobody_decides_on_an_objective_they_own_whoever_delegated_it(world):
    delegated(world, a_delegation(world, to=world.olive))
    edit(world)

    assert refused(decide_as, world, world.olive) == [
        "You own Street crime: objective 1, so somebody else must decide on it."
    ]


def test_an_officer_refers_nothing_back_and_withdraws_nothing(world):
    delegated(world, a_delegation(world, to=world.colin))

    for kind in (OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN, OutcomeKind.NOTED):
        assert refused(decide_as, world, world.colin, about={world.street: kind})[0] == (
            "On 20 February 2001 Colin Reyes could approve anew what MPA had approved and delegated, and nothing else: "
            "Street crime: objective 1 is not among it."
        )
