"""Who chases what is unresolved in a plan, and who may look on."""

from __future__ import annotations

from governance.ledger import READ_LEDGER
from governance.models import Plan, PlanState
from workflow.actors import Actor

CHASES = "governance.set_up_plan"
"""A coordinator's right: whoever sets up the year sees to it that it is finished"""


def may_chase(plan: Plan, actor: Actor) -> bool:
    """Whether this is a coordinator of the plan."""
    return actor.role_for(CHASES, plan.scopes(CHASES)) is not None


def sees_the_chase(plan: Plan, actor: Actor) -> bool:
    """Coordinators of the plan, and auditors of its body or of one above it."""
    return may_chase(plan, actor) or actor.role_for(READ_LEDGER, plan.body.scopes(READ_LEDGER)) is not None


def only_coordinators(plan: Plan, actor: Actor) -> str:
    """The refusal of those who only look on, with who may."""
    who = plan.who_may(CHASES, actor)
    return f"Only a coordinator of the plan chases and snoozes{f': {who}' if who else ''}."


def to_be_chased(actor: Actor) -> list[Plan]:
    """The plans in preparation that somebody chases or looks on at; the latest year first."""
    if not (actor.may_anywhere(CHASES) or actor.may_anywhere(READ_LEDGER)):
        return []
    rows = Plan.objects.visible_to(actor).exclude(state=PlanState.PUBLISHED)
    rows = rows.select_related("body__parent__parent").prefetch_related("stages__body")
    return [plan for plan in rows if sees_the_chase(plan, actor)]
