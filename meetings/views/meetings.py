"""One meeting: when and where, what stands on its agenda, and what can be done about it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.queries import history_of
from meetings.access import READ_DRAFTS, SCHEDULE, bodies_with
from meetings.models import Meeting, Minutes
from meetings.publication import notice_for
from meetings.reading import agenda_as_read, reads_exempt
from workflow.actors import Actor
from workflow.gate import Offer, acts_of
from workflow.middleware import Request


def find_meeting(pk: int, actor: Actor) -> Meeting:
    """A meeting the person may know of; absent for everybody else."""
    rows = Meeting.objects.visible_to(actor).select_related("body__parent__parent__parent")
    found: Meeting | None = rows.prefetch_related("joint_bodies__body").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """The agenda as the person may read it, by when it must go out, and what can be done with the meeting."""
    this = find_meeting(pk, request.actor)
    conducts = this.body_id in bodies_with(READ_DRAFTS, request.actor)
    context = {
        "meeting": this,
        "agenda": agenda_as_read(this, request.actor),
        "reads_exempt": reads_exempt(this, request.actor),
        "notice": notice_for(this) if this.state == "planned" else None,
        "conducts": conducts,
        "prepares": prepares(this, request.actor),
        "has_minutes": (conducts and this.state == "held")
        or Minutes.objects.visible_to(request.actor).filter(meeting=this).exists(),
        "votes": this.state == "in_session" and this.seats.held_by(request.actor.pk).exists(),
        "calendar_acts": calendar_acts(this, request.actor),
        "history": history_of(this, request.actor) if conducts else [],
        "breadcrumbs": [{"text": "Meetings", "href": "/meetings/"}, {"text": this.title}],
    }
    return render(request, "meetings/meeting.html", context)


def prepares(this: Meeting, actor: Actor) -> bool:
    """Whether the person prepares its agenda."""
    return bool(actor.role_for("governance.prepare_agenda", this.scopes("governance.prepare_agenda")))


CALENDAR_ACTS = ("move", "relocate", "cancel")


def calendar_acts(this: Meeting, actor: Actor) -> list[Offer]:
    """What whoever keeps its calendar can do about when and where it takes place; nothing for anybody else."""
    if not actor.role_for(SCHEDULE, this.scopes(SCHEDULE)):
        return []
    return [offer for offer in acts_of(this, actor) if offer.rule.name in CALENDAR_ACTS]
