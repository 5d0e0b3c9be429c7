"""You said, we did: on the page and as a file, for those who read the plan in preparation."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.forms.said import SaidForm
from governance.models import Plan
from governance.queries import reads_in_preparation
from governance.said_and_done import as_rows, you_said_we_did
from governance.views.plans import find_plan, way_to
from interface.sinks import csv_lines
from workflow.middleware import Request


@login_required
@require_safe
def said_and_done(request: Request, slug: str) -> HttpResponse:
    """Each comment on a plan, what became of it, and which change of the text it led to."""
    plan, form, asked = _asked(request, slug)
    said = you_said_we_did(plan, request.actor, **asked)
    query = request.GET.urlencode()
    context = {
        "plan": plan,
        "form": form,
        "said": said,
        "narrowed": bool(asked),
        "waiting": sum(not each.replied.disposition for each in said),
        "export_url": f"{reverse('export_said_and_done', args=[plan.slug])}{'?' if query else ''}{query}",
        "breadcrumbs": [*way_to(plan, request.actor), {"text": "You said, we did"}],
    }
    return render(request, "governance/said_and_done.html", context)


@login_required
@require_safe
def export(request: Request, slug: str) -> HttpResponseBase:
    """Exactly what the page shows, as CSV."""
    plan, _, asked = _asked(request, slug)
    rows = as_rows(you_said_we_did(plan, request.actor, **asked))
    return StreamingHttpResponse(
        csv_lines(rows),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="you-said-we-did-{plan.slug}.csv"'},
    )


def _asked(request: Request, slug: str) -> tuple[Plan, SaidForm, dict[str, Any]]:
    """The plan and what of it is asked for; absent for those who do not read it in preparation."""
    plan = find_plan(slug, request.actor)
    if not reads_in_preparation(plan, request.actor):
        raise Http404
    form = SaidForm(request.GET, plan=plan, actor=request.actor)
    return plan, form, form.asked()
