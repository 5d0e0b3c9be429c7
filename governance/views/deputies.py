"""Deputies: who stands in for an owner, and acting for one."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from governance import directory, standing_in
from governance.directory import MANAGE_PEOPLE
from governance.forms.bodies import LastDayForm
from governance.forms.deputies import NameDeputyForm
from governance.models import Deputation
from governance.views.administering import DIRECTORY, only_readers
from governance.views.people import find_person
from governance.views.two_steps import Step, two_steps
from workflow.acts import rules_of
from workflow.gate import blockers
from workflow.middleware import Request


@login_required
@require_safe
def deputies(request: Request, pk: int) -> HttpResponse:
    """Who stands in for a person, and for whom that person stands in."""
    this = find_person(request, pk)
    context = {
        "person": this,
        "itself": this.pk == request.actor.pk,
        "may_name": _may_name(request, this),
        "deputies": directory.deputies_of(this, request.actor.today),
        "standing_in": directory.standing_in_of(this, request.actor.today),
        "breadcrumbs": [
            DIRECTORY,
            {"text": "People", "href": reverse("people")},
            {"text": str(this), "href": reverse("person", args=[this.pk])},
            {"text": "Deputies"},
        ],
    }
    return render(request, "governance/deputies.html", context)


@login_required
def name_deputy(request: Request, pk: int) -> HttpResponse:
    """Somebody who stands in for an owner from a first day to a last."""
    this = find_person(request, pk)
    if not _may_name(request, this):
        raise PermissionDenied(f"Who stands in for {this} is for {this} to say, or for an administrator.")
    form = NameDeputyForm(request.POST or None, owner=this, actor=request.actor)

    def step(form: NameDeputyForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        deputation = Deputation(owner=this, **values)
        return Step(deputation.name, standing_in.of_naming(deputation), {"because": because})

    back_url = reverse("deputies", args=[this.pk])
    return two_steps(request, form, step, heading=f"Name a deputy of {this}", button="Name", back_url=back_url)


@login_required
def end_deputation(request: Request, pk: int) -> HttpResponse:
    """The last day on which somebody stands in."""
    only_readers(request)
    this = get_object_or_404(Deputation.objects.select_related("body", "owner", "deputy"), pk=pk)
    rule = next(rule for rule in rules_of(Deputation) if rule.name == "end")
    form = LastDayForm(request.POST or None, thing=this, rule=rule, actor=request.actor)

    def step(form: LastDayForm) -> Step:
        told = standing_in.of_ending(this, form.cleaned_data["last_day"], request.actor.today)
        return Step(partial(this.end, **form.details()), told, form.about())

    return two_steps(
        request,
        form,
        step,
        heading=f"End the time of {this}",
        button="End",
        back_url=this.get_absolute_url(),
        against=blockers(this.end, actor=request.actor),
    )


@login_required
@require_POST
def act_for(request: Request, pk: int) -> HttpResponse:
    """From now on, act for somebody; there is no such address for those who may not."""
    open_to_them = standing_in.owners_open_to(request.actor)
    found = next((each.owner for each in open_to_them if each.owner.pk == pk), None)
    if found is None:
        raise Http404
    standing_in.begin(request, found)
    return redirect("tasks")


@login_required
@require_POST
def stop_acting(request: Request) -> HttpResponse:
    """From now on, act for oneself again."""
    standing_in.stop(request)
    return redirect("tasks")


def _may_name(request: Request, owner: User) -> bool:
    """An owner for themselves, not through a deputy; somebody who manages people of a body of theirs for them."""
    actor = request.actor
    if actor.on_behalf_of is not None:
        return False
    bodies = directory.bodies_owned_in(owner, actor.today)
    if owner.pk == actor.pk:
        return bool(bodies)
    return any(actor.role_for(MANAGE_PEOPLE, body.scopes(MANAGE_PEOPLE)) for body in bodies)
