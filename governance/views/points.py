"""A workshop: its clerk takes down what is said, one point a line, and puts together what was said twice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import User
from governance.before_a_body import before, who_reviews
from governance.forms.review import PointsForm
from governance.models import Comment, Objective, Stage, StageKind
from governance.said_and_done import comments_as_said, said_about
from governance.views.plans import way_to
from governance.views.reviews import find_or_404
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers, perform_each
from workflow.middleware import Request

CAPTURE = "governance.capture_point"


@login_required
def points(request: Request, pk: int) -> HttpResponse:
    """The objectives before the workshop with every point made about them, and the box for the next."""
    stage = find_or_404(request, pk)
    if stage.kind != StageKind.WORKSHOP_REVIEW:
        raise Http404
    objectives = before(stage, request.actor)
    form = PointsForm(
        request.POST or None,
        initial=request.GET.dict(),
        objectives=Objective.objects.filter(pk__in=[each.pk for each in objectives]).select_related("aspect"),
        people=User.objects.filter(pk__in=[each.pk for each in who_reviews(stage, request.actor)]),
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        found = _take_down(request, stage, form)
        if not found:
            return redirect(_ready_for_the_next(stage, form))
        form.add_error(None, [blocker.sentence for blocker in found])
        status = 409
    said = comments_as_said(request.actor).of_plan(stage.plan).filter(stage=stage.kind, body=stage.body_id)
    about: dict[Any, list[Any]] = {objective.pk: [] for objective in objectives}
    for each in said_about(said.filter(objective__in=list(about)), request.actor):
        about[each.comment.objective_id].append(each)
    context = {
        "stage": stage,
        "form": form,
        "items": [(objective, about[objective.pk]) for objective in objectives],
        "blockers": _against(request, stage, objectives) if request.method != "POST" else [],
        "may_capture": bool(request.actor.role_for(CAPTURE, stage.body.own_scope)),
        "breadcrumbs": [*way_to(stage.plan, request.actor), {"text": f"Points: {stage}"}],
    }
    return render(request, "governance/points.html", context, status=status)


def _take_down(request: Request, stage: Stage, form: PointsForm) -> list[Blocker]:
    """Every line as a point of its own, all of them as one act."""
    lines = [_point(request, stage, form.cleaned_data["objective"], line) for line in form.lines()]
    for each in lines:
        each.said_by = form.cleaned_data["said_by"]
    try:
        perform_each([each.capture for each in lines], actor=request.actor)
    except Blocked as blocked:
        return blocked.blockers
    messages.success(request, "Taken down." if len(lines) == 1 else f"Taken down: {len(lines)} points.")
    return []


def _point(request: Request, stage: Stage, objective: Objective, text: str) -> Comment:
    return Comment(objective=objective, stage=stage.kind, body=stage.body, author_id=request.actor.pk or 0, text=text)


def _ready_for_the_next(stage: Stage, form: PointsForm) -> str:
    """The same page with the same objective and the same person, and the box in focus."""
    asked = f"objective={form.cleaned_data['objective'].pk}"
    if form.cleaned_data["said_by"]:
        asked += f"&said_by={form.cleaned_data['said_by'].pk}"
    return f"{reverse('points', args=[stage.pk])}?{asked}#id_points"


def _against(request: Request, stage: Stage, objectives: list[Objective]) -> list[Blocker]:
    """Why the person can take nothing down, whatever it would be."""
    if not objectives:
        return [Blocker("nothing", f"No objective is before {stage.body.short_name} now.")]
    return blockers(_point(request, stage, objectives[0], "anything").capture, actor=request.actor)
