"""What starting next year's plan from this one will bring about, said before it is done."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.db.models import Q

from governance.guards import counted, next_year
from governance.models import Objective, Plan, PlanState, Resolution, Stage, StatutoryIndicator, Target
from governance.models.target import OPEN
from governance.queries import counts_of
from governance.rollover import keeps_owner
from workflow.actors import Actor
from workflow.words import listed


def what_is_carried_over(plan: Plan, new: Plan, actor: Actor) -> list[str]:
    """In sentences: how much of each there is, what becomes of targets and owners, and what must be checked."""
    told = [
        f"{new} begins as a draft: nobody reads it but those who prepare it.",
        _content(plan, actor),
        *_targets(plan),
        *_owners(plan, actor),
        *_to_check(plan, new),
        f"What bodies said, comments and approvals stay with {plan.financial_year}.",
    ]
    if plan.state != PlanState.PUBLISHED:
        state = plan.get_state_display().lower()
        told.append(f"{plan} is still {state}: what changes in it from now on is not carried over.")
    return told


def _content(plan: Plan, actor: Actor) -> str:
    counts = counts_of(plan, actor)
    parts = [
        counted(number, one, many)
        for number, one, many in (
            (counts.priorities, "priority", "priorities"),
            (counts.aspects, "aspect", "aspects"),
            (counts.objectives + counts.overall, "objective", "objectives"),
            (counts.indicators, "indicator", "indicators"),
            (plan.sustained_activities.count(), "sustained activity", "sustained activities"),
        )
        if number
    ]
    if not parts:
        return "It carries over an empty plan."
    return f"It carries over {listed(parts)}, with their notes and action points."


def _targets(plan: Plan) -> list[str]:
    """How far each is decided then."""
    current = plan.objectives.current().order_by().values("pk")
    targets = Target.objects.filter(Q(objective__in=current) | Q(activity__plan=plan))
    number = Counter(targets.order_by().values_list("resolution", flat=True))
    resolved = number[Resolution.RESOLVED]
    left = number[Resolution.DELIBERATELY_NOT_SET] + number[Resolution.DELEGATED]
    still_open = sum(number[each] for each in OPEN)
    told = []
    if resolved:
        told.append(
            f"{counted(resolved, 'resolved target becomes', 'resolved targets become')} provisional, "
            f"with the text as written: nobody guesses a figure for {next_year(plan.financial_year)}."
        )
    if left:
        told.append(
            f"{counted(left, 'target that was', 'targets that were')} deliberately not set or delegated "
            f"{'comes' if left == 1 else 'come'} under development, with the explanation of {plan.financial_year}."
        )
    if still_open:
        told.append(f"{counted(still_open, 'open target stays', 'open targets stay')} as open as before.")
    return told


def _owners(plan: Plan, actor: Actor) -> list[str]:
    """Who no longer holds the office, and what is then without an owner."""
    rows = plan.objectives.current().filter(owner__isnull=False).select_related("owner", "held_by")
    left: dict[str, int] = Counter()
    for objective in rows:
        objective.plan = plan
        if not keeps_owner(objective, actor.today):
            left[f"{objective.owner} is no longer an objective owner of {_group(objective)}"] += 1
    return [
        f"{who}: {counted(number, 'objective has', 'objectives have')} no owner then." for who, number in left.items()
    ]


def _group(objective: Objective) -> str:
    return objective.held_by.short_name if objective.held_by else "any group"


def _to_check(plan: Plan, new: Plan) -> list[str]:
    stages = Stage.objects.filter(plan=plan).count()
    used: Any = StatutoryIndicator.objects.filter(plan=plan, contributions__withdrawn=False).distinct().count()
    told = []
    if stages:
        told.append(
            f"The route has {counted(stages, 'stage', 'stages')}, with dates one year on: "
            "they are to be checked before its review is opened."
        )
    if used:
        told.append(
            f"{counted(used, 'statutory indicator is', 'statutory indicators are')} entered for "
            f"{new.financial_year}. Sets change from year to year: they are to be checked."
        )
    return told
