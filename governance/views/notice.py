"""Notice of a body's meetings: the count for a day, the rules it is counted by, and the days on which it is closed."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance import directory, terms
from governance.directory import MANAGE_BODIES
from governance.forms.notice import ClosureForm, MeetingDayForm, NoticeRuleForm
from governance.models import Closure, NoticeRule
from governance.notice.counting import SOURCE, notice_of
from governance.notice.in_force import counting_for, rule_for
from governance.notice.words import count_in_words, rule_in_words
from governance.views.administering import DIRECTORY, end, find_body, set_for_a_body
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
    return set_for_a_body(
        request, pk, NoticeRule, NoticeRuleForm(request.POST or None), told=terms.of_notice, back_to="notice",
        does="brings a rule of {} into force", heading="Bring a rule of notice into force for {}",
    )  # fmt: skip


@login_required
def end_notice_rule(request: Request, pk: int) -> HttpResponse:
    """The last day of a rule of notice."""
    return end(request, pk, NoticeRule, told=terms.of_ending_notice, does="ends a rule of {}", back_to="notice")


@login_required
def announce_closure(request: Request, pk: int) -> HttpResponse:
    """Days that do not count."""
    return set_for_a_body(
        request, pk, Closure, ClosureForm(request.POST or None), act="announce", told=terms.of_closing,
        does="announces a closure of {}", heading="Announce a closure of {}", button="Announce", back_to="notice",
    )  # fmt: skip


@login_required
def end_closure(request: Request, pk: int) -> HttpResponse:
    """The last day of a closure, sooner than was announced."""
    return end(
        request, pk, Closure, told=terms.of_opening_again, does="ends a closure of {}", heading="End the {}",
        back_to="notice",
    )  # fmt: skip
