"""What the list of people can be narrowed by."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from accounts.models import User
from governance.directory import in_force
from governance.filters import FilterForm
from governance.forms.bodies import as_options
from governance.models import Appointment, Body
from governance.roles import RoleName


class PeopleFilter(django_filters.FilterSet):
    """People by name, and by an office they hold today."""

    q = django_filters.CharFilter(label="Name", field_name="name", lookup_expr="icontains", max_length=200)
    body = django_filters.ModelChoiceFilter(label="Body", queryset=Body.objects.all(), method="holding")
    role = django_filters.ChoiceFilter(label="Office", choices=as_options(RoleName), method="holding")

    class Meta:
        model = User
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, today: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.today = today

    @property
    def found(self) -> QuerySet[User]:
        """The people asked for; nobody while the question makes no sense."""
        return self.qs if self.form.is_valid() else self.queryset.none()  # type: ignore[no-any-return]

    def holding(self, people: QuerySet[User], name: str, value: Any) -> QuerySet[User]:
        """Those who hold one office that is both in the body and of the kind asked for."""
        asked = {key: self.form.cleaned_data[key] for key in ("body", "role") if self.form.cleaned_data[key]}
        return people.filter(pk__in=Appointment.objects.filter(in_force(self.today), **asked).values("person"))
