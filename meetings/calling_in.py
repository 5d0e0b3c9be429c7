"""Call-in: from when a committee's decision takes effect, and what happens when enough members call it in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import partial

from governance.models import Decision, Objective
from governance.notice.in_force import counting_for
from meetings import preparing
from meetings.models import Appendix, CallIn, Determination, Item, ItemKind, Meeting, Minute, Recommendation, Verb
from meetings.models.standing_orders import orders_for
from workflow.actors import Actor
from workflow.acts import Done
from workflow.blockers import Blocked, Blocker
from workflow.consequences import Consequence, follow
from workflow.gate import one_act, perform, perform_each
from workflow.words import capital, day

A_DAY = timedelta(days=1)


def takes_effect_on(meeting: Meeting) -> date | None:
    """The first day on which what a meeting decides takes effect; None where it does at once.

    So many working days after the meeting it can be called in, counted as notice is; it takes effect on the day after.
    """
    orders = orders_for(meeting.body, meeting.held_on)
    if not orders.call_in_members or meeting.body.parent_id is None:
        return None
    counting, last, left = counting_for(meeting.body, meeting.held_on), meeting.held_on, orders.call_in_days
    while left:
        last += A_DAY
        left -= not counting.why_not(last)
    return last + A_DAY


def not_yet_in_effect(minute: Minute | None) -> list[Determination]:
    """What was resolved under an item and can, or could, be called in."""
    if minute is None:
        return []
    rows = Determination.objects.filter(minute=minute, decision__takes_effect_on__isnull=False)
    return list(rows.select_related("decision").order_by("pk"))


def needed(meeting: Meeting) -> int:
    """How many members call something in that this meeting decided."""
    return orders_for(meeting.body, meeting.held_on).call_in_members


@follow
def enough_names_call_a_decision_in(done: Sequence[Done]) -> Iterable[Consequence]:
    """With the last name that is needed."""
    for each in done:
        row = each.subject
        if not isinstance(row, CallIn) or each.rule.records not in ("call_in.asked_for", "call_in.taken_down"):
            continue
        if CallIn.objects.filter(decision=row.decision_id).count() >= needed(row.meeting) > 0:
            decision = Decision.objects.select_related("body", "plan", "officer").get(pk=row.decision_id)
            yield Consequence(partial(decision.call_in, called_in_on=row.asked_on), of=each)


def awaiting(meeting: Meeting) -> list[Decision]:
    """What was called in to the body that meets, stands on none of its agendas, and was not decided by it yet."""
    taken = Item.objects.filter(called_in__isnull=False, meeting__body=meeting.body_id)
    taken = taken.exclude(meeting__state__in=("cancelled", "inquorate"))
    rows = Decision.objects.filter(body__parent=meeting.body_id, called_in_on__isnull=False)
    rows = rows.exclude(pk__in=taken.order_by().values("called_in")).select_related("body", "officer", "plan__body")
    return list(rows.order_by("called_in_on", "pk"))


def bring(meeting: Meeting, decision: Decision, *, actor: Actor, seen: int | None = None) -> Item:
    """An item under which the body decides what was called in, with the objectives it is about.

    Raises Blocked if it does not await this body.
    """
    with one_act():
        if decision not in awaiting(meeting):
            told = f"{decision} does not await {meeting.body.short_name}, or stands on an agenda already."
            raise Blocked([Blocker("nothing", capital(told))])
        title = f"Called in: {decision.body.short_name}, {decision.reference}"
        item = Item(meeting=meeting, kind=ItemKind.OTHER, title=title, plan=decision.plan, called_in=decision)
        preparing.add(item, actor=actor, seen=seen)
        text = f"what {decision.body.short_name} decided on {day(decision.decided_on)}"
        perform(Recommendation(meeting=meeting, item=item, verb=Verb.ENDORSE, text=text, order=1).add, actor=actor)
        objectives = Objective.objects.filter(outcomes__decision=decision).order_by("pk")
        perform_each([Appendix(meeting=meeting, item=item, objective=each).add for each in objectives], actor=actor)
    return item
