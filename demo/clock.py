"""The clock of the demo: the day pages and acts take for today. What is recorded, and when, is always the server's.

It goes forward only. Each act takes effect on the day it shows; a clock put back would let people approve a thing
before it was submitted, and the history would read as nonsense. Who wants to begin again has `make demo-reset`.
"""

from __future__ import annotations

from datetime import date, timedelta

from demo.models import Clock

START = date(2001, 1, 22)
"""A Monday: the committee has the report before it"""
LAST = date(2002, 3, 31)
"""The end of the plan's year"""

DAYS_TO_COME = [
    (date(2001, 1, 25), "the Oversight Panel sees an early draft"),
    (date(2001, 2, 1), "FPBV has a new clerk"),
    (date(2001, 2, 8), "the Authority meets"),
    (date(2001, 2, 20), "FPBV meets again"),
    (date(2001, 3, 8), "the Authority decides on the plan"),
    (date(2001, 3, 31), "the plan is to be published"),
]
"""What a visitor may want to live through, as the route of the plan has it"""


class NotForward(Exception):
    """The clock was asked for a day it does not go to; the sentence says why."""


def today() -> date:
    """What `settings.TODAY` names in the demo."""
    return Clock.objects.values_list("today", flat=True).first() or START


def is_set() -> bool:
    """Whether the demo is complete: the clock is its last row."""
    return Clock.objects.exists()


def set_up() -> None:
    Clock.objects.create(pk=1, today=START)


def next_day() -> date:
    return go_to(today() + timedelta(days=1))


def go_to(day: date) -> date:
    """Show `day` from now on."""
    now = today()
    if day < now:
        raise NotForward(
            f"The clock goes forward only, and it is {in_words(now)}. "
            f"To begin again on {in_words(START)}: make demo-reset."
        )
    if day > LAST:
        raise NotForward(f"The demo ends with the plan's year, on {in_words(LAST)}.")
    Clock.objects.update(today=day)
    return day


def in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
