"""Guards on taking a body out of a route: nothing that stands in its stage is left without anybody."""

from __future__ import annotations

from typing import Any

from governance.guards.approval import has_power_between
from governance.guards.words import some_objectives, within_a_sentence
from workflow.actors import Actor
from workflow.blockers import Blocker


def another_body_conducts_what_is_in_it(stage: Any, actor: Actor) -> Blocker | None:
    """Objectives in a stage stay with the bodies beside it; the last body of a stage can leave only an empty one."""
    if any(other.kind == stage.kind and other.pk != stage.pk for other in stage.plan.stages.all()):
        return None
    inside = [objective for objective in stage.plan.objectives.all() if objective.state == stage.kind]
    what = f"in {within_a_sentence(stage.get_kind_display())}, which has no other body"
    return some_objectives("stranded", inside, what, where=f"{stage.plan.get_absolute_url()}?state={stage.kind}")


def another_body_can_approve(stage: Any, actor: Actor) -> Blocker | None:
    """A route goes on leading to a body with the power to approve."""
    others = [other for other in stage.plan.stages.all() if other.pk != stage.pk]
    if not can_approve(stage) or any(can_approve(other) for other in others):
        return None
    return Blocker(
        "last_approver",
        f"No other body on the route of {stage.plan} can approve it: add one first.",
        where=f"{stage.plan.get_absolute_url()}route/add/",
    )


def can_approve(stage: Any) -> bool:
    """Whether its body has the power to approve on a day of the stage."""
    return stage.kind == "authority_approval" and has_power_between(
        stage.body, "approve", stage.opens_on, stage.closes_on
    )
