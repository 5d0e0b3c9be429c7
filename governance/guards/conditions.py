"""Guards on conditions: with which decision they are set, who clears them, and what waits until they are cleared."""

from __future__ import annotations

from typing import Any

from governance.guards.deputies import nobody_decides_for_whom_they_stand_in
from governance.guards.ownership import nobody_decides_on_their_own_objective
from governance.guards.words import capital, counted
from governance.roles import ROLES
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

READ_OF_CONDITIONS = ("decision__outcomes", "decision__body", "objective", "owner", "checker")
"""prefetch lookups from a condition for what is said of it, and for what it is about"""

READ_TO_CLEAR_A_CONDITION = (
    "owner__deputations",
    "objective__owner__deputations",
    "decision__outcomes__objective__owner__deputations",
)


def every_condition_is_cleared(thing: Any, actor: Actor) -> Blocker | None:
    """What was approved subject to a condition is not final, so it is not published, while that is open."""
    waiting = [each for each in conditions_of(thing) if each.state == "open"]
    if not waiting:
        return None
    named = "; ".join(_named(each) for each in waiting)
    confirm = [each.who_may("governance.confirm_condition", actor) for each in waiting]
    return Blocker(
        "condition",
        f"{counted(len(waiting), 'condition is', 'conditions are')} still open: {named}.",
        cleared_by=" or ".join(dict.fromkeys(who for who in confirm if who)),
        where=waiting[0].get_absolute_url() if len(waiting) == 1 else where_conditions_stand(waiting[0].plan),
    )


def _named(condition: Any) -> str:
    """With by when and by whom it is to be done; or from whom, and who sees to it, where it must come."""
    awaited = f"from {condition.comes_from}, " if condition.comes_from else ""
    return f"“{condition.text}” ({awaited}by {day(condition.due_on)}: {condition.owner})"


def where_conditions_stand(plan: Any) -> str:
    """The list of all conditions of a plan."""
    return f"{plan.get_absolute_url()}decisions/#conditions"


def conditions_of(thing: Any) -> list[Any]:
    """The conditions, open or cleared, that the publication of an objective or a plan is held to."""
    if hasattr(thing, "owner_id"):
        return [each for each in thing.plan.conditions.all() if concerns(each, thing)]
    return [each for each in thing.conditions.all() if each.objective is None or _stands_in_its_plan(each.objective)]


def concerns(condition: Any, objective: Any) -> bool:
    """Whether a condition is about an objective: about it alone, or about everything its decision approved. A decision
    that approved the plan as a whole approved all that stands in it."""
    if condition.objective_id is not None:
        return bool(condition.objective_id == objective.pk)
    return any(
        each.kind == "approved" and (each.plan_id is not None or each.objective_id == objective.pk)
        for each in condition.decision.outcomes.all()
    )


def _stands_in_its_plan(objective: Any) -> bool:
    """An amendment is no part of the plan until it is published; what was withdrawn is none any more."""
    if objective.state in ("withdrawn", "superseded"):
        return False
    return objective.amends_id is None or objective.state == "published"


def it_begins_open_and_uncleared(condition: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being cleared."""
    if condition.state == "open" and condition.closed_on is None:
        return None
    return Blocker("state", f"{capital(condition)} begins open.")


def it_is_set_with_its_decision(condition: Any, actor: Actor) -> Blocker | None:
    """The decision says how many conditions it is subject to: nobody adds one to what a body resolved."""
    if 1 <= condition.number <= condition.decision.subject_to:
        return None
    return Blocker(
        "decision", f"{capital(condition.decision)} is not subject to it: conditions are set with the decision."
    )


def its_decision_approved_what_it_is_about(condition: Any, actor: Actor) -> Blocker | None:
    approved = [each for each in condition.decision.outcomes.all() if each.kind == "approved"]
    whole = any(each.plan_id is not None for each in approved)
    about_it = [each for each in approved if condition.objective_id in (None, each.objective_id)]
    if about_it or (whole and condition.objective is not None and condition.objective.state != "withdrawn"):
        return None
    named = condition.objective or "anything"
    return Blocker(
        "no_approval",
        f"{capital(condition.decision)} did not approve {named}: only an approval is subject to conditions.",
    )


def it_is_due_after_the_decision(condition: Any, actor: Actor) -> Blocker | None:
    if condition.due_on >= condition.decision.decided_on:
        return None
    decided = day(condition.decision.decided_on)
    return Blocker("due_on", f"A condition of {decided} cannot have been due on {day(condition.due_on)}.")


def whoever_must_fulfil_it_reads_the_plan(condition: Any, actor: Actor) -> Blocker | None:
    """Nobody is given something to do that they cannot see."""
    concerned = _bodies_that_read(condition.plan)
    offices = [each for each in condition.owner.appointments.all() if each.in_force_on(actor.today)]
    if any(each.body_id in concerned and "read_plan" in ROLES[each.role] for each in offices):
        return None
    return Blocker("no_office", f"{condition.owner} holds no office in which {condition.plan} is read.")


def whoever_confirms_it_reads_the_plan(condition: Any, actor: Actor) -> Blocker | None:
    """It is confirmed by a body that has to do with the plan."""
    if condition.checker_id in _bodies_that_read(condition.plan):
        return None
    return Blocker("checker", f"{condition.checker} has nothing to do with {condition.plan}.")


def _bodies_that_read(plan: Any) -> set[int]:
    """The body whose plan it is with every body under it, and the bodies on its route."""
    return {*plan.body.with_all_below(), *(stage.body_id for stage in plan.stages.all())}


def nobody_clears_what_they_must_fulfil(condition: Any, actor: Actor) -> Blocker | None:
    """Separation of duties: whoever must fulfil it does not say that it is fulfilled, nor does anybody who has stood in
    for them since it was set."""
    owner = condition.owner
    if owner.pk in (actor.pk, actor.principal.pk):
        who = "You" if owner.pk == actor.pk else str(owner)
        return Blocker("own_condition", f"{who} must fulfil {condition}, so somebody else must clear it.")
    lent = [each for each in owner.deputations.all() if each.deputy_id == actor.pk and not each.was_undone]
    since = condition.decision.decided_on
    if not any(each.starts_on <= actor.today and each.ends_on >= since for each in lent):
        return None
    return Blocker(
        "deputy", f"You have stood in for {owner}, who must fulfil {condition}, so somebody else must clear it."
    )


def _You(owner: Any, actor: Actor) -> str:
    return "You" if owner.pk == actor.pk else str(owner)


def nobody_clears_it_for_their_own_objective(condition: Any, actor: Actor) -> Blocker | None:
    """Whoever may not decide on an objective does not clear the way of its approval either."""
    approved = [each.objective for each in condition.decision.outcomes.all() if each.kind == "approved"]
    about = [condition.objective] if condition.objective is not None else [each for each in approved if each]
    found = (
        guard(objective, actor)
        for objective in about
        for guard in (nobody_decides_on_their_own_objective, nobody_decides_for_whom_they_stand_in)
    )
    return next((blocker for blocker in found if blocker), None)
