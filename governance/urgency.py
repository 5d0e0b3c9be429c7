"""Finding for whom somebody may decide what cannot wait, and whom they consult."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from governance.forms.plan import bodies_where
from governance.models import Body, Plan, UrgencyRule
from governance.roles import RoleName
from workflow.actors import Actor


def urgent_for(plan: Plan, actor: Actor) -> list[Body]:
    """The bodies on the route of `plan` that let their clerk, `actor`, decide between meetings today."""
    rules = UrgencyRule.objects.in_force(actor.today).filter(body__in=[stage.body_id for stage in plan.stages.all()])
    mine = bodies_where("governance.decide_in_urgency", actor)
    return list(mine.filter(pk__in=rules.order_by().values("body")))


def chairs_of(body: Body, actor: Actor) -> Any:
    """Whoever is its chair, or has been: it is consulted on a day that has passed."""
    offices = body.appointments.filter(role=RoleName.CHAIR, starts_on__lte=actor.today)
    return User.objects.filter(pk__in=offices.order_by().values("person")).order_by("name", "pk")
