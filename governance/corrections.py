"""The corrections of what is published: what was wrong, how it read, and how it reads since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from audit.models import AuditEvent
from governance.models import Aspect, Objective, Priority, Target
from governance.sealing import CORRECTIONS

CALLED = {"note": "a note of {}", "action_point": "an action point of {}"}
"""how a part is called that has no name of its own, by the noun of its ledger action; {} is what it stands in"""


@dataclass(frozen=True)
class Correction:
    """One slip that was put right."""

    made_on: date
    of: str
    """what was corrected, in words"""
    old: str
    new: str
    note: str
    """what was wrong"""
    recorded: tuple[str, int]
    """book and number of its line"""

    @property
    def told(self) -> str:
        """“old” reads “new” since."""
        return f"“{self.old}” was corrected to “{self.new}”"


def corrections_of(thing: Objective | Target, recorded: Q | None = None) -> list[Correction]:
    """Those of an objective with its parts and its headings, or of one target, the first one first; one query. With
    `recorded`, of the lines of a moment."""
    lines = AuditEvent.objects.filter(_about(thing), action__in=CORRECTIONS)
    if recorded is not None:
        lines = lines.filter(recorded)
    return read(lines.with_words().order_by("recorded_at", "seq"))


def read(lines: Iterable[AuditEvent]) -> list[Correction]:
    """What each line tells."""
    return [correction(line) for line in lines]


def correction(line: AuditEvent) -> Correction:
    """What a line of a correction tells."""
    ((old, new),) = _wordings(line.changes)
    return Correction(line.effective_on, called(line), old, new, line.because, (line.book, line.seq))


def called(line: AuditEvent) -> str:
    """What was corrected, in words: a note of Street crime: objective 1."""
    return CALLED.get(line.action.partition(".")[0], "{}").format(line.subject_label)


def _wordings(changes: Any) -> Sequence[tuple[str, str]]:
    return [(str(old), str(new)) for name, (old, new) in changes.items() if name in ("title", "text")]


def _about(thing: Objective | Target) -> Q:
    if isinstance(thing, Target):
        return Q(subject_type=Target._meta.label_lower, subject_id=str(thing.pk))
    own = Q(within_type=Objective._meta.label_lower, within_id=str(thing.pk))
    aspect = Q(subject_type=Aspect._meta.label_lower, subject_id=str(thing.aspect_id))
    return own | aspect | Q(subject_type=Priority._meta.label_lower, subject_id=str(thing.aspect.priority_id))
