"""The calendar of a year: dates worked out by a pattern, and dates read from lines. Asks no database and no clock."""

from __future__ import annotations

import re
from calendar import Calendar, day_name
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import models

from governance.notice.counting import FIRST_YEAR, LAST_YEAR
from governance.notice.words import long_day
from interface.dates import month_number, number
from interface.times import time_of_day
from workflow.words import day

MOST = 60
"""Dates in one calendar: more than one a week for a year is a slip of the pen"""
LONGEST_PLACE = 200
WEEKDAYS = [name.lower() for name in day_name]
DATE_IN_WORDS = re.compile(r"(?:([a-z]+),?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]+)\s+(\d{4})", re.ASCII)
DATE_IN_FIGURES = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", re.ASCII)
DATE_BACKWARDS = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


# Worked out


class Pattern(models.TextChoices):
    """How one date follows from another."""

    WEEKS = "weeks", "every so many weeks"
    MONTH = "month", "every month on the same weekday, like the second Thursday"


def every_so_many_weeks(first: date, weeks: int, until: date) -> Iterator[date]:
    """The same weekday, `weeks` weeks apart."""
    step = timedelta(weeks=weeks)
    while first <= until:
        yield first
        first += step


def on_the_same_weekday_of_the_month(first: date, until: date) -> Iterator[date]:
    """The second Thursday of each month, if the first date is one; after a fifth, the last of each month."""
    which, weekday = (first.day - 1) // 7, first.weekday()
    month = first
    while month <= until:
        found = weekday_of(month, weekday, which)
        if first <= found <= until:
            yield found
        month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def weekday_of(month: date, weekday: int, which: int) -> date:
    """The `which`-th such weekday of a month, counted from 0; where a fifth is asked for, the last."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    days = [week[weekday] for week in weeks if week[weekday].month == month.month]
    return days[-1] if which >= 4 else days[which]


def as_lines(days: Sequence[date]) -> str:
    """Dates as they are read again: one a line, with the weekday, which is checked."""
    return "\n".join(long_day(day) for day in days)


# Read from lines


@dataclass(frozen=True)
class Planned:
    """One line of a calendar: the n-th, with its day, and the time and place if it says so."""

    line: int
    on: date
    at: time | None
    place: str


class Unreadable(ValueError):
    """A line that says no day of a meeting; the sentence says why."""


def read_lines(text: str) -> tuple[list[Planned], list[str]]:
    """Every line as it is understood, and a sentence for each that is not; blank lines are none."""
    planned, problems = [], []
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        try:
            planned.append(_read(line, written))
        except Unreadable as problem:
            problems.append(str(problem))
    return planned, problems


def repeated(planned: Sequence[Planned], at: time | None) -> Iterator[str]:
    """A sentence for each line that says what another has said; `at` is the time of those that say none."""
    said: dict[tuple[date, time | None], int] = {}
    for each in planned:
        first = said.setdefault((each.on, each.at or at), each.line)
        if first != each.line:
            yield f"Line {each.line} says the same day and time as line {first}."


def _read(line: int, written: str) -> Planned:
    day_, *rest = [part.strip() for part in written.split(",", 2)]
    if rest and day_.lower() in WEEKDAYS:  # Monday, 22 January 2001
        day_, *rest = [part.strip() for part in written.split(",", 3)][1:]
        day_ = f"{written.split(',')[0].strip()} {day_}"
    on = _day_of(line, day_)
    at = None
    if rest and rest[0] and (at := time_of_day(rest[0])) is None:
        raise Unreadable(f"Line {line}: “{_short(rest[0])}” is no time. Write it like 14:00 or 2pm.")
    place = ", ".join(part for part in rest[1:] if part)
    if len(place) > LONGEST_PLACE:
        raise Unreadable(f"Line {line}: the place must be {LONGEST_PLACE} characters or fewer; now it is {len(place)}.")
    return Planned(line, on, at, place)


def _day_of(line: int, text: str) -> date:
    try:
        weekday, found = _date_in(" ".join(text.lower().split()))
    except (ValueError, OverflowError):
        raise Unreadable(f"Line {line} is no date: “{_short(text)}”. Write it like 22 January 2001.") from None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise Unreadable(f"Line {line}: meetings are scheduled from {FIRST_YEAR} to {LAST_YEAR}.")
    if weekday and not f"{found:%A}".lower().startswith(weekday):
        raise Unreadable(f"Line {line}: {day(found)} is a {found:%A}, not a {weekday.capitalize()}.")
    return found


def _date_in(text: str) -> tuple[str, date]:
    """The weekday as it is written, if it is, and the date; ValueError for what is none."""
    if found := DATE_IN_WORDS.fullmatch(text):
        weekday = found[1] or ""
        if weekday and not (len(weekday) > 2 and any(name.startswith(weekday) for name in WEEKDAYS)):
            raise ValueError(text)
        return weekday, date(number(found[4]), month_number(found[3]), number(found[2]))
    if found := DATE_IN_FIGURES.fullmatch(text):
        return "", date(number(found[3]), number(found[2]), number(found[1]))
    if DATE_BACKWARDS.fullmatch(text):
        return "", date.fromisoformat(text)
    raise ValueError(text)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
