"""Guards on approval: what must be resolved, by whom, and on which text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from governance.guards.words import OPEN_RESOLUTIONS, STRENGTH, capital, counted
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def every_target_is_resolved(objective: Any, actor: Actor) -> Blocker | None:
    undecided = [target for target in objective.targets.all() if target.resolution in OPEN_RESOLUTIONS]
    if not undecided:
        return None
    named = ", ".join(f"“{target.text}”" if target.text else "an indicator without one" for target in undecided)
    return Blocker(
        "undecided_target",
        f"{counted(len(undecided), 'target is', 'targets are')} not resolved yet: {named}.",
        cleared_by=str(objective.owner or "") or objective.who_may("governance.assign_objective", actor),
        where=f"{objective.get_absolute_url()}#targets",
    )


def a_body_with_the_power_has_approved_it(objective: Any, actor: Actor) -> Blocker | None:
    if standing_approvals(objective):
        return None
    if voided := voided_approvals(objective):
        return _voided(voided[-1], who_may_record(objective, actor), objective.plan)
    named = ", ".join(stage.body.short_name for stage in objective.stages) or "the Authority"
    return Blocker(
        "no_approval",
        f"No decision of {named} to approve {objective} is recorded.",
        cleared_by=who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def the_text_is_the_text_that_body_saw(objective: Any, actor: Actor) -> Blocker | None:
    """An approval holds only for the seal of the text it was given on."""
    approvals = standing_approvals(objective)
    if not approvals or approvals[-1].seal == objective.seal():
        return None
    decision = approvals[-1].decision
    return Blocker(
        "text_changed",
        f"The text has changed since {decision.who} approved it on {day(decision.decided_on)}.",
        cleared_by=who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def a_body_with_the_power_has_approved_the_plan(plan: Any, actor: Actor) -> Blocker | None:
    if plan_approval(plan) is not None:
        return None
    recorders = who_records([stage for stage in plan.stages.all() if stage.kind == "authority_approval"], actor)
    if voided := _voided_of(plan.outcomes.all()):
        return _voided(voided[-1], recorders, plan)
    return Blocker(
        "no_approval",
        f"No decision to approve {plan} as a whole is recorded.",
        cleared_by=recorders,
        where=f"{plan.get_absolute_url()}decisions/",
    )


def _voided(outcome: Any, recorders: str, plan: Any) -> Blocker:
    """What was approved is no longer the text: whoever approved it has to see it as it is now."""
    decision = outcome.decision
    return Blocker(
        "text_changed",
        f"The approval of {decision.who} of {day(decision.decided_on)} was voided by the change of "
        f"{day(outcome.voided_on)}.",
        cleared_by=recorders,
        where=f"{plan.get_absolute_url()}decisions/",
    )


def plan_approval(plan: Any) -> Any | None:
    """The decision's outcome by which the plan as a whole is approved, if that is the last word about it."""
    stages = ("before_authority", "approved")
    said = [each for each in plan.outcomes.all() if each.stage in stages and holds(each) and _could_approve(each)]
    last = max(said, key=_in_order, default=None)
    return last if last is not None and last.kind == "approved" else None


def only_a_decision_undoes_an_approval(objective: Any, actor: Actor) -> Blocker | None:
    """What a body approved is sent back or withdrawn only if it resolved so afterwards."""
    if objective.state != "approved" or last_word(objective) in ("referred_back", "withdrawn"):
        return None
    return Blocker(
        "approved",
        f"{capital(objective)} is approved: only a decision of the body that approved it undoes that.",
        cleared_by=who_may_record(objective, actor),
        where=f"{objective.plan.get_absolute_url()}decisions/",
    )


def _resolved(objective: Any) -> list[Any]:
    """What bodies that can approve resolved about this submission once it was before them, in the order of its days."""
    found = [
        outcome
        for outcome in objective.outcomes.all()
        if outcome.round == objective.round
        and holds(outcome)
        and outcome.stage in ("authority_approval", "approved")
        and outcome.kind in ("approved", "referred_back", "withdrawn")
        and _could_approve(outcome)
    ]
    return sorted(found, key=_in_order)


def last_word(objective: Any) -> str:
    resolved = _resolved(objective)
    return resolved[-1].kind if resolved else ""


def standing_approvals(objective: Any) -> list[Any]:
    """The approvals that stand; none once the last word is another."""
    resolved = _resolved(objective)
    return [each for each in resolved if each.kind == "approved"] if last_word(objective) == "approved" else []


def holds(outcome: Any) -> bool:
    """Whether no change of the text has voided it."""
    return outcome.voided_on is None


def voided_approvals(objective: Any) -> list[Any]:
    """The approvals of this submission that a change of the text has voided, in the order of their days."""
    return _voided_of(outcome for outcome in objective.outcomes.all() if outcome.round == objective.round)


def _voided_of(outcomes: Iterable[Any]) -> list[Any]:
    return sorted((each for each in outcomes if each.kind == "approved" and not holds(each)), key=_in_order)


def _could_approve(outcome: Any) -> bool:
    """By its body's own power, or by a delegation that was in force on the day and that it names."""
    if outcome.under_id is not None:
        return True
    decision = outcome.decision
    return in_its_own_power(decision) and has_power(decision.body, "approve", decision.decided_on)


def in_its_own_power(decision: Any) -> bool:
    """Whether a body decided by what power it has itself, though it were its clerk in urgency; and not by a power that
    was delegated to an officer."""
    return decision.officer_id is None or decision.procedure == "urgent"


def _in_order(outcome: Any) -> tuple[date, int]:
    return outcome.decision.decided_on, int(outcome.pk)


def has_power(body: Any, needed: str | None, on: date) -> bool:
    """Whether `body` had on a day the power `needed`, or a stronger one; None needs no power."""
    if needed is None:
        return True
    return any(STRENGTH[power.kind] >= STRENGTH[needed] and power.in_force_on(on) for power in body.powers.all())


def has_power_between(body: Any, needed: str, first: date, last: date) -> bool:
    """Whether `body` has the power `needed`, or a stronger one, on any day from `first` to `last`."""
    return any(
        STRENGTH[power.kind] >= STRENGTH[needed]
        and power.starts_on <= last
        and (power.ends_on is None or power.ends_on >= max(first, power.starts_on))
        for power in body.powers.all()
    )


def who_may_record(objective: Any, actor: Actor) -> str:
    """Who records decisions of the bodies of its stage."""
    return who_records(objective.stages, actor)


def who_records(stages: list[Any], actor: Actor) -> str:
    named = [stage.body.who_may_record(actor) for stage in stages]
    return " or ".join(dict.fromkeys(name for name in named if name))
