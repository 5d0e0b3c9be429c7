"""Meetings in public: when and where, the agenda with its papers, and the minutes; their open parts only."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse

from meetings.calendar import to_come_first
from meetings.minuted import minutes_as_read
from meetings.models import Meeting, Minutes
from meetings.reading import appended_to, as_published
from meetings.views.meetings import find_meeting
from meetings.views.minutes import entry_of, find_minutes
from publication.deciding import decisions_read_by
from publication.pages import public_page, show
from workflow.middleware import Request

A_PAGE = 25
MEETINGS = {"text": "Meetings", "href": "/published/meetings/"}


@public_page
def meetings(request: Request) -> HttpResponse:
    """Every meeting in public: those to come, then those that have been."""
    rows = Meeting.objects.visible_to(request.actor).select_related("body").prefetch_related("joint_bodies__body")
    page = Paginator(to_come_first(rows, request.actor.today), A_PAGE).get_page(request.GET.get("page"))
    minuted = Minutes.objects.visible_to(request.actor).filter(meeting__in=[each.pk for each in page.object_list])
    context = {
        "page": page,
        "to_come": [each for each in page.object_list if each.held_on >= request.actor.today],
        "past": [each for each in page.object_list if each.held_on < request.actor.today],
        "minuted": set(minuted.values_list("meeting", flat=True)),
    }
    return show(request, "meetings.html", context)


@public_page
def meeting(request: Request, pk: int) -> HttpResponse:
    """One meeting with every paper that was published for it, and what it decided about plans."""
    this = find_meeting(pk, request.actor)
    read = as_published(this)
    context = {
        "meeting": this,
        "agenda": read,
        "appended": appended_to(read.out),
        "minutes": find_minutes(this, request.actor),
        "decisions": decisions_read_by(request.actor).filter(determinations__meeting=this).distinct(),
        "breadcrumbs": [MEETINGS, {"text": this.heading}],
    }
    return show(request, "meeting.html", context)


@public_page
def minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes of one, without what was taken in private; a draft says that it is one."""
    this = find_meeting(pk, request.actor)
    if (found := find_minutes(this, request.actor)) is None:
        raise Http404
    context = {
        "meeting": this,
        "minutes": found,
        "read": minutes_as_read(this, closed_too=False),
        "entry": entry_of(found),
        "breadcrumbs": [
            MEETINGS,
            {"text": this.heading, "href": reverse("published_meeting", args=[pk])},
            {"text": "Minutes"},
        ],
    }
    return show(request, "minutes.html", context)
