"""Rows made from what the ledger tells: instances of the models of today that lead to each other as if from a database.

They claim to come from a database that does not exist. Whatever was not made here cannot be looked up from them: it
fails loudly, so that nothing of today slips into a page of then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel, OneToOneRel

from governance.as_at.told import Told
from governance.models.objective import current_among
from workflow.models import Governed
from workflow.triggers import governed_models

NOWHERE = "the ledger"
"""The alias of the database that rows of then come from; there is none"""

Rows = dict[type[models.Model], dict[Any, Any]]
"""model -> key -> row, in the order in which a database would list them"""


def rows_by(told: Told) -> Rows:
    """Every governed row that was there, and the people they name, each leading to the others."""
    rows: Rows = {model: {} for model in governed_models()}
    for (label, pk), values in told.values.items():
        model = _model(label)
        if model in rows:
            row = _row(cast("type[Governed]", model), pk, values, told.versions.get((label, pk), 0))
            rows[model][row.pk] = row
    rows[_person()] = {pk: _called(pk, told.name_of(pk)) for pk in _people_in(rows)}
    for model, own in rows.items():
        _lead_on(model, own.values(), rows)
    for model in rows:
        rows[model] = {row.pk: row for row in in_order(model, rows[model].values())}
    for model, own in rows.items():
        _lead_back(model, own, rows)
    return rows


class Kept:
    """A relation whose rows are in hand: it asks no database, and refuses what only a database could answer."""

    model: type[models.Model]
    _result_cache: list[Any] | None
    _prefetch_done: bool

    def all(self) -> Any:
        return self

    def select_related(self, *_: Any) -> Any:
        """All of it is in hand."""
        return self

    def prefetch_related(self, *_: Any) -> Any:
        return self

    def order_by(self, *names: str) -> Any:
        return kept(self.model, _sorted(self._result_cache or [], names))

    def current(self) -> Any:
        """Of objectives: the text the plan stood by."""
        return kept(self.model, current_among(self._result_cache or []))


def kept(model: type[models.Model], found: Iterable[Any]) -> Any:
    """`found` as a query set of `model` that has been read."""
    made: Any = _kind_of(model)(model, using=NOWHERE)
    made._result_cache = list(found)
    made._prefetch_done = True
    return made


@cache
def _kind_of(model: type[models.Model]) -> type[Any]:
    kind = type(model._default_manager.get_queryset())
    return type(f"Kept{kind.__name__}", (Kept, kind), {})


def in_order(model: type[models.Model], found: Iterable[Any]) -> list[Any]:
    """`found` as the model lists its rows."""
    return _sorted(found, list(_ordering(model)))


def _row(model: type[Governed], pk: str, values: dict[str, Any], version: int) -> Governed:
    fields = model._meta.concrete_fields
    held = {**values, "version": version, model._meta.pk.name: pk}
    return model.from_db(NOWHERE, [each.attname for each in fields], [_value(each, held) for each in fields])


def _value(field: models.Field[Any, Any], held: dict[str, Any]) -> Any:
    """What the field of a row holds; a field that is younger than its line holds what it begins with."""
    value = held.get(field.name)
    if value is None:
        return None if field.null and field.name in held else field.get_default()
    return field.to_python(value)


def _called(pk: int, name: str) -> models.Model:
    person = _person()(pk=pk, name=name)
    person._state.adding, person._state.db = False, NOWHERE
    return person


def _person() -> type[models.Model]:
    return apps.get_model(settings.AUTH_USER_MODEL)


def _model(label: str) -> type[models.Model] | None:
    """The model of a label; None if there is no longer one."""
    try:
        return apps.get_model(label)
    except LookupError:
        return None


def _people_in(rows: Rows) -> list[int]:
    keys = {
        getattr(row, key.attname)
        for model, own in rows.items()
        for key in _keys(model)
        if key.related_model is _person()
        for row in own.values()
    }
    return sorted(keys - {None})


def _keys(model: type[models.Model]) -> Iterator[models.ForeignKey[Any, Any]]:
    return (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey))


# Relations


def _lead_on(model: type[models.Model], own: Iterable[Any], rows: Rows) -> None:
    """Let each foreign key lead to its row; to nothing, where that stands in the book of another plan."""
    for key in _keys(model):
        others = rows.get(key.related_model, {})
        for row in own:
            key.set_cached_value(row, others.get(getattr(row, key.attname)))


def _lead_back(model: type[models.Model], own: dict[Any, Any], rows: Rows) -> None:
    """Let each row lead to those that point to it and are in force, in their order."""
    for relation in model._meta.related_objects:
        if relation.related_model in rows and relation.get_accessor_name():
            _fill(relation, own, rows)


def _fill(relation: ForeignObjectRel, own: dict[Any, Any], rows: Rows) -> None:
    model = relation.related_model
    pointing: dict[Any, list[Any]] = {}
    for other in rows[model].values():
        if getattr(other, "is_in_force", True):
            pointing.setdefault(getattr(other, relation.field.attname), []).append(other)
    name = str(relation.get_accessor_name())
    nothing = kept(model, [])
    for pk, row in own.items():
        if isinstance(relation, OneToOneRel):
            relation.set_cached_value(row, next(iter(pointing.get(pk, [])), None))
            continue
        cache = row.__dict__.setdefault("_prefetched_objects_cache", {})
        cache[name] = kept(model, pointing[pk]) if pk in pointing else nothing


# Order


def _ordering(model: type[models.Model], prefix: str = "") -> Iterator[str]:
    """The names a model's rows are ordered by, those of a related model spelt out as Django does."""
    for name in map(str, model._meta.ordering or ()):
        sign, path = ("-", name[1:]) if name.startswith("-") else ("", name)
        related = _ends_in(model, path)
        if related is None:
            yield f"{sign}{prefix}{path}"
        else:
            yield from _ordering(related, f"{prefix}{path}__")


def _ends_in(model: type[models.Model], path: str) -> type[models.Model] | None:
    """The model that `path` leads to, if it ends in a foreign key."""
    if path == "pk":
        return None
    field: Any = None
    for name in path.split("__"):
        if name == "pk":
            return None
        field = model._meta.get_field(name)
        model = field.related_model or model
    return field.related_model if isinstance(field, models.ForeignKey) and path != field.attname else None


def _sorted(found: Iterable[Any], names: Iterable[str]) -> list[Any]:
    rows = list(found)
    for name in reversed(list(names)):
        path = name.lstrip("-").split("__")
        rows.sort(key=lambda row, path=path: _place(row, path), reverse=name.startswith("-"))  # type: ignore[misc]
    return rows


def _place(row: Any, path: list[str]) -> tuple[bool, Any]:
    """By what a row is sorted; what is not there comes first."""
    value = row
    for name in path:
        value = getattr(value, name, None)
    return value is not None, value if value is not None else 0
