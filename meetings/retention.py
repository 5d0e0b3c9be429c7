"""Until when papers of a meeting stay open to the public, counted from its day.

Nothing is deleted and nothing is closed when a day has passed: from then on it may be closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

AFTER_THE_MEETING = 6
"""years for minutes, agenda and open reports (LGA 1972 s.100C)"""
BACKGROUND_PAPERS = 4
"""years for the background papers of a report (LGA 1972 s.100D)"""
SOURCE = "LGA 1972 s.100C, s.100D"


@dataclass(frozen=True)
class Retention:
    """The last days on which what belongs to a meeting must be open."""

    papers_until: date
    """minutes, agenda and open reports"""
    background_until: date


def retention_of(meeting: Any) -> Retention:
    """Of a meeting by the day on which it is held."""
    return Retention(open_until(meeting.held_on, AFTER_THE_MEETING), open_until(meeting.held_on, BACKGROUND_PAPERS))


def open_until(held_on: date, years: int) -> date:
    """The same day so many years later, which still counts: a day more than the law asks for. What was held on 29
    February stays open to the end of February."""
    try:
        return held_on.replace(year=held_on.year + years)
    except ValueError:
        return held_on.replace(year=held_on.year + years, day=28)
