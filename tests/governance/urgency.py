"""Decisions in urgency, for the tests that need one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from governance import procedures
from governance.models import Body, Decision, Outcome, UrgencyRule
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.world import JAN_15, MAR_31, OCTOBER, World, acting
from workflow.gate import Act, perform

FEB_19, FEB_20 = date(2001, 2, 19), date(2001, 2, 20)
WHY = "The grant lapses on 28 February"
Scene = Any
"""The scene of tests/governance/test_matrix.py"""


def a_rule(world: World, committee: Body | None = None, starts_on: date = OCTOBER, body: Body | None = None) -> Any:
    """What cannot wait for MPA is decided by Clare, or first by a committee; not in force yet."""
    return UrgencyRule(body=body or world.mpa, committee=committee, starts_on=starts_on)


def rule_in_force(world: World, committee: Body | None = None, starts_on: date = OCTOBER) -> UrgencyRule:
    rule: UrgencyRule = a_rule(world, committee, starts_on)
    perform(rule.bring_into_force, actor=acting(world.anna, JAN_15), because="Standing order 20.")
    return rule


def an_urgent_decision(world: World, officer: User | None = None, on: date = FEB_20, **more: Any) -> Decision:
    """Clare decides on 20 February, having consulted Charles the day before; not taken yet."""
    said = {
        "plan": world.plan, "body": world.mpa, "procedure": Procedure.URGENT, "officer": officer or world.clare,
        "decided_on": on, "reference": "Urgent 1", "consulted": world.charles, "consulted_on": FEB_19,
        "could_not_wait": WHY,
    }  # fmt: skip
    return Decision(**said | more)


def decide_urgently(
    world: World, decision: Decision | None = None, about: Any = None, whole: str = "", by: User | None = None
) -> Decision:
    """Clare approves Street crime in urgency, and records it on 31 March."""
    decision = decision or an_urgent_decision(world)
    about = {world.street: OutcomeKind.APPROVED} if about is None else about
    resolved = Resolved(about, whole, seal_of_the_plan=world.plan.seal() if whole else "")
    procedures.record_decision(decision, resolved, actor=acting(by or world.clare, MAR_31))
    world.street.refresh_from_db()
    return decision


# What the table of permissions needs


def _taken(scene: Scene) -> Decision:
    """The clerk has decided something; what it means is still to be said."""
    rule_in_force(scene.world)
    decision = _of(scene)
    perform(decision.take_in_urgency, actor=acting(decision.officer, MAR_31))
    return decision


def _of(scene: Scene) -> Decision:
    return an_urgent_decision(scene.world, scene.people["Authority clerk"], MAR_31, plan=scene.plan)


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "UrgencyRule.end": lambda scene: rule_in_force(scene.world),
    "Decision.take_in_urgency": lambda scene: rule_in_force(scene.world),
    "Outcome.take_in_urgency": _taken,
}

ON_A_PLAN: dict[str, Callable[[Scene, User], Act]] = {
    "Decision.take_in_urgency": lambda scene, _: _of(scene).take_in_urgency,
}
ON_AN_OBJECTIVE: dict[str, Callable[[Scene, User], Act]] = {
    "Outcome.take_in_urgency": lambda scene, _: (
        Outcome(decision=scene.prepared, objective=scene.objective, kind=OutcomeKind.APPROVED).take_in_urgency
    ),
}
ON_THE_REGISTER: dict[str, Callable[[Scene, User], Act]] = {
    "UrgencyRule.bring_into_force": lambda scene, _: a_rule(scene.world).bring_into_force,
    "UrgencyRule.end": lambda scene, _: partial(scene.prepared.end, last_day=MAR_31),
}
