"""One delegation: its page, revoking it, and deciding under it as the officer to whom it was given."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import procedures
from governance.delegating import find_decision, find_delegation, open_to
from governance.forms.decision import DelegatedDecisionForm
from governance.models import Decision, Delegation
from governance.models.decision import Procedure
from governance.procedures import Resolved
from governance.queries import history_of
from governance.views.acts import offers_of, take
from governance.views.plans import way_to
from workflow.blockers import Blocked
from workflow.gate import blockers
from workflow.middleware import Request
from workflow.words import day


@require_safe
def delegation(request: Request, pk: int) -> HttpResponse:
    """What was delegated to whom, and what was decided under it."""
    this = _find(request, pk)
    way = way_to(this.plan, request.actor)
    listed = [{"text": "Decisions", "href": reverse("decisions", args=[this.plan.slug])}] if len(way) > 1 else []
    signed_in = request.user.is_authenticated
    context = {
        "delegation": this,
        "rows": _rows(this),
        "in_force": this.in_force_on(request.actor.today),
        "today": request.actor.today,
        "uses": this.uses.select_related("decision__body", "decision__officer", "objective__aspect", "plan"),
        "offers": offers_of(this, request.actor) if signed_in else [],
        "may_decide": signed_in and not _against(request, this),
        "history": history_of(this, request.actor, only=True),
        "breadcrumbs": [*way, *listed, {"text": f"Delegation to {this.to}"}],
    }
    return render(request, "governance/delegation.html", context)


@login_required
def delegation_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Revoke it."""
    return take(request, find_delegation(pk, request.actor), act)


@login_required
def decision_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Report a decision that was taken in the place of a body."""
    return take(request, find_decision(pk, request.actor), act)


@login_required
def decide(request: Request, pk: int) -> HttpResponse:
    """What the officer decides to whom it was delegated."""
    this = _find(request, pk)
    about = _about(this, request)
    form = DelegatedDecisionForm(
        request.POST or None, plan=this.plan, objectives=open_to(about), today=request.actor.today
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _take(form, this, request)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            form.see(form.on_the_page)
            status = 409
        else:
            return redirect("decisions", slug=this.plan.slug)
    context = {
        "form": form,
        "plan": this.plan,
        "delegation": this,
        "blockers": _against(request, this) if request.method != "POST" else [],
        "back_url": this.get_absolute_url(),
    }
    return render(request, "governance/take_decision.html", context, status=status)


def _about(this: Delegation, request: Request, **values: Any) -> Decision:
    """What the person would decide today, not saved yet."""
    known = {"procedure": Procedure.DELEGATED, "officer": request.user, "decided_on": request.actor.today, **values}
    return Decision(plan=this.plan, body=this.decision.body, **known)


def _against(request: Request, this: Delegation) -> list[Any]:
    return blockers(_about(this, request, reference="what was delegated").take, actor=request.actor)


def _take(form: DelegatedDecisionForm, this: Delegation, request: Request) -> None:
    values = {name: form.cleaned_data[name] for name in ("decided_on", "reference")}
    resolved = Resolved(form.about(), form.cleaned_data["plan_as_a_whole"], form.seen(), form.cleaned_data["seal_plan"])
    decision = _about(this, request, **values)
    procedures.record_decision(decision, resolved, actor=request.actor, because=form.cleaned_data["because"])


def _find(request: Request, pk: int) -> Delegation:
    if (found := find_delegation(pk, request.actor)) is None:
        raise Http404
    return found


def _rows(this: Delegation) -> list[dict[str, object]]:
    """What is known of it, without rows that say nothing."""
    decision = this.decision
    shown = {
        "Given by": f"{decision.body}, {day(decision.decided_on)}: {decision.reference}",
        "To": this.to_body or f"{this.to_officer}, an officer",
        "About": this.objective or f"Everything of {this.plan}",
        "How far": this.get_scope_display().capitalize(),
        "May be passed on": "Yes" if this.may_be_passed_on else "No",
        "Last day": day(this.ends_on),
        "Revoked from": day(this.revoked_on) if this.revoked_on else "",
        "Passed on from": f"{this.under.decision.body}, {this.under.decision.reference}" if this.under else "",
    }
    return [{"key": key, "value": value} for key, value in shown.items() if value]
