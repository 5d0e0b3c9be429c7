"""What the ledger can be narrowed by."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import User
from audit.ledger import REGISTER
from audit.models import AuditEvent
from governance.filters import FilterForm
from governance.ledger import actions_in_words, kind_of
from governance.models import Body, Plan
from interface.dates import DatePartsField
from workflow.actors import Actor
from workflow.triggers import governed_models

Offers = Callable[[QuerySet[AuditEvent], Actor], list[tuple[str, str]]]
"""(lines somebody reads, that person) -> what they are offered to choose from"""

THING = re.compile(r"\s*([^\W\d][\w ]*?)\s+(\d{1,18})\s*")


class ThingField(forms.CharField):
    """One thing by its kind and number, as its address has them: objective 3. Cleans to (model, key)."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        found = THING.fullmatch(typed)
        kinds = {str(model._meta.verbose_name): model._meta.label_lower for model in governed_models()}
        if not found or found[1].lower() not in kinds:
            raise ValidationError(f"“{typed}” is no kind and number: write, for example, objective 3.")
        return kinds[found[1].lower()], str(int(found[2]))


class ThingFilter(django_filters.Filter):
    field_class = ThingField


class DayFilter(django_filters.Filter):
    field_class = DatePartsField


class OfferFilter(django_filters.ChoiceFilter):
    """One of what is offered: `offers` says of what, to whoever reads these lines, as pairs of value and words."""

    def __init__(self, *args: Any, offers: Offers, **more: Any) -> None:
        super().__init__(*args, **more)
        self.offers = offers


class LedgerFilter(django_filters.FilterSet):
    """Lines by who, for which body, what was done, in which book, to what kind of thing or which, and when."""

    person = django_filters.ChoiceFilter(label="Person", field_name="actor_id")
    body = django_filters.ChoiceFilter(
        label="Body", method="of_a_body", help_text="What was done in its offices, and to it"
    )
    action = django_filters.ChoiceFilter(label="What was done")
    book = django_filters.ChoiceFilter(label="Plan")
    kind = django_filters.ChoiceFilter(label="Kind of thing", field_name="subject_type")
    thing = ThingFilter(label="One thing and its parts", method="about", help_text="Kind and number, as in objective 3")
    recorded_from = DayFilter(label="Recorded from", method="since")
    recorded_to = DayFilter(label="Recorded to", method="until")
    effective_on = DayFilter(label="Effective on", field_name="effective_on")

    class Meta:
        model = AuditEvent
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        # Read once here: a callable would be asked by every part of the page that goes through the choices.
        self.filters["person"].extra["choices"] = [
            (str(pk), name) for pk, name in _who_acted_in(self.queryset).values_list("pk", "name")
        ]
        self._bodies = {str(pk): short for pk, short in Body.objects.order_by("name").values_list("pk", "short_name")}
        self.filters["body"].extra["choices"] = list(self._bodies.items())
        self.filters["action"].extra["choices"] = actions_in_words()
        self.filters["book"].extra["choices"] = [
            *((plan.ledger_book, str(plan)) for plan in Plan.objects.visible_to(actor)),
            (REGISTER, "None: bodies, people and rules"),
        ]
        self.filters["kind"].extra["choices"] = sorted(
            (model._meta.label_lower, kind_of(model._meta.label_lower).capitalize()) for model in governed_models()
        )
        for each in self.filters.values():
            if isinstance(each, OfferFilter):
                each.extra["choices"] = each.offers(self.queryset, actor)

    @classmethod
    def also_by(cls, after: str, **filters: OfferFilter) -> None:
        """Another room brings what lines can be narrowed by, and after which filter it is asked."""
        known = list(cls.base_filters.items())
        at = [name for name, _ in known].index(after) + 1
        cls.base_filters = OrderedDict([*known[:at], *filters.items(), *known[at:]])

    @property
    def lines(self) -> QuerySet[AuditEvent]:
        """What is asked for, latest first; nothing while the question makes no sense."""
        found = self.qs if self.form.is_valid() else self.queryset.none()
        return found.with_words().latest_first()  # type: ignore[no-any-return]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.form.is_valid() and any(self.form.cleaned_data.values()))

    def of_a_body(self, lines: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those of acts in an office of that body, and those about it and its parts."""
        to_it = Q(within_type=Body._meta.label_lower, within_id=value)
        return lines.filter(to_it | Q(role__endswith=f" of {self._bodies[value]}"))

    def about(self, lines: QuerySet[Any], name: str, value: tuple[str, str]) -> QuerySet[Any]:
        """Those about this thing and about its parts."""
        label, pk = value
        return lines.filter(Q(subject_type=label, subject_id=pk) | Q(within_type=label, within_id=pk))

    def since(self, lines: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """Those recorded on that day or later, by the clock on the wall."""
        return lines.filter(recorded_at__gte=_midnight(value))

    def until(self, lines: QuerySet[Any], name: str, value: date) -> QuerySet[Any]:
        """Those recorded on that day or earlier."""
        return lines if value == date.max else lines.filter(recorded_at__lt=_midnight(value + timedelta(days=1)))


def _who_acted_in(lines: QuerySet[AuditEvent]) -> QuerySet[User]:
    """The people whose acts stand in some lines, by name."""
    theirs = lines.order_by().filter(actor_id=Cast(OuterRef("pk"), CharField()))
    return User.objects.filter(Exists(theirs)).order_by("name", "pk")


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())
