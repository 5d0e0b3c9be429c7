"""Under a delegation what is approved may be edited again, as far as it reaches, and the delegate approves it anew."""

from functools import partial

import pytest

from governance import headings, procedures
from governance.models import Decision, Indicator, Note, Objective, Outcome, Plan, Power, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import RoleName
from tests.audit.paper import verify
from tests.governance.conditions import FUNDS, a_condition, approve_subject_to
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
from tests.governance.scenes import REASON, carry, refusal
from tests.world import JAN_15, MAR_8, MAR_31, OCTOBER, acting, an_objective, appoint, bring_to
from workflow.blockers import Blocked
from workflow.gate import blockers, perform

STREET = "Street crime: objective 1"
NO_LONGER = f"{STREET} is approved: its text no longer changes."
ONLY_FORMAT = (
    f"{STREET} is approved: the decision MPA 8 of MPA delegated format and presentation only to FPBV, so its notes, "
    "its numbering and its order may change, and nothing else of its text."
)


@pytest.fixture
def clare(world):
    return acting(world.clare, MAR_31)


def refused(do, *args, **more) -> list[str]:
    with pytest.raises(Blocked) as found:
        do(*args, **more)
    return [blocker.sentence for blocker in found.value.blockers]


def a_note(world, on=FEB_9, by=None) -> None:
    note = Note(objective=Objective.objects.get(pk=world.street.pk), text="See the annex.", order=1)
    perform(note.add, actor=acting(by or world.colin, on), because="The printer asks for it.")


def substance(world) -> dict:
    """Acts that make another text of Street crime, by Olive, and by Colin."""
    street = Objective.objects.get(pk=world.street.pk)
    indicator = Indicator.objects.filter(objective=street).first()
    return {
        "a target": (partial(world.resolved.revise, text="6 per cent"), world.olive),
        "its number": (partial(world.resolved.revise, numbers=["6"]), world.olive),
        "its title": (partial(street.revise, title="To halve it"), world.olive),
        "an indicator": (partial(indicator.revise, text="Robberies", items=[]), world.olive),
        "a new target": (Target(objective=street, text="1 per cent", resolution="resolved").add, world.olive),
        "from a report": (partial(street.take_from_report, title="To halve it"), world.colin),
        "another aspect": (partial(street.move, aspect=world.guns.aspect, number=7, order=7), world.colin),
    }


def its_format(world) -> dict:
    street = Objective.objects.get(pk=world.street.pk)
    return {
        "a note": (Note(objective=street, text="See the annex.", order=1).add, world.colin),
        "its number": (partial(street.renumber, number=7, labelled=True), world.colin),
        "the order of its indicators": (
            partial(Indicator.objects.filter(objective=street).first().place, order=7), world.olive,
        ),
    }  # fmt: skip


# Editing


def test_without_a_delegation_what_is_approved_does_not_change(world):
    bring_to(world, "approved")

    for act, person in [*substance(world).values(), *its_format(world).values()]:
        assert NO_LONGER in refusal(act, acting(person, FEB_9), **REASON)


@pytest.mark.parametrize("what", ["a target", "its title", "an indicator", "a new target", "from a report"])
def test_while_the_whole_text_is_delegated_its_owner_and_the_coordinator_edit_it(world, what):
    delegated(world)
    act, person = substance(world)[what]

    perform(act, actor=acting(person, FEB_9), **REASON)

    assert world.street.outcomes.get(kind="approved").voided_on == FEB_9
    assert verify()["whole"]


def test_each_change_says_why_and_nobody_else_makes_one(world):
    delegated(world)
    act = partial(world.resolved.revise, text="6 per cent")

    assert refusal(act, acting(world.olive, FEB_9)) == ["Give a reason: it is kept with the change."]
    assert refusal(act, acting(world.omar, FEB_9), **REASON)[1:] == [f"{STREET} belongs to Olive Grant."]


@pytest.mark.parametrize(
    "what", ["a target", "its number", "its title", "an indicator", "a new target", "from a report", "another aspect"]
)
def test_under_format_alone_nothing_changes_that_the_text_promises(world, what):
    delegated(world, a_delegation(world, scope="format"))
    act, person = substance(world)[what]

    assert refusal(act, acting(person, FEB_9), **REASON) == [ONLY_FORMAT]


@pytest.mark.parametrize("what", ["a note", "its number", "the order of its indicators"])
def test_under_format_alone_notes_numbering_and_order_change(world, what):
    delegated(world, a_delegation(world, scope="format"))
    act, person = its_format(world)[what]

    perform(act, actor=acting(person, FEB_9), **REASON)

    assert world.street.outcomes.get(kind="approved").voided_on == FEB_9
    approve_under(world)
    assert world.street.outcomes.filter(kind="approved", voided_on=None).count() == 1


def test_the_refusal_says_who_can_clear_it_and_where(world):
    (given,) = delegated(world, a_delegation(world, scope="format"))
    act, person = substance(world)["its title"]

    (blocker,) = blockers(act, actor=acting(person, FEB_9))
    assert blocker.cleared_by == "the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)"
    assert blocker.where == given.get_absolute_url()


def test_a_delegation_opens_the_text_no_longer_than_it_lasts(world):
    (given,) = delegated(world, a_delegation(world, ends_on=FEB_20))
    act = partial(world.resolved.revise, text="6 per cent")

    assert refusal(act, acting(world.olive, MAR_8), **REASON) == [NO_LONGER]
    charles = acting(world.charles, FEB_20)
    perform(partial(given.revoke, revoked_on=FEB_20), actor=charles, because="It is final.")
    assert refusal(act, acting(world.olive, FEB_20), **REASON) == [NO_LONGER]
    perform(act, actor=acting(world.olive, FEB_9), **REASON)


def test_a_delegation_about_one_objective_opens_no_other(world):
    other = an_objective(world.aspect, 2, "To light the parks", world.olive, world.tp, by=acting(world.colin))
    carry(world, other, "approved", "parks")
    delegated(world, a_delegation(world, objective=other))

    act, person = substance(world)["a target"]
    assert refusal(act, acting(person, FEB_9), **REASON) == [NO_LONGER]
    perform(partial(other.revise, title="To light all parks"), actor=acting(world.olive, MAR_31), **REASON)


def test_no_objective_is_split_off_what_is_approved(world):
    delegated(world)
    part = headings.split_of(world.street, title="Snatches", number=8, owner=world.olive, held_by=world.tp)

    assert refusal(part.split_off, acting(world.colin, FEB_9), **REASON) == [NO_LONGER]


def test_what_is_published_is_opened_by_no_delegation(world):
    delegated(world)
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)

    act, person = substance(world)["a target"]
    assert refusal(act, acting(person, MAR_31), **REASON) == [f"{STREET} is published: its text no longer changes."]


# Approving anew


def test_the_delegate_approves_anew_what_was_changed_and_it_is_published(world, clare):
    (given,) = delegated(world)
    edit(world)
    voided = "The approval of MPA of 8 February 2001 was voided by the change of 9 February 2001."
    assert refused(procedures.publish, world.street, actor=clare, on=MAR_31) == [voided]

    decision = approve_under(world)
    outcome = decision.outcomes.get()
    world.street.refresh_from_db()
    assert (outcome.under, outcome.seal, world.street.state) == (given, world.street.seal(), "approved")
    procedures.publish(world.street, actor=clare, on=MAR_31)
    assert verify()["whole"]


def test_nothing_is_published_before_the_day_on_which_the_delegate_approved_it(world, clare):
    delegated(world)
    edit(world)
    approve_under(world, on=FEB_20)

    assert refused(procedures.publish, world.street, actor=clare, on=FEB_9) == [
        f"{STREET} was approved on 20 February 2001: it cannot have been published on 9 February 2001."
    ]


@pytest.mark.parametrize("on", [FEB_20, MAR_8])
def test_the_delegate_has_the_power_on_the_days_of_the_delegation_alone(world, on):
    delegated(world, a_delegation(world, ends_on=FEB_20))

    if on <= FEB_20:
        approve_under(world, on=on)
    else:
        assert refused(approve_under, world, on=on)[0] == (
            "On 8 March 2001 FPBV did not have the power to approve, so it cannot have approved it."
        )


def test_a_delegate_approves_the_text_it_had_and_no_later_one(world):
    delegated(world)
    edit(world, on=MAR_8)
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=FEB_9, decided_on=FEB_20, reference="F 9")

    resolved = Resolved({world.street: APPROVED})
    assert refused(procedures.record_decision, decision, resolved, actor=acting(world.ken, MAR_31)) == [
        f"{STREET} changed on 8 March 2001, after it was sent to the members on 9 February 2001."
    ]


def test_a_change_after_the_delegate_approved_voids_that_as_well(world, clare):
    delegated(world)
    edit(world)
    approve_under(world)
    edit(world, on=MAR_8, text="7 per cent")

    assert refused(procedures.publish, world.street, actor=clare, on=MAR_31) == [
        "The approval of FPBV of 20 February 2001 was voided by the change of 8 March 2001."
    ]


def test_what_its_giver_has_not_approved_is_not_approved_anew(world):
    """MPA delegates everything of the plan; Firearms it has not approved."""
    delegated(world)
    perform(world.guns.submit, actor=acting(world.omar, MAR_31))

    assert refused(approve_under, world, on=MAR_31, about={world.guns: APPROVED})[0] == (
        "On 31 March 2001 FPBV did not have the power to approve, so it cannot have approved it."
    )


def test_a_delegate_undoes_no_approval(world, clare):
    delegated(world)

    assert refused(approve_under, world, about={world.street: OutcomeKind.REFERRED_BACK})[0] == (
        f"{STREET} is not before FPBV: it is in approved."
    )
    assert refused(approve_under, world, about={world.street: OutcomeKind.WITHDRAWN})[0] == (
        "On 20 February 2001 FPBV did not have the power to approve, so it cannot have withdrawn it."
    )


def test_under_format_alone_the_delegate_approves_no_other_promise(world):
    """Somebody else holds the whole text, and a figure has moved."""
    delegated(world, a_delegation(world, to=world.colin), a_delegation(world, scope="format"))
    a_note(world)
    approve_under(world, reference="FPBV 9")
    edit(world, on=FEB_20)

    assert refused(approve_under, world, on=MAR_8, reference="FPBV 10") == [
        f"{STREET} differs in more than its format from what MPA approved on 8 February 2001: "
        "the decision MPA 8 of MPA delegated format and presentation only."
    ]
    decide_as(world, world.colin, on=MAR_8)


def test_format_is_held_against_what_its_giver_approved_and_not_against_what_a_delegate_did(world):
    delegated(world, a_delegation(world, to=world.colin), a_delegation(world, scope="format"))
    edit(world)
    decide_as(world, world.colin)
    a_note(world, on=MAR_8)

    assert refused(approve_under, world, on=MAR_8)[0].startswith(f"{STREET} differs in more than its format")


def test_of_two_delegations_the_wider_counts(world):
    narrow, wide = delegated(world, a_delegation(world, scope="format"), a_delegation(world))
    edit(world)

    assert approve_under(world).outcomes.get().under == wide
    assert narrow != wide


def test_no_target_is_left_open_by_a_change_that_was_delegated(world, clare):
    delegated(world)
    reopen = partial(world.resolved.revise, text="?? per cent", resolution="placeholder", numbers=[])
    perform(reopen, actor=acting(world.olive, FEB_9), because="The figure is in doubt.")

    assert refused(approve_under, world) == ["1 target is not resolved yet: “?? per cent”."]
    assert refused(procedures.publish, world.street, actor=clare, on=MAR_31)


def test_its_owner_takes_no_part_in_it_as_clerk_of_the_delegate(world):
    appoint(world.olive, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    delegated(world)
    edit(world)

    assert refused(approve_under, world, by=world.olive) == [f"You own {STREET}, so somebody else must decide on it."]


def test_the_conditions_of_the_giver_hold_whoever_approves_anew(world, clare):
    bring_to(world, "authority_approval")
    approve_subject_to(world, a_condition(world), delegations=[a_delegation(world)])
    world.street.refresh_from_db()
    edit(world)
    approve_under(world)

    assert refused(procedures.publish, world.street, actor=clare, on=MAR_31) == [
        f"1 condition is still open: “{FUNDS}” (by 8 March 2001: Olive Grant)."
    ]


def test_a_power_of_its_own_needs_no_delegation(world):
    delegated(world)
    perform(Power(body=world.fpbv, kind="approve", starts_on=OCTOBER).confer, actor=acting(world.anna), because="So.")
    edit(world)

    assert refused(approve_under, world) == [f"{STREET} is not before FPBV: it is in approved."]


def test_a_new_submission_is_not_what_was_delegated(world):
    delegated(world)
    back = Decision(plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=MAR_8, reference="MPA 10")
    procedures.record_decision(
        back, Resolved({world.street: OutcomeKind.REFERRED_BACK}), actor=acting(world.clare, MAR_31), because="So."
    )
    world.street.refresh_from_db()
    perform(world.street.submit, actor=acting(world.olive, MAR_31))
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=MAR_31, decided_on=MAR_31, reference="F 11")
    perform(decision.record, actor=acting(world.ken, MAR_31))

    outcome = Outcome(decision=decision, objective=world.street, kind=APPROVED)
    assert refusal(outcome.record, acting(world.ken, MAR_31))[0] == (
        "On 31 March 2001 FPBV did not have the power to approve, so it cannot have approved it."
    )


# The plan as a whole


@pytest.fixture
def whole(world):
    """MPA approves Street crime and the plan as a whole on 8 February; a sustained activity stands beside it."""
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=colin)
    perform(Target(activity=activity, text="90 per cent", resolution="resolved").add, actor=colin)
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=colin, because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    world.plan.refresh_from_db()


def approve_the_plan(world, *delegations) -> None:
    delegated(world, *delegations, whole=APPROVED)
    perform(Plan.objects.get(pk=world.plan.pk).approve, actor=acting(world.clare, MAR_31))
    world.plan.refresh_from_db()


@pytest.mark.usefixtures("whole")
def test_the_delegate_of_the_whole_plan_approves_it_anew_as_a_whole(world, clare):
    approve_the_plan(world, a_delegation(world))
    edit(world)
    target = Target.objects.get(activity__plan=world.plan)
    perform(partial(target.revise, text="95 per cent"), actor=acting(world.colin, FEB_9), **REASON)
    assert Outcome.objects.get(plan=world.plan).voided_on == FEB_9
    approve_under(world, whole=APPROVED)

    procedures.publish_plan(Plan.objects.get(pk=world.plan.pk), actor=clare, on=MAR_31)
    assert Plan.objects.get(pk=world.plan.pk).state == "published"


@pytest.mark.usefixtures("whole")
def test_who_was_given_one_objective_approves_no_plan(world):
    approve_the_plan(world, a_delegation(world, objective=world.street))
    edit(world)

    assert refused(approve_under, world, whole=APPROVED)[0] == (
        "On 20 February 2001 FPBV did not have the power to approve, so it cannot have approved it."
    )


@pytest.mark.usefixtures("whole")
def test_under_format_alone_the_plan_is_approved_anew_with_other_notes(world, clare):
    approve_the_plan(world, a_delegation(world, scope="format"))
    a_note(world)
    note = Note(aspect=world.aspect, text="See annex B.", order=1)
    perform(note.add, actor=acting(world.colin, FEB_9), **REASON)
    target = Target.objects.get(activity__plan=world.plan)
    assert refusal(partial(target.revise, text="95 per cent"), acting(world.colin, FEB_9), **REASON)[0].startswith(
        "Homicide is approved: the decision MPA 8 of MPA delegated format and presentation only to FPBV"
    )

    approve_under(world, whole=APPROVED)
    procedures.publish_plan(Plan.objects.get(pk=world.plan.pk), actor=clare, on=MAR_31)


@pytest.mark.usefixtures("whole")
def test_under_format_alone_no_plan_is_approved_that_promises_something_else(world):
    approve_the_plan(world, a_delegation(world, to=world.colin), a_delegation(world, scope="format"))
    target = Target.objects.get(activity__plan=world.plan)
    perform(partial(target.revise, text="95 per cent"), actor=acting(world.colin, FEB_9), **REASON)

    assert refused(approve_under, world, about={}, whole=APPROVED) == [
        "Policing and performance plan 2001/02 differs in more than its format from what MPA approved on "
        "8 February 2001: the decision MPA 8 of MPA delegated format and presentation only."
    ]
    decide_as(world, world.colin, about={}, whole=APPROVED)


@pytest.mark.usefixtures("whole")
def test_no_activity_is_left_with_an_open_target_either(world):
    approve_the_plan(world, a_delegation(world))
    target = Target.objects.get(activity__plan=world.plan)
    reopen = partial(target.revise, text="?? per cent", resolution="placeholder")
    perform(reopen, actor=acting(world.colin, FEB_9), **REASON)

    assert refused(approve_under, world, about={}, whole=APPROVED) == [
        "1 target of a sustained activity is not resolved yet: “?? per cent” of Homicide."
    ]


@pytest.mark.usefixtures("whole")
def test_headings_stay_as_they_were_approved(world):
    approve_the_plan(world, a_delegation(world))

    act = partial(world.aspect.revise, title="Robbery", status="")
    assert refusal(act, acting(world.colin, FEB_9))[0] == "Policing and performance plan 2001/02 is approved."
