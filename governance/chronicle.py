"""What the ledger tells of objectives that are decided on: when each came to its stage, and when its text changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.db.models import Max, Q

from audit.models import AuditEvent
from workflow.sentences import account

if TYPE_CHECKING:
    from governance.models import Decision, Objective, Plan

OBJECTIVE = "governance.objective"
ARRIVALS = ("objective.submitted", "objective.comment_invited", "objective.referred")
PARTS = ("target", "indicator", "note", "action_point", "contribution")
CHANGES = (
    "objective.drafted",
    "objective.amendment_drafted",
    "objective.revised",
    "objective.split_off",
    "objective.renumbered",
    "objective.moved",
    "indicator.retargeted",
    *(f"{part}.{what}" for part in PARTS for what in ("added", "revised", "placed", "withdrawn")),
)
NOT_READ = {"objective": frozenset({"order", "labelled"}), "target": frozenset({"review_on", "source"})}
"""fields that are no part of the text; the order of the parts is, and the seal holds it"""

HEADINGS = tuple(f"governance.{name}" for name in ("plan", "priority", "aspect", "sustainedactivity"))


class Chronicle:
    """Of every objective that a body had before it on a day, asked in one query when it is first needed: by then they
    are locked."""

    def __init__(self, since: date, objectives: Iterable[Objective]) -> None:
        self._since = since
        self._keys = [str(objective.pk) for objective in objectives]

    def came_on(self, objective: Objective) -> date | None:
        """The day it came to the stage in which it is; None if it has not been submitted."""
        return self._days[0].get(str(objective.pk))

    def changed_on(self, objective: Objective) -> date | None:
        """The last day after that one on which its text changed; None if it is the same."""
        return self._days[1].get(str(objective.pk))

    @cached_property
    def _days(self) -> tuple[dict[str, date], dict[str, date]]:
        came: dict[str, date] = {}
        changed: dict[str, date] = {}
        told = Q(action__in=ARRIVALS) | Q(action__in=CHANGES, effective_on__gt=self._since)
        lines = AuditEvent.objects.filter(told, within_type=OBJECTIVE, within_id__in=self._keys)
        for line in lines.order_by("book", "seq").only("text", "action", "within_id", "effective_on"):
            if line.action in ARRIVALS:
                came[line.within_id] = line.effective_on
            elif not NOT_READ.get(line.action.partition(".")[0], frozenset()).issuperset(line.entry["changes"]):
                changed[line.within_id] = max(line.effective_on, changed.get(line.within_id, line.effective_on))
        return came, changed


def had_before_them(decision: Decision) -> date:
    """The day from which the members had the text: that on which it was sent to them, else that of the meeting."""
    return decision.circulated_on or decision.decided_on


def last_change_of(plan: Plan) -> str:
    """Who last changed what in the text of `plan`, in words."""
    of_the_text = Q(action__in=CHANGES) | Q(subject_type__in=HEADINGS)
    lines = AuditEvent.objects.filter(of_the_text, plan_id=str(plan.pk)).with_words().latest_first()
    return account(lines[0]) if lines else ""


def was_worked_on_for(objective: Objective, owner: int | None, person: int | None) -> bool:
    """Whether `person` has acted for `owner` on an objective since it was last sent back; two queries."""
    lines = AuditEvent.objects.within(OBJECTIVE, objective.pk)
    sent_back = lines.filter(action="objective.sent_back").aggregate(last=Max("version"))["last"] or 0
    acted = lines.filter(actor_id=str(person), on_behalf_of_id=str(owner), version__gt=sent_back)
    return bool(acted.exists())
