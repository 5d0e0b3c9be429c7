"""A plan as somebody sees it: as it stands today, or as it stood at a moment, with nothing of what came later."""

from __future__ import annotations

from dataclasses import dataclass

from audit.models import AuditEvent, AuditEventQuerySet
from governance.as_at import Moment, Record, record_of
from governance.models import Plan
from governance.readiness.gathering import plan_to_judge
from workflow.actors import Actor


@dataclass(frozen=True)
class Seen:
    """A plan, the day it is looked at, and the part of the ledger that had been written by then."""

    plan: Plan
    actor: Actor
    """whoever looks, on that day"""
    lines: AuditEventQuerySet
    moment: Moment | None = None

    def in_full(self) -> Plan:
        """The plan with everything the facts are made of; one that is rebuilt has it already."""
        return self.plan if self.moment else plan_to_judge(self.plan)


def as_it_stands(plan: Plan, actor: Actor) -> Seen:
    """`plan` on the day of `actor`."""
    return Seen(plan, actor, AuditEvent.objects.all())


def as_it_stood(plan: Plan, moment: Moment, actor: Actor) -> Seen:
    """`plan` at `moment`, from the ledger alone. Raises NotThereYet."""
    record = record_of(plan, moment)
    return Seen(record.plan, _then(actor, record), AuditEvent.objects.filter(moment.recorded), moment)


def _then(actor: Actor, record: Record) -> Actor:
    """The same person on the day of the moment: with the rights of today, told who held which office then."""
    then = Actor(actor.person, today=record.moment.day, on_behalf_of=actor.on_behalf_of)
    held = [each for each in record.appointments if each.in_force_on(then.today)]
    then.__dict__["office_holders"] = sorted(held, key=lambda each: (each.body.short_name, each.role, str(each.person)))
    then.__dict__["grants"] = actor.grants
    return then
