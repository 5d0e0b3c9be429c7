"""What people fill in under an item: its report, what is recommended, and what is appended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.models import Objective
from interface.dates import DatePartsField
from interface.forms import SeveralField
from meetings import files
from meetings.forms.agenda import AgendaForm
from meetings.models import Paper, Recommendation, Verb
from meetings.models.paper import SECTIONS


class PaperForm(AgendaForm):
    """A report with its sections, in the order in which they are printed."""

    title = forms.CharField(max_length=300)
    by = forms.CharField(max_length=150, label="By", help_text="For example Commissioner, or Clerk")
    written_on = DatePartsField(label="Written on", help_text="The date printed on it is that of the meeting")
    summary = forms.CharField(widget=forms.Textarea, required=False)
    information = forms.CharField(
        widget=forms.Textarea,
        required=False,
        label="Supporting information",
        help_text="An empty line between paragraphs; they are numbered in print",
    )
    equality = forms.CharField(widget=forms.Textarea, required=False, label="Equality and race implications")
    financial = forms.CharField(widget=forms.Textarea, required=False, label="Financial implications")
    review = forms.CharField(widget=forms.Textarea, required=False, label="Review arrangements")
    background = forms.CharField(
        widget=forms.Textarea,
        required=False,
        label="Background papers",
        help_text="What the report rests on, one to a line, or “None”. An open report does not go out without it",
    )
    contact = forms.CharField(widget=forms.Textarea, required=False, label="Contact details")

    def __init__(self, *args: Any, thing: Paper, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        for name in ("title", "by", "written_on", *SECTIONS):
            self.fields[name].initial = getattr(thing, name)


class RecommendationForm(AgendaForm):
    verb = forms.ChoiceField(choices=Verb, label="What the body is asked to do")
    text = forms.CharField(
        widget=forms.Textarea, label="What about", help_text="As it goes on: “It is recommended that the body note ...”"
    )

    def __init__(self, *args: Any, thing: Recommendation, verbs: Sequence[str] = (), **more: Any) -> None:
        """`verbs` that fit the power of the body; others are not offered."""
        super().__init__(*args, thing=thing, **more)
        field: Any = self.fields["verb"]
        field.choices = [each for each in Verb.choices if not verbs or each[0] in verbs or each[0] == thing.verb]
        field.initial, self.fields["text"].initial = thing.verb, thing.text


class AppendicesForm(AgendaForm):
    """Which objectives go with a report: of those before the body, all or some."""

    rewrites = False
    objectives = SeveralField(
        Objective.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, label="Objectives to append"
    )

    def __init__(self, *args: Any, objectives: Any, appended: Sequence[int], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["objectives"]
        field.queryset, field.initial = objectives, list(appended)
        field.label_from_instance = lambda objective: f"{objective}: {objective.title}"


class AttachmentForm(AgendaForm):
    """A file that goes with an item."""

    rewrites = False
    file = forms.FileField(help_text=files.TAKEN)
    title = forms.CharField(max_length=300, required=False, help_text="Leave it out to call it as the file is called")

    def clean_file(self) -> Any:
        """Known by its content: what its name says is nothing to go by."""
        upload = self.cleaned_data["file"]
        if upload.size > files.LIMIT:
            raise ValidationError(f"The file has {upload.size:,} bytes; an attachment may have {files.LIMIT:,}.")
        try:
            self.data_of_file = upload.read()
            self.kind = files.kind_of(self.data_of_file)
        except files.NotTaken as refused:
            raise ValidationError(str(refused)) from refused
        return upload

    def details(self) -> dict[str, Any]:
        """What is kept of the file beside its bytes."""
        name = files.tidy(self.cleaned_data["file"].name or "", self.kind)
        title = self.cleaned_data["title"] or name.rpartition(".")[0]
        return {"name": name, "title": title, "kind": self.kind, "size": len(self.data_of_file)}
