"""What bodies decided, as far as it is published: about each plan, and each decision with its meeting."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from governance.models import Decision
from governance.views.plans import find_plan
from publication.addresses import PLANS
from publication.deciding import decisions_read_by, with_what_they_mean
from publication.pages import public_page, show
from workflow.middleware import Request

A_PAGE = 25
DECISIONS = {"text": "Decisions", "href": "/published/decisions/"}


@public_page
def decisions(request: Request) -> HttpResponse:
    """Every decision, the latest first."""
    page = Paginator(decisions_read_by(request.actor), A_PAGE).get_page(request.GET.get("page"))
    return show(request, "decisions.html", {"page": page, "decisions": page.object_list})


@public_page
def of_plan(request: Request, slug: str) -> HttpResponse:
    """Every decision about one plan, the latest first."""
    plan = find_plan(slug, request.actor)
    page = Paginator(decisions_read_by(request.actor).filter(plan=plan), A_PAGE).get_page(request.GET.get("page"))
    way = [PLANS, {"text": str(plan), "href": reverse("published_plan", args=[slug])}, {"text": "Decisions"}]
    return show(
        request,
        "decisions.html",
        {"plan": plan, "page": page, "decisions": page.object_list, "breadcrumbs": way},
    )


@public_page
def decision(request: Request, pk: int) -> HttpResponse:
    """One decision: what it meant for each objective, what it was subject to, and the meeting that took it."""
    rows = with_what_they_mean(decisions_read_by(request.actor), request.actor)
    this: Decision | None = rows.filter(pk=pk).first()
    if this is None:
        raise Http404
    breadcrumbs = [DECISIONS, {"text": this.reference}]
    return show(request, "decision.html", {"decision": this, "breadcrumbs": breadcrumbs})
