"""Finding conditions: one with everything its page shows, lists of them, and for whom each of them waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from governance.guards import READ_OF_CONDITIONS, concerns, conditions_of
from governance.models import Condition, Objective, ObjectiveState
from workflow.actors import Actor

READ_WITH_AN_OBJECTIVE = tuple(f"plan__conditions__{name}" for name in READ_OF_CONDITIONS)
"""prefetch lookups from an objective for the conditions its publication is held to"""


def find_condition(pk: int, actor: Actor) -> Condition | None:
    """A condition with everything its page shows, if `actor` may read it."""
    rows = Condition.objects.visible_to(actor).with_everybody().select_related("plan__body")
    return rows.filter(pk=pk).first()


def in_order(conditions: Any) -> list[Condition]:
    """Open ones first, by the day they are due; then those that are cleared, the last first."""
    rows = list(conditions.with_everybody())
    waiting = sorted((each for each in rows if each.is_open), key=lambda each: (each.due_on, each.pk))
    cleared = sorted((each for each in rows if not each.is_open), key=lambda each: each.closed_on, reverse=True)
    return [*waiting, *cleared]


def open_conditions_of(objective: Objective) -> list[Condition]:
    """What has to be cleared before it is published."""
    return [each for each in conditions_of(objective) if each.is_open]


def awaited_among(conditions: Iterable[Condition]) -> list[Condition]:
    """What must come before what was approved is provisional no longer (domain rule D9)."""
    return [each for each in conditions if each.is_open and each.is_awaited]


def provisional_among(objectives: Iterable[Objective], conditions: Iterable[Condition]) -> set[int]:
    """Those that are approved, and wait for something to come. Of the conditions it reads what their decisions said."""
    awaited = awaited_among(conditions)
    approved = [each for each in objectives if each.state == ObjectiveState.APPROVED] if awaited else []
    return {each.pk for each in approved if any(concerns(condition, each) for condition in awaited)}


def waiting_for(actor: Actor) -> Iterator[tuple[str, Condition]]:
    """The open conditions that wait for somebody, each with what they have to do; one query.

    Whoever must fulfil it does so; then a clerk or chair of the body named for it confirms; coordinators see to those
    whose day has passed.
    """
    for each in Condition.objects.visible_to(actor).open().with_everybody():
        if each.owner_id == actor.principal.pk:
            yield "fulfil", each
        elif actor.role_for("governance.confirm_condition", each.scopes("governance.confirm_condition")):
            yield "confirm", each
        elif each.is_overdue(actor.today) and _coordinates(actor, each):
            yield "chase", each


def _coordinates(actor: Actor, condition: Condition) -> bool:
    right = "governance.set_up_plan"
    return bool(actor.role_for(right, condition.plan.scopes(right)))
