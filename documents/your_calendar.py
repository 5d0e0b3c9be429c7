"""The page on which a person makes, replaces and revokes the secret address of their calendar."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from documents import personal_calendar
from documents.personal_calendar import ChangedSince
from governance.views.personal_link import TO_NOBODY_ELSE
from workflow.middleware import Request

NONE_SEEN = -1
"""The turn a form tells that came without one: no address ever has it"""


@login_required
@require_safe
def page(request: Request) -> HttpResponse:
    """Whether there is an address, since when, and what it leads to; never the address itself, which nobody keeps."""
    return _page(request)


@login_required
@require_POST
def make(request: Request) -> HttpResponse:
    """A new address, shown in the answer to this post and nowhere else: a message that waits for the next page would be
    kept in the session. A post that is sent again finds that its turn is over, and makes no other."""
    try:
        address = personal_calendar.make(_person(request), seen=_seen(request), actor=request.actor)
    except ChangedSince:
        return _page(request, status=409)
    return _page(request, address=address)


@login_required
@require_POST
def revoke(request: Request) -> HttpResponse:
    """The address leads nowhere from now on."""
    try:
        personal_calendar.revoke(_person(request), seen=_seen(request))
    except ChangedSince:
        return _page(request, status=409)
    messages.success(request, "Your calendar has no address any more. Programs that subscribed find nothing there.")
    return redirect("your_calendar")


def _page(request: Request, *, address: str = "", status: int = 200) -> HttpResponse:
    context = {
        "address": address,
        "kept": personal_calendar.address_of(_person(request)),
        "changed": status == 409,
        "breadcrumbs": [{"text": "Meetings", "href": "/meetings/"}, {"text": "Your calendar"}],
    }
    response = render(request, "documents/your_calendar.html", context, status=status)
    if address:
        for name, value in TO_NOBODY_ELSE.items():
            response.headers[name] = value
    return response


def _seen(request: Request) -> int:
    told = request.POST.get("seen", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 10 else NONE_SEEN


def _person(request: Request) -> User:
    """Whoever has signed in, also while they act for somebody else: it is their own calendar."""
    person: User = User.objects.get(username=request.actor.person.get_username())
    return person
