"""Meetings called at too short notice: every clear day counted again, by the rules and closures of the body."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit.models import AuditEvent
from evidence.questions.asking import Answer, Audited, Question, found_at
from governance.models import Body
from governance.notice.counting import Notice, notice_of
from governance.notice.in_force import bodies_with_their_rules, counting_for
from meetings.models import Agenda, Meeting
from workflow.words import as_sentence, day

SAT = ("in_session", "held", "confirmed")


class Counter:
    """Counts notice for many meetings, without a query for each."""

    def __init__(self) -> None:
        self._bodies: dict[int, Body] = bodies_with_their_rules()

    def notice_of(self, meeting: Meeting) -> Notice:
        body = self._bodies[meeting.body_id]
        return notice_of(meeting.held_on, counting_for(body, meeting.held_on))

    def counts_as_issued(self, agenda: Agenda, notice: Notice) -> date:
        at = agenda.issued_at
        return notice.counting.issued(agenda.issued_on, at) if at is not None else agenda.issued_on


def answer(audited: Audited) -> Answer:
    """Of meetings whose agenda is out, and of those that sat without one."""
    counter, found = Counter(), Answer()
    agendas = Agenda.objects.filter(meeting__body__in=audited.bodies, supplement=0).exclude(meeting__state="cancelled")
    late = []
    for agenda in agendas.select_related("meeting__body").order_by("meeting__held_on", "pk"):
        found.looked_at += 1
        notice = counter.notice_of(agenda.meeting)
        if counter.counts_as_issued(agenda, notice) > notice.latest_issue:
            late.append((agenda, notice))
    reasons = _reasons([agenda for agenda, _ in late])
    for agenda, notice in late:
        told = (
            f"Its agenda was published on {day(agenda.issued_on)}; for {notice.counting.clear_days} clear days it had "
            f"to be by {day(notice.latest_issue)}."
        )
        why = reasons.get(str(agenda.pk), "")
        told += f" The reason given: {as_sentence(why)}" if why else " No reason was given."
        found.found.append(found_at(agenda.meeting, told, agenda.meeting.held_on))
    without = Meeting.objects.filter(body__in=audited.bodies, state__in=SAT, agendas=None).select_related("body")
    for meeting in without.order_by("held_on", "pk"):
        found.looked_at += 1
        found.found.append(found_at(meeting, "It sat, and no agenda was published.", meeting.held_on))
    return found


def _reasons(agendas: list[Any]) -> dict[str, str]:
    """Why each was published late, as the ledger has it."""
    label, keys = Agenda._meta.label_lower, [str(each.pk) for each in agendas]
    lines = AuditEvent.objects.filter(subject_type=label, subject_id__in=keys, action="agenda.published")
    return {line.subject_id: line.because for line in lines.with_words()}


QUESTION = Question(
    slug="notice",
    title="Meetings short of notice",
    asked="Was the agenda of every meeting published so many clear days before it as the rule of that day asks for?",
    rule="Notice of a meeting, and its agenda and reports, are open to inspection the number of clear days before; a "
    "meeting convened at shorter notice has them open from then on.",
    source="LGA 1972 s.100A(6)(a), s.100B(3)",
    things=("meeting", "meetings"),
    answer=answer,
)
