"""The calendar as a list and as months: what is to come first, then what has been."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from governance.models import Body
from governance.notice.counting import FIRST_YEAR, LAST_YEAR
from meetings.filters import of_a_body
from meetings.models import Meeting
from workflow.actors import Actor

A_DAY = timedelta(days=1)
NEXT_FEW = 5


def to_come_first(meetings: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    """Meetings of today and later from the nearest on, then earlier ones from the latest back."""
    to_come = Q(held_on__gte=today)
    return meetings.annotate(
        is_past=Case(When(to_come, then=Value(0)), default=Value(1), output_field=IntegerField())
    ).order_by(
        "is_past",
        Case(When(to_come, then=F("held_on"))),
        Case(When(to_come, then=F("held_at"))),
        "-held_on",
        "-held_at",
        "pk",
    )


def next_of(body: Body, actor: Actor) -> list[Meeting]:
    """The next meetings in which a body sits, as far as `actor` may know of them."""
    rows = Meeting.objects.visible_to(actor).filter(of_a_body(body), held_on__gte=actor.today)
    return list(rows.select_related("body").in_order()[:NEXT_FEW])


@dataclass(frozen=True)
class Day:
    """One box of a month."""

    on: date
    is_of_the_month: bool
    is_today: bool
    meetings: list[Any]


@dataclass(frozen=True)
class Month:
    """A month week by week, from Monday to Sunday."""

    first: date
    weeks: list[list[Day]]

    @property
    def holds_any(self) -> bool:
        """Whether anybody meets in it."""
        return any(day.meetings for week in self.weeks for day in week)

    @property
    def previous(self) -> date | None:
        """The first day of the month before; None before anybody met under this law."""
        before = (self.first - A_DAY).replace(day=1)
        return before if before.year >= FIRST_YEAR else None

    @property
    def next(self) -> date | None:
        """The first day of the month after; None where nobody plans any more."""
        after = (self.first.replace(day=28) + 4 * A_DAY).replace(day=1)
        return after if after.year <= LAST_YEAR else None


def month_of(meetings: QuerySet[Meeting], first: date, today: date) -> Month:
    """The month that begins on `first`, with its meetings in their boxes; one query."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    held: dict[date, list[Meeting]] = {}
    for meeting in meetings.filter(held_on__year=first.year, held_on__month=first.month):
        held.setdefault(meeting.held_on, []).append(meeting)
    return Month(
        first,
        [[Day(day, day.month == first.month, day == today, held.get(day, [])) for day in week] for week in weeks],
    )
