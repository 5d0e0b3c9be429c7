"""What imports and what people have done to the rows of a plan, as the ledger remembers it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from audit.models import AuditEvent
from governance.models import Plan
from workflow.models import Governed
from workflow.words import day

Key = tuple[str, str]


@dataclass(frozen=True)
class Hand:
    """The last change of a value that no import made."""

    by: str
    on: date

    def __str__(self) -> str:
        return f"{self.by or 'Somebody'} changed it on {day(self.on)}"


class History:
    """Reads the lines of a plan once."""

    def __init__(self, plan: Plan, models: Iterable[type[Governed]], imports: Collection[str]) -> None:
        """`imports` are the numbers of the acts that were imports."""
        self._imported: dict[Key, dict[str, Any]] = defaultdict(dict)
        self._hands: dict[Key, dict[str, Hand]] = defaultdict(dict)
        types = [model._meta.label_lower for model in models]
        lines = AuditEvent.objects.filter(plan_id=str(plan.pk), subject_type__in=types).order_by("book", "seq")
        for event in lines.with_words().iterator(chunk_size=2000):
            self._remember(event, event.act_id in imports)

    def _remember(self, event: AuditEvent, imported: bool) -> None:
        key = event.subject_type, event.subject_id
        for name, (_, new) in event.entry["changes"].items():
            if imported:
                self._imported[key][name] = new
                self._hands[key].pop(name, None)
            else:
                self._hands[key][name] = Hand(event.actor_label, event.effective_on)

    def hand(self, row: Governed, names: Iterable[str]) -> Hand | None:
        """The last change by hand of any of the fields `names` of `row` since its last import, if there is one."""
        hands = self._hands[_key(row)]
        return max((hands[name] for name in names if name in hands), key=lambda hand: hand.on, default=None)

    def imported(self, row: Governed) -> dict[str, Any]:
        """The values of `row` as the last imports left them; without those it never had from an import."""
        return self._imported[_key(row)]


def _key(row: Governed) -> Key:
    return row._meta.label_lower, str(row.pk)
