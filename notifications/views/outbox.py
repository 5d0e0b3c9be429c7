"""Messages that could not be sent, or may not have arrived: the clerk decides what becomes of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from notifications import stuck
from workflow.middleware import Request

A_PAGE = 25
REFUSED = "Messages that could not be sent are shown to the clerks of a body, for the people of that body."
DONE = {"again": "It goes out with the next round.", "leave": "It is left as it is."}


@login_required
@require_safe
def outbox(request: Request) -> HttpResponse:
    """What stands still, with what stopped it, and what a mail server keeps waiting; not what it says, for that is its
    reader's."""
    actor = _clerk(request).actor
    rows = stuck.open_to(actor)
    context = {
        "waiting": stuck.kept_waiting(actor),
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "breadcrumbs": [{"text": "Inbox", "href": reverse("inbox")}, {"text": "Messages that stand still"}],
    }
    return render(request, "notifications/outbox.html", context)


@login_required
@require_POST
def act(request: Request, pk: int, act: str) -> HttpResponse:
    """Send it again, or leave it."""
    rows = stuck.open_to(_clerk(request).actor)
    if act not in DONE:
        raise Http404
    message = get_object_or_404(rows, pk=pk)
    done = stuck.send_again(message, timezone.now()) if act == "again" else stuck.leave(message)
    if done:
        messages.success(request, DONE[act])
    return redirect("outbox")


def _clerk(request: Request) -> Request:
    if not stuck.sees_the_outbox(request.actor):
        raise PermissionDenied(REFUSED)
    return request
