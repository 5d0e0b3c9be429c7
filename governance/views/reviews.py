"""A member's review of what is before their body: read, remark, check, send. What is not sent is theirs alone."""

from __future__ import annotations

import re
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from governance import reviewing
from governance.before_a_body import before, find_stage, may_watch, readings_of
from governance.forms.review import RemarkForm, SendForm
from governance.models import Indicator, Objective, Remark, Review, Stage, StageKind, Target
from governance.models.objective import WHAT_IT_READS
from governance.said_and_done import said_about, said_by_in
from governance.views.plans import way_to
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers
from workflow.middleware import Request

IS_A_SEAL = re.compile(r"[0-9a-f]{64}")
CHANGED = "The text has changed since you opened this page. Look at it above as it is now, and keep your remark then."


@login_required
@require_safe
def review(request: Request, pk: int) -> HttpResponse:
    """Everything before the body, with what the person has read and noted."""
    stage = find_or_404(request, pk)
    actor = request.actor
    sent = reviewing.review_of(actor, stage)
    against = _against_sending(sent, request)
    marks, objectives = readings_of(actor, stage), before(stage, actor)
    context = {
        "stage": stage,
        "items": [(each, _mark(each, marks), each.owner_id == actor.pk) for each in objectives],
        "read": sum(_mark(each, marks) == "read" for each in objectives),
        "remarks": reviewing.remarks_of(actor, stage),
        "sent": sent if sent.pk else None,
        "said": said_about(said_by_in(stage, actor), actor),
        "against": against,
        "open": not against,
        "aspects": stage.plan.aspects.all(),
        "activities": stage.plan.sustained_activities.prefetch_related("targets"),
        "may_watch": may_watch(stage, actor),
        "may_capture": _may_capture(request, stage),
        "breadcrumbs": [*way_to(stage.plan, actor), {"text": f"Review: {stage}"}],
    }
    return render(request, "governance/review.html", context)


@login_required
def add_remark(request: Request, pk: int) -> HttpResponse:
    """A new remark on the thing that `about` names."""
    stage = find_or_404(request, pk)
    remark = Remark(author_id=request.actor.pk or 0, stage=stage, **_about(request, stage))
    return _write(request, remark)


@login_required
def change_remark(request: Request, pk: int) -> HttpResponse:
    """A remark of the person's own, as they left it."""
    try:
        remark = _own(request, pk)
    except Http404:
        # There never was one, it is somebody else's, or it was sent in another window: all of these read the same.
        if request.method == "POST":
            return _gone(request, status=404)
        raise
    return _write(request, remark)


@login_required
def remove_remark(request: Request, pk: int) -> HttpResponse:
    """Take a remark of one's own back; nobody else has ever seen it."""
    remark = _own(request, pk)
    back = reverse("review", args=[remark.stage_id])
    if request.method == "POST":
        remark.delete()
        messages.success(request, "You took your remark out.")
        return redirect(back)
    return render(request, "governance/remove_remark.html", {"remark": remark, "back_url": back})


@login_required
@require_POST
def mark(request: Request, pk: int, objective: int) -> HttpResponse:
    """Mark an objective as read, or as to be read again."""
    stage = find_or_404(request, pk)
    rows = Objective.objects.visible_to(request.actor).filter(plan=stage.plan_id, state=stage.kind)
    this = get_object_or_404(rows.select_related("aspect").prefetch_related(*WHAT_IT_READS), pk=objective)
    if _against_sending(reviewing.review_of(request.actor, stage), request):
        raise Http404
    if "unread" in request.POST:
        reviewing.mark_as_unread(this, stage, request.actor)
    else:
        # What the page showed them, and not what it would show by now.
        if not IS_A_SEAL.fullmatch(seal := request.POST.get("seal", "")):
            raise Http404
        reviewing.mark_as_read(this, stage, request.actor, seal)
    return redirect(f"{reverse('review', args=[stage.pk])}#objective-{this.pk}")


@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """All of it on one page, with a verdict; then it is sent, and everybody who reads the plan sees it."""
    stage = find_or_404(request, pk)
    sent = reviewing.review_of(request.actor, stage)
    remarks = reviewing.remarks_of(request.actor, stage)
    against = _against_sending(sent, request) if request.method != "POST" else []
    back = reverse("review", args=[stage.pk])
    form = SendForm(request.POST or None, initial=_as_sent_before(sent) | {"noted": reviewing.seal_of_remarks(remarks)})
    status = 200
    if request.method == "POST" and form.is_valid():
        found = _sent_or_refused(request, stage, form)
        if not found:
            return redirect(back)
        form.add_error(None, [blocker.sentence for blocker in found])
        remarks = reviewing.remarks_of(request.actor, stage)
        form.data = form.data.copy() | {"noted": reviewing.seal_of_remarks(remarks)}  # type: ignore[attr-defined]
        status = 409
    context = {
        "form": form,
        "stage": stage,
        "remarks": remarks,
        "sent": sent if sent.pk else None,
        "blockers": against,
        "back_url": back,
    }
    return render(request, "governance/send_review.html", context, status=status)


def find_or_404(request: Request, pk: int) -> Stage:
    """The stage, for those who may read its plan in preparation."""
    if (stage := find_stage(pk, request.actor)) is None:
        raise Http404
    return stage


def _write(request: Request, remark: Remark) -> HttpResponse:
    """Take what is noted; it is kept only if it could be sent as it is."""
    form = RemarkForm(request.POST or None, remark=remark)
    back = f"{reverse('review', args=[remark.stage_id])}{_place(remark)}"
    against = [] if request.method == "POST" else _against_any(remark, request)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            found = _noted_or_refused(remark, form, request)
        except Blocked:
            return _gone(request, status=409, back=back)
        if not found:
            messages.success(request, "Noted. Nobody but you sees it until you send your review.")
            return redirect(back)
        form.add_error(None, found)
        form.see_them_as_they_are()
        status = 409
    context = {"form": form, "remark": remark, "blockers": against, "back_url": back}
    return render(request, "governance/remark.html", context, status=status)


def _gone(request: Request, *, status: int, back: str = "") -> HttpResponse:
    """Where there is no remark to change any more, what was typed is shown once more to be taken elsewhere."""
    typed = {name: request.POST.get(name, "").strip() for name in ("text", "proposed")}
    context = {"sentence": reviewing.GONE, "typed": typed, "back_url": back or reverse("tasks")}
    return render(request, "governance/remark_gone.html", context, status=status)


def _noted_or_refused(remark: Remark, form: RemarkForm, request: Request) -> list[str]:
    before_it = {name: getattr(remark, name) for name in ("kind", "text", "proposed", "quoted")}
    for name in ("kind", "text", "proposed"):
        setattr(remark, name, form.cleaned_data.get(name, ""))
    remark.quoted = remark.words
    found = [blocker.sentence for blocker in reviewing.against(remark, request.actor)]
    if not found and form.saw_other_words:
        found = [CHANGED]
    if not found:
        reviewing.note(remark)
        return []
    for name, value in before_it.items():
        setattr(remark, name, value)
    return found


def _against_any(remark: Remark, request: Request) -> list[Blocker]:
    """Why the person can say nothing about it, whatever it would be."""
    anything = Remark(**remark.said(), author_id=remark.author_id, stage=remark.stage)
    anything.kind, anything.text, anything.proposed = "", "anything", ""
    return reviewing.against(anything, request.actor)


def _sent_or_refused(request: Request, stage: Stage, form: SendForm) -> list[Blocker]:
    sent = {name: form.cleaned_data[name] for name in ("verdict", "reason", "noted")}
    try:
        done = reviewing.send(stage, actor=request.actor, **sent)
    except Blocked as blocked:
        return blocked.blockers
    if done:
        messages.success(request, "You sent your review. Whoever reads the plan in preparation can read it now.")
    else:
        messages.info(request, "Nothing was different, so nothing has been changed.")
    return []


def _against_sending(sent: Review, request: Request) -> list[Blocker]:
    """Why the person can send no review here and now."""
    return blockers(sent.supplement if sent.pk else sent.submit, actor=request.actor)


def _as_sent_before(sent: Review) -> dict[str, str]:
    return {"verdict": sent.verdict, "reason": sent.reason} if sent.pk else {}


def _own(request: Request, pk: int) -> Remark:
    """A remark of the person's own; there is no other."""
    rows = Remark.objects.visible_to(request.actor).select_related("stage__plan__body", "stage__body")
    return get_object_or_404(rows.prefetch_related("stage__plan__stages__body"), pk=pk)


def _place(remark: Remark) -> str:
    return f"#objective-{remark.objective_id}" if remark.objective_id else "#remarks"


def _mark(objective: Objective, marks: dict[int, Any]) -> str:
    if (own := marks.get(objective.pk)) is None:
        return ""
    return "read" if own.seal == objective.seal() else "outdated"


def _may_capture(request: Request, stage: Stage) -> bool:
    return stage.kind == StageKind.WORKSHOP_REVIEW and bool(
        request.actor.role_for("governance.capture_point", stage.body.own_scope)
    )


def _about(request: Request, stage: Stage) -> dict[str, Any]:
    """The thing of the plan that an address names, as the foreign keys of a remark: `target-7` and its objective."""
    name, _, key = request.GET.get("about", "").partition("-")
    if not key.isdecimal() or not key.isascii() or len(key) > 18:
        raise Http404
    plan = stage.plan
    seen = Objective.objects.visible_to(request.actor).filter(plan=plan)
    found: dict[str, Any] = {}
    if name == "plan" and int(key) == plan.pk:
        return {"plan_as_a_whole": plan}
    if name == "aspect":
        found = {"aspect": plan.aspects.filter(pk=key).first()}
    elif name == "activity":
        found = {"activity": plan.sustained_activities.filter(pk=key).first()}
    elif name == "objective":
        found = {"objective": seen.filter(pk=key).first()}
    elif name in ("indicator", "target"):
        found = _part(name, key, seen, plan)
    if not found or None in found.values():
        raise Http404
    return found


def _part(name: str, key: str, seen: Any, plan: Any) -> dict[str, Any]:
    model: Any = {"indicator": Indicator, "target": Target}[name]
    part = model.objects.filter(pk=key, objective__in=seen).select_related("objective").first()
    if part is not None:
        return {name: part, "objective": part.objective}
    if name == "indicator":
        return {}
    part = Target.objects.filter(pk=key, activity__plan=plan).select_related("activity").first()
    return {"target": part, "activity": part.activity} if part else {}
