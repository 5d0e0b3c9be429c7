"""Guards on calling in: until which day, by whom, and once."""

from __future__ import annotations

from typing import Any

from governance.guards.offices import is_member_of
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day


def its_decision_was_taken_at_its_meeting(call_in: Any, actor: Actor) -> Blocker | None:
    if any(each.meeting_id == call_in.meeting_id for each in call_in.decision.determinations.all()):
        return None
    return Blocker("decision", f"{capital(call_in.decision)} was not taken at {call_in.meeting}.")


def its_decision_can_be_called_in_still(call_in: Any, actor: Actor) -> Blocker | None:
    """From the day it was taken to the day before it takes effect."""
    decision, on = call_in.decision, call_in.asked_on
    if decision.takes_effect_on is None:
        told = (
            f"The standing orders of {call_in.meeting.body.short_name} gave no call-in: {decision} took effect at once."
        )
        return Blocker("call_in", told)
    if decision.called_in_on is not None:
        return Blocker("called_in", f"{capital(decision)} was called in on {day(decision.called_in_on)} already.")
    if on > actor.today or on < decision.decided_on:
        return Blocker("date", f"A call-in comes after the decision, and not after today: {day(on)} is neither.")
    if on < decision.takes_effect_on:
        return None
    return Blocker("too_late", f"{capital(decision)} took effect on {day(decision.takes_effect_on)}.")


def it_is_their_own_name(call_in: Any, actor: Actor) -> Blocker | None:
    if call_in.person_id == actor.pk and actor.on_behalf_of is None and call_in.asked_on == actor.today:
        return None
    return Blocker("own_name", f"Only {call_in.person} puts their own name there, today.")


def they_are_a_member_there_or_above(call_in: Any, actor: Actor) -> Blocker | None:
    """Of the committee, or of the body to which it goes."""
    body = call_in.meeting.body
    if is_member_of(call_in.person, {body.pk, body.parent_id}, call_in.asked_on):
        return None
    return Blocker("member", f"{call_in.person} is a member neither of {body.short_name} nor of the body above it.")


def they_have_not_asked_yet(call_in: Any, actor: Actor) -> Blocker | None:
    if all(each.person_id != call_in.person_id for each in call_in.decision.call_ins.all()):
        return None
    return Blocker("asked", f"{call_in.person} has asked for it already.")
