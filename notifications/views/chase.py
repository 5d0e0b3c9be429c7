"""The chase: every unresolved target of a plan, who was told last, and who hears of it next."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.chasing import CHASES, sees_the_chase, to_be_chased
from governance.ledger import READ_LEDGER
from governance.models import Plan
from governance.views.plans import find_plan, way_to
from notifications.chase.filters import ChaseFilter
from notifications.chase.standing import standings
from notifications.chase.targets import counts_of, targets_of
from notifications.due.deadlines import Deadlines
from workflow.middleware import Request

A_PAGE = 25
REFUSED = "The chase is shown to coordinators and auditors."


@login_required
@require_safe
def chases(request: Request) -> HttpResponse:
    """The plans somebody chases, with how much of each is unresolved."""
    if not (request.actor.may_anywhere(CHASES) or request.actor.may_anywhere(READ_LEDGER)):
        raise PermissionDenied(REFUSED)
    plans = to_be_chased(request.actor)
    counts = counts_of(plans)
    deadlines = Deadlines(request.actor.today)
    rows = [(plan, counts.get(plan.pk, 0), deadlines.of(plan)) for plan in plans]
    return render(request, "notifications/chases.html", {"rows": rows, "today": request.actor.today})


@login_required
@require_safe
def chase(request: Request, slug: str) -> HttpResponse:
    """What is unresolved in one plan."""
    this = find_chase(request, slug)
    return render(request, "notifications/chase.html", chase_of(request, this))


def find_chase(request: Request, slug: str) -> Plan:
    """The plan of an address; absent for those who neither chase nor look on."""
    this = find_plan(slug, request.actor)
    if not sees_the_chase(this, request.actor):
        raise Http404
    return this


def chase_of(request: Request, this: Plan) -> dict[str, Any]:
    """What the page of a plan shows."""
    today = request.actor.today
    deadline = Deadlines(today).of(this)
    overdue = deadline is not None and deadline.by < today
    chosen = ChaseFilter(request.GET, queryset=targets_of(this, request.actor), overdue=overdue)
    page = Paginator(chosen.found, A_PAGE).get_page(request.GET.get("page"))
    return {
        "plan": this,
        "form": chosen.form,
        "page": page,
        "rows": standings(list(page.object_list), today),
        "deadline": deadline,
        "overdue": overdue,
        "today": today,
        "breadcrumbs": [*way_to(this, request.actor), {"text": "Chase"}],
        "rules": reverse("reminders", args=[this.body_id]),
    }
