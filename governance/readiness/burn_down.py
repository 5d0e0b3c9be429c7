"""How many targets of a plan were unresolved on each day, and how fast that must go to zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from governance.readiness.target_rules import days
from workflow.words import day


class Step(NamedTuple):
    """The number of unresolved targets at the end of a day on which it changed."""

    on: date
    unresolved: int
    more: int
    """how many were added or opened again, less those that were closed"""


@dataclass(frozen=True)
class BurnDown:
    """The line from the first draft to today, and the one from there to zero."""

    steps: tuple[Step, ...]
    """first to last; empty as long as nothing has been unresolved"""
    today: date
    papers_on: date

    @property
    def now(self) -> int:
        return self.steps[-1].unresolved if self.steps else 0

    @property
    def most(self) -> int:
        return max((step.unresolved for step in self.steps), default=0)

    @property
    def in_words(self) -> str:
        """What the picture shows, for those who do not see it."""
        if not self.steps:
            return "No target has been unresolved yet."
        first = self.steps[0]
        told = f"On {day(self.today)} {_unresolved(self.now)}."
        if first.on < self.today:
            told += f" The count began on {day(first.on)} with {first.unresolved}; the most were {self.most}."
        left = (self.papers_on - self.today).days
        if self.now and left > 0:
            told += f" To reach zero by {day(self.papers_on)}, {self.now} must be resolved in {days(left)}."
        return told


def burn_down(movements: Mapping[date, int], today: date, papers_on: date) -> BurnDown:
    """The steps of the line, from what moved on each day."""
    steps, count = [], 0
    for on in sorted(movements):
        if movements[on]:
            count += movements[on]
            steps.append(Step(on, count, movements[on]))
    return BurnDown(tuple(steps), today, papers_on)


def _unresolved(count: int) -> str:
    return "1 target is unresolved" if count == 1 else f"{count} targets are unresolved"
