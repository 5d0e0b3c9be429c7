"""Whether a person may see a thing: each kind through the one function that says it for lists, pages and exports."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from governance.models import (
    ActionPoint,
    Appointment,
    Aspect,
    Comment,
    Condition,
    Consultation,
    Decision,
    Delegation,
    Deputation,
    Finding,
    Indicator,
    Note,
    Objective,
    Outcome,
    Plan,
    Priority,
    Review,
    Stage,
    SustainedActivity,
    Target,
    TargetOutcome,
)
from governance.roles import ROLES, RoleName
from meetings.models import Agenda, CallIn, Meeting, Minutes, Substitution
from notifications.hearing.parts import Picture
from notifications.models import Snooze
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


def _within(rows: QuerySet[Any], **root: type[Objective] | type[Plan]) -> Rows:
    """Those whose objective, or whose plan, the person may see: by the name that leads to it."""

    def found(actor: Actor) -> QuerySet[Any]:
        seen = Q()
        for name, model in root.items():
            seen |= Q(**{f"{name}__in": model.objects.visible_to(actor).order_by().values("pk")})
        return rows.filter(seen)

    return found


SEEN: dict[type, Rows] = {
    Objective: Objective.objects.visible_to,
    Target: lambda actor: Target.objects.visible_to(actor),
    Indicator: _within(Indicator.objects.all(), objective=Objective),
    Note: _within(Note.objects.all(), objective=Objective, aspect__plan=Plan),
    ActionPoint: _within(ActionPoint.objects.all(), objective=Objective),
    Priority: _within(Priority.objects.all(), plan=Plan),
    Aspect: _within(Aspect.objects.all(), plan=Plan),
    SustainedActivity: _within(SustainedActivity.objects.all(), plan=Plan),
    Comment: Comment.objects.visible_to,
    Condition: Condition.objects.visible_to,
    Consultation: Consultation.objects.visible_to,
    Delegation: Delegation.objects.visible_to,
    Finding: Finding.objects.visible_to,
    Outcome: Outcome.objects.visible_to,
    TargetOutcome: TargetOutcome.objects.visible_to,
    Snooze: lambda actor: Snooze.objects.filter(target__in=Target.objects.visible_to(actor).order_by().values("pk")),
    Review: Review.objects.visible_to,
    Plan: Plan.objects.visible_to,
    Stage: _within(Stage.objects.all(), plan=Plan),
    Decision: Decision.objects.visible_to,
    Meeting: Meeting.objects.visible_to,
    Agenda: Agenda.objects.visible_to,
    CallIn: lambda actor: CallIn.objects.filter(meeting__in=Meeting.objects.visible_to(actor).order_by().values("pk")),
    Minutes: Minutes.objects.visible_to,
    Substitution: lambda actor: Substitution.everything.filter(
        meeting__in=Meeting.objects.visible_to(actor).order_by().values("pk")
    ),
    Appointment: _own(Appointment.objects.all(), "person"),
    Deputation: _own(Deputation.objects.all(), "owner", "deputy"),
}
"""What is not here nobody hears of"""

NAMES_WHO_SEES_IT = (Appointment, Deputation)
"""Of all other kinds people see what their offices let them see, whoever they are"""

Seen = set[tuple[type, Any]]
"""(kind, key)"""


def seen_by(actor: Actor, things: Iterable[Any]) -> Seen:
    """Which of some things a person may see; one query for each kind."""
    wanted: dict[type, set[Any]] = {}
    for thing in things:
        wanted.setdefault(type(thing), set()).add(thing.pk)
    return {
        (kind, key)
        for kind, keys in wanted.items()
        if kind in SEEN
        for key in SEEN[kind](actor).filter(pk__in=keys).order_by().values_list("pk", flat=True)
    }


class Sight:
    """What people may see on the day of the picture, asked once for all who hold the same offices."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.actors: dict[frozenset[tuple[str, int]], Actor] = {}

    def of(self, wanted: Mapping[User, Collection[Any]]) -> dict[int, Seen]:
        """Which of some things each of some people may see, by the keys of the people; perhaps more than was asked.

        The queries grow with the kinds of things and with how many different offices there are, not with the people.
        """
        alike: dict[frozenset[tuple[str, int]], list[User]] = {}
        for person in wanted:
            alike.setdefault(self.picture.offices_by_person.get(person.pk, frozenset()), []).append(person)
        found: dict[int, Seen] = {}
        for offices, people in alike.items():
            actor = self.actors.setdefault(offices, self._actor(people[0]))
            things = [thing for person in people for thing in wanted[person]]
            shared = seen_by(actor, [each for each in things if not isinstance(each, NAMES_WHO_SEES_IT)])
            for person in people:
                named = [each for each in wanted[person] if isinstance(each, NAMES_WHO_SEES_IT)]
                found[person.pk] = shared | seen_by(self._actor(person), named) if named else shared
        return found

    def _actor(self, person: User) -> Actor:
        return Actor(person, today=self.picture.today)


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
