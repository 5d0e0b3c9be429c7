"""What stands under an item: its report, recommendations, appendices and files, each prepared on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.sealed import keep_file
from governance.models import Objective
from governance.views.administering import rule_named
from meetings import bringing
from meetings.forms.agenda import AgendaForm
from meetings.forms.paper import AppendicesForm, AttachmentForm, PaperForm, RecommendationForm
from meetings.models import ActionTaken, Appendix, Attachment, Item, Paper, Recommendation, Verb
from meetings.reading import agenda_as_read
from meetings.views.agenda import way_to_item
from meetings.views.meetings import prepares
from meetings.views.taking import find_item, take, way_to_agenda
from workflow.gate import acts_of, one_act, perform
from workflow.middleware import Request


@login_required
@require_safe
def item(request: Request, pk: int, item: int) -> HttpResponse:
    """Everything that stands under an item, with what can be done about it."""
    this = find_item(request, pk, item)
    read = agenda_as_read(this.meeting, request.actor)
    entry = next(each for each in read.entries if each.item.pk == this.pk)
    if not entry.readable:
        raise Http404
    offers = {offer.rule.name: offer for offer in acts_of(this, request.actor)}
    context = {
        "meeting": this.meeting,
        "item": this,
        "entry": entry,
        "parts": [each for each in read.entries if each.item.parent_id == this.pk],
        "twins": [each for each in read.entries if each.item.with_open_id == this.pk],
        "may_prepare": prepares(this.meeting, request.actor)
        and this.meeting.state in ("planned", "called", "in_session"),
        "in_preparation": this.agenda_id is None,
        "takes_report": not entry.report and (this.agenda_id is None or this.to_follow),
        "takes_files": this.agenda_id is None or this.to_follow,
        "urgent": offers["hold_urgent"],
        "breadcrumbs": [*way_to_agenda(this.meeting), {"text": this.title[:60]}],
    }
    return render(request, "meetings/item_prepared.html", context)


@dataclass(frozen=True)
class Kind:
    """What can stand under an item, and how it is written."""

    model: type[Any]
    one: str
    form: type[AgendaForm]
    begin: Callable[[Item], Any]
    revised: bool = True
    added: bool = True
    """by hand, on a page of its own"""


def _paper(item: Item) -> Paper:
    return Paper(meeting=item.meeting, item=item, title=item.title)


def _recommendation(item: Item) -> Recommendation:
    order = Recommendation.objects.filter(item=item).count() + 1
    return Recommendation(meeting=item.meeting, item=item, order=order)


def _attachment(item: Item) -> Attachment:
    return Attachment(meeting=item.meeting, item=item)


def _action(item: Item) -> ActionTaken:
    return ActionTaken(meeting=item.meeting, item=item)


KINDS = {
    "report": Kind(Paper, "report", PaperForm, _paper),
    "recommendations": Kind(Recommendation, "recommendation", RecommendationForm, _recommendation),
    "attachments": Kind(Attachment, "attachment", AttachmentForm, _attachment, revised=False),
    "actions": Kind(ActionTaken, "action taken", AgendaForm, _action, revised=False, added=False),
}
"""By the name in the address"""


@login_required
def add(request: Request, pk: int, item: int, kind: str) -> HttpResponse:
    """One more part."""
    this, of_kind = _found(request, pk, item, kind)
    if not of_kind.added:
        raise Http404
    part = of_kind.begin(this)
    form = _form(request, of_kind, part, "add")

    def do(form: Any) -> str:
        with one_act():
            for name, value in form.details().items():
                setattr(part, name, value)
            if isinstance(form, AttachmentForm):
                part.file_id = keep_file(form.data_of_file)
            perform(part.add, actor=request.actor, **form.about())
        return f"You added {part}."

    article = "an" if of_kind.one[0] in "aeiou" else "a"
    return _take(request, this, form, do, part.add, f"Add {article} {of_kind.one}")


@login_required
def change(request: Request, pk: int, item: int, kind: str, part: int) -> HttpResponse:
    """What a part says."""
    this, of_kind = _found(request, pk, item, kind)
    row = _part(this, of_kind, part)
    if not of_kind.revised:
        raise Http404
    form = _form(request, of_kind, row, "revise")

    def do(form: Any) -> str:
        changed = perform(partial(row.revise, **form.details()), actor=request.actor, **form.about())
        return f"You changed {row}." if changed else ""

    return _take(request, this, form, do, row.revise, f"Change the {of_kind.one}")


@login_required
def withdraw(request: Request, pk: int, item: int, kind: str, part: int) -> HttpResponse:
    """Take a part away before it has gone out."""
    this, of_kind = _found(request, pk, item, kind)
    row = _part(this, of_kind, part)
    form = AgendaForm(request.POST or None, thing=row, rule=rule_named(of_kind.model, "withdraw"), actor=request.actor)

    def do(form: Any) -> str:
        perform(row.withdraw, actor=request.actor, **form.about())
        return f"You withdrew {row}."

    lead = row.text if isinstance(row, Recommendation) else row.title
    told = ["It does not go out with the item. What it said stays in the history."]
    return _take(
        request, this, form, do, row.withdraw, f"Withdraw the {of_kind.one}", lead=lead, told=told, button="Withdraw"
    )


@login_required
def appendices(request: Request, pk: int, item: int) -> HttpResponse:
    """Which objectives of the plan go with the report."""
    this = find_item(request, pk, item)
    if this.plan is None:
        raise Http404
    appended = [each.objective_id for each in Appendix.objects.filter(item=this) if each.objective_id]
    offered = Objective.objects.visible_to(request.actor).current().filter(plan=this.plan)
    offered = offered.select_related("aspect").order_by("aspect__priority__order", "aspect__order", "order", "pk")
    new = Appendix(meeting=this.meeting, item=this)
    form = AppendicesForm(
        request.POST or None, thing=new, rule=rule_named(Appendix, "add"), actor=request.actor,
        objectives=offered, appended=appended,
    )  # fmt: skip

    def do(form: Any) -> str:
        chosen = list(form.cleaned_data["objectives"])
        changed = bringing.choose(this, chosen, actor=request.actor, **form.about())
        return f"Appended: {len(chosen)} objective{'s'[: len(chosen) != 1]}." if changed else ""

    return _take(request, this, form, do, this.revise, "Choose what is appended")


def _found(request: Request, pk: int, item: int, kind: str) -> tuple[Item, Kind]:
    this = find_item(request, pk, item)
    if kind not in KINDS:
        raise Http404
    return this, KINDS[kind]


def _part(this: Item, of_kind: Kind, pk: int) -> Any:
    row = of_kind.model.objects.filter(item=this, pk=pk).first()
    if row is None:
        raise Http404
    row.item, row.meeting = this, this.meeting
    return row


def _form(request: Request, of_kind: Kind, part: Any, act: str) -> Any:
    more: dict[str, Any] = {"verbs": _verbs(part.item)} if of_kind.model is Recommendation else {}
    files = {"files": request.FILES or None} if of_kind.model is Attachment else {}
    rule = rule_named(of_kind.model, act)
    return of_kind.form(request.POST or None, thing=part, rule=rule, actor=request.actor, **files, **more)


def _verbs(item: Item) -> list[str]:
    """What can be asked of the body about a plan: only one with the power to approve it is asked to."""
    if item.plan is None or bringing.fitting_verb(item.meeting.body, item.meeting) == Verb.APPROVE:
        return []
    return [verb for verb in Verb if verb != Verb.APPROVE]


def _take(
    request: Request, this: Item, form: Any, do: Callable[[Any], str], act: Any, heading: str, **shown: Any
) -> HttpResponse:
    back_url = reverse("agenda_item", args=[this.meeting_id, this.pk])
    return take(
        request, this.meeting, form, do, act=act, heading=heading, back_url=back_url, way=[way_to_item(this)], **shown
    )
