"""The text an outside party is asked about, as it stood when it was asked: words to be shown, and nothing else.

It is kept with the consultation, so that the party reads the same text to the end, and so that anybody can see later
what it answered about. Exempt notes are no part of it. The seal beside it tells whether the text is still the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from governance.seal import READ_OF_AN_OBJECTIVE

if TYPE_CHECKING:
    from governance.models import Indicator, Objective, Plan, Target


def asked_of_an_objective(objective: Objective, target: Target | None) -> dict[str, Any]:
    """An objective with its indicators and targets; with `target`, which of them the question is about.

    Reads the relations named in `READ_OF_AN_OBJECTIVE`, which callers fetch beforehand.
    """
    return {"objectives": [_objective(objective)], "target": target.text if target else ""}


def asked_of_a_plan(plan: Plan, target: Target | None) -> dict[str, Any]:
    """The whole text of a plan. Read anew, in a number of queries that does not grow with it."""
    objectives = plan.objectives.current().select_related("aspect").prefetch_related(*READ_OF_AN_OBJECTIVE)
    activities = plan.sustained_activities.prefetch_related("targets").order_by("order", "pk")
    return {
        "objectives": [_objective(each) for each in objectives],
        "activities": [
            {
                "title": each.title,
                "text": each.text,
                "targets": [_target(target) for target in each.targets.all()],
            }
            for each in activities
        ],
        "target": target.text if target else "",
    }


def _objective(objective: Objective) -> dict[str, Any]:
    return {
        "name": str(objective),
        "title": objective.title,
        "indicators": [_indicator(each) for each in objective.indicators.all()],
        "actions": [[point.text, point.due] for point in objective.action_points.all()],
        "notes": [note.text for note in objective.notes.all()],
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {"text": indicator.text, "items": indicator.items, "target": _target(indicator.target)}


def _target(target: Target) -> dict[str, Any]:
    return {"text": target.text, "resolution": target.get_resolution_display(), "is_open": target.is_open}
