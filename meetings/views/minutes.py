"""The minutes of a meeting: drafted from what was recorded, put right, circulated, confirmed."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.models import AuditEvent
from meetings.access import READ_DRAFTS, bodies_with
from meetings.forms.minutes import ConfirmForm, RewordForm
from meetings.minuted import minutes_as_read
from meetings.models import Determination, Item, Meeting, Minutes
from meetings.models.attendance import RECORD
from meetings.reading import reads_exempt
from meetings.sitting import confirm_minutes
from meetings.views.meetings import find_meeting
from meetings.views.sitting import conducted, do, form_page
from workflow.actors import Actor
from workflow.blockers import Blocked
from workflow.gate import Act, blockers
from workflow.middleware import Request


def find_minutes(meeting: Meeting, actor: Actor) -> Minutes | None:
    """The minutes, for those who may read them as they are now."""
    found: Minutes | None = Minutes.objects.visible_to(actor).filter(meeting=meeting).first()
    return found


def minutes_to_read(pk: int, actor: Actor) -> tuple[Meeting, Minutes | None, bool]:
    """A meeting, its minutes, and whether the person reads what was taken without the public; absent for everybody who
    may not read them. Who conducts it reads what was recorded before there are minutes."""
    meeting = find_meeting(pk, actor)
    found = find_minutes(meeting, actor)
    conducts = meeting.body_id in bodies_with(READ_DRAFTS, actor)
    if found is None and not (conducts and meeting.state == "held"):
        raise Http404
    return meeting, found, reads_exempt(meeting, actor)


@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    """Who was there, what was resolved, item by item; draft minutes say that they are a draft."""
    meeting, found, exempt = minutes_to_read(pk, request.actor)
    records = bool(request.actor.role_for(RECORD, meeting.scopes(RECORD)))
    context = {
        "meeting": meeting,
        "minutes": found,
        "read": minutes_as_read(meeting, closed_too=exempt),
        "whole": exempt,
        "records": records,
        "puts_right": records and meeting.state == "held",
        "entry": entry_of(found),
        "can_be_confirmed": records and found is not None and found.state == "circulated" and _confirming(meeting),
        "against": blockers(found.circulate, actor=request.actor) if records and found is not None else [],
        "breadcrumbs": [{"text": meeting.title, "href": meeting.get_absolute_url()}, {"text": "Minutes"}],
    }
    return render(request, "meetings/minutes.html", context)


def entry_of(found: Minutes | None) -> AuditEvent | None:
    """The ledger entry by which they were confirmed: its link proves everything before it."""
    if found is None or found.state != "confirmed":
        return None
    lines = AuditEvent.objects.about("meetings.minutes", found.pk).filter(action="minutes.confirmed")
    return lines.first()


def _confirming(meeting: Meeting) -> bool:
    """Whether a later meeting has taken the item under which they are confirmed."""
    return bool(Item.objects.filter(minutes_of=meeting, kind="minutes", minute__isnull=False).exists())


@login_required
@require_POST
def minutes_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Draft them, or circulate them as they are now."""
    meeting = conducted(request, pk)
    back = reverse("minutes", args=[pk])
    if act == "draft":
        return do(request, meeting, [Minutes(meeting=meeting).draft], back)
    if act != "circulate":
        raise Http404
    this = get_object_or_404(Minutes, meeting=meeting)
    this.meeting = meeting
    return do(
        request, meeting, [partial(this.circulate, circulated_on=request.actor.today)], back, on=request.actor.today
    )


@login_required
def reword(request: Request, pk: int, determination: int) -> HttpResponse:
    """Put the words of a resolution right, before the minutes are confirmed."""
    meeting = conducted(request, pk)
    this = get_object_or_404(Determination.objects.select_related("minute__item"), meeting=meeting, pk=determination)
    this.meeting = meeting
    form = RewordForm(request.POST or None, initial={"text": this.text})

    def acts(form: RewordForm) -> list[Act]:
        return [partial(this.reword, text=form.cleaned_data["text"])]

    return form_page(
        request, meeting, form, acts, heading="Put the words of a resolution right", button="Save",
        back=reverse("minutes", args=[pk]), told=["The outcome stays what it was."],
    )  # fmt: skip


@login_required
def confirm(request: Request, pk: int) -> HttpResponse:
    """As a later meeting resolved it; whoever presided there signs."""
    meeting = conducted(request, pk)
    this = get_object_or_404(Minutes, meeting=meeting)
    this.meeting = meeting
    items = Item.objects.filter(minutes_of=meeting, kind="minutes", minute__isnull=False)
    form = ConfirmForm(request.POST or None, items=items.select_related("meeting__body"))
    back = reverse("minutes", args=[pk])
    status = 200
    if request.method == "POST" and form.is_valid():
        under = form.cleaned_data["under"]
        try:
            confirm_minutes(
                this,
                under=under,
                signed_by=under.minute.chair,
                corrections=form.cleaned_data["corrections"],
                actor=request.actor,
                on=under.meeting.held_on,
            )
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            messages.success(request, f"You recorded the confirmation of {this}. They no longer change.")
            return redirect(back)
    context = {
        "form": form,
        "heading": f"Confirm {this}",
        "button": "Confirm",
        "back_url": back,
        "told": [
            "Whoever presided over the item signs them.",
            "They are sealed as they are, and no longer change: a later correction is a minute of a later meeting.",
        ],
    }
    return render(request, "governance/form.html", context, status=status)
