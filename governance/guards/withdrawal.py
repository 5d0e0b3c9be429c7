"""Guards on the withdrawal of what is published: a body with the power has decided so since, and nobody amends it."""

from __future__ import annotations

from datetime import date
from typing import Any

from governance.guards.approval import has_power, in_its_own_power, who_records
from governance.guards.words import BEFORE_APPROVAL, capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day, listed

READ_OF_A_WITHDRAWAL = (
    "amendments",
    "plan__stages__body__powers",
    "plan__decisions__body__powers",
    "plan__decisions__officer",
    "plan__decisions__outcomes",
)
"""prefetch lookups from an objective for what these read of it"""


def a_body_with_the_power_has_decided_since_it_was_published(objective: Any, actor: Actor) -> Blocker | None:
    """What a body approved and the public has read is not taken away by whoever publishes alone."""
    if objective.published_on is None or decisions_to_withdraw_it(objective, actor.today):
        return None
    who = who_decides_on_it(objective)
    return Blocker(
        "no_decision",
        f"No decision of {who} since {objective} was published on {day(objective.published_on)} is recorded: "
        f"{who} has to decide that it is withdrawn.",
        cleared_by=who_records(_approving(objective), actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def nobody_amends_it(objective: Any, actor: Actor) -> Blocker | None:
    """An amendment would take the place of a text that is not in the plan any more."""
    for amendment in objective.amendments.all():
        if amendment.state in (*BEFORE_APPROVAL, "approved"):
            return Blocker(
                "under_way",
                f"An amendment of {objective} is under way: withdraw that first.",
                cleared_by=amendment.who_may("governance.withdraw_objective", actor),
                where=amendment.get_absolute_url(),
            )
    return None


def decisions_to_withdraw_it(objective: Any, on: date) -> list[Any]:
    """Those about its plan by which it can be withdrawn on a day, the latest first."""
    found = [each for each in objective.plan.decisions.all() if not why_it_withdraws_nothing(objective, each, on)]
    return sorted(found, key=lambda each: (each.decided_on, each.pk), reverse=True)


def why_it_withdraws_nothing(objective: Any, chosen: Any, on: date) -> str:
    """Why a published objective cannot be withdrawn on a day by a decision; "" if it can."""
    decision = next((each for each in objective.plan.decisions.all() if each.pk == chosen.pk), None)
    if decision is None:
        return f"{capital(chosen)} is about another plan."
    decided, published = f"was taken on {day(decision.decided_on)}", objective.published_on
    if not in_its_own_power(decision) or not has_power(decision.body, "approve", decision.decided_on):
        return f"{capital(decision)} was not taken by a body that approves: {who_decides_on_it(objective)} has to."
    if published is None or decision.decided_on < published:
        return f"{capital(decision)} {decided}, before {objective} was published."
    if decision.decided_on > on:
        return f"{capital(decision)} {decided}: nothing is withdrawn by it on {day(on)}."
    if not decision.in_effect_on(on):
        return f"{capital(decision)} does not take effect on {day(on)}."
    return _something_else(objective, decision)


def _something_else(objective: Any, decision: Any) -> str:
    """What it said of the objective, or of the plan as a whole, other than that it is withdrawn."""
    for outcome in decision.outcomes.all():
        thing = objective if outcome.objective_id == objective.pk else objective.plan if outcome.plan_id else None
        if thing is not None and outcome.kind != "withdrawn":
            return f"{capital(decision)} {outcome.said_of(thing)}: nothing is withdrawn by it."
    return ""


def who_decides_on_it(objective: Any) -> str:
    """The bodies that approve on the route of its plan, by name."""
    return listed([stage.body.short_name for stage in _approving(objective)]) or "the Authority"


def _approving(objective: Any) -> list[Any]:
    return [stage for stage in objective.plan.stages.all() if stage.kind == "authority_approval"]
