"""Meetings as files for other calendars: one or all of a body at public addresses, a person's own at a secret one."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from documents import personal_calendar
from documents.calendars import calendar_of, calendar_of_body, calendar_of_person
from documents.deadlines import due_of
from governance import directory
from governance.models import Body
from governance.views.personal_link import TO_NOBODY_ELSE
from meetings.filters import of_a_body
from meetings.models import Meeting
from meetings.views.meetings import find_meeting
from workflow.actors import Actor
from workflow.middleware import Request


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting, for whoever may know of it."""
    return _file(calendar_of(find_meeting(pk, request.actor)), f"meeting-{pk}.ics", as_attachment=True)


@require_safe
def body(request: Request, pk: int) -> HttpResponse:
    """The meetings of a body that the person may know of. A program that subscribes has not signed in, and gets those
    in public; where there are none, a body is known only to those who hold an office."""
    this = Body.objects.filter(pk=pk).first()
    if this is None:
        raise Http404
    rows = Meeting.objects.visible_to(request.actor).filter(of_a_body(this)).select_related("body").in_order()
    found = list(rows.prefetch_related("joint_bodies__body"))
    if not found and not directory.may_read(request.actor):
        raise Http404
    return _file(calendar_of_body(this, found), f"meetings-{pk}.ics", as_attachment=False)


@require_safe
def person(request: Request, word: str) -> HttpResponse:
    """Meetings and deadlines of whoever's address it is, with what they may see today. Nobody is asked who they are,
    and whoever has signed in gets nothing else."""
    whose = personal_calendar.whose(word)
    if whose is None:
        response = HttpResponse(
            "No calendar is at this address.\n", content_type="text/plain; charset=utf-8", status=404
        )
    else:
        actor = Actor(whose, today=request.actor.today)
        meetings, due = personal_calendar.meetings_of(actor), due_of(actor)
        response = _file(calendar_of_person(whose, meetings, due, actor.today), "calendar.ics", as_attachment=False)
    for name, value in TO_NOBODY_ELSE.items():
        response.headers[name] = value
    return response


def _file(content: bytes, name: str, *, as_attachment: bool) -> HttpResponse:
    how = "attachment" if as_attachment else "inline"
    headers = {"Content-Disposition": f'{how}; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
