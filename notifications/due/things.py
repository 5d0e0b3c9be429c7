"""One thing that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from notifications.hearing.parts import Case, Part
from notifications.models.rule import DueKind


@dataclass(frozen=True)
class Due:
    """Something that somebody has to do by a day."""

    kind: DueKind
    case: Case
    what: str
    """what to do, as a sentence begins: Resolve “?? per cent”"""
    about: str
    """what it belongs to: Burglary: objective 1"""
    by: date
    why: str
    """why by that day, as a sentence"""
    url: str
    doers: frozenset[int]
    """who has to do it"""
    body: int
    """whose rules of reminders hold"""
    chairs_of: tuple[int, ...]
    """whose chairs hear of it at last"""

    @property
    def thing(self) -> str:
        """As deliveries name it: governance.target:12"""
        row: Any = self.case.thing
        return f"{row._meta.label_lower}:{row.pk}"

    @property
    def plan(self) -> int | None:
        return self.case.plan.pk if self.case.plan else None

    def rung(self, part: Part) -> set[int]:
        """Who hears of it when nothing happens, besides those who have to do it."""
        found = {
            Part.DEPUTY: lambda: set().union(*(self.case.picture.deputies.get(doer, ()) for doer in self.doers)),
            Part.COORDINATOR: lambda: self.case.people(Part.COORDINATOR),
            Part.CHAIR: lambda: self.case.picture.holders("chair", self.chairs_of),
        }[part]()
        return set(found) - self.doers
