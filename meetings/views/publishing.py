"""Publishing an agenda or a supplement: a page that shows what will go out, and the act."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from governance.views.administering import rule_named
from meetings import exclusion, publication
from meetings.forms.publication import HoldUrgentForm, PublishForm
from meetings.issue import Issue
from meetings.models import Agenda, Item, ItemKind, Meeting
from meetings.views.agenda import way_to_item
from meetings.views.taking import find_in_preparation, find_item, take, way_to_agenda
from workflow.blockers import Blocked
from workflow.clock import hour
from workflow.gate import perform
from workflow.middleware import Request

ASKED_FOR = {"short_notice"}
"""What the form itself asks for"""


@login_required
def publish(request: Request, pk: int) -> HttpResponse:
    """What will go out, and whether it can; done when it is sent."""
    this = find_in_preparation(request, pk)
    at, today = hour(), request.actor.today
    agenda = publication.next_issue(this, today, at)
    late = not agenda.supplement and not agenda.in_time
    form = PublishForm(
        request.POST or None, thing=agenda, rule=rule_named(Agenda, "publish"), actor=request.actor,
        at_short_notice=late,
    )  # fmt: skip
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            done = publication.publish(this, actor=request.actor, issued_on=today, issued_at=at, **form.about())
        except Blocked as blocked:
            form.refuse(blocked.blockers)
            status = 409
        else:
            messages.success(request, f"You published {done}.")
            return redirect(this.get_absolute_url())
    found = publication.objections_to(agenda, actor=request.actor)
    context = {
        "meeting": this,
        "agenda": agenda,
        "form": form,
        "heading": f"Publish supplement {agenda.supplement}" if agenda.supplement else "Publish the agenda",
        "rows": _rows(agenda, this),
        "resolution": _resolution(agenda),
        "blockers": [each for each in found if each.code not in ASKED_FOR] if status == 200 else [],
        "late": late,
        "notice": publication.notice_for(this),
        "back_url": reverse("agenda", args=[pk]),
        "breadcrumbs": [*way_to_agenda(this), {"text": "Check and publish"}],
    }
    return render(request, "meetings/publish.html", context, status=status)


@login_required
def hold_urgent(request: Request, pk: int, item: int) -> HttpResponse:
    """A late item that the chair holds urgent (LGA 1972 s.100B(4)(b))."""
    this = find_item(request, pk, item)
    rule = rule_named(Item, "hold_urgent")
    form = HoldUrgentForm(request.POST or None, thing=this, rule=rule, actor=request.actor)

    def do(form: Any) -> str:
        details = form.details()
        act = partial(this.hold_urgent, **details)
        line = perform(act, actor=request.actor, because=details["special_circumstances"], **form.about())
        return f"You recorded that {details['chair']} holds “{this.title}” urgent." if line else ""

    return take(
        request, this.meeting, form, do, act=this.hold_urgent, heading="Hold the item urgent", lead=this.title,
        told=[
            "It was not on the agenda that the public had in time.",
            "It is taken only if whoever presides thinks it urgent, by reason of special circumstances, which are "
            "minuted.",
        ],
        back_url=reverse("agenda_item", args=[pk, item]), way=[way_to_item(this)],
    )  # fmt: skip


def _rows(agenda: Agenda, this: Meeting) -> list[dict[str, object]]:
    """What goes out, in figures."""
    issue = agenda.being_issued or Issue({}, [], [], {}, [], [], [])
    closed = sum(item.is_closed for item in issue.items)
    items = f"{len(issue.items)}" + (f", of which {closed} not in public" if closed else "")
    pages = sum(paper.pages for paper in issue.papers)
    reading = sum(paper.minutes_to_read for paper in issue.papers)
    told = f"about {pages} page{'s'[: pages != 1]}, {reading} minute{'s'[: reading != 1]} to read"
    rows: list[dict[str, object]] = [
        {"key": "Items", "value": items},
        {"key": "Reports", "value": f"{len(issue.papers)}: {told}" if issue.papers else "None"},
        {"key": "Appendices", "value": str(len(issue.appendices))},
        {"key": "Files", "value": str(len(issue.attachments))},
    ]
    if not agenda.supplement:
        seats = ", ".join(f"{seat.person}{' (chair)' if seat.presides else ''}" for seat in issue.seats)
        rows += [
            {"key": "Who has a seat", "value": f"{len(issue.seats)}: {seats}" if seats else "Nobody"},
            {"key": "Quorum", "value": f"{agenda.quorum} of them"},
        ]
    return rows


def _resolution(agenda: Agenda) -> str:
    """What the body will be asked to agree to before anything exempt; "" if there is nothing exempt."""
    issue = agenda.being_issued
    exempt = [(item, number) for item, number in issue.items.items() if exclusion.is_for(item)] if issue else []
    asked = issue is not None and any(item.kind == ItemKind.EXCLUSION for item in issue.items)
    return exclusion.wording(exempt) if exempt and asked else ""
