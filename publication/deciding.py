"""Decisions as the public reads them: what they mean for what is published, and nothing about drafts."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from governance.models import Condition, Decision, Objective, Outcome
from meetings.models import Determination, Meeting
from workflow.actors import Actor


def decisions_read_by(reader: Actor) -> Any:
    """Every decision that spoke of something published, the latest first, with who took it and at which meeting."""
    at_meetings = Determination.objects.filter(meeting__in=Meeting.objects.visible_to(reader))
    rows = Decision.objects.visible_to(reader).select_related("body", "officer", "consulted", "in_place_of")
    return rows.prefetch_related(
        Prefetch("determinations", at_meetings.select_related("meeting__body"), to_attr="resolved_at")
    ).order_by("-decided_on", "-pk")


def with_what_they_mean(decisions: Any, reader: Actor) -> Any:
    """The same decisions, each with what it said of published things and its conditions on them."""
    said = Outcome.objects.visible_to(reader).select_related("objective__aspect", "plan")
    conditions = Condition.objects.visible_to(reader).select_related("objective__aspect", "owner", "checker")
    return decisions.prefetch_related(
        Prefetch("outcomes", said),
        Prefetch("conditions", conditions),
        "outcomes__objective__target_outcomes__target",
        Prefetch("withdraws", Objective.objects.visible_to(reader).select_related("aspect")),
    )
