"""Guards on what a body resolved: that it could, and that it spoke of the very text it had before it.

As all guards they import no models; what takes longer to read they ask of what they are handed, and only if it matters.
"""

from __future__ import annotations

from typing import Any

from governance.guards import (
    OPEN_RESOLUTIONS,
    POWER_NEEDED,
    capital,
    delegation_used,
    every_required_consultation_is_recorded,
    every_target_is_resolved,
    has_power,
    in_its_own_power,
    is_called_in_to,
    plan_approval,
    the_chief_officer_was_consulted_on_a_changed_draft,
)
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def it_has_been_decided_by_today(decision: Any, actor: Actor) -> Blocker | None:
    if decision.decided_on <= actor.today:
        return None
    return Blocker("date", f"{day(decision.decided_on)} is still to come: a decision is recorded after it was taken.")


def its_body_is_on_the_route(decision: Any, actor: Actor) -> Blocker | None:
    if any(stage.body_id == decision.body_id for stage in decision.plan.stages.all()):
        return None
    held = decision.plan.delegations_in_hand()
    if any(each.is_to(decision) and each.in_force_on(decision.decided_on) for each in held):
        return None
    return Blocker("route", f"{decision.body} is not on the route of {decision.plan}.")


def its_written_procedure_has_ended(decision: Any, actor: Actor) -> Blocker | None:
    """A body that does not meet is sent the text first; it decides when the time for answers has ended."""
    if decision.procedure != "written":
        return None
    if decision.circulated_on is None:
        return Blocker("circulation", "Say when the text was sent to the members: a written procedure begins with it.")
    if decision.circulated_on > decision.decided_on:
        return Blocker("circulation", "Members must have been sent the text before they decide on it.")
    return None


def its_body_has_the_power(outcome: Any, actor: Actor) -> Blocker | None:
    """Power before outcome: a body without the power recommends; only the body with the power resolves."""
    decision = outcome.decision
    own = in_its_own_power(decision)
    if own and has_power(decision.body, POWER_NEEDED.get(outcome.kind), decision.decided_on):
        return None
    if delegation_used(outcome) is not None:
        return None
    if not own:
        return Blocker(
            "no_power",
            f"On {day(decision.decided_on)} {decision.who} could approve anew what {decision.body.short_name} had "
            f"approved and delegated, and nothing else: {outcome.root} is not among it.",
        )
    return Blocker(
        "no_power",
        f"On {day(decision.decided_on)} {decision.body.short_name} did not have the power to "
        f"{POWER_NEEDED[outcome.kind]}, so it cannot have {outcome.get_kind_display()} it.",
    )


def its_objective_is_before_that_body(outcome: Any, actor: Actor) -> Blocker | None:
    if outcome.objective is None:
        return None
    if any(stage.body_id == outcome.decision.body_id for stage in outcome.objective.stages):
        return None
    if delegation_used(outcome) is not None or is_called_in_to(outcome.objective, outcome.decision.body_id):
        return None
    return Blocker(
        "not_before_body",
        f"{capital(outcome.objective)} is not before {outcome.decision.body.short_name}: "
        f"it is in {outcome.objective.get_state_display().lower()}.",
    )


def its_text_is_as_the_body_had_it(outcome: Any, actor: Actor) -> Blocker | None:
    """What changed after it was sent out, or after the meeting, is not what the body spoke of."""
    if (changed := outcome.changed_on) is None:
        return None
    decision, plan = outcome.decision, outcome.plan or outcome.objective.plan
    if decision.officer is not None:
        since = f"{decision.who} decided on {day(decision.decided_on)}"
    elif decision.circulated_on is None:
        since = f"the meeting of {day(decision.decided_on)}"
    else:
        since = f"it was sent to the members on {day(decision.circulated_on)}"
    return Blocker(
        "text_changed",
        f"{capital(outcome.objective or plan)} changed on {day(changed)}, after {since}.",
        cleared_by=outcome.who_may("governance.record_decision", actor),
        where=f"{plan.get_absolute_url()}decisions/",
    )


def its_objective_had_come_to_that_body(outcome: Any, actor: Actor) -> Blocker | None:
    """A decision of an earlier day was about something else. Papers may go out before it has come."""
    objective, decision = outcome.objective, outcome.decision
    if objective is None or (came := outcome.chronicle.came_on(objective)) is None or came <= decision.decided_on:
        return None
    return Blocker(
        "too_early",
        f"{capital(objective)} came before {decision.body.short_name} on {day(came)}, "
        f"after the decision of {day(decision.decided_on)}.",
        cleared_by=outcome.who_may("governance.record_decision", actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def it_still_has_what_an_approval_needs(outcome: Any, actor: Actor) -> Blocker | None:
    """What is approved already is approved once more without an act that would ask for it: a change that was delegated
    leaves no target open, and nobody unasked who must be asked."""
    root = outcome.root
    if outcome.kind != "approved" or root.state != "approved":
        return None
    asked = OF_AN_APPROVED_OBJECTIVE if outcome.objective is not None else OF_AN_APPROVED_PLAN
    return next((found for guard in asked if (found := guard(root, actor))), None)


def it_is_an_approval_that_holds(outcome: Any, actor: Actor) -> Blocker | None:
    if outcome.kind == "approved" and outcome.voided_on is None:
        return None
    return Blocker("no_approval", f"It does not stand {outcome}.")


def its_text_is_no_longer_the_text_approved(outcome: Any, actor: Actor) -> Blocker | None:
    """A save that changes nothing voids nothing."""
    if outcome.seal != outcome.root.seal():
        return None
    return Blocker("same_text", f"{capital(outcome.root)} is the very text that was approved.")


def the_plan_is_the_plan_that_body_saw(plan: Any, actor: Actor) -> Blocker | None:
    """An approval of the plan as a whole holds only for its seal: headings, activities, and the text of objectives."""
    approval = plan_approval(plan)
    # Read in full only where the answer counts: in any other state the plan is neither approved nor published anyway.
    if plan.state not in ("before_authority", "approved") or approval is None or approval.seal == plan.seal():
        return None
    decision = approval.decision
    return Blocker(
        "text_changed",
        f"The plan has changed since {decision.who} approved it on {day(decision.decided_on)}.",
        cleared_by=plan.who_may("governance.record_decision", actor),
        where=f"{plan.get_absolute_url()}decisions/",
    )


def every_target_of_its_activities_is_resolved(plan: Any, actor: Actor) -> Blocker | None:
    """Nor is a plan approved with ?? per cent outside its objectives."""
    undecided = [
        target
        for activity in plan.sustained_activities.all()
        for target in activity.targets.all()
        if target.resolution in OPEN_RESOLUTIONS
    ]
    if not undecided:
        return None
    named = ", ".join(f"“{target.text or 'no target yet'}” of {target.activity}" for target in undecided)
    counted = (
        "1 target of a sustained activity is"
        if len(undecided) == 1
        else f"{len(undecided)} targets of sustained activities are"
    )
    return Blocker(
        "undecided_target",
        f"{counted} not resolved yet: {named}.",
        cleared_by=plan.who_may("governance.revise_target", actor),
        where=f"{plan.get_absolute_url()}#activities",
    )


OF_AN_APPROVED_OBJECTIVE = (
    every_target_is_resolved,
    every_required_consultation_is_recorded,
    the_chief_officer_was_consulted_on_a_changed_draft,
)
OF_AN_APPROVED_PLAN = (every_target_of_its_activities_is_resolved, every_required_consultation_is_recorded)
"""what an approval needs that a change of the text can undo"""
