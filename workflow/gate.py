"""The one way in: every change of a governed row passes here, and leaves its line in the ledger."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import partial, reduce
from typing import Any

import structlog
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import prefetch_related_objects
from django_fsm import can_proceed

from audit import ledger
from audit.models import AuditEvent
from workflow import memory
from workflow.actors import Actor, Role
from workflow.acts import Call, Deed, Done, Given, Rule, rules_of
from workflow.blockers import Blocked, Blocker
from workflow.consequences import Consequence, followers
from workflow.lock import lock
from workflow.models import Governed
from workflow.states import is_transition, sources
from workflow.words import capital
from workflow.writing import Row, write_rows

Act = Callable[..., None] | partial[None]
"""A bound act such as `objective.approve`, or a `functools.partial` of one with its details"""

Seen = int | Mapping[Any, int] | None
"""The version the person had before them: of the thing, or of each of several things"""

NOBODY = "nobody holds that office today"
"""Who can clear a blocker, where an office would have to be filled first"""

logger = structlog.get_logger(__name__)


@dataclass
class OneAct:
    """What people call one act, however many rows it changes: one transaction, and lines that share a number."""

    act_id: str = field(default_factory=ledger.new_act_id)
    lines: list[ledger.Line] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    """the caller's objects as they were locked"""
    events: list[AuditEvent] = field(default_factory=list)
    """the lines as written, once the act is complete"""


class Held:
    """Objects of the caller, as they were when they were locked."""

    def __init__(self, calls: Sequence[Call]) -> None:
        self._things = {id(thing): thing for call in calls for thing in (call.subject, call.subject.root)}
        self._before = {key: dict(vars(thing)) for key, thing in self._things.items()}

    def give_back(self) -> None:
        """Leave them as they were: what was to be done has not been done."""
        for key, thing in self._things.items():
            vars(thing).clear()
            vars(thing).update(self._before[key])


_current: ContextVar[OneAct | None] = ContextVar("one_act", default=None)


@contextmanager
def one_act() -> Iterator[OneAct]:
    """Make everything performed inside one act. At its end comes what follows from it, and then the ledger is written,
    so its head is locked last. If any of it is refused, the caller's objects are as they were locked."""
    outer = _current.get()
    if outer is not None:
        with transaction.atomic(), _forgetting_refused_lines(outer):
            yield outer
        return
    act = OneAct()
    token = _current.set(act)
    try:
        with transaction.atomic():
            yield act
            _let_follow(act)
            act.events = ledger.write(act.lines)
    except BaseException:
        for held in reversed(act.held):
            held.give_back()
        raise
    finally:
        _current.reset(token)


@contextmanager
def _forgetting_refused_lines(act: OneAct) -> Iterator[None]:
    lines, done = len(act.lines), len(act.done)
    try:
        yield
    except BaseException:
        del act.lines[lines:], act.done[done:]
        raise


def perform(
    act: Act,
    *,
    actor: Actor,
    effective_on: date | None = None,
    because: str = "",
    basis: str = "",
    seen: Seen = None,
    **details: Any,
) -> ledger.Line | None:
    """Lock, ask, act, save and write the ledger: all of it, or none of it.

    `effective_on` is the day it was decided, today if not given; `seen` is the version the person had before them.
    Returns the line written, or None if the act would change nothing. Raises Blocked with every reason against it.
    """
    lines = perform_each(
        [partial(act, **details)],
        actor=actor,
        effective_on=effective_on,
        because=because,
        basis=basis,
        seen=seen,
    )
    return lines[0] if lines else None


def perform_each(
    acts: Iterable[Act],
    *,
    actor: Actor,
    effective_on: date | None = None,
    because: str = "",
    basis: str = "",
    seen: Seen = None,
) -> list[ledger.Line]:
    """Perform thousands of acts as one, in a number of statements that does not grow with them.

    Writes the lines that one `perform` each would write. If one is refused all are: Blocked holds every reason. No two
    acts may be on the same row; those that would change nothing write nothing.
    """
    calls = [Call.of(act) for act in acts]
    if not calls:
        return []
    _refuse_repeated_subjects(calls)
    given = partial(Given, effective_on or actor.today, tidied(because), tidied(basis))
    with one_act() as act, _as_before_if_refused(calls, act):
        actor = actor.afresh()
        _refuse_if_blocked(calls, actor, given, seen)
        # As they are now: an act may change whose turn it is.
        return _do([Deed(call, given(call.details), actor, _role_of(call, actor)) for call in calls], act)


def _do(deeds: Sequence[Deed], act: OneAct, counted: Collection[Row] = ()) -> list[ledger.Line]:
    """Carry out what nothing stands against any more, and write what it changed; for `counted` see `write_rows`."""
    # As it is called now: an act may change that.
    labels = {id(deed): str(deed.call.subject) for deed in deeds if not deed.call.rule.creates}
    changes = _carry_out([deed.call for deed in deeds])
    changed = [deed for deed in deeds if changes[id(deed.call)] or deed.call.rule.creates]
    _write([deed.call.subject for deed in changed], counted)
    done = [Done(deed, changes[id(deed.call)]) for deed in changed]
    lines = [_line(each, labels.get(id(each.deed)) or str(each.subject), act.act_id) for each in done]
    act.done.extend(done)
    act.lines.extend(lines)
    return lines


def _let_follow(act: OneAct) -> None:
    """Carry out what follows from everything that was done. It is part of that act, so no version counts it again."""
    done = tuple(act.done)
    counted = {each.subject.root_row for each in done}
    for follower in followers() if done else ():
        if following := list(follower(done)):
            _follow(following, act, counted)


def _follow(following: Sequence[Consequence], act: OneAct, counted: Collection[Row]) -> None:
    deeds = [each.deed() for each in following]
    calls = [deed.call for deed in deeds]
    _refuse_repeated_subjects(calls)
    # Out of order, since the rest is locked already: whoever will not wait cannot wait for each other.
    lock(calls, wait=False)
    _prefetch(calls)
    found = [
        blocker
        for deed in deeds
        for blocker in (*_state_and_guards(deed.call, deed.actor), *_unmet_demands(deed.call, deed.given, deed.actor))
    ]
    if found:
        raise Blocked(list(dict.fromkeys(found)))
    _do(deeds, act, counted)


def blockers(act: Act, *, actor: Actor) -> list[Blocker]:
    """Every reason why `actor` cannot do `act` today; an empty list means they can. Changes nothing."""
    return _examine([Call.of(act)], actor)[0]


def blockers_of_each(acts: Iterable[Act], *, actor: Actor) -> list[list[Blocker]]:
    """`blockers` of many acts at once, in a number of queries that does not grow with them."""
    return _examine([Call.of(act) for act in acts], actor)


def objections(
    act: Act,
    *,
    actor: Actor,
    effective_on: date | None = None,
    because: str = "",
    basis: str = "",
    seen: Seen = None,
) -> list[Blocker]:
    """Every reason for which `perform` would refuse the same act, with the same details, now. Changes nothing."""
    call = Call.of(act)
    given = Given(effective_on or actor.today, tidied(because), tidied(basis), call.details)
    return [
        *_examine([call], actor)[0],
        *_changed_meanwhile([call], seen),
        *_unmet_demands(call, given, actor),
    ]


@dataclass(frozen=True)
class Offer:
    """One act of a thing, and why it cannot be done here and now, if it cannot."""

    rule: Rule
    blockers: list[Blocker]

    @property
    def open(self) -> bool:
        return not self.blockers


def acts_of(subject: Governed, actor: Actor) -> list[Offer]:
    """What can be done with `subject` here, and why not the rest."""
    calls = [Call(subject, rule) for rule in rules_of(type(subject)) if not rule.creates and not rule.follows]
    return [Offer(call.rule, found) for call, found in zip(calls, _examine(calls, actor), strict=True)]


@contextmanager
def _as_before_if_refused(calls: Sequence[Call], act: OneAct) -> Iterator[None]:
    """Lock what the calls touch; if they are refused, leave the caller's objects as they were locked."""
    lock(calls)
    held = Held(calls)
    act.held.append(held)
    try:
        yield
    except BaseException:
        held.give_back()
        raise


def _refuse_repeated_subjects(calls: Sequence[Call]) -> None:
    rows = [(type(call.subject), call.subject.pk) for call in calls if call.subject.pk is not None]
    if len(rows) != len(set(rows)) or len({id(call.subject) for call in calls}) != len(calls):
        raise ValueError("Each row can be acted on once in an act.")


def _refuse_if_blocked(calls: Sequence[Call], actor: Actor, given: Callable[..., Given], seen: Seen) -> None:
    found = [blocker for call, own in zip(calls, _examine(calls, actor), strict=True) for blocker in own]
    found += _changed_meanwhile(calls, seen)
    for call in calls:
        found += _unmet_demands(call, given(call.details), actor)
    if found:
        logger.warning(
            "act_refused",
            acts=sorted({call.rule.records for call in calls}),
            person=actor.pk,
            reasons=sorted({blocker.code for blocker in found}),
        )
        raise Blocked(list(dict.fromkeys(found)))


def _changed_meanwhile(calls: Sequence[Call], seen: Seen) -> list[Blocker]:
    """What is another than on the person's page: of the things themselves, and of what they are read under."""
    roots = list({call.subject.root_row: call.subject.root for call in calls if call.subject.root.pk}.values())
    before_them = seen if isinstance(seen, Mapping) else dict.fromkeys(roots, seen)
    headings = _read_under(roots) if isinstance(seen, Mapping) else []
    return [
        memory.what_changed_since(thing, before)
        for thing in dict.fromkeys([*roots, *headings])
        if (before := before_them.get(thing)) is not None and thing.version != before
    ]


def _read_under(roots: Sequence[Governed]) -> Iterator[Governed]:
    """The headings of `roots`, of which a person may have said what they had before them; fetched for all at once."""
    for model in dict.fromkeys(type(root) for root in roots):
        alike = [root for root in roots if type(root) is model]
        prefetch_related_objects(alike, *model.read_under)
        for root in alike:
            yield from (reduce(getattr, path.split("__"), root) for path in model.read_under)


def _unmet_demands(call: Call, given: Given, actor: Actor) -> list[Blocker]:
    found = [blocker for demand in call.rule.demands if (blocker := demand(call.subject, given))]
    if given.effective_on > actor.today:
        found.append(Blocker("date", "Nothing can take effect on a day that is still to come."))
    return found


def _examine(calls: Sequence[Call], actor: Actor) -> list[list[Blocker]]:
    """The reasons against each call, with what their guards read fetched once for all of them."""
    _prefetch(calls)
    return [_blockers(call, actor) for call in calls]


def _prefetch(calls: Sequence[Call]) -> None:
    by_rule: dict[tuple[type[Governed], Rule], list[Governed]] = {}
    for call in calls:
        by_rule.setdefault((type(call.subject), call.rule), []).append(call.subject)
    for (model, rule), subjects in by_rule.items():
        prefetch_related_objects(subjects, *model.shown_with, *rule.needs)


def _blockers(call: Call, actor: Actor) -> list[Blocker]:
    against = _follows_only(call) if call.rule.follows else _role_blocker(call, actor)
    return [*([against] if against else []), *_state_and_guards(call, actor)]


def _state_and_guards(call: Call, actor: Actor) -> list[Blocker]:
    found = [_state_blocker(call), *(guard(call.subject, actor) for guard in call.rule.guards)]
    return [blocker for blocker in found if blocker]


def _follows_only(call: Call) -> Blocker:
    """Nobody holds a right to what only follows, so nobody can clear this."""
    return Blocker("follows", f"Nobody can {call.rule.said_of(call.subject)}: it follows from other acts.")


def _role_of(call: Call, actor: Actor) -> Role | None:
    return actor.role_for(call.rule.permission, call.subject.scopes(call.rule.permission))


def _role_blocker(call: Call, actor: Actor) -> Blocker | None:
    if _role_of(call, actor):
        return None
    permission = call.rule.permission
    who = call.subject.who_may(permission, actor)
    if not who and call.subject.scopes(permission):
        who = NOBODY
    return Blocker("role", f"Your role does not let you {call.rule.said_of(call.subject)}.", cleared_by=who)


def _state_blocker(call: Call) -> Blocker | None:
    if call.rule.creates == (call.subject.pk is not None):
        return Blocker("state", f"{call.subject} is {'already' if call.rule.creates else 'not'} there.")
    gone = next((thing for thing in (call.subject, call.subject.root) if not thing.is_in_force), None)
    if gone is not None:
        return Blocker("withdrawn", f"This {gone._meta.verbose_name} has been withdrawn: {gone}.")
    if call.subject.is_frozen:
        return Blocker("frozen", f"{capital(call.subject)} no longer changes.")
    if not is_transition(call.subject, call.rule) or can_proceed(call.method):
        return None
    subject = call.subject
    name = subject.state_field() or ""
    field_: Any = subject._meta.get_field(name)
    labels = {str(value): str(label) for value, label in field_.choices}
    now = labels[getattr(subject, name)]
    needed = " or ".join(f"“{labels[source]}”" for source in sources(subject, call.rule))
    return Blocker("state", f"{capital(subject)} is in “{now}”: to {call.rule.said_of('it')}, it must be in {needed}.")


def _carry_out(calls: Sequence[Call]) -> dict[int, dict[str, list[Any]]]:
    """Do each act in memory; returns for each what it changed, as field: [old, new]."""
    changes: dict[int, dict[str, list[Any]]] = {}
    for call in calls:
        subject = call.subject
        before = {} if call.rule.creates else subject.snapshot()
        subject._in_the_gate = True
        try:
            call.method(**call.details)
        finally:
            subject._in_the_gate = False
        _tidy(subject)
        after = subject.snapshot()
        changes[id(call)] = {
            name: [before.get(name), value] for name, value in after.items() if before.get(name) != value
        }
    return changes


def _tidy(subject: Governed) -> None:
    """Bring text to one form and check every value against its field; raises Blocked in the words of the field."""
    for column in subject.governed_fields():
        if column.name != subject.state_field():
            setattr(subject, column.attname, tidied(getattr(subject, column.attname)))
    # Looking up each foreign key would cost a query per row; the database checks them.
    unchecked = {column.name for column in subject.governed_fields() if isinstance(column, models.ForeignKey)}
    unchecked |= {subject._meta.pk.name, "version", subject.state_field() or ""}
    try:
        subject.clean_fields(exclude=unchecked)
    except ValidationError as error:
        raise Blocked(
            [
                Blocker("value", f"{_name_of(subject, name)}: {message}")
                for name, messages in error.message_dict.items()
                for message in messages
            ]
        ) from error


def tidied(value: Any) -> Any:
    """`value` with its text in one form: NFC, one kind of line end, and nothing that no database can keep."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
        return text.encode(errors="ignore").decode()
    if isinstance(value, list):
        return [tidied(item) for item in value]
    if isinstance(value, dict):
        return {tidied(key): tidied(item) for key, item in value.items()}
    return value


def _name_of(subject: Governed, name: str) -> str:
    field_: Any = subject._meta.get_field(name)
    return str(field_.verbose_name).capitalize()


def _write(subjects: Sequence[Governed], counted: Collection[Row]) -> None:
    """Write the changed rows; their roots' versions count the act. Raises Blocked where the database itself refuses."""
    try:
        write_rows(subjects, counted)
    except IntegrityError as error:
        # The lines after the first repeat what people wrote.
        if blocker := _refused_by_the_database(subjects, str(error).partition("\n")[0]):
            raise Blocked([blocker]) from error
        raise


def _refused_by_the_database(subjects: Sequence[Governed], message: str) -> Blocker | None:
    """What a constraint says to people: a broken check speaks by its name; None if it was no constraint of ours."""
    if "unique" in message.lower():
        return Blocker("meanwhile", "The same has been done already, perhaps a moment ago by somebody else.")
    names = (constraint.name for subject in subjects for constraint in subject._meta.constraints)
    broken = next((name for name in names if name in message), None)
    return Blocker("value", f"{broken.replace('_', ' ').capitalize()}.") if broken else None


def _line(done: Done, label: str, act_id: str) -> ledger.Line:
    subject, root = done.subject, done.subject.root
    actor, given, role = done.deed.actor, done.deed.given, done.deed.role
    behalf = actor.on_behalf_of
    return ledger.Line(
        action=done.rule.records,
        act_id=act_id,
        book=subject.ledger_book,
        plan=subject.ledger_plan,
        subject=(subject._meta.label_lower, str(subject.pk), label),
        within=(root._meta.label_lower, str(root.pk)),
        version=root.version,
        actor=(str(actor.pk or ""), str(actor)),
        role=str(role or ""),
        on_behalf_of=(str(behalf.pk), str(behalf)) if behalf else ("", ""),
        effective_on=given.effective_on,
        because=given.because.strip(),
        basis=given.basis.strip(),
        changes=dict(done.changes),
        private=type(subject).private_fields,
    )
