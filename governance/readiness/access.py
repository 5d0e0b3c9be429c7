"""Who may see whether a plan can be approved in time."""

from __future__ import annotations

from governance.models import Plan, PlanState
from workflow.actors import Actor

READ_READINESS = "governance.read_readiness"


def reads_readiness(plan: Plan, actor: Actor) -> bool:
    """Whether `actor` holds the right in the plan's body, in one above it, or in a body on its route."""
    on = plan.body.scopes(READ_READINESS)
    for stage in plan.stages.all():
        on += stage.body.own_scope
    return actor.role_for(READ_READINESS, on) is not None


def to_be_ready(actor: Actor) -> list[Plan]:
    """The plans not yet approved whose readiness `actor` may see; asks nothing for those who may see none."""
    if not actor.may_anywhere(READ_READINESS):
        return []
    under_way = Plan.objects.visible_to(actor).exclude(state__in=[PlanState.APPROVED, PlanState.PUBLISHED])
    rows = under_way.select_related("body").prefetch_related("stages__body")
    return [plan for plan in rows if reads_readiness(plan, actor)]
