"""Guards on when a decision takes effect: not before it can no longer be called in, and not while it is called in."""

from __future__ import annotations

from typing import Any

from governance.guards.words import capital
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import day


def it_takes_effect_after_it_was_taken(decision: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being called in; and a window in which it can be lies after the decision."""
    if decision.called_in_on is not None:
        return Blocker("called_in", f"{capital(decision)} begins without having been called in.")
    if decision.takes_effect_on is None or decision.takes_effect_on > decision.decided_on:
        return None
    return Blocker("takes_effect", f"{capital(decision)} takes effect after the day on which it was taken.")


def it_can_be_called_in(decision: Any, actor: Actor) -> Blocker | None:
    """By the members whom standing orders name, up to the day before it takes effect, and once."""
    if decision.takes_effect_on is None or decision.body.parent_id is None:
        return Blocker("call_in", f"{capital(decision)} cannot be called in: it took effect at once.")
    if decision.called_in_on is not None:
        return Blocker("called_in", f"{capital(decision)} was called in on {day(decision.called_in_on)} already.")
    return None


def what_was_decided_about_it_takes_effect(thing: Any, actor: Actor) -> Blocker | None:
    """Meanwhile an objective, or a plan, stays where it is."""
    for outcome in _of_now(thing):
        decision = outcome.decision
        if decision.called_in_on is not None:
            if _answered(thing, decision):
                continue
            return Blocker(
                "called_in",
                f"{capital(decision)} was called in on {day(decision.called_in_on)}, and does not take effect: "
                f"{decision.body.parent.short_name} has not decided yet.",
                where=decision.get_absolute_url(),
            )
        if decision.takes_effect_on is not None and actor.today < decision.takes_effect_on:
            return Blocker(
                "not_in_effect",
                f"{capital(decision)} does not take effect before {day(decision.takes_effect_on)}: "
                "until then it can be called in.",
                where=decision.get_absolute_url(),
            )
    return None


def is_called_in_to(thing: Any, body_id: int) -> bool:
    """Whether a body has an objective before it because what another decided about it was called in."""
    return any(
        each.decision.called_in_on is not None
        and each.decision.body.parent_id == body_id
        and not _answered(thing, each.decision)
        for each in _of_now(thing)
    )


def _of_now(thing: Any) -> list[Any]:
    return [each for each in thing.outcomes.all() if not hasattr(thing, "round") or each.round == thing.round]


SETTLES = ("endorsed", "agreed", "in_part", "approved", "referred_back", "withdrawn")
"""what a body can say of what was called in to it; to note it or to talk about it settles nothing"""


def _answered(thing: Any, called_in: Any) -> bool:
    """Whether the body above has said what becomes of it; what it says takes the place of what was called in."""
    return any(
        each.kind in SETTLES
        and each.decision.body_id == called_in.body.parent_id
        and each.decision.decided_on >= called_in.called_in_on
        for each in _of_now(thing)
    )
