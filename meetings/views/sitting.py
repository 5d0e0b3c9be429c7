"""A meeting as it sits: who is there, what is taken next, opening and closing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.vocabulary import sentence_for
from meetings.access import READ_DRAFTS, bodies_with
from meetings.forms.sitting import (
    ABSENT,
    APOLOGIES,
    HERE,
    AttendanceForm,
    ComesOrGoesForm,
    InterestForm,
    VisitorForm,
)
from meetings.models import Apology, Interest, Item, Meeting, Minute, Presence, Seat
from meetings.models.attendance import RECORD, everybody_of
from meetings.models.substitution import substitutes_may_come
from meetings.views.meetings import find_meeting
from meetings.voting import quorum_of_meeting
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, blockers, one_act, perform_each
from workflow.middleware import Request
from workflow.words import capital

ACTS = ("open", "find_inquorate", "close")


def conducted(request: Request, pk: int) -> Meeting:
    """A meeting as whoever conducts it sees it; absent for everybody who reads no draft of its agenda."""
    meeting = find_meeting(pk, request.actor)
    if meeting.body_id not in bodies_with(READ_DRAFTS, request.actor):
        raise Http404
    return meeting


def way_to(meeting: Meeting, *more: str) -> list[dict[str, str]]:
    """The breadcrumbs down to a page of the sitting."""
    way = [{"text": meeting.title, "href": meeting.get_absolute_url()}]
    way.append({"text": "At the meeting", "href": reverse("sitting", args=[meeting.pk])})
    return [*way, *({"text": text} for text in more)] if more else [way[0], {"text": "At the meeting"}]


@login_required
@require_safe
def sitting(request: Request, pk: int) -> HttpResponse:
    """Everything the clerk needs on one page: the quorum, who is there, and the items in their order."""
    meeting = conducted(request, pk)
    seats = everybody_of(meeting)
    minutes = {minute.item_id: minute for minute in Minute.objects.filter(meeting=meeting)}
    items = Item.objects.filter(meeting=meeting, agenda__isnull=False).order_by("order", "pk")
    context = {
        "meeting": meeting,
        "seats": [(seat, now_of(seat)) for seat in seats],
        "here": sum(now_of(seat) == HERE for seat in seats),
        "quorum": quorum_of_meeting(meeting),
        "items": [(item, minutes.get(item.pk)) for item in items],
        "visitors": meeting.presences.filter(seat__isnull=True),
        "acts": [(act, blockers(getattr(meeting, act), actor=request.actor)) for act in ACTS],
        "records": bool(request.actor.role_for(RECORD, meeting.scopes(RECORD))),
        "substitutes_may_come": substitutes_may_come(meeting),
        "breadcrumbs": way_to(meeting),
    }
    return render(request, "meetings/sitting/sitting.html", context)


def now_of(seat: Seat) -> str:
    """Where whoever sits there is: here, away with apologies, or away. Of a substitute no apologies are kept."""
    if any(presence.to_item_id is None for presence in seat.presences.all()):
        return HERE
    return APOLOGIES if seat.apologies.all() and seat.substitution is None else ABSENT


@login_required
@require_POST
def sitting_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Open the meeting, close it, or record that too few came."""
    meeting = conducted(request, pk)
    if act not in ACTS:
        raise Http404
    return do(request, meeting, [getattr(meeting, act)], reverse("sitting", args=[pk]))


def do(request: Request, meeting: Meeting, acts: Sequence[Act], back: str, on: date | None = None) -> HttpResponse:
    """Perform acts that need no form, with effect from the day of the meeting unless another is named; a refusal is a
    page with every reason."""
    try:
        performed(meeting, acts, request, on)
    except Blocked as blocked:
        context = {"meeting": meeting, "blockers": blocked.blockers, "back_url": back, "breadcrumbs": way_to(meeting)}
        return render(request, "meetings/sitting/refused.html", context, status=409)
    say_done(request, acts)
    return redirect(back)


def performed(meeting: Meeting, acts: Sequence[Act], request: Request, on: date | None = None) -> None:
    """All of them or none: what is recorded of a meeting takes effect on its day."""
    on = on or min(meeting.held_on, request.actor.today)
    with one_act():
        for act in acts:
            perform_each([act], actor=request.actor, effective_on=on)


def say_done(request: Request, acts: Sequence[Act]) -> None:
    """The first of them in words; the rest speak for themselves."""
    for act in acts[:1]:
        call = Call.of(act)
        messages.success(request, sentence_for(call.rule.records).format(actor="You", subject=call.subject) + ".")


def form_page(
    request: Request,
    meeting: Meeting,
    form: Form,
    acts: Callable[[Any], Sequence[Act]],
    *,
    heading: str,
    button: str,
    back: str,
    told: Sequence[str] = (),
    against: Sequence[Blocker] = (),
    on: Callable[[Any], date] | None = None,
) -> HttpResponse:
    """A form, and the acts it stands for; a refusal comes back in it with everything that was typed."""
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = acts(form)
        try:
            performed(meeting, wanted, request, on(form) if on is not None else None)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            say_done(request, wanted)
            return redirect(back)
    context = {
        "form": form,
        "caption": capital(meeting),
        "heading": heading,
        "button": button,
        "back_url": back,
        "told": told,
        "blockers": against if request.method != "POST" else [],
    }
    return render(request, "governance/form.html", context, status=status)


@login_required
def attendance(request: Request, pk: int) -> HttpResponse:
    """Member by member: here, apologies, or not here; only what is different is recorded."""
    meeting = conducted(request, pk)
    seats = everybody_of(meeting)
    form = AttendanceForm(request.POST or None, seats=seats, now={seat.pk: now_of(seat) for seat in seats})

    def acts(form: AttendanceForm) -> list[Act]:
        return [act for seat in seats for act in _to_be(seat, form.cleaned_data[f"seat-{seat.pk}"])]

    return form_page(
        request, meeting, form, acts, heading="Who is there", button="Record", back=reverse("sitting", args=[pk])
    )


def _to_be(seat: Seat, wanted: str) -> list[Act]:
    """What must be recorded so that a member is where the form says."""
    now = now_of(seat)
    if now == wanted:
        return []
    acts: list[Act] = []
    if now == HERE:
        acts += [presence.withdraw for presence in seat.presences.all() if presence.to_item_id is None]
    if now == APOLOGIES:
        acts += [apology.withdraw for apology in seat.apologies.all()]
    if wanted == HERE:
        acts.append(Presence(meeting=seat.meeting, seat=seat).arrive)
    if wanted == APOLOGIES:
        acts.append(Apology(meeting=seat.meeting, seat=seat).receive)
    return acts


@login_required
def comes_or_goes(request: Request, pk: int) -> HttpResponse:
    """Somebody arrives for an item, or leaves after one."""
    meeting = conducted(request, pk)
    form = ComesOrGoesForm(request.POST or None, meeting=meeting)

    def acts(form: ComesOrGoesForm) -> list[Act]:
        seat, item = form.cleaned_data["seat"], form.cleaned_data["item"]
        if form.cleaned_data["what"] == "came":
            return [Presence(meeting=meeting, seat=seat, from_item=item).arrive]
        there = seat.presences.filter(to_item__isnull=True).first() or Presence(meeting=meeting, seat=seat)
        return [partial(there.leave, after=item)]

    return form_page(
        request, meeting, form, acts, heading="Somebody comes or goes", button="Record",
        back=reverse("sitting", args=[pk]),
    )  # fmt: skip


@login_required
def visitor(request: Request, pk: int) -> HttpResponse:
    """Somebody is there who has no vote."""
    meeting = conducted(request, pk)
    form = VisitorForm(request.POST or None)

    def acts(form: VisitorForm) -> list[Act]:
        return [Presence(meeting=meeting, **form.cleaned_data).arrive]

    return form_page(
        request, meeting, form, acts, heading="Somebody without a vote is there", button="Record",
        back=reverse("sitting", args=[pk]), told=["They may speak if whoever presides lets them, and have no vote."],
    )  # fmt: skip


@login_required
def declare(request: Request, pk: int) -> HttpResponse:
    """A member declares an interest in an item."""
    meeting = conducted(request, pk)
    form = InterestForm(request.POST or None, meeting=meeting, initial={"item": request.GET.get("item")})

    def acts(form: InterestForm) -> list[Act]:
        return [Interest(meeting=meeting, **form.cleaned_data).declare]

    return form_page(
        request, meeting, form, acts, heading="Record a declaration of interest", button="Record",
        back=reverse("sitting", args=[pk]),
    )  # fmt: skip
