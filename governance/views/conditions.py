"""One condition of an approval: what must be done or come, by whom, by when, and what has become of it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.conditions import find_condition
from governance.models import Condition
from governance.queries import history_of
from governance.views.acts import offers_of, take
from governance.views.plans import way_to
from workflow.middleware import Request
from workflow.words import day


@require_safe
def condition(request: Request, pk: int) -> HttpResponse:
    """Whoever reads the decision reads it."""
    this = find_condition(pk, request.actor)
    if this is None:
        raise Http404
    way = way_to(this.plan, request.actor)
    listed = [{"text": "Decisions", "href": reverse("decisions", args=[this.plan.slug])}] if len(way) > 1 else []
    context = {
        "condition": this,
        "rows": _rows(this),
        "today": request.actor.today,
        "offers": offers_of(this, request.actor) if request.user.is_authenticated else [],
        "history": history_of(this, request.actor, only=True),
        "breadcrumbs": [*way, *listed, {"text": f"Condition {this.number} of {this.decision.reference}"}],
    }
    return render(request, "governance/condition.html", context)


@login_required
def condition_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Confirm it, waive it, or give it more time."""
    return take(request, find_condition(pk, request.actor), act)


def _rows(this: Condition) -> list[dict[str, object]]:
    """What is known of it, without rows that say nothing."""
    decision = this.decision
    shown = {
        "Set by": f"{decision.body}, {day(decision.decided_on)}: {decision.reference}",
        "What is approved subject to it": str(this.objective or "Everything that decision approved"),
        **(_of_what_must_come(this) if this.is_awaited else _of_what_must_be_done(this)),
        f"{this.how_it_stands.replace('Has come', 'Came')} on": day(this.closed_on) if this.closed_on else "",
    }
    return [{"key": key, "value": value} for key, value in shown.items() if value]


def _of_what_must_be_done(this: Condition) -> dict[str, object]:
    return {
        "Who must fulfil it": this.owner,
        "Due on": day(this.due_on),
        "Who confirms that it is met": this.checker,
    }


def _of_what_must_come(this: Condition) -> dict[str, object]:
    return {
        "From whom it must come": this.comes_from,
        "Who sees to it": this.owner,
        "Expected by": day(this.due_on),
        "Who confirms that it has come": this.checker,
    }
