"""What the chase of a plan can be narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import F, QuerySet

from accounts.models import User
from governance.filters import FilterForm
from governance.models import Target

OVERDUE, NO_OWNER, SNOOZED = "overdue", "no_owner", "snoozed"


class ChaseFilter(django_filters.FilterSet):
    """Unresolved targets by whose they are and how they stand. All of a plan are due on one day: `overdue` says
    whether that has passed."""

    owner = django_filters.ModelChoiceFilter(label="Owner", field_name="objective__owner", queryset=User.objects.none())
    standing = django_filters.ChoiceFilter(
        label="Show",
        choices=[(OVERDUE, "overdue"), (NO_OWNER, "without an owner"), (SNOOZED, "snoozed")],
        method="standing_so",
        empty_label="Every unresolved target",
    )

    class Meta:
        model = Target
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, overdue: bool, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.overdue, self.today = overdue, today
        owners = self.queryset.order_by().values("objective__owner")
        self.filters["owner"].queryset = User.objects.filter(pk__in=owners).order_by("name", "pk")

    @property
    def found(self) -> QuerySet[Target]:
        """Those asked for, as the plan has them; none while the question makes no sense."""
        rows = self.qs if self.form.is_valid() else self.queryset.none()
        places = ("aspect__priority__order", "aspect__order", "order")
        return rows.order_by(*(F(f"objective__{each}").asc(nulls_last=True) for each in places), "pk")  # type: ignore[no-any-return]

    def standing_so(self, targets: QuerySet[Target], name: str, value: str) -> QuerySet[Target]:
        if value == OVERDUE:
            return targets if self.overdue else targets.none()
        if value == SNOOZED:
            return targets.filter(snoozes__last_day__gte=self.today)
        return targets.filter(objective__owner__isnull=True)
