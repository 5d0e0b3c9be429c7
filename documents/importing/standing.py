"""A plan as it stands, read in a number of queries that does not grow with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models

from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    ObjectiveState,
    Plan,
    Priority,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)

ROOTS = (Priority, Aspect, Objective, SustainedActivity)
"""In the order in which the gate locks them, after the plan"""
PARTS = (Note, ActionPoint, Indicator, Target)
READ = (*ROOTS, *PARTS)


class Standing:
    """The rows of a plan by what they stand under. `hold` locks them: what is compared is then what is changed."""

    def __init__(self, plan: Plan | None, *, hold: bool) -> None:
        self.plan = plan
        self.priorities: list[Priority] = []
        self.aspects: list[Aspect] = []
        self.objectives: dict[int, list[Objective]] = defaultdict(list)
        self.activities: list[SustainedActivity] = []
        self.statutory: list[StatutoryIndicator] = []
        self.notes: dict[tuple[str, int], list[Note]] = defaultdict(list)
        self.actions: dict[int, list[ActionPoint]] = defaultdict(list)
        self.indicators: dict[int, list[Indicator]] = defaultdict(list)
        self.targets_of_activity: dict[int, list[Target]] = defaultdict(list)
        self.contributions: dict[tuple[str, int], list[Contribution]] = defaultdict(list)
        if plan is not None:
            self._read(plan, hold)

    def _read(self, plan: Plan, hold: bool) -> None:
        if hold:
            for model in ROOTS:
                list(model.objects.select_for_update().filter(plan=plan).order_by("pk").values_list("pk"))
        self.priorities = list(plan.priorities.order_by("order", "pk"))
        self.aspects = list(
            plan.aspects.order_by("priority__order", "order", "pk")
            .select_related("priority")
            .prefetch_related("objectives")
        )
        self._read_objectives(plan)
        self.activities = list(plan.sustained_activities.order_by("order", "pk"))
        self.statutory = list(plan.statutory_indicators.order_by("pk"))
        for activity_target in Target.objects.filter(activity__plan=plan).order_by("pk"):
            self.targets_of_activity[activity_target.activity_id].append(activity_target)
        for contribution in plan.contributions.order_by("pk").select_related("statutory"):
            for name in ("aspect", "activity", "indicator"):
                if (pk := getattr(contribution, f"{name}_id")) is not None:
                    self.contributions[name, pk].append(contribution)

    def _read_objectives(self, plan: Plan) -> None:
        """Those the plan stands by; an amendment under way stands for the text it amends."""
        objectives = list(plan.objectives.order_by("order", "pk").select_related("aspect", "plan"))
        gone = (ObjectiveState.WITHDRAWN, ObjectiveState.SUPERSEDED)
        amended = {each.amends_id for each in objectives if each.state not in gone}
        # Withdrawn ones come last: a report finds one only where nothing else fits.
        for each in sorted(objectives, key=lambda each: each.state in gone):
            if each.pk not in amended and each.state != ObjectiveState.SUPERSEDED:
                self.objectives[each.aspect_id].append(each)
        mine: dict[str, Any] = {"objective__plan": plan}
        for indicator in Indicator.objects.filter(**mine).order_by("order", "pk").select_related("target"):
            self.indicators[indicator.objective_id].append(indicator)
        for action in ActionPoint.objects.filter(**mine).order_by("order", "pk"):
            self.actions[action.objective_id].append(action)
        notes = Note.objects.filter(models.Q(**mine) | models.Q(aspect__plan=plan)).order_by("order", "pk")
        for note in notes:
            key = ("objective", note.objective_id) if note.objective_id else ("aspect", note.aspect_id)
            self.notes[key].append(note)
        # Each objective is one object, so that a sentence about a part of it costs no query.
        for of_aspect in self.objectives.values():
            for objective in of_aspect:
                _link(objective, self.indicators[objective.pk])
                for indicator in self.indicators[objective.pk]:
                    indicator.target.objective = objective


def _link(objective: Objective, parts: Iterable[Indicator]) -> None:
    for part in parts:
        part.objective = objective
