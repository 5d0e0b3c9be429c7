"""Where each unresolved target stands: who has to resolve it, who was told last, and who is told next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import prefetch_related_objects

from accounts.models import User
from audit.models import AuditEvent
from governance.models import Target
from notifications.due.finders import READ_WITH_A_TARGET, Look, due_of_target
from notifications.due.rules import Ladder, Rules
from notifications.due.scan import last_reminders
from notifications.due.things import Due
from notifications.hearing.parts import Case, Picture
from notifications.hearing.sight import readers_of
from notifications.models import ChaseLetter, Delivery, Snooze
from notifications.models.chase import CHASED


@dataclass(frozen=True)
class Told:
    """That some people are told on a day, or were."""

    who: str
    names: tuple[str, ...]
    on: date


@dataclass(frozen=True)
class Contact:
    """The last message about a target that went out."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Snoozed:
    """That nobody is reminded of it for a while: to which day, and as the ledger has it by whom and why."""

    pk: int
    last_day: date
    by: str
    because: str


@dataclass(frozen=True)
class Standing:
    """One line of the chase."""

    target: Target
    due: Due | None
    """None where the route leads to no body that approves"""
    deputies: tuple[str, ...]
    last: Contact | None
    next: Told | None
    then: Told | None
    """who besides those who have to do it hears of it when nothing happens, and has not yet"""
    snooze: Snoozed | None = None


def standings(targets: Sequence[Target], today: date) -> list[Standing]:
    """How some targets of one plan stand, in their order, in a number of queries that does not grow with them."""
    prefetch_related_objects(targets, *Target.shown_with, *READ_WITH_A_TARGET, "snoozes")
    look = Look(Picture(today))
    cases = [Case(target, look.picture) for target in targets]
    dues = {case.thing.pk: due for case in cases if (due := due_of_target(look, case)) is not None}
    return Chase(look, cases, dues).standings() if cases else []


class Chase:
    """What the lines share, read once."""

    def __init__(self, look: Look, cases: Sequence[Case], dues: dict[int, Due]) -> None:
        self.look, self.cases, self.dues = look, cases, dues
        self.rules = Rules(look.today)
        plan = cases[0].plan
        self.readers = readers_of(plan, look.picture) if plan else set()
        everybody = {person for due in dues.values() for person in self._people(due)}
        self.reminded = last_reminders(everybody, {due.thing for due in dues.values()}, look.today)
        self.names = {person.pk: str(person) for person in User.objects.filter(pk__in=everybody)}
        self.contacts = last_contacts(cases)
        self.snoozes = snoozes_of([case.thing for case in cases], look.today)

    def standings(self) -> list[Standing]:
        return [self._standing(case, self.dues.get(case.thing.pk)) for case in self.cases]

    def _people(self, due: Due) -> set[int]:
        ladder = self.rules.ladder_for(due)
        return set().union(*(rung.people for rung in ladder.rungs(due)), self._deputies(due))

    def _deputies(self, due: Due) -> set[int]:
        return set().union(*(self.look.picture.deputies.get(doer, ()) for doer in due.doers))

    def _standing(self, case: Case, due: Due | None) -> Standing:
        last = self.contacts.get(case.thing.pk)
        snooze = self.snoozes.get(case.thing.pk)
        first = snooze.last_day + timedelta(days=1) if snooze else self.look.today
        if due is None:
            return Standing(case.thing, None, (), last, None, None, snooze)
        ladder = self.rules.ladder_for(due)
        deputies = self._named(self._deputies(due))
        return Standing(
            case.thing, due, deputies, last, self._next(due, ladder, first), self._then(due, ladder, first), snooze
        )

    def _next(self, due: Due, ladder: Ladder, not_before: date) -> Told | None:
        """The day on which the scan reminds anybody of it next, and whom."""
        days: dict[int, date] = {}
        for rung in ladder.rungs(due):
            for person in rung.people & self.readers:
                last = self.reminded.get((person, due.kind, due.thing))
                again = last + timedelta(days=ladder.every_days) if last else rung.since
                on = max(rung.since, again, not_before)
                days[person] = min(days.get(person, on), on)
        if not days:
            return None
        first = min(days.values())
        return Told("", self._named(person for person, on in days.items() if on == first), first)

    def _then(self, due: Due, ladder: Ladder, after: date) -> Told | None:
        for rung in [*ladder.rungs(due)][1:]:
            if rung.since > after and (people := rung.people & self.readers):
                return Told(rung.who, self._named(people), rung.since)
        return None

    def _named(self, people: Iterable[int]) -> tuple[str, ...]:
        return tuple(sorted(self.names[person] for person in people if person in self.names))


def last_contacts(cases: Sequence[Case]) -> dict[int, Contact]:
    """The last message about each target that a mail server took, and to whom it went."""
    keys = {f"{Target._meta.label_lower}:{case.thing.pk}": case.thing.pk for case in cases}
    sent = Delivery.objects.filter(thing__in=keys, needless="", message__sent_at__isnull=False)
    rows = sent.order_by("message__sent_at", "pk").values_list("thing", "person__name", "message__sent_at")
    found = [(at, keys[thing], name) for thing, name, at in rows if at]
    found += _chased(set(keys.values()))
    return {target: Contact(name, at) for at, target, name in sorted(found)}


def _chased(targets: set[int]) -> list[tuple[datetime, int, str]]:
    """When coordinators wrote about each of some targets, and to whom."""
    lines = ChaseLetter.targets.through.objects.filter(target__in=targets).values_list("chaseletter", "target")
    about: dict[str, list[int]] = {}
    for letter, target in lines:
        about.setdefault(f"{ChaseLetter._meta.label_lower}:{letter}", []).append(target)
    sent = Delivery.objects.filter(thing__in=about, kind=CHASED, needless="", message__sent_at__isnull=False)
    rows = sent.values_list("thing", "person__name", "message__sent_at")
    return [(at, target, name) for thing, name, at in rows if at for target in about[thing] if target in targets]


def snoozes_of(targets: Sequence[Target], today: date) -> dict[int, Snoozed]:
    """Those of some targets that hold on a day; who said so, and why, stands in the ledger."""
    held = {snooze.pk: snooze for target in targets for snooze in target.snoozes.all() if snooze.holds_on(today)}
    lines = AuditEvent.objects.filter(
        subject_type=Snooze._meta.label_lower,
        subject_id__in=map(str, held),
        action__in=["snooze.begun", "snooze.renewed"],
    )
    latest = {int(line.subject_id): line for line in lines.with_words().order_by("seq")}
    return {
        snooze.target_id: Snoozed(snooze.pk, snooze.last_day, latest[pk].actor_label, latest[pk].because)
        for pk, snooze in held.items()
    }
