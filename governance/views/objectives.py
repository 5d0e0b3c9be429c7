"""One objective: where it is, what happens next, its targets, what people said, and everything that happened to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from governance import procedures
from governance.conditions import READ_WITH_AN_OBJECTIVE, awaited_among, open_conditions_of
from governance.consulting import question_about
from governance.corrections import corrections_of
from governance.forms.act import ActForm
from governance.guards import conditions_of, counted
from governance.models import Comment, Note, Objective, ObjectiveState, Stage
from governance.models.objective import IN_STAGES
from governance.queries import history_of, objective_as_read, reads_in_preparation
from governance.said_and_done import said_about
from governance.versions import since_each_body_had_it, what_it_amended
from governance.views.acts import check_page, offers_of
from governance.views.plans import way_to
from governance.views.rollover import lineage_of
from governance.withdrawal import withdrawal_of
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import blockers
from workflow.middleware import Request
from workflow.words import listed


@require_safe
def objective(request: Request, pk: int) -> HttpResponse:
    """The whole of an objective on one page."""
    this = find_objective(request, pk)
    prefetch_related_objects([this], "outcomes__decision__conditions", *READ_WITH_AN_OBJECTIVE)
    signed_in = request.user.is_authenticated
    published = this.state == ObjectiveState.PUBLISHED
    against_amending = _against_amending(this, request) if signed_in and published else []
    corrections = corrections_of(this) if this.published_on else []
    offers = offers_of(this, request.actor) if signed_in else []
    context = {
        "objective": this,
        "corrections": corrections,
        "withdrawal": withdrawal_of(this),
        "amended": what_it_amended(this),
        "indicators": this.indicators.all(),
        "offers": offers,
        "may_correct": any(offer.rule.name == "correct" and offer.open for offer in offers),
        "next": next_step(this),
        "may_write": signed_in and may_write(this, request),
        "may_amend": signed_in and published and not against_amending,
        "against_amending": against_amending,
        "consultations": this.consultations.all(),
        "may_consult": signed_in and not blockers(question_about(this, request.actor).open, actor=request.actor),
        "conditions": conditions_of(this),
        "awaited": awaited_among(conditions_of(this)),
        "today": request.actor.today,
        "since": since_each_body_had_it(this, request.actor, corrections),
        "said": said_about(this.comments.all(), request.actor),
        "where_to_comment": where_to_comment(this, request),
        "history": history_of(this, request.actor),
        "reads_in_preparation": reads_in_preparation(this, request.actor),
        "lineage": lineage_of(this, request),
        "as_at_book": this.ledger_book,
        "as_at_decisions": [outcome.decision for outcome in reversed(this.outcomes.all())],
        "breadcrumbs": [*way_to(this.plan, request.actor), {"text": str(this)}],
    }
    return render(request, "governance/objective.html", context)


@login_required
def amend(request: Request, pk: int) -> HttpResponse:
    """A check page, then a new draft beside the published text."""
    this = find_objective(request, pk)
    rule = next(rule for rule in rules_of(Objective) if rule.name == "draft_amendment")
    form = ActForm(request.POST or None, thing=this, rule=rule, actor=request.actor)
    status = 200
    form.fields["because"].required = True
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(procedures.amend(this, actor=request.actor, because=form.cleaned_data["because"]))
        except Blocked as blocked:
            form.refuse(blocked.blockers)
            status = 409
    told = ["A new draft with the same text begins beside the published one, which stays readable as it is."]
    return check_page(request, this, "Amend", form, told, _against_amending(this, request), status=status)


def find_objective(request: Request, pk: int) -> Objective:
    """The objective with everything its page shows; absent for those who may not read it."""
    if (found := objective_as_read(pk, request.actor)) is None:
        raise Http404
    return found


def next_step(this: Objective) -> dict[str, Any]:
    """What happens next and who must act, in words."""
    owner = str(this.owner or "")
    bodies, several = _bodies(this)
    closes = max((stage.closes_on for stage in this.stages), default=None)
    told = {
        ObjectiveState.DRAFT: (f"{owner or 'Somebody'} writes it and submits it.", owner or "a coordinator"),
        ObjectiveState.WORKSHOP_REVIEW: (f"{bodies} {'go' if several else 'goes'} through it.", bodies),
        ObjectiveState.COMMITTEE_COMMENT: (f"{bodies} {'comment' if several else 'comments'} on it.", bodies),
        ObjectiveState.AUTHORITY_APPROVAL: (f"{bodies} {'decide' if several else 'decides'} on it.", bodies),
        ObjectiveState.APPROVED: _of_an_approved(this),
        ObjectiveState.PUBLISHED: ("Nothing: it is published. A change needs an amendment.", ""),
        ObjectiveState.SUPERSEDED: ("Nothing: an amendment has taken its place.", ""),
        ObjectiveState.WITHDRAWN: ("Nothing: it has left the plan.", ""),
    }
    what, who = told[ObjectiveState(this.state)]
    return {"what": what, "who": who, "closes": closes if this.state in IN_STAGES else None}


def _of_an_approved(this: Objective) -> tuple[str, str]:
    if waiting := open_conditions_of(this):
        clear = counted(len(waiting), "condition is cleared", "conditions are cleared")
        awaited = "; and for ".join(each.awaited for each in awaited_among(waiting))
        provisional = f"Its approval is provisional: it waits for {awaited}. " if awaited else ""
        owners = listed(list(dict.fromkeys(str(each.owner) for each in waiting)))
        return f"{provisional}It is published when {clear}.", owners
    return "It is published.", f"the clerk of {this.plan.body.name}"


def _bodies(this: Objective) -> tuple[str, bool]:
    """The bodies it is before, and whether they are several: then by their short names, for many have an "and" in
    their long ones."""
    bodies = [stage.body for stage in this.stages]
    several = len(bodies) > 1
    return listed([body.short_name if several else body.name for body in bodies]), several


def where_to_comment(this: Objective, request: Request) -> list[Stage]:
    """The stages in which the person may say something about it now."""
    if this.state not in IN_STAGES or not request.user.is_authenticated:
        return []
    anything = {"objective": this, "author_id": request.actor.pk or 0, "text": "anything"}
    return [
        stage
        for stage in this.stages
        if not blockers(Comment(stage=stage.kind, body=stage.body, **anything).make, actor=request.actor)
    ]


def may_write(this: Objective, request: Request) -> bool:
    """Whether the person may add to its text now."""
    return not blockers(Note(objective=this, order=1).add, actor=request.actor)


def _against_amending(this: Objective, request: Request) -> list[Any]:
    return blockers(procedures.amendment_of(this).draft_amendment, actor=request.actor)
