"""Guards on the headings of a plan: what stands under them, and who has decided under them."""

from __future__ import annotations

from typing import Any

from governance.guards.standing import its_text_is_not_decided
from governance.guards.words import DECIDED, capital, counted, some_objectives
from workflow.actors import Actor
from workflow.blockers import Blocker


def what_it_stands_under_is_in_force(thing: Any, actor: Actor) -> Blocker | None:
    """Nothing comes into being under a heading that has left the plan, were it a moment ago."""
    heading = thing.aspect if hasattr(thing, "aspect_id") else thing.priority
    if not heading.withdrawn:
        return None
    return Blocker("withdrawn", f"{capital(heading)} has been withdrawn: choose another.")


def its_number_is_its_own(objective: Any, actor: Actor) -> Blocker | None:
    """No two objectives in force under an aspect have one number."""
    number, aspect = objective.number, objective.aspect
    in_force = (each for each in aspect.objectives.all() if each.state not in ("withdrawn", "superseded"))
    if number is None or not any(each.number == number for each in in_force):
        return None
    return Blocker("number", f"{capital(aspect)} has an objective {number} already: choose another number.")


def no_aspect_stands_under_it(priority: Any, actor: Actor) -> Blocker | None:
    return _still_under(priority, list(priority.aspects.all()), "aspect")


def no_objective_stands_under_it(aspect: Any, actor: Actor) -> Blocker | None:
    """What has been withdrawn or superseded stands there only in the history."""
    still = [each for each in aspect.objectives.all() if each.state not in ("withdrawn", "superseded")]
    return _still_under(aspect, still, "objective")


def no_target_stands_under_it(activity: Any, actor: Actor) -> Blocker | None:
    return _still_under(activity, list(activity.targets.all()), "target")


def nobody_has_decided_under_it(aspect: Any, actor: Actor) -> Blocker | None:
    """Where an aspect stands is part of what bodies decided on."""
    decided = [each for each in aspect.objectives.all() if each.state in DECIDED]
    return some_objectives("decided", decided, "decided under it")


def it_is_split_from_a_text_that_may_still_change(objective: Any, actor: Actor) -> Blocker | None:
    """Parts move only out of a text that nobody has decided on, to an objective beside it."""
    before = objective.continues
    if before is None or before.aspect_id != objective.aspect_id or before.plan_id != objective.plan_id:
        return Blocker("lineage", "An objective is split off one that stands under the same aspect.")
    return its_text_is_not_decided(before, actor)


def _still_under(heading: Any, things: list[Any], one: str) -> Blocker | None:
    if not things:
        return None
    return Blocker(
        "not_empty",
        f"{counted(len(things), f'{one} still stands', f'{one}s still stand')} under {heading}: "
        "it is withdrawn when nothing does.",
        where=heading.get_absolute_url(),
    )
