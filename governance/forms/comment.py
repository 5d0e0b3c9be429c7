"""What becomes of a comment, as those fill it in who answer, merge, give out and waive."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from governance.answering import Linked
from governance.forms.act import ActForm
from governance.forms.objective import AssignForm
from governance.forms.target import clean_decimals
from governance.models import Comment, Disposition, Resolution
from governance.models.comment import ANSWERS
from workflow.words import day

SHOWN = 80
"""How much of a comment a list of choices shows"""


class AnswerForm(ActForm):
    rewrites = False
    disposition = forms.ChoiceField(
        choices=[(each.value, each.label) for each in ANSWERS], widget=forms.RadioSelect, label="What becomes of it"
    )
    answer = forms.CharField(widget=forms.Textarea, label="Answer to its author")
    change = forms.ChoiceField(
        label="Which change did it lead to",
        required=False,
        help_text="Its author sees the old and the new text beside your answer",
    )

    def __init__(self, *args: Any, changes: list[Linked], **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["because"]
        choices = [(each.act_id, _named(each)) for each in changes]
        self.fields["change"].choices = [("", "---------"), *choices]  # type: ignore[attr-defined]
        if not choices:
            del self.fields["change"]

    @property
    def takes_wording(self) -> bool:
        """Whether the proposed wording is to be put into the draft with it."""
        return False


class AnswerProposalForm(AnswerForm):
    """The answer to a proposed wording, which can be taken in with it."""

    take_in = forms.BooleanField(required=False, label="Put the proposed wording into the draft")
    over_later_words = forms.BooleanField(
        required=False,
        label="The text has changed since. I have looked at both, and want the proposed wording in place of it",
    )
    resolution = forms.ChoiceField(choices=Resolution, label="How far the target is decided with this wording")
    numbers = forms.CharField(label="Number", required=False, help_text="If the proposed wording has another one")
    basis = forms.CharField(
        widget=forms.Textarea, required=False, help_text="What the figure rests on. Needed to close an open target"
    )

    def __init__(self, *args: Any, thing: Comment, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        if not thing.is_stale:
            del self.fields["over_later_words"]
        if thing.target is None:
            for name in ("resolution", "numbers", "basis"):
                del self.fields[name]
        else:
            self.fields["resolution"].initial = thing.target.resolution
            self.fields["numbers"].initial = ", ".join(thing.target.numbers)

    def clean_numbers(self) -> list[str]:
        return clean_decimals(self.cleaned_data["numbers"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("take_in") and self.cleaned_data.get("disposition") != Disposition.ACCEPTED:
            raise ValidationError("A wording goes into the draft only if it is accepted.")
        return self.cleaned_data

    @property
    def takes_wording(self) -> bool:
        return bool(self.cleaned_data["take_in"])

    def with_the_wording(self) -> dict[str, Any]:
        """What goes with the wording into the draft."""
        values = {"answer": self.cleaned_data["answer"]}
        values["over_later_words"] = self.cleaned_data.get("over_later_words", False)
        if "resolution" in self.fields:
            values |= {name: self.cleaned_data[name] for name in ("resolution", "numbers")}
        return values


class MergeForm(ActForm):
    into = forms.ModelChoiceField(Comment.objects.none(), label="It says the same as", empty_label="---------")

    def __init__(self, *args: Any, thing: Comment, **more: Any) -> None:
        super().__init__(*args, thing=thing, **more)
        beside = thing.heading.comments.filter(stage=thing.stage, body=thing.body_id, merged_into__isnull=True)
        field: Any = self.fields["into"]
        field.queryset = beside.exclude(pk=thing.pk).select_related("author", "said_by")
        field.label_from_instance = in_short


class AssignCommentForm(AssignForm):
    """Offers the owners whom the objective could be given to."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["because"].required = False
        self.fields["office"].label = "Who answers it"


class WaiveForm(ActForm):
    """The reason is what its author reads."""

    def details(self) -> dict[str, Any]:
        return {"answer": self.cleaned_data["because"]}


def in_short(comment: Comment) -> str:
    """A comment in a list of choices: who, and how it begins."""
    text = comment.text or comment.proposed
    return f"{comment.speaker}: {text[:SHOWN]}{'…' if len(text) > SHOWN else ''}"


def _named(linked: Linked) -> str:
    changed = "; ".join(f"{each.label} from “{each.old}” to “{each.new}”" for each in linked.changes if each.old)
    said = f"{day(linked.effective_on)}: {linked.sentence}"
    return f"{said} {changed}." if changed else said
