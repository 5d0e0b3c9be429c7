"""What is different in a plan from the one of the year before, thing by thing, by what each was made from.

A target whose words and values are last year's is untouched, though it stands as provisional until somebody confirms
it for this year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from governance.changed_since import DROPPED, NEW, Change, of_targets, of_text, statutory_of
from governance.models import ActionPoint, Aspect, Indicator, Note, Objective, Plan, Priority, SustainedActivity, Target
from governance.seal import READ_OF_AN_OBJECTIVE
from workflow.actors import Actor

CHANGED, UNTOUCHED = "changed", "untouched"


@dataclass
class Difference:
    """A priority, an aspect, an objective or an activity of either year, with what is different in it."""

    old: Any = None
    new: Any = None
    changes: list[Change] = field(default_factory=list)
    under: list[Difference] = field(default_factory=list)
    """what stands under it"""

    @property
    def thing(self) -> Any:
        """As it is now, or as it was if it is no longer there."""
        return self.new or self.old

    @property
    def kind(self) -> str:
        """new, dropped, changed or untouched"""
        if self.old is None:
            return NEW
        if self.new is None:
            return DROPPED
        return CHANGED if self.changes else UNTOUCHED

    @property
    def told(self) -> list[Difference]:
        """What is different under it."""
        return [each for each in self.under if each.kind != UNTOUCHED]

    @property
    def folded(self) -> list[Difference]:
        """What is as it was under it."""
        return [each for each in self.under if each.kind == UNTOUCHED]


@dataclass(frozen=True)
class SinceLastYear:
    """The whole difference between two plans."""

    priorities: list[Difference]
    activities: Difference
    """all of them under one heading"""

    @property
    def counts(self) -> dict[str, int]:
        """How many objectives are new, dropped, changed and untouched, and how many targets say something else."""
        objectives = [each for priority in self.priorities for aspect in priority.under for each in aspect.under]
        changed = [each for each in (*objectives, *self.activities.under) if each.kind == CHANGED]
        return {
            **{kind: sum(each.kind == kind for each in objectives) for kind in (NEW, DROPPED, CHANGED, UNTOUCHED)},
            "targets": sum(change.of_a_target for each in changed for change in each.changes),
        }


def since_last_year(plan: Plan, before: Plan, actor: Actor) -> SinceLastYear:
    """What is different in `plan` from `before`, which it carries on, as far as `actor` may read both.

    Takes a number of queries that does not grow with the plans.
    """
    old, new = _Side(before, actor), _Side(plan, actor)
    lineage = Lineage(plan)
    between = partial(of_objectives, lineage=lineage)
    objectives = _differences(old.objectives, new.objectives, lineage, between)
    aspects = _differences(old.aspects, new.aspects, lineage, partial(_of_aspects, lineage=lineage))
    priorities = _differences(old.priorities, new.priorities, lineage, _of_priorities)
    activities = _differences(old.activities, new.activities, lineage, partial(_of_activities, lineage=lineage))
    _hang(objectives, aspects, "aspect_id")
    _hang(aspects, priorities, "priority_id")
    return SinceLastYear(priorities, Difference(before, plan, under=activities))


class _Side:
    """One of the two plans with all its text, as far as `actor` may read it."""

    def __init__(self, plan: Plan, actor: Actor) -> None:
        headings = ("notes", "contributions__statutory")
        self.priorities = list(plan.priorities.order_by("order", "pk"))
        self.aspects = list(
            plan.aspects.order_by("priority__order", "order", "pk")
            .select_related("priority")
            .prefetch_related(*headings)
        )
        self.activities = list(plan.sustained_activities.prefetch_related("targets", "contributions__statutory"))
        rows = Objective.objects.visible_to(actor).current().filter(plan=plan).select_related("aspect")
        self.objectives = list(rows.prefetch_related(*READ_OF_AN_OBJECTIVE))


class Lineage:
    """Where the things of a plan come from. What was split off within the plan goes back to where that came from."""

    def __init__(self, plan: Plan) -> None:
        models: tuple[Any, ...] = (Objective, Indicator, Target, Note, ActionPoint)
        self._within: dict[type[Any], dict[int, int]] = {model: _lineage(model, plan) for model in models}

    def origin(self, thing: Any) -> int | None:
        """The key of what `thing` was last year; None if it was not there."""
        own = self._within.get(type(thing), {})
        key: int | None = thing.continues_id
        while key in own:
            key = own[key]
        return key


def _lineage(model: Any, plan: Plan) -> dict[int, int]:
    """What each thing of a model in `plan` continues, whether or not it is still in force, by their keys."""
    of_plan = {"plan": plan} if model is Objective else {"objective__plan": plan}
    rows = model._meta.base_manager.filter(continues__isnull=False, **of_plan).order_by()
    return dict(rows.values_list("pk", "continues"))


def _differences(
    old: Iterable[Any], new: Iterable[Any], lineage: Lineage, between: Callable[[Any, Any], list[Change]]
) -> list[Difference]:
    """Everything new in its order, and after it what was dropped."""
    left = {each.pk: each for each in old}
    found = []
    for thing in new:
        before = left.pop(lineage.origin(thing), None)
        found.append(Difference(before, thing, between(before, thing) if before else []))
    return found + [Difference(each, None) for each in left.values()]


def _hang(things: list[Difference], headings: list[Difference], name: str) -> None:
    """Put each thing under its heading of now; what was dropped under what its heading has become."""
    now = {heading.new.pk: heading for heading in headings if heading.new}
    before = {heading.old.pk: heading for heading in headings if heading.old}
    for thing in things:
        place = now if thing.new else before
        if (key := getattr(thing.thing, name)) in place:
            place[key].under.append(thing)


def _of_priorities(old: Priority, new: Priority) -> list[Change]:
    return [
        *of_text("Title", old.title, new.title),
        *of_text("Scope", old.get_scope_display(), new.get_scope_display(), words=False),
    ]


def _of_aspects(old: Aspect, new: Aspect, lineage: Lineage) -> list[Change]:
    return [
        *of_text("Priority", old.priority.title, new.priority.title, words=False),
        *of_text("Title", old.title, new.title),
        *of_text("Status", old.get_status_display(), new.get_status_display(), words=False),
        *of_text("Contributes to", statutory_of(old), statutory_of(new), words=False),
        *_of_parts("Note", old.notes.all(), new.notes.all(), lineage, lambda each: each.text),
    ]


def _of_activities(old: SustainedActivity, new: SustainedActivity, lineage: Lineage) -> list[Change]:
    targets = _of_pairs(
        _pairs(old.targets.all(), new.targets.all(), lineage),
        lambda before, now: of_targets("Target", before, now),
    )
    return [
        *of_text("Title", old.title, new.title),
        *of_text("Scope", old.get_scope_display(), new.get_scope_display(), words=False),
        *of_text("Text", old.text, new.text),
        *of_text("Contributes to", statutory_of(old), statutory_of(new), words=False),
        *targets,
    ]


def of_objectives(old: Objective, new: Objective, lineage: Lineage) -> list[Change]:
    """What is different in an objective from the one it continues; both with everything that is read of them."""
    stays = new.aspect.continues_id == old.aspect_id  # perhaps under another title, which is told of the aspect
    return [
        *([] if stays else of_text("Aspect", old.aspect.title, new.aspect.title, words=False)),
        *of_text("Number", _number(old), _number(new), words=False),
        *of_text("Objective", old.title, new.title),
        *_of_indicators(old, new, lineage),
        *_of_parts("Action point", old.action_points.all(), new.action_points.all(), lineage, _action),
        *_of_parts("Note", old.notes.all(), new.notes.all(), lineage, lambda each: each.text),
    ]


def _number(objective: Objective) -> str:
    return str(objective.number or ("unnumbered" if objective.labelled else "overall"))


def _action(point: ActionPoint) -> str:
    return f"{point.text} (by {point.due})" if point.due else point.text


def _of_indicators(old: Objective, new: Objective, lineage: Lineage) -> Iterator[Change]:
    """Each indicator with its target; a target that serves two is told with the first."""
    told: set[tuple[int | None, int | None]] = set()
    for before, now in _pairs(old.indicators.all(), new.indicators.all(), lineage):
        yield from of_text("Indicator", _measured(before), _measured(now))
        targets = (before.target if before else None, now.target if now else None)
        keys = tuple(target.pk if target else None for target in targets)
        if keys not in told:
            told.add(keys)  # type: ignore[arg-type]
            yield from of_targets(f"Target of “{(now or before).text}”", *targets)


def _measured(indicator: Indicator | None) -> str:
    if indicator is None:
        return ""
    statutory = statutory_of(indicator)
    return "\n".join([f"{indicator.text} ({statutory})" if statutory else indicator.text, *indicator.items])


def _of_parts(
    label: str, old: Iterable[Any], new: Iterable[Any], lineage: Lineage, said: Callable[[Any], str]
) -> list[Change]:
    return _of_pairs(
        _pairs(old, new, lineage),
        lambda before, now: of_text(label, said(before) if before else "", said(now) if now else ""),
    )


def _of_pairs(pairs: Iterable[tuple[Any, Any]], between: Callable[[Any, Any], Iterable[Change]]) -> list[Change]:
    return [change for before, now in pairs for change in between(before, now)]


def _pairs(old: Iterable[Any], new: Iterable[Any], lineage: Lineage) -> list[tuple[Any, Any]]:
    """Each new part with what it was, and then what is no longer here."""
    left = {each.pk: each for each in old}
    pairs = [(left.pop(lineage.origin(part), None), part) for part in new]
    return pairs + [(each, None) for each in left.values()]
