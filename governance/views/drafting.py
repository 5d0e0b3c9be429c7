"""Writing a whole objective: its sections, one thing to a page, and a page that shows it all before it is submitted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from audit.ledger import Line
from audit.vocabulary import sentence_for
from governance import procedures
from governance.drafting import SECTIONS, Section, next_order, progress_of, section_called
from governance.forms.drafting import (
    ActionPointForm,
    ContributionForm,
    ExemptNoteForm,
    IndicatorForm,
    NewIndicatorForm,
    NoteForm,
    OrderForm,
    PartForm,
    SharedTargetForm,
    WordingForm,
)
from governance.models import ActionPoint, Contribution, ExemptNote, Indicator, Note, Objective, Target
from governance.queries import reads_in_preparation
from governance.views.objectives import find_objective
from governance.views.plans import way_to
from workflow.actors import Actor
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import Act, blockers, perform_each
from workflow.middleware import Request

REVISED_BY: dict[type[Any], type[PartForm]] = {
    Indicator: IndicatorForm,
    ActionPoint: ActionPointForm,
    Note: NoteForm,
    ExemptNote: ExemptNoteForm,
}
"""The form of a part; a contribution has no words of its own and is only added and withdrawn"""

ADDED_BY: dict[type[Any], type[PartForm]] = {**REVISED_BY, Indicator: NewIndicatorForm, Contribution: ContributionForm}

Lines = Sequence[Line | None]


@login_required
@require_safe
def draft(request: Request, pk: int) -> HttpResponse:
    """The sections of an objective, with what is still to do in each."""
    this = find_draft(request, pk)
    sections = progress_of(this)
    context = {
        "objective": this,
        "sections": sections,
        "done": sum(section.is_complete for section in sections),
        "breadcrumbs": [*_way(this, request.actor)[:-1], {"text": "Write it"}],
    }
    return render(request, "governance/draft/tasks.html", context)


@login_required
def wording(request: Request, pk: int) -> HttpResponse:
    """What the objective says."""
    this = find_draft(request, pk)
    form = _form(WordingForm, this, "revise", request)

    def do(form: Any) -> Lines:
        return perform_each(
            [partial(this.revise, title=form.cleaned_data["title"])], actor=request.actor, **form.about()
        )

    return _take(request, this, form, do, act=this.revise, heading="Wording", back_url=reverse("draft", args=[pk]))


@login_required
@require_safe
def section(request: Request, pk: int, slug: str) -> HttpResponse:
    """The parts of one kind, in their order."""
    this, of_kind = _found(request, pk, slug)
    return _section_page(request, this, of_kind, _order_form(this, of_kind, None))


@login_required
@require_POST
def order(request: Request, pk: int, slug: str) -> HttpResponse:
    """The parts of one kind, put in another order by their numbers or moved by one place."""
    this, of_kind = _found(request, pk, slug)
    if not of_kind.ordered:
        raise Http404
    form = _order_form(this, of_kind, request.POST)
    if not form.is_valid():
        return _section_page(request, this, of_kind, form)
    about = {name: form.cleaned_data[name] for name in ("seen", "because") if name in form.cleaned_data}
    try:
        lines = procedures.put_in_order(form.in_order(), actor=request.actor, **about)
    except Blocked as blocked:
        form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
        form.see({"seen": form.thing})
        return _section_page(request, this, of_kind, form, status=409)
    _say(request, lines, f"You put the {of_kind.title.lower()} of {this} in another order.")
    at = f"#part-{form.moved}" if form.moved else ""
    return redirect(f"{of_kind.url(this)}{at}")


@login_required
def add(request: Request, pk: int, slug: str) -> HttpResponse:
    """One more part."""
    this, of_kind = _found(request, pk, slug)
    part = _new_part(this, of_kind)
    form = _form(ADDED_BY[of_kind.model], part, "add", request)

    def do(form: Any) -> Lines:
        if isinstance(form, NewIndicatorForm):
            _take_values(part, form.indicator())
            return procedures.add_indicator(part, form.target(), actor=request.actor, **form.about())
        _take_values(part, form.details())
        return perform_each([part.add], actor=request.actor, **form.about())

    return _take(
        request, this, form, do, act=_any_part(part).add, heading=f"Add {_a(of_kind.one)}", back_url=of_kind.url(this)
    )


@login_required
def change(request: Request, pk: int, slug: str, part: int) -> HttpResponse:
    """What a part says."""
    this, of_kind = _found(request, pk, slug)
    if of_kind.model not in REVISED_BY:
        raise Http404
    row = _part(this, of_kind, part)
    form = _form(REVISED_BY[of_kind.model], row, "revise", request)

    def do(form: Any) -> Lines:
        return perform_each([partial(row.revise, **form.details())], actor=request.actor, **form.about())

    return _take(
        request, this, form, do, act=row.revise, heading=f"Change the {of_kind.one}", back_url=of_kind.url(this)
    )


@login_required
def withdraw(request: Request, pk: int, slug: str, part: int) -> HttpResponse:
    """Take a part out of the objective."""
    this, of_kind = _found(request, pk, slug)
    row = _part(this, of_kind, part)
    form = _form(PartForm, row, "withdraw", request, reason=isinstance(row, Indicator) and _is_alone(row))

    def do(form: Any) -> Lines:
        if isinstance(row, Indicator):
            return procedures.withdraw_indicator(row, actor=request.actor, **form.about())
        return perform_each([row.withdraw], actor=request.actor, **form.about())

    return _take(
        request,
        this,
        form,
        do,
        act=row.withdraw,
        heading=f"Withdraw the {of_kind.one}",
        button="Withdraw",
        back_url=of_kind.url(this),
        lead=_words_of(row),
        told=_told_of_withdrawing(row),
    )


@login_required
def share(request: Request, pk: int, part: int) -> HttpResponse:
    """Which target an indicator is served by: that of another, or one of its own."""
    this, of_kind = _found(request, pk, "indicators")
    row: Indicator = _part(this, of_kind, part)
    form = _form(SharedTargetForm, row, "take_target", request)

    def do(form: Any) -> Lines:
        if (target := form.target()) is None:
            own = Target(objective=this, text="", resolution="missing")
            return procedures.part_target(row, own, actor=request.actor, **form.about())
        return procedures.share_target(row, target, actor=request.actor, **form.about())

    return _take(
        request,
        this,
        form,
        do,
        act=row.take_target,
        heading="Which target serves it",
        back_url=of_kind.url(this),
        lead=row.text,
    )


@login_required
@require_safe
def check(request: Request, pk: int) -> HttpResponse:
    """Everything that was written, and every reason why it cannot be submitted yet."""
    this = find_draft(request, pk)
    context = {
        "objective": this,
        "sections": [(each, each.parts_of(this)) for each in SECTIONS],
        "blockers": blockers(this.submit, actor=request.actor),
        "breadcrumbs": [*_way(this, request.actor), {"text": "Check what you wrote"}],
    }
    return render(request, "governance/draft/check.html", context)


def find_draft(request: Request, pk: int) -> Objective:
    """The objective with all its parts, for those who may read its plan in preparation; absent for everybody else."""
    this = find_objective(request, pk)
    if not reads_in_preparation(this, request.actor):
        raise Http404
    prefetch_related_objects([this], "contributions__statutory", "contributions__indicator")
    return this


def _found(request: Request, pk: int, slug: str) -> tuple[Objective, Section]:
    this, of_kind = find_draft(request, pk), section_called(slug)
    if of_kind is None:
        raise Http404
    return this, of_kind


def _part(this: Objective, of_kind: Section, pk: int) -> Any:
    """A part of the objective that is in force."""
    row = next((part for part in of_kind.parts_of(this) if part.pk == pk), None)
    if row is None:
        raise Http404
    row.objective = this
    return row


def _new_part(this: Objective, of_kind: Section) -> Any:
    placed = {"order": next_order(of_kind, this)} if of_kind.ordered else {}
    in_plan = {"plan": this.plan} if of_kind.model is Contribution else {}
    model: Any = of_kind.model
    return model(objective=this, **placed, **in_plan)


def _any_part(part: Any) -> Any:
    """One that could be added, to ask who may add such a part: whoever writes what it stands with may."""
    if isinstance(part, Contribution):
        return Note(objective=part.objective)
    if isinstance(part, Indicator):
        return Indicator(objective=part.objective, target=Target(objective=part.objective))
    return part


def _take_values(part: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(part, name, value)


def _form(kind: type[PartForm], thing: Any, act: str, request: Request, *, reason: bool = False) -> Any:
    """The form of an act of `thing`; with `reason` it is asked for although the act itself needs none."""
    rule = next(rule for rule in rules_of(type(thing)) if rule.name == act)
    return kind(request.POST or None, thing=thing, rule=rule, actor=request.actor, asks=reason)


def _order_form(this: Objective, of_kind: Section, data: Any) -> OrderForm:
    return OrderForm(data, objective=this, parts=of_kind.parts_of(this) if of_kind.ordered else [])


def _section_page(
    request: Request, this: Objective, of_kind: Section, form: OrderForm, status: int = 200
) -> HttpResponse:
    context = {
        "objective": this,
        "section": of_kind,
        "a_part": _a(of_kind.one),
        "rows": [(part, form[f"place_{part.pk}"] if of_kind.ordered else None) for part in of_kind.parts_of(this)],
        "form": form,
        "can_change": of_kind.model in REVISED_BY,
        "blockers": blockers(_any_part(_new_part(this, of_kind)).add, actor=request.actor),
        "breadcrumbs": [*_way(this, request.actor), {"text": of_kind.title}],
    }
    return render(request, "governance/draft/section.html", context, status=status)


def _take(
    request: Request,
    this: Objective,
    form: Any,
    do: Callable[[Any], Lines],
    *,
    act: Act,
    heading: str,
    back_url: str,
    button: str = "Save",
    lead: str = "",
    told: Sequence[str] = (),
) -> HttpResponse:
    """Show a form, and do what it says when it comes back; a refusal shows every reason and keeps what was typed."""
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            lines = do(form)
        except Blocked as blocked:
            form.refuse(blocked.blockers)
            status = 409
        else:
            _say(request, lines)
            return redirect(back_url)
    context = {
        "form": form,
        "caption": str(this),
        "heading": heading,
        "button": button,
        "lead": lead,
        "told": told,
        "back_url": back_url,
        "blockers": blockers(act, actor=request.actor) if status == 200 else [],
        "breadcrumbs": [*_way(this, request.actor), {"text": heading}],
    }
    return render(request, "governance/form.html", context, status=status)


def _say(request: Request, lines: Lines, told: str = "") -> None:
    """What was done, by its first line; or that nothing was."""
    first = next((line for line in lines if line), None)
    if first is None:
        messages.info(request, "Nothing was different, so nothing has been changed.")
        return
    messages.success(request, told or sentence_for(first.action).format(actor="You", subject=first.subject[2]) + ".")


def _way(this: Objective, actor: Actor) -> list[dict[str, str]]:
    """The breadcrumbs down to the task list."""
    return [
        *way_to(this.plan, actor),
        {"text": str(this), "href": this.get_absolute_url()},
        {"text": "Write it", "href": reverse("draft", args=[this.pk])},
    ]


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _is_alone(indicator: Indicator) -> bool:
    """Whether nobody else is served by its target, which goes with it then."""
    return len(indicator.target.indicators.all()) == 1


def _words_of(part: Any) -> str:
    return str(part).capitalize() if isinstance(part, Contribution) else str(part.text)


def _told_of_withdrawing(part: Any) -> list[str]:
    told = ["It no longer stands in the objective. What it said stays in the history."]
    if isinstance(part, Indicator):
        text = f"“{part.target.text}”" if part.target.text else "still missing"
        if _is_alone(part):
            told.append(f"Its target, {text}, goes with it, and so does what it contributes to.")
        else:
            told.append(f"Its target, {text}, stays: another indicator needs it.")
    return told
