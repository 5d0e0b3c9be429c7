"""What a person must hand in with an act on a meeting: statements like guards, about the form."""

from __future__ import annotations

from typing import Any

from governance.exemption import list_in_force
from meetings.guards.issue import in_preparation
from meetings.guards.meeting import another_meeting_then
from workflow.acts import Given
from workflow.blockers import Blocker
from workflow.words import day, listed


def a_day_still_to_come(meeting: Any, given: Given) -> Blocker | None:
    held_on = given.details.get("held_on")
    if held_on is None or held_on >= given.effective_on:
        return None
    return Blocker("date", f"{day(held_on)} has passed: a meeting is moved to a day still to come.")


def a_time_at_which_the_body_does_not_meet(meeting: Any, given: Given) -> Blocker | None:
    held_on, held_at = given.details.get("held_on"), given.details.get("held_at")
    return None if held_on is None or held_at is None else another_meeting_then(meeting, held_on, held_at)


def a_ground_of_the_list_in_force(item: Any, given: Given) -> Blocker | None:
    """The paragraphs are those of the day of the meeting: 7 was business affairs, and is crime since 1 March 2006."""
    paragraph = given.details.get("paragraph", item.paragraph)
    schedule = given.details.get("schedule", item.schedule)
    if paragraph is None:
        return None
    in_force = list_in_force(item.meeting.held_on)
    if in_force is not None and schedule == in_force.name and paragraph in in_force.paragraphs:
        return None
    if in_force is None:
        return Blocker("paragraph", f"No list of exempt information was in force on {day(item.meeting.held_on)}.")
    return Blocker("paragraph", f"There is no paragraph {paragraph} in {in_force}.")


def the_name_of_the_chair(item: Any, given: Given) -> Blocker | None:
    """The opinion is the chair's, and so is the reason (LGA 1972 s.100B(4)(b))."""
    if given.details.get("chair", "").strip() and given.details.get("special_circumstances", "").strip():
        return None
    return Blocker("urgency", "Say who in the chair holds it urgent, and by reason of which special circumstances.")


def the_day_it_goes_out(agenda: Any, given: Given) -> Blocker | None:
    if agenda.issued_on == given.effective_on:
        return None
    return Blocker("date", "Say on which day it goes out.")


def a_reason_for_short_notice(agenda: Any, given: Given) -> Blocker | None:
    """A meeting called at shorter notice says why; its papers are open from the time it is called (LGA 1972
    s.100B(3))."""
    if agenda.supplement or agenda.in_time or agenda.latest_lawful_on is None or given.because.strip():
        return None
    return Blocker(
        "short_notice",
        f"Notice had to be given by {day(agenda.latest_lawful_on)}: say why the meeting is called at shorter notice.",
    )


def urgency_of_late_items(agenda: Any, given: Given) -> Blocker | None:
    """What the public did not have in time is taken only if the chair holds it urgent, and says why (LGA 1972
    s.100B(4)(b))."""
    if not agenda.supplement or agenda.in_time:
        return None
    late = [item for item in in_preparation(agenda) if not item.urgent_by]
    if not late:
        return None
    named = listed([f"“{item.title}”" for item in late])
    return Blocker(
        "late",
        f"It comes too late for the public to have had it in time: {named}. "
        "It is taken only if the chair holds it urgent, for a reason that is minuted.",
    )
