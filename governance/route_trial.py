"""A change of a route tried out: what it would do to the objectives on their way, found by the very rules that will
hold then, on a route that exists in memory only. Nothing is written.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from governance.guards import silent_stages
from governance.models import Objective, Plan, Stage
from governance.route_check import READS, Finding, counted_and_named, findings, legs_of
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.gate import blockers_of_each

STEPS = {
    "draft": ("submit",),
    "workshop_review": ("invite_comment", "refer_to_authority"),
    "committee_comment": ("refer_to_authority",),
    "authority_approval": ("approve",),
}
"""What leads an objective on from each state: the first of these that it can"""

OF_WHO_ASKS = {"role", "own_objective"}
"""Codes of reasons that are about the person who asks, and not about the objective"""


@dataclass(frozen=True)
class Standing:
    """How it stands with the next step of an objective."""

    reasons: tuple[Blocker, ...]
    """why it cannot take it; nothing if it can"""
    silent: frozenset[int]
    """the bodies it waits for"""
    until: date | None
    """a draft's stage opens then, every other's closes"""

    @property
    def is_free(self) -> bool:
        return not self.reasons

    def waits_longer_than(self, other: Standing) -> bool:
        """Whether it waits for something that it did not wait for, or for a later day."""
        codes, before = ({reason.code for reason in each.reasons} for each in (self, other))
        later = self.until is not None and other.until is not None and self.until > other.until
        return bool(codes - before or self.silent - other.silent or later)


@dataclass(frozen=True)
class Trial:
    """What a change of a route would do."""

    blocked: list[Objective]
    """could take their next step, and could not take it then"""
    freed: list[Objective]
    """cannot take it, and could then"""
    longer: list[Objective]
    """cannot take it, and would wait for more, or for a later day"""
    why: str
    """what the first of those that are blocked would wait for"""
    appear: list[Finding]
    vanish: list[Finding]
    stay: list[Finding]

    @property
    def told(self) -> list[str]:
        """What it does to objectives, as sentences."""
        told = []
        if self.blocked:
            told.append(f"This would block {counted_and_named(self.blocked)}. {self.why}".strip())
        if self.freed:
            told.append(f"This would let {counted_and_named(self.freed)} take the next step.")
        if self.longer:
            told.append(f"This would keep {counted_and_named(self.longer)} waiting longer.")
        return told or ["No objective would be held up by it, and none would be freed."]


def with_added(plan: Plan, new: Stage) -> list[Stage]:
    """The route with one body more, which is not saved."""
    prefetch_related_objects([new], *(name.removeprefix("stages__") for name in READS if name.startswith("stages__")))
    return _in_order([*plan.stages.all(), new])


def with_revised(plan: Plan, stage: Stage, **values: Any) -> list[Stage]:
    """The route with other values of one of its stages."""
    return _in_order([_changed(each, values) if each.pk == stage.pk else each for each in plan.stages.all()])


def without(plan: Plan, stage: Stage) -> list[Stage]:
    """The route with one body less."""
    return [each for each in plan.stages.all() if each.pk != stage.pk]


def of_adding(new: Stage) -> list[str]:
    """Who reads the plan from then on."""
    if _reads_anyway(new):
        return []
    return [f"Whoever holds an office in {new.body.short_name} can read the plan from now on, before it is published."]


def of_withdrawing(stage: Stage, route: list[Stage]) -> list[str]:
    """What stays of a body that leaves, and who no longer reads the plan."""
    body = stage.body.short_name
    told = [f"What {body} said, and the comments that were made in it, stay with the objectives."]
    if not _reads_anyway(stage) and all(other.body_id != stage.body_id for other in route):
        told.append(f"Whoever holds an office in {body} alone can no longer read the plan before it is published.")
    return told


def _reads_anyway(stage: Stage) -> bool:
    """People of the bodies under the one whose plan it is read it whatever the route."""
    return any(body.pk == stage.plan.body_id for body in stage.body.lineage())


def _changed(stage: Stage, values: dict[str, Any]) -> Stage:
    changed = copy.copy(stage)
    for name, value in values.items():
        setattr(changed, name, value)
    return changed


def _in_order(stages: list[Stage]) -> list[Stage]:
    return sorted(stages, key=lambda stage: (stage.opens_on, stage.closes_on, stage.pk or 0))


def try_route(plan: Plan, route: list[Stage], actor: Actor) -> Trial:
    """What would follow if `route` were the route of `plan`, whose own stays as it is.

    `plan` comes with `route_check.READS` prefetched. The number of queries does not grow with its objectives.
    """
    objectives = [objective for objective in plan.objectives.all() if objective.state in STEPS]
    now, against = _standings(objectives, actor), findings(plan, actor)
    with _another_route(plan, route):
        then, against_then = _standings(objectives, actor), findings(plan, actor)
    both = list(zip(objectives, now, then, strict=True))
    blocked = [(objective, after) for objective, before, after in both if before.is_free and not after.is_free]
    return Trial(
        blocked=[objective for objective, _ in blocked],
        freed=[objective for objective, before, after in both if not before.is_free and after.is_free],
        longer=[
            objective
            for objective, before, after in both
            if not before.is_free and not after.is_free and after.waits_longer_than(before)
        ],
        why=" ".join(reason.sentence for reason in blocked[0][1].reasons) if blocked else "",
        appear=[each for each in against_then if each not in against],
        vanish=[each for each in against if each not in against_then],
        stay=[each for each in against_then if each in against],
    )


@contextmanager
def _another_route(plan: Plan, route: list[Stage]) -> Iterator[None]:
    """`plan` with another route, for as long as it is looked at; whoever reads its stages reads these."""
    fetched = plan._prefetched_objects_cache  # type: ignore[attr-defined]
    own = fetched["stages"]
    thought_of = Stage.objects.none()
    thought_of._result_cache = route
    fetched["stages"] = thought_of
    try:
        yield
    finally:
        fetched["stages"] = own


def _standings(objectives: list[Objective], actor: Actor) -> list[Standing]:
    steps = [(at, act) for at, objective in enumerate(objectives) for act in STEPS[objective.state]]
    against = blockers_of_each([getattr(objectives[at], act) for at, act in steps], actor=actor)
    fewest: dict[int, list[Blocker]] = {}
    for (at, _), found in zip(steps, against, strict=True):
        reasons = [reason for reason in found if not _is_about_who_asks(reason, objectives[at])]
        if at not in fewest or len(reasons) < len(fewest[at]):
            fewest[at] = reasons
    return [
        Standing(tuple(fewest[at]), frozenset(stage.body_id for stage in silent_stages(objective)), _until(objective))
        for at, objective in enumerate(objectives)
    ]


def _is_about_who_asks(reason: Blocker, objective: Objective) -> bool:
    """A draft that belongs to somebody else is that person's to submit; one that belongs to nobody waits."""
    return reason.code in OF_WHO_ASKS or (reason.code == "not_owner" and objective.owner_id is not None)


def _until(objective: Objective) -> date | None:
    legs = legs_of(objective.plan)
    if objective.state == "draft":
        return legs[0].opens_on if legs else None
    return next((leg.closes_on for leg in legs if leg.kind == objective.state), None)
