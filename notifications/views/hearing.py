"""Who hears of what: the table, and the people it names for one line of the ledger."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.models import AuditEvent, AuditEventQuerySet
from notifications.hearing.access import lines_open_to, sees_who_hears
from notifications.hearing.finding import hearers_of, told_once
from notifications.hearing.table import WHO_HEARS
from notifications.hearing.words import rows_in_words
from notifications.models import Delivery
from workflow.middleware import Request
from workflow.sentences import sentence

A_PAGE = 25
REFUSED = "Who hears of what is shown to coordinators and auditors."


@login_required
@require_safe
def who_hears(request: Request) -> HttpResponse:
    """The whole table, and the latest lines to try it on."""
    lines = _open_lines(request).filter(action__in=WHO_HEARS).with_words().latest_first()
    page = Paginator(lines, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows_in_words(),
        "page": page,
        "lines": [(event, sentence(event)) for event in page.object_list],
        "breadcrumbs": [{"text": "Inbox", "href": reverse("inbox")}, {"text": "Who hears of what"}],
    }
    return render(request, "notifications/who_hears.html", context)


@login_required
@require_safe
def hearers(request: Request, key: str) -> HttpResponse:
    """Who hears of one line, in which part; and who does not although they have one."""
    lines = _open_lines(request)
    if "\0" in key:  # PostgreSQL keeps no such text and would not even look
        raise Http404
    event = get_object_or_404(lines.with_words(), pk=key)
    act = list(AuditEvent.objects.filter(act_id=event.act_id, action__in=WHO_HEARS).order_by("book", "seq"))
    found = hearers_of(act, request.actor.today)
    told = {person.pk for person in told_once(act, found).get(key, ())}
    context = {
        "event": event,
        "sentence": sentence(event),
        "row": WHO_HEARS.get(event.action),
        "hearers": [
            (
                hearer,
                hearer.why_not or ("" if hearer.person.pk in told else "hears of another line of this act instead"),
            )
            for hearer in found.get(key, ())
        ],
        "deliveries": Delivery.objects.filter(thing=key).select_related("person", "message").order_by("person__name"),
        "breadcrumbs": [
            {"text": "Who hears of what", "href": reverse("who_hears")},
            {"text": f"Entry {event.key}"},
        ],
    }
    return render(request, "notifications/hearers.html", context)


def _open_lines(request: Request) -> AuditEventQuerySet:
    if not sees_who_hears(request.actor):
        raise PermissionDenied(REFUSED)
    return lines_open_to(request.actor)
