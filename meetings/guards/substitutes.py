"""Guards on substitutes: whether standing orders let them come, from where, and for whom."""

from __future__ import annotations

from typing import Any

from governance.guards.offices import is_member_of
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def substitutes_may_come(substitution: Any, actor: Actor) -> Blocker | None:
    """Only where standing orders of the day of the meeting say so, and there is a body for them to come from."""
    body = substitution.meeting.body
    if not substitution.rules.substitutes:
        return Blocker("rules", f"The standing orders of {body.short_name} let no substitutes come.")
    if substitution.seat.body.parent is None:
        told = f"No body is above {substitution.seat.body.short_name} from which a substitute could come."
        return Blocker("rules", told)
    return None


def they_are_a_member_of_the_body_above(substitution: Any, actor: Actor) -> Blocker | None:
    """On the day of the meeting. In the right of that body they vote, so it is written down."""
    above, on = substitution.seat.body.parent, substitution.meeting.held_on
    if above is None or not substitution.rules.substitutes:
        return None
    person = substitution.person
    if substitution.body_id == above.pk and person.is_active and is_member_of(person, {above.pk}, on):
        return None
    told = f"{person} is no member of {above.short_name} on {day(on)}: substitutes come from there."
    return Blocker("member", told)


def they_have_no_seat_themselves(substitution: Any, actor: Actor) -> Blocker | None:
    if all(seat.person_id != substitution.person_id for seat in substitution.meeting.seats.all()):
        return None
    return Blocker("seat", f"{substitution.person} has a seat of their own at {substitution.meeting}.")


def they_sit_for_nobody_else(substitution: Any, actor: Actor) -> Blocker | None:
    for other in substitution.meeting.substitutions.all():
        if other.person_id == substitution.person_id and other.seat_id != substitution.seat_id:
            return Blocker("substitute", f"{other.person} sits for {other.seat.person} already.")
    return None


def nobody_sits_for_the_member_yet(substitution: Any, actor: Actor) -> Blocker | None:
    lent = substitution.seat.substitution
    if lent is None:
        return None
    return Blocker("substituted", f"{lent.person} sits for {substitution.seat.person} already.")


def the_member_has_not_taken_the_seat(substitution: Any, actor: Actor) -> Blocker | None:
    """Whoever was there, or declared an interest for it, has the seat at this meeting; whoever voted was there."""
    seat = substitution.seat
    return None if seat.substitution is not None else _taken(seat, str(seat.person))


def the_substitute_has_not_taken_the_seat(substitution: Any, actor: Actor) -> Blocker | None:
    """Once they were there they have it to the end of the meeting: nobody takes turns in a seat."""
    return _taken(substitution.seat, str(substitution.person))


def _taken(seat: Any, who: str) -> Blocker | None:
    if seat.presences.all():
        return Blocker("present", f"{who} is recorded as present, and so has the seat at this meeting.")
    if seat.interests.all():
        return Blocker(
            "interest", f"{who} has declared an interest: if the seat is not theirs, that is taken back first."
        )
    return None
