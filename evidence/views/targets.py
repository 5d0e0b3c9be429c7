"""How a target came about, as a page and for programs: for whoever may read the target."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from evidence.came_about import CameAbout, came_about
from governance.ledger import READ_LEDGER
from governance.models import Target
from governance.views.plans import way_to
from workflow.middleware import Request

FIVE_MINUTES = "public, max-age=300"


@require_safe
def target_came_about(request: Request, pk: int) -> HttpResponse:
    """Every value in order, who had it before them, what was decided and where that is minuted."""
    found = _found(request, pk)
    target = found.target
    context = {
        "target": target,
        "found": found,
        "reads_ledger": request.actor.may_anywhere(READ_LEDGER),
        "breadcrumbs": [
            *way_to(target.plan, request.actor),
            {"text": str(target.root), "href": target.place},
            {"text": "Target", "href": target.get_absolute_url()},
            {"text": "How it came about"},
        ],
    }
    return _kept(request, render(request, "evidence/came_about.html", context))


@require_safe
def came_about_json(request: Request, pk: int) -> HttpResponse:
    """The same for programs."""
    return _kept(request, JsonResponse(_found(request, pk).as_json(), json_dumps_params={"ensure_ascii": False}))


def _found(request: Request, pk: int) -> CameAbout:
    rows = Target.everything.visible_to(request.actor).select_related(
        "objective__aspect", "objective__plan__body", "activity__plan__body"
    )
    target = rows.filter(pk=pk).first()
    if target is None:
        raise Http404
    return came_about(target, request.actor)


def _kept(request: Request, response: HttpResponse) -> HttpResponse:
    """Whoever comes without a session reads what everybody reads, and it may be kept for a while: what is published
    does not change unsaid. For the others no cache keeps it."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        response.headers["Cache-Control"] = FIVE_MINUTES
        patch_vary_headers(response, ["Cookie"])
    return response
