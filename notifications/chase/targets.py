"""The targets that are chased: those the reminders start from."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from governance.models import Plan, Target
from notifications.due.finders import unresolved_targets
from workflow.actors import Actor


def targets_of(plan: Plan, actor: Actor) -> QuerySet[Target]:
    """Those of one plan that a person may see."""
    seen = Target.objects.visible_to(actor).order_by().values("pk")
    rows: QuerySet[Target] = unresolved_targets().filter(Q(objective__plan=plan) | Q(activity__plan=plan))
    return rows.filter(pk__in=seen)


def counts_of(plans: Iterable[Plan]) -> dict[int, int]:
    """How many each of some plans has, by its key."""
    found: dict[int, int] = {plan.pk: 0 for plan in plans}
    rows = unresolved_targets().order_by().values_list("objective__plan", "activity__plan")
    for of_objective, of_activity in rows:
        key = of_objective or of_activity
        if key in found:
            found[key] += 1
    return found
