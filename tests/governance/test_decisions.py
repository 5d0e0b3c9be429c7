"""What a body decided is recorded as a fact, by those who may, once it had the power and the text."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import Appointment, Decision, Objective, Outcome, Plan, Power
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.governance.scenes import a_plan, carry, decided, refusal, resolved
from tests.world import FEB_8, JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, a_person, acting, appoint, bring_to, say, submit
from workflow.blockers import Blocked
from workflow.gate import perform


@pytest.fixture
def clare(world):
    return acting(world.clare, MAR_31)


def a_decision(world, body=None, **more) -> Decision:
    values = {"circulated_on": JAN_15, "decided_on": FEB_8, "reference": "8", **more}
    return Decision(plan=world.plan, body=body or world.mpa, **values)


def test_it_is_recorded_after_it_was_taken(world):
    assert refusal(a_decision(world, decided_on=MAR_8).record, acting(world.clare, FEB_8)) == [
        "8 March 2001 is still to come: a decision is recorded after it was taken."
    ]


def test_a_body_that_is_not_on_the_route_decides_nothing_about_the_plan(world):
    appoint(world.clare, world.tp, RoleName.CLERK, by=acting(world.anna))

    assert refusal(a_decision(world, world.tp).record, acting(world.clare, MAR_31)) == [
        "Territorial Policing is not on the route of Policing and performance plan 2001/02."
    ]


def test_a_written_procedure_begins_with_sending_the_text(world, clare):
    assert refusal(a_decision(world, circulated_on=None).record, clare) == [
        "Say when the text was sent to the members: a written procedure begins with it."
    ]


def test_members_have_the_text_before_they_decide_on_it(world, clare):
    assert refusal(a_decision(world, circulated_on=MAR_8).record, clare) == [
        "Members must have been sent the text before they decide on it."
    ]


def test_a_meeting_needs_no_circulation(world, clare):
    assert perform(a_decision(world, circulated_on=None, procedure=Procedure.MEETING).record, actor=clare)


def test_the_same_decision_is_recorded_once(world, clare):
    perform(a_decision(world).record, actor=clare)

    assert refusal(a_decision(world).record, clare) == [
        "The same has been done already, perhaps a moment ago by somebody else."
    ]


# Power before outcome


@pytest.mark.parametrize(
    ("kind", "needed"),
    [
        (OutcomeKind.ENDORSED, "recommend"),
        (OutcomeKind.AGREED, "recommend"),
        (OutcomeKind.REFERRED_BACK, "recommend"),
        (OutcomeKind.APPROVED, "approve"),
        (OutcomeKind.WITHDRAWN, "approve"),
    ],
)
def test_a_workshop_that_advises_resolves_nothing(world, clare, kind, needed):
    bring_to(world, "workshop_review")
    decision = decided(world, world.workshop)

    assert refusal(Outcome(decision=decision, objective=world.street, kind=kind).record, clare) == [
        f"On 8 February 2001 Workshop did not have the power to {needed}, so it cannot have {kind.label} it."
    ]


@pytest.mark.parametrize("kind", [OutcomeKind.NOTED, OutcomeKind.DISCUSSED])
def test_anybody_on_the_route_may_note_and_discuss(world, kind):
    bring_to(world, "workshop_review")

    assert resolved(world, world.workshop, kind).pk


def test_a_committee_that_recommends_does_not_approve(world):
    bring_to(world, "committee_comment")
    approved = Outcome(decision=decided(world, world.fpbv), objective=world.street, kind=OutcomeKind.APPROVED)

    assert refusal(approved.record, acting(world.ken, MAR_31)) == [
        "On 8 February 2001 FPBV did not have the power to approve, so it cannot have approved it."
    ]


@pytest.mark.parametrize(
    ("decided_on", "had_it"), [(JAN_17, False), (JAN_22, True), (FEB_8, True), (date(2001, 2, 9), False)]
)
def test_a_power_holds_from_its_first_day_to_its_last(world, decided_on, had_it):
    power = Power(body=world.fpbv, kind="approve", starts_on=JAN_22, ends_on=FEB_8)
    perform(power.confer, actor=acting(world.anna, MAR_31), because="Standing orders.")
    bring_to(world, "committee_comment")
    decision = decided(world, world.fpbv, on=decided_on)
    record = Outcome(decision=decision, objective=world.street, kind=OutcomeKind.APPROVED).record
    ken = acting(world.ken, MAR_31)

    if had_it:
        perform(record, actor=ken)
    else:
        assert "did not have the power to approve" in refusal(record, ken)[0]


def test_who_may_approve_may_endorse(world):
    bring_to(world, "authority_approval")

    assert resolved(world, world.mpa, OutcomeKind.ENDORSED).pk


# What the body saw


def test_an_objective_that_is_not_before_the_body_is_not_decided_by_it(world, clare):
    bring_to(world, "workshop_review")
    approved = Outcome(decision=decided(world, world.mpa), objective=world.street, kind=OutcomeKind.APPROVED)

    assert refusal(approved.record, clare) == ["Street crime: objective 1 is not before MPA: it is in workshop review."]


def test_an_outcome_is_bound_to_the_seal_of_the_text_to_the_stage_and_to_the_submission(world):
    bring_to(world, "authority_approval")
    outcome = resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert outcome.seal == Objective.objects.get(pk=world.street.pk).seal()
    assert (outcome.stage, outcome.round) == ("authority_approval", 1)


def test_nobody_brings_their_own_seal(world):
    bring_to(world, "authority_approval")
    outcome = Outcome(
        decision=decided(world, world.mpa), objective=world.street, kind="approved", seal="0" * 64, round=7
    )
    perform(outcome.record, actor=acting(world.clare, MAR_31))

    assert outcome.seal == world.street.seal()
    assert outcome.round == 1


def test_a_decision_about_one_plan_means_nothing_for_another(world, clare):
    other: Plan = a_plan(world)
    bring_to(world, "authority_approval")
    outcome = Outcome(decision=decided(world, world.mpa, plan=other), objective=world.street, kind="approved")

    assert refusal(outcome.record, clare) == ["What is put together must stand in the same plan."]


def test_one_decision_says_one_thing_about_an_objective(world, clare):
    bring_to(world, "authority_approval")
    outcome = resolved(world, world.mpa, OutcomeKind.NOTED)
    again = Outcome(decision=outcome.decision, objective=world.street, kind=OutcomeKind.APPROVED)

    assert refusal(again.record, clare) == ["The same has been done already, perhaps a moment ago by somebody else."]


# Who records


def test_clerk_or_chair_of_the_body_records_and_nobody_else(world):
    bring_to(world, "authority_approval")
    for person in (world.ken, world.colin, world.anna, world.ada, world.sue, world.mira, world.olive):
        assert refusal(a_decision(world, reference=str(person)).record, acting(person, MAR_31)) == [
            f"Your role does not let you record the decision {person} of MPA."
        ]
    for person in (world.clare, world.charles):
        perform(a_decision(world, reference=str(person)).record, actor=acting(person, MAR_31))


def test_the_chair_records_what_the_body_referred_back(world):
    bring_to(world, "authority_approval")

    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.charles, FEB_8, "MPA 8")

    world.street.refresh_from_db()
    assert world.street.state == "draft"


# En bloc


@pytest.fixture
def both(world):
    """Street crime and Firearms are before the Authority."""
    bring_to(world, "authority_approval")
    omars = acting(world.omar, MAR_31)
    clare, ken = acting(world.clare, MAR_31), acting(world.ken, MAR_31)
    perform(world.guns.submit, actor=omars)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, MAR_31, "W 2", world.guns)
    perform(world.guns.invite_comment, actor=clare)
    say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, MAR_31, "F 2", world.guns)
    perform(world.guns.refer_to_authority, actor=ken)
    return world.street, world.guns


def test_one_decision_approves_some_and_refers_others_back_as_one_act(world, both, clare):
    street, guns = both
    done = Resolved({street: OutcomeKind.APPROVED, guns: OutcomeKind.REFERRED_BACK})

    procedures.record_decision(a_decision(world, reference="MPA 10", decided_on=MAR_31), done, actor=clare)

    lines = AuditEvent.objects.filter(action__in=["decision.recorded", "objective.approved", "objective.sent_back"])
    act = lines.get(action="objective.sent_back").act_id
    written = AuditEvent.objects.filter(act_id=act)
    assert sorted(written.values_list("action", flat=True)) == [
        "decision.recorded",
        "objective.approved",
        "objective.sent_back",
        "outcome.recorded",
        "outcome.recorded",
        "seal.taken",
        "seal.taken",
    ]
    assert {line.effective_on for line in written} == {MAR_31}
    assert (street.state, guns.state) == ("approved", "draft")


def test_if_one_objective_is_blocked_nothing_is_recorded(world, both, clare):
    street, guns = both
    target = guns.targets.get()
    reopen = partial(target.revise, resolution="provisional")
    perform(reopen, actor=acting(world.omar, MAR_31), because="The figure is in doubt.")
    before = fingerprint()

    with pytest.raises(Blocked, match=r"^1 target is not resolved yet: “200 firearms”\.$"):
        procedures.record_decision(
            a_decision(world, reference="MPA 10", circulated_on=MAR_31, decided_on=MAR_31),
            Resolved(dict.fromkeys([street, guns], OutcomeKind.APPROVED)),
            actor=clare,
        )

    assert fingerprint() == before


def test_what_is_approved_already_may_be_approved_once_more(world, clare):
    bring_to(world, "approved")

    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, MAR_8, "MPA 10")

    world.street.refresh_from_db()
    assert world.street.state == "approved"
    assert world.street.outcomes.filter(kind="approved").count() == 2


def test_an_approval_of_the_first_submission_stays_on_record_after_the_second(world):
    bring_to(world, "approved")
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_8, "MPA 10")
    world.street.refresh_from_db()
    carry(world, world.street, "approved", "second")

    said = world.street.outcomes.filter(stage="authority_approval").order_by("pk").values_list("kind", "round")
    assert list(said) == [("approved", 1), ("approved", 2)]


def test_somebody_dismissed_yesterday_records_nothing_today(world):
    bring_to(world, "authority_approval")
    chair = Appointment.objects.get(person=world.charles)
    perform(partial(chair.dismiss, last_day=JAN_22), actor=acting(world.anna, FEB_8))
    stranger = a_person("zoe", "Zoe Hart")

    for person in (world.charles, stranger):
        assert refusal(a_decision(world).record, acting(person, FEB_8)) == [
            "Your role does not let you record the decision 8 of MPA."
        ]


def test_a_submission_comes_before_a_decision(world, clare):
    early = Outcome(decision=decided(world, world.workshop), objective=world.street, kind=OutcomeKind.NOTED)

    assert refusal(early.record, clare) == ["Street crime: objective 1 is not before Workshop: it is in draft."]
    submit(world)
    perform(Outcome(decision=early.decision, objective=world.street, kind=OutcomeKind.NOTED).record, actor=clare)
