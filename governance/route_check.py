"""Whether the route of a plan can be met as it is set: what stands against it, as sentences.

Reads what `READS` prefetches and nothing else, so it answers as well for a route that somebody only thinks of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from governance.directory import roles_with
from governance.guards import can_approve, is_financial_year, within_a_sentence
from governance.models import StageKind
from workflow.actors import Actor
from workflow.words import day, listed

if TYPE_CHECKING:
    from governance.models import Objective, Plan, Stage

READS = ("stages__body__powers", "stages__body__appointments__person", "objectives__aspect")
"""prefetch lookups from a plan: everything that is looked at"""

FAULT, WARNING = "fault", "warning"
ON_THEIR_WAY = ["draft", *StageKind.values]
"""The states an objective passes until it is approved, in their order"""


@dataclass(frozen=True)
class Finding:
    """One thing that stands against a route: a fault keeps it from being met, a warning asks to look again."""

    kind: str
    sentence: str

    @property
    def is_fault(self) -> bool:
        return self.kind == FAULT


@dataclass(frozen=True)
class Leg:
    """The bodies that stand side by side in one stage of a route."""

    kind: StageKind
    stages: list[Stage]

    @property
    def name(self) -> str:
        return str(self.kind.label)

    @property
    def within(self) -> str:
        """Its name inside a sentence; the Authority keeps its capital."""
        return within_a_sentence(self.name)

    @property
    def opens_on(self) -> date:
        return min(stage.opens_on for stage in self.stages)

    @property
    def closes_on(self) -> date:
        return max(stage.closes_on for stage in self.stages)

    @property
    def heard(self) -> list[str]:
        """The bodies without which nothing leaves it."""
        return [stage.body.short_name for stage in self.stages if stage.required]

    @property
    def bodies(self) -> str:
        return listed([stage.body.short_name for stage in self.stages])


def legs_of(plan: Plan) -> list[Leg]:
    """The route in the order in which objectives pass it."""
    stages = list(plan.stages.all())
    sorted_out = ((kind, [stage for stage in stages if stage.kind == kind]) for kind in StageKind)
    return [Leg(kind, own) for kind, own in sorted_out if own]


def findings(plan: Plan, actor: Actor) -> list[Finding]:
    """Everything that stands against the route of `plan` on the actor's day, faults first."""
    legs = legs_of(plan)
    found = [
        *_of_approval(plan, legs),
        *_of_order(legs),
        *_of_time(plan, legs, actor.today),
        *_of_offices(legs, actor.today),
    ]
    return sorted(found, key=lambda finding: not finding.is_fault)


def _of_approval(plan: Plan, legs: list[Leg]) -> Iterator[Finding]:
    """A route leads to a body that has the power to approve on its days, before the year begins."""
    approving = [stage for leg in legs if leg.kind == StageKind.AUTHORITY_APPROVAL for stage in leg.stages]
    if not approving:
        yield Finding(FAULT, "No body on the route can approve the plan.")
    for stage in approving:
        if not can_approve(stage):
            when = f"from {day(stage.opens_on)} to {day(stage.closes_on)}"
            yield Finding(FAULT, f"{stage.body.short_name} has no power to approve {when}, when it is to approve.")
    if not is_financial_year(plan.financial_year):
        return
    begins = date(int(plan.financial_year[:4]), 4, 1)
    for stage in approving:
        if stage.opens_on >= begins:
            yield Finding(FAULT, f"{stage} opens when the year of the plan has begun, on {day(begins)}.")
        elif stage.closes_on >= begins:
            yield Finding(WARNING, f"{stage} closes when the year of the plan has begun, on {day(begins)}.")


def _of_order(legs: list[Leg]) -> Iterator[Finding]:
    """What stays in one stage to its last day comes to the next in time."""
    for before, after in pairwise(legs):
        if before.closes_on > after.closes_on:
            yield Finding(
                FAULT,
                f"{before.name} closes on {day(before.closes_on)}, after {after.within} has closed "
                f"on {day(after.closes_on)}.",
            )
        elif after.opens_on < before.closes_on:
            yield Finding(
                WARNING,
                f"{after.name} opens on {day(after.opens_on)}, before {before.within} closes "
                f"on {day(before.closes_on)}.",
            )


def _of_time(plan: Plan, legs: list[Leg], today: date) -> Iterator[Finding]:
    """Nothing is left in a stage, or before one that it must pass, when that is over."""
    for leg in legs:
        if leg.closes_on >= today:
            continue
        late = [objective for objective in plan.objectives.all() if _has_not_passed(objective, leg)]
        if late:
            verb = "has" if len(late) == 1 else "have"
            yield Finding(
                FAULT,
                f"{leg.name} closed on {day(leg.closes_on)}, and {counted_and_named(late)} {verb} not passed it.",
            )


def _has_not_passed(objective: Objective, leg: Leg) -> bool:
    """A stage in which nobody has to be heard may be passed by."""
    if objective.state not in ON_THEIR_WAY:
        return False
    ahead = ON_THEIR_WAY.index(leg.kind) - ON_THEIR_WAY.index(objective.state)
    return ahead == 0 or (ahead > 0 and bool(leg.heard))


def _of_offices(legs: list[Leg], today: date) -> Iterator[Finding]:
    """A body that must be heard has somebody who records what it said, from its first day or from now on."""
    records = roles_with("governance.record_decision")
    for stage in [stage for leg in legs for stage in leg.stages if stage.required]:
        first = max(stage.opens_on, today)
        if not any(_holds(office, records, first) for office in stage.body.appointments.all()):
            yield Finding(
                FAULT,
                f"{stage.body.short_name} must be heard, and on {day(first)} it has nobody to record what it decides.",
            )


def _holds(office: Any, roles: list[Any], on: date) -> bool:
    return office.role in roles and office.in_force_on(on) and office.person.is_active


SHOWN = 3


def counted_and_named(objectives: list[Objective]) -> str:
    """How many, and the first few by name: 5 objectives (A, B, C and 2 more)."""
    named = [str(objective) for objective in objectives[:SHOWN]]
    if len(objectives) > SHOWN:
        named.append(f"{len(objectives) - SHOWN} more")
    return f"{len(objectives)} objective{'' if len(objectives) == 1 else 's'} ({listed(named)})"
