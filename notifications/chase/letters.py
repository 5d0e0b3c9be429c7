"""Writing to those who have to resolve targets, in the coordinator's name: each person once a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import prefetch_related_objects

from accounts.models import User
from governance.chasing import may_chase, only_coordinators
from governance.models import Plan, Target
from notifications.chase.targets import targets_of
from notifications.due.finders import READ_WITH_A_TARGET, Look, due_of_target
from notifications.due.things import Due
from notifications.hearing.parts import Case, Part, Picture
from notifications.hearing.sight import readers_of
from notifications.models import ChaseLetter, Delivery, How, Preference, Topic
from notifications.models.chase import CHASED
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.words import day, listed

YOU = "nobody chases themselves"
SUSPENDED = "cannot sign in"
CANNOT_SEE = "may not read the plan"


@dataclass
class Chased:
    """Who was written to, and who was not and why, as sentences for whoever did it."""

    written: list[str] = field(default_factory=list)
    not_written: list[str] = field(default_factory=list)

    @property
    def done(self) -> str:
        return f"Written to {listed(self.written)}." if self.written else ""

    @property
    def left_out(self) -> str:
        return f"Not written to: {'; '.join(self.not_written)}." if self.not_written else ""


def chase(plan: Plan, keys: Iterable[int], line: str, *, actor: Actor, now: datetime) -> Chased:
    """Write a line to whoever has to resolve some targets of a plan, and to those who stand in for them. May be asked
    twice: whoever has been written to on a day is not written to again. Raises Blocked for those who only look on."""
    if not may_chase(plan, actor):
        raise Blocked([Blocker("role", only_coordinators(plan, actor))])
    wanted = set(keys)
    found = list(targets_of(plan, actor).filter(pk__in=wanted).order_by("pk"))
    result = Chased()
    if missing := len(wanted) - len(found):
        result.not_written.append(f"{missing} of what you chose is resolved, or not there any more")
    look = Look(Picture(actor.today))
    own = _by_person(look, found, result)
    if not own:
        return result
    readers = readers_of(plan, look.picture)
    with transaction.atomic():
        people = User.objects.in_bulk(own)
        quiet = set(
            Preference.objects.filter(person__in=people, topic=Topic.REMINDERS, how=How.OFF).values_list(
                "person", flat=True
            )
        )
        for person in sorted(people.values(), key=str):
            if why := _why_not(person, actor, readers) or _write(plan, person, own[person.pk], line, actor, now):
                result.not_written.append(f"{person} ({why})")
            else:
                inbox = " (in their inbox only, as they chose)" if person.pk in quiet else ""
                result.written.append(f"{person}{inbox}")
    return result


def _by_person(look: Look, targets: list[Target], result: Chased) -> dict[int, list[Due]]:
    """Who has to resolve which of them, deputies among them."""
    prefetch_related_objects(targets, *Target.shown_with, *READ_WITH_A_TARGET, "snoozes")
    own: dict[int, list[Due]] = {}
    for target in targets:
        due = due_of_target(look, Case(target, look.picture))
        snooze = next((each for each in target.snoozes.all() if each.holds_on(look.today)), None)
        if due is None:
            result.not_written.append(f"anybody about {target} (there is no day by which it must be resolved)")
        elif snooze is not None:
            result.not_written.append(f"anybody about {target} (it is snoozed to {day(snooze.last_day)})")
        else:
            for person in due.doers | due.rung(Part.DEPUTY):
                own.setdefault(person, []).append(due)
    return own


def _why_not(person: User, actor: Actor, readers: set[int]) -> str:
    if person.pk in (actor.pk, actor.principal.pk):
        return YOU
    if not person.is_active:
        return SUSPENDED
    return "" if person.pk in readers else CANNOT_SEE


def _write(plan: Plan, person: User, dues: list[Due], line: str, actor: Actor, now: datetime) -> str:
    """Make the one delivery of the day; says why not, if somebody was faster."""
    letter, new = ChaseLetter.objects.get_or_create(
        plan=plan, person=person, on=actor.today, defaults={"line": line, "by_id": actor.pk}
    )
    if not new:
        return f"was written to today already, by {letter.by}"
    letter.targets.set([due.case.thing for due in dues])
    Delivery.objects.create(person=person, kind=CHASED, thing=letter.thing, due_on=actor.today, created_at=now)
    return ""
