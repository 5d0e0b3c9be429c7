"""A form about an agenda, and the act that it asks for: shown, done, or refused with every reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from meetings.access import READ_DRAFTS, bodies_with
from meetings.models import Item, Meeting
from meetings.reading import is_closed, reads_exempt
from meetings.views.meetings import find_meeting, prepares
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import Act, blockers
from workflow.middleware import Request

NOTHING = "Nothing was different, so nothing has been changed."


def find_in_preparation(request: Request, pk: int) -> Meeting:
    """A meeting, for those who read its agenda before it goes out; absent for everybody else."""
    this = find_meeting(pk, request.actor)
    if not reads_drafts(this, request.actor):
        raise Http404
    return this


def reads_drafts(this: Meeting, actor: Actor) -> bool:
    return this.body_id in bodies_with(READ_DRAFTS, actor) or prepares(this, actor)


def find_item(request: Request, pk: int, item: int) -> Item:
    """An item in preparation or out, for those who read the agenda before it goes out."""
    this = find_in_preparation(request, pk)
    rows = Item.objects.filter(meeting=this, pk=item).select_related("plan__body", "parent", "with_open", "minutes_of")
    found: Item | None = rows.first()
    if found is None or (is_closed(found) and not reads_exempt(this, request.actor)):
        raise Http404
    found.meeting = this
    return found


def take(
    request: Request,
    this: Meeting,
    form: Any,
    do: Callable[[Any], str],
    *,
    act: Act,
    heading: str,
    back_url: str,
    way: Sequence[dict[str, str]] = (),
    **shown: Any,
) -> HttpResponse:
    """Show a form, and do what it says when it comes back; `do` answers with what was done, or with nothing if nothing
    was. A refusal shows every reason and keeps what was typed."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            told = do(form)
        except Blocked as blocked:
            form.refuse(blocked.blockers)
            status = 409
        else:
            (messages.success if told else messages.info)(request, told or NOTHING)
            return redirect(back_url)
    context = {
        "form": form,
        "caption": this.heading,
        "heading": heading,
        "button": "Save",
        "back_url": back_url,
        "blockers": blockers(act, actor=request.actor) if status == 200 else [],
        "breadcrumbs": [*way_to_agenda(this), *way, {"text": heading}],
        **shown,
    }
    return render(request, "governance/form.html", context, status=status)


def way_to_agenda(this: Meeting) -> list[dict[str, str]]:
    """The breadcrumbs down to the agenda as it is prepared."""
    return [
        {"text": this.heading, "href": this.get_absolute_url()},
        {"text": "Prepare the agenda", "href": reverse("agenda", args=[this.pk])},
    ]
