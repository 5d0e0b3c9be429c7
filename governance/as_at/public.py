"""What the public could read at a moment: the text that had been published by then, and what bodies said of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from governance.as_at.told import Row, Told
from governance.models import (
    ActionPoint,
    Aspect,
    Body,
    Condition,
    Contribution,
    Decision,
    Indicator,
    Note,
    Objective,
    ObjectiveState,
    Outcome,
    Plan,
    Power,
    Priority,
    Stage,
    StatutoryIndicator,
    SustainedActivity,
    Target,
    TargetOutcome,
)

OBJECTIVE, OUTCOME, DECISION, CONDITION = (
    model._meta.label_lower for model in (Objective, Outcome, Decision, Condition)
)
OPEN_TO_ALL = {
    model._meta.label_lower
    for model in (
        Plan, Priority, Aspect, Objective, Indicator, Target, Note, ActionPoint, Contribution, StatutoryIndicator,
        SustainedActivity, Stage, Decision, Outcome, TargetOutcome, Condition, Body, Power,
    )
}  # fmt: skip
"""labels of the models whose rows a published page shows. Nothing else is public: a new model is not by being new"""
PUBLISHED = (ObjectiveState.PUBLISHED, ObjectiveState.SUPERSEDED)


def public_part(told: Told) -> Told:
    """What is told without whatever was not published by then: drafts with all their parts, what members said, offices,
    and decisions about drafts alone."""
    values = {row: held for row, held in told.values.items() if row[0] in OPEN_TO_ALL}
    published = {row[1] for row, held in values.items() if row[0] == OBJECTIVE and _has_been_published(held)}
    values = {row: held for row, held in values.items() if _is_of(row, held, published)}
    spoken_of = {held["decision"] for row, held in values.items() if row[0] == OUTCOME}
    spoken_of |= {held.get("withdrawn_under") for row, held in values.items() if row[0] == OBJECTIVE}
    values = {row: held for row, held in values.items() if row[0] != DECISION or row[1] in spoken_of}
    values = {row: held for row, held in values.items() if row[0] != CONDITION or held["decision"] in spoken_of}
    return replace(told, values=values)


def _has_been_published(held: dict[str, Any]) -> bool:
    """What was withdrawn after its publication stays readable; a draft that was withdrawn never was."""
    return held["state"] in PUBLISHED or held.get("withdrawn_under") is not None


def _is_of(row: Row, held: dict[str, Any], published: set[str]) -> bool:
    """Whether something is a published objective, a part of one, or of none."""
    objective = row[1] if row[0] == OBJECTIVE else held.get("objective")
    return objective is None or objective in published
