"""Bringing a report into a plan: upload it, see what was read beside its source, put it right, compare, confirm."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents import papers
from documents.forms import ConfirmForm, CorrectForm, IntoForm, UploadForm
from documents.importing.corrections import targets_in
from documents.models import Paper
from documents.reader import Unreadable
from governance.models import Plan
from governance.models.target import OPEN, Resolution
from workflow.blockers import Blocked
from workflow.middleware import Request

YEAR = re.compile(r"\b(?:19|20)\d\d/\d\d\b")
WORDS = dict(Resolution.choices)


@login_required
def shelf(request: Request) -> HttpResponse:
    """Papers that wait for this person, those that have been imported, and where a new one is handed in."""
    _refuse_others(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            return redirect("paper", pk=papers.receive(upload.read(), upload.name, request.user).pk)  # type: ignore[arg-type]
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
            status = 422
    visible = Paper.objects.visible_to(request.actor).defer("data").select_related("plan", "imported_by")
    context = {
        "form": form,
        "waiting": visible.waiting(),
        "imported": visible.exclude(act_id=""),
    }
    return render(request, "documents/shelf.html", context, status=status)


@dataclass
class SourceLine:
    """A line of the paper, and what was read in it."""

    number: int
    text: str
    read_as: list[dict[str, Any]] = field(default_factory=list)
    mark: str = ""

    @property
    def parts(self) -> tuple[str, str, str]:
        """The text before its mark, the mark, and the text after."""
        before, mark, after = self.text.partition(self.mark) if self.mark else (self.text, "", "")
        return before, mark, after


@login_required
def paper(request: Request, pk: UUID) -> HttpResponse:
    """What was read beside its source lines, with everything undecided marked, and the way into a plan."""
    this = _find(request, pk)
    reading = this.as_corrected()
    every_line = "every-line" in request.GET
    context = {
        "paper": this,
        "heading": reading["report"],
        "counts": reading["counts"],
        "lines": [line for line in _lines(this, reading) if every_line or line.read_as],
        "every_line": every_line,
        "queries": reading["open_queries"],
        "unplaced": reading["unplaced"],
        "form": IntoForm(
            actor=request.actor, auto_id="into_%s", initial={"financial_year": _year_in(reading["report"]["title"])}
        ),
        "breadcrumbs": [{"text": "Import a report", "href": reverse("papers")}, {"text": str(this)}],
    }
    return render(request, "documents/paper.html", context)


@login_required
def correct(request: Request, pk: UUID, line: int) -> HttpResponse:
    """One target, put right by hand before it goes into the plan."""
    this = _find(request, pk)
    target = next((target for at, target in targets_in(this.as_corrected()) if at == line), None)
    if target is None:
        raise Http404
    if request.method == "POST" and "as-it-was-read" in request.POST:
        return _take_as_read(this, line)
    form = CorrectForm(request.POST or None, initial=target)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            papers.correct(this, line, **form.changed_values())
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
        else:
            return redirect(f"{reverse('paper', args=[pk])}#line-{line}")
    context = {"form": form, "paper": this, "line": line, "target": target, "back_url": reverse("paper", args=[pk])}
    return render(request, "documents/correct.html", context, status=status)


def _take_as_read(this: Paper, line: int) -> HttpResponse:
    """Nobody's hand in it any more. Raises Blocked if the paper has been imported meanwhile."""
    papers.forget_correction(this, line)
    return redirect(f"{reverse('paper', args=[this.pk])}#line-{line}")


@login_required
def into(request: Request, pk: UUID) -> HttpResponse:
    """What importing the paper would change in a plan, line by line; done when it is confirmed."""
    this = _find(request, pk)
    chosen = IntoForm(request.GET, actor=request.actor, auto_id="into_%s")
    if not chosen.is_valid():
        return render(request, "documents/into.html", {"paper": this, "form": chosen}, status=422)
    title = YEAR.sub("", this.reading["report"]["title"]).strip() or "Plan"
    plan = papers.plan_for(title=title, **chosen.cleaned_data)
    later = papers.later_report(this, plan)
    comparison = papers.comparison(this, plan, actor=request.actor)
    form = ConfirmForm(
        request.POST or None,
        is_new=plan.pk is None,
        is_not_later=later is not None,
        initial={"title": plan.title, "seen": comparison.seal()},
    )
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return _confirm(request, this, plan, form)
        except Blocked as blocked:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            form.data = {**form.data.dict(), "seen": comparison.seal()}  # type: ignore[attr-defined]
            status = 409
    context = {
        "paper": this,
        "plan": plan,
        "comparison": comparison,
        "already": papers.already_imported(this, plan),
        "later": later,
        "form": form,
        "back_url": reverse("paper", args=[pk]),
    }
    return render(request, "documents/compare.html", context, status=status)


@login_required
@require_POST
def throw_away(request: Request, pk: UUID) -> HttpResponse:
    """Forget a paper nobody has confirmed."""
    this = _find(request, pk)
    name = str(this)
    try:
        papers.throw_away(this)
    except Blocked as blocked:
        messages.error(request, str(blocked))
    else:
        messages.success(request, f"You threw {name} away. Nothing of it was in any plan.")
    return redirect("papers")


def _confirm(request: Request, this: Paper, plan: Plan, form: ConfirmForm) -> HttpResponse:
    if title := form.cleaned_data.get("title"):
        plan.title = title
    done = papers.confirm(
        this, plan, actor=request.actor, anyway=form.cleaned_data.get("anyway", False), seen=form.cleaned_data["seen"]
    )
    messages.success(request, f"You imported {this} into {done.plan}.")
    return redirect(done.plan)


def _refuse_others(request: Request) -> None:
    if not request.actor.may_anywhere("governance.import_report"):
        raise PermissionDenied("A plan coordinator imports reports.")


def _find(request: Request, pk: UUID) -> Paper:
    _refuse_others(request)
    return get_object_or_404(Paper.objects.visible_to(request.actor), pk=pk)


def _year_in(title: str) -> str:
    """The financial year a title names; "" if it names none."""
    found = YEAR.search(title)
    return found[0] if found else ""


def _lines(this: Paper, reading: dict[str, Any]) -> list[SourceLine]:
    """Every line of the paper with what was read in it."""
    lines = {number: SourceLine(number, text) for number, text in papers.source_lines(this).items()}
    for found in _findings(reading):
        line = lines.setdefault(found["line"], SourceLine(found["line"], ""))
        if found not in line.read_as:
            line.read_as.append(found)
        line.mark = line.mark or found.get("mark", "")
    return [lines[number] for number in sorted(lines)]


def _findings(reading: dict[str, Any]) -> Any:
    """Everything that was read, by the line it was read at."""
    for priority in reading["priorities"]:
        yield {"line": priority.get("line", 0), "kind": "Priority"}
        for aspect in priority["aspects"]:
            yield {"line": aspect.get("line", 0), "kind": "Aspect"}
            for objective in aspect["objectives"]:
                yield {"line": objective["line"], "kind": "Objective"}
                yield from ({"line": each["line"], "kind": "Indicator"} for each in objective["indicators"])
    for line, target in targets_in(reading):
        yield {
            "line": line,
            "kind": "Target",
            "resolution": WORDS.get(target["resolution"], target["resolution"]),
            "is_open": target["resolution"] in OPEN,
            "mark": target.get("mark") or "",
            "value": target.get("value") or "",
            "unit": target.get("unit") or "",
        }
    for query in reading["open_queries"]:
        yield {"line": query["line"], "kind": "Query"}
    for unplaced in reading["unplaced"]:
        yield {"line": unplaced["line"], "kind": "Not placed"}
