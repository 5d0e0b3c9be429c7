"""What a clerk does about the calendar: schedule a meeting, move it, change its place, cancel it, invite a body."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse

from governance.forms.plan import bodies_where
from governance.models import Body
from governance.roles import who_may
from governance.views.acts import take
from governance.views.administering import only_readers, rule_named
from governance.views.two_steps import Step, two_steps
from meetings import scheduling, terms
from meetings.access import SCHEDULE
from meetings.forms.calendar import InviteForm, MoveForm, ScheduleForm
from meetings.models import JointBody, Meeting
from meetings.scheduling import meetings_at, notice_on, problems_of, with_its_days
from meetings.views.meetings import find_meeting
from workflow.actors import Actor
from workflow.gate import blockers
from workflow.middleware import Request
from workflow.permissions import scope_of

ACTS = ("relocate", "cancel")
"""Acts on the calendar entry of a meeting whose check page needs nothing that is typed"""


@login_required
def schedule(request: Request) -> HttpResponse:
    """A meeting that is put into the calendar."""
    bodies = bodies_of_the_clerk(request, "schedules meetings")
    form = ScheduleForm(request.POST or None, bodies=bodies, initial=asked_for(request, bodies))

    def step(form: ScheduleForm) -> Step:
        meeting, joint_with = form.meeting, list(form.cleaned_data["joint_with"])
        about = {"because": form.cleaned_data["because"]}
        notice = notice_on(with_its_days(meeting.body), meeting.held_on)
        return Step(
            meeting.schedule,
            terms.of_scheduling(meeting, notice, joint_with, request.actor.today),
            about,
            partial(scheduling.schedule, meeting, joint_with, actor=request.actor, **about),
            then=meeting.get_absolute_url,
            beside={"warnings": _warnings(meeting, request.actor)},
        )

    return two_steps(request, form, step, heading="Schedule a meeting", button="Schedule", back_url=reverse("meetings"))


@login_required
def move(request: Request, pk: int) -> HttpResponse:
    """Another day or time for a meeting whose agenda is not out."""
    this = find_meeting(pk, request.actor)
    form = MoveForm(request.POST or None, thing=this, rule=rule_named(Meeting, "move"), actor=request.actor)

    def step(form: MoveForm) -> Step:
        on, at = form.cleaned_data["held_on"], form.cleaned_data["held_at"]
        notice = notice_on(with_its_days(this.body), on)
        moved = Meeting(pk=this.pk, body=this.body, held_on=on, held_at=at)
        return Step(
            partial(this.move, **form.details()),
            terms.of_moving(this, on, at, notice, request.actor.today),
            form.about(),
            beside={"warnings": _warnings(moved, request.actor)},
        )

    return two_steps(
        request, form, step, heading=f"Move {this}", button="Move", back_url=this.get_absolute_url(),
        against=blockers(this.move, actor=request.actor),
    )  # fmt: skip


@login_required
def act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on the calendar entry of a meeting."""
    if act not in ACTS:
        raise Http404
    return take(request, find_meeting(pk, request.actor), act)


@login_required
def invite(request: Request, pk: int) -> HttpResponse:
    """Another body that sits in a meeting."""
    this = find_meeting(pk, request.actor)
    form = InviteForm(request.POST or None, thing=this)

    def step(form: InviteForm) -> Step:
        joint = JointBody(meeting=this, body=form.cleaned_data["body"])
        return Step(joint.invite, terms.of_inviting(joint), {"because": form.cleaned_data["because"]})

    nobody_yet = JointBody(meeting=this, body=Body(short_name="another body"))
    return two_steps(
        request, form, step, heading=f"Invite a body to {this}", button="Invite", back_url=this.get_absolute_url(),
        against=blockers(nobody_yet.invite, actor=request.actor),
    )  # fmt: skip


def bodies_of_the_clerk(request: Request, does: str) -> Any:
    """The bodies whose calendar the person keeps; refused with who does for others who hold an office."""
    only_readers(request)
    bodies = bodies_where(SCHEDULE, request.actor).order_by("name")
    if not bodies:
        tops = tuple(scope_of(top) for top in Body.objects.filter(parent__isnull=True))
        who = who_may(SCHEDULE, tops, request.actor)
        raise PermissionDenied(f"Only the clerk of a body {does}{f': {who}' if who else ''}.")
    return bodies


def asked_for(request: Request, bodies: Any) -> dict[str, Any]:
    """The body whose page the person came from."""
    asked = request.GET.get("body", "")
    return {"body": asked} if any(str(body.pk) == asked for body in bodies) else {}


def _warnings(meeting: Meeting, actor: Actor) -> list[str]:
    notice = notice_on(meeting.body, meeting.held_on)
    others = meetings_at([meeting.held_on], actor).get(meeting.held_on, [])
    return [f"{problem}." for problem in problems_of(meeting, notice, others, actor)]
