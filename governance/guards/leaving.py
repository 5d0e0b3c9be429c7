"""Guards on leaving a stage: what must have been said and answered before an objective, or a plan, moves on."""

from __future__ import annotations

from typing import Any

from governance.guards.approval import standing_approvals, who_may_record
from governance.guards.words import BEFORE_APPROVAL, counted, some_objectives
from workflow.actors import Actor
from workflow.blockers import Blocker


def every_comment_is_answered(objective: Any, actor: Actor) -> Blocker | None:
    waiting = _waiting(objective)
    if not waiting:
        return None
    authors = ", ".join(sorted({str(comment.author) for comment in waiting}))
    return Blocker(
        "unanswered_comment",
        f"{counted(len(waiting), 'comment is', 'comments are')} not answered yet: from {authors}.",
        cleared_by=str(objective.owner or "") or objective.who_may("governance.answer_comment", actor),
        where=f"{objective.get_absolute_url()}#comments",
    )


def every_comment_on_the_plan_is_answered(plan: Any, actor: Actor) -> Blocker | None:
    """What was said of the plan as a whole, of its aspects and activities; objectives see to their own."""
    headings = [plan, *plan.aspects.all(), *plan.sustained_activities.all()]
    waiting = {heading: found for heading in headings if (found := _waiting(heading))}
    if not waiting:
        return None
    number = sum(map(len, waiting.values()))
    return Blocker(
        "unanswered_comment",
        f"{counted(number, 'comment is', 'comments are')} not answered yet: on {', '.join(map(str, waiting))}.",
        cleared_by=plan.who_may("governance.set_up_plan", actor),
        where=f"{plan.get_absolute_url()}you-said-we-did/",
    )


def every_comment_on_it_is_answered(heading: Any, actor: Actor) -> Blocker | None:
    """An aspect or activity leaves the plan when nothing that was said of it waits: afterwards nobody could answer."""
    if not (waiting := _waiting(heading)):
        return None
    return Blocker(
        "unanswered_comment",
        f"{counted(len(waiting), 'comment is', 'comments are')} not answered yet: on {heading}.",
        cleared_by=heading.plan.who_may("governance.set_up_plan", actor),
        where=f"{heading.plan.get_absolute_url()}you-said-we-did/",
    )


def _waiting(heading: Any) -> list[Any]:
    """The comments on a thing and its parts that nobody has answered; a merged one follows another, a waived one has
    its answer."""
    return [comment for comment in heading.comments.all() if not comment.is_answered]


def every_body_of_its_stage_has_spoken(objective: Any, actor: Actor) -> Blocker | None:
    """The stage's body has met, or its written procedure has ended: what it said is recorded."""
    silent = silent_stages(objective)
    if not silent:
        return None
    named = ", ".join(stage.body.short_name for stage in silent)
    return Blocker(
        "body_silent",
        f"It is not recorded yet what {named} said about {objective}.",
        cleared_by=who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def silent_stages(objective: Any) -> list[Any]:
    """The stages it is in whose bodies must be heard about it, and have not been."""
    required = [stage for stage in objective.stages if stage.required]
    spoken = bodies_that_spoke(objective) if required else set()
    return [stage for stage in required if stage.body_id not in spoken]


def bodies_that_spoke(objective: Any) -> set[int]:
    """The keys of the bodies that have said something about this submission, in the stage it is in."""
    return {
        outcome.decision.body_id
        for outcome in objective.outcomes.all()
        if outcome.round == objective.round and outcome.stage == objective.state
    }


def every_body_beside_it_has_spoken(objective: Any, actor: Actor) -> Blocker | None:
    """One body's approval waits for every other body that must be heard in the stage."""
    return every_body_of_its_stage_has_spoken(objective, actor) if standing_approvals(objective) else None


def its_route_has_a_committee(objective: Any, actor: Actor) -> Blocker | None:
    if any(stage.kind == "committee_comment" for stage in objective.plan.stages.all()):
        return None
    return Blocker("route", f"The route of {objective.plan} has no committee that comments.")


def no_stage_of_its_route_is_skipped(objective: Any, actor: Actor) -> Blocker | None:
    committees = [stage for stage in objective.plan.stages.all() if stage.kind == "committee_comment"]
    if objective.state != "workshop_review" or not any(stage.required for stage in committees):
        return None
    named = ", ".join(stage.body.short_name for stage in committees)
    return Blocker("route", f"The route of {objective.plan} leads from the workshop to {named} first.")


def no_objective_is_left_behind(plan: Any, actor: Actor) -> Blocker | None:
    behind = [each for each in plan.objectives.all() if each.state in BEFORE_APPROVAL[:3] and not each.amends_id]
    return _they_must_move("left_behind", plan, behind, "still on the way to the Authority", actor)


def every_objective_is_approved(plan: Any, actor: Actor) -> Blocker | None:
    waiting = [each for each in plan.objectives.all() if each.state in BEFORE_APPROVAL and not each.amends_id]
    return _they_must_move("not_approved", plan, waiting, "not approved yet", actor)


def every_objective_is_published(plan: Any, actor: Actor) -> Blocker | None:
    waiting = [
        each for each in plan.objectives.all() if each.state in (*BEFORE_APPROVAL, "approved") and not each.amends_id
    ]
    return _they_must_move("not_published", plan, waiting, "not published yet", actor)


def _they_must_move(code: str, plan: Any, objectives: list[Any], what: str, actor: Actor) -> Blocker | None:
    """`objectives` hold their plan up: who moves them on, and where they are listed."""
    movers = dict.fromkeys(_who_moves_on(each, actor) for each in objectives)
    states = dict.fromkeys(each.state for each in objectives)
    where = f"{plan.get_absolute_url()}?{'&'.join(f'state={state}' for state in states)}" if plan.pk else ""
    return some_objectives(code, objectives, what, cleared_by=", ".join(filter(None, movers)), where=where)


def _who_moves_on(objective: Any, actor: Actor) -> str:
    """Whose turn it is with an objective on its way."""
    if objective.state == "draft":
        return str(objective.owner or "") or str(objective.who_may("governance.assign_objective", actor))
    if objective.state == "authority_approval":
        return who_may_record(objective, actor)
    permission = "governance.publish_objective" if objective.state == "approved" else "governance.move_objective"
    return str(objective.who_may(permission, actor))
