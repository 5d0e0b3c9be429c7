"""The view that takes every act: a check page with its consequences, one call to the gate, and the answer in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from audit.vocabulary import sentence_for
from governance import headings, procedures
from governance.consequences import consequences
from governance.consulting import find_consultation
from governance.forms import form_for
from governance.forms.act import ActForm
from governance.models import (
    Aspect,
    Comment,
    Consultation,
    Objective,
    Plan,
    Priority,
    Stage,
    SustainedActivity,
    Target,
)
from governance.queries import objective_as_read
from workflow.actors import Actor
from workflow.acts import Rule, rules_of
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, Offer, acts_of, blockers, perform
from workflow.middleware import Request
from workflow.models import Governed

DONE_ELSEWHERE = {"take_from_report", "supersede", "accept_wording", "place"}
"""Acts that are part of a procedure and have no button of their own"""
DONE_BY_OTHERS = {(Consultation, "give_answer"), (Comment, "give_answer")}
"""Acts of an outside party, which comes by its personal link, and those with a page of their own"""


PROCEDURES: dict[tuple[type[Governed], str], Callable[..., bool]] = {
    (Objective, "move"): headings.move,
    (Aspect, "move"): headings.move_aspect,
    (Priority, "withdraw"): headings.withdraw,
    (Aspect, "withdraw"): headings.withdraw,
    (SustainedActivity, "withdraw"): headings.withdraw,
}
"""Acts that touch more than their thing; each says whether anything changed"""


def offers_of(thing: Governed, actor: Actor) -> list[Offer]:
    """What a page offers: every act with a button, and why those cannot be done that cannot."""
    offers = [offer for offer in acts_of(thing, actor) if offer.rule.name not in DONE_ELSEWHERE]
    offers = [offer for offer in offers if (type(thing), offer.rule.name) not in DONE_BY_OTHERS]
    return [offer for offer in offers if not any(each.code == "not_published" for each in offer.blockers)]


@login_required
def objective_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on an objective."""
    return take(request, objective_as_read(pk, request.actor), act)


@login_required
def plan_act(request: Request, slug: str, act: str) -> HttpResponse:
    """An act on a plan."""
    from governance.views.plans import find_plan

    return take(request, find_plan(slug, request.actor), act)


@login_required
def stage_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on a stage that changes nothing of the route."""
    plans = Plan.objects.visible_to(request.actor).values("pk")
    stages = Stage.objects.filter(plan__in=plans).select_related("plan__body", "body")
    return take(request, stages.filter(pk=pk).first(), act)


@login_required
def target_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on a target."""
    from governance.views.targets import find_target

    return take(request, find_target(request, pk), act)


@login_required
def correct_part(request: Request, pk: int, model: type[Any]) -> HttpResponse:
    """A slip is put right in a published part of an objective that has no page of its own."""
    objectives = Objective.objects.visible_to(request.actor).order_by().values("pk")
    parts = model.objects.filter(objective__in=objectives).select_related("objective__plan")
    return take(request, parts.filter(pk=pk).first(), "correct")


@login_required
def consultation_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act on a consultation."""
    return take(request, find_consultation(pk, request.actor), act)


@login_required
def comment_act(request: Request, pk: int, act: str) -> HttpResponse:
    """An act of the clerk or the chair on a comment."""
    from governance.views.comments import find_comment

    return take(request, find_comment(request, pk), act)


def take(request: Request, thing: Governed | None, act: str) -> HttpResponse:
    """Show what `act` would bring about; do it when the form comes back."""
    if thing is None:
        raise Http404
    rule = _rule(thing, act)
    form = form_for(thing, rule)(request.POST or None, thing=thing, rule=rule, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            done = _do(thing, rule, form, request.actor)
        except Blocked as blocked:
            return _answer_refusal(request, thing, rule, form, blocked)
        _say_done(request, thing, rule, done)
        return redirect(thing.get_absolute_url())  # type: ignore[attr-defined]
    found = blockers(getattr(thing, act), actor=request.actor)
    return check_page(request, thing, rule.label, form, consequences(thing, act), found)


def _rule(thing: Governed, act: str) -> Rule:
    for rule in rules_of(type(thing)):
        hidden = act in DONE_ELSEWHERE or (type(thing), act) in DONE_BY_OTHERS
        if rule.name == act and not rule.creates and not hidden:
            return rule
    raise Http404


def _do(thing: Any, rule: Rule, form: ActForm, actor: Actor) -> bool:
    """Perform the act, by its procedure if it has one; whether anything changed."""
    about = form.about()
    if rule.name == "publish":
        procedure = procedures.publish if isinstance(thing, Objective) else procedures.publish_plan
        on = form.cleaned_data["published_on"]
        procedure(thing, actor=actor, on=on, because=about["because"], seen=about["seen"])
        return True
    if by_procedure := PROCEDURES.get((type(thing), rule.name)):
        return by_procedure(thing, actor=actor, **about, **form.details())
    return perform(getattr(thing, rule.name), actor=actor, **about, **form.details()) is not None


def _say_done(request: Request, thing: Governed, rule: Rule, done: bool) -> None:
    if done:
        messages.success(request, sentence_for(rule.records).format(actor="You", subject=thing) + ".")
    else:
        messages.info(request, "Nothing was different, so nothing has been changed.")


def _answer_refusal(request: Request, thing: Governed, rule: Rule, form: ActForm, blocked: Blocked) -> HttpResponse:
    """What was typed comes back with every reason, so that nothing is lost."""
    form.refuse(blocked.blockers)
    return check_page(request, thing, rule.label, form, consequences(thing, rule.name), [], status=409)


def check_page(
    request: Request,
    thing: Governed,
    label: str,
    form: ActForm,
    told: list[str],
    found: list[Blocker],
    status: int = 200,
) -> HttpResponse:
    """The page before an act: what follows from it, and either its form or every reason against it."""
    url = thing.get_absolute_url()  # type: ignore[attr-defined]
    context = {
        "thing": thing,
        "label": label,
        "form": form,
        "consequences": told,
        "blockers": found,
        "objective": thing.root if isinstance(thing.root, Objective) else None,
        "target": thing if isinstance(thing, Target) else None,
        "back_url": url,
    }
    return render(request, "governance/act.html", context, status=status)


def attempt(request: Request, act: Act, form: Any, **details: Any) -> list[Blocker]:
    """Perform an act whose form is clean. Every reason against it goes back into the form; none means it is done."""
    try:
        perform(act, actor=request.actor, **details)
    except Blocked as blocked:
        if isinstance(form, ActForm):
            form.refuse(blocked.blockers)
        else:
            form.add_error(None, [blocker.sentence for blocker in blocked.blockers])
        return blocked.blockers
    return []
