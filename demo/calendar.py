"""When the bodies of the demo meet: the days are those of the reference case, scheduled by their clerks before."""

from __future__ import annotations

from datetime import date, time

from demo import cast
from demo.stage import Stage
from meetings.models import Meeting, MeetingKind, StandingOrders
from meetings.models.meeting import meets_in_public
from meetings.scheduling import schedule_all
from workflow.gate import perform

PLACE = "Romney House, Marsham Street, London SW1"
MORNING, AFTERNOON = time(10), time(14)

OF_THE_YEAR = [
    ("ruth", "MPA", MORNING, [date(2000, 12, 14), date(2001, 2, 8), date(2001, 3, 8)]),
    ("gerald", "FPBV", AFTERNOON, [date(2001, 1, 22), date(2001, 2, 20)]),
    ("tessa", "CDO", AFTERNOON, [date(2001, 2, 27)]),
]
"""clerk, body, time, days"""


def schedule_the_year(stage: Stage) -> None:
    """The calendar of the Authority and its committees, each in one act."""
    for clerk, body, at, days in OF_THE_YEAR:
        actor = stage.on(date(2000, 10, 3), clerk)
        schedule_all([_meeting(stage, body, on, at) for on in days], actor=actor, because="Calendar for 2000/01.")


def call_workshop_and_panel(stage: Stage) -> None:
    """What does not stand in the calendar of the year: a workshop, and the panel's first look at the plan."""
    ruth = stage.on(date(2000, 12, 19), "ruth")
    workshop = _meeting(stage, "Workshop", date(2001, 1, 17), AFTERNOON, MeetingKind.WORKSHOP)
    panel = _meeting(stage, "Oversight Panel", date(2001, 1, 25), MORNING)
    schedule_all([workshop, panel], actor=ruth)


def schedule(stage: Stage, clerk: str, body: str, day: date, at: time, *, on: date) -> None:
    """One more meeting, put into the calendar on a day."""
    schedule_all([_meeting(stage, body, day, at)], actor=stage.on(on, clerk))


def _meeting(stage: Stage, short_name: str, on: date, at: time, kind: str = MeetingKind.ORDINARY) -> Meeting:
    body = stage.body(short_name)
    return Meeting(body=body, held_on=on, held_at=at, kind=kind, place=PLACE, in_public=meets_in_public(body, kind))


def adopt_standing_orders(stage: Stage) -> None:
    """The quorum of the Authority and, since they have none of their own, of its committees."""
    orders = StandingOrders(body=stage.body("MPA"), starts_on=cast.FOUNDED)
    perform(
        orders.bring_into_force,
        actor=stage.on(cast.FOUNDED, cast.ADMINISTRATOR.username),
        because="Standing orders of 2 October 2000; LGA 1972 Sch.12 paras 6, 39(2).",
    )
