"""The hash of exactly what somebody had before them, and what it is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from audit.models import SealedText
from audit.sealed import sealed

if TYPE_CHECKING:
    from governance.models import Aspect, Indicator, Objective, Plan, SustainedActivity, Target


READ_OF_AN_OBJECTIVE = (
    "aspect__priority",
    "targets",
    "indicators__target",
    "indicators__contributions__statutory",
    "notes",
    "action_points",
)
"""prefetch lookups for everything a reader of an objective sees"""


def seal_of(read: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of what was read, in hex."""
    return sealed(read).digest


def as_read(objective: Objective) -> dict[str, Any]:
    """Everything a reader of `objective` sees of its text, in the order in which they see it.

    No keys of rows: two who read the same words read the same text, and an amendment that changes nothing has the seal
    of what it amends. An indicator names its target by its place in the list, since one target may serve several.
    Reads the relations named in `READ_OF_AN_OBJECTIVE`, which callers fetch beforehand.
    """
    targets = _in_order(objective)
    places = {target.pk: place for place, target in enumerate(targets)}
    return {
        "actions": [{"due": point.due, "text": point.text} for point in objective.action_points.all()],
        "aspect": objective.aspect.title,
        "indicators": [_indicator(indicator, places) for indicator in objective.indicators.all()],
        "labelled": objective.labelled,
        "notes": [note.text for note in objective.notes.all()],
        "number": objective.number,
        "priority": objective.aspect.priority.title,
        "targets": [target_as_read(target) for target in targets],
        "title": objective.title,
    }


def target_as_read(target: Target) -> dict[str, Any]:
    """Everything a reader of `target` sees of it."""
    return {name: getattr(target, name) for name in target.READ_FIELDS}


def plan_as_read(plan: Plan, texts: list[SealedText] | None = None) -> dict[str, Any]:
    """Everything a reader of `plan` sees of its text: headings, sustained activities, and the seals of the objectives
    it stands by. Read anew, in a number of queries that does not grow with the plan.

    The texts behind those seals are added to `texts`, for whoever will keep them.
    """
    aspects = plan.aspects.select_related("priority").prefetch_related("notes", "contributions__statutory")
    activities = plan.sustained_activities.prefetch_related("targets", "contributions__statutory")
    objectives = plan.objectives.current().prefetch_related(*READ_OF_AN_OBJECTIVE)
    read = [sealed(as_read(each)) for each in objectives]
    if texts is not None:
        texts.extend(read)
    return {
        "activities": [_activity(activity) for activity in activities.order_by("order", "pk")],
        "aspects": [_aspect(aspect) for aspect in aspects.order_by("priority__order", "order", "pk")],
        "objectives": [text.digest for text in read],
        "priorities": [{"scope": each.scope, "title": each.title} for each in plan.priorities.order_by("order", "pk")],
        "title": str(plan),
    }


def _in_order(objective: Objective) -> list[Target]:
    """Its targets in the order of their indicators, then those that no indicator names."""
    own = {target.pk: target for target in objective.targets.all()}
    named = [each.target_id for each in objective.indicators.all() if each.target_id in own]
    return [own[key] for key in dict.fromkeys([*named, *own])]


def _aspect(aspect: Aspect) -> dict[str, Any]:
    return {
        "notes": [note.text for note in aspect.notes.all()],
        "priority": aspect.priority.title,
        "statutory": _statutory(aspect),
        "status": aspect.status,
        "title": aspect.title,
    }


def _activity(activity: SustainedActivity) -> dict[str, Any]:
    return {
        "scope": activity.scope,
        "statutory": _statutory(activity),
        "targets": [target_as_read(target) for target in activity.targets.all()],
        "text": activity.text,
        "title": activity.title,
    }


def _statutory(contributor: Aspect | Indicator | SustainedActivity) -> list[str]:
    return sorted(str(each.statutory) for each in contributor.contributions.all())


def _indicator(indicator: Indicator, places: dict[int, int]) -> dict[str, Any]:
    return {
        "items": indicator.items,
        "statutory": _statutory(indicator),
        "target": places.get(indicator.target_id),
        "text": indicator.text,
    }
