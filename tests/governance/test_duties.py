"""Separation of duties: nobody decides on their own objective, and nobody decides by running the machine."""

from functools import partial

import pytest
from django.contrib.auth.models import Group, Permission

from governance import procedures
from governance.models import Appointment, Decision, Outcome
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import ROLES, RoleName
from tests.fingerprint import fingerprint
from tests.governance.scenes import REASON, carry, decided, refusal, resolved
from tests.world import FEB_8, JAN_15, MAR_8, MAR_31, acting, appoint, bring_to, say
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import blockers, perform

OWN = "You own Street crime: objective 1, so somebody else must decide on it."


@pytest.fixture(params=[RoleName.CLERK, RoleName.CHAIR], ids=["clerk", "chair"])
def olive(world, request) -> Actor:
    """Olive, who owns Street crime: objective 1, is clerk (or chair) of every body on the route as well."""
    for body in (world.mpa, world.workshop, world.fpbv):
        appoint(world.olive, body, request.param, by=acting(world.anna))
    return acting(world.olive, MAR_31)


def test_an_owner_does_not_approve_what_the_body_approved_of_theirs(world, olive):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert refusal(world.street.approve, olive) == [OWN]


@pytest.mark.parametrize("kind", [OutcomeKind.APPROVED, OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN, "noted"])
def test_an_owner_does_not_record_what_the_body_said_about_theirs(world, olive, kind):
    bring_to(world, "authority_approval")
    decision = decided(world, world.mpa)

    assert refusal(Outcome(decision=decision, objective=world.street, kind=kind).record, olive) == [OWN]


@pytest.mark.parametrize("state", ["workshop_review", "committee_comment", "authority_approval"])
def test_an_owner_does_not_send_back_their_own(world, olive, state):
    bring_to(world, state)

    assert refusal(world.street.send_back, olive, **REASON) == [OWN]


def test_an_owner_decides_nothing_en_bloc_either_and_then_nothing_is_recorded(world, olive):
    bring_to(world, "authority_approval")
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference="8")
    before = fingerprint()

    with pytest.raises(Blocked) as refused:
        procedures.record_decision(decision, Resolved({world.street: OutcomeKind.APPROVED}), actor=olive)

    assert OWN in [blocker.sentence for blocker in refused.value.blockers]
    assert fingerprint() == before


def test_an_owner_undoes_no_approval_of_theirs(world, olive):
    bring_to(world, "approved")

    for kind in (OutcomeKind.REFERRED_BACK, OutcomeKind.WITHDRAWN):
        with pytest.raises(Blocked, match="You own Street crime"):
            say(world, world.mpa, kind, world.olive, MAR_8, "MPA 10")


def test_an_owner_who_is_clerk_decides_on_what_others_own(world, olive):
    perform(world.guns.submit, actor=acting(world.omar))

    perform(
        Outcome(
            decision=decided(world, world.workshop, by=world.clare), objective=world.guns, kind=OutcomeKind.NOTED
        ).record,
        actor=olive,
    )


def test_nobody_decides_for_the_owner_on_their_behalf(world):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    clare = Actor(world.clare, today=MAR_31, on_behalf_of=world.olive)

    assert refusal(world.street.approve, clare) == [
        "Your role does not let you approve Street crime: objective 1.",
        "Olive Grant owns Street crime: objective 1, so nobody decides on it on their behalf.",
    ]


@pytest.mark.parametrize("state", ["workshop_review", "committee_comment", "authority_approval", "approved"])
def test_nobody_hands_over_what_is_before_the_bodies(world, olive, state):
    """Or they would decide on what they own themselves."""
    bring_to(world, state)
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)

    assert refusal(to_omar, acting(world.colin, MAR_31), **REASON) == [
        "Olive Grant owns Street crime: objective 1 and still holds an office: somebody else gets it only as a draft."
    ]
    world.street.refresh_from_db()
    assert world.street.owner == world.olive


def test_once_it_is_somebody_elses_they_may_and_the_ledger_shows_how(world, olive):
    bring_to(world, "authority_approval")
    perform(world.street.send_back, actor=acting(world.clare, MAR_31), **REASON)
    perform(partial(world.street.assign, owner=world.omar, held_by=world.so), actor=acting(world.colin))
    perform(world.street.submit, actor=acting(world.omar, MAR_31))
    carry(world, world.street, "authority_approval", "second")
    decision = decided(world, world.mpa, on=MAR_31, reference="second")
    approved = Outcome(decision=decision, objective=world.street, kind=OutcomeKind.APPROVED)
    perform(approved.record, actor=acting(world.clare, MAR_31))

    perform(world.street.approve, actor=olive)


# Those who run the machine


def test_administrators_hold_no_right_over_a_plan():
    assert ROLES[RoleName.ADMINISTRATOR] == {"manage_bodies", "manage_people", "name_deputy"}


def test_auditors_hold_no_right_but_to_read_and_to_record_what_they_find():
    assert ROLES[RoleName.AUDITOR] == {
        "read_plan",
        "read_ledger",
        "read_readiness",
        "read_draft_agenda",
        "read_exempt_papers",
        "record_finding",
    }


def test_an_administrator_does_not_appoint_themselves(world):
    for role in RoleName:
        mine = Appointment(person=world.anna, body=world.fpbv, role=role, starts_on=JAN_15)
        assert refusal(mine.appoint, acting(world.anna)) == [
            "Nobody appoints themselves: another administrator must do it."
        ]


def test_another_administrator_may_appoint_them(world):
    appoint(world.omar, world.mpa, RoleName.ADMINISTRATOR, by=acting(world.anna))

    appoint(world.anna, world.fpbv, RoleName.MEMBER, by=acting(world.omar))


@pytest.mark.parametrize("person", ["anna", "sue"])
def test_administrator_and_superuser_decide_nothing_by_any_path(world, person):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    actor = acting(getattr(world, person), MAR_31)
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference="9")
    before = fingerprint()

    assert refusal(world.street.approve, actor) == ["Your role does not let you approve Street crime: objective 1."]
    assert refusal(decision.record, actor) == ["Your role does not let you record the decision 9 of MPA."]
    with pytest.raises(Blocked):
        procedures.record_decision(decision, Resolved({world.street: OutcomeKind.APPROVED}), actor=actor)
    assert fingerprint() == before


def test_a_permission_given_to_a_person_by_hand_counts_for_nothing(world):
    """Rights come from offices: neither Django's own permissions nor a group one was put into by hand give any."""
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    world.walter.user_permissions.set(Permission.objects.all())
    world.walter.groups.set(Group.objects.all())

    assert refusal(world.street.approve, acting(world.walter, MAR_31)) == [
        "Your role does not let you approve Street crime: objective 1."
    ]


def test_a_suspended_person_holds_nothing(world):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    world.clare.is_active = False
    world.clare.save()

    (blocker,) = blockers(world.street.approve, actor=acting(world.clare, MAR_31))

    assert blocker.code == "role"
    assert blocker.cleared_by == "the chair of MPA"
    (blocker,) = blockers(world.street.approve, actor=acting(world.ken, MAR_31))
    assert blocker.cleared_by == "the chair of MPA (Charles Ogden)"
