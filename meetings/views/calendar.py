"""The calendar of all bodies: as a list that can be narrowed, and month by month."""

from __future__ import annotations

from calendar import day_name
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.access import SCHEDULE
from meetings.calendar import month_of, to_come_first
from meetings.filters import MeetingFilter
from meetings.models import Meeting
from workflow.middleware import Request

A_PAGE = 25


@require_safe
def meetings(request: Request) -> HttpResponse:
    """Every meeting the person may know of: those to come, then those that have been."""
    today = request.actor.today
    chosen = _chosen(request)
    found = to_come_first(chosen.found.select_related("body").prefetch_related("joint_bodies__body"), today)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": chosen.form,
        "page": page,
        "to_come": [each for each in page.object_list if each.held_on >= today],
        "past": [each for each in page.object_list if each.held_on < today],
        "counts": chosen.found.order_by().aggregate(
            to_come=Count("pk", filter=Q(held_on__gte=today)), past=Count("pk", filter=Q(held_on__lt=today))
        ),
        "body": _body(chosen),
        "this_month": today.replace(day=1),
        "may_schedule": request.actor.may_anywhere(SCHEDULE),
    }
    return render(request, "meetings/meetings.html", context)


@require_safe
def month(request: Request, first: date) -> HttpResponse:
    """One month as a table of its weeks; the body asked for stands in the address as it does in the list."""
    chosen = _chosen(request)
    rows = chosen.found.select_related("body").order_by("held_on", "held_at", "pk")
    context = {
        "form": chosen.form,
        "month": month_of(rows, first, request.actor.today),
        "weekdays": list(day_name),
        "body": _body(chosen),
        "breadcrumbs": [{"text": "Meetings", "href": "/meetings/"}, {"text": f"{first:%B %Y}"}],
    }
    return render(request, "meetings/month.html", context)


def _chosen(request: Request) -> MeetingFilter:
    return MeetingFilter(request.GET, queryset=Meeting.objects.visible_to(request.actor))


def _body(chosen: MeetingFilter) -> object:
    """The one body whose meetings are asked for, if it is one."""
    return chosen.form.cleaned_data.get("body") if chosen.form.is_valid() else None
