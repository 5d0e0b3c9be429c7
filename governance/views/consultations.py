"""Consultations as readers of a plan in preparation see them: the list, one of them, and what is done with it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import personal_links
from governance.consulting import ConsultationFilter, find_consultation, question_about
from governance.forms.act import ActForm
from governance.forms.consultation import OpenConsultationForm, RecordAnswerForm
from governance.models import Consultation, Objective, Plan, Target
from governance.queries import history_of, reads_in_preparation
from governance.views.acts import attempt, check_page, offers_of
from governance.views.objectives import find_objective
from governance.views.plans import find_plan, way_to
from governance.views.two_steps import Step, two_steps
from workflow.acts import Rule, rules_of
from workflow.gate import blockers, perform
from workflow.middleware import Request
from workflow.models import Governed
from workflow.words import day

A_PAGE = 25


@login_required
@require_safe
def consultations(request: Request, slug: str) -> HttpResponse:
    """Every consultation about a plan and its objectives: those first whose day has passed."""
    this = _in_preparation(request, slug)
    today = request.actor.today
    chosen = ConsultationFilter(request.GET, queryset=Consultation.objects.visible_to(request.actor).of_plan(this))
    context = {
        "plan": this,
        "form": chosen.form,
        "page": Paginator(chosen.in_order(today), A_PAGE).get_page(request.GET.get("page")),
        "today": today,
        "may_open": not blockers(question_about(this, request.actor).open, actor=request.actor),
        "breadcrumbs": [*way_to(this, request.actor), {"text": "Consultations"}],
    }
    return render(request, "governance/consultations.html", context)


@login_required
@require_safe
def consultation(request: Request, pk: int) -> HttpResponse:
    """Who was asked what about which text, and what came of it."""
    this = _find(request, pk)
    context = {
        "consultation": this,
        "rows": _rows(this),
        "offers": offers_of(this, request.actor),
        "overdue": this.is_overdue(request.actor.today),
        "changed": this.has_changed_since(),
        "history": history_of(this, request.actor, only=True),
        "breadcrumbs": [
            *way_to(this.its_plan, request.actor),
            {"text": "Consultations", "href": reverse("consultations", args=[this.its_plan.slug])},
            {"text": this.party},
        ],
    }
    return render(request, "governance/consultation.html", context)


@login_required
def consult_about_objective(request: Request, pk: int) -> HttpResponse:
    """Ask a party about an objective, or about one of its targets."""
    this = find_objective(request, pk)
    if not reads_in_preparation(this, request.actor):
        raise Http404
    return _open(request, this, Target.objects.filter(objective=this).order_by("pk"))


@login_required
def consult_about_plan(request: Request, slug: str) -> HttpResponse:
    """Ask a party about a plan as a whole, or about a target of its sustained activities."""
    this = _in_preparation(request, slug)
    return _open(request, this, Target.objects.filter(activity__plan=this).order_by("pk"))


@login_required
def record_answer(request: Request, pk: int) -> HttpResponse:
    """The answer that came by letter."""
    this = _find(request, pk)
    form = RecordAnswerForm(
        request.POST or None, thing=this, rule=_rule(Consultation, "record_answer"), actor=request.actor
    )
    if request.method != "POST" and (found := blockers(this.record_answer, actor=request.actor)):
        return check_page(request, this, "Record the answer", form, [], found)

    def step(form: RecordAnswerForm) -> Step:
        told = ["The consultation is answered, and nothing waits for it any more.", "Its personal link stops working."]
        return Step(partial(this.record_answer, **form.details()), told, form.about())

    heading = f"Record the answer of {this.party}"
    return two_steps(request, form, step, heading=heading, button="Record", back_url=this.get_absolute_url())


@login_required
def renew_link(request: Request, pk: int) -> HttpResponse:
    """A new personal link in place of the one before."""
    this = _find(request, pk)
    form = ActForm(request.POST or None, thing=this, rule=_rule(Consultation, "renew_link"), actor=request.actor)
    status = 200
    if request.method == "POST" and form.is_valid():
        word = personal_links.new_word()
        act = partial(this.renew_link, link=personal_links.hash_of(word))
        if not attempt(request, act, form, **form.about()):
            _show_once(request, this, word)
            return redirect(this)
        status = 409
    told = [
        "The link the party had before stops working at once." if this.link else "The party can answer by itself.",
        f"The new one works to the end of {day(this.due_on)}. It is shown once, for you to send.",
    ]
    found = blockers(this.renew_link, actor=request.actor) if request.method != "POST" else []
    return check_page(request, this, "Make a new link", form, told, found, status=status)


def _open(request: Request, about: Objective | Plan, targets: Any) -> HttpResponse:
    question = question_about(about, request.actor)
    form = OpenConsultationForm(
        request.POST or None, thing=about, rule=_rule(Consultation, "open"), actor=request.actor, targets=targets
    )
    if request.method != "POST" and (found := blockers(question.open, actor=request.actor)):
        return check_page(request, about, "Consult an outside party", form, [], found)

    def step(form: OpenConsultationForm) -> Step:
        for name, value in form.details().items():
            setattr(question, name, value)
        word = personal_links.new_word()
        question.link = personal_links.hash_of(word)

        def do() -> None:
            perform(question.open, actor=request.actor, **form.about())
            _show_once(request, question, word)

        return Step(question.open, _told(question), form.about(), do, then=question.get_absolute_url)

    heading = f"Consult an outside party about {about}"
    return two_steps(request, form, step, heading=heading, button="Open", back_url=about.get_absolute_url())


def _told(question: Consultation) -> list[str]:
    """What follows from asking."""
    told = [
        f"You get a personal link to send to {question.party}. Nothing is sent for you.",
        f"Whoever has the link reads the text as it is now, and nothing else, and can answer to the end of "
        f"{day(question.due_on)}.",
        f"{question.party} sees your name, and whose plan it is.",
    ]
    if question.required:
        what = question.root
        told.append(f"{str(what)[:1].upper()}{str(what)[1:]} is not approved before the answer is recorded.")
    return told


def _show_once(request: Request, this: Consultation, word: str) -> None:
    """The link itself goes to the browser of whoever made it; here only its hash stays."""
    messages.info(
        request,
        f"Send this link to {this.party}. It is shown this once: {personal_links.address_of(word)}",
        extra_tags="once",
    )


def _find(request: Request, pk: int) -> Consultation:
    if (found := find_consultation(pk, request.actor)) is None:
        raise Http404
    return found


def _in_preparation(request: Request, slug: str) -> Plan:
    """The plan of an address, for those who read it in preparation: consultations are no part of what is published."""
    this = find_plan(slug, request.actor)
    if not reads_in_preparation(this, request.actor):
        raise Http404
    return this


def _rows(this: Consultation) -> list[dict[str, object]]:
    """What is known of it, without rows that say nothing."""
    shown = {
        "Reference": this.reference,
        "Asked by": this.opened_by,
        "Asked on": day(this.opened_on),
        "Answer due on": day(this.due_on),
        "The approval waits for it": "Yes" if this.required else "No",
        "The chief officer": "Yes" if this.is_chief_officer else "",
        "E-mail address": this.contact,
        "Personal link": ("Works until the answer is due" if this.link else "None") if this.is_open else "",
    }
    return [{"key": key, "value": value} for key, value in shown.items() if value]


def _rule(model: type[Governed], name: str) -> Rule:
    return next(rule for rule in rules_of(model) if rule.name == name)
