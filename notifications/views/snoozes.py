"""Putting off the reminders of a target for a while, and ending that early."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.chasing import may_chase, only_coordinators, sees_the_chase
from governance.models import Target
from governance.notice.words import long_day
from governance.views.two_steps import Step, two_steps
from notifications.due.deadlines import Deadlines
from notifications.forms import SnoozeForm
from notifications.models import Snooze
from workflow.blockers import Blocked
from workflow.gate import blockers, perform
from workflow.middleware import Request
from workflow.words import day


@login_required
def snooze(request: Request, pk: int) -> HttpResponse:
    """Nobody is reminded of a target to the end of a day."""
    target = _find(request, pk)
    row = Snooze.objects.filter(target=target).first()
    act = row.renew if row else Snooze(target=target).begin

    def step(form: SnoozeForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        told = _told(values["last_day"])
        warnings = _warnings(target, values["last_day"], request)
        return Step(partial(act, **values), told, {"because": because}, beside={"warnings": warnings})

    return two_steps(
        request,
        SnoozeForm(request.POST or None),
        step,
        heading=f"Snooze reminders of {target}",
        button="Snooze",
        back_url=reverse("chase", args=[target.plan.slug]),
        against=blockers(act, actor=request.actor),
    )


@login_required
@require_POST
def end_snooze(request: Request, pk: int) -> HttpResponse:
    """People are reminded again from now on."""
    target = _find(request, pk)
    if not may_chase(target.plan, request.actor):
        raise PermissionDenied(only_coordinators(target.plan, request.actor))
    row = get_object_or_404(Snooze, target=target)
    try:
        perform(row.end, actor=request.actor)
        messages.success(request, f"People are reminded of {target} again.")
    except Blocked as blocked:
        messages.error(request, " ".join(each.sentence for each in blocked.blockers))
    return redirect("chase", target.plan.slug)


def _find(request: Request, pk: int) -> Target:
    """The target of an address; absent for those who neither chase nor look on."""
    target: Target = get_object_or_404(Target.objects.visible_to(request.actor), pk=pk)
    if not sees_the_chase(target.plan, request.actor):
        raise Http404
    return target


def _told(last_day: date) -> list[str]:
    return [
        f"Nobody is reminded of it until {day(last_day)} is over: neither its owner, nor deputies, coordinators or the "
        "chair. After that everybody is, as if nothing had been.",
        "The page of the chase and the ledger tell who snoozed it, until when and why.",
    ]


def _warnings(target: Target, last_day: date, request: Request) -> list[str]:
    """That it may be too late then: it is for the coordinator to know, and nothing forbids it."""
    deadline = Deadlines(request.actor.today).of(target.plan)
    if deadline is None or last_day <= deadline.by:
        return []
    return [f"{deadline.why} Nobody will be reminded before {long_day(deadline.by)}, and it may come too late after."]
