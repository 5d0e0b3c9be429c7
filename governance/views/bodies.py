"""Bodies: the tree, one body, and everything an administrator does about it."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import directory, procedures, terms
from governance.directory import MANAGE_BODIES, MANAGE_PEOPLE
from governance.forms.bodies import (
    AppointForm,
    ConferForm,
    EstablishForm,
    LastDayForm,
    ReviseBodyForm,
    RuleForm,
    UrgencyForm,
)
from governance.forms.plan import bodies_where
from governance.models import Appointment, Body, Power, StandingRule, UrgencyRule
from governance.models.body import parents_of_all, with_all_below
from governance.queries import history_of
from governance.roles import who_may
from governance.views.administering import (
    DIRECTORY,
    administered,
    end,
    find_body,
    only,
    only_readers,
    rule_named,
    set_for_a_body,
)
from governance.views.two_steps import Step, two_steps
from workflow.middleware import Request
from workflow.permissions import scope_of


@login_required
@require_safe
def bodies(request: Request) -> HttpResponse:
    """All bodies as they are part of each other."""
    only_readers(request)
    context = {
        "tree": directory.tree(request.actor.today),
        "may_establish": request.actor.may_anywhere(MANAGE_BODIES),
    }
    return render(request, "governance/bodies.html", context)


@login_required
@require_safe
def body(request: Request, pk: int) -> HttpResponse:
    """What a body can do, who sits in it, and what happened to it."""
    this = find_body(request, pk)
    actor = request.actor
    context = {
        "body": this,
        "rows": _rows(this),
        "powers": directory.powers_of(this, actor.today),
        "rules": directory.rules_of(this, actor.today),
        "urgency": directory.urgency_rules_of(this, actor.today),
        "offices": directory.offices_in(this, actor.today),
        "below": Body.objects.filter(parent=this),
        "may_manage_body": bool(actor.role_for(MANAGE_BODIES, this.scopes(MANAGE_BODIES))),
        "may_manage_people": bool(actor.role_for(MANAGE_PEOPLE, this.scopes(MANAGE_PEOPLE))),
        "who_may": this.who_may(MANAGE_BODIES, actor),
        "history": history_of(this, request.actor),
        "breadcrumbs": [
            DIRECTORY,
            *({"text": each.name, "href": each.get_absolute_url()} for each in reversed(this.lineage()[1:])),
            {"text": this.name},
        ],
    }
    return render(request, "governance/body.html", context)


@login_required
def establish_body(request: Request) -> HttpResponse:
    """A new body under one the person administers."""
    only_readers(request)
    parents = bodies_where(MANAGE_BODIES, request.actor)
    if not parents.exists():
        tops = tuple(scope_of(top) for top in Body.objects.filter(parent__isnull=True))
        raise PermissionDenied(only(who_may(MANAGE_BODIES, tops, request.actor), "establishes a body"))
    parents = Body.objects.filter(pk__in=with_all_below([parent.pk for parent in parents], parents_of_all()))
    form = EstablishForm(request.POST or None, parents=parents)

    def step(form: EstablishForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        new = Body(**values)
        do = partial(procedures.establish, new, actor=request.actor, because=because)
        return Step(new.establish, terms.of_establishing(new), {}, do)

    return two_steps(request, form, step, heading="Establish a body", button="Establish", back_url=reverse("bodies"))


@login_required
def revise_body(request: Request, pk: int) -> HttpResponse:
    """Another name."""
    this = administered(request, pk, MANAGE_BODIES, "changes {}")
    form = ReviseBodyForm(request.POST or None, thing=this, rule=rule_named(Body, "revise"), actor=request.actor)

    def step(form: ReviseBodyForm) -> Step:
        return Step(partial(this.revise, **form.details()), terms.of_renaming(this), form.about())

    return two_steps(
        request, form, step, heading=f"Change the name of {this}", button="Change", back_url=this.get_absolute_url()
    )


@login_required
def confer_power(request: Request, pk: int) -> HttpResponse:
    """Something more that a body may resolve."""
    return set_for_a_body(
        request, pk, Power, ConferForm(request.POST or None), act="confer", told=terms.of_conferring,
        does="confers a power on {}", heading="Confer a power on {}", button="Confer",
    )  # fmt: skip


@login_required
def end_power(request: Request, pk: int) -> HttpResponse:
    """The last day of a power."""
    return end(request, pk, Power, told=terms.of_ending, does="ends a power of {}", heading="End a power: {}")


@login_required
def bring_rule_into_force(request: Request, pk: int) -> HttpResponse:
    """A rule that the plans of a body are held to from a day on."""
    return set_for_a_body(
        request, pk, StandingRule, RuleForm(request.POST or None), told=terms.of_bringing_into_force,
        does="brings a rule of {} into force", heading="Bring a rule into force for {}",
    )  # fmt: skip


@login_required
def end_rule(request: Request, pk: int) -> HttpResponse:
    """The last day of a rule."""
    return end(request, pk, StandingRule, told=terms.of_ending_a_rule, does="ends a rule of {}")


@login_required
def bring_urgency_rule_into_force(request: Request, pk: int) -> HttpResponse:
    """Who decides from a day on what cannot wait until a body meets."""
    return set_for_a_body(
        request, pk, UrgencyRule, UrgencyForm(request.POST or None), told=terms.of_urgency,
        does="brings a rule of {} into force", heading="Bring a rule on urgency into force for {}",
    )  # fmt: skip


@login_required
def end_urgency_rule(request: Request, pk: int) -> HttpResponse:
    """The last day of it."""
    return end(request, pk, UrgencyRule, told=terms.of_ending_urgency, does="ends a rule of {}")


@login_required
def appoint(request: Request, pk: int) -> HttpResponse:
    """An office for somebody already here, or for somebody new, who is entered with it."""
    this = administered(request, pk, MANAGE_PEOPLE, "appoints people to {}")
    form = AppointForm(request.POST or None, actor=request.actor)

    def step(form: AppointForm) -> Step:
        values, newcomer = form.cleaned_data, form.newcomer
        appointment = Appointment(
            person=newcomer or values["person"],
            body=this,
            role=values["role"],
            starts_on=values["starts_on"],
            ends_on=values["ends_on"],
        )
        told = terms.of_appointing(appointment, is_new=newcomer is not None)
        about = {"because": values["because"]}
        if newcomer is None:
            return Step(appointment.appoint, told, about)
        enrol = partial(procedures.enrol_and_appoint, newcomer, appointment, actor=request.actor, **about)
        return Step(appointment.appoint, told, about, enrol)

    return two_steps(
        request, form, step, heading=f"Appoint somebody to {this}", button="Appoint", back_url=this.get_absolute_url()
    )


@login_required
def dismiss(request: Request, pk: int) -> HttpResponse:
    """The last day of an office."""
    only_readers(request)
    appointment = get_object_or_404(Appointment.objects.select_related("body", "person"), pk=pk)
    this = administered(request, appointment.body_id, MANAGE_PEOPLE, "dismisses people from {}")
    rule = rule_named(Appointment, "dismiss")
    form = LastDayForm(request.POST or None, thing=appointment, rule=rule, actor=request.actor)

    def step(form: LastDayForm) -> Step:
        told = terms.of_dismissing(appointment, form.cleaned_data["last_day"], request.actor.today)
        return Step(partial(appointment.dismiss, **form.details()), told, form.about())

    heading = f"Dismiss {appointment}"
    return two_steps(request, form, step, heading=heading, button="Dismiss", back_url=this.get_absolute_url())


def _rows(this: Body) -> list[dict[str, object]]:
    rows = {"Short name": this.short_name, "What it is": this.get_kind_display()}
    return [{"key": key, "value": value} for key, value in rows.items()]
