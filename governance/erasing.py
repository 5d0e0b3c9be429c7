"""Erasing a person (UK GDPR Art. 17): their name goes, and the ledger still proves everything it proved.

In one transaction: the line that says so; their name and whatever words hold it out of the ledger, of rows and of all
that is kept beside them; what is theirs alone; and their sign-in. What was published stays as it was published: the law
has agendas, reports and minutes kept (LGA 1972 s.100C, 100D), and Art. 17(3)(b) leaves that to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import structlog
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.dispatch import Signal

from accounts.models import User
from audit import erasing
from audit.chain import SLICE
from audit.models import WORDS_ERASED, AuditEvent, SealedText
from governance.models import Deputation, Erasure
from governance.naming import Pattern, names, pattern_of
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import Act, objections, perform
from workflow.models import Governed
from workflow.triggers import governed_models
from workflow.words import listed
from workflow.writing import blank

logger = structlog.get_logger(__name__)

erased = Signal()
"""Sent within the transaction, with the person's number as `person`: rooms above let go of what they made of names"""

PROPER_NAMES = (("actor", "actor_id"), ("on_behalf_of", "on_behalf_of_id"))
"""Words that name whoever a number beside them says: of two people of one name only one is erased"""


@dataclass
class Found:
    """Where somebody is named."""

    words: dict[str, set[str]] = field(default_factory=dict)
    """entry -> its words that will go"""
    rows: list[tuple[type[Governed], int, str]] = field(default_factory=list)
    """model, key, field: words of today that will go"""
    kept: dict[str, list[str]] = field(default_factory=dict)
    """why -> what stays"""

    def keep(self, why: str, what: str) -> None:
        self.kept.setdefault(why, []).append(what)

    @property
    def number_of_words(self) -> int:
        return sum(map(len, self.words.values()))


SEALED = "Sealed texts of what was published, decided or minuted"
HASHED = "Entries of the ledger that quote what was published or on the table"
PUBLISHED = "Agendas, papers and minutes that no longer change"
RECEIVED = "Reports as they came in"
MOST_NAMED = 20
"""places that are named one by one; the others are counted"""
WHY = "The law has it kept and open to the public (LGA 1972 s.100C, 100D; UK GDPR Art. 17(3)(b))"


def against(person: User, actor: Actor) -> list[Blocker]:
    """Every reason why `actor` cannot erase `person` today, but for a reason that is not given yet."""
    return objections(act_of(person, actor), actor=actor, because="-")


def act_of(person: User, actor: Actor) -> Act:
    """The act that is asked for; done by `erase` alone, which does what it says."""
    return _erasure(person, actor.today).record


def erase(person: User, *, actor: Actor, because: str) -> Erasure:
    """Erase `person`, for good. Raises Blocked."""
    with transaction.atomic():
        this = User.objects.select_for_update().get(pk=person.pk)
        if found := objections(act_of(this, actor), actor=actor, because=because):
            raise Blocked(found)
        _end_deputations(this, actor)
        pattern = pattern_of(this)
        named = where_named(this, pattern)
        erasure = _erasure(this, actor.today)
        erasure.words, erasure.entries = named.number_of_words, len(named.words)
        erasure.removed = erasing.listed(named.words)
        perform(erasure.record, actor=actor, because=because)
        erasing.remove(named.words)
        for model, pk, column in named.rows:
            blank(model, pk, column)
        _forget_what_is_theirs(this)
        _forget_in_what_is_others(pattern)
        _forget_who_signs_in(this)
        erased.send(User, person=this.pk)
    logger.warning("person_erased", person=this.pk, by=actor.pk)
    return erasure


def erasures() -> Iterator[tuple[int, date]]:
    """Number of each person who was erased, and the day: to be kept outside the database and its backups."""
    yield from Erasure.objects.order_by("erased_on", "pk").values_list("person_id", "erased_on")


def _erasure(person: User, today: date) -> Erasure:
    return Erasure(person=person, erased_on=today)


# Where somebody is named


def where_named(person: User, pattern: Pattern | None = None) -> Found:
    """What will go, and what stays; reads the whole ledger once."""
    pattern = pattern or pattern_of(person)
    found = Found()
    frozen = _rows_that_name(pattern, found)
    for event in AuditEvent.objects.with_words().order_by("book", "seq").iterator(chunk_size=SLICE):
        if going := _words_to_go(event, str(person.pk), pattern, frozen):
            found.words[event.key] = going
        if names(pattern, bytes(event.text).decode()):
            found.keep(HASHED, f"entry {event.key}")
    _sealed_that_name(pattern, found)
    return found


def _rows_that_name(pattern: Pattern, found: Found) -> set[tuple[str, str]]:
    """Sorts the private words of rows into those that go and those that stay; the rows that no longer change."""
    frozen = set()
    for model in governed_models():
        private = sorted(model.private_fields)
        if not private:
            continue
        for row in model._meta.base_manager.only(*private, *filter(None, [model.frozen_by])).iterator():
            if row.is_frozen:
                frozen.add((model._meta.label_lower, str(row.pk)))
            for column in private:
                if names(pattern, getattr(row, column)):
                    if row.is_frozen:
                        found.keep(PUBLISHED, f"{model._meta.verbose_name} {row.pk}")
                    else:
                        found.rows.append((model, row.pk, column))
    return frozen


def _words_to_go(event: AuditEvent, person: str, pattern: Pattern, frozen: set[tuple[str, str]]) -> set[str]:
    words = {name: pair[0] for name, pair in event.words.items()}
    by_number = {name for name, column in PROPER_NAMES if name in words and getattr(event, column)}
    going = {name for name, column in PROPER_NAMES if name in by_number and getattr(event, column) == person}
    for name, value in words.items():
        stays = "." in name and (event.subject_type, event.subject_id) in frozen
        if name not in by_number and not stays and names(pattern, value):
            going.add(name)
    return going


def _sealed_that_name(pattern: Pattern, found: Found) -> None:
    for digest, text in SealedText.objects.order_by("pk").values_list("pk", "text").iterator(chunk_size=SLICE):
        if names(pattern, text):
            found.keep(SEALED, f"seal {digest[:12]}")
    for model in apps.get_models():
        if _holds_a_file(model):
            for row in model._base_manager.iterator():
                if any(names(pattern, _as_text(getattr(row, column.attname))) for column in _texts(model)):
                    found.keep(RECEIVED, f"{model._meta.verbose_name} {row.pk}")


# What goes


def _end_deputations(person: User, actor: Actor) -> None:
    """Of and by them; at once, and those to come before they begin."""
    theirs = models.Q(owner=person) | models.Q(deputy=person)
    for deputation in Deputation.objects.filter(theirs, ends_on__gte=actor.today).order_by("pk"):
        day = max(actor.today, deputation.starts_on) - timedelta(days=1)
        perform(deputation.end, actor=actor, last_day=day)


def _forget_what_is_theirs(person: User) -> None:
    """Every row that would go with the person if they went: messages, choices, saved filters, pending remarks ..."""
    for relation in User._meta.related_objects:
        if relation.on_delete is models.CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()


def _forget_in_what_is_others(pattern: Pattern) -> None:
    """Words that name them in what others keep and that proves nothing, such as messages that were sent."""
    for model in apps.get_models():
        if _proves_nothing(model) and (columns := _texts(model)):
            for row in model._base_manager.iterator():
                gone = {each.name: WORDS_ERASED for each in columns if names(pattern, getattr(row, each.attname))}
                if gone:
                    model._base_manager.filter(pk=row.pk).update(**gone)


def _forget_who_signs_in(person: User) -> None:
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    person.groups.clear()
    person.user_permissions.clear()
    person.name, person.username, person.email = _name_of(person), f"erased-{person.pk}", ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()


def _proves_nothing(model: type[models.Model]) -> bool:
    """Neither a governed row nor the ledger, nor a file as it came in, nor what Django keeps for itself."""
    foreign = ("audit", "accounts", "auth", "contenttypes", "sessions", "guardian")
    return not issubclass(model, Governed) and model._meta.app_label not in foreign and not _holds_a_file(model)


def _holds_a_file(model: type[models.Model]) -> bool:
    own = model._meta.app_label != "audit"
    return own and bool(_texts(model)) and any(isinstance(each, models.BinaryField) for each in model._meta.fields)


def _texts(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    return [each for each in model._meta.concrete_fields if isinstance(each, kinds) and not each.primary_key]


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


# In words


def beforehand(person: User) -> list[str]:
    """What will go and what will stay, in sentences, each of the latter with where and why; reads the whole ledger."""
    found = where_named(person)
    told = [
        f"{person} can never sign in again, and is called “{_name_of(person)}” from now on. It cannot be undone.",
        f"{_number(found.number_of_words, 'word or text', 'words and texts')} that hold their name, e-mail address or "
        f"username go out of {_number(len(found.words), 'entry', 'entries')} of the ledger, which stays valid.",
        "Their messages, choices, saved filters, calendar address and drafts go; times as or of a deputy end. "
        "Audit packs that are ready are let go of.",
    ]
    if found.rows:
        texts = "a text that names" if len(found.rows) == 1 else f"{len(found.rows)} texts that name"
        told.append(f"In place of {texts} them stands “{WORDS_ERASED}”: {listed(_rows_in_words(found))}.")
    for what, where in sorted(found.kept.items()):
        told.append(f"Their name stays in: {what} ({_some(where)}). {WHY}.")
    told.append("Backups, printed papers, files attached to papers and e-mails that were sent are out of reach.")
    return told


def what_went(erasure: Erasure) -> str:
    """How much of the ledger went with them, as a sentence."""
    words = _number(erasure.words, "word or text", "words and texts")
    return f"{words} went out of {_number(erasure.entries, 'entry', 'entries')} of the ledger."


def _rows_in_words(found: Found) -> list[str]:
    return list(dict.fromkeys(f"{model._meta.verbose_name} {pk}" for model, pk, _ in found.rows))


def _some(where: list[str]) -> str:
    where = list(dict.fromkeys(where))
    more = len(where) - MOST_NAMED
    return listed([*where[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])


def _number(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _name_of(person: User) -> str:
    return f"Erased person {person.pk}"
