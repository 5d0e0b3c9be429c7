"""How a count of clear days is told, so that a clerk can count along."""

from __future__ import annotations

from datetime import date

from governance.notice.counting import Counted, Counting, Notice
from workflow.words import capital, listed


def count_in_words(notice: Notice) -> str:
    """By when the papers must go out, which days lie between, and which do not count."""
    told = f"For a meeting on {long_day(notice.meeting_on)} the papers must go out by {long_day(notice.latest_issue)}"
    between = notice.clear_days
    if not between:
        return f"{told}, the last day before it that counts. {rule_in_words(notice.counting)}"
    named = listed([f"{day:%A} {day.day} {day:%B}" for day in between])
    counted = "1 clear day lies" if len(between) == 1 else f"{len(between)} clear days lie"
    return f"{told}: {counted} between them ({named}). {rule_in_words(notice.counting)}"


def rule_in_words(counting: Counting) -> str:
    """What is counted: Saturdays, Sundays and bank holidays of England do not count."""
    told = str(counting.counted.label)
    if counting.counted != Counted.EVERY:
        told = told.replace("bank holidays", f"bank holidays of {counting.nation.label}")
    if counting.late_after is not None:
        told += f"; what is issued after {counting.late_after:%H:%M} counts as issued on the next day"
    return f"{capital(told)}."


def long_day(day: date) -> str:
    """Friday 2 February 2001."""
    return f"{day:%A} {day.day} {day:%B %Y}"
