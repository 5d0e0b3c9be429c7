"""Delegations, for the tests that need one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from accounts.models import User
from governance import procedures
from governance.models import Body, Decision, Delegation, Outcome
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from tests.governance.conditions import approve_subject_to
from tests.governance.scenes import decided
from tests.world import MAR_31, World, acting, bring_to
from workflow.gate import Act, perform
from workflow.writing import write_rows

FEB_9, FEB_20 = date(2001, 2, 9), date(2001, 2, 20)
APPROVED = OutcomeKind.APPROVED
Scene = Any
"""The scene of tests/governance/test_matrix.py"""


def a_delegation(world: World, to: Body | User | None = None, scope: str = "text", **more: Any) -> Delegation:
    """To FPBV, or to somebody else, until 31 March; not given yet."""
    to = to or world.fpbv
    named = {"to_officer" if isinstance(to, User) else "to_body": to}
    return Delegation(**{"scope": scope, "ends_on": MAR_31, **named, **more})


def delegated(world: World, *delegations: Delegation, whole: str = "") -> list[Delegation]:
    """MPA approves Street crime on 8 February and delegates what is to be done with the text."""
    if world.street.state != "authority_approval":
        bring_to(world, "authority_approval")
    given = list(delegations or (a_delegation(world),))
    approve_subject_to(world, delegations=given, whole=whole)
    world.street.refresh_from_db()
    return given


def edit(world: World, on: date = FEB_9, text: str = "6 per cent") -> None:
    """Olive puts another figure into a target that is resolved."""
    perform(partial(world.resolved.revise, text=text), actor=acting(world.olive, on), because="More officers.")


def approve_under(
    world: World, on: date = FEB_20, reference: str = "FPBV 9", about: Any = None, whole: str = "", by: Any = None
) -> Decision:
    """FPBV approves Street crime anew, as it was sent to its members that day; Ken records it on 31 March."""
    decision = Decision(plan=world.plan, body=world.fpbv, circulated_on=on, decided_on=on, reference=reference)
    about = {world.street: APPROVED} if about is None else about
    procedures.record_decision(decision, Resolved(about, whole), actor=acting(by or world.ken, MAR_31))
    return decision


def decide_as(
    world: World, officer: User, on: date = FEB_20, reference: str = "Note 1", about: Any = None, whole: str = ""
) -> Decision:
    """An officer approves Street crime anew in the place of MPA, and records it on 31 March."""
    decision = Decision(
        plan=world.plan, body=world.mpa, procedure=Procedure.DELEGATED, officer=officer, decided_on=on,
        reference=reference,
    )  # fmt: skip
    about = {world.street: APPROVED} if about is None else about
    procedures.record_decision(decision, Resolved(about, whole), actor=acting(officer, MAR_31))
    return decision


# What the table of permissions needs


def _room_for_one(scene: Scene) -> Decision:
    """MPA has decided to delegate one thing."""
    decision = Decision(
        plan=scene.plan, body=scene.world.mpa, circulated_on=MAR_31, decided_on=MAR_31, reference="gives", delegates=1
    )
    perform(decision.record, actor=acting(scene.world.clare, MAR_31))
    return decision


def _a_given_one(scene: Scene, **to: Any) -> Delegation:
    decision = decided(scene.world, scene.world.mpa, MAR_31, reference="gave", plan=scene.plan)
    given = a_delegation(scene.world, plan=scene.plan, decision=decision, **to)
    write_rows([given])
    return given


def _a_decision_under_one(scene: Scene) -> Decision:
    """FPBV has approved something under a delegation of MPA: written past the gate, in whatever state it is now."""
    given = _a_given_one(scene)
    decision = decided(scene.world, scene.world.fpbv, MAR_31, reference="under", plan=scene.plan)
    write_rows([Outcome(decision=decision, plan=scene.plan, kind=APPROVED, under=given)])
    return decision


def _to_the_coordinator(scene: Scene) -> Delegation:
    return _a_given_one(scene, to=scene.world.colin)


def _by_the_coordinator(scene: Scene) -> Decision:
    """Colin has decided something that was delegated to him; what it means is still to be said."""
    _to_the_coordinator(scene)
    decision = _officers(scene)
    perform(decision.take, actor=acting(scene.world.colin, MAR_31))
    return decision


def _officers(scene: Scene) -> Decision:
    about: dict[str, Any] = {"plan": scene.plan, "body": scene.world.mpa, "officer": scene.world.colin}
    return Decision(**about, procedure=Procedure.DELEGATED, decided_on=MAR_31, reference="note")


PREPARED: dict[str, Callable[[Scene], Any]] = {
    "Delegation.give": _room_for_one,
    "Delegation.revoke": _a_given_one,
    "Decision.report": _a_decision_under_one,
    "Decision.take": _to_the_coordinator,
    "Outcome.take": _by_the_coordinator,
}

ON_A_PLAN: dict[str, Callable[[Scene, User], Act]] = {
    "Delegation.give": lambda scene, _: a_delegation(scene.world, plan=scene.plan, decision=scene.prepared).give,
    "Delegation.revoke": lambda scene, _: partial(_again(scene, Delegation).revoke, revoked_on=MAR_31),
    "Decision.report": lambda scene, _: partial(
        _again(scene, Decision).report, reported_on=MAR_31, reported_as="MPA report 12"
    ),
    "Decision.take": lambda scene, _: _officers(scene).take,
}
ON_AN_OBJECTIVE: dict[str, Callable[[Scene, User], Act]] = {
    "Outcome.take": lambda scene, _: Outcome(decision=scene.prepared, objective=scene.objective, kind=APPROVED).take,
}


def _again(scene: Scene, model: type[Any]) -> Any:
    return model.objects.get(pk=scene.prepared.pk)
