"""A plan with one stage and as many objectives as wanted, all waiting for the same decision of the Authority."""

from __future__ import annotations

import os

from governance.models import Aspect, Decision, Indicator, Objective, Outcome, Plan, Priority, Stage, Target
from tests.world import FEB_8, JAN_15, MAR_8, World
from workflow.actors import Actor
from workflow.gate import perform, perform_each

MANY = int(os.environ.get("MANY", 400))
"""objectives of a plan that is large; 4,000 were tried"""


def many_drafts(
    world: World, count: int, year: str = "2002/03", targets: bool = True, **of_targets: str
) -> list[Objective]:
    """`count` drafts of Olive's in a plan of their own, each with one resolved target if wanted."""
    colin = world.acting(world.colin)
    plan = Plan(body=world.mpa, title="Long plan", financial_year=year)
    perform(plan.set_up, actor=colin)
    stage = Stage(plan=plan, kind="authority_approval", body=world.mpa, opens_on=JAN_15, closes_on=MAR_8)
    perform(stage.add, actor=colin)
    perform(plan.open_review, actor=colin)
    priority = Priority(plan=plan, title="Everything at once", order=1)
    perform(priority.add, actor=colin)
    aspect = Aspect(plan=plan, priority=priority, title="Long list", order=1)
    perform(aspect.add, actor=colin)
    objectives = [
        Objective(
            plan=plan, aspect=aspect, number=number, title=f"Aim {number}", order=number,
            owner=world.olive, held_by=world.tp,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    perform_each([objective.draft for objective in objectives], actor=colin)
    if targets:
        _give_targets(objectives, colin, of_targets)
    return objectives


def _give_targets(objectives: list[Objective], colin: Actor, of_targets: dict[str, str]) -> None:
    values = {"text": "5 per cent", "resolution": "resolved", "numbers": ["5"], **of_targets}
    targets = [Target(objective=each, **values) for each in objectives]
    perform_each([target.add for target in targets], actor=colin)
    indicators = [
        Indicator(objective=target.objective, target=target, text="Recorded crimes", order=1) for target in targets
    ]
    perform_each([indicator.add for indicator in indicators], actor=colin)


def many_before_the_authority(
    world: World, count: int, year: str = "2002/03", targets: bool = True, **of_targets: str
) -> list[Objective]:
    """`count` objectives the Authority has resolved to approve, so that the approval of each can be recorded."""
    objectives = many_drafts(world, count, year, targets, **of_targets)
    perform_each([objective.submit for objective in objectives], actor=world.acting(world.olive))
    clare = world.acting(world.clare, FEB_8)
    decision = Decision(
        plan=objectives[0].plan, body=world.mpa, circulated_on=JAN_15, decided_on=FEB_8, reference=f"MPA {year}"
    )
    perform(decision.record, actor=clare)
    outcomes = [Outcome(decision=decision, objective=objective, kind="approved") for objective in objectives]
    perform_each([outcome.record for outcome in outcomes], actor=clare)
    return list(Objective.objects.filter(pk__in=[objective.pk for objective in objectives]).order_by("pk"))
