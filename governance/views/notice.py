"""Notice of a body's meetings: the count for a day, the rules it is counted by, and the days on which it is closed."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance import directory, terms
from governance.directory import MANAGE_BODIES
from governance.forms.bodies import LastDayForm
from governance.forms.notice import ClosureForm, MeetingDayForm, NoticeRuleForm
from governance.models import Body, Closure, NoticeRule
from governance.notice.counting import SOURCE, notice_of
from governance.notice.in_force import counting_for, rule_for
from governance.notice.words import count_in_words, rule_in_words
from governance.views.bodies import DIRECTORY, administered, find_body, only_readers, rule_named
from governance.views.two_steps import Step, two_steps
from workflow.middleware import Request


@login_required
@require_safe
def notice(request: Request, pk: int) -> HttpResponse:
    """By when a body must give notice of a meeting, counted day by day, and what it is counted by."""
    this = find_body(request, pk)
    actor = request.actor
    form = MeetingDayForm(request.GET if "meeting-day" in request.GET else None)
    meeting_on = form.cleaned_data["meeting"] if form.is_valid() else None
    counting = counting_for(this, meeting_on or actor.today)
    found = notice_of(meeting_on, counting) if meeting_on else None
    context = {
        "body": this,
        "form": form,
        "notice": found,
        "counted": count_in_words(found) if found else "",
        "rule": rule_for(this, meeting_on or actor.today),
        "rule_told": rule_in_words(counting),
        "has_passed": found is not None and found.latest_issue < actor.today,
        "source": SOURCE,
        "rules": directory.notice_rules_of(this, actor.today),
        "closures": directory.closures_of(this, actor.today),
        "may_manage_body": bool(actor.role_for(MANAGE_BODIES, this.scopes(MANAGE_BODIES))),
        "breadcrumbs": [DIRECTORY, {"text": this.name, "href": this.get_absolute_url()}, {"text": "Notice"}],
    }
    return render(request, "governance/notice.html", context)


@login_required
def bring_notice_rule_into_force(request: Request, pk: int) -> HttpResponse:
    """How a body gives notice from a day on."""
    this = administered(request, pk, MANAGE_BODIES, "brings a rule of {} into force")
    form = NoticeRuleForm(request.POST or None)

    def step(form: NoticeRuleForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        rule = NoticeRule(body=this, **values)
        return Step(rule.bring_into_force, terms.of_notice(rule), {"because": because})

    return two_steps(
        request, form, step, heading=f"Bring a rule of notice into force for {this}", button="Bring into force",
        back_url=_page_of(this),
    )  # fmt: skip


@login_required
def end_notice_rule(request: Request, pk: int) -> HttpResponse:
    """The last day of a rule of notice."""
    only_readers(request)
    rule = get_object_or_404(NoticeRule.objects.select_related("body"), pk=pk)
    this = administered(request, rule.body_id, MANAGE_BODIES, "ends a rule of {}")
    form = LastDayForm(request.POST or None, thing=rule, rule=rule_named(NoticeRule, "end"), actor=request.actor)

    def step(form: LastDayForm) -> Step:
        told = terms.of_ending_notice(rule, form.cleaned_data["last_day"])
        return Step(partial(rule.end, **form.details()), told, form.about())

    return two_steps(request, form, step, heading=f"End {rule}", button="End", back_url=_page_of(this))


@login_required
def announce_closure(request: Request, pk: int) -> HttpResponse:
    """Days that do not count."""
    this = administered(request, pk, MANAGE_BODIES, "announces a closure of {}")
    form = ClosureForm(request.POST or None)

    def step(form: ClosureForm) -> Step:
        values = dict(form.cleaned_data)
        because = values.pop("because")
        closure = Closure(body=this, **values)
        return Step(closure.announce, terms.of_closing(closure), {"because": because})

    return two_steps(
        request, form, step, heading=f"Announce a closure of {this}", button="Announce", back_url=_page_of(this)
    )


@login_required
def end_closure(request: Request, pk: int) -> HttpResponse:
    """The last day of a closure, sooner than was announced."""
    only_readers(request)
    closure = get_object_or_404(Closure.objects.select_related("body"), pk=pk)
    this = administered(request, closure.body_id, MANAGE_BODIES, "ends a closure of {}")
    form = LastDayForm(request.POST or None, thing=closure, rule=rule_named(Closure, "end"), actor=request.actor)

    def step(form: LastDayForm) -> Step:
        told = terms.of_opening_again(closure, form.cleaned_data["last_day"])
        return Step(partial(closure.end, **form.details()), told, form.about())

    return two_steps(request, form, step, heading=f"End the {closure}", button="End", back_url=_page_of(this))


def _page_of(body: Body) -> str:
    return reverse("notice", args=[body.pk])
