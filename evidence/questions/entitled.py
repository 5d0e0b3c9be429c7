"""Approvals by people who did not hold the office on that day: told from the ledger alone, as it stood at that instant,
and held against the appointments of today. The gate is not asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from audit.models import AuditEvent
from evidence.questions.asking import Answer, Audited, Found, Question
from governance.models import Appointment, Body, Decision, Deputation
from governance.roles import ROLES, RoleName
from workflow.acts import rules_of
from workflow.sentences import sentence
from workflow.triggers import governed_models
from workflow.words import day

KINDS = ("objective", "plan")
APPROVALS = (
    *(f"{kind}.{what}" for kind in KINDS for what in ("approved", "published")),
    *(f"{kind}.{what}" for kind in ("decision", "outcome") for what in ("recorded", "taken", "taken_in_urgency")),
    "target_outcome.recorded", "condition.confirmed", "condition.waived",
)  # fmt: skip
"""what makes something approved, or public"""

BEGUN_BEFORE_MIDNIGHT = timedelta(minutes=5)
"""an act that was begun on one day may be recorded on the next"""

ROLE_OF = {role.label: role for role in RoleName}


@dataclass(frozen=True)
class Term:
    """What the ledger told of one appointment from one line on."""

    recorded_at: datetime
    appointment: str
    person: str
    body: str
    role: str
    starts_on: str
    ends_on: str | None

    def covers(self, on: date) -> bool:
        return self.starts_on <= on.isoformat() and (self.ends_on is None or on.isoformat() <= self.ends_on)


class Offices:
    """Who held which office, as the ledger told it at any instant, and as the appointments have it today."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str, str], dict[str, list[Term]]] = {}
        self._last: dict[str, Term] = {}
        for term in _terms():
            key = (term.person, term.role, term.body)
            self._terms.setdefault(key, {}).setdefault(term.appointment, []).append(term)
            self._last[term.appointment] = term
        self._rows = {str(each.pk): _as_told(each) for each in Appointment.objects.all()}

    def held(self, person: str, role: str, body: str, on: date, at: datetime) -> Term | None:
        """The appointment by which somebody held an office on a day, as it was known at that instant."""
        for told in self._terms.get((person, role, body), {}).values():
            known = [term for term in told if term.recorded_at <= at]
            if known and known[-1].covers(on):
                return known[-1]
        return None

    def stands(self, term: Term) -> bool:
        """Whether the appointment is today what the ledger last told of it."""
        last = self._last[term.appointment]
        told = (last.person, last.body, last.role, last.starts_on, last.ends_on)
        return self._rows.get(term.appointment) == told


def _terms() -> Iterator[Term]:
    """Every line about an appointment, with what was known of it from then on."""
    known: dict[str, dict[str, Any]] = {}
    lines = AuditEvent.objects.filter(subject_type=Appointment._meta.label_lower).order_by("book", "seq")
    for line in lines.only("text", "subject_id", "recorded_at"):
        told = known.setdefault(line.subject_id, {"ends_on": None})
        told |= {name: pair[1] for name, pair in line.entry["changes"].items()}
        term = {name: told[name] for name in ("person", "body", "role", "starts_on", "ends_on")}
        yield Term(line.recorded_at, line.subject_id, **term)


def _as_told(row: Appointment) -> tuple[str | None, ...]:
    ends_on = row.ends_on.isoformat() if row.ends_on else None
    return str(row.person_id), str(row.body_id), row.role, row.starts_on.isoformat(), ends_on


class Entitlements:
    """Everything that an act is held against, read once."""

    def __init__(self) -> None:
        self.offices = Offices()
        self.bodies = {short: str(pk) for short, pk in Body.objects.values_list("short_name", "pk")}
        self.rights = _rights()
        self.of_decisions = {str(pk): str(body) for pk, body in Decision.objects.values_list("pk", "body")}
        self.deputations = list(Deputation.objects.values_list("owner", "deputy", "body", "starts_on", "ends_on"))

    def against(self, line: AuditEvent, who: str) -> str:
        """Why `who` acted was not entitled to; "" if they were."""
        label, _, short = line.role.rpartition(" of ")
        role, body = ROLE_OF.get(label), self.bodies.get(short)
        if role is None or body is None:
            return f"{who} acted in no office that there is: {line.role or 'none is told of'}."
        if not self.rights[line.action] & ROLES[role]:
            return f"{who} acted as {line.role}, and that office has no right to it."
        if line.action == "decision.recorded" and self.of_decisions.get(line.subject_id) not in (None, body):
            return f"{who} acted as {line.role}, and the decision is of another body."
        return self._against_the_term(line, who, role, body) or self._against_standing_in(line, who, body)

    def _against_the_term(self, line: AuditEvent, who: str, role: RoleName, body: str) -> str:
        person, on = line.on_behalf_of_id or line.actor_id, _days(line)
        held = (self.offices.held(person, role, body, each, line.recorded_at) for each in on)
        term = next(filter(None, held), None)
        if term is None:
            told = f"The ledger tells of no appointment to it that was in force on {day(on[0])}."
            return f"{who} acted as {line.role}. {told}"
        if not self.offices.stands(term):
            return f"{who} acted as {line.role}. The appointment to it is not what the ledger tells of it."
        return ""

    def _against_standing_in(self, line: AuditEvent, who: str, body: str) -> str:
        if not line.on_behalf_of_id:
            return ""
        pair, on = (line.on_behalf_of_id, line.actor_id, body), _days(line)
        lent = [each for each in self.deputations if (str(each[0]), str(each[1]), str(each[2])) == pair]
        if any(start <= each <= end for *_, start, end in lent for each in on):
            return ""
        return f"{who} acted for somebody else as {line.role}, and did not stand in for them on {day(on[0])}."


def answer(audited: Audited) -> Answer:
    """Of every line by which something was decided, approved or published."""
    entitled, names = Entitlements(), dict(User.objects.values_list("pk", "name"))
    found = Answer()
    lines = audited.lines.filter(action__in=APPROVALS).with_words().order_by("recorded_at", "book", "seq")
    for line in lines:
        found.looked_at += 1
        who = names.get(int(line.actor_id), line.actor_label) if line.actor_id.isdigit() else line.actor_label
        if what := entitled.against(line, who):
            url = reverse("ledger_entry", args=[line.key])
            found.found.append(
                Found(line.subject_type, line.subject_id, sentence(line), url, what, _days(line)[0])
            )  # fmt: skip
    return found


def _days(line: AuditEvent) -> list[date]:
    """The day on which it was recorded, and the one before if it was begun on that."""
    instants = (line.recorded_at, line.recorded_at - BEGUN_BEFORE_MIDNIGHT)
    return list(dict.fromkeys(timezone.localdate(each) for each in instants))


def _rights() -> dict[str, set[str]]:
    """Each action with the rights of which one is needed."""
    found: dict[str, set[str]] = {action: set() for action in APPROVALS}
    for model in governed_models():
        for rule in rules_of(model):
            if rule.records in found and not rule.follows:
                found[rule.records].add(rule.permission.removeprefix("governance."))
    return found


QUESTION = Question(
    slug="entitled",
    title="Approvals by people not entitled",
    asked="Did everybody who recorded a decision, an approval or a publication hold an office with that right on that "
    "day?",
    rule="Only the proper officer of a body records what it resolved; whoever holds no office acts for nobody.",
    source="LGA 1972 s.101 (who may discharge functions); Sch.12 para 41 (minutes as evidence)",
    things=("act", "acts"),
    answer=answer,
)
