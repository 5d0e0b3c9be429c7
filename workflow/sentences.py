"""A ledger line in words: the template of its action, with names as they were then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.apps import apps
from django.db import models

from audit.models import AuditEvent
from audit.vocabulary import sentence_for
from workflow.words import day


class Change(NamedTuple):
    """One changed field, ready to be shown; `old` and `new` are "" where there was nothing."""

    label: str
    old: str
    new: str


def sentence(event: AuditEvent) -> str:
    """What happened, as a sentence: Clare Hobbs published Street crime: objective 1."""
    actor = event.actor_label
    if event.on_behalf_of_label:
        actor = f"{actor}, for {event.on_behalf_of_label},"
    return sentence_for(event.action).format(actor=actor, subject=event.subject_label) + "."


def account(event: AuditEvent) -> str:
    """The sentence with every value that was replaced, for somebody who must know what changed."""
    replaced = [change for change in changes(event) if change.old]
    details = "; ".join(f"{change.label} from “{change.old}” to “{change.new}”" for change in replaced)
    return f"{sentence(event)[:-1]}: {details}." if details else sentence(event)


def changes(event: AuditEvent) -> Iterator[Change]:
    """Every changed field of `event` in the words of its model; keys, counts and empty first values are left out."""
    try:
        model = apps.get_model(event.subject_type)
    except LookupError:
        model = None
    for name, (old, new) in event.changes.items():
        field = _field(model, name)
        if name in getattr(model, "housekeeping", ()):
            continue
        if isinstance(field, models.ForeignKey) or (old in (None, "", []) and new in (None, "", [])):
            continue
        label = str(field.verbose_name) if field else name
        yield Change(label[0].upper() + label[1:], _shown(field, old), _shown(field, new))


def _field(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    if model is None:
        return None
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def _shown(field: models.Field[Any, Any] | None, value: Any) -> str:
    """`value` as people read it."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(_shown(None, item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, models.TimeField) and isinstance(value, str):
        return value[:5]  # 14:00
    if isinstance(field, models.DateField) and isinstance(value, str):
        return day(date.fromisoformat(value[:10]))
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))
