"""The day by which the papers of a meeting must go out, counted so that everybody can count along.

Until each body's rules of notice are data with dates of validity, the number of clear days is handed in. Three were the
rule in 2001 (LGA 1972 s.100B(3) as it then stood); five are since 1 October 2002 (SI 2002/715).
"""

from __future__ import annotations

from datetime import date, timedelta

from workflow.words import listed

A_DAY = timedelta(days=1)
CLEAR_DAYS = 3
MOST_CLEAR_DAYS = 30
SATURDAY = 5


def latest_issue(meeting_on: date, clear_days: int) -> date:
    """The last day on which the papers of a meeting can go out with `clear_days` between that day and the meeting.

    Neither the day of issue nor that of the meeting counts; Saturdays and Sundays do not either, and nothing is issued
    on them.
    """
    between = clear_days_before(meeting_on, clear_days)
    return _working_day_before(between[0] if between else meeting_on)


def clear_days_before(meeting_on: date, clear_days: int) -> list[date]:
    """The days that are counted, first to last."""
    days: list[date] = []
    day = meeting_on
    for _ in range(clear_days):
        day = _working_day_before(day)
        days.insert(0, day)
    return days


def _working_day_before(day: date) -> date:
    day -= A_DAY
    while day.weekday() >= SATURDAY:
        day -= A_DAY
    return day


def count_in_words(meeting_on: date, clear_days: int) -> str:
    """How the day of issue was counted, day by day, so that a clerk can count along."""
    issue, between = latest_issue(meeting_on, clear_days), clear_days_before(meeting_on, clear_days)
    told = f"For a meeting on {long_day(meeting_on)} the papers must go out by {long_day(issue)}"
    if not between:
        return f"{told}, the last working day before it."
    named = listed([f"{day:%A} {day.day} {day:%B}" for day in between])
    counted = "1 clear day lies" if clear_days == 1 else f"{clear_days} clear days lie"
    return f"{told}: {counted} between them ({named}). Saturdays and Sundays are not counted."


def long_day(day: date) -> str:
    """Friday 2 February 2001."""
    return f"{day:%A} {day.day} {day:%B %Y}"
