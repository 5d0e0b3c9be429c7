"""The hash of exactly what somebody had before them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from audit.canonical import canonical, plain

if TYPE_CHECKING:
    from governance.models import Aspect, Indicator, Objective, Plan, SustainedActivity, Target


READ_OF_AN_OBJECTIVE = ("indicators__target", "indicators__contributions__statutory", "notes", "action_points")
"""prefetch lookups for everything a reader of an objective sees"""


def seal_of(read: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of what was read, in hex."""
    return hashlib.sha256(canonical(plain(read))).hexdigest()


def as_read(objective: Objective) -> dict[str, Any]:
    """Everything a reader of `objective` sees of its text, in the order in which they see it.

    Reads the relations named in `READ_OF_AN_OBJECTIVE`, which callers fetch beforehand.
    """
    return {
        "actions": [[point.text, point.due] for point in objective.action_points.all()],
        "aspect": objective.aspect.title,
        "indicators": [_indicator(indicator) for indicator in objective.indicators.all()],
        "notes": [note.text for note in objective.notes.all()],
        "number": objective.number,
        "title": objective.title,
    }


def plan_as_read(plan: Plan) -> dict[str, Any]:
    """Everything a reader of `plan` sees of its text: headings, sustained activities, and the seals of the objectives
    it stands by. Read anew, in a number of queries that does not grow with the plan."""
    aspects = plan.aspects.select_related("priority").prefetch_related("notes", "contributions__statutory")
    activities = plan.sustained_activities.prefetch_related("targets", "contributions__statutory")
    objectives = plan.objectives.current().select_related("aspect").prefetch_related(*READ_OF_AN_OBJECTIVE)
    return {
        "activities": [_activity(activity) for activity in activities.order_by("order", "pk")],
        "aspects": [_aspect(aspect) for aspect in aspects.order_by("priority__order", "order", "pk")],
        "objectives": [seal_of(as_read(each)) for each in objectives],
        "priorities": [[each.title, each.scope] for each in plan.priorities.order_by("order", "pk")],
        "title": str(plan),
    }


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
        "targets": [_target(target) for target in activity.targets.all()],
        "text": activity.text,
        "title": activity.title,
    }


def _statutory(contributor: Aspect | Indicator | SustainedActivity) -> list[str]:
    return sorted(str(each.statutory) for each in contributor.contributions.all())


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "items": indicator.items,
        "statutory": _statutory(indicator),
        "target": _target(indicator.target),
        "text": indicator.text,
    }


def _target(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in target.READ_FIELDS}
