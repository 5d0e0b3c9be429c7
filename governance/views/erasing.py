"""Erasing a person: why, what goes and what stays, and then it is done."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse

from governance import erasing
from governance.directory import administers_people
from governance.forms.erasing import EraseForm
from governance.views.people import find_person
from governance.views.two_steps import Step, two_steps
from workflow.middleware import Request


@login_required
def erase(request: Request, pk: int) -> HttpResponse:
    """A reason, then a check page that says where the person's name goes and where it stays."""
    this, actor = find_person(request, pk), request.actor
    if not administers_people(actor):
        raise PermissionDenied("Only an administrator erases a person.")

    def step(form: EraseForm) -> Step:
        because = form.cleaned_data["because"]
        return Step(
            erasing.act_of(this, actor),
            [] if "checked" in request.POST else erasing.beforehand(this),
            {"because": because},
            do=partial(erasing.erase, this, actor=actor, because=because),
            done="The person has been erased.",
        )

    return two_steps(
        request,
        EraseForm(request.POST or None),
        step,
        heading=f"Erase {this}",
        button="Erase for good",
        back_url=reverse("person", args=[this.pk]),
        against=erasing.against(this, actor),
    )
