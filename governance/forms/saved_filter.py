"""The name under which somebody keeps what they filtered the ledger by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from governance.ledger_filter import LedgerFilter
from governance.models import SavedFilter
from governance.models.saved_filter import LONGEST_QUERY
from workflow.actors import Actor


class NameForm(forms.Form):
    """A name that none of the person's other filters has."""

    name = forms.CharField(label="Name", max_length=100)

    def __init__(self, *args: Any, others: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.others = others

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.others.filter(name=name).exists():
            raise ValidationError(f"You have a filter called {name} already: choose another name.")
        return name


class SaveForm(NameForm):
    """The same with the filters themselves, which must make sense and say something."""

    query = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_QUERY, strip=False)

    def __init__(self, *args: Any, lines: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*args, others=SavedFilter.objects.visible_to(actor), **more)
        self.lines, self.actor = lines, actor

    def clean_query(self) -> str:
        asked = QueryDict(self.cleaned_data["query"])
        chosen = LedgerFilter(asked, queryset=self.lines, actor=self.actor)
        if not chosen.is_narrowed:
            raise ValidationError("Choose at least one filter that makes sense, then keep it.")
        kept = asked.copy()
        for name in asked:
            if name.partition("-")[0] not in chosen.filters or not any(each.strip() for each in asked.getlist(name)):
                del kept[name]
        return kept.urlencode()
