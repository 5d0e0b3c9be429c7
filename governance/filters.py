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

    q = django_filters.CharFilter(label="Words", method="with_words", max_length=200)
    resolution = django_filters.ChoiceFilter(
        label="Targets", choices=[(UNRESOLVED, "any that is unresolved"), *Resolution.choices], method="with_targets"
    )
    state = django_filters.MultipleChoiceFilter(
        label="State",
        choices=[(value, label) for value, label in ObjectiveState.choices if value != ObjectiveState.SUPERSEDED],
        widget=forms.CheckboxSelectMultiple,
    )
    owner = django_filters.ModelChoiceFilter(label="Owner", queryset=User.objects.none())

    class Meta:
        model = Objective
        fields: list[str] = []
        form = FilterForm

    def __init__(self, *args: Any, in_preparation: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not in_preparation:
            del self.filters["state"]  # everything such a reader sees is published
        shown = self._shown(self.queryset, withdrawn=in_preparation).order_by()
        self.filters["owner"].queryset = User.objects.filter(pk__in=shown.values("owner")).order_by("name", "pk")

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What has left the plan is shown to whoever asks for it."""
        withdrawn = ObjectiveState.WITHDRAWN in self.form.cleaned_data.get("state", [])
        return super().filter_queryset(self._shown(queryset, withdrawn=withdrawn))  # type: ignore[no-any-return]

    def _shown(self, rows: Any, *, withdrawn: bool) -> QuerySet[Any]:
        """The text the plan stands by, and what has left it or not."""
        shown = Q(pk__in=rows.current().order_by().values("pk"))
        return rows.filter(shown | Q(state=ObjectiveState.WITHDRAWN) if withdrawn else shown)  # type: ignore[no-any-return]

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.form.is_valid() and any(self.form.cleaned_data.values()))

    def with_words(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those in whose title, indicators or targets the words stand."""
        found = Q(title__icontains=value) | _part_says("indicators", value) | _part_says("targets", value)
        return rows.filter(found | Q(aspect__title__icontains=value)).distinct()

    def with_targets(self, rows: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Those with a target of that resolution."""
        wanted = list(OPEN) if value == UNRESOLVED else [value]
        return rows.filter(targets__resolution__in=wanted, targets__withdrawn=False).distinct()


def _part_says(relation: str, words: str) -> Q:
    """A part that is in force says so."""
    return Q(**{f"{relation}__text__icontains": words, f"{relation}__withdrawn": False})
