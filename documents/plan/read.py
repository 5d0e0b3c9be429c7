"""What every document of a plan is written from: the plan, down to its targets, with its decisions and its seal.

It is read from the database, or from a plan that was rebuilt from the ledger; whoever writes a document cannot tell
which. A published plan is read as the public reads it, whoever asks: it has one text, and the same file for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from audit.models import AuditEvent
from governance.as_at import Record
from governance.as_at.reading import counts_then
from governance.models import (
    Body,
    Decision,
    Objective,
    Outcome,
    Plan,
    PlanState,
    Priority,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.published.editions import FIRST, PUBLISHING
from governance.queries import Branch, Counts, counts_of, decisions_known_to, tree_of
from workflow.actors import Actor
from workflow.words import day

OTHERS = re.compile(r"[^a-z0-9-]+")


Tree = list[tuple[Priority, list[Branch]]]


@dataclass(frozen=True)
class Proof:
    """Which text of the plan it is, by a line of its book: the one that made its edition; of a draft, the last one."""

    key: str
    link: str
    """the hash that proves this line and all before it"""
    effective_on: date
    recorded_at: datetime
    published_on: date | None = None
    """the day of the first edition; None for a draft"""


@dataclass(frozen=True)
class PlanRead:
    """A plan as somebody may read it, with everything its documents say in hand."""

    plan: Plan
    tree: Tree
    activities: list[SustainedActivity]
    decisions: list[Decision]
    """the first one first"""
    statutory: list[StatutoryIndicator]
    """those of the plan, used in it or not"""
    bodies: list[Body]
    """those it speaks of"""
    counts: Counts
    proof: Proof
    seal: str
    """SHA-256 of its text, in hex"""
    as_at: str = ""
    """the moment it was asked for, as an address writes it; "" for how it stands"""

    @property
    def is_draft(self) -> bool:
        return bool(self.plan.state != PlanState.PUBLISHED)

    @property
    def mark(self) -> str:
        """What every page and every row says of a plan that is not published; "" for one that is."""
        return "DRAFT" if self.is_draft else ""

    @property
    def title(self) -> str:
        """Of its files: Policing plan 2001/02, draft."""
        return f"Draft: {self.plan}" if self.is_draft else str(self.plan)

    @property
    def status(self) -> str:
        """What became of it, as a sentence."""
        if not self.is_draft:
            return f"Published on {self.published}."
        told = f"It stands here as it was recorded by {day(self.dated)}."
        return f"Draft. This plan has not been published: it can still change. {told}"

    @property
    def published(self) -> str:
        """When, in words, and when this edition was, if it is a later one."""
        first, this = self.proof.published_on, self.proof.effective_on
        return day(this) if first in (None, this) else f"{day(first)}; this edition is of {day(this)}"

    @property
    def moment(self) -> str:
        """Which moment it shows, where one was asked for; "" for how it stands."""
        return f"As at ledger entry {self.proof.key}." if self.as_at else ""

    @property
    def address(self) -> str:
        """Where the same is read as a page."""
        query = f"?as_at={self.as_at}" if self.as_at else ""
        return f"{settings.ADDRESS}{self.plan.get_absolute_url()}{query}"

    def address_of(self, thing: Any) -> str:
        """Where something in it is read as a page, of the same moment where that is one of a moment."""
        address, hash_, place = type(thing).get_absolute_url(thing).partition("#")
        dated = self.as_at if isinstance(thing, Objective | Target) else ""
        return f"{settings.ADDRESS}{address}{f'?as_at={dated}' if dated else ''}{hash_}{place}"

    @property
    def dated(self) -> datetime:
        """When it was published; of a draft, when it was last changed. On the clock of the body."""
        if not self.is_draft:
            return datetime.combine(self.proof.effective_on, time())
        return self.proof.recorded_at.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None, microsecond=0)

    @cached_property
    def objectives(self) -> list[Objective]:
        """All of them, in their order."""
        return [objective for _, branches in self.tree for branch in branches for objective in branch.objectives]

    def targets_of(self, objective: Objective) -> list[Target]:
        """In the order of its indicators, then those that no indicator names."""
        own = {target.pk: target for target in objective.targets.all()}
        named = [each.target_id for each in objective.indicators.all() if each.target_id in own]
        return [own[key] for key in dict.fromkeys([*named, *own])]


def as_it_stands(plan: Plan, actor: Actor) -> PlanRead:
    """`plan` from the database, as `actor` may read it; a constant number of queries."""
    if plan.state == PlanState.PUBLISHED:
        actor = Actor(AnonymousUser(), today=actor.today)
    objectives = Objective.objects.visible_to(actor).current().filter(plan=plan)
    objectives = objectives.prefetch_related("targets", "notes", "action_points")
    activities = plan.sustained_activities.prefetch_related("targets", "contributions__statutory")
    tree, decisions = tree_of(plan, objectives, whole=True), list(_decisions(plan, actor))
    return PlanRead(
        plan=plan,
        tree=tree,
        activities=list(activities),
        decisions=decisions,
        statutory=list(plan.statutory_indicators.all()),
        bodies=_bodies(plan, tree, decisions),
        counts=counts_of(plan, actor),
        proof=_proof(plan, AuditEvent.objects.all()),
        seal=plan.seal(),
    )


def as_it_stood(record: Record) -> PlanRead:
    """The plan of a moment, from the ledger alone."""
    lines = AuditEvent.objects.filter(record.moment.recorded)
    return of_a_plan_in_hand(record.plan, _proof(record.plan, lines), record.moment.asked)


def of_a_plan_in_hand(plan: Plan, proof: Proof, as_at: str) -> PlanRead:
    """A plan that leads to everything in it without a database."""
    tree, decisions = tree_of(plan, plan.objectives.current(), whole=True), list(plan.decisions.all())
    return PlanRead(
        plan=plan,
        tree=tree,
        activities=list(plan.sustained_activities.all()),
        decisions=decisions,
        statutory=list(plan.statutory_indicators.all()),
        bodies=_bodies(plan, tree, decisions),
        counts=counts_then(plan),
        proof=proof,
        seal=plan.seal(),
        as_at=as_at,
    )


def file_name(plan: Plan, as_at: str = "") -> str:
    """Of the files of a plan, without what they are: draft-plan-3-2001-02. In figures and letters of ours."""
    name = f"plan-{plan.slug}{f'-as-at-{as_at}' if as_at else ''}"
    return f"{'' if plan.state == PlanState.PUBLISHED else 'draft-'}{OTHERS.sub('-', name)}"


def _decisions(plan: Plan, actor: Actor) -> QuerySet[Any]:
    said = Outcome.objects.visible_to(actor).select_related("objective__aspect")
    known = decisions_known_to(actor, plan).select_related("officer")
    known = known.prefetch_related(Prefetch("outcomes", said), "outcomes__objective__target_outcomes", "conditions")
    return known.order_by("decided_on", "pk")


def _bodies(plan: Plan, tree: Tree, decisions: list[Decision]) -> list[Body]:
    """Those it names, in the order of their short names."""
    stages = plan.stages.select_related("body")
    holding = (each.held_by for _, branches in tree for branch in branches for each in branch.objectives)
    named = [plan.body, *(stage.body for stage in stages), *(each.body for each in decisions), *holding]
    found = {body.pk: body for body in named if body is not None}
    return sorted(found.values(), key=lambda body: (body.short_name.casefold(), body.pk))


def _proof(plan: Plan, lines: QuerySet[AuditEvent]) -> Proof:
    own, first = lines.filter(book=plan.ledger_book), None
    if plan.state == PlanState.PUBLISHED:
        first = own.filter(action=FIRST).order_by("seq").values_list("effective_on", flat=True)[0]
        own = own.filter(action__in=PUBLISHING)
    columns = ("key", "link", "effective_on", "recorded_at")
    return Proof(**own.order_by("-seq").values(*columns)[0], published_on=first)


def outcomes_of(decision: Decision) -> Iterator[Outcome]:
    """What it said, of the plan as a whole first, then of objectives in the order it was recorded."""
    return iter(sorted(decision.outcomes.all(), key=lambda each: (each.objective_id is not None, each.pk)))
