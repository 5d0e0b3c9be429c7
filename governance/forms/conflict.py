"""Two people changed one thing: what each wrote, field by field, so that neither text is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.forms import BoundField, Form

from interface.dates import DateParts
from interface.words import in_words


class Conflict(NamedTuple):
    """A field in which what was typed is not what stands there now."""

    label: str
    theirs: str
    yours: str


def conflicts_between(typed: Form, fresh: Form) -> Iterator[Conflict]:
    """Where `typed` says something else than `fresh`, the same form as it would be opened now: of those fields that
    show what the thing says already."""
    for field in typed.visible_fields():
        if fresh[field.name].initial is None:
            continue
        theirs, yours = shown(fresh[field.name]), shown(field)
        if " ".join(theirs.split()) != " ".join(yours.split()):
            yield Conflict(str(field.label), theirs, yours)


def shown(field: BoundField) -> str:
    """What stands in a field, in the words of the page."""
    value: Any = field.value()
    if isinstance(field.field.widget, DateParts):
        return _day(field)
    options = {str(key): str(text) for key, text in getattr(field.field.widget, "choices", ())}
    if isinstance(value, list | tuple):
        return ", ".join(options.get(str(each), str(each)) for each in value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    text = "" if value is None else str(value)
    return options.get(text, text) if text else ""


def _day(field: BoundField) -> str:
    """A day in words, or what was typed in its boxes if that is no day."""
    form = field.form
    day: Any = form.cleaned_data.get(field.name) if form.is_bound else field.value()
    if isinstance(day, date):
        return in_words(day)
    return " ".join(part for part in DateParts.split(field.value()) if part)
