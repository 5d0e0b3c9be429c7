"""The withdrawal of what was published: when, why, and who decided so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

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
    if objective is None or objective.withdrawn_under is None:
        return None
    lines = AuditEvent.objects.about(Objective._meta.label_lower, objective.pk)
    line = lines.filter(action=WITHDRAWN_AFTER_PUBLICATION).with_words().get()
    return Withdrawal(line.effective_on, line.because, objective.withdrawn_under)
