"""Findings of auditors: a list of them, one with its answer, recording one, and what both sides do with it."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from evidence.forms.findings import RecordForm, name_of
from evidence.questions import QUESTIONS
from evidence.questions.asking import Found
from governance.models import Finding, FindingState
from governance.models.finding import ANSWER, RECORD
from governance.queries import history_of
from governance.views.acts import attempt, offers_of, take
from workflow.actors import Actor
from workflow.middleware import Request
from workflow.words import capital, day


@login_required
@require_safe
def findings(request: Request) -> HttpResponse:
    """Those somebody recorded or must answer: the ones that wait first, by their day."""
    _concerned(request.actor)
    rows = list(Finding.objects.visible_to(request.actor).with_everybody())
    waiting = [each for each in rows if each.state not in (FindingState.CLOSED, FindingState.WITHDRAWN)]
    waiting.sort(key=lambda each: (each.waits_until is None, each.waits_until, each.pk))
    context = {
        "waiting": [(each, each.is_overdue(request.actor.today)) for each in waiting],
        "done": [each for each in rows if each not in waiting],
        "records": request.actor.may_anywhere(RECORD),
        "breadcrumbs": [*_way(request.actor), {"text": "Findings"}],
    }
    return render(request, "evidence/findings.html", context)


@login_required
@require_safe
def finding(request: Request, pk: int) -> HttpResponse:
    """One of them, for its auditors and for the clerk of the body."""
    this = _find(request, pk)
    context = {
        "finding": this,
        "overdue": this.is_overdue(request.actor.today),
        "rows": _rows(this),
        "entries": _entries(this) if request.actor.may_anywhere(RECORD) else "",
        "offers": offers_of(this, request.actor),
        "history": history_of(this, request.actor, only=True),
        "breadcrumbs": [
            *_way(request.actor),
            {"text": "Findings", "href": reverse("findings")},
            {"text": capital(this)},
        ],
    }
    return render(request, "evidence/finding.html", context)


@login_required
def record_finding(request: Request) -> HttpResponse:
    """An auditor writes down what they found; what it is about comes with the address."""
    if not request.actor.may_anywhere(RECORD):
        raise PermissionDenied("Only an auditor records what an audit found.")
    asked = {name: request.GET.get(name, "") for name in ("question", "kind", "key")}
    form = RecordForm(request.POST if request.method == "POST" else None, actor=request.actor, initial=asked)
    if request.method == "POST" and form.is_valid():
        this = form.finding()
        if not attempt(request, this.record, form):
            messages.success(request, f"Recorded. {this.body.short_name} is to answer by {_told(this.due_on)}.")
            return redirect(this.get_absolute_url())
    about = name_of(asked["kind"], asked["key"], request.actor)
    context = {
        "form": form,
        "heading": "Record a finding",
        "lead": capital(about) if about else "",
        "button": "Record it",
        "back_url": reverse("findings"),
        "breadcrumbs": [
            *_way(request.actor),
            {"text": "Findings", "href": reverse("findings")},
            {"text": "Record a finding"},
        ],
    }
    return render(request, "governance/form.html", context, status=422 if form.errors else 200)


@login_required
def finding_act(request: Request, pk: int, act: str) -> HttpResponse:
    """Answer it, accept the answer or send it back, close or withdraw it."""
    return take(request, _find(request, pk), act)


def _find(request: Request, pk: int) -> Finding:
    this: Finding | None = Finding.objects.visible_to(request.actor).with_everybody().filter(pk=pk).first()
    if this is None:
        raise Http404
    return this


def _concerned(actor: Actor) -> None:
    if not (actor.may_anywhere(RECORD) or actor.may_anywhere(ANSWER)):
        raise PermissionDenied("Findings are read by auditors, and by the clerks who answer them.")


def _way(actor: Actor) -> list[dict[str, str]]:
    if not actor.may_anywhere(RECORD):
        return []
    return [{"text": "Ledger", "href": reverse("ledger")}, {"text": "Questions", "href": reverse("audit")}]


def _entries(this: Finding) -> str:
    """The lines of the ledger about the thing it is about; "" where it is about none."""
    if not this.thing_type:
        return ""
    return Found(this.thing_type, this.thing_id, this.thing, "", "").ledger_url


def _told(on: date | None) -> str:
    return day(on) if on else ""


def _rows(this: Finding) -> list[dict[str, object]]:
    """What is known of it, without rows that say nothing."""
    question = QUESTIONS.get(this.question)
    shown = {
        "About": this.thing,
        "Found in answer to": question.asked if question else "",
        "Severity": capital(this.get_severity_display()),
        "Body that answers": this.body,
        "Recorded": f"{day(this.recorded_on)}, by {this.recorded_by}",
        "To be answered by": f"{_told(this.due_on)} ({this.days} working days)" if this.state == "open" else "",
        "The body": capital(this.get_view_display()) if this.view else "",
        "What it answered": this.answer,
        "Answered on": _told(this.answered_on),
        "To be done by": _told(this.done_by),
        "Closed on": _told(this.closed_on),
    }
    return [{"key": key, "value": value} for key, value in shown.items() if value]
