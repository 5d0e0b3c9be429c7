"""The structure of a plan: its headings as a tree to work on, and where each objective stands."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.vocabulary import sentence_for
from governance import headings
from governance.forms.drafting import NoteForm
from governance.forms.headings import (
    ActivityForm,
    AspectForm,
    NewObjectiveForm,
    OrderHeadingsForm,
    PriorityForm,
    SplitForm,
    StatutoryForm,
)
from governance.models import Aspect, Note, Objective, Plan, Priority, StatutoryIndicator, SustainedActivity
from governance.queries import reads_in_preparation
from governance.views.acts import attempt, take
from governance.views.objectives import find_objective
from governance.views.plans import find_plan, way_to
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import blockers
from workflow.middleware import Request

KINDS: dict[str, type[Any]] = {"priority": Priority, "aspect": Aspect, "activity": SustainedActivity, "note": Note}
FORMS: dict[str, type[Any]] = {
    "priority": PriorityForm,
    "aspect": AspectForm,
    "activity": ActivityForm,
    "statutory": StatutoryForm,
    "note": NoteForm,
}
NAMES = {
    "priority": "a priority",
    "aspect": "an aspect",
    "activity": "a sustained activity",
    "statutory": "a statutory indicator",
    "note": "a note",
}
EDIT_HEADINGS = "governance.edit_headings"


@login_required
@require_safe
def tree(request: Request, slug: str) -> HttpResponse:
    """Every heading with what can be done to it."""
    this = _plan(request, slug)
    aspects = (
        this.aspects.order_by("priority__order", "order", "pk").select_related("priority").prefetch_related("notes")
    )
    objectives = Objective.objects.visible_to(request.actor).current().filter(plan=this).select_related("aspect")
    under: dict[int, list[Objective]] = {}
    for objective in objectives:
        under.setdefault(objective.aspect_id, []).append(objective)
    branches: dict[int, list[Any]] = {}
    for aspect in aspects:
        branches.setdefault(aspect.priority_id, []).append((aspect, under.get(aspect.pk, [])))
    priorities = list(this.priorities.order_by("order", "pk"))
    context = {
        "plan": this,
        "tree": [(each, branches.get(each.pk, [])) for each in priorities],
        "may_correct": bool(priorities) and not blockers(priorities[0].correct, actor=request.actor),
        "activities": list(this.sustained_activities.order_by("order", "pk")),
        "statutory": list(this.statutory_indicators.all()),
        "blockers": blockers(Priority(plan=this, title="a priority", order=0).add, actor=request.actor),
        "may_draft": request.actor.may_anywhere("governance.draft_objective"),
        "breadcrumbs": _way(this, request),
    }
    return render(request, "governance/headings/tree.html", context)


@login_required
def add(request: Request, slug: str, kind: str) -> HttpResponse:
    """One more priority, aspect, sustained activity, statutory indicator or note on an aspect, after the others."""
    this = _plan(request, slug)
    new = _new(request, this, kind)
    form = FORMS[kind](request.POST or None, thing=new, rule=_adding(type(new)), actor=request.actor)
    if kind == "aspect":
        form.fields["title"].help_text = f"Under the priority “{new.priority}”"
    if kind == "note":
        form.fields["text"].help_text = f"On {new.aspect}: it is read under that heading"
    status = 200
    if request.method == "POST" and form.is_valid():
        for name, value in form.details().items():
            setattr(new, name, value)
        if not attempt(request, new.add, form, **form.about()):
            return _done(
                request, "{actor} added a note on {subject}" if kind == "note" else "{actor} added {subject}", new
            )
        status = 409
    found = blockers(new.add, actor=request.actor) if status == 200 else []
    return _form_page(request, this, form, f"Add {NAMES[kind]}", "Add", found, status)


@login_required
def act(request: Request, slug: str, kind: str, pk: int, act: str) -> HttpResponse:
    """An act on a heading, or on a note under one."""
    this = _plan(request, slug)
    if kind not in KINDS:
        raise Http404
    of_this, related = {
        "aspect": ({"plan": this}, ("plan__body", "priority")),
        "note": ({"aspect__plan": this}, ("aspect__plan__body",)),
    }.get(kind, ({"plan": this}, ("plan__body",)))
    return take(request, KINDS[kind].objects.filter(pk=pk, **of_this).select_related(*related).first(), act)


@login_required
def order(request: Request, slug: str, kind: str, pk: int) -> HttpResponse:
    """The things under one heading, put in another order by their numbers or moved by one place."""
    this = _plan(request, slug)
    heading, things = _things(request, this, kind, pk)
    form = OrderHeadingsForm(request.POST or None, things=things)
    against = blockers(things[0].place, actor=request.actor) if things else []
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            moved = headings.put_in_order(form.in_order(), actor=request.actor)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            told = "The order has been changed." if moved else "Nothing was different, so nothing has been changed."
            (messages.success if moved else messages.info)(request, told)
            return redirect(f"{request.path}#thing-{form.moved}" if form.moved else request.path)
    context = {
        "plan": this,
        "heading": heading,
        "rows": [(thing, form[f"place_{thing.pk}"]) for thing in things],
        "form": form,
        "blockers": against,
        "breadcrumbs": [*_way(this, request), {"text": "Order"}],
    }
    return render(request, "governance/headings/order.html", context, status=status)


@login_required
def add_objective(request: Request, slug: str) -> HttpResponse:
    """A new draft under an aspect."""
    this = _plan(request, slug)
    chosen = _key(request, "aspect")
    aspects = this.aspects.order_by("priority__order", "order", "pk")
    aspect = aspects.filter(pk=chosen).first() if chosen else None
    if aspect is None and (aspect := aspects.first()) is None:
        raise Http404
    new = Objective(plan=this, aspect=aspect, number=_next_number(aspect))
    rule = next(rule for rule in rules_of(Objective) if rule.name == "draft")
    form = NewObjectiveForm(request.POST or None, thing=new, rule=rule, actor=request.actor)
    status = 200
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data["aspect"]
        values = {**form.details(), **form.owner(), "title": form.cleaned_data["title"]}
        new = Objective(plan=this, aspect=place, order=headings.next_place(place.objectives), **values)
        if not attempt(request, new.draft, form, because=form.cleaned_data["because"]):
            return _done(request, sentence_for("objective.drafted"), new)
        status = 409
    found = _against_drafting(this, new, form, request) if status == 200 else []
    return _form_page(request, this, form, "Add an objective", "Add", found, status)


@login_required
def split(request: Request, pk: int) -> HttpResponse:
    """Two objectives out of one: what is ticked goes to a new draft beside it."""
    this = find_objective(request, pk)
    if not reads_in_preparation(this, request.actor):
        raise Http404
    rule = next(rule for rule in rules_of(Objective) if rule.name == "split_off")
    number = _next_number(this.aspect)
    form = SplitForm(request.POST or None, thing=this, rule=rule, actor=request.actor, next_number=number)
    status = 200
    if request.method == "POST" and form.is_valid():
        wanted = {"title": form.cleaned_data["title"], "number": form.cleaned_data["number"], **form.owner()}
        try:
            new = headings.split(
                this, headings.split_of(this, **wanted), form.parts(), actor=request.actor, **form.about()
            )
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            form.see({"seen": this})
            status = 409
        else:
            return _done(request, sentence_for("objective.split_off"), new)
    own = headings.split_of(this, title="", number=None, owner=this.owner, held_by=this.held_by)
    found = blockers(own.split_off, actor=request.actor) if status == 200 else []
    context = {
        "objective": this,
        "form": form,
        "blockers": found,
        "back_url": this.get_absolute_url(),
        "breadcrumbs": [*way_to(this.plan, request.actor), {"text": str(this), "href": this.get_absolute_url()}],
    }
    return render(request, "governance/headings/split.html", context, status=status)


def _plan(request: Request, slug: str) -> Plan:
    """The plan, for those who may read it in preparation; absent for everybody else."""
    this = find_plan(slug, request.actor)
    if not reads_in_preparation(this, request.actor):
        raise Http404
    return this


def _new(request: Request, plan: Plan, kind: str) -> Any:
    """What is to be added; an aspect under the priority that the address names, or the first."""
    if kind == "priority":
        return Priority(plan=plan, order=headings.next_place(plan.priorities))
    if kind == "activity":
        return SustainedActivity(plan=plan, order=headings.next_place(plan.sustained_activities))
    if kind == "statutory":
        return StatutoryIndicator(plan=plan, financial_year=plan.financial_year)
    if kind == "note":
        return _note(request, plan)
    chosen = _key(request, "priority")
    priority = plan.priorities.filter(pk=chosen).first() if chosen else plan.priorities.first()
    if kind != "aspect" or priority is None:
        raise Http404
    return Aspect(plan=plan, priority=priority, order=headings.next_place(priority.aspects))


def _note(request: Request, plan: Plan) -> Note:
    """A note to be added to the aspect that the address names."""
    aspect = plan.aspects.filter(pk=_key(request, "aspect") or 0).first()
    if aspect is None:
        raise Http404
    return Note(aspect=aspect, order=headings.next_place(aspect.notes))


def _key(request: Request, name: str) -> str:
    """The key that the query of an address gives; "" if it gives none that could be one."""
    given = request.GET.get(name, "")
    return given if given.isascii() and given.isdecimal() and len(given) < 19 else ""


def _adding(model: type[Any]) -> Any:
    return next(rule for rule in rules_of(model) if rule.name == "add")


def _things(request: Request, plan: Plan, kind: str, pk: int) -> tuple[str, list[Any]]:
    """What stands under one heading, with its name on the page."""
    whole = pk == plan.pk
    if kind == "priorities" and whole:
        return "Priorities", list(plan.priorities.order_by("order", "pk"))
    if kind == "activities" and whole:
        return "Sustained activities", list(plan.sustained_activities.order_by("order", "pk"))
    if kind == "aspects" and (priority := plan.priorities.filter(pk=pk).first()):
        return f"Aspects of {priority}", list(priority.aspects.select_related("priority").order_by("order", "pk"))
    if kind == "objectives" and (aspect := plan.aspects.filter(pk=pk).first()):
        rows = Objective.objects.visible_to(request.actor).current().filter(aspect=aspect)
        return f"Objectives of {aspect}", list(rows.select_related("aspect").order_by("order", "pk"))
    raise Http404


def _next_number(aspect: Aspect) -> int:
    highest: int | None = aspect.objectives.in_force().aggregate(highest=Max("number"))["highest"]
    return (highest or 0) + 1


def _against_drafting(plan: Plan, new: Objective, form: NewObjectiveForm, request: Request) -> list[Any]:
    """Why the person can add no objective: a coordinator for anybody, an owner for themselves."""
    offices = [value for value, _ in form.fields["office"].choices if value]  # type: ignore[attr-defined]
    own = next((value for value in offices if value.startswith(f"{request.actor.principal.pk}:")), "")
    new.owner_id, new.held_by_id = (int(key) for key in own.split(":")) if own else (None, None)
    return blockers(new.draft, actor=request.actor)


def _done(request: Request, sentence: str, thing: Any) -> HttpResponse:
    messages.success(request, sentence.format(actor="You", subject=thing) + ".")
    return redirect(thing.get_absolute_url())


def _form_page(
    request: Request, plan: Plan, form: Any, heading: str, button: str, found: list[Any], status: int
) -> HttpResponse:
    context = {
        "form": form,
        "caption": str(plan),
        "heading": heading,
        "button": button,
        "blockers": found,
        "back_url": reverse("headings", args=[plan.slug]),
        "breadcrumbs": [*_way(plan, request), {"text": heading}],
    }
    return render(request, "governance/form.html", context, status=status)


def _way(plan: Plan, request: Request) -> list[dict[str, str]]:
    return [*way_to(plan, request.actor), {"text": "Structure", "href": reverse("headings", args=[plan.slug])}]
