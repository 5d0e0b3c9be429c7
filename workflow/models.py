"""Governed models: rows that change only through the gate."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn, Self

from django.db import models
from django.db.models.fields.tuple_lookups import TupleIn
from django.db.models.lookups import In
from django_fsm import FSMFieldMixin

from audit.canonical import plain
from audit.ledger import REGISTER
from workflow.actors import Actor
from workflow.blockers import OutsideTheGate
from workflow.permissions import scope_of


def _refuse(what: str, model: type[models.Model]) -> NoReturn:
    raise OutsideTheGate(f"{what} of {model._meta.verbose_name_plural} is refused: they change only through the gate.")


def _as_one_list(condition: Any) -> Any:
    """Django 5.2 prefetches a foreign key on SQLite by “id = 1 OR id = 2 ...”, and SQLite takes no more than a thousand
    of those: ask for “id IN (1, 2, ...)” instead."""
    if isinstance(condition, TupleIn) and len(condition.lhs) == 1:
        (column,) = condition.lhs
        return In(column, [value for (value,) in condition.rhs])
    return condition


class GovernedQuerySet(models.QuerySet[Any]):
    """Reads like any other query set, and refuses every way of writing."""

    def _refused(self, what: str) -> NoReturn:
        _refuse(what, self.model)

    def filter(self, *conditions: Any, **more: Any) -> Self:
        return super().filter(*map(_as_one_list, conditions), **more)

    def create(self, **_: Any) -> NoReturn:
        self._refused("create()")

    def get_or_create(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("get_or_create()")

    def update_or_create(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("update_or_create()")

    def bulk_create(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("bulk_create()")

    def bulk_update(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("bulk_update()")

    def update(self, **_: Any) -> NoReturn:
        self._refused("update()")

    def delete(self) -> NoReturn:
        self._refused("delete()")

    def _update(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("update()")

    def _insert(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("insert()")

    def _raw_delete(self, *_: Any, **__: Any) -> NoReturn:
        self._refused("delete()")


class Governed(models.Model):
    """A row whose every change is an act with a line in the ledger.

    A model may be part of a larger thing, its root: a target is part of its objective. The root is locked with every
    act on a part of it, and its `version` counts all of them; `within` names the foreign keys that lead to it.
    """

    within: ClassVar[tuple[str, ...]] = ()
    """names of foreign keys, the first that is set leads to the root; empty for a thing that stands alone"""
    stands_in: ClassVar[tuple[str, ...]] = ()
    """names of a root's foreign keys to rows its guards rely on, which are locked with it"""
    private_fields: ClassVar[frozenset[str]] = frozenset()
    """fields with personal data or free text, which the ledger keeps beside the entry as salted hashes"""
    housekeeping: ClassVar[frozenset[str]] = frozenset()
    """fields that order and count, and say nothing to the reader of a history"""
    shown_with: ClassVar[tuple[str, ...]] = ()
    """prefetch lookups for what its name and its rights are made of, fetched once for all subjects of an act"""
    read_under: ClassVar[tuple[str, ...]] = ()
    """prefetch lookups of what people read a root under, such as its headings: whoever says in which version these
    stood on their page is held to it as well"""
    frozen_by: ClassVar[str] = ""
    """a column: once it holds something, the row never changes again, by whatever way; the database sees to it too"""
    lock_rank: ClassVar[int] = 50
    """rows of a lower rank are locked first; one order for everyone is what keeps deadlocks out"""

    version = models.PositiveBigIntegerField(
        default=0, editable=False, db_comment="how many acts this thing and its parts have seen"
    )

    _in_the_gate = False

    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, *_: Any, **__: Any) -> NoReturn:
        _refuse("save()", type(self))

    def save_base(self, *_: Any, **__: Any) -> NoReturn:
        _refuse("save()", type(self))

    def delete(self, *_: Any, **__: Any) -> NoReturn:
        _refuse("delete()", type(self))

    def refresh_from_db(
        self,
        using: str | None = None,
        fields: Any = None,
        from_queryset: models.QuerySet[Self] | None = None,
    ) -> None:
        """Read the row again. Our own, because a protected state cannot be assigned, and django-fsm's mixin switches
        its protection off for the whole process when the row is gone."""
        rows = self._meta.base_manager.using(using or self._state.db) if from_queryset is None else from_queryset
        rows = rows.filter(pk=self.pk)
        if fields:
            rows = rows.only(*fields)
        self.become(rows.get())

    def become(self, fresh: Self) -> None:
        """Take over every value that `fresh` holds and forget whatever was looked up before."""
        for field in self._meta.concrete_fields:
            if field.attname in fresh.__dict__:
                self.__dict__[field.attname] = fresh.__dict__[field.attname]
        self._state.fields_cache.clear()
        self.__dict__.pop("_prefetched_objects_cache", None)

    @property
    def root(self) -> Governed:
        """The thing this is part of, or itself."""
        name = self.root_name
        return getattr(self, name) if name else self

    @property
    def root_name(self) -> str:
        """The name of the foreign key that leads to the root; "" if this stands alone."""
        return next((name for name in self.within if getattr(self, f"{name}_id") is not None), "")

    @property
    def root_row(self) -> tuple[type[Governed], int | None]:
        """Model and key of the root, without loading it; no key if it is not saved yet."""
        if not self.root_name:
            return type(self), self.pk
        root: Any = self._meta.get_field(self.root_name).related_model
        return root, getattr(self, f"{self.root_name}_id")

    @property
    def is_in_force(self) -> bool:
        """Whether it still counts. Nothing can be done with what does not, nor with a part of it."""
        return True

    @property
    def is_frozen(self) -> bool:
        """Whether it stays as it is for good, because people have it in their hands."""
        return bool(self.frozen_by) and self.pk is not None and getattr(self, self.frozen_by) is not None

    @property
    def ledger_plan(self) -> str:
        """The plan this belongs to, as the ledger writes it; "" for people, bodies and rules."""
        if self.root is not self:
            return self.root.ledger_plan
        plan = getattr(self, "plan_id", None)
        return "" if plan is None else str(plan)

    @property
    def ledger_book(self) -> str:
        """The book its lines go to."""
        return f"plan-{self.ledger_plan}" if self.ledger_plan else REGISTER

    def scopes(self, permission: str) -> tuple[str, ...]:
        """On what `permission` must be held to act on this; the first that is held counts."""
        return (scope_of(self),)

    def who_may(self, permission: str, actor: Actor) -> str:
        """In words, who holds `permission` for this; "" where nobody can say."""
        return ""

    @classmethod
    def governed_fields(cls) -> list[models.Field[Any, Any]]:
        """Every column but the key and the version."""
        return [field for field in cls._meta.concrete_fields if not field.primary_key and field.name != "version"]

    @classmethod
    def state_field(cls) -> str | None:
        """The name of its state field, if it has a life of its own."""
        return next((field.name for field in cls._meta.concrete_fields if isinstance(field, FSMFieldMixin)), None)

    def snapshot(self) -> dict[str, Any]:
        """Its governed values as the ledger writes them."""
        return {field.name: plain(getattr(self, field.attname)) for field in self.governed_fields()}
