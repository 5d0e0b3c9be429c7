"""Finding delegations and what was done under them, and saying what follows from giving one."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.models import Body, Decision, Delegation, Objective, ObjectiveState, Plan
from governance.models.body import BodyKind
from governance.models.delegation import DelegationScope
from workflow.actors import Actor
from workflow.words import capital, day

NO_COMMITTEES = (BodyKind.PANEL, BodyKind.WORKSHOP)
"""Kinds of bodies to which a power should not be delegated, though they may have been appointed as committees"""


def find_delegation(pk: int, actor: Actor) -> Delegation | None:
    """A delegation with everything its page shows, if `actor` may read it."""
    return Delegation.objects.visible_to(actor).with_everybody().filter(pk=pk).first()


def find_decision(pk: int, actor: Actor) -> Decision | None:
    """A decision that `actor` may know of."""
    rows = Decision.objects.visible_to(actor).select_related("plan__body", "body", "officer")
    found: Decision | None = rows.filter(pk=pk).first()
    return found


def taken_in_place_of_a_body(plan: Plan) -> Any:
    """Every decision about `plan` that was taken so, the last first: the item “Action taken under delegated authority”.

    `.to_be_reported(body)` of it leaves those of which that body, in whose place they were taken, has still to be told.
    """
    rows = plan.decisions.in_place_of_a_body().select_related("body", "officer", "plan")
    return rows.prefetch_related("outcomes__objective__aspect", "outcomes__under__decision__body").order_by(
        "-decided_on", "-pk"
    )


def to_be_reported(plan: Plan, to: Body | None = None) -> Any:
    """What was decided about `plan` in the place of `to`, or of any body, and has not been reported to it yet."""
    return plan.decisions.to_be_reported(to).select_related("body", "officer").order_by("decided_on", "pk")


def held_by(decision: Decision) -> list[Delegation]:
    """The delegations by which whoever is about to decide may do so on that day."""
    held = decision.plan.delegations_in_hand()
    return [each for each in held if each.is_to(decision) and each.in_force_on(decision.decided_on)]


def open_to(decision: Decision) -> list[Objective]:
    """The approved objectives that whoever is about to decide may approve anew on that day."""
    held = held_by(decision)
    if not held:
        return []
    rows = Objective.objects.filter(plan=decision.plan, state=ObjectiveState.APPROVED)
    rows = rows.select_related("aspect__priority", "plan").prefetch_related("plan__stages__body")
    return [objective for objective in rows if any(each.covers(objective) for each in held)]


def bodies_with_a_delegation(plan: Plan, on: date) -> set[int]:
    """The bodies to which something of `plan` is delegated on a day."""
    held = plan.delegations_in_hand()
    return {each.to_body_id for each in held if each.to_body_id is not None and each.in_force_on(on)}


def of_giving(delegation: Delegation, giver: Body, from_: date) -> list[str]:
    """What follows from it, and what to think of before."""
    to, about = delegation.to, delegation.objective or "everything of the plan"
    told = [
        f"From {day(from_)} to {day(delegation.ends_on)}, {to} may approve anew what {giver.short_name} has approved: "
        f"{about}, {delegation.get_scope_display()}.",
        _what_may_change(delegation),
        f"{giver.short_name} keeps the power, and may revoke it. What {to} decides is to be reported to it.",
    ]
    if delegation.to_body is not None and delegation.to_body.kind in NO_COMMITTEES:
        told.append(
            f"Look again: {delegation.to_body} is a {delegation.to_body.get_kind_display()}. A power is delegated to "
            "a committee, a sub-committee or an officer (LGA 1972 s.101), so it must have been appointed as one."
        )
    return [capital(each) for each in told]


def _what_may_change(delegation: Delegation) -> str:
    if delegation.scope == DelegationScope.FORMAT:
        return "Its notes, its numbering and its order may change again; a change of anything else is refused."
    return "Its whole text may change again; each change voids the approval until the text is approved anew."
