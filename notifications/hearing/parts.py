"""The parts people have in a thing, and who has them on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from audit.models import AuditEvent
from governance.models import (
    Appointment,
    Aspect,
    Body,
    Comment,
    Deputation,
    Objective,
    Plan,
    Priority,
    Stage,
    SustainedActivity,
)
from governance.models.body import parents_of_all
from governance.roles import RoleName
from meetings.models import Meeting, Substitution


class Part(Enum):
    """What somebody is to a thing, as the table of who hears of what says it."""

    OWNER = "the owner of the objective"
    OWNER_BEFORE = "whoever owned it before"
    OWNERS = "everybody who owns an objective of the plan"
    OWNERS_UNDER = "everybody who owns an objective under the heading"
    DEPUTY = "the owner's deputies"
    COORDINATOR = "the coordinators of the plan"
    CLERK = "the clerks of the body"
    CLERK_OF_PLAN = "the clerks of the body whose plan it is"
    CHAIR = "the chair of the body"
    AUDITOR = "the auditors of the body"
    AUDITOR_OF_PLAN = "the auditors of the body whose plan it is"
    MEMBERS = "the members of the body"
    ROUTE_CLERKS = "the clerks of the bodies on the route"
    AUTHOR = "whoever said it"
    ANSWERER = "whoever must answer it"
    COMMENTERS = "everybody who commented on the objective"
    FULFILLER = "whoever must fulfil it"
    CHECKER = "the clerks and the chair of the body that confirms it"
    DELEGATE = "whom the power is lent to"
    ASKER = "whoever asked"
    HOLDER = "whoever holds the office"
    DEPUTED = "the deputy"
    DEPUTISED = "the owner the deputy stands in for"
    SUBSTITUTE = "whoever sits for a member"
    SAT_FOR = "the member whose seat it is"


@dataclass
class Picture:
    """Who holds which office and who stands in for whom on a day, read once for many things."""

    today: date

    @cached_property
    def offices(self) -> dict[tuple[str, int], set[int]]:
        """(role, body) -> people who hold it; nobody whose sign-in is suspended."""
        rows = Appointment.objects.in_force(self.today).filter(person__is_active=True).order_by()
        found: dict[tuple[str, int], set[int]] = {}
        for role, body, person in rows.values_list("role", "body", "person"):
            found.setdefault((role, body), set()).add(person)
        return found

    @cached_property
    def offices_by_person(self) -> dict[int, frozenset[tuple[str, int]]]:
        """person -> the offices they hold."""
        found: dict[int, set[tuple[str, int]]] = {}
        for office, people in self.offices.items():
            for person in people:
                found.setdefault(person, set()).add(office)
        return {person: frozenset(offices) for person, offices in found.items()}

    @cached_property
    def deputies(self) -> dict[int, set[int]]:
        """owner -> people who stand in for them."""
        rows = Deputation.objects.in_force(self.today).filter(deputy__is_active=True).order_by()
        found: dict[int, set[int]] = {}
        for owner, deputy in rows.values_list("owner", "deputy"):
            found.setdefault(owner, set()).add(deputy)
        return found

    @cached_property
    def parents(self) -> dict[int, int | None]:
        return parents_of_all()

    def holders(self, role: str, bodies: Iterable[int]) -> set[int]:
        """Who holds an office in any of some bodies."""
        return set().union(*(self.offices.get((role, body), ()) for body in bodies))

    def above(self, body: int) -> list[int]:
        """A body and all above it."""
        line: list[int] = []
        at: int | None = body
        while at is not None and at not in line:
            line.append(at)
            at = self.parents.get(at)
        return line


@dataclass
class Case:
    """One thing of which people may hear: what it belongs to, and who has which part in it."""

    thing: Any
    picture: Picture
    event: AuditEvent | None = None
    found: dict[Part, set[int]] = field(default_factory=dict)

    def people(self, part: Part) -> set[int]:
        """Who has a part in it on the day of the picture; empty where the thing has no such part."""
        if part not in self.found:
            self.found[part] = {person for person in WHO[part](self) if person is not None}
        return self.found[part]

    @property
    def objective(self) -> Objective | None:
        if isinstance(self.thing, Objective):
            return self.thing
        return getattr(self.thing, "objective", None)

    @property
    def plan(self) -> Plan | None:
        if isinstance(self.thing, Plan):
            return self.thing
        of = self.objective or self.heading or self.thing
        found: Plan | None = getattr(of, "plan", None)
        return found

    @property
    def heading(self) -> Priority | Aspect | SustainedActivity | None:
        """The heading it is, or that it stands under without an objective between them."""
        if isinstance(self.thing, Priority | Aspect | SustainedActivity):
            return self.thing
        return getattr(self.thing, "activity", None) or getattr(self.thing, "aspect", None)

    @property
    def meeting(self) -> Meeting | None:
        if isinstance(self.thing, Meeting):
            return self.thing
        found: Meeting | None = getattr(self.thing, "meeting", None)
        return found

    @property
    def bodies(self) -> list[int]:
        """Whose clerks, chairs and members are meant: those that meet, that hold the stage, or that spoke."""
        if self.meeting is not None:
            return [body.pk for body in self.meeting.bodies]
        if isinstance(self.thing, Objective):
            return [stage.body_id for stage in self.thing.stages]
        if (stage := getattr(self.thing, "stage", None)) is not None and isinstance(stage, Stage):
            return [stage.body_id]
        if (decision := getattr(self.thing, "decision", None)) is not None:
            return [decision.body_id]
        body: int | None = getattr(self.thing, "body_id", None)
        return [] if body is None else [body]


Who = Callable[[Case], Iterable[int | None]]


def _owner(case: Case) -> Iterable[int | None]:
    return [case.objective.owner_id] if case.objective else []


def _owner_before(case: Case) -> Iterable[int | None]:
    old = (case.event.entry["changes"].get("owner") or [None])[0] if case.event else None
    return [int(old)] if old else []


def _owners(case: Case) -> Iterable[int | None]:
    if case.plan is None:
        return []
    owned = Objective.objects.current().filter(plan=case.plan.pk, owner__isnull=False)
    return set(owned.order_by().values_list("owner", flat=True))


def _owners_under(case: Case) -> Iterable[int | None]:
    """Of the objectives whose text names the heading; of all under the aspect whose note it is."""
    if case.objective is not None or not isinstance(case.heading, Priority | Aspect):
        return []
    under = {"aspect__priority" if isinstance(case.heading, Priority) else "aspect": case.heading.pk}
    owned = Objective.objects.current().filter(**under, owner__isnull=False)
    return set(owned.order_by().values_list("owner", flat=True))


def _deputies(case: Case) -> Iterable[int | None]:
    return set().union(*(case.picture.deputies.get(owner, ()) for owner in case.people(Part.OWNER)))


def _coordinators(case: Case) -> Iterable[int | None]:
    if case.plan is None:
        return []
    return case.picture.holders(RoleName.COORDINATOR, case.picture.above(case.plan.body_id))


def _holding(role: RoleName) -> Who:
    return lambda case: case.picture.holders(role, case.bodies)


def _clerks_of_plan(case: Case) -> Iterable[int | None]:
    return case.picture.holders(RoleName.CLERK, [case.plan.body_id]) if case.plan else []


def _auditors(case: Case) -> Iterable[int | None]:
    """Of the body, and of those above it."""
    return set().union(*(case.picture.holders(RoleName.AUDITOR, case.picture.above(body)) for body in case.bodies))


def _auditors_of_plan(case: Case) -> Iterable[int | None]:
    """Of the body, and of those above it."""
    if case.plan is None:
        return []
    return case.picture.holders(RoleName.AUDITOR, case.picture.above(case.plan.body_id))


def _members(case: Case) -> Iterable[int | None]:
    return case.picture.holders(RoleName.MEMBER, case.bodies)


def _route_clerks(case: Case) -> Iterable[int | None]:
    if case.plan is None:
        return []
    return case.picture.holders(RoleName.CLERK, [stage.body_id for stage in case.plan.stages.all()])


def _answerer(case: Case) -> Iterable[int | None]:
    """Whom a comment was given to, else the owner; what has no owner is the coordinators' to answer."""
    if given := getattr(case.thing, "owner_id", None):
        return [given]
    return case.people(Part.OWNER) if case.objective else case.people(Part.COORDINATOR)


def _author(case: Case) -> Iterable[int | None]:
    speaker = getattr(case.thing, "speaker", None)
    merged = list(case.thing.merged.all()) if isinstance(case.thing, Comment) else []
    return [speaker.pk if speaker else None, *(each.speaker.pk for each in merged)]


def _commenters(case: Case) -> Iterable[int | None]:
    if case.objective is None:
        return []
    said = Comment.objects.filter(objective=case.objective.pk).order_by()
    return [said_by or author for author, said_by in said.values_list("author", "said_by")]


def _checker(case: Case) -> Iterable[int | None]:
    checker = getattr(case.thing, "checker_id", None)
    if checker is None:
        return []
    return case.picture.holders(RoleName.CLERK, [checker]) | case.picture.holders(RoleName.CHAIR, [checker])


def _delegate(case: Case) -> Iterable[int | None]:
    body: Body | None = getattr(case.thing, "to_body", None)
    if body is not None:
        return case.picture.holders(RoleName.CLERK, [body.pk]) | case.picture.holders(RoleName.CHAIR, [body.pk])
    return [getattr(case.thing, "to_officer_id", None)]


def _sat_for(case: Case) -> Iterable[int | None]:
    return [case.thing.seat.person_id] if isinstance(case.thing, Substitution) else []


def _substitute(case: Case) -> Iterable[int | None]:
    return [case.thing.person_id] if isinstance(case.thing, Substitution) else []


def _named(attribute: str) -> Who:
    return lambda case: [getattr(case.thing, attribute, None)]


WHO: dict[Part, Who] = {
    Part.OWNER: _owner,
    Part.OWNER_BEFORE: _owner_before,
    Part.OWNERS: _owners,
    Part.OWNERS_UNDER: _owners_under,
    Part.DEPUTY: _deputies,
    Part.COORDINATOR: _coordinators,
    Part.CLERK: _holding(RoleName.CLERK),
    Part.CLERK_OF_PLAN: _clerks_of_plan,
    Part.CHAIR: _holding(RoleName.CHAIR),
    Part.AUDITOR: _auditors,
    Part.AUDITOR_OF_PLAN: _auditors_of_plan,
    Part.MEMBERS: _members,
    Part.ROUTE_CLERKS: _route_clerks,
    Part.AUTHOR: _author,
    Part.ANSWERER: _answerer,
    Part.COMMENTERS: _commenters,
    Part.FULFILLER: _named("owner_id"),
    Part.CHECKER: _checker,
    Part.DELEGATE: _delegate,
    Part.ASKER: _named("opened_by_id"),
    Part.HOLDER: _named("person_id"),
    Part.DEPUTED: _named("deputy_id"),
    Part.DEPUTISED: _named("owner_id"),
    Part.SUBSTITUTE: _substitute,
    Part.SAT_FOR: _sat_for,
}
