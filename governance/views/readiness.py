"""Whether a plan can be approved in time: the page for chair and coordinator, and its picture."""

from __future__ import annotations

from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.as_at import NoSuchMoment, NotThereYet
from governance.as_at.moment import moment_of
from governance.forms.readiness import ReadinessForm
from governance.models import Plan
from governance.notice.words import count_in_words
from governance.readiness import (
    Answer,
    Seen,
    as_it_stands,
    as_it_stood,
    burn_down_of,
    notice_for,
    readiness,
)
from governance.readiness.access import reads_readiness
from governance.readiness.chart import as_svg
from governance.readiness.lists import By, groups_of, rows_of
from governance.views.plans import find_plan, way_to
from workflow.middleware import Request

A_PAGE = 100


@login_required
@require_safe
def readiness_page(request: Request, slug: str) -> HttpResponse:
    """The answer in a sentence, what it rests on, and how it would be if."""
    plan = _find_plan(slug, request)
    seen, no_moment = _seen(plan, request)
    form = ReadinessForm(request.GET, seen=seen, no_moment=no_moment)
    meeting_on, clear_days = form.asked("meeting"), form.asked("clear_days")
    found = readiness(seen, meeting_on, clear_days, what_if=form.what_if, moved_to=form.asked("moved"))
    shown = found.supposed or found.answer
    page = Paginator(rows_of(groups_of(shown.findings, form.asked("by"), form.asked("verdict") or "")), A_PAGE)
    rows = page.get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "form": form,
        "moment": seen.moment,
        "answer": found.answer,
        "supposed": found.supposed,
        "difference": found.difference,
        "conditions": found.conditions,
        "counts": _counts(found.answer, found.supposed),
        "counted": count_in_words(found.notice),
        "burn_down": found.burn_down,
        "picture": f"{reverse('burn_down', args=[plan.slug])}?{request.GET.urlencode()}",
        "page": rows,
        "groups": [(group, [row.finding for row in own]) for group, own in groupby(rows, key=lambda row: row.group)],
        "by_owner": form.asked("by") == By.OWNER,
        "breadcrumbs": [*way_to(plan, request.actor), {"text": "Readiness"}],
    }
    return render(request, "governance/readiness.html", context)


@login_required
@require_safe
def burn_down(request: Request, slug: str) -> HttpResponse:
    """How the number of unresolved targets went, as SVG."""
    plan = _find_plan(slug, request)
    seen, _ = _seen(plan, request)
    form = ReadinessForm(request.GET, seen=seen)
    papers_on = notice_for(seen.plan, form.asked("meeting"), form.asked("clear_days")).latest_issue
    drawn = as_svg(burn_down_of(seen, papers_on), f"Unresolved targets of {plan}")
    return HttpResponse(drawn, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})


def _find_plan(slug: str, request: Request) -> Plan:
    """The plan; absent for those who are not to see whether it will be ready."""
    plan = find_plan(slug, request.actor)
    if not reads_readiness(plan, request.actor):
        raise Http404
    return plan


def _seen(plan: Plan, request: Request) -> tuple[Seen, str]:
    """The plan as at the moment asked for, else as it stands; and what is wrong with the moment, if anything."""
    asked = request.GET.get("as_at", "").strip()
    now = as_it_stands(plan, request.actor)
    if not asked:
        return now, ""
    try:
        moment = moment_of(asked, plan, request.actor.today, lambda pk: plan.decisions.filter(pk=pk).first())
        return as_it_stood(plan, moment, request.actor), ""
    except (NoSuchMoment, NotThereYet) as refusal:
        return now, str(refusal)


def _counts(real: Answer, supposed: Answer | None) -> list[tuple[object, object]]:
    """Each verdict's counts, beside those of the supposition."""
    return list(zip(real.counts, supposed.counts if supposed else real.counts, strict=True))
