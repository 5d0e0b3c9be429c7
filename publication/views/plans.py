"""Published plans: the list, one of them as a tree down to its targets, and its objectives and targets."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from governance.as_at.reading import counts_then
from governance.as_at.rows import kept
from governance.corrections import corrections_of
from governance.models import Objective, Plan, Target
from governance.published import Edition, editions_of
from governance.queries import counts_of, tree_of
from governance.target_chart import against_baseline
from governance.versions import what_it_amended
from governance.views.targets import picture_of, rows_of
from governance.withdrawal import withdrawal_of, withdrawals_among
from publication.addresses import PLANS, address_of, chart_of
from publication.pages import public_page, show
from publication.reading import (
    activities_of,
    is_readable,
    objective_of,
    plan_and_editions,
    published_early,
    target_of,
    withdrawn_from,
)
from workflow.actors import Actor
from workflow.middleware import Request

A_PAGE = 250
"""objectives; the plans of most bodies stand on one page, which prints as a whole"""


@public_page
def plans(request: Request) -> HttpResponse:
    """Every published plan with its latest edition, and objectives that were published before their plan."""
    rows = list(Plan.objects.visible_to(request.actor).select_related("body"))
    editions = editions_of(rows)
    early = Paginator(published_early(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return show(request, "plans.html", {"plans": [(plan, editions[plan.pk][-1:]) for plan in rows], "early": early})


@public_page
def plan(request: Request, slug: str) -> HttpResponse:
    """A plan as it is now."""
    this, editions = plan_and_editions(slug, request.actor)
    objectives = Objective.objects.visible_to(request.actor).current().filter(plan=this)
    context = {
        "counts": counts_of(this, request.actor),
        "activities": activities_of(this),
        "withdrawn": withdrawn_from(this, request.actor),
        "latest": editions[-1],
    }
    return show(request, "plan.html", {**context, **tree_page(request, this, objectives), "edition": None})


@public_page
def objective(request: Request, pk: int) -> HttpResponse:
    """An objective as it is now, with its targets and what bodies decided about it."""
    this = objective_of(pk, request.actor)
    about = about_objective(this, way_to(this.plan, request.actor))
    return show(request, "objective.html", {**about, "corrections": corrections_of(this)})


@public_page
def target(request: Request, pk: int) -> HttpResponse:
    """A target as it is now."""
    this = target_of(pk, request.actor)
    about = about_target(this, way_to(this.plan, request.actor))
    return show(request, "target.html", {**about, "corrections": corrections_of(this)})


@public_page
def target_chart(request: Request, pk: int) -> HttpResponse:
    """A target beside its baseline as they are now, as SVG; absent where the two cannot be compared."""
    return picture_of(target_of(pk, request.actor))


# What the pages of today and of an edition share


def tree_page(request: Request, this: Plan, objectives: Any) -> dict[str, Any]:
    """A plan as priority > aspect > objective, as much of it as goes on a page."""
    page = Paginator(objectives, A_PAGE).get_page(request.GET.get("page"))
    shown = page.object_list if hasattr(page.object_list, "select_related") else kept(Objective, page.object_list)
    return {
        "plan": this,
        "page": page,
        "tree": tree_of(this, shown, whole=not page.has_other_pages()),  # type: ignore[arg-type]
        "breadcrumbs": [PLANS, {"text": str(this)}],
    }


def contents_of(this: Plan) -> dict[str, Any]:
    """How much a plan of an edition held, what went on beside its priorities, and what had left it by then."""
    return {
        "counts": counts_then(this),
        "activities": this.sustained_activities.all(),
        "withdrawn": withdrawals_among(this.objectives.all()),
    }


def about_objective(this: Objective, way: list[dict[str, str]], edition: Edition | None = None) -> dict[str, Any]:
    """Everything its page shows."""
    taken_over = [each for each in this.amendments.all() if each.pk != this.pk]
    return {
        "objective": this,
        "withdrawal": withdrawal_of(this),
        "taken_over": taken_over,
        "amended": what_it_amended(this),
        "edition": edition,
        "breadcrumbs": [*way, {"text": str(this)}],
    }


def about_target(this: Target, way: list[dict[str, str]], edition: Edition | None = None) -> dict[str, Any]:
    """Everything its page shows."""
    root: Any = this.root
    of = [{"text": str(root), "href": address_of(root, edition)}] if this.objective else []
    return {
        "target": this,
        "withdrawal": withdrawal_of(this.objective),
        "rows": rows_of(this),
        "against": against_baseline(this),
        "chart": chart_of(this, edition),
        "edition": edition,
        "breadcrumbs": [*way, *of, {"text": "Target"}],
    }


def way_to(this: Plan, reader: Actor) -> list[dict[str, str]]:
    """The breadcrumbs down to a plan; without the plan while it is not published itself."""
    if not is_readable(this, reader):
        return [PLANS]
    return [PLANS, {"text": str(this), "href": reverse("published_plan", args=[this.slug])}]
