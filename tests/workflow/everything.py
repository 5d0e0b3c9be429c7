"""One row of every governed model, and what the database holds of all of them."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db import transaction

from evidence.making import ask_for
from governance import erasing, procedures
from governance.models import (
    ActionPoint,
    Body,
    Closure,
    Consultation,
    Contribution,
    Decision,
    Deputation,
    ExemptNote,
    Note,
    NoticeRule,
    Objective,
    Outcome,
    Review,
    StandingRule,
    StatutoryIndicator,
    SustainedActivity,
    TargetOutcome,
)
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from meetings.delegated import list_actions
from meetings.models import (
    Apology,
    CallIn,
    Interest,
    JointBody,
    Minutes,
    Motion,
    StandingOrders,
    Substitution,
    Vote,
    WrittenComment,
)
from notifications.models import ReminderRule, Snooze
from tests.governance.conditions import approved_by_the_workshop
from tests.governance.delegations import a_delegation, approve_under
from tests.governance.findings import recorded
from tests.governance.urgency import rule_in_force
from tests.meetings.scenes import (
    a_meeting,
    an_agenda,
    an_attachment,
    an_item,
    appended,
    concluded,
    members,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import FEB_8, JAN_15, JAN_17, World, a_person, comment_on, say, submit
from workflow.gate import perform, perform_each
from workflow.models import Governed
from workflow.triggers import governed_models
from workflow.writing import write_rows

JAN_18 = date(2001, 1, 18)


def one_of_each(world: World) -> dict[type[Governed], Governed]:
    """Everything a plan can hold, added to the world: the last row of every model."""
    colin, plan = world.acting(world.colin), world.plan
    bvpi = StatutoryIndicator(plan=plan, financial_year="2001/02", number=138, limb="a")
    parts = [
        SustainedActivity(plan=plan, title="Answering calls", order=1).add,
        bvpi.add,
        Note(objective=world.street, text="Street crime is robbery and snatches.", order=1).add,
        ExemptNote(objective=world.street, text="Counsel advises.", paragraph=12, schedule="1986").add,
        ActionPoint(objective=world.street, text="Buy radios", due="2001-09", order=1).add,
    ]
    perform_each(parts, actor=colin)
    perform(Contribution(plan=plan, statutory=bvpi, aspect=world.aspect).add, actor=colin)
    rule = StandingRule(body=world.mpa, kind="chief_officer_consulted", starts_on=JAN_15)
    perform(rule.bring_into_force, actor=world.acting(world.anna), because="Police Act 1996.")
    rule_in_force(world, world.fpbv)
    notice = NoticeRule(body=world.mpa, clear_days=3, starts_on=JAN_15)
    perform(notice.bring_into_force, actor=world.acting(world.anna), because="LGA 1972 s.100B.")
    closed = Closure(body=world.mpa, reason="Easter", starts_on=date(2001, 4, 12), ends_on=date(2001, 4, 17))
    perform(closed.announce, actor=world.acting(world.anna))
    ladder = ReminderRule(body=world.mpa, plan=plan, kind="due.unresolved_target", deputy_after=-2, starts_on=JAN_15)
    perform(ladder.bring_into_force, actor=world.acting(world.anna), because="Standing orders.")
    snooze = Snooze(target=world.undecided)
    perform(snooze.begin, actor=colin, because="The returns come in March.", last_day=JAN_17)
    ask_for(plan, "open", actor=world.acting(world.ada))
    lent = Deputation(owner=world.olive, body=world.tp, deputy=world.walter, starts_on=JAN_15, ends_on=JAN_17)
    perform(lent.name, actor=world.acting(world.olive), because="Olive is away.")
    asked = Consultation(
        objective=world.street, party="Customs", purpose="Seizures", question="Can you?", opened_by=world.colin,
        opened_on=JAN_15, due_on=JAN_17,
    )  # fmt: skip
    perform(asked.open, actor=colin)
    submit(world)
    comment_on(world)
    review = Review(stage=world.street.stages[0], person=world.mira)
    perform(review.submit, actor=world.acting(world.mira, JAN_17), verdict="supports", reason="")
    say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
    _everything_of_meetings(world)
    condition = approved_by_the_workshop(world)
    _some_of_it_is_agreed(world)
    lent_power = a_delegation(world, plan=plan, decision=condition.decision)
    perform(lent_power.give, actor=world.acting(world.clare, JAN_17))
    _an_action_to_be_reported(world, condition.decision)
    recorded(world)
    gone = a_person("gone", "Somebody Gone")
    erasing.erase(gone, actor=world.acting(world.anna), because="They have left.")
    rows = {model: model._meta.base_manager.order_by("-pk").first() for model in governed_models()}
    rows[Body] = Body.objects.get(pk=world.mpa.pk)  # which others stand on
    assert all(rows.values()), "a governed model has no row here: add one"
    return rows


def _some_of_it_is_agreed(world: World) -> None:
    """The workshop says of one target of Street crime: objective 1 that it is agreed."""
    decision = Decision(
        plan=world.plan, body=world.workshop, circulated_on=JAN_15, decided_on=JAN_17, reference="workshop 3"
    )
    agreed = TargetOutcome(target=world.resolved, kind="agreed")
    procedures.record_decision(
        decision, Resolved({world.street: "in_part"}, targets=[agreed]), actor=world.acting(world.clare, JAN_17)
    )


def _everything_of_meetings(world: World) -> None:
    """A joint meeting whose agenda is out, with one objective appended."""
    orders = StandingOrders(body=world.mpa, starts_on=JAN_15)
    perform(orders.bring_into_force, actor=world.acting(world.anna), because="Standing orders of 2 October.")
    meeting = a_meeting(world)
    perform(JointBody(meeting=meeting, body=world.workshop).invite, actor=world.acting(world.ken))
    item = an_agenda(world, meeting)
    appended(world, item)
    an_attachment(world, item)
    published(world, meeting)
    _everything_of_a_sitting(world)


def _an_action_to_be_reported(world: World, decision: Decision) -> None:
    """FPBV approves anew what the workshop delegated to it, and the workshop is to be told. So much is said of
    Firearms: objective 1 as if it had come so far: it is shown so past the gate, and then as it was."""
    before = shown_as(world.guns, "workshop_review")
    approved = Outcome(decision=decision, objective=world.guns, kind=OutcomeKind.APPROVED)
    perform(approved.record, actor=world.acting(world.clare, JAN_17))
    shown_as(world.guns, "approved")
    approve_under(world, JAN_18, about={world.guns: OutcomeKind.APPROVED})
    shown_as(world.guns, before)
    meeting = a_meeting(world, world.workshop, on=FEB_8, kind="workshop", in_public=False)
    list_actions(meeting, actor=world.acting(world.clare, JAN_18))
    meeting.refresh_from_db()
    published(world, meeting, JAN_18)


def shown_as(objective: Objective, state: str) -> str:
    """Write a state past the gate; the state it was in."""
    objective.refresh_from_db()
    before, objective.__dict__["state"] = objective.state, state
    with transaction.atomic():  # PostgreSQL opens its guard for one transaction
        write_rows([objective], counted={objective.root_row})
    return str(before)


def _everything_of_a_sitting(world: World) -> None:
    """The workshop met on 15 January; a motion was voted on by name, and its minutes are drafted."""
    clerk = world.acting(world.clare)
    orders = StandingOrders(
        body=world.workshop, quorum_least=1, call_in_members=2, call_in_days=5, substitutes="above", starts_on=JAN_15
    )
    perform(orders.bring_into_force, actor=world.acting(world.anna), because="The workshop is small.")
    wes, wendy = members(world, world.workshop, "Wes", "Wendy")
    held = a_meeting(world, world.workshop, on=JAN_15, kind="workshop", in_public=False)
    item = an_item(world, held, kind="other")
    appended(world, item)
    published(world, held, JAN_15, because="Members asked for it.")
    away = seat_of(held, wendy)
    perform(Apology(meeting=held, seat=away).receive, actor=clerk)
    perform(Substitution(meeting=held, seat=away, person=world.charles, body=world.mpa).record, actor=clerk)
    perform(Interest(meeting=held, item=item, seat=away, kind="money", nature="My shares.").declare, actor=clerk)
    sitting(world, held, wendy)
    minute = taken(world, item, wes)
    perform(partial(minute.hand_over, chair=seat_of(held, world.mira)), actor=clerk)
    motion = Motion(meeting=held, minute=minute, text="the drafts be welcomed", mover=seat_of(held, wes))
    perform(motion.move, actor=clerk)
    perform(partial(motion.put, how="by_name"), actor=clerk)
    vote = Vote(meeting=held, motion=motion, seat=seat_of(held, world.mira), choice="for")
    perform(vote.take_down, actor=clerk)
    perform(motion.close, actor=clerk)
    decision = resolved(world, minute, "noted", motion=motion).decision
    perform(CallIn(meeting=held, decision=decision, person=wes, asked_on=JAN_15).take_down, actor=clerk)
    concluded(world, minute)
    perform(partial(minute.invite_comments, until=JAN_17), actor=clerk)
    letter = WrittenComment(
        meeting=held, minute=minute, seat=seat_of(held, world.mira), sent_on=JAN_15, text="I could not come."
    )
    perform(letter.take_in, actor=clerk)
    held.refresh_from_db()
    perform(held.close, actor=clerk)
    perform(Minutes(meeting=held).draft, actor=clerk)
