"""Written comments on an item, after the meeting and up to a day."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from meetings.forms.written_comment import InviteCommentsForm, SendCommentForm, TakeInCommentForm
from meetings.models import Minute, WrittenComment
from meetings.reading import agenda_as_read
from meetings.views.item import find_taken, open_minute
from meetings.views.meetings import find_meeting
from meetings.views.sitting import form_page
from meetings.views.voting import own_seat
from workflow.blockers import Blocked
from workflow.gate import Act, perform
from workflow.middleware import Request
from workflow.words import day


@login_required
def invite_comments(request: Request, pk: int, item: int) -> HttpResponse:
    """The clerk records up to which day the body takes written comments."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    form = InviteCommentsForm(request.POST or None)

    def acts(form: InviteCommentsForm) -> list[Act]:
        return [partial(minute.invite_comments, until=form.cleaned_data["until"])]

    told = ["Everybody who had a seat can comment on a page of their own; letters are taken in by the clerk."]
    if minute.comments_until:
        told.append(f"They are taken until {day(minute.comments_until)} already: another day must be a later one.")
    return form_page(
        request, meeting, form, acts, heading=f"Invite written comments on {this}", button="Invite", back=back,
        told=told,
    )  # fmt: skip


@login_required
def take_in_comment(request: Request, pk: int, item: int) -> HttpResponse:
    """A letter came."""
    meeting, this, back = find_taken(request, pk, item)
    minute = open_minute(this)
    form = TakeInCommentForm(request.POST or None, meeting=meeting, initial={"sent_on": request.actor.today})

    def acts(form: TakeInCommentForm) -> list[Act]:
        return [WrittenComment(meeting=meeting, minute=minute, **form.cleaned_data).take_in]

    return form_page(
        request, meeting, form, acts, heading=f"Take in a written comment on {this}", button="Take in", back=back,
        told=["It stands with the item as it was written, for everybody who may read that, and is never changed."],
        on=lambda form: form.cleaned_data["sent_on"],
    )  # fmt: skip


@login_required
def send_comment(request: Request, pk: int, number: str) -> HttpResponse:
    """A member comments, in their own name."""
    meeting = find_meeting(pk, request.actor)
    seat = own_seat(meeting, request.actor)
    entry = agenda_as_read(meeting, request.actor).numbered(number)
    if seat is None or entry is None or not entry.readable:
        raise Http404
    minute = get_object_or_404(Minute, item=entry.item)
    if (until := minute.comments_until) is None:
        raise Http404
    entry.item.meeting = minute.meeting = meeting
    minute.item, back = entry.item, reverse("item", args=[pk, number])
    form, status = SendCommentForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        comment = WrittenComment(
            meeting=meeting, minute=minute, seat=seat, sent_on=request.actor.today, text=form.cleaned_data["text"]
        )
        try:
            perform(comment.send, actor=request.actor)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            messages.success(request, f"You sent {comment}.")
            return redirect(back)
    context = {
        "form": form,
        "caption": str(meeting),
        "heading": f"Comment on {entry.item}",
        "button": "Send",
        "back_url": back,
        "told": [
            f"Comments are taken until {day(until)}.",
            "Yours stands with the item, with your name, for everybody who may read the item. It is never changed.",
        ],
    }
    return render(request, "governance/form.html", context, status=status)
