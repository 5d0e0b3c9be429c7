"""Bodies and the people in them, as everybody who holds an office may read them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import User
from governance.models import (
    Appointment,
    Body,
    Closure,
    Deputation,
    NoticeRule,
    Objective,
    Power,
    StandingRule,
    UrgencyRule,
)
from governance.roles import ROLES, RoleName
from workflow.actors import Actor
from workflow.permissions import scope_of

MANAGE_BODIES = "governance.manage_bodies"
MANAGE_PEOPLE = "governance.manage_people"


def may_read(actor: Actor) -> bool:
    """Whether `actor` may know who holds which office: everybody who holds one."""
    return bool(actor.grants)


def administers_people(actor: Actor) -> bool:
    """Whether `actor` looks after people as a whole, not of one body only: such a person reads e-mail addresses and
    suspends sign-ins."""
    tops = Body.objects.filter(parent__isnull=True)
    return any(actor.role_for(MANAGE_PEOPLE, (scope_of(body),)) for body in tops)


def in_force(on: date, prefix: str = "") -> Q:
    """A term, a power or the like that holds on a day."""
    runs_on = Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gte": on})
    return Q(**{f"{prefix}starts_on__lte": on}) & runs_on


# Bodies


@dataclass
class Branch:
    """A body in the tree, with the bodies under it."""

    body: Any
    powers: list[str]
    people: int
    below: list[Branch] = field(default_factory=list)


def tree(on: date) -> list[Branch]:
    """All bodies as they are part of each other, with powers in force and the number of people; two queries."""
    holding = Count("appointments__person", filter=in_force(on, "appointments__"), distinct=True)
    rows = Body.objects.annotate(people=holding).order_by("name")
    powers = Prefetch("powers", Power.objects.filter(in_force(on)).order_by("kind"), to_attr="powers_now")
    branches = {
        body.pk: Branch(body, [power.get_kind_display() for power in body.powers_now], body.people)
        for body in rows.prefetch_related(powers)
    }
    for branch in branches.values():
        if branch.body.parent_id is not None:
            branches[branch.body.parent_id].below.append(branch)
    return [branch for branch in branches.values() if branch.body.parent_id is None]


def find_body(pk: int) -> Body | None:
    """A body that knows all bodies above it; one query."""
    bodies: dict[int, Body] = {body.pk: body for body in Body.objects.all()}
    for body in bodies.values():
        if body.parent_id is not None:
            body.parent = bodies[body.parent_id]
    return bodies.get(pk)


@dataclass(frozen=True)
class Terms:
    """Things with a first and a last day, sorted by whether they hold."""

    now: list[Any]
    to_come: list[Any]
    earlier: list[Any]

    @classmethod
    def of(cls, rows: QuerySet[Any], on: date) -> Terms:
        found = list(rows)
        return cls(
            now=[row for row in found if row.in_force_on(on)],
            to_come=[row for row in found if row.starts_on > on and not row.was_undone],
            earlier=[row for row in found if row.was_undone or (row.ends_on is not None and row.ends_on < on)],
        )


def offices_in(body: Body, on: date) -> Terms:
    """Who holds, held or will hold which office in a body; one query."""
    rows = Appointment.objects.filter(body=body).select_related("person")
    return with_body(Terms.of(rows.order_by("role", "person__name", "starts_on", "pk"), on), body)


def powers_of(body: Body, on: date) -> Terms:
    """What a body may resolve, might once, or will; one query."""
    return with_body(Terms.of(Power.objects.filter(body=body).order_by("kind", "starts_on", "pk"), on), body)


def rules_of(body: Body, on: date) -> Terms:
    """Which rules its plans are held to, were once, or will be; one query."""
    return with_body(Terms.of(StandingRule.objects.filter(body=body).order_by("kind", "starts_on", "pk"), on), body)


def urgency_rules_of(body: Body, on: date) -> Terms:
    """Who decides for it what cannot wait until it meets, did once, or will; one query."""
    rows = UrgencyRule.objects.filter(body=body).select_related("committee")
    return with_body(Terms.of(rows.order_by("starts_on", "pk"), on), body)


def notice_rules_of(body: Body, on: date) -> Terms:
    """By which rules its notice of meetings is counted, was once, or will be; one query."""
    return with_body(Terms.of(NoticeRule.objects.filter(body=body).order_by("starts_on", "pk"), on), body)


def closures_of(body: Body, on: date) -> Terms:
    """On which days it is closed, was once, or will be; one query."""
    return with_body(Terms.of(Closure.objects.filter(body=body).order_by("starts_on", "pk"), on), body)


def with_body(terms: Terms, body: Body) -> Terms:
    """The same terms, each with the body it is known to belong to; no query."""
    for row in [*terms.now, *terms.to_come, *terms.earlier]:
        row.body = body
    return terms


# People


def people_seen_by(actor: Actor) -> QuerySet[User]:
    """Everybody for those who look after people; for others, those who hold or held an office."""
    people = User.objects.order_by("name", "pk")
    return people if administers_people(actor) else people.filter(appointments__isnull=False).distinct()


def with_offices(people: QuerySet[User], on: date) -> QuerySet[User]:
    """The same people, each with `offices_now`; one more query."""
    held = Appointment.objects.filter(in_force(on)).select_related("body").order_by("body__short_name", "role")
    return people.prefetch_related(Prefetch("appointments", held, to_attr="offices_now"))


def offices_of_person(person: User, on: date) -> Terms:
    """Every office of a person over time; one query."""
    rows = Appointment.objects.filter(person=person).select_related("body").order_by("-starts_on", "body__short_name")
    return Terms.of(rows, on)


def owned_by(person: User, actor: Actor) -> QuerySet[Objective]:
    """The objectives a person owns, as far as `actor` may read them."""
    rows = Objective.objects.visible_to(actor).in_force().filter(owner=person)
    return rows.select_related("aspect", "plan", "held_by")


def roles_with(permission: str) -> list[RoleName]:
    """The offices that give a right."""
    return [role for role, held in ROLES.items() if permission.removeprefix("governance.") in held]


# Deputies


def deputies_of(owner: User, on: date) -> Terms:
    """Who stands, stood or will stand in for an owner; one query."""
    rows = Deputation.objects.filter(owner=owner).select_related("owner", "deputy", "body")
    return Terms.of(rows.order_by("starts_on", "pk"), on)


def standing_in_of(person: User, on: date) -> Terms:
    """For whom a person stands, stood or will stand in; one query."""
    rows = Deputation.objects.filter(deputy=person).select_related("owner", "deputy", "body")
    return Terms.of(rows.order_by("starts_on", "pk"), on)


def bodies_owned_in(person: User, on: date) -> list[Body]:
    """The bodies in which a person is an objective owner on a day or later."""
    offices = Appointment.objects.filter(person=person, role=RoleName.OWNER).exclude(ends_on__lt=on)
    return list(Body.objects.filter(pk__in=offices.values("body")).select_related("parent__parent__parent"))
