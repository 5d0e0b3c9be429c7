"""Guards on what members ask for: items of theirs and motions on notice, who asks, and how long before the meeting."""

from __future__ import annotations

from typing import Any

from governance.guards.offices import is_member_of
from governance.guards.words import counted
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def it_says_which_member_asked_for_it(item: Any, actor: Actor) -> Blocker | None:
    """Who, and when that was received; and of a motion on notice its words."""
    if not item.is_asked_for:
        if item.asked_by is None and item.received_on is None and not item.motion:
            return None
        return Blocker("asked", "A member asks for an item of theirs, or gives notice of a motion: this is neither.")
    if item.asked_by is None or item.received_on is None:
        return Blocker("asked", "Say which member asked for it, and on which day that was received.")
    if item.kind == "motion" and not item.motion.strip():
        return Blocker("motion", "Write the words of the motion, as they go on after “That”.")
    if item.kind == "member" and item.motion:
        return Blocker("motion", "A motion has a kind of item of its own: a motion on notice.")
    return None


def whoever_asked_for_it_has_a_seat_there(item: Any, actor: Actor) -> Blocker | None:
    """On the day of the meeting, in a body that sits in it."""
    if not item.is_asked_for or item.asked_by is None:
        return None
    bodies, on = item.meeting.bodies, item.meeting.held_on
    if is_member_of(item.asked_by, {body.pk for body in bodies}, on):
        return None
    named = listed([body.short_name for body in bodies])
    return Blocker("member", f"{item.asked_by} is no member of {named} on {day(on)}: a member asks for an item.")


def it_has_been_received_by_today(item: Any, actor: Actor) -> Blocker | None:
    if item.received_on is None or item.received_on <= actor.today:
        return None
    return Blocker("received_on", f"{day(item.received_on)} is still to come: say when it was received.")


def notice_was_given_of_it(item: Any, actor: Actor) -> Blocker | None:
    """So many working days before the meeting; that of a member's item the clerk waives, if the chair consents (domain
    rule D8)."""
    waives = bool(item.waived_by or item.waived_because)
    if not item.is_late:
        return Blocker("waiver", f"{capital(item)} has not come late: no notice is waived.") if waives else None
    days = counted(item.days_of_notice, "working day", "working days")
    came = f"this came on {day(item.received_on)}, and could have come until {day(item.latest_receipt)}"
    if item.kind == "motion":
        return Blocker("notice", f"Notice of a motion is given {days} before the meeting: {came}. It is not taken.")
    if item.waived_by and item.waived_because:
        return None
    return Blocker(
        "notice",
        f"A member asks for an item {days} before the meeting: {came}. The clerk waives that if the chair consents: "
        "say who in the chair does, and why.",
    )
