"""From one year's plan to the next: starting it, and what is different in it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import rollover
from governance.carried_over import what_is_carried_over
from governance.forms.plan import RollOverForm
from governance.models import Objective, Plan
from governance.queries import objective_as_read
from governance.since_last_year import Lineage, of_objectives, since_last_year
from governance.views.acts import check_page
from governance.views.plans import find_plan, way_to
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import blockers
from workflow.middleware import Request


@login_required
def roll_over(request: Request, slug: str) -> HttpResponse:
    """What next year's plan would begin with; the plan itself when that comes back."""
    this = find_plan(slug, request.actor)
    new = rollover.following(this)
    rule = next(rule for rule in rules_of(Plan) if rule.name == "roll_over")
    form = RollOverForm(request.POST or None, thing=this, rule=rule, actor=request.actor)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = rollover.roll_over(this, actor=request.actor, **form.details(), because=form.cleaned_data["because"])
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            messages.success(request, f"You started {made} from {this.financial_year}.")
            return redirect(made)
    found = blockers(new.roll_over, actor=request.actor) if status == 200 else []
    told = what_is_carried_over(this, new, request.actor) if not found else []
    label = f"Start {new.financial_year} from {this.financial_year}"
    return check_page(request, this, label, form, told, found, status=status)


@require_safe
def difference(request: Request, slug: str) -> HttpResponse:
    """What is different in a plan from the one it carries on; absent where the person may not read that one."""
    this = find_plan(slug, request.actor)
    before = Plan.objects.visible_to(request.actor).filter(pk=this.follows_id).first()
    if before is None:
        raise Http404
    found = since_last_year(this, before, request.actor)
    context = {
        "plan": this,
        "before": before,
        "found": found,
        "counts": found.counts,
        "breadcrumbs": [*way_to(this, request.actor), {"text": f"Since {before.financial_year}"}],
    }
    return render(request, "governance/since_last_year.html", context)


def lineage_of(this: Objective, request: Request) -> dict[str, Any]:
    """What an objective was made from, and what is different in it; nothing where the person may not read that."""
    before = objective_as_read(this.continues_id, request.actor) if this.continues_id else None
    if before is None:
        return {}
    split = before.plan_id == this.plan_id
    return {
        "before": before,
        "split": split,
        "changes": [] if split else of_objectives(before, this, Lineage(this.plan)),
    }
