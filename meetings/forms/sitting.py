"""What the clerk fills in while a meeting sits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accounts.models import User
from governance.forms.bodies import as_options
from governance.forms.condition import ConditionFields
from governance.models import (
    Appointment,
    Body,
    Condition,
    Delegation,
    DelegationScope,
    Objective,
    Target,
    TargetKind,
    TargetOutcome,
)
from governance.models.outcome import OutcomeKind
from interface.dates import DatePartsField
from interface.forms import GdsForm
from meetings.guards.resolving import ALWAYS, ANSWERS, MEMBERS
from meetings.models import (
    Determination,
    DeterminationKind,
    Item,
    ItemKind,
    Meeting,
    Method,
    Motion,
    Recommendation,
    Seat,
    Verb,
)
from meetings.models.motion import Choice, Suspended
from meetings.models.substitution import who_could_sit
from meetings.regimes import regime_on

NO_WORDS = "Write what was resolved, as it goes on after “Resolved, that”."
CONDITIONS = 3
"""So many conditions can be typed with one resolution"""
TO_DELEGATE = ("delegated_to", "officer", "scope", "may_be_passed_on", "ends_on")

HERE, APOLOGIES, ABSENT = "here", "apologies", "absent"
_WHERE = [(HERE, "Here"), (APOLOGIES, "Sent apologies"), (ABSENT, "Not here")]
_WHERE_A_SUBSTITUTE_IS = [(HERE, "Here"), (ABSENT, "Not here")]
"""The apologies are those of the member they sit for"""


def member(seat: Seat) -> str:
    """A member in a list: Rachel Stone (chair)."""
    return f"{seat.who} (chair)" if seat.is_of_the_chair else seat.who


def members_of(meeting: Meeting) -> QuerySet[Seat]:
    """The seats of a meeting with who sits there."""
    seats = meeting.seats.select_related("person").prefetch_related("substitutions__person")
    return seats.order_by("person__name")


class SeatField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A member of the meeting."""

    def __init__(self, **more: Any) -> None:
        super().__init__(Seat.objects.none(), **more)

    def label_from_instance(self, seat: Any) -> str:
        return member(seat)


class ItemField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """An item of the agenda that is out."""

    def __init__(self, **more: Any) -> None:
        super().__init__(Item.objects.none(), **more)

    def label_from_instance(self, item: Any) -> str:
        return f"{item.number}. {item.title}"


class OfASitting(GdsForm):
    """A form about the members and items of one meeting."""

    def __init__(self, *args: Any, meeting: Meeting, **more: Any) -> None:
        super().__init__(*args, **more)
        self.meeting = meeting
        for field in self.fields.values():
            if isinstance(field, SeatField):
                field.queryset = members_of(meeting)
            elif isinstance(field, ItemField):
                field.queryset = Item.objects.filter(meeting=meeting, agenda__isnull=False).order_by("order", "pk")


class AttendanceForm(GdsForm):
    """Who is there, member by member."""

    def __init__(self, *args: Any, seats: Sequence[Seat], now: Mapping[int, str], **more: Any) -> None:
        super().__init__(*args, **more)
        for seat in seats:
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=member(seat),
                choices=_WHERE if seat.substitution is None else _WHERE_A_SUBSTITUTE_IS,
                widget=forms.RadioSelect,
                initial=now[seat.pk],
            )


class ComesOrGoesForm(OfASitting):
    """A member who comes late or leaves early."""

    seat = SeatField(label="Member")
    what = forms.ChoiceField(
        label="What happened",
        choices=[("came", "Came in time for"), ("left", "Left after")],
        widget=forms.RadioSelect,
    )
    item = ItemField(label="Item")


class VisitorForm(GdsForm):
    """Somebody without a vote."""

    name = forms.CharField(max_length=150)
    capacity = forms.CharField(
        max_length=150, required=False, label="In which capacity", help_text="Commissioner; Treasurer"
    )


class InterestForm(OfASitting):
    """A declaration, as it was made."""

    seat = SeatField(label="Member")
    item = ItemField(label="Item")
    kind = forms.ChoiceField(label="Kind", widget=forms.RadioSelect)
    nature = forms.CharField(widget=forms.Textarea, label="Nature", help_text="As it was declared")
    dispensation = forms.CharField(
        max_length=200, required=False, label="Dispensation", help_text="Who granted it and when, if there is one"
    )

    def __init__(self, *args: Any, meeting: Meeting, **more: Any) -> None:
        super().__init__(*args, meeting=meeting, **more)
        kinds = regime_on(meeting.held_on).kinds
        kind: Any = self.fields["kind"]
        kind.choices = [
            (each.name, f"{each.label[:1].upper()}{each.label[1:]}: {'takes no part' if each.bars else 'may stay'}")
            for each in kinds
        ]
        if len(kinds) == 1:
            kind.initial = kinds[0].name


class SubstituteForm(OfASitting):
    """Who sits for a member who is not there."""

    seat = SeatField(label="Member who is not there")
    person = forms.ModelChoiceField(User.objects.none(), label="Who sits for them")

    def __init__(self, *args: Any, meeting: Meeting, **more: Any) -> None:
        super().__init__(*args, meeting=meeting, **more)
        person: Any = self.fields["person"]
        person.queryset = who_could_sit(meeting)


class TakeUpForm(OfASitting):
    """Who presides over an item."""

    chair = SeatField(label="In the chair")


class TextForm(GdsForm):
    """What was said."""

    text = forms.CharField(widget=forms.Textarea, required=False, label="What was said")


class MotionForm(OfASitting):
    """What a member moves."""

    text = forms.CharField(widget=forms.Textarea, label="That", help_text="the drafts be endorsed")
    mover = SeatField(label="Moved by")
    seconder = SeatField(label="Seconded by", required=False)
    amends = forms.ModelChoiceField(
        Motion.objects.none(), required=False, label="It amends", help_text="Leave it out for a motion of its own"
    )

    without_notice = forms.BooleanField(
        required=False,
        label="It is about something beside what the item asks",
        help_text="Standing orders ask for notice of it, unless they are suspended",
    )

    def __init__(self, *args: Any, motions: QuerySet[Motion], asks_for_notice: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not asks_for_notice:
            del self.fields["without_notice"]
        amends: Any = self.fields["amends"]
        amends.queryset = motions
        amends.label_from_instance = lambda motion: f"That {motion.words}"
        if not motions:
            del self.fields["amends"]


class SuspendForm(OfASitting):
    """A motion to suspend standing orders."""

    suspends = forms.CharField(
        max_length=200, label="Which standing orders", help_text="As the body calls them, for example standing order 9"
    )
    suspended_for = forms.ChoiceField(label="For how long", widget=forms.RadioSelect, choices=as_options(Suspended))
    mover = SeatField(label="Moved by")
    seconder = SeatField(label="Seconded by")

    def motion(self) -> dict[str, Any]:
        """The motion in the words in which it is put."""
        long = Suspended(self.cleaned_data["suspended_for"]).label
        return {"text": f"{self.cleaned_data['suspends']} be suspended for {long}", **self.cleaned_data}


class AsAmendedForm(GdsForm):
    """The motion as an amendment has left it."""

    wording = forms.CharField(
        widget=forms.Textarea, label="The motion as amended: that", help_text="The whole of it: this is what is put"
    )


class PutForm(GdsForm):
    """How the vote is taken."""

    how = forms.ChoiceField(
        label="How it is decided", widget=forms.RadioSelect, choices=as_options(Method), initial=Method.AGREED
    )


class CloseForm(GdsForm):
    """How a vote ended: hands as they were counted; the casting vote, if there was a tie."""

    in_favour = forms.IntegerField(min_value=0, label="For")
    against = forms.IntegerField(min_value=0, label="Against")
    abstained = forms.IntegerField(min_value=0, required=False, label="Abstained")
    casting = forms.ChoiceField(
        required=False,
        widget=forms.RadioSelect,
        label="Casting vote of whoever presides",
        help_text="Only if as many are for it as against it",
        choices=[("", "None"), ("for", "For"), ("against", "Against")],
    )

    def __init__(self, *args: Any, motion: Motion, **more: Any) -> None:
        super().__init__(*args, **more)
        if motion.method != Method.HANDS:
            for name in ("in_favour", "against", "abstained"):
                del self.fields[name]


class NamesForm(GdsForm):
    """How each member voted, as the clerk calls the names."""

    def __init__(self, *args: Any, seats: Sequence[Seat], **more: Any) -> None:
        super().__init__(*args, **more)
        for seat in seats:
            self.fields[f"seat-{seat.pk}"] = forms.ChoiceField(
                label=member(seat),
                required=False,
                choices=[(value, label.capitalize()) for value, label in Choice.choices],
                widget=forms.RadioSelect,
            )


class ResolveForm(GdsForm):
    """What a body resolved about a recommendation, or by itself."""

    kind = forms.ChoiceField(label="Outcome")
    text = forms.CharField(
        widget=forms.Textarea,
        label="Resolved, that",
        help_text="In the body's own words, as the minutes print them",
        error_messages={"required": NO_WORDS},
    )
    motion = forms.ModelChoiceField(
        Motion.objects.none(), required=False, label="By the motion", help_text="Leave it out if nothing was moved"
    )
    deferred_to = forms.ModelChoiceField(Meeting.objects.none(), required=False, label="Deferred to")
    referred_to = forms.ModelChoiceField(Body.objects.none(), required=False, label="Referred to")
    delegated_to = forms.ModelChoiceField(
        Body.objects.none(), required=False, label="Delegated to the body", help_text="Never to one member"
    )
    officer = forms.ModelChoiceField(User.objects.none(), required=False, label="Delegated to the officer")
    scope = forms.ChoiceField(
        choices=as_options(DelegationScope), widget=forms.RadioSelect, required=False, label="How far it is delegated"
    )
    may_be_passed_on = forms.BooleanField(required=False, label="It may be passed on")
    ends_on = DatePartsField(required=False, label="Last day of the delegation")

    def __init__(self, *args: Any, determination: Determination, objectives: Sequence[Objective], **more: Any) -> None:
        super().__init__(*args, **more)
        self.determination, self.objectives = determination, objectives
        meeting, asked = determination.meeting, determination.recommendation
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = _kinds(asked, determination.minute.item)
        fields["motion"].queryset = Motion.objects.filter(minute=determination.minute, state="carried", amends=None)
        fields["motion"].label_from_instance = lambda motion: f"That {motion.words}"
        later = Meeting.objects.filter(body=meeting.body_id, state__in=("planned", "called")).filter(
            Q(held_on__gt=meeting.held_on) | Q(held_on=meeting.held_on, held_at__gt=meeting.held_at)
        )
        fields["deferred_to"].queryset = later.select_related("body").in_order()
        others = Body.objects.exclude(kind__in=["service", "business_group"]).exclude(pk=meeting.body_id)
        fields["referred_to"].queryset = fields["delegated_to"].queryset = others
        members = Appointment.objects.filter(role__in=MEMBERS).in_force(meeting.held_on)
        officers = User.objects.filter(appointments__isnull=False, is_active=True).exclude(appointments__in=members)
        fields["officer"].queryset = officers.distinct()
        for name in ("motion", "deferred_to"):
            if not fields[name].queryset:
                del fields[name]
        if asked is not None and asked.verb != Verb.DELEGATE:
            for name in TO_DELEGATE:
                del fields[name]
        self.boxes = self._boxes_of_conditions()
        self.apart = {f"apart-{each.pk}": each for each in objectives}
        self.targets = self._targets_opened()
        for name, objective in self.apart.items():
            fields[name] = forms.ChoiceField(
                required=False,
                label=f"{objective}, if it was taken apart",
                choices=[("", "As above"), ("nothing", "Nothing was decided"), *OutcomeKind.choices],
            )
            for target in self.targets:
                if target.objective_id == objective.pk:
                    self.fields |= _boxes_of_a_target(target)

    def _targets_opened(self) -> list[Target]:
        """The targets of the objectives that were agreed in part: the page asks about each once it is told so."""
        data = self.data if self.is_bound else {}
        self.opened = [each for name, each in self.apart.items() if data.get(name) == OutcomeKind.IN_PART]
        if not self.opened:
            return []
        rows = Target.objects.filter(objective__in=self.opened)
        rows = rows.select_related("objective__aspect").prefetch_related("indicators")
        return list(rows.order_by("objective", "pk"))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for objective in self.opened:
            own = [each for each in self.targets if each.objective_id == objective.pk]
            if not any(typed.get(f"target-{each.pk}") for each in own):
                name = f"target-{own[0].pk}" if own else f"apart-{objective.pk}"
                self.add_error(name, _say_which(objective, own))
        for target in self.targets:
            came_back = typed.get(f"target-{target.pk}") == TargetKind.REFERRED_BACK
            if came_back and not typed.get(f"words-{target.pk}"):
                self.add_error(f"words-{target.pk}", f"Say what is wanted of {_named(target)}.")
        return typed

    def _boxes_of_conditions(self) -> ConditionFields | None:
        """Room for a few conditions, where a body is asked to approve something of a plan."""
        plan, asked = self.determination.minute.item.plan, self.determination.recommendation
        if plan is None or asked is None or asked.verb != Verb.APPROVE:
            return None
        self.fields[
            "kind"
        ].help_text = (
            "What was approved provisionally is approved subject to conditions: say below what must come, and from whom"
        )
        boxes = ConditionFields(plan, self.objectives, self.determination.meeting.held_on)
        for number in range(1, CONDITIONS + 1):
            for name, field in boxes.of(number, self.data if self.is_bound else {}).items():
                self.fields[name] = field
        return boxes

    def conditions(self) -> list[Condition]:
        """What an approval is subject to."""
        return [] if self.boxes is None else self.boxes.taken_from(self.cleaned_data, CONDITIONS)

    def delegations(self) -> list[Delegation]:
        """How far, and until when, what is delegated of a plan goes."""
        typed = self.cleaned_data
        if self.determination.minute.item.plan is None or not (typed.get("scope") and typed.get("ends_on")):
            return []
        lent = {name: typed[name] for name in ("scope", "may_be_passed_on", "ends_on")}
        return [Delegation(to_body=typed["delegated_to"], to_officer=typed["officer"], **lent)]

    def resolved(self) -> dict[str, Any]:
        """The values of the determination."""
        own = {field.name for field in Determination._meta.concrete_fields}
        return {name: value for name, value in self.cleaned_data.items() if name in own}

    def of_targets(self) -> list[TargetOutcome]:
        """What was resolved about single targets."""
        said = [(each, self.cleaned_data[f"target-{each.pk}"]) for each in self.targets]
        return [
            TargetOutcome(target=target, kind=kind, words=self.cleaned_data[f"words-{target.pk}"])
            for target, kind in said
            if kind
        ]

    def taken_apart(self) -> dict[Objective, str]:
        """What was resolved differently of single objectives."""
        told = {objective: self.cleaned_data[name] for name, objective in self.apart.items()}
        return {objective: "" if kind == "nothing" else kind for objective, kind in told.items() if kind}


def _boxes_of_a_target(target: Target) -> dict[str, forms.Field]:
    """What was resolved about one target, and in which words."""
    shown_by = ", ".join(f"“{each.text}”" for each in target.indicators.all())
    return {
        f"target-{target.pk}": forms.ChoiceField(
            required=False,
            label=f"{target.objective}: {_named(target)}",
            help_text=f"Shown by {shown_by}" if shown_by else "",
            choices=[("", "Nothing was decided"), *TargetKind.choices],
        ),
        f"words-{target.pk}": forms.CharField(
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            label=f"{target.objective}: in which words, about {_named(target)}",
            help_text="Needed if it was referred back: what is wanted of it",
        ),
    }


def _named(target: Target) -> str:
    return f"the target “{target.text}”" if target.text else "a target that has no text yet"


def _say_which(objective: Objective, targets: Sequence[Target]) -> str:
    if not targets:
        return f"{objective} has no target that could be taken apart."
    return f"{objective} was agreed in part: say what was resolved about its targets, one by one."


OF_MINUTES = {ItemKind.MINUTES: ("confirmed", "as_amended"), ItemKind.RECEIVED: ("received", "noted")}
"""What a body resolves about minutes without being asked in so many words"""


def _kinds(asked: Recommendation | None, item: Item) -> list[tuple[str, str]]:
    """What answers a recommendation first, and then what a body may always say."""
    labels = dict(DeterminationKind.choices)
    by_itself = OF_MINUTES.get(ItemKind(item.kind), ("agreed", "noted"))
    names = [*(ANSWERS[asked.verb] if asked else by_itself), *ALWAYS]
    return [(name, labels[name][:1].upper() + labels[name][1:]) for name in names]
