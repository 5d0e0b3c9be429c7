"""Plans: the list, one plan as a tree, and setting one up."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.chasing import sees_the_chase
from governance.conditions import awaited_among, in_order, provisional_among
from governance.filters import ObjectiveFilter
from governance.forms.plan import PlanForm, bodies_where
from governance.models import Body, Condition, Objective, Plan, PlanState, Stage
from governance.queries import counts_of, decisions_known_to, reads_in_preparation, tree_of
from governance.readiness.access import reads_readiness
from governance.rollover import neighbours
from governance.views.acts import attempt, offers_of
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.gate import blockers
from workflow.middleware import Request


@require_safe
def plans(request: Request) -> HttpResponse:
    """Every plan the person may read."""
    rows = Plan.objects.visible_to(request.actor).select_related("body")
    may_set_up = bodies_where("governance.set_up_plan", request.actor).exists()
    return render(request, "governance/plans.html", {"plans": rows, "may_set_up": may_set_up})


@require_safe
def plan(request: Request, slug: str) -> HttpResponse:
    """A plan as a tree down to its targets, with what is undecided marked, and filters beside it."""
    this = find_plan(slug, request.actor)
    objectives = Objective.objects.visible_to(request.actor).filter(plan=this)
    in_preparation = reads_in_preparation(this, request.actor)
    chosen = ObjectiveFilter(request.GET, queryset=objectives, in_preparation=in_preparation)
    of_plan = Condition.objects.visible_to(request.actor).filter(plan=this)
    conditions = in_order(of_plan.prefetch_related("decision__outcomes"))
    context = {
        "plan": this,
        "counts": counts_of(this, request.actor),
        "tree": tree_of(this, chosen.qs, whole=not chosen.is_narrowed),
        "form": chosen.form,
        "narrowed": chosen.is_narrowed,
        "shown": len(chosen.qs),
        "in_preparation": in_preparation,
        "stages": this.stages.all(),
        "activities": this.sustained_activities.prefetch_related("targets", "contributions__statutory"),
        "conditions": conditions,
        "awaited": awaited_among(conditions),
        "provisional": provisional_among(chosen.qs, conditions),
        "today": request.actor.today,
        "offers": offers_of(this, request.actor) if request.user.is_authenticated else [],
        "issues_papers": [stage.pk for stage in this.stages.all() if issues_papers(stage, request.actor)],
        "reads_readiness": reads_readiness(this, request.actor),
        "sees_the_chase": sees_the_chase(this, request.actor),
        "years": neighbours(this, request.actor),
        "as_at_book": this.ledger_book,
        "as_at_decisions": decisions_known_to(request.actor, this).order_by("-decided_on", "-pk"),
        "breadcrumbs": [{"text": "Plans", "href": "/plans/"}, {"text": str(this)}],
    }
    return render(request, "governance/plan.html", context)


@login_required
def set_up(request: Request) -> HttpResponse:
    """A new plan, empty."""
    form = PlanForm(request.POST or None, actor=request.actor)
    status = 200
    if request.method == "POST" and form.is_valid():
        new = Plan(**form.cleaned_data)
        if not attempt(request, new.set_up, form):
            return redirect(new)
        status = 409
    context = {
        "form": form,
        "heading": "Set up a plan",
        "button": "Set up",
        "back_url": reverse("plans"),
        "blockers": _against_setting_up(request.actor) if request.method != "POST" else [],
    }
    return render(request, "governance/form.html", context, status=status)


def way_to(this: Plan, actor: Actor) -> list[dict[str, str]]:
    """The breadcrumbs down to a plan; without the plan for those who may read a part of it before it is published."""
    way = [{"text": "Plans", "href": reverse("plans")}]
    if this.state == PlanState.PUBLISHED or reads_in_preparation(this, actor):
        way.append({"text": str(this), "href": this.get_absolute_url()})
    return way


def issues_papers(stage: Stage, actor: Actor) -> bool:
    """Whether the person sends the members of its body what is before them."""
    return bool(actor.role_for("governance.issue_papers", stage.scopes("governance.issue_papers")))


def _against_setting_up(actor: Actor) -> list[Blocker]:
    """Why the person can set up no plan, of whichever body."""
    if bodies_where("governance.set_up_plan", actor).exists():
        return []
    top = Body.objects.filter(parent__isnull=True).first()
    year = actor.today.year
    any_plan = Plan(body=top, title="a plan for", financial_year=f"{year}/{(year + 1) % 100:02}")
    return blockers(any_plan.set_up, actor=actor) if top else []


def find_plan(slug: str, actor: Actor) -> Plan:
    """The plan of an address such as 3-2001-02; absent for those who may not read it."""
    key = slug.partition("-")[0]
    plans_ = Plan.objects.visible_to(actor).select_related("body").prefetch_related("stages__body")
    found = plans_.filter(pk=int(key)).first() if key.isdecimal() and len(key) < 19 else None
    if found is None or found.slug != slug:
        raise Http404
    return found  # type: ignore[no-any-return]
