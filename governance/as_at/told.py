"""What lines of the ledger say of rows: their values, their versions, and what people were called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from audit.models import AuditEvent

Row = tuple[str, str]
"""label of a model and key, as the ledger writes them"""

APPOINTMENT = "governance.appointment"


@dataclass
class Told:
    """What some lines say, taken one by one: no more is kept than the rows they make."""

    values: dict[Row, dict[str, Any]] = field(default_factory=dict)
    """what each row holds, as the ledger writes it"""
    versions: dict[Row, int] = field(default_factory=dict)
    """how many acts each root has seen"""
    last: dict[str, str] = field(default_factory=dict)
    """book -> the key of its last line"""
    _names: dict[str, tuple[datetime, str]] = field(default_factory=dict)

    @classmethod
    def by(cls, lines: Iterable[AuditEvent]) -> Told:
        """From lines in the order of each book."""
        told = cls()
        for line in lines:
            told._take(line)
        return told

    def name_of(self, person: object) -> str:
        """What a person was called when they were last named; a person nobody had named by then is a number."""
        return self._names.get(str(person), (None, f"Person {person}"))[1]

    def _take(self, line: AuditEvent) -> None:
        row, root = (line.subject_type, line.subject_id), (line.within_type, line.within_id)
        values = self.values.setdefault(row, {})
        values.update((name, _new(line, name, pair[1])) for name, pair in line.changes.items())
        self.versions[root] = max(line.version, self.versions.get(root, 0))
        self.last[line.book] = line.key
        self._name(line.actor_id, line.actor_label, line)
        self._name(line.on_behalf_of_id, line.on_behalf_of_label, line)
        if line.subject_type == APPOINTMENT:
            # “Jane Roe as clerk of FPBV”: who is appointed need never have acted.
            self._name(values.get("person", ""), line.subject_label.rpartition(" as ")[0], line)

    def _name(self, person: str, name: str, line: AuditEvent) -> None:
        known = self._names.get(person)
        if name and (known is None or known[0] <= line.recorded_at):
            self._names[person] = line.recorded_at, name


def _new(line: AuditEvent, name: str, value: Any) -> Any:
    """The new value of a field, as rows of today hold it: where words were taken out, what stands in their place."""
    is_unspoken = name in line.entry["private"] and f"{name}.1" not in line.words
    return None if is_unspoken and not line.is_removed(f"{name}.1") else value
