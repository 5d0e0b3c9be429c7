"""What the public reads of plans: today's rows with everything their pages show, in a constant number of queries."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404

from governance.models import Objective, Plan, Target
from governance.published import Edition, editions_of
from governance.seal import READ_OF_AN_OBJECTIVE
from governance.views.plans import find_plan
from governance.withdrawal import Withdrawal, withdrawals_among
from workflow.actors import Actor

WITH_AN_OBJECTIVE = (
    *READ_OF_AN_OBJECTIVE,
    "outcomes__decision__body",
    "outcomes__decision__officer",
    "outcomes__decision__conditions",
    "target_outcomes__decision",
    "target_outcomes__target",
)
"""what its page shows, as prefetch lookups"""


def plan_and_editions(slug: str, reader: Actor) -> tuple[Plan, list[Edition]]:
    """A published plan with its editions, the first one first. Raises Http404."""
    plan = find_plan(slug, reader)
    return plan, editions_of([plan])[plan.pk]


def edition_of(slug: str, number: int, reader: Actor) -> tuple[Edition, list[Edition]]:
    """One edition of a published plan, and all of them. Raises Http404."""
    _, editions = plan_and_editions(slug, reader)
    if not 1 <= number <= len(editions):
        raise Http404
    return editions[number - 1], editions


def objective_of(pk: int, reader: Actor) -> Objective:
    """A published objective, or one whose amendment has taken its place. Raises Http404."""
    rows = Objective.objects.visible_to(reader).select_related("plan__body", "aspect__priority", "owner", "held_by")
    rows = rows.select_related("withdrawn_under__body", "withdrawn_under__officer")
    amendments = Objective.objects.visible_to(reader).order_by("pk")
    found = rows.prefetch_related(*WITH_AN_OBJECTIVE, "amends", Prefetch("amendments", amendments))
    if (this := found.filter(pk=pk).first()) is None:
        raise Http404
    return this  # type: ignore[no-any-return]


def target_of(pk: int, reader: Actor) -> Target:
    """A target of a published objective, or of an activity of a published plan. Raises Http404."""
    rows = Target.objects.visible_to(reader).select_related("objective__aspect", "objective__plan", "activity__plan")
    rows = rows.select_related("objective__withdrawn_under__body", "objective__withdrawn_under__officer")
    found = rows.prefetch_related("indicators", "outcomes__decision__body", "outcomes__decision__officer")
    if (this := found.filter(pk=pk).first()) is None:
        raise Http404
    return this  # type: ignore[no-any-return]


def activities_of(plan: Plan) -> list[Any]:
    """What goes on beside its priorities, with target lines."""
    rows = list(plan.sustained_activities.all())
    prefetch_related_objects(rows, "targets", "contributions__statutory")
    return rows


def is_readable(plan: Plan, reader: Actor) -> bool:
    """Whether the plan itself is published: an objective may be before it is."""
    return bool(Plan.objects.visible_to(reader).filter(pk=plan.pk).exists())


def published_early(reader: Actor) -> Any:
    """Objectives that are published while their plan is not."""
    rows = Objective.objects.visible_to(reader).current().exclude(plan__in=Plan.objects.visible_to(reader))
    return rows.select_related("aspect").order_by("-published_on", "pk")


def withdrawn_from(plan: Plan, reader: Actor) -> list[tuple[Objective, Withdrawal]]:
    """What was published in a plan and is withdrawn, with when and by which decisions it was."""
    rows = Objective.objects.visible_to(reader).filter(plan=plan, withdrawn_under__isnull=False)
    return withdrawals_among(rows.select_related("aspect", "withdrawn_under__body", "withdrawn_under__officer"))
