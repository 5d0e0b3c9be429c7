"""The versions of objectives and plans, any two of them side by side, and the sealed texts to take away."""

from __future__ import annotations

import base64
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.models import Objective, Plan, Seal
from governance.queries import reads_in_preparation
from governance.versions import choices_of, comparison_of, versions_of
from governance.views.objectives import find_objective
from governance.views.plans import find_plan, way_to
from workflow.middleware import Request


@require_safe
def objective_versions(request: Request, pk: int) -> HttpResponse:
    """Every version of an objective that the person may read."""
    return _versions(request, find_objective(request, pk))


@require_safe
def plan_versions(request: Request, slug: str) -> HttpResponse:
    """Every version of a plan that the person may read."""
    return _versions(request, find_plan(slug, request.actor))


@require_safe
def objective_comparison(request: Request, pk: int) -> HttpResponse:
    """Two versions of an objective side by side."""
    return _comparison(request, find_objective(request, pk))


@require_safe
def plan_comparison(request: Request, slug: str) -> HttpResponse:
    """Two versions of a plan side by side."""
    return _comparison(request, find_plan(slug, request.actor))


@require_safe
def sealed_text(request: Request, pk: int) -> HttpResponse:
    """The very bytes that were sealed, so that anybody can hash them again."""
    seals = Seal.objects.visible_to(request.actor).select_related("sealed")
    seal = get_object_or_404(seals, pk=pk)
    answer = HttpResponse(seal.sealed.text.encode(), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{seal.digest}.json"'
    # RFC 9530: the hash of what is sent, as every client can check it.
    answer["Repr-Digest"] = f"sha-256=:{base64.b64encode(bytes.fromhex(seal.digest)).decode()}:"
    return answer


def _versions(request: Request, thing: Objective | Plan) -> HttpResponse:
    context = {
        "thing": thing,
        "versions": versions_of(thing, request.actor),
        "compare": _address(thing, "comparison"),
        "reads_in_preparation": reads_in_preparation(thing, request.actor),
        "breadcrumbs": [*_way(request, thing), {"text": "Versions"}],
    }
    return render(request, "governance/versions.html", context)


def _comparison(request: Request, thing: Objective | Plan) -> HttpResponse:
    choices = choices_of(thing, request.actor)
    earlier = request.GET.get("from") or (choices[-1].value if choices else "")
    later = request.GET.get("to") or (choices[0].value if choices else "")
    found = comparison_of(thing, request.actor, earlier, later) if choices else None
    if choices and found is None:
        raise Http404
    context = {
        "thing": thing,
        "choices": choices,
        "comparison": found,
        "versions": _address(thing, "versions"),
        "breadcrumbs": [
            *_way(request, thing),
            {"text": "Versions", "href": _address(thing, "versions")},
            {"text": "Side by side"},
        ],
    }
    return render(request, "governance/comparison.html", context)


def _way(request: Request, thing: Objective | Plan) -> list[dict[str, Any]]:
    if isinstance(thing, Plan):
        return way_to(thing, request.actor)
    return [*way_to(thing.plan, request.actor), {"text": str(thing), "href": thing.get_absolute_url()}]


def _address(thing: Objective | Plan, page: str) -> str:
    key = thing.slug if isinstance(thing, Plan) else thing.pk
    return reverse(f"{thing._meta.model_name}_{page}", args=[key])
