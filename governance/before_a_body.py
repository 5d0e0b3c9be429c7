"""What is before a body in its part of the route, who of the body is to read it, and how far they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from accounts.models import User
from governance.directory import roles_with
from governance.models import Appointment, Comment, Objective, Reading, Review, Stage
from governance.models.objective import WHAT_IT_READS
from governance.models.plan import readable_plans
from workflow.actors import Actor

COMMENT = "governance.comment_objective"
CAPTURE = "governance.capture_point"
WATCHES = ("governance.record_decision", "governance.set_up_plan")
"""Whoever records what the body decides, or coordinates the plan, sees how far its people are"""


def find_stage(pk: int, actor: Actor) -> Stage | None:
    """A part of the route of a plan that the person may read in preparation."""
    rows = Stage.objects.filter(pk=pk, plan__in=readable_plans(actor))
    return rows.select_related("plan__body", "body").prefetch_related("plan__stages__body").first()


def before(stage: Stage, actor: Actor) -> list[Objective]:
    """The objectives that are in the stage now, in the order of the plan, with everything a reader of them sees."""
    rows = Objective.objects.visible_to(actor).filter(plan=stage.plan_id, state=stage.kind)
    found = list(rows.select_related("aspect__priority", "owner").prefetch_related(*WHAT_IT_READS))
    for objective in found:
        objective.plan = stage.plan
    return found


def may_watch(stage: Stage, actor: Actor) -> bool:
    """Whether the person sees who of the body has read and sent what: its clerk, its chair, the coordinator."""
    scopes = {WATCHES[0]: stage.body.own_scope, WATCHES[1]: stage.plan.scopes(WATCHES[1])}
    return any(actor.role_for(right, own) for right, own in scopes.items())


def who_reviews(stage: Stage, actor: Actor) -> list[User]:
    """The people of the body who may comment on the day, by name."""
    offices = Appointment.objects.in_force(actor.today).filter(body=stage.body_id, role__in=roles_with(COMMENT))
    return list(User.objects.filter(pk__in=offices.order_by().values("person"), is_active=True).order_by("name", "pk"))


@dataclass
class OnePerson:
    """How far one person of the body is."""

    person: User
    review: Review | None
    read: int = 0
    """objectives they have read as they are now"""
    outdated: int = 0
    """objectives they have read in an earlier text"""
    comments: int = 0

    @property
    def stands(self) -> str:
        """In words, how far they are."""
        if self.review is not None:
            return "has sent their review"
        if self.comments:
            return "has commented"
        return "has looked" if self.read or self.outdated else "has not looked yet"


@dataclass
class OneObjective:
    """How far the body is with one objective."""

    objective: Objective
    read: list[User] = field(default_factory=list)
    outdated: list[User] = field(default_factory=list)
    commented: list[User] = field(default_factory=list)
    unread: list[User] = field(default_factory=list)


@dataclass
class Coverage:
    """Who of a body has read, commented and sent what. What nobody has sent is in no part of it."""

    people: list[OnePerson]
    objectives: list[OneObjective]

    @property
    def sent(self) -> int:
        return sum(each.review is not None for each in self.people)


def coverage_of(stage: Stage, actor: Actor) -> Coverage:
    """How far everybody of the body is; a number of queries that grows with neither people nor objectives."""
    reviewers = who_reviews(stage, actor)
    objectives = {each.pk: OneObjective(each) for each in before(stage, actor)}
    reviews = {review.person_id: review for review in Review.objects.filter(stage=stage)}
    people = {person.pk: OnePerson(person, reviews.get(person.pk)) for person in reviewers}
    seals = {pk: own.objective.seal() for pk, own in objectives.items()}
    for mark in Reading.objects.filter(stage=stage, objective__in=objectives, person__in=people):
        own, theirs = objectives[mark.objective_id], people[mark.person_id]
        is_current = mark.seal == seals[mark.objective_id]
        (own.read if is_current else own.outdated).append(theirs.person)
        theirs.read += is_current
        theirs.outdated += not is_current
    for comment in _made_in(stage, actor):
        speaker = comment.said_by_id or comment.author_id
        if speaker not in people:
            continue
        people[speaker].comments += 1
        if comment.objective_id in objectives:
            commented = objectives[comment.objective_id].commented
            commented += [people[speaker].person] if people[speaker].person not in commented else []
    for own in objectives.values():
        seen = {person.pk for person in [*own.read, *own.outdated, *own.commented]}
        own.unread = [person for person in reviewers if person.pk not in seen and person.pk != own.objective.owner_id]
    return Coverage(list(people.values()), list(objectives.values()))


def _made_in(stage: Stage, actor: Actor) -> Any:
    """Every comment that has been made in the stage by its body."""
    made = Comment.objects.visible_to(actor).of_plan(stage.plan_id)
    return made.filter(stage=stage.kind, body=stage.body_id).only("objective", "author", "said_by")


def readings_of(actor: Actor, stage: Stage) -> dict[int, Reading]:
    """The person's own marks in a stage, by objective."""
    return {mark.objective_id: mark for mark in Reading.objects.filter(stage=stage, person=actor.pk)}
