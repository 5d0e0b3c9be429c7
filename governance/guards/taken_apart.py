"""Guards on what a body took apart: which targets of an objective it agreed, and what waits for those it sent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from governance.guards.approval import has_power, holds
from governance.guards.words import IN_STAGES, capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day

ANSWERS = ("endorsed", "agreed", "approved")
"""what a body says of an objective with which it answers for every target of it"""


def what_is_agreed_in_part_is_taken_apart(outcome: Any, actor: Actor) -> Blocker | None:
    """Which part is agreed is told by its targets; whatever else is said is said of the whole."""
    if outcome.kind != "in_part":
        if not outcome.apart:
            return None
        return Blocker("apart", f"{capital(outcome.root)} is taken apart only where it is agreed in part.")
    if outcome.apart and outcome.objective is not None:
        return None
    if outcome.objective is None:
        return Blocker("apart", f"{capital(outcome.root)} is agreed in part objective by objective.")
    return Blocker("apart", f"{capital(outcome.root)} was agreed in part: say what was resolved about its targets.")


def what_is_decided_is_not_taken_apart(outcome: Any, actor: Actor) -> Blocker | None:
    """What is approved is approved with all its targets: it is undone as a whole, or amended."""
    if outcome.kind != "in_part" or outcome.objective is None or outcome.objective.state in IN_STAGES:
        return None
    state = outcome.objective.get_state_display().lower()
    return Blocker("decided", f"{capital(outcome.objective)} is {state}: its targets are not taken apart.")


def its_target_is_in_that_objective(outcome: Any, actor: Actor) -> Blocker | None:
    if any(each.pk == outcome.target_id for each in outcome.objective.targets.all()):
        return None
    return Blocker("target", f"{capital(outcome.objective)} has no such target: {outcome.called}.")


def its_objective_was_taken_apart_by_that_decision(outcome: Any, actor: Actor) -> Blocker | None:
    """The decision says of how many targets it speaks, and of which text: nobody adds one afterwards."""
    said = [each for each in outcome.decision.outcomes.all() if each.objective_id == outcome.objective_id]
    others = [each for each in outcome.decision.target_outcomes.all() if each.objective_id == outcome.objective_id]
    if not said or len(others) >= said[0].apart:
        return Blocker(
            "apart",
            f"{capital(outcome.decision)} does not speak of it: what a body says of a target is recorded with its "
            "decision.",
        )
    if said[0].seal == outcome.objective.seal():
        return None
    return Blocker("text_changed", f"{capital(outcome.objective)} is no longer the text that {outcome.decision} is of.")


def what_comes_back_comes_with_words(outcome: Any, actor: Actor) -> Blocker | None:
    """Whoever has to revise it must know what is wanted."""
    if outcome.kind != "referred_back" or outcome.words.strip():
        return None
    return Blocker("words", f"Say what is wanted of the target {outcome.called} that was referred back.")


def every_target_that_came_back_is_answered(objective: Any, actor: Actor) -> Blocker | None:
    """Nothing is approved with a target that a body has not agreed to (D1: targets agreed, the rest came back)."""
    waiting = list(targets_that_came_back(objective))
    if not waiting:
        return None
    told = "; ".join(
        f"{each.decision.body.short_name} {each.said_of(f'the target {each.called}')} "
        f"on {day(each.decision.decided_on)}"
        for each in waiting
    )
    return Blocker(
        "came_back",
        f"{told}: until it is revised and decided on again, or agreed as it is, {objective} is not approved.",
        cleared_by=str(objective.owner or "") or objective.who_may("governance.assign_objective", actor),
        where=f"{objective.get_absolute_url()}#targets",
    )


def targets_that_came_back(objective: Any) -> Iterator[Any]:
    """What bodies said last of targets that are still in the objective, where that sent one back and was not answered.

    It is answered by a later word of the same body about the target, or one of a body that can approve that agrees it;
    or else by a later decision about the objective, once the target is another than it was. What was called in counts
    for nothing: the body above speaks instead.
    """
    now = {each.pk: each for each in objective.targets.all()}
    said = [each for each in objective.target_outcomes.all() if each.target_id in now and _counts(each)]
    for each in said:
        if each.kind == "agreed" or any(_replaces(other, each) for other in said):
            continue
        if now[each.target_id].seal() == each.seal or not any(_answers(other, each) for other in _spoken(objective)):
            yield each


def _spoken(objective: Any) -> list[Any]:
    return [each for each in objective.outcomes.all() if each.kind in ANSWERS and holds(each) and _counts(each)]


def _counts(outcome: Any) -> bool:
    return outcome.decision.called_in_on is None


def _replaces(later: Any, earlier: Any) -> bool:
    """Whether it is a later word about the same target that takes the place of the earlier one."""
    if later.target_id != earlier.target_id or _in_order(later) <= _in_order(earlier):
        return False
    return _is_of_the_same_body(later, earlier) or (later.kind == "agreed" and _can_approve(later.decision))


def _answers(later: Any, earlier: Any) -> bool:
    """Whether it is said of the objective afterwards, by the same body or by one that approves."""
    if _in_order(later) <= _in_order(earlier):
        return False
    return _is_of_the_same_body(later, earlier) or later.kind == "approved"


def _is_of_the_same_body(later: Any, earlier: Any) -> bool:
    return bool(later.decision.body_id == earlier.decision.body_id)


def _can_approve(decision: Any) -> bool:
    return has_power(decision.body, "approve", decision.decided_on)


def _in_order(outcome: Any) -> tuple[date, int]:
    return outcome.decision.decided_on, int(outcome.decision_id)
