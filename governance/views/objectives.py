"""One objective: where it is, what happens next, its targets, what people said, and everything that happened to it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from governance import procedures
from governance.consulting import question_about
from governance.forms.act import ActForm
from governance.forms.comment import AnswerForm, CommentForm
from governance.models import Comment, Objective, ObjectiveState
from governance.models.objective import IN_STAGES
from governance.queries import history_of, objective_as_read, reads_in_preparation
from governance.versions import since_each_body_had_it
from governance.views.acts import attempt, check_page, offers_of
from governance.views.plans import way_to
from workflow.acts import rules_of
from workflow.blockers import Blocked
from workflow.gate import blockers
from workflow.middleware import Request


@require_safe
def objective(request: Request, pk: int) -> HttpResponse:
    """The whole of an objective on one page."""
    this = find_objective(request, pk)
    signed_in = request.user.is_authenticated
    published = this.state == ObjectiveState.PUBLISHED
    against_amending = _against_amending(this, request) if signed_in and published else []
    context = {
        "objective": this,
        "indicators": this.indicators.all(),
        "offers": offers_of(this, request.actor) if signed_in else [],
        "next": next_step(this),
        "may_amend": signed_in and published and not against_amending,
        "against_amending": against_amending,
        "comments": this.comments.all(),
        "may_comment": this.state in IN_STAGES and may_comment(this, request),
        "may_answer": _may_answer(this, request),
        "consultations": this.consultations.all(),
        "may_consult": signed_in and not blockers(question_about(this, request.actor).open, actor=request.actor),
        "today": request.actor.today,
        "since": since_each_body_had_it(this, request.actor),
        "history": history_of(this, request.actor),
        "reads_in_preparation": reads_in_preparation(this, request.actor),
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
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
            status = 409
    told = ["A new draft with the same text begins beside the published one, which stays readable as it is."]
    return check_page(request, this, "Amend", form, told, _against_amending(this, request), status=status)


@login_required
def comment(request: Request, pk: int) -> HttpResponse:
    """A remark of a member, in the stage the objective is in."""
    this = find_objective(request, pk)
    form = CommentForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not attempt(request, _comment(this, request, form.cleaned_data["text"]).make, form):
            return redirect(f"{this.get_absolute_url()}#comments")
        status = 409
    context = {"form": form, "heading": f"Comment on {this}", "button": "Send", "lead": this.title}
    return render(request, "governance/form.html", {**context, "back_url": this.get_absolute_url()}, status=status)


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """What becomes of a comment, and the answer its author gets."""
    this = get_object_or_404(Comment.objects.visible_to(request.actor).select_related("author"), pk=pk)
    rule = next(rule for rule in rules_of(Comment) if rule.name == "give_answer")
    form = AnswerForm(request.POST or None, thing=this, rule=rule, actor=request.actor)
    status = 200
    if request.method == "POST" and form.is_valid():
        if not attempt(request, this.give_answer, form, **form.about(), **form.details()):
            return redirect(f"{this.objective.get_absolute_url()}#comments")
        status = 409
    context = {"form": form, "heading": f"Answer {this.author}", "lead": this.text, "button": "Answer"}
    found = blockers(this.give_answer, actor=request.actor)
    return render(
        request,
        "governance/form.html",
        {**context, "blockers": found, "back_url": this.objective.get_absolute_url()},
        status=status,
    )


def find_objective(request: Request, pk: int) -> Objective:
    """The objective with everything its page shows; absent for those who may not read it."""
    if (found := objective_as_read(pk, request.actor)) is None:
        raise Http404
    return found


def next_step(this: Objective) -> dict[str, Any]:
    """What happens next and who must act, in words."""
    owner = str(this.owner or "")
    bodies = " and ".join(stage.body.name for stage in this.stages)
    closes = max((stage.closes_on for stage in this.stages), default=None)
    told = {
        ObjectiveState.DRAFT: (f"{owner or 'Somebody'} writes it and submits it.", owner or "a coordinator"),
        ObjectiveState.WORKSHOP_REVIEW: (f"{bodies} goes through it.", bodies),
        ObjectiveState.COMMITTEE_COMMENT: (f"{bodies} comments on it.", bodies),
        ObjectiveState.AUTHORITY_APPROVAL: (f"{bodies} decides on it.", bodies),
        ObjectiveState.APPROVED: ("It is published.", f"the clerk of {this.plan.body.name}"),
        ObjectiveState.PUBLISHED: ("Nothing: it is published. A change needs an amendment.", ""),
        ObjectiveState.SUPERSEDED: ("Nothing: an amendment has taken its place.", ""),
        ObjectiveState.WITHDRAWN: ("Nothing: it has left the plan.", ""),
    }
    what, who = told[ObjectiveState(this.state)]
    return {"what": what, "who": who, "closes": closes if this.state in IN_STAGES else None}


def _comment(this: Objective, request: Request, text: str) -> Comment:
    """A comment for the body of the stage in which the person holds an office, or else for its first body."""
    actor = request.actor
    held = [stage.body for stage in this.stages if actor.role_for("governance.comment_objective", stage.body.own_scope)]
    body = next(iter(held), None) or next((stage.body for stage in this.stages), this.plan.body)
    return Comment(objective=this, stage=this.state, body=body, author_id=actor.pk or 0, text=text)


def may_comment(this: Objective, request: Request) -> bool:
    """Whether the person may comment in the stage it is in."""
    return request.user.is_authenticated and not blockers(_comment(this, request, "").make, actor=request.actor)


def _against_amending(this: Objective, request: Request) -> list[Any]:
    return blockers(procedures.amendment_of(this).draft_amendment, actor=request.actor)


def _may_answer(this: Objective, request: Request) -> bool:
    actor = request.actor
    own = this.owner_id is not None and this.owner_id == actor.pk
    return own or bool(actor.role_for("governance.move_objective", this.scopes("governance.move_objective")))
