"""A plan and everybody around it at a moment, rebuilt from the ledger in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from audit.chain import SLICE
from audit.ledger import REGISTER
from audit.models import AuditEvent
from governance.as_at.moment import Moment
from governance.as_at.public import public_part
from governance.as_at.rows import Rows, rows_by
from governance.as_at.told import Told
from governance.models import Appointment, Body, Plan
from workflow.words import day


class NotThereYet(LookupError):
    """What was asked for was not there at that moment, or not for this reader; the sentence says so."""


@dataclass(frozen=True)
class Record:
    """What the ledger proves of one moment: a plan, the bodies, and who held which office in them."""

    moment: Moment
    plan: Plan
    entry: str
    """the last line of the plan's book by then: plan-1:212"""
    rows: Rows

    def find(self, model: type[Any], pk: int) -> Any | None:
        """One row; None if it was not there, or not for whom this was read."""
        return self.rows[model].get(pk)

    def all_of(self, model: type[Any]) -> list[Any]:
        """Every row of `model` that was there, those withdrawn among them, in the model's order."""
        return list(self.rows[model].values())

    @property
    def bodies(self) -> list[Body]:
        return self.all_of(Body)

    @property
    def appointments(self) -> list[Appointment]:
        return self.all_of(Appointment)


def record_of(plan: Plan, moment: Moment, *, for_the_public: bool = False) -> Record:
    """Everything recorded about `plan` and about bodies and people by `moment`; for the public, what had been published
    of it by then. Raises NotThereYet.

    One query for both books; memory is proportional to what they hold.
    """
    books = Q(book=plan.ledger_book) | Q(book=REGISTER)
    lines = AuditEvent.objects.filter(books & moment.recorded).with_words().order_by("book", "seq")
    told = Told.by(lines.iterator(chunk_size=SLICE))
    rows = rows_by(public_part(told) if for_the_public else told)
    if plan.pk not in rows[Plan]:
        raise NotThereYet(f"On {day(moment.day)} this plan had not been set up.")
    return Record(moment, rows[Plan][plan.pk], told.last[plan.ledger_book], rows)


def plan_as_at(plan: Plan, moment: Moment) -> Plan:
    """`plan` as it stood at `moment`, with everything in it and everybody around it. Raises NotThereYet.

    What it leads to is in hand, as if prefetched: guards, seals, readers and templates work on it as on a plan from the
    database, and ask none. It stands in no database: nothing in it can be acted on.
    """
    return record_of(plan, moment).plan
