"""The chase: every unresolved target of a plan, who was told last, and who hears of it next."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from governance.chasing import CHASES, may_chase, only_coordinators, sees_the_chase, to_be_chased
from governance.ledger import READ_LEDGER
from governance.models import Plan
from governance.views.plans import find_plan, way_to
from interface.forms import LONGEST_KEY
from notifications.chase import letters
from notifications.chase.filters import ChaseFilter
from notifications.chase.standing import standings
from notifications.chase.targets import counts_of, targets_of
from notifications.due.deadlines import Deadlines
from notifications.forms import ChaseForm
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
@require_http_methods(["GET", "HEAD", "POST"])
def chase(request: Request, slug: str) -> HttpResponse:
    """What is unresolved in one plan; posted to, a line to those who have to resolve what was chosen."""
    this = find_chase(request, slug)
    form = ChaseForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "notifications/chase.html", chase_of(request, this, form))
    if not may_chase(this, request.actor):
        raise PermissionDenied(only_coordinators(this, request.actor))
    chosen = _chosen(request)
    if not chosen:
        form.add_error(None, "Choose whom to chase: tick a target at least.")
    if not form.is_valid():
        return render(request, "notifications/chase.html", chase_of(request, this, form, chosen), status=422)
    found = letters.chase(this, chosen, form.cleaned_data["line"], actor=request.actor, now=timezone.now())
    if found.done:
        messages.success(request, found.done)
    if found.left_out:
        messages.warning(request, found.left_out)
    return redirect(request.get_full_path())


def _chosen(request: Request) -> set[int]:
    """The targets that were ticked; what is no number of any is none."""
    typed = request.POST.getlist("target")
    return {int(each) for each in typed if each.isascii() and each.isdecimal() and len(each) <= LONGEST_KEY}


def find_chase(request: Request, slug: str) -> Plan:
    """The plan of an address; absent for those who neither chase nor look on."""
    this = find_plan(slug, request.actor)
    if not sees_the_chase(this, request.actor):
        raise Http404
    return this


def chase_of(request: Request, this: Plan, letter: ChaseForm, ticked: Collection[int] = ()) -> dict[str, Any]:
    """What the page of a plan shows."""
    today = request.actor.today
    deadline = Deadlines(today).of(this)
    overdue = deadline is not None and deadline.by < today
    chosen = ChaseFilter(request.GET, queryset=targets_of(this, request.actor), overdue=overdue, today=today)
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
        "letter": letter,
        "ticked": ticked,
        "may_chase": may_chase(this, request.actor),
        "rules": reverse("reminders", args=[this.body_id]),
    }
