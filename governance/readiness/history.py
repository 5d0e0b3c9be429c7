"""What the ledger tells of targets: when each changed, how long people took to close them, how many were open when.

Read from the lines as they are handed in; what is recorded later is not among them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from statistics import median_high
from typing import Any

from audit.models import AuditEvent
from governance.models import Objective, SustainedActivity, Target
from governance.models.target import OPEN

TARGET, OBJECTIVE, ACTIVITY = (model._meta.label_lower for model in (Target, Objective, SustainedActivity))
OUT = frozenset({"withdrawn", "superseded"})
"""states in which an objective no longer stands in the plan"""
Thing = tuple[str, str]
"""What a target belongs to, as the ledger names it: model and key"""


@dataclass
class History:
    """Read line by line, in the order of the ledger."""

    book: str
    """the plan whose open targets are counted; lines of other books tell only how long people took"""
    today: date
    changed_on: dict[str, date] = field(default_factory=dict)
    """target -> the last day on which anything was done with it"""
    movements: dict[date, int] = field(default_factory=lambda: defaultdict(int))
    """day -> how many more targets of the plan were open at its end than before"""
    _took: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _opened: dict[str, date] = field(default_factory=dict)
    _open: set[str] = field(default_factory=set)
    _withdrawn: set[str] = field(default_factory=set)
    _of: dict[Thing, set[str]] = field(default_factory=lambda: defaultdict(set))
    _home: dict[str, Thing] = field(default_factory=dict)
    _outside: set[Thing] = field(default_factory=set)

    def took(self, person: int | None) -> int | None:
        """Days from a target being open to its being closed by this person, the median; None if they closed none.

        None asks for whoever closed targets of sustained activities, which nobody owns.
        """
        own = self._took.get(str(person or ""))
        return median_high(own) if own else None

    def read(self, lines: Iterable[AuditEvent]) -> History:
        """Take in lines about targets and about the objectives and activities they belong to."""
        for line in lines:
            changes = line.entry["changes"]
            if line.subject_type == TARGET:
                self._read_target(line, changes)
            elif line.book == self.book:
                self._read_root(line, changes)
        return self

    def _read_target(self, line: AuditEvent, changes: dict[str, list[Any]]) -> None:
        key, home = line.subject_id, (line.within_type, line.within_id)
        self.changed_on[key] = line.effective_on
        before = self._counts(key)
        if home != self._home.get(key):
            self._of[self._home.get(key, home)].discard(key)
            self._of[home].add(key)
            self._home[key] = home
        if "resolution" in changes:
            self._resolution_became(changes["resolution"][1], line)
        if "withdrawn" in changes:
            (self._withdrawn.add if changes["withdrawn"][1] else self._withdrawn.discard)(key)
        if line.book == self.book:
            self._moved(line.effective_on, self._counts(key) - before)

    def _resolution_became(self, resolution: str, line: AuditEvent) -> None:
        key = line.subject_id
        if resolution in OPEN:
            self._opened.setdefault(key, line.effective_on)
            self._open.add(key)
            return
        self._open.discard(key)
        if opened := self._opened.pop(key, None):
            closer = "" if line.within_type == ACTIVITY else line.on_behalf_of_id or line.actor_id
            self._took[closer].append((line.effective_on - opened).days)

    def _read_root(self, line: AuditEvent, changes: dict[str, list[Any]]) -> None:
        """An objective or activity leaves the plan, or an amendment takes its place in it."""
        thing = (line.subject_type, line.subject_id)
        before = sum(map(self._counts, self._of[thing]))
        state = changes.get("state", ["", ""])[1]
        if state in OUT or changes.get("amends", [None, None])[1] or changes.get("withdrawn", [False, False])[1]:
            self._outside.add(thing)
        elif state == "published" or "withdrawn" in changes:
            self._outside.discard(thing)
        self._moved(line.effective_on, sum(map(self._counts, self._of[thing])) - before)

    def _counts(self, target: str) -> int:
        stands = target not in self._withdrawn and self._home.get(target) not in self._outside
        return int(stands and target in self._open)

    def _moved(self, day: date, more: int) -> None:
        """What takes effect later has been decided today."""
        if more:
            self.movements[min(day, self.today)] += more
