"""An objective is approved by a body with the power, on the very text it saw, with nothing left open."""

from functools import partial

import pytest
from django.db import connection

from audit.models import AuditEvent
from governance import procedures
from governance.models import (
    Appointment,
    Contribution,
    Indicator,
    Note,
    Power,
    Stage,
    StageKind,
    StatutoryIndicator,
    Target,
)
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.governance.scenes import REASON, carry, refusal, resolved
from tests.world import (
    FEB_8,
    JAN_15,
    JAN_17,
    JAN_22,
    MAR_8,
    MAR_31,
    OCTOBER,
    a_target,
    acting,
    an_objective,
    appoint,
    bring_to,
    say,
    submit,
)
from workflow.gate import blockers, one_act, perform
from workflow.writing import open_gate


@pytest.fixture
def clare(world):
    return acting(world.clare, MAR_31)


def before_the_authority(world) -> None:
    """Street crime goes all the way to the Authority with its target still at ?? per cent."""
    submit(world)
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    perform(world.street.invite_comment, actor=acting(world.clare, JAN_17))
    say(world, world.fpbv, OutcomeKind.ENDORSED, world.ken, JAN_22, "FPBV 3")
    perform(world.street.refer_to_authority, actor=acting(world.ken, JAN_22))


def test_every_reason_is_given_at_once_with_who_clears_it_and_where(world):
    before_the_authority(world)

    found = blockers(world.street.approve, actor=acting(world.omar, FEB_8))

    assert [(each.code, each.sentence, each.cleared_by, each.where) for each in found] == [
        (
            "role",
            "Your role does not let you approve Street crime: objective 1.",
            "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)",
            "",
        ),
        (
            "undecided_target",
            "1 target is not resolved yet: “?? per cent”.",
            "Olive Grant",
            f"{world.street.get_absolute_url()}#targets",
        ),
        (
            "no_approval",
            "No decision of MPA to approve Street crime: objective 1 is recorded.",
            "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)",
            f"{world.plan.get_absolute_url()}decisions/",
        ),
    ]


def test_every_open_target_is_named(world):
    a_target(world.street, "", "Thefts", by=acting(world.colin), resolution="missing")
    before_the_authority(world)

    (blocker, _) = blockers(world.street.approve, actor=acting(world.clare, FEB_8))

    assert blocker.sentence == "2 targets are not resolved yet: “?? per cent”, an indicator without one."


def test_a_target_without_an_indicator_does_not_slip_through(world, clare):
    perform(Target(objective=world.street, text="X officers", resolution="placeholder").add, actor=acting(world.olive))
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)

    assert refusal(world.street.approve, clare) == ["1 target is not resolved yet: “X officers”."]


def test_an_objective_without_indicators_can_be_approved(world):
    plain = an_objective(world.aspect, 2, "To identify a model", world.olive, world.tp, by=acting(world.colin))

    carry(world, plain, "approved")

    assert plain.state == "approved"


def test_an_endorsement_is_no_approval(world, clare):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.AGREED)

    assert refusal(world.street.approve, clare) == [
        "No decision of MPA to approve Street crime: objective 1 is recorded."
    ]


def test_the_last_word_of_the_body_counts(world, clare):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED, reference="8")
    resolved(world, world.mpa, OutcomeKind.REFERRED_BACK, reference="10")

    assert refusal(world.street.approve, clare) == [
        "No decision of MPA to approve Street crime: objective 1 is recorded."
    ]


def test_a_committee_with_the_power_does_not_approve_in_advance(world, clare):
    """What it says in its own stage is a comment; approval is given in the stage of approval."""
    perform(Power(body=world.fpbv, kind="approve", starts_on=OCTOBER).confer, actor=acting(world.anna), **REASON)
    bring_to(world, "committee_comment")
    resolved(world, world.fpbv, OutcomeKind.APPROVED)
    perform(world.street.refer_to_authority, actor=acting(world.ken, MAR_31))

    assert refusal(world.street.approve, clare) == [
        "No decision of MPA to approve Street crime: objective 1 is recorded."
    ]


def test_an_approval_of_an_earlier_submission_does_not_count(world, clare):
    bring_to(world, "approved")
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_8, "MPA 10")
    carry(world, world.street, "authority_approval", "second")

    assert world.street.round == 2
    assert refusal(world.street.approve, clare) == [
        "No decision of MPA to approve Street crime: objective 1 is recorded."
    ]


def test_a_body_whose_power_began_later_has_not_approved(world, clare):
    """The power counts on the day of the decision, whatever it is today."""
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    power = world.mpa.powers.get()
    perform(partial(power.end, last_day=JAN_22), actor=acting(world.anna, MAR_31), **REASON)
    perform(Power(body=world.mpa, kind="approve", starts_on=MAR_8).confer, actor=acting(world.anna, MAR_31), **REASON)

    assert refusal(world.street.approve, clare) == [
        "No decision of MPA to approve Street crime: objective 1 is recorded."
    ]


# The text is the text that body saw

CHANGED = "The text has changed since MPA approved it on 8 February 2001."
VOIDED = "The approval of MPA of 8 February 2001 was voided by the change of 15 January 2001."


def approved_text(world) -> None:
    """MPA has approved the text, and its clerk has not carried it out yet."""
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)


@pytest.mark.parametrize("change", ["target", "indicator", "statutory", "title", "aspect", "note"])
def test_a_text_changed_after_the_body_approved_it_is_not_approved(world, clare, change):
    approved_text(world)
    olive, colin = acting(world.olive), acting(world.colin)
    indicator = Indicator.objects.filter(objective=world.street).first()
    if change == "target":
        perform(partial(world.resolved.revise, text="6 per cent"), actor=olive, because="More officers.")
    elif change == "indicator":
        perform(partial(indicator.take_from_report, text="Robberies", items=[]), actor=colin, because="Report 10.")
    elif change == "statutory":
        bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
        perform(bvpi.add, actor=colin)
        added = Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=indicator)
        perform(added.add, actor=colin)
    elif change == "title":
        perform(partial(world.street.take_from_report, title="To halve it"), actor=colin, because="Report 10.")
    elif change == "aspect":
        perform(partial(world.street.aspect.revise, title="Crime in the street", status=""), actor=colin)
        world.street.refresh_from_db()
    else:
        perform(Note(objective=world.street, text="Subject to funds.", order=1).add, actor=colin)

    (blocker,) = blockers(world.street.approve, actor=clare)

    assert blocker.sentence == VOIDED
    assert blocker.cleared_by == "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)"
    assert blocker.where == f"{world.plan.get_absolute_url()}decisions/"
    assert refusal(world.street.approve, clare) == [VOIDED]


def test_an_approval_that_a_change_has_voided_stays_void_when_the_change_is_taken_back(world, clare):
    approved_text(world)
    olive = acting(world.olive)
    perform(partial(world.resolved.revise, text="6 per cent"), actor=olive, because="A slip.")
    perform(partial(world.resolved.revise, text="Reduce by 5 per cent"), actor=olive, because="Taken back.")

    assert refusal(world.street.approve, clare) == [VOIDED]


def test_a_change_that_the_same_act_takes_back_is_no_change(world, clare):
    approved_text(world)
    olive = acting(world.olive)
    with one_act():
        perform(partial(world.resolved.revise, text="6 per cent"), actor=olive, because="A slip.")
        perform(partial(world.resolved.revise, text="Reduce by 5 per cent"), actor=olive, because="Taken back.")

    perform(world.street.approve, actor=clare)


def test_saving_without_a_change_voids_nothing(world, clare):
    approved_text(world)
    perform(partial(world.resolved.revise, text="Reduce by 5 per cent"), actor=acting(world.olive), because="Again.")

    perform(world.street.approve, actor=clare)


def test_a_new_owner_voids_nothing(world, clare):
    approved_text(world)
    office = Appointment.objects.get(person=world.olive)
    perform(partial(office.dismiss, last_day=JAN_15), actor=acting(world.anna))
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)
    perform(to_omar, actor=acting(world.colin, MAR_31), because="Olive Grant has left.")

    perform(world.street.approve, actor=clare)


def test_the_body_may_approve_the_changed_text(world, clare):
    approved_text(world)
    perform(partial(world.resolved.revise, text="6 per cent"), actor=acting(world.olive), because="More officers.")
    resolved(world, world.mpa, OutcomeKind.APPROVED, reference="10")

    perform(world.street.approve, actor=clare)


def test_a_text_changed_behind_the_back_of_the_gate_is_not_published(world, clare):
    bring_to(world, "approved")
    with open_gate(), connection.cursor() as cursor:
        cursor.execute("UPDATE governance_target SET text = '50 per cent' WHERE id = %s", [world.resolved.pk])

    assert refusal(partial(world.street.publish, published_on=MAR_31), clare) == [CHANGED]


def test_what_is_approved_no_longer_changes_in_any_part(world):
    bring_to(world, "approved")
    colin, indicator = acting(world.colin), Indicator.objects.filter(objective=world.street).first()
    bvpi = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(bvpi.add, actor=colin)
    no_longer = "Street crime: objective 1 is approved: its text no longer changes."

    late = Contribution(plan=world.plan, statutory=bvpi, objective=world.street, indicator=indicator)
    assert refusal(late.add, colin) == [no_longer]
    assert refusal(partial(indicator.take_from_report, text="x", items=[]), colin, because="So.") == [no_longer]
    assert refusal(partial(world.street.aspect.revise, title="Crime", status=""), colin) == [
        "1 objective is decided under this title: Street crime: objective 1."
    ]


# Undoing an approval


def test_what_is_approved_is_undone_only_by_a_decision_of_that_body(world, clare):
    bring_to(world, "approved")
    only = "Street crime: objective 1 is approved: only a decision of the body that approved it undoes that."

    (blocker,) = blockers(world.street.send_back, actor=clare)
    assert blocker.sentence == only
    assert blocker.cleared_by == "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)"
    assert refusal(world.street.withdraw, acting(world.olive), because="No.") == [only]
    assert refusal(world.street.withdraw, acting(world.colin), because="No.") == [only]


@pytest.mark.parametrize("person", ["clare", "charles"])
@pytest.mark.parametrize(
    ("kind", "state"), [(OutcomeKind.REFERRED_BACK, "draft"), (OutcomeKind.WITHDRAWN, "withdrawn")]
)
def test_clerk_or_chair_records_the_decision_that_undoes_it(world, person, kind, state):
    bring_to(world, "approved")

    say(world, world.mpa, kind, getattr(world, person), MAR_8, "MPA 10")

    world.street.refresh_from_db()
    assert world.street.state == state
    (line,) = AuditEvent.objects.filter(action__in=["objective.sent_back", "objective.withdrawn"])
    assert line.because == "Decision MPA 10"


def test_another_owner_of_the_group_does_not_carry_out_what_was_decided(world):
    bring_to(world, "approved")
    resolved(world, world.mpa, OutcomeKind.WITHDRAWN, reference="10")
    appoint(world.omar, world.tp, RoleName.OWNER, by=acting(world.anna))

    assert refusal(world.street.withdraw, acting(world.omar), because="So.") == [
        "Street crime: objective 1 belongs to Olive Grant."
    ]


def test_the_clerk_of_the_authority_withdraws_nothing_without_a_decision(world):
    assert refusal(world.street.withdraw, acting(world.clare), because="No.") == [
        "Street crime: objective 1 belongs to Olive Grant."
    ]


def test_approval_waits_for_every_required_body_beside_the_one_that_approves(world, clare):
    beside = Stage(
        plan=world.plan, kind=StageKind.AUTHORITY_APPROVAL, body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8
    )
    perform(beside.add, actor=acting(world.colin))
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED, reference="10")
    assert refusal(world.street.approve, clare) == [
        "It is not recorded yet what FPBV said about Street crime: objective 1."
    ]

    resolved(world, world.fpbv, OutcomeKind.NOTED, reference="4")
    perform(world.street.approve, actor=clare)


def test_the_authority_approves_on_8_february_and_publication_is_on_31_march(world):
    bring_to(world, "approved")
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)

    lines = AuditEvent.objects.filter(action__in=["objective.approved", "objective.published"]).order_by("seq")
    assert [line.effective_on for line in lines] == [FEB_8, MAR_31]
