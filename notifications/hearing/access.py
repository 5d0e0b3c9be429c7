"""Who may ask who hears of what, and of which lines."""

from __future__ import annotations

from audit.models import AuditEvent, AuditEventQuerySet
from governance.ledger import READ_LEDGER, readable_lines
from governance.models import Plan
from workflow.actors import Actor

COORDINATES = "governance.set_up_plan"


def sees_who_hears(actor: Actor) -> bool:
    """Coordinators, for the plans they coordinate, and auditors."""
    return actor.may_anywhere(COORDINATES) or actor.may_anywhere(READ_LEDGER)


def lines_open_to(actor: Actor) -> AuditEventQuerySet:
    """What an auditor may read, or what was done with the plans a person coordinates."""
    if actor.may_anywhere(READ_LEDGER):
        return readable_lines(actor)
    plans = Plan.objects.visible_to(actor).select_related("body").prefetch_related("body__parent")
    own = [str(plan.pk) for plan in plans if actor.role_for(COORDINATES, plan.scopes(COORDINATES))]
    found: AuditEventQuerySet = AuditEvent.objects.filter(plan_id__in=own)
    return found
