"""What was approved subject to a condition is followed to closure: set with the decision, cleared, then published."""

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance import procedures
from governance.models import Condition, Decision, Outcome
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.roles import RoleName
from tests.fingerprint import fingerprint
from tests.governance.conditions import FUNDS, a_condition, approve_subject_to, approved_subject_to, confirm
from tests.governance.scenes import REASON, amended, carry, refusal, somebody_elsewhere, stand_in
from tests.world import FEB_8, JAN_15, JAN_17, MAR_8, MAR_31, a_person, acting, appoint, bring_to, say
from workflow.blockers import Blocked
from workflow.gate import blockers, perform, perform_each

FEB_9, MAR_1, APR_2 = date(2001, 2, 9), date(2001, 3, 1), date(2001, 4, 2)
OPEN = f"1 condition is still open: “{FUNDS}” (by 8 March 2001: Olive Grant)."


@pytest.fixture
def clare(world):
    return acting(world.clare, MAR_31)


@pytest.fixture
def condition(world) -> Condition:
    """MPA has approved Street crime on 8 February, subject to one condition."""
    return approved_subject_to(world)[0]


def refused(do, *args, **more) -> list[str]:
    with pytest.raises(Blocked) as found:
        do(*args, **more)
    return [blocker.sentence for blocker in found.value.blockers]


# Set with the decision


def test_a_decision_and_its_conditions_are_one_act(world):
    bring_to(world, "authority_approval")
    approve_subject_to(world, a_condition(world), a_condition(world, "The panel is told"))

    line = AuditEvent.objects.filter(action="condition.set").latest_first().first()
    actions = AuditEvent.objects.filter(act_id=line.act_id).values_list("action", flat=True)
    assert sorted(actions) == [
        *("condition.set", "condition.set", "decision.recorded", "objective.approved", "outcome.recorded"),
        "seal.taken",
    ]
    assert line.effective_on == FEB_8
    assert [each.number for each in Condition.objects.all()] == [1, 2]


def test_if_a_condition_is_refused_nothing_was_decided(world):
    bring_to(world, "authority_approval")
    before = fingerprint()

    assert refused(approve_subject_to, world, a_condition(world, due_on=JAN_17)) == [
        "A condition of 8 February 2001 cannot have been due on 17 January 2001."
    ]
    assert fingerprint() == before


def test_nobody_adds_a_condition_to_what_a_body_resolved(world, condition, clare):
    late = a_condition(world, "And more patrols", plan=world.plan, decision=condition.decision, number=2)

    assert refusal(late.set, clare) == [
        "The decision MPA 8 of MPA is not subject to it: conditions are set with the decision."
    ]


def test_nor_does_a_second_one_take_the_number_of_the_first(world, condition, clare):
    again = a_condition(world, "And more patrols", plan=world.plan, decision=condition.decision, number=1)

    assert refusal(again.set, clare) == ["The same has been done already, perhaps a moment ago by somebody else."]


def test_only_an_approval_is_subject_to_conditions(world):
    bring_to(world, "authority_approval")

    about = {world.street: OutcomeKind.AGREED}
    assert refused(approve_subject_to, world, a_condition(world), about=about) == [
        "The decision MPA 8 of MPA did not approve anything: only an approval is subject to conditions."
    ]


def test_a_condition_is_about_what_that_decision_approved(world):
    bring_to(world, "authority_approval")

    assert refused(approve_subject_to, world, a_condition(world, objective=world.guns)) == [
        "The decision MPA 8 of MPA did not approve Firearms: objective 1: only an approval is subject to conditions."
    ]


def test_nobody_is_given_a_condition_they_cannot_read(world):
    bring_to(world, "authority_approval")
    plan = "Policing and performance plan 2001/02"

    for person in (world.walter, world.anna):
        assert refused(approve_subject_to, world, a_condition(world, owner=person)) == [
            f"{person} holds no office in which {plan} is read."
        ]


def test_a_body_that_has_nothing_to_do_with_the_plan_confirms_nothing_of_it(world):
    bring_to(world, "authority_approval")
    city = somebody_elsewhere().appointments.first().body

    assert refused(approve_subject_to, world, a_condition(world, checker=city)) == [
        "City of London Police Authority has nothing to do with Policing and performance plan 2001/02."
    ]


def test_nothing_comes_into_being_cleared(world):
    bring_to(world, "authority_approval")

    assert refused(approve_subject_to, world, a_condition(world, state="met", closed_on=FEB_8)) == [
        "Condition 1 of the decision MPA 8 of MPA begins open."
    ]


def test_a_committee_that_recommends_approves_nothing_subject_to_anything(world):
    bring_to(world, "committee_comment")
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=JAN_15, decided_on=FEB_8, reference="F 1")
    resolved = Resolved({world.street: OutcomeKind.APPROVED}, conditions=[a_condition(world)])

    assert refused(procedures.record_decision, decision, resolved, actor=acting(world.ken, MAR_31)) == [
        "On 8 February 2001 FPBV did not have the power to approve, so it cannot have approved it."
    ]


# Final is out of reach while one is open


def test_it_is_approved_and_not_published_while_a_condition_is_open(world, condition, clare):
    assert world.street.state == "approved"

    (blocker,) = blockers(world.street.publish, actor=clare)
    assert (blocker.sentence, blocker.cleared_by, blocker.where) == (
        OPEN, "the clerk of FPBV (Ken Marsh)", condition.get_absolute_url(),
    )  # fmt: skip
    assert refused(procedures.publish, world.street, actor=clare, on=MAR_31) == [OPEN]


def test_every_open_condition_is_named(world, clare):
    approved_subject_to(world, a_condition(world), a_condition(world, "The panel is told", checker=world.mpa))

    (blocker,) = blockers(world.street.publish, actor=clare)
    assert blocker.sentence == (
        f"2 conditions are still open: “{FUNDS}” (by 8 March 2001: Olive Grant); "
        "“The panel is told” (by 8 March 2001: Olive Grant)."
    )
    assert blocker.cleared_by == (
        "the clerk of FPBV (Ken Marsh) or the chair of MPA (Charles Ogden) or the clerk of MPA (Clare Hobbs)"
    )
    assert blocker.where == f"{world.plan.get_absolute_url()}decisions/#conditions"


@pytest.mark.parametrize("how", ["met", "waived"])
def test_once_it_is_met_or_waived_it_holds_nothing_up(world, condition, clare, how):
    if how == "met":
        confirm(condition, world.ken)
    else:
        waive = partial(condition.waive, closed_on=MAR_31)
        perform(waive, actor=acting(world.charles, MAR_31), because="The boroughs will not answer.")

    procedures.publish(world.street, actor=clare, on=MAR_31)
    assert (condition.state, world.street.state) == (how, "published")


def test_nothing_was_published_while_a_condition_was_open(world, condition, clare):
    confirm(condition, world.ken, on=MAR_8)

    assert refused(procedures.publish, world.street, actor=clare, on=MAR_1) == [
        f"“{FUNDS}” was cleared on 8 March 2001: Street crime: objective 1 cannot have been published on 1 March 2001."
    ]
    procedures.publish(world.street, actor=clare, on=MAR_8)


def test_a_condition_about_another_objective_holds_this_one_not_up(world, clare):
    bring_to(world, "authority_approval")
    condition = a_condition(world, objective=world.street)
    approve_subject_to(world, condition)

    assert [b.code for b in blockers(world.guns.publish, actor=clare) if b.code == "condition"] == []


def test_a_condition_outlives_the_approval_of_another_wording(world, condition, clare):
    """A body that approves once more has not said that what it asked for is done."""
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, MAR_8, "MPA 10")

    assert refusal(partial(world.street.publish, published_on=MAR_31), clare) == [OPEN]


def test_it_outlives_the_next_submission_as_well(world, condition, clare):
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_8, "MPA 10")
    world.street.refresh_from_db()
    carry(world, world.street, "approved", "second")

    assert refusal(partial(world.street.publish, published_on=MAR_31), clare) == [OPEN]


def test_an_amendment_is_held_to_its_own_conditions(world, clare):
    amendment = amended(world, "authority_approval")
    condition = a_condition(world, due_on=MAR_31)
    about = {amendment: OutcomeKind.APPROVED}
    approve_subject_to(world, condition, on=MAR_31, sent=MAR_31, about=about, reference="MPA 20")
    amendment.refresh_from_db()

    open_now = f"1 condition is still open: “{FUNDS}” (by 31 March 2001: Olive Grant)."
    assert refused(procedures.publish, amendment, actor=clare, on=MAR_31) == [open_now]
    confirm(condition, world.ken)
    procedures.publish(amendment, actor=clare, on=MAR_31)


# The plan as a whole


@pytest.fixture
def before_the_authority(world):
    """Street crime is before the Authority with the plan; Firearms is withdrawn."""
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    world.plan.refresh_from_db()


def approve_the_plan(world) -> None:
    perform(world.plan.approve, actor=acting(world.clare, MAR_31))
    world.plan.refresh_from_db()


@pytest.mark.usefixtures("before_the_authority")
def test_a_plan_approved_subject_to_a_condition_is_not_published_while_it_is_open(world, clare):
    condition = a_condition(world)
    approve_subject_to(world, condition, whole=OutcomeKind.APPROVED)
    approve_the_plan(world)

    assert refused(procedures.publish_plan, world.plan, actor=clare, on=MAR_31) == [OPEN]
    assert OPEN in refusal(world.plan.publish, clare)
    confirm(condition, world.ken)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)
    assert world.plan.state == "published"


@pytest.mark.usefixtures("before_the_authority")
def test_whoever_approved_the_whole_subject_to_something_approved_every_objective_subject_to_it(world, clare):
    say(world, world.mpa, OutcomeKind.APPROVED, world.clare, FEB_8, "MPA 8")
    approve_subject_to(world, a_condition(world), about={}, whole=OutcomeKind.APPROVED, reference="MPA 9")
    world.street.refresh_from_db()

    assert refusal(partial(world.street.publish, published_on=MAR_31), clare) == [OPEN]


@pytest.mark.usefixtures("before_the_authority")
def test_a_condition_about_one_objective_holds_up_the_plan_as_well(world, clare):
    condition = a_condition(world, objective=world.street)
    approve_subject_to(world, condition, whole=OutcomeKind.APPROVED)
    approve_the_plan(world)

    assert OPEN in refusal(world.plan.publish, clare)


@pytest.mark.usefixtures("before_the_authority")
def test_what_has_left_the_plan_holds_it_not_up(world, clare):
    approve_subject_to(world, a_condition(world, objective=world.street))
    say(world, world.mpa, OutcomeKind.WITHDRAWN, world.charles, MAR_8, "MPA 10")

    assert "condition" not in {each.code for each in blockers(world.plan.publish, actor=clare)}


# Who clears it, and with what


def test_clerk_or_chair_of_the_body_named_for_it_confirms_and_nobody_else(world, condition):
    act, about = partial(condition.confirm_met, closed_on=MAR_31), {"basis": "Minute 12"}
    for person in (world.clare, world.charles, world.colin, world.mira, world.anna, world.sue):
        assert refusal(act, acting(person, MAR_31), **about) == [
            "Your role does not let you confirm condition 1 of the decision MPA 8 of MPA as met."
        ]
    perform(act, actor=acting(world.ken, MAR_31), **about)
    line = AuditEvent.objects.get(action="condition.confirmed")
    assert line.changes == {"state": ["open", "met"], "closed_on": [None, "2001-03-31"]}
    assert (line.basis, line.within_type) == ("Minute 12", "governance.plan")


def test_the_chair_of_the_body_that_decided_waives_and_nobody_else(world, condition):
    act = partial(condition.waive, closed_on=MAR_31)
    for person in (world.clare, world.ken, world.colin, world.mira):
        assert refusal(act, acting(person, MAR_31), **REASON) == [
            "Your role does not let you waive condition 1 of the decision MPA 8 of MPA."
        ]
    assert refusal(act, acting(world.charles, MAR_31)) == ["Give a reason: it is kept with the change."]
    perform(act, actor=acting(world.charles, MAR_31), because="The boroughs will not answer.")


def test_nobody_confirms_what_they_must_fulfil(world):
    (own,) = approved_subject_to(world, a_condition(world, owner=world.ken))

    assert refusal(partial(own.confirm_met, closed_on=MAR_31), acting(world.ken, MAR_31), **REASON) == [
        "You must fulfil condition 1 of the decision MPA 8 of MPA, so somebody else must clear it."
    ]
    chair = a_person("fay", "Fay Orr")
    appoint(chair, world.fpbv, RoleName.CHAIR, by=acting(world.anna))
    confirm(own, chair)


def test_nobody_waives_or_puts_off_what_they_must_fulfil(world):
    (own,) = approved_subject_to(world, a_condition(world, owner=world.charles))
    said = "You must fulfil condition 1 of the decision MPA 8 of MPA, so somebody else must clear it."

    assert refusal(partial(own.waive, closed_on=MAR_31), acting(world.charles, MAR_31), **REASON) == [said]
    assert refusal(partial(own.extend, due_on=APR_2), acting(world.charles, MAR_31), **REASON) == [said]


@pytest.mark.parametrize(("first", "last"), [(JAN_15, MAR_31), (JAN_15, FEB_8), (FEB_9, FEB_9)])
def test_nor_does_anybody_who_has_stood_in_for_them_since(world, condition, first, last):
    stand_in(world, deputy=world.ken, starts_on=first, ends_on=last)

    assert refusal(partial(condition.confirm_met, closed_on=MAR_31), acting(world.ken, MAR_31), **REASON)[0] == (
        "You have stood in for Olive Grant, who must fulfil condition 1 of the decision MPA 8 of MPA, "
        "so somebody else must clear it."
    )


def test_who_stood_in_before_the_decision_may_confirm(world):
    stand_in(world, deputy=world.ken, ends_on=JAN_17)
    (condition,) = approved_subject_to(world)

    confirm(condition, world.ken)
    assert condition.state == "met"


def test_an_owner_clears_nothing_for_their_own_objective(world):
    appoint(world.olive, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    whole, one = approved_subject_to(
        world, a_condition(world, owner=world.colin), a_condition(world, owner=world.colin, objective=world.street)
    )

    for condition in (whole, one):
        assert refusal(partial(condition.confirm_met, closed_on=MAR_31), acting(world.olive, MAR_31), **REASON) == [
            "You own Street crime: objective 1, so somebody else must decide on it."
        ]


def test_whoever_confirms_says_what_shows_it(world, condition):
    assert refusal(partial(condition.confirm_met, closed_on=MAR_31), acting(world.ken, MAR_31), because="So.") == [
        "Say what shows that the condition is met: it is kept with the confirmation."
    ]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (JAN_17, "It was set on 8 February 2001: it cannot have been cleared on 17 January 2001."),
        (APR_2, "Nothing can take effect on a day that is still to come."),
    ],
)
def test_it_is_met_on_a_day_between_the_decision_and_today(world, condition, on, said):
    act = partial(condition.confirm_met, closed_on=on)
    assert refusal(act, acting(world.ken, MAR_31), effective_on=on, **REASON) == [said]

    confirm(condition, world.ken, on=FEB_8)
    assert condition.closed_on == FEB_8


def test_the_day_is_said_once(world, condition):
    act = partial(condition.confirm_met, closed_on=FEB_8)
    assert refusal(act, acting(world.ken, MAR_31), **REASON) == ["Say on which day it was cleared."]


def test_what_is_cleared_stays_cleared(world, condition):
    confirm(condition, world.ken)
    charles = acting(world.charles, MAR_31)

    assert refusal(partial(condition.waive, closed_on=MAR_31), charles, **REASON) == [
        "Condition 1 of the decision MPA 8 of MPA is in “Met”: to waive it, it must be in “Open”."
    ]
    assert refusal(partial(condition.extend, due_on=APR_2), charles, **REASON) == [
        "Condition 1 of the decision MPA 8 of MPA is met."
    ]


def test_more_time_is_given_with_a_reason_and_is_never_less(world, condition):
    charles = acting(world.charles, MAR_31)
    extend = partial(condition.extend, due_on=APR_2)

    assert refusal(extend, charles) == ["Give a reason: it is kept with the change."]
    assert refusal(partial(condition.extend, due_on=MAR_8), charles, **REASON) == [
        "Give a day after 8 March 2001 that has not passed: more time is never less."
    ]
    assert condition.is_overdue(MAR_31)
    perform(extend, actor=charles, because="The councils meet late.")
    assert not condition.is_overdue(MAR_31)


def test_an_open_condition_that_is_set_one_by_one_is_refused_as_well(world, clare):
    """The gate holds it, not the procedure: a decision that says it is subject to one thing is subject to one."""
    bring_to(world, "authority_approval")
    decision = Decision(
        plan=world.plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference="MPA 8", subject_to=1
    )
    perform(decision.record, actor=clare)
    perform(Outcome(decision=decision, objective=world.street, kind=OutcomeKind.APPROVED).record, actor=clare)
    one, two = (a_condition(world, plan=world.plan, decision=decision, number=number) for number in (1, 2))

    assert refused(perform_each, [one.set, two.set], actor=clare) == [
        "The decision MPA 8 of MPA is not subject to it: conditions are set with the decision."
    ]
    perform(one.set, actor=clare)
