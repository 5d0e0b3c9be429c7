"""Approvals subject to conditions, for the tests that need one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from governance import procedures
from governance.models import Condition, Decision, Outcome, Power
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.governance.scenes import decided
from tests.world import FEB_8, JAN_15, JAN_17, MAR_8, MAR_31, World, acting, bring_to
from workflow.gate import Act, perform
from workflow.writing import write_rows

FUNDS = "The boroughs agree their share of the funds"
Scene = Any
"""The scene of tests/governance/test_matrix.py"""


def a_condition(world: World, text: str = FUNDS, **more: Any) -> Condition:
    """Something Olive must do by 8 March, which FPBV confirms; not set yet."""
    values = {"owner": world.olive, "due_on": MAR_8, "checker": world.fpbv, **more}
    return Condition(text=text, **values)


def approve_subject_to(
    world: World, *conditions: Condition, on: date = FEB_8, reference: str = "MPA 8", whole: str = "", **more: Any
) -> Decision:
    """MPA approves Street crime, or what else is said, subject to conditions; its clerk records it on 31 March."""
    sent = more.pop("sent", JAN_15)
    decision = Decision(plan=world.plan, body=world.mpa, circulated_on=sent, decided_on=on, reference=reference)
    about = more.pop("about", {world.street: OutcomeKind.APPROVED})
    resolved = Resolved(about, plan_as_a_whole=whole, conditions=conditions, delegations=more.pop("delegations", ()))
    procedures.record_decision(decision, resolved, actor=acting(more.pop("by", world.clare), MAR_31))
    return decision


def approved_subject_to(world: World, *conditions: Condition) -> list[Condition]:
    """Street crime is approved by MPA on 8 February subject to one condition, or to those given."""
    bring_to(world, "authority_approval")
    found = conditions or (a_condition(world),)
    approve_subject_to(world, *found)
    world.street.refresh_from_db()
    return list(found)


def confirm(condition: Condition, by: User, on: date = MAR_31, basis: str = "Minute 12 of FPBV") -> None:
    perform(condition.confirm_met, actor=acting(by, MAR_31), effective_on=on, basis=basis, closed_on=on)


def approved_by_the_workshop(world: World) -> Condition:
    """The workshop, which may approve for once, approves Street crime subject to a condition; nobody carries it out."""
    anna, clare = acting(world.anna), acting(world.clare, JAN_17)
    perform(Power(body=world.workshop, kind="approve", starts_on=JAN_15).confer, actor=anna, because="For once.")
    about: dict[str, Any] = {"plan": world.plan, "body": world.workshop, "circulated_on": JAN_15, "decided_on": JAN_17}
    decision = Decision(**about, reference="workshop 2", subject_to=1, delegates=2)
    perform(decision.record, actor=clare)
    perform(Outcome(decision=decision, objective=world.street, kind=OutcomeKind.APPROVED).record, actor=clare)
    condition = a_condition(world, plan=world.plan, decision=decision, due_on=JAN_17)
    perform(condition.set, actor=clare)
    return condition


# What the table of permissions needs to try every act on a condition


def _a_decision_with_room_for_one(scene: Scene) -> Decision:
    """MPA has decided subject to one condition, and approved the objective if it was before it."""
    world, objective = scene.world, scene.objective
    decision = Decision(
        plan=scene.plan, body=world.mpa, circulated_on=MAR_31, decided_on=MAR_31, reference="subject", subject_to=1
    )
    perform(decision.record, actor=acting(world.clare, MAR_31))
    if objective.state in ("authority_approval", "approved"):
        approved = Outcome(decision=decision, objective=objective, kind=OutcomeKind.APPROVED)
        perform(approved.record, actor=acting(world.clare, MAR_31))
    return decision


def _an_open_condition(scene: Scene) -> Condition:
    """It was set once, in whatever state the objective is today."""
    decision = decided(scene.world, scene.world.mpa, reference="subject", plan=scene.plan)
    condition = a_condition(
        scene.world, objective=scene.objective, plan=scene.plan, decision=decision, owner=scene.world.colin
    )
    write_rows([condition])
    return condition


def _setting(scene: Scene) -> Act:
    about: dict[str, Any] = {"decision": scene.prepared, "plan": scene.plan, "objective": scene.objective}
    return a_condition(scene.world, **about, due_on=MAR_31).set


def _again(scene: Scene) -> Condition:
    return Condition.objects.get(pk=scene.prepared.pk)


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "Condition.set": _a_decision_with_room_for_one,
    **dict.fromkeys(("Condition.confirm_met", "Condition.waive", "Condition.extend"), _an_open_condition),
}

ON_AN_OBJECTIVE: dict[str, Callable[[Scene, User], Act]] = {
    "Condition.set": lambda scene, _: _setting(scene),
    "Condition.confirm_met": lambda scene, _: partial(_again(scene).confirm_met, closed_on=MAR_31),
    "Condition.waive": lambda scene, _: partial(_again(scene).waive, closed_on=MAR_31),
    "Condition.extend": lambda scene, _: partial(_again(scene).extend, due_on=date(2001, 4, 2)),
}
