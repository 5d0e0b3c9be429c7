"""Calling a decision of a committee in to the body above it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from accounts.models import User
from governance.models import Appointment, Decision
from meetings.calling_in import needed
from meetings.forms.call_in import AskForm, TakeDownForm
from meetings.models import CallIn, Determination, Meeting
from meetings.models.attendance import RECORD
from meetings.models.call_in import VOTE
from meetings.reading import is_closed, reads_exempt
from meetings.views.meetings import find_meeting
from meetings.views.sitting import form_page
from workflow.gate import Act
from workflow.middleware import Request
from workflow.words import day


@login_required
def call_in(request: Request, pk: int, decision: int) -> HttpResponse:
    """A member puts their name there; the clerk takes down the names that came in writing."""
    meeting = find_meeting(pk, request.actor)
    this = _found(request, meeting, decision)
    item = Determination.objects.filter(meeting=meeting, decision=this).values_list("minute__item__number", flat=True)
    back = reverse("item", args=[pk, item[0]])
    told = (
        [f"It takes effect on {day(this.takes_effect_on)} unless it is called in before."]
        if this.takes_effect_on
        else []
    )
    told.append(f"{this.call_ins.count()} of the {needed(meeting)} members it takes have asked for it.")
    if this.called_in_on:
        told = [f"It was called in on {day(this.called_in_on)}."]
    heading = f"Call in {this}"
    if request.actor.role_for(RECORD, meeting.scopes(RECORD)):
        today = request.actor.today
        form = TakeDownForm(request.POST or None, members=_members(meeting), initial={"asked_on": today})

        def taken_down(form: TakeDownForm) -> list[Act]:
            return [CallIn(meeting=meeting, decision=this, **form.cleaned_data).take_down]

        return form_page(
            request, meeting, form, taken_down, heading=heading, button="Take down", back=back, told=told,
            on=lambda form: form.cleaned_data["asked_on"],
        )  # fmt: skip
    me = User.objects.get(pk=request.actor.pk or 0)
    mine = CallIn(meeting=meeting, decision=this, person=me, asked_on=request.actor.today)
    if not request.actor.role_for(VOTE, mine.scopes(VOTE)):
        raise Http404

    def asked(form: AskForm) -> list[Act]:
        return [mine.ask]

    return form_page(
        request, meeting, AskForm(request.POST if request.method == "POST" else None), asked, heading=heading,
        button="Put my name there", back=back, told=told, on=lambda form: request.actor.today,
    )  # fmt: skip


def _found(request: Request, meeting: Meeting, decision: int) -> Decision:
    found: Decision = get_object_or_404(Decision.objects.select_related("body", "officer", "plan"), pk=decision)
    rows = Determination.objects.filter(meeting=meeting, decision=found).select_related("minute__item__parent")
    made = rows.first() if found.takes_effect_on is not None else None
    if made is None or (is_closed(made.minute.item) and not reads_exempt(meeting, request.actor)):
        raise Http404
    return found


def _members(meeting: Meeting) -> QuerySet[User]:
    """Of the committee, and of the body above it."""
    bodies = [meeting.body_id, meeting.body.parent_id]
    offices = Appointment.objects.in_force(meeting.held_on).filter(body__in=bodies, role__in=("member", "chair"))
    return User.objects.filter(pk__in=offices.order_by().values("person"), is_active=True).order_by("name")
