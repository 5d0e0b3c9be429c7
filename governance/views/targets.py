"""One target: its value, and how it came about."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.corrections import corrections_of
from governance.models import Target
from governance.queries import history_of
from governance.target_chart import against_baseline, as_svg
from governance.views.acts import offers_of
from governance.views.plans import way_to
from governance.withdrawal import withdrawal_of
from workflow.middleware import Request


@require_safe
def target(request: Request, pk: int) -> HttpResponse:
    """The target as written, its typed value, and every value it ever had, with who, when and why."""
    this = find_target(request, pk)
    context = {
        "target": this,
        "corrections": corrections_of(this) if this.objective is None or this.objective.published_on else [],
        "withdrawal": withdrawal_of(this.objective),
        "rows": rows_of(this),
        "against": against_baseline(this),
        "chart": reverse("target_chart", args=[this.pk]),
        "indicators": this.indicators.all(),
        "offers": offers_of(this, request.actor) if request.user.is_authenticated else [],
        "said": this.outcomes.select_related("decision__body", "decision__plan", "decision__officer"),
        "history": history_of(this, request.actor, only=True),
        "breadcrumbs": [
            *way_to(this.plan, request.actor),
            {"text": str(this.root), "href": this.place},
            {"text": "Target"},
        ],
    }
    return render(request, "governance/target.html", context)


@require_safe
def chart(request: Request, pk: int) -> HttpResponse:
    """The target beside its baseline, as SVG; absent where the two cannot be compared."""
    return picture_of(find_target(request, pk))


def picture_of(this: Target) -> HttpResponse:
    """A target in hand beside its baseline, as SVG. Raises Http404 where the two cannot be compared."""
    against = against_baseline(this)
    if against is None:
        raise Http404
    return HttpResponse(as_svg(against, f"The target {this} beside its baseline"), content_type="image/svg+xml")


def find_target(request: Request, pk: int) -> Target:
    """The target, if the person may read the objective or activity it belongs to; one that was withdrawn as well."""
    found = (
        Target.everything.visible_to(request.actor)
        .select_related("objective__aspect", "objective__plan__body", "objective__owner", "activity__plan__body")
        .prefetch_related(
            "indicators",
            "objective__plan__stages__body",
            "objective__outcomes__decision__body",
            "objective__indicators__target",
            "objective__indicators__contributions__statutory",
            "objective__notes",
            "objective__action_points",
        )
        .filter(pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found  # type: ignore[no-any-return]


def rows_of(this: Target) -> list[dict[str, object]]:
    """What is known of its value, without rows that say nothing."""
    shown = {
        "Number": ", ".join(this.numbers),
        "Unit": this.unit,
        "Kind": this.get_form_display(),
        "Direction": this.get_direction_display(),
        "Is met by": this.get_comparator_display(),
        "Out of, or per": this.denominator,
        "Baseline": this.baseline,
        "Deadline": this.deadline,
        "Why it is not set": this.explanation,
        "To be looked at again": this.review_on,
        "Left to": this.holder,
        "Read from": this.source,
    }
    return [{"key": key, "value": value} for key, value in shown.items() if value]
