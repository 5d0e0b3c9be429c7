"""Guards on a plan, its headings and its route."""

from __future__ import annotations

import re
from typing import Any

from governance.guards.words import IN_STAGES
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def its_financial_year_is_one(plan: Any, actor: Actor) -> Blocker | None:
    """A financial year runs from 1 April to 31 March and is written 2001/02."""
    if is_financial_year(plan.financial_year):
        return None
    return Blocker("financial_year", f"“{plan.financial_year}” is not a financial year: write it as 2001/02.")


def is_financial_year(text: str) -> bool:
    """Two years that follow one another: 2001/02."""
    match = re.fullmatch(r"(\d{4})/(\d{2})", text)
    return match is not None and (int(match[1]) + 1) % 100 == int(match[2])


def its_plan_is_not_approved(subject: Any, actor: Actor) -> Blocker | None:
    if subject.plan.state not in ("approved", "published"):
        return None
    return Blocker("plan_state", f"{subject.plan} is {subject.plan.get_state_display().lower()}.")


def its_plan_is_under_review(objective: Any, actor: Actor) -> Blocker | None:
    if objective.plan.state != "draft":
        return None
    return Blocker(
        "plan_state",
        f"The review of {objective.plan} has not been opened yet.",
        cleared_by=objective.plan.who_may("governance.move_plan", actor),
        where=objective.plan.get_absolute_url(),
    )


def its_review_is_going_on(review: Any, actor: Actor) -> Blocker | None:
    """From the day the review of the plan is opened until the plan is approved; afterwards only of what has come before
    the body anew, as an amendment does."""
    plan, stage = review.plan, review.stage
    if plan.state not in ("approved", "published"):
        return its_plan_is_under_review(review, actor)
    if any(objective.state == stage.kind for objective in plan.objectives.all()):
        return None
    return Blocker(
        "plan_state",
        f"{plan} is {plan.get_state_display().lower()}, and nothing of it is before {stage.body.short_name}.",
    )


def its_route_is_set(subject: Any, actor: Actor) -> Blocker | None:
    plan = getattr(subject, "plan", subject)
    if any(stage.kind == "authority_approval" for stage in plan.stages.all()):
        return None
    return Blocker(
        "route",
        f"The route of {plan} does not lead to a body that can approve it yet.",
        cleared_by=plan.who_may("governance.set_route", actor),
        where=plan.get_absolute_url(),
    )


def its_parts_are_of_one_plan(thing: Any, actor: Actor) -> Blocker | None:
    """What is put together stands in one plan: nobody reaches from their own into another body's."""
    names = ("plan", "priority", "aspect", "amends", "statutory", "activity", "indicator", "decision", "objective")
    parts = [part for name in names if (part := getattr(thing, name, None)) is not None]
    if len({part.ledger_plan for part in parts}) <= 1:
        return None
    return Blocker("plan", "What is put together must stand in the same plan.")


def it_closes_after_it_opens(stage: Any, actor: Actor) -> Blocker | None:
    if stage.opens_on <= stage.closes_on:
        return None
    return Blocker("dates", "A stage cannot close before it opens.")


def something_is_before_its_body(stage: Any, actor: Actor) -> Blocker | None:
    """Papers have something to show: an objective in the stage, or the plan as a whole before the body that decides."""
    whole = stage.kind == "authority_approval" and stage.plan.state == "before_authority"
    if whole or any(objective.state == stage.kind for objective in stage.plan.objectives.all()):
        return None
    return Blocker("nothing", f"Nothing is before {stage.body.short_name} for {stage.get_kind_display().lower()} yet.")


def its_first_stage_has_opened(objective: Any, actor: Actor) -> Blocker | None:
    stages = list(objective.plan.stages.all())
    kinds = [kind for kind in IN_STAGES if any(stage.kind == kind for stage in stages)]
    if not kinds:
        return None
    first = [stage for stage in stages if stage.kind == kinds[0]]
    opens = min(stage.opens_on for stage in first)
    if opens <= actor.today:
        return None
    return Blocker("not_open", f"{first[0].get_kind_display()} opens on {day(opens)}.")


def its_plan_is_before_that_body(outcome: Any, actor: Actor) -> Blocker | None:
    """A plan is approved as a whole when it has been put before the body that can."""
    can_be = ("before_authority", "approved")  # once more in other words, if what it approved has changed
    if outcome.plan is None or outcome.kind != "approved" or outcome.plan.state in can_be:
        return None
    return Blocker(
        "not_before_body",
        f"{outcome.plan} is not before {outcome.decision.body.short_name}: "
        f"it is {outcome.plan.get_state_display().lower()}.",
        cleared_by=outcome.plan.who_may("governance.move_plan", actor),
        where=outcome.plan.get_absolute_url(),
    )
