"""The clock of the demo: the day pages and acts take for today, and the instant the ledger records.

The demo lives in 2001, its history included: what happened on a day of the story is recorded on that day, a second
after what was recorded before it, so that a plan can be read as it stood on any of them. While the demo is built the
day is that of the act being told; from then on it is the day the clock shows.

It goes forward only. Each act takes effect on the day it shows; a clock put back would let people approve a thing
before it was submitted, and the history would read as nonsense. Who wants to begin again has `make demo-reset`.
"""

from __future__ import annotations

from contextvars import ContextVar
from datetime import date, datetime, time, timedelta

from django.db.models import Max
from django.utils import timezone

from audit.models import AuditEvent
from demo.models import Clock

START = date(2001, 1, 22)
"""A Monday: the committee has the report before it"""
LAST = date(2002, 3, 31)
"""The end of the plan's year"""

FIRST_THING = time(9)
"""When the first act of a day is recorded"""


class NotForward(Exception):
    """The clock was asked for a day it does not go to; the sentence says why."""


def today() -> date:
    """What `settings.TODAY` names in the demo."""
    return Clock.objects.values_list("today", flat=True).first() or START


def now() -> datetime:
    """What `settings.NOW` names in the demo: later than everything recorded, and on the day of the story."""
    begins = timezone.make_aware(datetime.combine(_told.get() or today(), FIRST_THING))
    last = AuditEvent.objects.aggregate(last=Max("recorded_at"))["last"]
    return max(begins, last + timedelta(seconds=1)) if last else begins


_told: ContextVar[date | None] = ContextVar("told", default=None)
"""The day of the act being told, seen by whoever tells it and by nobody who looks at a page meanwhile; else None"""


def tell(day: date) -> None:
    """What is recorded from now on happens on `day`, until the story pauses."""
    _told.set(day)


def pause() -> None:
    """The story has been told so far; from now on the clock shows what day it is."""
    _told.set(None)


def is_set() -> bool:
    """Whether the demo is complete: the clock is its last row."""
    return Clock.objects.exists()


def set_up() -> None:
    """The story has been told up to its first day."""
    Clock.objects.create(pk=1, today=START)
    pause()


def chapters_told() -> int:
    """How many chapters have been told beyond the first day."""
    return Clock.objects.values_list("chapters", flat=True).first() or 0


def turn_page(day: date) -> None:
    """One more chapter has been told, up to the end of `day`; a clock that is further stays there."""
    Clock.objects.update(chapters=chapters_told() + 1, today=max(day, today()))
    pause()


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
