"""An approval holds only for its seal: what changes the text voids it, and what leaves the text equal voids nothing."""

from datetime import date
from functools import partial

import pytest

from governance import procedures
from governance.models import (
    ActionPoint,
    Appointment,
    Aspect,
    Contribution,
    Decision,
    Indicator,
    Note,
    Objective,
    Outcome,
    Plan,
    Power,
    Stage,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.audit.paper import verify
from tests.governance.scenes import carry, refusal, resolved, undone
from tests.world import FEB_8, JAN_15, JAN_22, MAR_8, MAR_31, OCTOBER, acting, bring_to, say
from workflow.blockers import Blocked
from workflow.gate import one_act, perform

FEB_9 = date(2001, 2, 9)
APPROVED = OutcomeKind.APPROVED
VOIDED = "The approval of MPA of 8 February 2001 was voided by the change of 9 February 2001."


@pytest.fixture
def approval(world) -> Outcome:
    """MPA has approved the text of Street crime on 8 February, and its clerk has not carried it out yet."""
    bring_to(world, "authority_approval")
    return resolved(world, world.mpa, APPROVED)


def bvpi(world, number=127) -> StatutoryIndicator:
    row = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=number)
    perform(row.add, actor=acting(world.colin))
    return row


def changes(world) -> dict:
    """Every way in which the text of Street crime changes: an act, and who does it."""
    street, colin, olive = world.street, world.colin, world.olive
    indicator = Indicator.objects.filter(objective=street).first()
    spare = Target(objective=street, text="9 per cent", resolution="resolved")
    return {
        "a target is revised": (lambda: partial(world.resolved.revise, text="6 per cent"), olive),
        "only its number is revised": (lambda: partial(world.resolved.revise, numbers=["6"]), olive),
        "a target is taken from a report": (lambda: partial(world.resolved.take_from_report, unit="per cent"), colin),
        "a target is added": (lambda: spare.add, olive),
        "an indicator is added": (
            lambda: Indicator(objective=street, target=world.resolved, text="Thefts", order=9).add, olive,
        ),
        "an indicator is put in other words": (
            lambda: partial(indicator.take_from_report, text="Robberies", items=[]), colin,
        ),
        "an indicator gets sub-items": (
            lambda: partial(indicator.take_from_report, text=indicator.text, items=["by day"]), colin,
        ),
        "a note is added": (lambda: Note(objective=street, text="Subject to funds.", order=1).add, colin),
        "an action point is added": (lambda: ActionPoint(objective=street, text="Buy radios", order=1).add, olive),
        "its title is taken from a report": (lambda: partial(street.take_from_report, title="To halve it"), colin),
        "it is numbered anew": (lambda: partial(street.take_from_report, title=street.title, number=2), colin),
        "its aspect is renamed": (lambda: partial(street.aspect.revise, title="Crime", status=""), colin),
        "its priority is renamed": (
            lambda: partial(street.aspect.priority.revise, title="Safe streets", scope="external"), colin,
        ),
        "it contributes to a statutory indicator": (
            lambda: Contribution(plan=world.plan, statutory=bvpi(world), objective=street, indicator=indicator).add,
            colin,
        ),
    }  # fmt: skip


WAYS = [
    "a target is revised", "only its number is revised", "a target is taken from a report", "a target is added",
    "an indicator is added", "an indicator is put in other words", "an indicator gets sub-items", "a note is added",
    "an action point is added", "its title is taken from a report", "it is numbered anew", "its aspect is renamed",
    "its priority is renamed", "it contributes to a statutory indicator",
]  # fmt: skip


def test_a_change_of_the_text_voids_its_approval_in_the_same_transaction(world, approval):
    for way in WAYS:
        with undone():
            act, who = changes(world)[way]
            with one_act() as done:
                perform(act(), actor=acting(who, FEB_9), because="More officers.", basis="Returns")

            line = done.events[-1]
            said = line.action, line.subject_id, line.changes, line.actor_id
            assert said == ("outcome.voided", str(approval.pk), {"voided_on": [None, "2001-02-09"]}, str(who.pk)), way
            assert refusal(world.street.approve, acting(world.clare, MAR_31)) == [VOIDED], way
        look_again(world)
    change(world)
    assert verify()["whole"]


def look_again(world) -> None:
    """What was done and undone is no longer so in memory either."""
    for thing in (world.street, world.resolved, world.plan, world.aspect):
        thing.refresh_from_db()


def test_every_way_is_tried(world):
    assert list(changes(world)) == WAYS


def no_changes(world) -> dict:
    """What leaves the text as it was: acts, and who does them."""
    street = world.street
    indicator = Indicator.objects.filter(objective=street).first()
    return {
        "a target is saved as it is": (partial(world.resolved.revise, text=world.resolved.text), world.olive),
        "a target is to be looked at again": (partial(world.resolved.revise, review_on=MAR_31), world.olive),
        "a report says the same": (partial(street.take_from_report, title=street.title), world.colin),
        "an indicator is saved as it is": (
            partial(indicator.take_from_report, text=indicator.text, items=indicator.items), world.colin,
        ),
        "the aspect is saved as it is": (
            partial(street.aspect.revise, title=street.aspect.title, status=street.aspect.status), world.colin,
        ),
        "its aspect is under discussion": (
            partial(street.aspect.revise, title=street.aspect.title, status="under_discussion"), world.colin,
        ),
        "its priority faces inwards": (
            partial(street.aspect.priority.revise, title="Safer streets", scope="internal"), world.colin,
        ),
        "another aspect is renamed": (
            partial(world.guns.aspect.revise, title="Guns", status=""), world.colin,
        ),
        "another objective changes": (
            partial(world.guns.targets.get().revise, text="250 firearms"), world.omar,
        ),
        "an aspect contributes to a statutory indicator": (
            Contribution(plan=world.plan, statutory=bvpi(world), aspect=street.aspect).add, world.colin,
        ),
        "the route changes": (
            partial(world.plan.stages.first().revise, opens_on=JAN_15, closes_on=JAN_22, required=True), world.colin,
        ),
    }  # fmt: skip


def test_what_leaves_the_text_equal_voids_nothing(world, approval):
    for way, (act, who) in no_changes(world).items():
        with undone():
            perform(act, actor=acting(who, FEB_9), because="So.", basis="Returns")
            assert not Outcome.objects.exclude(voided_on=None).exists(), way
            perform(Objective.objects.get(pk=world.street.pk).approve, actor=acting(world.clare, MAR_31))
        look_again(world)


def test_a_new_owner_voids_nothing(world, approval):
    office = Appointment.objects.get(person=world.olive)
    perform(partial(office.dismiss, last_day=JAN_15), actor=acting(world.anna))
    to_omar = partial(world.street.assign, owner=world.omar, held_by=world.so)
    perform(to_omar, actor=acting(world.colin, MAR_31), because="Olive Grant has left.")

    approval.refresh_from_db()
    assert approval.voided_on is None


def test_what_else_a_body_said_about_an_earlier_text_stays_what_it_said(world, approval):
    change(world)

    assert {each.kind: each.voided_on for each in world.street.outcomes.all()} == {
        "discussed": None, "endorsed": None, "approved": FEB_9,
    }  # fmt: skip


def change(world, on=FEB_9) -> None:
    perform(partial(world.resolved.revise, text="6 per cent"), actor=acting(world.olive, on), because="More officers.")


def test_a_refused_change_voids_nothing(world, approval):
    with pytest.raises(Blocked):
        perform(partial(world.resolved.revise, text="6 per cent"), actor=acting(world.omar, FEB_9), because="So.")

    approval.refresh_from_db()
    assert approval.voided_on is None


def test_of_two_bodies_the_one_that_approved_has_to_see_the_text_again(world):
    """The MPA and FPBV decide side by side; the figure moves after the one and before the other."""
    bring_to(world, "authority_approval")
    perform(Power(body=world.fpbv, kind="approve", starts_on=OCTOBER).confer, actor=acting(world.anna), because="So.")
    beside = Stage(plan=world.plan, kind="authority_approval", body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8)
    perform(beside.add, actor=acting(world.colin))
    resolved(world, world.mpa, APPROVED)
    change(world)
    # FPBV was sent the text as it is now.
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=MAR_8, decided_on=MAR_8, reference="FPBV 9")
    with one_act():
        perform(decision.record, actor=acting(world.ken, MAR_31))
        perform(
            Outcome(decision=decision, objective=world.street, kind=APPROVED).record, actor=acting(world.ken, MAR_31)
        )

    standing = world.street.outcomes.filter(kind=APPROVED, voided_on=None)
    assert [each.decision.body for each in standing] == [world.fpbv]


def test_the_body_may_approve_the_changed_text(world, approval):
    change(world)
    say(world, world.mpa, APPROVED, world.clare, MAR_8, "MPA 10", sent=MAR_8)

    world.street.refresh_from_db()
    assert world.street.state == "approved"


def test_an_approval_of_an_earlier_submission_counts_for_nothing_and_is_left_alone(world, approval):
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_8, "MPA 9")
    world.street.refresh_from_db()
    perform(world.street.submit, actor=acting(world.olive, MAR_31))
    change(world, on=MAR_31)

    approval.refresh_from_db()
    assert approval.voided_on is None


# The plan as a whole


@pytest.fixture
def whole(world) -> Outcome:
    """Street crime is before the Authority, Firearms withdrawn; the Authority has approved the plan as it stands."""
    colin = acting(world.colin)
    activity = SustainedActivity(plan=world.plan, title="Homicide", order=1)
    perform(activity.add, actor=colin)
    perform(Target(activity=activity, text="90 per cent", resolution="resolved").add, actor=colin)
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=colin, because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    return approve_whole(world)


def approve_whole(world, on=FEB_8, reference="the plan") -> Outcome:
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=on, decided_on=on, reference=reference)
    procedures.record_decision(decision, Resolved({}, APPROVED), actor=acting(world.clare, MAR_31))
    return decision.outcomes.get()


def plan_changes(world) -> dict:
    firearms = Aspect.objects.get(title="Firearms")
    activity = world.plan.sustained_activities.get()
    late = Objective(plan=world.plan, aspect=firearms, title="Late", owner=world.olive, held_by=world.tp)
    return {
        "a priority is renamed": (
            partial(firearms.priority.revise, title="Safe streets", scope="external"),
            world.colin,
        ),
        "an aspect is renamed": (partial(firearms.revise, title="Guns", status=""), world.colin),
        "an aspect is added": (
            Aspect(plan=world.plan, priority=firearms.priority, title="Burglary", order=3).add, world.colin,
        ),
        "an aspect gets a note": (Note(aspect=firearms, text="See the annex.", order=1).add, world.colin),
        "an activity is revised": (partial(activity.revise, title="Homicide", text="It goes on."), world.colin),
        "its target is revised": (partial(activity.targets.get().revise, text="95 per cent"), world.colin),
        "a target of an objective is revised": (partial(world.resolved.revise, text="6 per cent"), world.olive),
        "an objective is drafted": (late.draft, world.colin),
        "an objective is withdrawn": (world.street.withdraw, world.colin),
        "an aspect contributes": (
            Contribution(plan=world.plan, statutory=bvpi(world), aspect=firearms).add, world.colin,
        ),
    }  # fmt: skip


def test_a_change_anywhere_in_the_plan_voids_its_approval_as_a_whole(world, whole):
    for way, (act, who) in plan_changes(world).items():
        with undone():
            perform(act, actor=acting(who, FEB_9), because="So.", basis="Returns")
            whole.refresh_from_db()
            assert whole.voided_on == FEB_9, way
            plan = Plan.objects.get(pk=world.plan.pk)
            assert VOIDED in refusal(plan.approve, acting(world.clare, MAR_31)), way
        look_again(world)


def test_what_leaves_the_plan_equal_leaves_its_approval(world, whole):
    clare, colin = acting(world.clare, MAR_31), acting(world.colin, FEB_9)
    perform(partial(world.resolved.revise, text=world.resolved.text), actor=acting(world.olive, FEB_9), because="So.")
    perform(partial(world.resolved.revise, review_on=MAR_31), actor=acting(world.olive, FEB_9), because="So.")
    perform(Stage(plan=world.plan, kind="authority_approval", body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8,
                  required=False).add, actor=colin)  # fmt: skip
    say(world, world.mpa, APPROVED, world.clare, FEB_8, "MPA 8")

    perform(world.plan.approve, actor=clare)
    whole.refresh_from_db()
    assert whole.voided_on is None


def test_a_plan_whose_text_changed_after_its_approval_is_approved_once_more_before_it_is_published(world, whole):
    clare = acting(world.clare, MAR_31)
    say(world, world.mpa, APPROVED, world.clare, FEB_8, "MPA 8")
    perform(world.plan.approve, actor=clare)
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, MAR_8, "MPA 9")
    world.street.refresh_from_db()
    change(world, on=FEB_9)
    whole.refresh_from_db()
    assert whole.voided_on == FEB_9
    carry(world, world.street, "approved", "again")

    with pytest.raises(Blocked) as refused:
        procedures.publish_plan(world.plan, actor=clare, on=MAR_31)
    assert [each.sentence for each in refused.value.blockers] == [VOIDED]

    approve_whole(world, on=MAR_31, reference="the plan again")
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)
    assert Plan.objects.get(pk=world.plan.pk).state == "published"


def test_an_amendment_of_a_published_plan_leaves_its_approval_a_fact_of_its_day(world, whole):
    clare = acting(world.clare, MAR_31)
    say(world, world.mpa, APPROVED, world.clare, FEB_8, "MPA 8")
    perform(world.plan.approve, actor=clare)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)
    world.street.refresh_from_db()
    amendment = procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new law.")
    target = amendment.targets.first()
    perform(partial(target.revise, text="7 per cent"), actor=acting(world.olive, MAR_31), because="A new law.")
    carry(world, amendment, "published")

    whole.refresh_from_db()
    assert whole.voided_on is None
