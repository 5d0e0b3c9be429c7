"""A member votes, on their own phone, while the clerk has the vote open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from meetings.models import Choice, Meeting, Method, Seat, Vote
from meetings.sitting import open_motion_of
from meetings.views.meetings import find_meeting
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import perform
from workflow.middleware import Request


def own_seat(meeting: Meeting, actor: Actor) -> Seat | None:
    """The seat in which whoever looks sits at this meeting; None if they have none, or act for somebody else."""
    if actor.on_behalf_of is not None:
        return None
    found: Seat | None = meeting.seats.held_by(actor.pk).select_related("person", "body").first()
    return found


@login_required
def vote(request: Request, pk: int) -> HttpResponse:
    """The motion that is being voted on, and one button for each choice; what was cast stays as it was cast."""
    meeting = find_meeting(pk, request.actor)
    seat = own_seat(meeting, request.actor)
    if seat is None:
        raise Http404
    motion = open_motion_of(meeting)
    if motion is not None and motion.method != Method.OWN_DEVICES:
        motion = None
    refused = []
    if request.method == "POST":
        refused = _cast(request, meeting, seat)
        if not refused:
            return redirect(reverse("vote", args=[pk]))
    cast = Vote.objects.filter(motion=motion, seat=seat).first() if motion is not None else None
    context = {
        "meeting": meeting,
        "motion": motion,
        "cast": cast,
        "choices": [(Choice.FOR, "For"), (Choice.AGAINST, "Against"), (Choice.ABSTAIN, "Abstain")],
        "blockers": refused,
        "breadcrumbs": [{"text": meeting.title, "href": meeting.get_absolute_url()}, {"text": "Vote"}],
    }
    return render(request, "meetings/sitting/vote.html", context, status=409 if refused else 200)


def _cast(request: Request, meeting: Meeting, seat: Seat) -> list[object]:
    """Cast the vote of the form on the motion that stood on its page; every reason against it, if there is one."""
    choice, named = request.POST.get("choice", ""), request.POST.get("motion", "")
    motions = meeting.motions.select_related("minute__item", "mover__person")
    motion = motions.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 19 else None
    if motion is None or choice not in Choice.values:
        raise Http404
    ballot = Vote(meeting=meeting, motion=motion, seat=seat, choice=choice)
    try:
        perform(ballot.cast, actor=request.actor)
    except Blocked as blocked:
        return list(blocked.blockers)
    return []
