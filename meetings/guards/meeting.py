"""Guards on the calendar: when a body meets, and what for."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day

OVER = ("cancelled", "inquorate")
"""States of a meeting that took place in vain, or not at all"""


def its_day_is_still_to_come(meeting: Any, actor: Actor) -> Blocker | None:
    """Today counts: a meeting is called in the morning for the evening, at short notice."""
    if meeting.held_on >= actor.today:
        return None
    return Blocker("date", f"{day(meeting.held_on)} has passed: a meeting is scheduled before it takes place.")


def its_body_has_no_other_meeting_then(meeting: Any, actor: Actor) -> Blocker | None:
    return another_meeting_then(meeting, meeting.held_on, meeting.held_at)


def another_meeting_then(meeting: Any, held_on: date, held_at: time) -> Blocker | None:
    """The blocker that names a meeting of the same body at the same time, if there is one."""
    for other in meeting.body.meetings.all():
        if other.pk != meeting.pk and other.state not in OVER and (other.held_on, other.held_at) == (held_on, held_at):
            told = f"{meeting.body.short_name} meets on {day(held_on)} at {held_at:%H:%M} already."
            return Blocker("meets_then", told, where=other.get_absolute_url())
    return None


def an_extraordinary_meeting_says_what_it_is_for(meeting: Any, actor: Actor) -> Blocker | None:
    """Its notice names the business, and nothing else is taken (LGA 1972 Sch.12 para 4)."""
    if meeting.kind != "extraordinary" or meeting.business.strip():
        return None
    return Blocker("business", "Say what business the extraordinary meeting is called for: it takes nothing else.")


def it_begins_as_planned(meeting: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being half way."""
    if meeting.state == "planned" and not meeting.sequence:
        return None
    return Blocker("state", f"{capital(meeting)} begins as planned.")


def it_is_still_to_come(meeting: Any, actor: Actor) -> Blocker | None:
    if meeting.state in ("planned", "called"):
        return None
    return Blocker("state", f"{capital(meeting)} is no longer to come.")


def its_meeting_is_planned(part: Any, actor: Actor) -> Blocker | None:
    """What stands on an agenda, and who meets, is settled when the agenda goes out."""
    if part.meeting.state == "planned":
        return None
    return Blocker("state", f"The agenda of {part.meeting} is out, or it does not take place: this no longer changes.")


def it_is_another_body(joint: Any, actor: Actor) -> Blocker | None:
    if joint.body_id != joint.meeting.body_id:
        return None
    return Blocker("body", f"{joint.body.short_name} convenes the meeting: it sits in it anyway.")
