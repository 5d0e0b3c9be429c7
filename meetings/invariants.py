"""What always holds of meetings, their papers, votes and minutes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.apps import apps
from django.db.models import Count, Exists, F, ForeignKey, OuterRef, Q

from audit.chain import Fault
from governance.models import Appointment
from meetings.models import (
    Agenda,
    Determination,
    Item,
    Minute,
    Minutes,
    Motion,
    Seat,
    Substitution,
    Vote,
)
from meetings.models.meeting import MeetingState
from meetings.models.minute import MinuteState
from meetings.models.minutes import MinutesState
from meetings.models.motion import Choice, Method, MotionState
from meetings.models.of_a_body import OfAMeeting
from workflow.soundness import always, each_of

CLOSED = (MotionState.CARRIED, MotionState.LOST)
WITHIN = ("item", "seat", "minute", "motion", "agenda", "minutes", "recommendation", "amends", "mover", "seconder")
"""what a thing of a meeting points to within it"""
BY_NAME = (Method.BY_NAME, Method.OWN_DEVICES)


@always
def parts_are_of_the_same_meeting() -> Iterator[Fault]:
    """Everything of a meeting hangs together with things of the same meeting."""
    for model in [model for model in apps.get_models() if issubclass(model, OfAMeeting)]:
        for column in model._meta.concrete_fields:
            if column.name in WITHIN and isinstance(column, ForeignKey):
                rows = model._base_manager.filter(**{f"{column.name}__isnull": False})
                other = rows.exclude(**{f"{column.name}__meeting": F("meeting")})
                yield from each_of(other, f"Its {column.verbose_name} is of another meeting.")


@always
def seats_are_of_members() -> Iterable[Fault]:
    """Whoever has a seat at a meeting was a member of the body that day, or sat for one who was."""
    day = OuterRef("meeting__held_on")
    member = Appointment.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        person=OuterRef("person"),
        body=OuterRef("body"),
        role__in=["member", "chair"],
        starts_on__lte=day,
    )
    substitute = Substitution._base_manager.filter(meeting=OuterRef("meeting"), person=OuterRef("person"))
    return each_of(Seat.objects.filter(~Exists(member), ~Exists(substitute)), "Nobody appointed its holder.")


# The agenda


@always
def published_items_are_numbered() -> Iterable[Fault]:
    """What has been published has a number, and what has not has none."""
    items = Item.everything.filter(Q(agenda__isnull=False, number="") | Q(agenda__isnull=True) & ~Q(number=""))
    return each_of(items, "It has a number without an agenda, or an agenda without a number.")


@always
def supplements_are_numbered() -> Iterable[Fault]:
    """The supplements of an agenda are numbered without a gap."""
    before = Agenda.objects.filter(meeting=OuterRef("meeting"), supplement=OuterRef("supplement") - 1)
    return each_of(Agenda.objects.filter(supplement__gt=0).filter(~Exists(before)), "The one before it is missing.")


@always
def agendas_count_from_their_day() -> Iterable[Fault]:
    """An agenda counts as published on the day it was, or later."""
    early = Agenda.objects.filter(counts_as_issued_on__lt=F("issued_on"))
    return each_of(early, "It counts as published before it was.")


# Votes


@always
def tallies_are_those_of_the_votes() -> Iterable[Fault]:
    """The count of a vote by name is that of its votes."""
    of = {
        "in_favour": Count("votes", filter=Q(votes__choice=Choice.FOR)),
        "against": Count("votes", filter=Q(votes__choice=Choice.AGAINST)),
        "abstained": Count("votes", filter=Q(votes__choice=Choice.ABSTAIN)),
    }
    counted = Motion.objects.filter(state__in=CLOSED, method__in=BY_NAME)
    counted = counted.annotate(**{f"{name}_by_name": count for name, count in of.items()})
    same = Q(**{name: F(f"{name}_by_name") for name in of})
    return each_of(counted.exclude(same), "Its count is not that of its votes.")


@always
def results_follow_from_the_count() -> Iterator[Fault]:
    """A motion is carried by more votes for it than against it, and else lost; on a tie the chair decides."""
    motions = Motion.objects.filter(in_favour__isnull=False)
    carried = motions.filter(state=MotionState.CARRIED, in_favour__lt=F("against"))
    yield from each_of(carried, "It is carried with more votes against it than for it.")
    lost = motions.filter(state=MotionState.LOST, in_favour__gt=F("against"))
    yield from each_of(lost, "It is lost with more votes for it than against it.")


@always
def votes_are_on_motions_that_were_put() -> Iterator[Fault]:
    """Nobody votes twice on a motion, and nobody on one that was not put to the vote."""
    early = Vote.objects.filter(motion__state__in=[MotionState.MOVED, MotionState.WITHDRAWN])
    yield from each_of(early.exclude(motion__state=MotionState.WITHDRAWN), "Its motion has not been put to the vote.")
    another = Vote.objects.filter(motion=OuterRef("motion"), seat=OuterRef("seat")).exclude(pk=OuterRef("pk"))
    yield from each_of(Vote.objects.filter(Exists(another)), "The same seat voted twice.")


# Minutes


@always
def confirmed_minutes_are_of_a_confirmed_meeting() -> Iterable[Fault]:
    """Confirmed minutes are those of a meeting whose minutes are confirmed."""
    minutes = Minutes.objects.filter(state=MinutesState.CONFIRMED)
    return each_of(minutes.exclude(meeting__state=MeetingState.CONFIRMED), "Its meeting says something else.")


@always
def confirmed_items_are_concluded() -> Iterable[Fault]:
    """Every item of confirmed minutes has been concluded."""
    minutes = Minute.objects.filter(minutes__state=MinutesState.CONFIRMED)
    return each_of(minutes.exclude(state=MinuteState.CONCLUDED), "Its minutes are confirmed, and it is not concluded.")


@always
def decisions_are_of_their_meeting() -> Iterable[Fault]:
    """What a body resolved at a meeting is decided on the day of the meeting."""
    resolved = Determination.objects.filter(decision__isnull=False)
    return each_of(
        resolved.exclude(decision__decided_on=F("meeting__held_on")),
        "Its decision is dated another day than its meeting.",
    )
