"""The structure of a plan by hand: what is put in order, moved, split and withdrawn with what belongs to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Max

from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    Priority,
    SustainedActivity,
    Target,
)
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act, perform, perform_each
from workflow.lock import lock
from workflow.words import capital

Heading = Priority | Aspect | SustainedActivity


def next_place(things: Any) -> int:
    """The place after the last of `things`."""
    last: int | None = things.aggregate(last=Max("order"))["last"]
    return (last or 0) + 1


def put_in_order(things: Sequence[Any], *, actor: Actor) -> bool:
    """Let the headings or objectives stand in the order given, as one act; whether any of them moved."""
    acts = [partial(thing.place, order=place) for place, thing in enumerate(things, 1) if thing.order != place]
    return bool(perform_each(acts, actor=actor))


def move(
    objective: Objective, aspect: Aspect, number: int | None, *, actor: Actor, because: str, seen: int | None = None
) -> bool:
    """Put an objective under another aspect, after those that stand there; its history goes with it."""
    with one_act():
        _hold(aspect)
        order = next_place(aspect.objectives)
        act = partial(objective.move, aspect=aspect, number=number, order=order)
        told = because and f"To “{aspect}”: {because}"
        return perform(act, actor=actor, because=told, seen=seen) is not None


def move_aspect(aspect: Aspect, priority: Priority, *, actor: Actor, because: str, seen: int | None = None) -> bool:
    """Put an aspect, with everything under it, under another priority, after those that stand there."""
    with one_act():
        _hold(priority)
        act = partial(aspect.move, priority=priority, order=next_place(priority.aspects))
        told = because and f"To “{priority}”: {because}"
        return perform(act, actor=actor, because=told, seen=seen) is not None


def _hold(heading: Any) -> None:
    """Nobody withdraws a heading while something comes to stand under it."""
    lock([Call.of(heading.place)])


def withdraw(heading: Heading, *, actor: Actor, because: str, seen: int | None = None) -> bool:
    """Withdraw a heading under which nothing stands any more, with its own notes and contributions."""
    done = partial(perform_each, actor=actor, because=because)
    with one_act():
        lock([Call.of(heading.withdraw)])
        notes = heading.notes.all() if isinstance(heading, Aspect) else ()
        contributions = () if isinstance(heading, Priority) else heading.contributions.all()
        for things in (notes, contributions, [heading]):
            if done([each.withdraw for each in things], seen=seen):
                seen = None  # the heading counts what happens to its notes
    return True


@dataclass(frozen=True)
class Parts:
    """What goes from an objective to the one that is split off it."""

    indicators: Sequence[Indicator] = ()
    """with their targets and what they contribute to"""
    action_points: Sequence[ActionPoint] = ()
    notes: Sequence[Note] = ()

    @property
    def targets(self) -> list[Target]:
        """Those that the indicators show, each once."""
        return list({each.target_id: each.target for each in self.indicators}.values())

    def __bool__(self) -> bool:
        return bool(self.indicators or self.action_points or self.notes)


def split_of(objective: Objective, *, title: str, number: int | None, owner: Any, held_by: Any) -> Objective:
    """The new draft beside `objective`, not saved yet."""
    return Objective(
        plan=objective.plan,
        aspect=objective.aspect,
        number=number,
        title=title,
        order=objective.order + 1,
        owner=owner,
        held_by=held_by,
        continues=objective,
    )


def split(
    objective: Objective, new: Objective, parts: Parts, *, actor: Actor, because: str, seen: int | None = None
) -> Objective:
    """Split an objective in two: `parts` are withdrawn from it and stand in `new`, each knowing what it continues.

    One act, told in both histories. Raises Blocked with every reason if any part of it is refused, and if a target
    would have to serve an indicator on each side or a party has been asked about it and its answer is waited for.
    """
    _refuse_to_cut_a_target(objective, parts)
    with one_act():
        lock([Call.of(objective.place)])
        _refuse_to_leave_a_question_behind(objective, parts)
        if not parts:
            raise Blocked([Blocker("parts", "Choose at least one part that goes to the new objective.")])
        _make_room(objective, actor)
        perform(new.split_off, actor=actor, because=because and f"Split off {objective}: {because}")
        contributions = list(Contribution.objects.filter(indicator__in=list(parts.indicators)).order_by("pk"))
        told = because and f"To {new}: {because}"
        _take_out(parts, contributions, partial(perform_each, actor=actor, because=told), seen)
        told = because and f"From {objective}: {because}"
        _put_in(new, parts, contributions, partial(perform_each, actor=actor, because=told))
    return new


def _refuse_to_cut_a_target(objective: Objective, parts: Parts) -> None:
    going = {each.pk for each in parts.indicators}
    wanted = {each.pk for each in parts.targets}
    staying = [each for each in objective.indicators.all() if each.pk not in going and each.target_id in wanted]
    if staying:
        raise Blocked([_cut(each, parts) for each in staying])


def _refuse_to_leave_a_question_behind(objective: Objective, parts: Parts) -> None:
    """The answer would be waited for by a target that has gone, and by nobody for the one that stands in its place."""
    going = {each.pk for each in parts.targets}
    asked = [
        each for each in objective.consultations.all() if each.required and each.is_open and each.target_id in going
    ]
    if asked:
        raise Blocked(
            [
                Blocker(
                    "consultation",
                    f"{capital(each.party)} has been asked about a target that would go, and has not answered: it goes "
                    "when the answer is recorded, or the consultation closed.",
                    where=each.get_absolute_url(),
                )
                for each in asked
            ]
        )


def _cut(staying: Indicator, parts: Parts) -> Blocker:
    going = next(each for each in parts.indicators if each.target_id == staying.target_id)
    return Blocker(
        "shared_target",
        f"One target, “{staying.target.text or 'no target yet'}”, serves “{going.text}”, which goes, and "
        f"“{staying.text}”, which stays: let both go, or give one a target of its own first.",
    )


def _make_room(objective: Objective, actor: Actor) -> None:
    """The new objective stands right after the one it came from."""
    after = objective.aspect.objectives.filter(order__gt=objective.order).order_by("order", "pk")
    right = "governance.edit_headings"
    if actor.role_for(right, objective.scopes(right)):
        perform_each([partial(each.place, order=each.order + 1) for each in after], actor=actor)


def _take_out(parts: Parts, contributions: Sequence[Contribution], do: Any, seen: int | None) -> None:
    """What shows a target goes before the target."""
    for group in (parts.indicators, contributions, parts.targets, parts.action_points, parts.notes):
        if group:
            do([each.withdraw for each in group], seen=seen)
            seen = None  # what follows is made by this very act


def _put_in(new: Objective, parts: Parts, contributions: Sequence[Contribution], do: Any) -> None:
    targets = {each.pk: _moved(each, objective=new) for each in parts.targets}
    do([each.add for each in targets.values()])
    indicators = {
        each.pk: _moved(each, objective=new, target=targets[each.target_id or 0], order=place)
        for place, each in enumerate(parts.indicators, 1)
    }
    do([each.add for each in indicators.values()])
    do([_moved(each, objective=new, indicator=indicators[each.indicator_id or 0]).add for each in contributions])
    do([_moved(each, objective=new, order=place).add for place, each in enumerate(parts.action_points, 1)])
    do([_moved(each, objective=new, order=place).add for place, each in enumerate(parts.notes, 1)])


def _moved(part: Any, **changed: Any) -> Any:
    """The same part as it stands in the new objective, not saved yet."""
    changed |= {"withdrawn": False}
    if not isinstance(part, Contribution):
        changed |= {"continues": part}
    values = {each.attname: getattr(part, each.attname) for each in part.governed_fields() if each.name not in changed}
    return type(part)(**values, **changed)
