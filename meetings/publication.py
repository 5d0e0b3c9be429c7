"""Publishing an agenda or a supplement: counted, sealed, frozen, in one act."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from audit.sealed import keep, sealed
from governance.models import Stage
from governance.notice.counting import Notice, notice_of
from governance.notice.in_force import counting_for
from governance.notice.words import rule_in_words
from meetings.issue import as_issued, issue_of
from meetings.models import Agenda, Meeting
from meetings.models.standing_orders import orders_for, quorum_of
from meetings.preparing import write_resolution
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocker
from workflow.gate import objections, one_act, perform
from workflow.lock import lock


def notice_for(meeting: Meeting) -> Notice:
    """By when notice of a meeting must be given, under the rule in force on its day."""
    return notice_of(meeting.held_on, counting_for(meeting.body, meeting.held_on))


def next_issue(meeting: Meeting, issued_on: date, issued_at: time | None = None) -> Agenda:
    """The agenda of a meeting, or the next supplement to it, as it would be published on a day; nothing is written."""
    supplement = meeting.agendas.count()
    notice = notice_for(meeting)
    issue = issue_of(meeting, supplement)
    orders = orders_for(meeting.body, meeting.held_on)
    seats = len(issue.seats) if not supplement else meeting.seats.count()
    agenda = Agenda(
        meeting=meeting,
        supplement=supplement,
        issued_on=issued_on,
        issued_at=issued_at,
        counts_as_issued_on=notice.counting.issued(issued_on, issued_at) if issued_at else issued_on,
        latest_lawful_on=notice.latest_issue,
        clear_days=notice.counting.clear_days,
        counted_by=rule_in_words(notice.counting),
        quorum=quorum_of(orders, seats),
        casting_vote=orders.casting_vote,
    )
    agenda.being_issued = issue
    return agenda


def publish(
    meeting: Meeting,
    *,
    actor: Actor,
    issued_on: date,
    issued_at: time | None = None,
    because: str = "",
    seen: int | None = None,
) -> Agenda:
    """Publish the agenda of `meeting`, or, once it is out, the next supplement to it.

    Whatever is appended is sealed as it stands, and the papers of the bodies' stages are issued with it, so that those
    who decide later are bound to what they were sent. `because` says why at short notice. Raises Blocked with every
    reason, and then nothing has gone out.
    """
    with one_act():
        lock([Call.of(Agenda(meeting=meeting).publish)])
        seen = write_resolution(meeting, actor=actor, seen=seen)
        meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
        agenda = next_issue(meeting, issued_on, issued_at)
        seal(agenda)
        perform(agenda.publish, actor=actor, effective_on=issued_on, because=because, seen=seen)
        for stage in _stages_of(agenda):
            perform(partial(stage.issue_papers, issued_on=issued_on), actor=actor, effective_on=issued_on)
    return agenda


def objections_to(agenda: Agenda, *, actor: Actor, because: str = "") -> list[Blocker]:
    """Every reason for which `publish` would refuse the `next_issue` of a meeting; nothing is written."""
    return objections(agenda.publish, actor=actor, effective_on=agenda.issued_on, because=because)


def seal(agenda: Agenda) -> None:
    """Keep the text of what goes out, whole and as the public may read it, and the texts of what is appended."""
    issue = agenda.being_issued
    assert issue is not None  # noqa: S101 - next_issue has put it there
    whole, in_the_open = (sealed(as_issued(agenda, issue, open_only=only)) for only in (False, True))
    keep([*issue.texts, whole, in_the_open])
    agenda.sealed_id, agenda.sealed_open_id = whole.digest, in_the_open.digest


def _stages_of(agenda: Agenda) -> list[Stage]:
    """Where the body that convenes has a part in the route of a plan that was appended, and something of it before it.
    The papers of a body that sits jointly with it are its own clerk's to issue."""
    issue = agenda.being_issued
    plans = issue.plans if issue else []
    if not plans:
        return []
    found = Stage.objects.filter(plan__in=plans, body=agenda.meeting.body).select_related("plan", "body")
    return [stage for stage in found.order_by("pk") if stage.before_its_body.exists()]
