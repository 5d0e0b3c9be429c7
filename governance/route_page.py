"""The route of a plan as its page shows it: what stands in each stage, and what each body has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max

from governance.guards import bodies_that_spoke
from governance.models import Objective, Outcome, Plan, Stage, StageKind
from governance.models.objective import IN_STAGES
from governance.models.outcome import OutcomeKind
from governance.queries import Entry, entries_about
from governance.route_check import Leg, legs_of
from workflow.words import listed

OPEN = "Open"
SAID = tuple[int, str]
"""body and stage kind"""


@dataclass(frozen=True)
class Part:
    """One body's part in a stage."""

    stage: Stage
    when: str
    said: str
    """what it has said so far, counted: endorsed 2, referred back 1"""
    last_on: date | None
    heard: int
    """about how many of those that are in the stage now it has spoken"""

    @property
    def tone(self) -> str:
        """The colour of its tag; blue without one."""
        return "" if self.when == OPEN else "grey"


@dataclass(frozen=True)
class Section:
    """A stage with its bodies side by side."""

    leg: Leg
    inside: list[Objective]
    parts: list[Part]

    @property
    def rule(self) -> str:
        """What it takes to leave it."""
        heard = self.leg.heard
        if not heard:
            return "No body must be heard: an objective may leave it before anything is said."
        side_by_side = f" {self.leg.bodies} stand side by side." if len(self.parts) > 1 else ""
        each = "both " if len(heard) == 2 else "all " if len(heard) > 2 else ""
        verb = "have" if each else "has"
        return f"An objective leaves it when {listed(heard)} {verb} {each}been heard.{side_by_side}"


def sections_of(plan: Plan, today: date) -> list[Section]:
    """The route stage by stage; two queries beyond those for the plan's own stages."""
    said = _said(plan)
    inside = list(
        Objective.objects.filter(plan=plan, state__in=IN_STAGES)
        .select_related("aspect")
        .prefetch_related("outcomes__decision")
    )
    for objective in inside:
        objective.plan = plan
    return [
        Section(leg, own := [each for each in inside if each.state == leg.kind], _parts(leg, own, said, today))
        for leg in legs_of(plan)
    ]


def withdrawn_from(plan: Plan) -> list[Part]:
    """Bodies that have left the route, with what they had said until then."""
    said = _said(plan)
    rows = Stage.everything.filter(plan=plan, withdrawn=True).select_related("body").order_by("opens_on", "pk")
    return [_part(stage, [], said, "") for stage in rows]


def history_of_route(plan: Plan) -> list[Entry]:
    """What has been done to the route, latest first."""
    return entries_about(Stage, plan)


def _parts(leg: Leg, inside: list[Objective], said: dict[SAID, Any], today: date) -> list[Part]:
    return [_part(stage, inside, said, _when(stage, today)) for stage in leg.stages]


def _part(stage: Stage, inside: list[Objective], said: dict[SAID, Any], when: str) -> Part:
    about = said.get((stage.body_id, stage.kind), [])
    return Part(
        stage=stage,
        when=when,
        said=", ".join(f"{OutcomeKind(kind).label} {number}" for kind, number, _ in about),
        last_on=max((last for _, _, last in about), default=None),
        heard=sum(stage.body_id in bodies_that_spoke(objective) for objective in inside),
    )


def _when(stage: Stage, today: date) -> str:
    if today < stage.opens_on:
        return "To come"
    return OPEN if today <= stage.closes_on else "Over"


def _said(plan: Plan) -> dict[SAID, list[tuple[str, int, date]]]:
    """What each body said in each stage: (outcome, about how many objectives, when last); one query."""
    rows = (
        Outcome.objects.filter(objective__plan=plan)
        .order_by("kind")
        .values_list("decision__body", "stage", "kind")
        .annotate(Count("objective", distinct=True), Max("decision__decided_on"))
    )
    found: dict[SAID, list[tuple[str, int, date]]] = {}
    for body, stage, kind, number, last in rows:
        kind_of_stage = StageKind.AUTHORITY_APPROVAL if stage == "approved" else stage
        found.setdefault((body, kind_of_stage), []).append((kind, number, last))
    return found
