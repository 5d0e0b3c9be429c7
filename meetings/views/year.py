"""The calendar of a year in one step: dates typed or worked out, seen on a check page, and scheduled all or none."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from governance.views.two_steps import Step, rows_of, two_steps
from interface.dates import DateParts
from meetings import scheduling, terms
from meetings.forms.year import PatternForm, YearForm
from meetings.models import Meeting
from meetings.scheduling import meetings_at, notice_on, problems_of, with_its_days
from meetings.views.scheduling import asked_for, bodies_of_the_clerk
from workflow.actors import Actor
from workflow.middleware import Request

HEADING = "Schedule the meetings of a year"
TEMPLATE = "meetings/year.html"


@login_required
def year(request: Request) -> HttpResponse:
    """Every date of a body for a year, in one act."""
    bodies = bodies_of_the_clerk(request, "schedules meetings")
    if request.method == "POST" and _asks_for_dates(request):
        return _worked_out(request, bodies)
    today = request.actor.today
    form = YearForm(request.POST or None, bodies=bodies, today=today, initial=asked_for(request, bodies))

    def step(form: YearForm) -> Step:
        meetings = form.meetings
        body = with_its_days(form.cleaned_data["body"])
        about = {"because": form.cleaned_data["because"]}
        return Step(
            meetings[0].schedule,
            terms.of_scheduling_a_year(meetings),
            about,
            partial(scheduling.schedule_all, meetings, actor=request.actor, **about),
            then=lambda: f"{reverse('meetings')}?body={body.pk}",
            beside={"calendar": _with_problems(meetings, request.actor), "rows": _rows(form)},
            others=[meeting.schedule for meeting in meetings[1:]],
            done=f"You put {len(meetings)} meeting{'' if len(meetings) == 1 else 's'} of {body} into the calendar.",
        )

    return two_steps(
        request, form, step, heading=HEADING, button="Schedule all of them", back_url=reverse("meetings"),
        template=TEMPLATE, shown={"pattern": PatternForm()},
    )  # fmt: skip


def _asks_for_dates(request: Request) -> bool:
    """Whether the dates are to be worked out. The Enter key presses that button as well, since it comes first: where
    there are dates and no pattern, it means to go on."""
    typed = request.POST
    a_pattern = any(typed.get(f"first-{part}", "").strip() for part in DateParts.parts)
    return "work_out" in typed and (a_pattern or not typed.get("dates", "").strip())


def _worked_out(request: Request, bodies: Any) -> HttpResponse:
    """The same page with the dates of the pattern added; nothing else of it is looked at yet."""
    typed = {name: request.POST.get(name, "") for name in YearForm.base_fields}
    pattern = PatternForm(request.POST)
    told = ""
    if pattern.is_valid():
        typed["dates"] = pattern.added_to(typed["dates"])
        told = f"{len(pattern.days)} date{'' if len(pattern.days) == 1 else 's'} worked out. Look at them, then go on."
    form = YearForm(bodies=bodies, today=request.actor.today, initial=typed)
    context = {"form": form, "pattern": pattern, "heading": HEADING, "button": "Continue", "worked_out": told}
    return render(request, TEMPLATE, {**context, "back_url": reverse("meetings")})


def _with_problems(meetings: list[Meeting], actor: Actor) -> list[dict[str, Any]]:
    """Each meeting with the last day for its agenda and what speaks against the day; two queries for all."""
    others = meetings_at([meeting.held_on for meeting in meetings], actor)
    found = []
    for meeting in meetings:
        notice = notice_on(meeting.body, meeting.held_on)
        problems = problems_of(meeting, notice, others.get(meeting.held_on, []), actor)
        found.append({"meeting": meeting, "notice": notice, "problems": problems})
    return found


def _rows(form: YearForm) -> list[dict[str, object]]:
    """What was typed, without the dates: those stand in the table."""
    return [row for row in rows_of(form) if row["key"] != form.fields["dates"].label]
