"""Plans, objectives and targets as they stood at a moment: the pages of today, drawn from the ledger alone.

Who may see a thing is decided by the rights of today; what there is to see, by what had been recorded then. Whoever
does not read plans in preparation sees what had been published by then.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial, wraps
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import directory
from governance.answering import linked_to
from governance.as_at import NoSuchMoment, NotThereYet, Record, record_of
from governance.as_at.as_json import objective_in_json, plan_in_json
from governance.as_at.moment import moment_of
from governance.as_at.reading import Offices, counts_then, decisions_then, offices_then
from governance.conditions import awaited_among, provisional_among
from governance.guards import conditions_of
from governance.models import Decision, Objective, Plan, PlanState, Target
from governance.queries import decisions_known_to, history_of, reads_in_preparation, tree_of
from governance.said_and_done import Said
from governance.views.objectives import next_step
from governance.views.plans import find_plan
from governance.views.targets import rows_of
from governance.withdrawal import withdrawal_of
from workflow.middleware import Request
from workflow.words import day

ASKED = "as_at"
"""the parameter of an address that asks for a moment"""

View = Callable[..., HttpResponse]


def or_now(now: View, then: View) -> View:
    """The page of today, or, if the address asks for one, of a moment."""

    @wraps(now)
    def view(request: Request, **which: Any) -> HttpResponse:
        return require_safe(then)(request, **which) if ASKED in request.GET else now(request, **which)

    return view


@dataclass(frozen=True)
class Seen:
    """A thing somebody may read today, and what they asked to know of it."""

    thing: Any
    plan: Plan
    asked: str
    in_preparation: bool
    """whether they read the plan in preparation; if not, they see what was published"""

    @property
    def now(self) -> str:
        """The address of the page of today."""
        return str(self.thing.get_absolute_url())


# Pages


def plan(request: Request, slug: str) -> HttpResponse:
    """A plan down to its targets, its route, and who held which office."""
    return _page(request, _plan_asked_for(request, slug), "governance/plan.html", _of_plan)


def objective(request: Request, pk: int) -> HttpResponse:
    """One objective with what was said and what had happened by then."""
    return _page(request, _part_asked_for(request, Objective, pk), "governance/objective.html", _of_objective)


def target(request: Request, pk: int) -> HttpResponse:
    """One target and the values it had had."""
    return _page(request, _part_asked_for(request, Target, pk), "governance/target.html", _of_target)


@require_safe
def plan_json(request: Request, slug: str) -> HttpResponse:
    """A plan as JSON."""
    return _json(request, _plan_asked_for(request, slug), lambda seen, record: partial(plan_in_json, record))


@require_safe
def objective_json(request: Request, pk: int) -> HttpResponse:
    """An objective as JSON."""
    seen = _part_asked_for(request, Objective, pk)
    return _json(request, seen, lambda seen, record: partial(objective_in_json, record, _then(seen, record)))


def plan_then(request: Request, slug: str, answer: Callable[[Record], HttpResponse]) -> HttpResponse:
    """What `answer` makes of a plan of a moment: of one that had been published by then, as the public reads it,
    whoever asks. A refusal is a page that says why."""
    seen = _plan_asked_for(request, slug)
    try:
        record = _record(request, seen)
        if record.plan.state == PlanState.PUBLISHED:
            record = _record(request, replace(seen, in_preparation=False))
    except NoSuchMoment as refusal:
        return _refused(request, seen, 422, sentence=str(refusal))
    except NotThereYet as absence:
        return _refused(request, seen, 404, absent=str(absence))
    return answer(record)


def _page(request: Request, seen: Seen, template: str, context: Callable[..., dict[str, Any]]) -> HttpResponse:
    try:
        record = _record(request, seen)
        _keep_to_the_moment(record)
        told = {**context(request, seen, record), **_around(request, seen, record)}
    except NoSuchMoment as refusal:
        return _refused(request, seen, 422, sentence=str(refusal))
    except NotThereYet as absence:
        return _refused(request, seen, 404, absent=str(absence))
    return render(request, template, told)


def _json(request: Request, seen: Seen, teller: Callable[[Seen, Record], Callable[..., Any]]) -> HttpResponse:
    try:
        record = _record(request, seen)
        tell = teller(seen, record)
    except NoSuchMoment as refusal:
        return JsonResponse({"error": str(refusal)}, status=422)
    except NotThereYet as absence:
        return JsonResponse({"error": str(absence)}, status=404)
    return JsonResponse(tell(_offices(request, record), with_comments=seen.in_preparation))


def _refused(request: Request, seen: Seen, status: int, **why: str) -> HttpResponse:
    """Nothing of today, but the form to ask for another moment."""
    context = {"asked": seen.asked, "now": seen.now, "as_at_book": seen.plan.ledger_book, **why}
    return render(request, "governance/as_at_refused.html", context, status=status)


# What is asked for


def _plan_asked_for(request: Request, slug: str) -> Seen:
    this = find_plan(slug, request.actor)
    return Seen(this, this, request.GET.get(ASKED, ""), reads_in_preparation(this, request.actor))


def _part_asked_for(request: Request, model: type[Objective] | type[Target], pk: int) -> Seen:
    # Those withdrawn since are among them: they stood there then.
    rows: Any = model._base_manager.all()
    leads = ("plan",) if model is Objective else ("objective__plan", "activity__plan")
    this = rows.visible_to(request.actor).filter(pk=pk).select_related(*leads).first()
    if this is None:
        raise Http404
    return Seen(this, this.plan, request.GET.get(ASKED, ""), reads_in_preparation(this, request.actor))


def _record(request: Request, seen: Seen) -> Record:
    """What the person may read of the moment they ask for. Raises NoSuchMoment and NotThereYet."""

    def find_decision(pk: int) -> Decision | None:
        return decisions_known_to(request.actor, seen.plan).filter(pk=pk).first()

    moment = moment_of(seen.asked, seen.plan, request.actor.today, find_decision)
    record = record_of(seen.plan, moment, for_the_public=not seen.in_preparation)
    if isinstance(seen.thing, Plan) and not seen.in_preparation and record.plan.state != PlanState.PUBLISHED:
        raise NotThereYet(f"On {day(moment.day)} this plan had not been published.")
    return record


def _then(seen: Seen, record: Record) -> Any:
    """The thing asked for as it was. Raises NotThereYet."""
    found = record.find(type(seen.thing), seen.thing.pk)
    if found is None:
        kind, moment = seen.thing._meta.verbose_name, day(record.moment.day)
        if seen.in_preparation:
            raise NotThereYet(f"On {moment} there was no such {kind} yet.")
        raise NotThereYet(f"On {moment} this {kind} had not been published.")
    return found


# What pages show


def _of_plan(request: Request, seen: Seen, record: Record) -> dict[str, Any]:
    then = record.plan
    return {
        "plan": then,
        "counts": counts_then(then),
        "tree": tree_of(then, then.objectives.current(), whole=True),
        "stages": then.stages.all(),
        "activities": then.sustained_activities.all(),
        "conditions": then.conditions.all(),
        "awaited": awaited_among(then.conditions.all()),
        "provisional": provisional_among(then.objectives.current(), then.conditions.all()),
        "today": record.moment.day,
        "breadcrumbs": [{"text": "Plans", "href": reverse("plans")}, {"text": str(then)}],
    }


def _of_objective(request: Request, seen: Seen, record: Record) -> dict[str, Any]:
    then = _then(seen, record)
    return {
        "objective": then,
        "withdrawal": withdrawal_of(then),
        "indicators": then.indicators.all(),
        "next": next_step(then),
        "said": _said(then),
        "consultations": then.consultations.all(),
        "conditions": conditions_of(then),
        "awaited": awaited_among(conditions_of(then)),
        "today": record.moment.day,
        "history": history_of(seen.thing, request.actor, recorded=record.moment.recorded),
        "reads_in_preparation": seen.in_preparation,
        "breadcrumbs": [*_way_to(seen, record), {"text": str(then)}],
    }


def _said(then: Objective) -> list[Said]:
    """What people had said of it, with the changes it had led to: those stand in the ledger before the answer."""
    comments = list(then.comments.all())
    links = linked_to(comments)
    return [Said(each, links.get(each.replied.change)) for each in comments]


def _of_target(request: Request, seen: Seen, record: Record) -> dict[str, Any]:
    then = _then(seen, record)
    if then.objective is None and not seen.in_preparation and record.plan.state != PlanState.PUBLISHED:
        raise NotThereYet(f"On {day(record.moment.day)} this target had not been published.")
    return {
        "target": then,
        "withdrawal": withdrawal_of(then.objective),
        "rows": rows_of(then),
        "indicators": then.indicators.all(),
        "said": then.outcomes.all(),
        "history": history_of(seen.thing, request.actor, only=True, recorded=record.moment.recorded),
        "breadcrumbs": [*_way_to(seen, record), {"text": str(then.root), "href": then.place}, {"text": "Target"}],
    }


def _way_to(seen: Seen, record: Record) -> list[dict[str, str]]:
    way = [{"text": "Plans", "href": reverse("plans")}]
    if seen.in_preparation or record.plan.state == PlanState.PUBLISHED:
        way.append({"text": str(record.plan), "href": record.plan.get_absolute_url()})
    return way


def _around(request: Request, seen: Seen, record: Record) -> dict[str, Any]:
    """What every such page says of the moment itself. Other moments are offered as far as they were known then."""
    return {
        "as_at": record.moment,
        "as_at_entry": record.entry,
        "as_at_now": seen.now,
        "as_at_book": record.plan.ledger_book,
        "as_at_decisions": decisions_then(record.plan),
        "offices": _offices(request, record),
    }


def _offices(request: Request, record: Record) -> list[Offices] | None:
    """Who held which office, for those who may know who holds one."""
    return offices_then(record) if directory.may_read(request.actor) else None


def _keep_to_the_moment(record: Record) -> None:
    """Let every link from one rebuilt thing to another ask for the same moment."""
    suffix = f"?{urlencode({ASKED: record.moment.asked})}"
    for model in (Plan, Objective, Target):
        for row in record.all_of(model):
            address = type(row).get_absolute_url
            row.get_absolute_url = partial(_at, address, row, suffix)


def _at(address: Callable[[Any], str], row: Any, suffix: str) -> str:
    return address(row) + suffix
