"""What every page about a body shares: who finds it, who may change it, and how something is set for it and ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from governance import directory
from governance.directory import MANAGE_BODIES
from governance.forms.bodies import LastDayForm
from governance.models import Body
from governance.views.two_steps import Step, two_steps
from workflow.acts import Rule, rules_of
from workflow.middleware import Request
from workflow.models import Governed

DIRECTORY = {"text": "Bodies and people", "href": "/bodies/"}


def only_readers(request: Request) -> None:
    """Who holds which office is for those who hold one; for everybody else there is no such page."""
    if not directory.may_read(request.actor):
        raise Http404


def find_body(request: Request, pk: int) -> Body:
    """The body of an address; absent for those who hold no office."""
    only_readers(request)
    if (found := directory.find_body(pk)) is None:
        raise Http404
    return found


def administered(request: Request, pk: int, right: str, does: str) -> Body:
    """The body of an address, for those who hold `right` on it; refused with who does for others."""
    this = find_body(request, pk)
    if not request.actor.role_for(right, this.scopes(right)):
        raise PermissionDenied(only(this.who_may(right, request.actor), does.format(this)))
    return this


def only(who: str, does: str) -> str:
    """Only an administrator does that: and who that is."""
    return f"Only an administrator {does}{f': {who}' if who else ''}."


def rule_named(model: type[Governed], name: str) -> Rule:
    return next(rule for rule in rules_of(model) if rule.name == name)


def set_for_a_body(
    request: Request,
    pk: int,
    model: type[Any],
    form: Form,
    *,
    told: Callable[[Any], Sequence[str]],
    does: str,
    heading: str,
    act: str = "bring_into_force",
    button: str = "Bring into force",
    back_to: str = "body",
) -> HttpResponse:
    """Let something hold for a body from a day on; `does` and `heading` have {} where the body goes."""
    this = administered(request, pk, MANAGE_BODIES, does)

    def step(form: Form) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        new = model(body=this, **values)
        return Step(getattr(new, act), told(new), {"because": because})

    back_url = reverse(back_to, args=[this.pk])
    return two_steps(request, form, step, heading=heading.format(this), button=button, back_url=back_url)


def end(
    request: Request,
    pk: int,
    model: type[Any],
    *,
    told: Callable[[Any, date], Sequence[str]],
    does: str,
    heading: str = "End {}",
    back_to: str = "body",
) -> HttpResponse:
    """The last day of something that holds for a body; `does` has {} where the body goes, `heading` where the thing."""
    only_readers(request)
    thing: Any = get_object_or_404(model.objects.select_related("body"), pk=pk)
    this = administered(request, thing.body_id, MANAGE_BODIES, does)
    form = LastDayForm(request.POST or None, thing=thing, rule=rule_named(model, "end"), actor=request.actor)

    def step(form: LastDayForm) -> Step:
        return Step(partial(thing.end, **form.details()), told(thing, form.cleaned_data["last_day"]), form.about())

    back_url = reverse(back_to, args=[this.pk])
    return two_steps(request, form, step, heading=heading.format(thing), button="End", back_url=back_url)
