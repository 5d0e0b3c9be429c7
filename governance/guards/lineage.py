"""Guards on what a plan, and what stands in it, was made from: the plan of the year before."""

from __future__ import annotations

from typing import Any

from governance.guards.plan import is_financial_year
from workflow.actors import Actor
from workflow.blockers import Blocker


def next_year(financial_year: str) -> str:
    """The financial year after one: 2002/03 after 2001/02."""
    first = int(financial_year[:4]) + 1
    return f"{first}/{(first + 1) % 100:02}"


def it_follows_no_plan(plan: Any, actor: Actor) -> Blocker | None:
    """An empty plan carries nothing on."""
    if plan.follows_id is None:
        return None
    return Blocker("follows", "A plan that is set up empty carries on no other.")


def it_follows_a_plan_of_its_body(plan: Any, actor: Actor) -> Blocker | None:
    if plan.follows is not None and plan.follows.body_id == plan.body_id:
        return None
    return Blocker("follows", "A plan carries on a plan of the same body.")


def its_year_follows_that_plans(plan: Any, actor: Actor) -> Blocker | None:
    if plan.follows is None or not is_financial_year(plan.follows.financial_year):
        return None
    expected = next_year(plan.follows.financial_year)
    if plan.financial_year == expected:
        return None
    return Blocker(
        "financial_year", f"{plan.financial_year} does not follow {plan.follows.financial_year}: {expected} does."
    )


def no_plan_of_its_year_is_there(plan: Any, actor: Actor) -> Blocker | None:
    """Told to those who may set one up: others need not know what is in preparation."""
    there = next((each for each in plan.body.plans.all() if each.financial_year == plan.financial_year), None)
    right = "governance.set_up_plan"
    if there is None or actor.role_for(right, plan.scopes(right)) is None:
        return None
    return Blocker(
        "already_there",
        f"{plan.body} has a plan for {plan.financial_year} already: {there}.",
        where=there.get_absolute_url(),
    )


def it_continues_what_came_before_it(thing: Any, actor: Actor) -> Blocker | None:
    """What stands in a plan goes back to its own plan, or to the one that plan carries on."""
    if thing.continues is None or thing.continues.plan_id in (thing.plan_id, thing.plan.follows_id):
        return None
    return Blocker("lineage", "What is carried on comes from the same plan or from the plan of the year before.")


def its_dates_have_been_checked(plan: Any, actor: Actor) -> Blocker | None:
    """A review is not opened on last year's dates."""
    unchecked = [stage for stage in plan.stages.all() if stage.carried_over]
    if not unchecked:
        return None
    named = ", ".join(str(stage) for stage in unchecked)
    return Blocker(
        "unchecked_dates",
        f"The dates of {named} were carried over from the year before, and nobody has checked them yet.",
        cleared_by=plan.who_may("governance.set_route", actor),
        where=f"{plan.get_absolute_url()}#route",
    )
