"""What the ledger tells of objectives that are decided on: when each came to its stage, and when its text changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    *(f"{noun}.corrected" for noun in ("objective", "indicator", "target", "note", "action_point")),
    "objective.split_off",
    "objective.renumbered",
    "objective.moved",
    "indicator.retargeted",
    *(f"{part}.{what}" for part in PARTS for what in ("added", "revised", "placed", "withdrawn")),
)
NOT_READ = {"objective": frozenset({"order"}), "target": frozenset({"review_on", "source"})}
"""fields that are no part of the text; the order of the parts is, and the seal holds it"""

READ_ABOVE = {"aspect": frozenset({"title", "priority"}), "priority": frozenset({"title"})}
"""fields of its headings that are part of the text of an objective"""

CHANGES_OF_THE_WHOLE = (
    *CHANGES,
    *(f"objective.{what}" for what in ("placed", "withdrawn", "withdrawn_after_publication", "superseded")),
    *(f"priority.{what}" for what in ("added", "revised", "placed", "withdrawn", "corrected")),
    *(f"aspect.{what}" for what in ("added", "revised", "placed", "moved", "withdrawn", "corrected")),
    *(f"sustained_activity.{what}" for what in ("added", "revised", "placed", "withdrawn", "corrected")),
)
"""in the text of a plan as a whole: there the order of objectives, and which of them stand in it, are read as well"""

NOT_READ_IN_THE_WHOLE = {"target": NOT_READ["target"]}

HEADINGS = tuple(f"governance.{name}" for name in ("plan", "priority", "aspect", "sustainedactivity"))


class Chronicle:
    """Of every objective that a body had before it on a day, asked at once when it is first needed: by then they are
    locked, and with them the titles of their headings."""

    def __init__(self, since: date, objectives: Iterable[Objective]) -> None:
        self._since = since
        self._objectives = list(objectives)

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
        keys, under = [str(objective.pk) for objective in self._objectives], self._by_heading()
        own = Q(action__in=ARRIVALS) | Q(action__in=CHANGES, effective_on__gt=self._since)
        told = Q(own, within_type=OBJECTIVE, within_id__in=keys)
        for kind in READ_ABOVE:
            headings = [key for name, key in under if name == kind]
            about = {"subject_type": f"governance.{kind}", "subject_id__in": headings}
            told |= Q(effective_on__gt=self._since, **about)
        lines = AuditEvent.objects.filter(told).order_by("book", "seq")
        for line in lines.only("text", "action", "subject_id", "within_id", "effective_on"):
            kind = line.action.partition(".")[0]
            if line.action in ARRIVALS:
                came[line.within_id] = line.effective_on
            elif kind in READ_ABOVE:
                if not READ_ABOVE[kind].isdisjoint(line.entry["changes"]):
                    for key in under[kind, line.subject_id]:
                        changed[key] = max(line.effective_on, changed.get(key, line.effective_on))
            elif _is_read(line, NOT_READ):
                changed[line.within_id] = max(line.effective_on, changed.get(line.within_id, line.effective_on))
        return came, changed

    def _by_heading(self) -> dict[tuple[str, str], list[str]]:
        """The objectives under each aspect and priority, read anew: one may have been moved since it was fetched."""
        found: dict[tuple[str, str], list[str]] = {}
        if self._objectives:
            rows = type(self._objectives[0]).objects.filter(pk__in=[each.pk for each in self._objectives]).order_by()
            for own, aspect, priority in rows.values_list("pk", "aspect", "aspect__priority"):
                found.setdefault(("aspect", str(aspect)), []).append(str(own))
                found.setdefault(("priority", str(priority)), []).append(str(own))
        return found


def plan_changed_on(plan: Plan, since: date, besides: Iterable[int] = ()) -> date | None:
    """The last day after `since` on which the text of `plan` as a whole changed; None if it is the same.

    An amendment is no part of it until it is published. Nor counts that the objectives `besides` were withdrawn.
    """
    under_way = plan.objectives.filter(amends__isnull=False).exclude(state__in=("published", "superseded"))
    not_in_it = {str(pk) for pk in under_way.order_by().values_list("pk", flat=True)}
    withdrawn = {str(pk) for pk in besides}
    lines = AuditEvent.objects.filter(
        plan_id=str(plan.pk), action__in=CHANGES_OF_THE_WHOLE, effective_on__gt=since
    ).only("text", "action", "within_type", "within_id", "effective_on")
    days = [
        line.effective_on
        for line in lines
        if _is_read(line, NOT_READ_IN_THE_WHOLE)
        and not (line.within_type == OBJECTIVE and line.within_id in not_in_it)
        and not (line.action == "objective.withdrawn" and line.within_id in withdrawn)
    ]
    return max(days, default=None)


def _is_read(line: AuditEvent, not_read: Mapping[str, frozenset[str]]) -> bool:
    """Whether it changed anything that a reader of the text sees."""
    return not not_read.get(line.action.partition(".")[0], frozenset()).issuperset(line.entry["changes"])


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
