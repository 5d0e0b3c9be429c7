"""Clear days, counted one by one: by which day a body must have given notice of a meeting, and why.

Neither the day of issue nor the day of the meeting is a clear day (LGA 1972 s.100A(6), s.100B(3)); which of the days
between them count is a setting of the body. Asks no database and no clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

import holidays
from django.db import models

A_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
MOST_CLEAR_DAYS = 30
FIRST_YEAR, LAST_YEAR = 1974, 2099
"""from the year in which the LGA 1972 came into force, as far as anybody plans"""
SOURCE = f"holidays {version('holidays')}"
"""Where bank holidays come from: one proclaimed after that package was released is not among them"""


NOT_YET = {("SCT", date(2006, 11, 30))}
"""What that package has and the law had not: the day became a bank holiday by an Act of January 2007 (2007 asp 2)"""


class Counted(models.TextChoices):
    """Which days do not count beside the day of issue, that of the meeting, and those on which the body is closed."""

    WORKING = "working", "Saturdays, Sundays and bank holidays do not count"
    SUMMONS = "summons", "Sundays and bank holidays do not count"
    EVERY = "every", "every day counts"


class Nation(models.TextChoices):
    """Whose bank holidays they are."""

    ENGLAND = "ENG", "England"
    WALES = "WLS", "Wales"
    SCOTLAND = "SCT", "Scotland"
    NORTHERN_IRELAND = "NIR", "Northern Ireland"


class Day(NamedTuple):
    """A day between issue and meeting."""

    on: date
    counts: bool
    why: str
    """why it does not count: Saturday, Good Friday; "" if it does"""


@dataclass(frozen=True)
class Counting:
    """How many clear days a body gives, and which days count."""

    clear_days: int
    counted: Counted = Counted.WORKING
    nation: Nation = Nation.ENGLAND
    late_after: time | None = None
    """what is issued after this hour counts as issued on the next day"""
    closed: Mapping[date, str] = field(default_factory=dict)
    """days on which the body is closed, with why"""

    def with_clear_days(self, number: int) -> Counting:
        return replace(self, clear_days=number)

    def why_not(self, day: date) -> str:
        """Why a day does not count: Saturday, Boxing Day, closed for Christmas; "" if it does."""
        if day in self.closed:
            return self.closed[day]
        if self.counted == Counted.EVERY:
            return ""
        if day.weekday() == SUNDAY or (day.weekday() == SATURDAY and self.counted == Counted.WORKING):
            return f"{day:%A}"
        return bank_holidays(self.nation, day.year).get(day, "")

    def issued(self, day: date, at: time) -> date:
        """The day on which something counts as issued that went out on `day` at `at`, local time."""
        return day + A_DAY if self.late_after is not None and at > self.late_after else day


@dataclass(frozen=True)
class Notice:
    """The latest lawful issue for a meeting, with every day between the two, first to last."""

    meeting_on: date
    latest_issue: date
    days: tuple[Day, ...]
    counting: Counting

    @property
    def clear_days(self) -> list[date]:
        return [day.on for day in self.days if day.counts]


def notice_of(meeting_on: date, counting: Counting) -> Notice:
    """The latest day on which notice of a meeting on that day can be given.

    So many days that count lie between the two; nothing is issued on a day that does not count.
    """
    days: list[Day] = []
    left = counting.clear_days
    for day in _backwards_from(meeting_on):
        why = counting.why_not(day)
        if not why and left == 0:
            return Notice(meeting_on, day, tuple(reversed(days)), counting)
        left -= not why
        days.append(Day(day, not why, why))
    raise AssertionError("there is always a day before")  # pragma: no cover - the calendar has no beginning


def working_day_after(on: date, days: int, counting: Counting) -> date:
    """The last of so many working days after `on`: Saturdays, Sundays, bank holidays and days on which the body is
    closed do not count, whatever counts for the notice of its meetings."""
    working = replace(counting, counted=Counted.WORKING)
    while days > 0:
        on += A_DAY
        days -= not working.why_not(on)
    return on


def _backwards_from(day: date) -> Iterator[date]:
    while True:
        day -= A_DAY
        yield day


@cache
def bank_holidays(nation: str, year: int) -> Mapping[date, str]:
    """The bank holidays of a nation of the United Kingdom in a year, by name."""
    known = holidays.country_holidays("GB", subdiv=nation, years=year)
    return {day: name for day, name in known.items() if (nation, day) not in NOT_YET}
