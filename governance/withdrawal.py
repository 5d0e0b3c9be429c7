"""The withdrawal of what was published: when, why, and who decided so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from audit.models import AuditEvent
from governance.models import Objective
from governance.models.objective import WITHDRAWN_AFTER_PUBLICATION

if TYPE_CHECKING:
    from governance.models import Decision


@dataclass(frozen=True)
class Withdrawal:
    """How a published objective left the plan."""

    on: date
    because: str
    decision: Decision


def withdrawal_of(objective: Objective | None) -> Withdrawal | None:
    """Read from its line of the ledger, so that the record cannot differ from the act; None of an objective that was
    not withdrawn after its publication, or of none. One query for one that was."""
    found = withdrawals_among([] if objective is None else [objective])
    return found[0][1] if found else None


def withdrawals_among(objectives: Iterable[Objective]) -> list[tuple[Objective, Withdrawal]]:
    """Those of `objectives` that were withdrawn after their publication, each with how, in their order. One query for
    all of them, and none where there are none; whoever hands in many has their decisions in hand."""
    withdrawn = [each for each in objectives if each.withdrawn_under_id is not None]
    if not withdrawn:
        return []
    lines = AuditEvent.objects.filter(
        subject_type=Objective._meta.label_lower,
        subject_id__in=[str(each.pk) for each in withdrawn],
        action=WITHDRAWN_AFTER_PUBLICATION,
    )
    told = {line.subject_id: line for line in lines.with_words()}
    return [(each, _told(each, told[str(each.pk)])) for each in withdrawn]


def _told(objective: Objective, line: AuditEvent) -> Withdrawal:
    decision: Any = objective.withdrawn_under
    return Withdrawal(line.effective_on, line.because, decision)
