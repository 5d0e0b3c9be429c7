"""What follows from scheduling, moving and cancelling meetings: said before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from governance import consequences
from governance.models import Body
from governance.notice.counting import Notice
from governance.notice.words import count_in_words
from interface.words import in_words
from meetings.models import JointBody, Meeting, MeetingKind, StandingOrders
from meetings.models.standing_orders import CUSTOMARY, members_on, quorum_of
from workflow.words import capital, day, listed

CALENDARS = "Whoever has taken it into a calendar of their own sees that there"


def of_scheduling(meeting: Meeting, notice: Notice, joint_with: Sequence[Body], today: date) -> list[str]:
    """Who sees it, by when its agenda must go out, and who sits in it."""
    told = [open_to_in_words(meeting), count_in_words(notice), *_too_late(notice, today)]
    if joint_with:
        verb = "sits" if len(joint_with) == 1 else "sit"
        told.append(f"{listed([each.short_name for each in joint_with])} {verb} in it jointly.")
    if meeting.kind == MeetingKind.EXTRAORDINARY:
        told.append("It takes no business but that which is named here.")
    return told


def of_scheduling_a_year(meetings: Sequence[Meeting]) -> list[str]:
    """That it is all or nothing, and who sees it."""
    first, last = meetings[0], meetings[-1]
    many = f"All {len(meetings)} stand in the calendar then, from {day(first.held_on)} to {day(last.held_on)}, or none."
    return [*([many] if len(meetings) > 1 else []), open_to_in_words(first)]


def open_to_in_words(meeting: Meeting) -> str:
    """For whom its entry, its agenda and its papers are."""
    if meeting.in_public:
        return "It meets in public: everybody sees when and where, and reads the agenda and the open papers."
    return "It does not meet in public: only those who hold an office in a body that sits in it know of it."


def of_moving(meeting: Meeting, held_on: date, held_at: time, notice: Notice, today: date) -> list[str]:
    """What calendars show, and by when notice of the new day must be given."""
    moved = in_words(datetime.combine(held_on, held_at))
    return [
        f"The calendar shows it on {moved}, and no longer on {in_words(meeting.begins)}.",
        f"{CALENDARS} when it is next brought up to date.",
        count_in_words(notice),
        *_too_late(notice, today),
    ]


def of_inviting(joint: JointBody) -> list[str]:
    """Who has a seat then."""
    return [
        f"Members of {joint.body.short_name} have a seat in {joint.meeting}, with those of "
        f"{joint.meeting.body.short_name}, which convenes it.",
        f"It stands among the meetings of {joint.body.short_name} as well.",
    ]


def of_standing_orders(orders: StandingOrders) -> list[str]:
    """For which meetings they hold, and what quorum that makes with the members of that day."""
    body = orders.body.short_name
    return [
        f"They hold for meetings of {body} from {day(orders.starts_on)} on, and of every body under it that has none "
        "of its own.",
        orders.in_words,
        quorum_in_words(orders, orders.body, orders.starts_on),
        "An agenda that is out keeps the quorum it was published with.",
    ]


def of_ending_standing_orders(orders: StandingOrders, last_day: date) -> list[str]:
    """What holds then."""
    return [
        f"The quorum of a meeting after {day(last_day)} is that of the standing orders that follow, or of those of the "
        f"body above {orders.body.short_name}.",
        f"Where there are none: {CUSTOMARY.in_words}",
        "An agenda that is out keeps the quorum it was published with.",
    ]


def quorum_in_words(orders: StandingOrders, body: Body, on: date) -> str:
    """What quorum these orders make for a body with the members it has on a day."""
    members = members_on(body, on)
    if not members:
        return f"{body.short_name} has no member on {day(on)}, so it has no quorum."
    counted = "1 member" if members == 1 else f"{members} members"
    return f"With the {counted} that {body.short_name} has on {day(on)}, {quorum_of(orders, members)} must be present."


def _too_late(notice: Notice, today: date) -> list[str]:
    if notice.latest_issue >= today:
        return []
    return ["That day has passed: the meeting is called at short notice, and whoever publishes its agenda says why."]


def _relocate(meeting: Meeting) -> list[str]:
    told = [
        f"The calendar shows the new place instead of {meeting.place}.",
        f"{CALENDARS} when it is next brought up to date.",
    ]
    if meeting.state != "planned":
        told.append(f"Its agenda is out and still names {meeting.place}: tell those who have it.")
    return told


def _cancel(meeting: Meeting) -> list[str]:
    told = [
        f"{capital(meeting)} does not take place. It stays in the calendar, and says so there.",
        f"{CALENDARS} when it is next brought up to date.",
        "It cannot be undone: for another day, another meeting is scheduled.",
    ]
    if meeting.state != "planned":
        told.append("Its agenda is out and stays there to be read. Notice of its cancellation is yours to give.")
    return told


_TOLD: dict[tuple[type[Any], str], Any] = {(Meeting, "relocate"): _relocate, (Meeting, "cancel"): _cancel}
consequences.declare(_TOLD)
