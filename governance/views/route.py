"""The route of a plan: its page, and every change of it, tried out before it is made."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import route_page
from governance.forms import form_for
from governance.forms.plan import StageForm
from governance.models import Body, Plan, Stage
from governance.queries import reads_in_preparation
from governance.route_check import READS, findings
from governance.route_trial import (
    Trial,
    of_adding,
    of_withdrawing,
    try_route,
    with_added,
    with_revised,
    without,
)
from governance.views import acts
from governance.views.plans import find_plan, issues_papers
from governance.views.two_steps import Step, two_steps
from workflow.acts import Rule, rules_of
from workflow.gate import blockers
from workflow.middleware import Request

CHANGES = ("revise", "withdraw")
"""The acts that make another route of it: each is tried out first"""


@login_required
@require_safe
def route(request: Request, slug: str) -> HttpResponse:
    """The stages in order with their bodies side by side, and whether all of it can be met."""
    this = _in_preparation(find_plan(slug, request.actor), request)
    prefetch_related_objects([this], *READS)
    context = {
        "plan": this,
        "sections": route_page.sections_of(this, request.actor.today),
        "withdrawn": route_page.withdrawn_from(this),
        "findings": findings(this, request.actor),
        "history": route_page.history_of_route(this),
        "issues_papers": [stage.pk for stage in this.stages.all() if issues_papers(stage, request.actor)],
        "may_set_route": not blockers(_any_stage(this, request).add, actor=request.actor),
        "breadcrumbs": [
            {"text": "Plans", "href": reverse("plans")},
            {"text": str(this), "href": this.get_absolute_url()},
            {"text": "Route"},
        ],
    }
    return render(request, "governance/route.html", context)


@login_required
def add_stage(request: Request, slug: str) -> HttpResponse:
    """One more body on the route of a plan."""
    this = find_plan(slug, request.actor)
    form = StageForm(request.POST or None)

    def step(form: StageForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        new = Stage(plan=this, **values)
        route = with_added(_with_all_on_it(this), new)
        return _step(new.add, try_route(this, route, request.actor), of_adding(new), {"because": because})

    return two_steps(
        request,
        form,
        step,
        heading=f"Add a stage to the route of {this}",
        button="Add",
        back_url=reverse("route", args=[this.slug]),
        against=blockers(_any_stage(this, request).add, actor=request.actor),
    )


@login_required
def stage_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on a stage of a route: other dates, another rule, or out of it; and what else is done with a stage."""
    if act not in CHANGES:
        return acts.stage_act(request, pk, act)
    this = _find_stage(request, pk)
    rule = _rule(act)
    form = form_for(this, rule)(request.POST or None, thing=this, rule=rule, actor=request.actor)

    def step(form: Any) -> Step:
        values, plan = form.details(), _with_all_on_it(this.plan)
        route = without(plan, this) if act == "withdraw" else with_revised(plan, this, **values)
        told = of_withdrawing(this, route) if act == "withdraw" else []
        return _step(partial(getattr(this, act), **values), try_route(plan, route, request.actor), told, form.about())

    return two_steps(
        request,
        form,
        step,
        heading=f"{rule.label}: {this}",
        button=rule.label,
        back_url=this.get_absolute_url(),
        against=blockers(getattr(this, act), actor=request.actor),
    )


def _step(act: Any, trial: Trial, told: list[str], details: dict[str, Any]) -> Step:
    return Step(act, [*trial.told, *told], details, beside={"trial": trial})


def _in_preparation(this: Plan, request: Request) -> Plan:
    """How a plan comes about is for those who may read it before it is published."""
    if not reads_in_preparation(this, request.actor):
        raise Http404
    return this


def _find_stage(request: Request, pk: int) -> Stage:
    """A stage in force on the route of a plan that the person may read."""
    plans = Plan.objects.visible_to(request.actor).values("pk")
    found = Stage.objects.filter(plan__in=plans, pk=pk).select_related("plan__body", "body").first()
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def _rule(act: str) -> Rule:
    for rule in rules_of(Stage):
        if rule.name == act and not rule.creates:
            return rule
    raise Http404


def _with_all_on_it(plan: Plan) -> Plan:
    """`plan` with everything that trying out a route looks at."""
    prefetch_related_objects([plan], *READS)
    return plan


def _any_stage(plan: Plan, request: Request) -> Stage:
    """Some stage that might be added to the route of `plan`, whichever it would be."""
    today = request.actor.today
    return Stage(plan=plan, kind="a stage", body=Body(short_name="another body"), opens_on=today, closes_on=today)
