"""How a body reminds people: the rules it has put in force, and those it falls back on."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.directory import MANAGE_BODIES, Terms, with_body
from governance.views.administering import DIRECTORY, end, find_body, set_for_a_body
from notifications.due.rules import CUSTOMARY, ladder_of
from notifications.forms import ReminderRuleForm
from notifications.models import ReminderRule
from workflow.middleware import Request
from workflow.words import day


@login_required
@require_safe
def reminders(request: Request, pk: int) -> HttpResponse:
    """The rules of a body on reminders, with what holds where it has none."""
    this = find_body(request, pk)
    rows = ReminderRule.objects.filter(body=this).select_related("plan").order_by("kind", "starts_on", "pk")
    terms = with_body(Terms.of(rows, request.actor.today), this)
    context = {
        "body": this,
        "groups": [
            (caption, [(rule, ladder_of(rule).in_words) for rule in some], ends)
            for caption, some, ends in [
                ("In force", terms.now, True),
                ("To come", terms.to_come, True),
                ("Earlier", terms.earlier, False),
            ]
            if some
        ],
        "customary": CUSTOMARY.in_words,
        "above": this.lineage()[1:],
        "may_manage_body": bool(request.actor.role_for(MANAGE_BODIES, this.scopes(MANAGE_BODIES))),
        "breadcrumbs": [DIRECTORY, {"text": this.name, "href": this.get_absolute_url()}, {"text": "Reminders"}],
    }
    return render(request, "notifications/reminders.html", context)


@login_required
def bring_reminder_rule(request: Request, pk: int) -> HttpResponse:
    """How a body reminds people from a day on."""
    return set_for_a_body(
        request, pk, ReminderRule, ReminderRuleForm(request.POST or None, body=pk), told=_of_a_rule,
        back_to="reminders", does="brings a rule of {} into force",
        heading="Bring a rule of reminders into force for {}",
    )  # fmt: skip


@login_required
def end_reminder_rule(request: Request, pk: int) -> HttpResponse:
    """The last day of a rule of reminders."""
    return end(request, pk, ReminderRule, told=_of_ending, does="ends a rule of {}", back_to="reminders")


def _of_a_rule(rule: ReminderRule) -> list[str]:
    return [
        f"{ladder_of(rule).in_words} That is said of the day on which something is due.",
        f"It holds from {day(rule.starts_on)} on for {rule.body.short_name}, and for every body under it that has "
        "no rule of its own.",
        "Nobody is reminded twice of the same thing within the interval because of it.",
    ]


def _of_ending(rule: ReminderRule, last_day: date) -> list[str]:
    return [
        f"After {day(last_day)} people are reminded by the rule that follows, or by that of the body above "
        f"{rule.body.short_name}. Where there is none: {CUSTOMARY.in_words}"
    ]
