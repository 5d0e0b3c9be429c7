"""What bodies decided about a plan, and recording it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import procedures
from governance.conditions import in_order
from governance.forms.decision import DecisionForm
from governance.forms.plan import bodies_where
from governance.models import Body, Condition, Decision, Objective, Outcome, Plan
from governance.models.body import PowerKind
from governance.procedures import Resolved
from governance.queries import decisions_known_to, reads_in_preparation
from governance.views.plans import find_plan
from workflow.blockers import Blocked
from workflow.middleware import Request


@require_safe
def decisions(request: Request, slug: str) -> HttpResponse:
    """Every decision about a plan, with what it meant for each objective, and who may record the next.

    Those who do not read in preparation see what was said about published objectives, and about the plan.
    """
    this = find_plan(slug, request.actor)
    said = Outcome.objects.visible_to(request.actor)
    in_preparation = reads_in_preparation(this, request.actor)
    rows = decisions_known_to(request.actor, this)
    rows = rows.prefetch_related(Prefetch("outcomes", said), "outcomes__objective__aspect", "conditions")
    conditions = Condition.objects.visible_to(request.actor).filter(plan=this)
    context = {
        "plan": this,
        "conditions": in_order(conditions),
        "today": request.actor.today,
        "decisions": rows.order_by("-decided_on", "-pk"),
        "bodies": _recordable(this, request),
        "reads_in_preparation": in_preparation,
        "breadcrumbs": [
            {"text": "Plans", "href": "/plans/"},
            {"text": str(this), "href": this.get_absolute_url()},
            {"text": "Decisions"},
        ],
    }
    return render(request, "governance/decisions.html", context)


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
    form = DecisionForm(request.POST or None, plan=this, objectives=_before(body, this, request), today=today)
    status = 200
    if "add_condition" in request.POST:
        form = form.with_one_more_condition()
    elif request.method == "POST" and form.is_valid():
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
        "can_approve": any(power.kind == PowerKind.APPROVE for power in body.powers.all()),
        "back_url": this.get_absolute_url(),
    }
    return render(request, "governance/record_decision.html", context, status=status)


def _record(form: DecisionForm, plan: Plan, body: Body, request: Request) -> None:
    values = {name: form.cleaned_data[name] for name in ("circulated_on", "decided_on", "reference")}
    resolved = Resolved(
        form.about(),
        form.cleaned_data["plan_as_a_whole"],
        form.seen(),
        form.cleaned_data["seal_plan"],
        conditions=form.subject_to(),
    )
    decision = Decision(plan=plan, body=body, **values)
    procedures.record_decision(decision, resolved, actor=request.actor, because=form.cleaned_data["because"])


def _with_refusal(form: DecisionForm, blocked: Blocked) -> DecisionForm:
    """The form as typed with every reason, and with the versions as they are now for the next attempt."""
    form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
    form.see(form.on_the_page)
    return form


def _recordable(plan: Plan, request: Request) -> list[Body]:
    """The bodies on the plan's route whose decisions the person records."""
    on_the_route = {stage.body_id for stage in plan.stages.all()}
    return list(bodies_where("governance.record_decision", request.actor).filter(pk__in=on_the_route))


def _before(body: Body, plan: Plan, request: Request) -> list[Objective]:
    """The objectives that are in a stage of `body` now, those it has approved among them."""
    rows = Objective.objects.visible_to(request.actor).in_force().filter(plan=plan)
    rows = rows.select_related("aspect__priority", "plan").prefetch_related("plan__stages__body")
    return [each for each in rows if any(stage.body_id == body.pk for stage in each.stages)]
