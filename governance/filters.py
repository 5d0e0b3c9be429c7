"""What a long list can be narrowed by."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from governance.models import Objective, ObjectiveState, Resolution
from governance.models.target import OPEN
from interface.forms import GdsForm

UNRESOLVED = "unresolved"


class FilterForm(GdsForm):
    marks_optional = False


class ObjectiveFilter(django_filters.FilterSet):
    """Objectives of a plan by words, state, resolution of their targets, and owner."""

    q = django_filters.CharFilter(label="Words", method="with_words")
    resolution = django_filters.ChoiceFilter(
        label="Targets", choices=[(UNRESOLVED, "any that is unresolved"), *Resolution.choices], method="with_targets"
    )
    state = django_filters.MultipleChoiceFilter(
        label="State", choices=ObjectiveState.choices, widget=forms.CheckboxSelectMultiple
    )
    owner = django_filters.ModelChoiceFilter(
        label="Owner", queryset=User.objects.filter(objectives__isnull=False).distinct().order_by("name")
    )

    class Meta:
        model = Objective
        fields: list[str] = []
        form = FilterForm

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.form.is_valid() and any(self.form.cleaned_data.values()))

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those in whose title, indicators or targets the words stand."""
        found = Q(title__icontains=value) | Q(indicators__text__icontains=value) | Q(targets__text__icontains=value)
        return rows.filter(found | Q(aspect__title__icontains=value)).distinct()

    def with_targets(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with a target of that resolution."""
        wanted = list(OPEN) if value == UNRESOLVED else [value]
        return rows.filter(targets__resolution__in=wanted).distinct()
