"""Deciding, as the clerk of a body, what cannot wait until it meets."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from governance import procedures
from governance.forms.decision import UrgentDecisionForm
from governance.guards import rule_on_urgency
from governance.models import Body, Decision, Plan
from governance.models.decision import Procedure
from governance.procedures import Resolved
from governance.urgency import chairs_of
from governance.views.decisions import before
from governance.views.plans import find_plan
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers
from workflow.middleware import Request

SAID = ("decided_on", "reference", "consulted", "consulted_on", "could_not_wait", "could_not_meet")


@login_required
def decide(request: Request, slug: str, pk: int) -> HttpResponse:
    """What the clerk approves in the place of a body on the route, after consulting its chair."""
    this = find_plan(slug, request.actor)
    body = get_object_or_404(Body, pk=pk, stages__plan=this, stages__withdrawn=False)
    rule = rule_on_urgency(body, request.actor.today)
    form = UrgentDecisionForm(
        request.POST or None,
        plan=this,
        objectives=before(body, this, request),
        today=request.actor.today,
        chairs=chairs_of(body, request.actor),
        committee=rule.committee if rule else None,
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _take(form, this, body, request)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            form.see(form.on_the_page)
            status = 409
        else:
            return redirect("decisions", slug=this.slug)
    context = {
        "form": form,
        "plan": this,
        "body": body,
        "rule": rule,
        "blockers": _against(this, body, request) if request.method != "POST" else [],
        "back_url": f"{this.get_absolute_url()}decisions/",
    }
    return render(request, "governance/decide_in_urgency.html", context, status=status)


def _about(this: Plan, body: Body, request: Request, **values: Any) -> Decision:
    """What the person would decide, not saved yet."""
    known: dict[str, Any] = {"procedure": Procedure.URGENT, "officer": request.user, **values}
    return Decision(plan=this, body=body, **known)


def _against(this: Plan, body: Body, request: Request) -> list[Blocker]:
    """What stands against it today, whatever the person fills in; that the body has no chair is among it."""
    today = request.actor.today
    chair = chairs_of(body, request.actor).filter(appointments__in=body.appointments.in_force(today)).first()
    chairs = {"consulted": chair, "consulted_on": today} if chair else {}
    why = {"could_not_wait": "-", "could_not_meet": "-"}
    about = _about(this, body, request, decided_on=today, reference="in urgency", **why, **chairs)
    return blockers(about.take_in_urgency, actor=request.actor)


def _take(form: UrgentDecisionForm, this: Plan, body: Body, request: Request) -> None:
    decision = _about(this, body, request, **{name: form.cleaned_data.get(name, "") for name in SAID})
    resolved = Resolved(form.about(), form.cleaned_data["plan_as_a_whole"], form.seen(), form.cleaned_data["seal_plan"])
    procedures.record_decision(decision, resolved, actor=request.actor, because=decision.could_not_wait)
