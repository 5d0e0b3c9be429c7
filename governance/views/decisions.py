"""What bodies decided about a plan, and recording it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import procedures
from governance.conditions import in_order
from governance.delegating import bodies_with_a_delegation, of_giving, open_to
from governance.forms.decision import DecisionForm
from governance.forms.plan import bodies_where
from governance.models import Body, Condition, Decision, Delegation, Objective, Outcome, Plan
from governance.models.body import PowerKind
from governance.procedures import Resolved
from governance.queries import decisions_known_to, reads_in_preparation
from governance.urgency import urgent_for
from governance.views.plans import find_plan
from governance.views.two_steps import rows_of, typed_in
from workflow.blockers import Blocked
from workflow.middleware import Request

ADDED = {"condition": "conditions", "delegation": "delegations"}
"""What the page of a decision asks for more of, by the name of the button"""


@require_safe
def decisions(request: Request, slug: str) -> HttpResponse:
    """Every decision about a plan, with what it meant for each objective, and who may record the next.

    Those who do not read in preparation see what was said about published objectives, and about the plan.
    """
    this = find_plan(slug, request.actor)
    said = Outcome.objects.visible_to(request.actor)
    in_preparation = reads_in_preparation(this, request.actor)
    rows = decisions_known_to(request.actor, this).select_related("officer", "consulted", "in_place_of")
    rows = rows.prefetch_related(Prefetch("outcomes", said), "outcomes__objective__aspect", "conditions")
    rows = rows.prefetch_related("outcomes__objective__target_outcomes")
    conditions = Condition.objects.visible_to(request.actor).filter(plan=this)
    context = {
        "plan": this,
        "conditions": in_order(conditions),
        "delegations": Delegation.objects.visible_to(request.actor).filter(plan=this).with_everybody(),
        "in_place_of_a_body": _in_place_of_a_body(rows),
        "reports": _reports(request),
        "today": request.actor.today,
        "decisions": rows.order_by("-decided_on", "-pk"),
        "bodies": _recordable(this, request),
        "urgent_for": urgent_for(this, request.actor),
        "reads_in_preparation": in_preparation,
        "breadcrumbs": [
            {"text": "Plans", "href": "/plans/"},
            {"text": str(this), "href": this.get_absolute_url()},
            {"text": "Decisions"},
        ],
    }
    return render(request, "governance/decisions.html", context)


def _in_place_of_a_body(known: Any) -> Any:
    """Of the decisions somebody may know, those for the item “Action taken under delegated authority”."""
    found = known.filter(pk__in=Decision.objects.in_place_of_a_body().values("pk"))
    return found.prefetch_related("outcomes__under__decision__body").order_by("-decided_on", "-pk")


def _reports(request: Request) -> bool:
    return request.actor.may_anywhere("governance.report_decision")


@login_required
def record(request: Request, slug: str) -> HttpResponse:
    """The decision of one body, by written procedure, about the objectives before it."""
    this = find_plan(slug, request.actor)
    bodies = _recordable(this, request)
    chosen = request.GET.get("body", "")
    body = next((each for each in bodies if str(each.pk) == chosen), None)
    if body is None:
        status = 403 if request.method == "POST" else 200  # nothing is recorded for a body that is not one's own
        return render(request, "governance/which_body.html", {"plan": this, "bodies": bodies}, status=status)
    today = request.actor.today
    form = DecisionForm(request.POST or None, plan=this, objectives=before(body, this, request), today=today)
    status = 200
    if more := next((name for name in ADDED if f"add_{name}" in request.POST), None):
        form = form.with_one_more(ADDED[more])
    elif request.method == "POST" and form.is_valid() and "change" not in request.POST:
        told = [sentence for each in form.delegated() for sentence in _of_giving(each, body, form)]
        if told and "checked" not in request.POST:
            return _check(request, form, body, told)
        try:
            _record(form, this, body, request)
        except Blocked as blocked:
            form = _with_refusal(form, blocked)
            status = 409
        else:
            return redirect("decisions", slug=this.slug)
    context = {
        "form": form,
        "plan": this,
        "body": body,
        "can_approve": any(power.kind == PowerKind.APPROVE for power in body.powers.all())
        or body.pk in bodies_with_a_delegation(this, today),
        "back_url": this.get_absolute_url(),
    }
    return render(request, "governance/record_decision.html", context, status=status)


def _of_giving(delegation: Delegation, body: Body, form: DecisionForm) -> list[str]:
    return of_giving(delegation, body, form.cleaned_data["decided_on"])


def _check(request: Request, form: DecisionForm, body: Body, told: list[str]) -> HttpResponse:
    """What is delegated is looked at once more before it is recorded."""
    context = {
        "heading": f"Record a decision of {body}",
        "button": "Record",
        "back_url": form.plan.get_absolute_url(),
        "typed": typed_in(form),
        "rows": rows_of(form),
        "told": told,
    }
    return render(request, "governance/check.html", context)


def _record(form: DecisionForm, plan: Plan, body: Body, request: Request) -> None:
    values = {name: form.cleaned_data[name] for name in ("circulated_on", "decided_on", "reference")}
    resolved = Resolved(
        form.about(),
        form.cleaned_data["plan_as_a_whole"],
        form.seen(),
        form.cleaned_data["seal_plan"],
        conditions=form.subject_to(),
        delegations=form.delegated(),
    )
    decision = Decision(plan=plan, body=body, **values)
    procedures.record_decision(decision, resolved, actor=request.actor, because=form.cleaned_data["because"])


def _with_refusal(form: DecisionForm, blocked: Blocked) -> DecisionForm:
    """The form as typed with every reason, and with the versions as they are now for the next attempt."""
    form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
    form.see(form.on_the_page)
    return form


def _recordable(plan: Plan, request: Request) -> list[Body]:
    """The bodies on the plan's route, and those to which something of it is delegated, whose decisions the person
    records."""
    concerned = {stage.body_id for stage in plan.stages.all()} | bodies_with_a_delegation(plan, request.actor.today)
    return list(bodies_where("governance.record_decision", request.actor).filter(pk__in=concerned))


def before(body: Body, plan: Plan, request: Request) -> list[Objective]:
    """The objectives that are in a stage of `body` now, those it has approved among them; and those approved by another
    that were delegated to it."""
    rows = Objective.objects.visible_to(request.actor).in_force().filter(plan=plan)
    rows = rows.select_related("aspect__priority", "plan").prefetch_related("plan__stages__body")
    about = Decision(plan=plan, body=body, decided_on=request.actor.today)
    delegated = {each.pk for each in open_to(about)}
    return [each for each in rows if each.pk in delegated or any(stage.body_id == body.pk for stage in each.stages)]
