"""How far a body is with what is before it: for its clerk, its chair and the coordinator of the plan."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.before_a_body import coverage_of, may_watch
from governance.views.plans import way_to
from governance.views.reviews import find_or_404
from workflow.middleware import Request


@login_required
@require_safe
def coverage(request: Request, pk: int) -> HttpResponse:
    """Who has read, commented and sent their review; nothing of what is still pending."""
    stage = find_or_404(request, pk)
    if not may_watch(stage, request.actor):
        raise Http404
    context = {
        "stage": stage,
        "coverage": coverage_of(stage, request.actor),
        "may_set_cut_off": bool(
            request.actor.role_for("governance.set_route", stage.plan.scopes("governance.set_route"))
        ),
        "breadcrumbs": [*way_to(stage.plan, request.actor), {"text": f"Coverage: {stage}"}],
    }
    return render(request, "governance/coverage.html", context)
