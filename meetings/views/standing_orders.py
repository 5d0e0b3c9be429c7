"""The standing orders of a body: which hold, what quorum that makes, and what an administrator does about them."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.directory import MANAGE_BODIES, Terms, with_body
from governance.views.administering import DIRECTORY, end, find_body, set_for_a_body
from meetings import terms
from meetings.forms.standing_orders import StandingOrdersForm
from meetings.models import StandingOrders
from meetings.models.standing_orders import orders_for
from workflow.middleware import Request


@login_required
@require_safe
def standing_orders(request: Request, pk: int) -> HttpResponse:
    """Which standing orders hold for a body today, and which did or will."""
    this = find_body(request, pk)
    actor = request.actor
    orders = orders_for(this, actor.today)
    rows = StandingOrders.objects.filter(body=this).order_by("starts_on", "pk")
    context = {
        "body": this,
        "orders": orders,
        "in_force": orders.pk is not None,
        "quorum": terms.quorum_in_words(orders, this, actor.today),
        "terms": with_body(Terms.of(rows, actor.today), this),
        "may_manage_body": bool(actor.role_for(MANAGE_BODIES, this.scopes(MANAGE_BODIES))),
        "breadcrumbs": [DIRECTORY, {"text": this.name, "href": this.get_absolute_url()}, {"text": "Standing orders"}],
    }
    return render(request, "meetings/standing_orders.html", context)


@login_required
def bring_into_force(request: Request, pk: int) -> HttpResponse:
    """How a body meets from a day on."""
    return set_for_a_body(
        request, pk, StandingOrders, StandingOrdersForm(request.POST or None), told=terms.of_standing_orders,
        does="brings standing orders of {} into force", heading="Bring standing orders into force for {}",
        back_to="standing_orders",
    )  # fmt: skip


@login_required
def end_standing_orders(request: Request, pk: int) -> HttpResponse:
    """The last day of standing orders."""
    return end(
        request, pk, StandingOrders, told=terms.of_ending_standing_orders, does="ends standing orders of {}",
        back_to="standing_orders",
    )  # fmt: skip
