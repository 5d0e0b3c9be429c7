"""Whether a person may see a thing: each kind through the one function that says it for lists, pages and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet

from governance.models import (
    Appointment,
    Comment,
    Condition,
    Consultation,
    Decision,
    Delegation,
    Deputation,
    Objective,
    Outcome,
    Plan,
    Review,
    Stage,
    Target,
)
from governance.roles import ROLES, RoleName
from meetings.models import Agenda, CallIn, Meeting, Minutes
from notifications.hearing.parts import Picture
from workflow.actors import Actor

Rows = Callable[[Actor], "QuerySet[Any]"]


def _own(rows: QuerySet[Any], *names: str) -> Rows:
    """Those that name the person themselves: an office of theirs, a time as deputy."""

    def found(actor: Actor) -> QuerySet[Any]:
        own = rows.none()
        for name in names:
            own |= rows.filter(**{name: actor.pk})
        return own

    return found


SEEN: dict[type, Rows] = {
    Objective: Objective.objects.visible_to,
    Target: lambda actor: Target.objects.visible_to(actor),
    Comment: Comment.objects.visible_to,
    Condition: Condition.objects.visible_to,
    Consultation: Consultation.objects.visible_to,
    Delegation: Delegation.objects.visible_to,
    Outcome: Outcome.objects.visible_to,
    Review: Review.objects.visible_to,
    Plan: Plan.objects.visible_to,
    Stage: lambda actor: Stage.objects.filter(plan__in=Plan.objects.visible_to(actor).order_by().values("pk")),
    Decision: Decision.objects.visible_to,
    Meeting: Meeting.objects.visible_to,
    Agenda: Agenda.objects.visible_to,
    CallIn: lambda actor: CallIn.objects.filter(meeting__in=Meeting.objects.visible_to(actor).order_by().values("pk")),
    Minutes: Minutes.objects.visible_to,
    Appointment: _own(Appointment.objects.all(), "person"),
    Deputation: _own(Deputation.objects.all(), "owner", "deputy"),
}
"""What is not here nobody hears of"""


def seen_by(actor: Actor, things: Iterable[Any]) -> set[tuple[type, Any]]:
    """Which of some things a person may see, as (kind, key); one query for each kind."""
    wanted: dict[type, set[Any]] = {}
    for thing in things:
        wanted.setdefault(type(thing), set()).add(thing.pk)
    return {
        (kind, key)
        for kind, keys in wanted.items()
        if kind in SEEN
        for key in SEEN[kind](actor).filter(pk__in=keys).order_by().values_list("pk", flat=True)
    }


def readers_of(plan: Plan, picture: Picture) -> set[int]:
    """Everybody who reads a plan in preparation on the day of the picture: what `visible_to` asks for one person,
    answered for all of them at once."""
    on_the_route = {stage.body_id for stage in plan.stages.all()}
    found: set[int] = set()
    for (role, body), people in picture.offices.items():
        rights = ROLES[RoleName(role)]
        above = plan.body_id in picture.above(body) or body in on_the_route
        below = "read_ledger" in rights and body in picture.above(plan.body_id)
        if "read_plan" in rights and (above or below):
            found |= people
    return found
