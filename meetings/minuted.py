"""The minutes of a meeting as a text: what the page shows, what the file prints, and what is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from governance.models import TargetOutcome
from meetings.models import ActionTaken, Determination, Item, Meeting, Minute, Motion, WrittenComment
from meetings.models.attendance import everybody_of
from meetings.models.motion import Choice
from meetings.numbering import numbered
from workflow.words import listed


@dataclass
class Attended:
    """Somebody's attendance, as the minutes print it: Mira Shah (items 3 to 9)."""

    name: str
    presided: str
    """in the chair, or for which items; "" for those who were not"""
    items: str
    """"" for the whole meeting"""

    def __str__(self) -> str:
        notes = [each for each in (self.presided, self.items) if each]
        return f"{self.name} ({', '.join(notes)})" if notes else self.name


@dataclass
class MotionMinuted:
    """A motion with how it was decided."""

    motion: Motion
    names: dict[str, list[str]]
    """for, against and abstained -> names, where votes were taken by name or on request"""

    @property
    def as_amended(self) -> str:
        """The words that were put, where they are others than those that were moved."""
        return self.motion.words if self.motion.was_amended else ""

    @property
    def result(self) -> str:
        """Carried by 5 votes to 3, 1 abstaining, with the casting vote of whoever presided."""
        motion = self.motion
        if motion.method == "agreed":
            return "agreed without a vote"
        if motion.in_favour is None:
            return motion.get_state_display().lower()
        told = f"{motion.get_state_display().lower()} by {motion.in_favour} votes to {motion.against}"
        if motion.state == "lost":
            told = f"lost by {motion.against} votes to {motion.in_favour}"
        told += f", {motion.abstained} abstaining" if motion.abstained else ""
        return told + (f", on the casting vote, given {motion.casting}" if motion.casting else "")


@dataclass
class MinuteRead:
    """What happened under one item."""

    item: Item
    number: str
    """of the item"""
    minute: Minute | None = None
    motions: list[MotionMinuted] = field(default_factory=list)
    resolved: list[Determination] = field(default_factory=list)
    interests: list[str] = field(default_factory=list)
    actions_taken: list[str] = field(default_factory=list)
    """under delegated authority, as they were published"""
    comments: list[WrittenComment] = field(default_factory=list)
    """written after the meeting"""

    @property
    def chaired_by(self) -> str:
        """Everybody who presided over it: Rachel Stone, then Mira Shah."""
        if self.minute is None:
            return ""
        before = [each.seat.who for each in self.minute.earlier_chairs.all()]
        return ", then ".join([*before, self.minute.chair.who])


@dataclass
class MinutesRead:
    """The whole of it."""

    meeting: Meeting
    present: list[Attended]
    apologies: list[str]
    absent: list[str]
    """members who neither came nor sent apologies"""
    others: list[str]
    """who was there without a vote"""
    items: list[MinuteRead]


def minutes_as_read(meeting: Meeting, *, closed_too: bool = True) -> MinutesRead:
    """Everything that was recorded of `meeting`, in order; without what was taken in private unless `closed_too`. The
    number of queries does not grow with it."""
    order = numbered(list(Item.objects.filter(meeting=meeting, agenda__isnull=False).select_related("asked_by")))
    numbers = {item.pk: number for item, number in order}
    seats = everybody_of(meeting)
    of = {seat.pk: seat for seat in seats}
    rows = Minute.objects.filter(meeting=meeting).prefetch_related("earlier_chairs")
    minutes = {each.item_id: each for each in rows}
    for minute in minutes.values():
        _seated(minute, of, "chair")
        for before in minute.earlier_chairs.all():
            _seated(before, of, "seat")
    chairs = _chairs(minutes.values())
    items = [
        MinuteRead(item, number, minutes.get(item.pk)) for item, number in order if closed_too or not item.is_closed
    ]
    by_minute = {each.minute.pk: each for each in items if each.minute is not None}
    motions = Motion.objects.filter(minute__in=by_minute).prefetch_related("votes", "amendments")
    for motion in motions.order_by("pk"):
        _seated(motion, of, "mover", "seconder")
        for vote in motion.votes.all():
            _seated(vote, of, "seat")
        by_minute[motion.minute_id].motions.append(MotionMinuted(motion, _names(motion)))
    resolved = Determination.objects.filter(minute__in=by_minute).select_related(
        "recommendation", "motion", "deferred_to__body", "referred_to", "delegated_to", "officer", "decision"
    )
    of_targets = TargetOutcome.objects.select_related("objective__aspect")
    resolved = resolved.prefetch_related(Prefetch("decision__target_outcomes", of_targets), "decision__conditions")
    for determination in resolved.order_by("pk"):
        by_minute[determination.minute_id].resolved.append(determination)
    of_item = {each.item.pk: each for each in items}
    for action in ActionTaken.objects.filter(item__in=of_item, agenda__isnull=False):
        of_item[action.item_id].actions_taken.append(action.told)
    for comment in WrittenComment.objects.filter(minute__in=by_minute).select_related("presence"):
        _seated(comment, of, "seat")
        by_minute[comment.minute_id].comments.append(comment)
    _declare(seats, of_item)
    return MinutesRead(
        meeting,
        present=[_attended(seat, numbers, chairs) for seat in seats if seat.presences.all()],
        apologies=[str(seat.person) for seat in seats if seat.apologies.all()],
        absent=[str(seat.person) for seat in seats if _was_absent(seat)],
        others=[_visitor(each) for each in meeting.presences.filter(seat__isnull=True).order_by("pk")],
        items=items,
    )


def _seated(row: Any, seats: dict[int, Any], *names: str) -> None:
    """Let the keys of a row lead to the seats as they were read, with who sits there: for many rows no query each."""
    for name in names:
        if (key := getattr(row, f"{name}_id")) is not None:
            setattr(row, name, seats[key])


def _was_absent(seat: Any) -> bool:
    """Whether a member neither came nor sent apologies, whoever sat for them."""
    came = seat.presences.all() and seat.substitution is None
    return not came and not seat.apologies.all()


def _names(motion: Motion) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for vote in motion.votes.all():
        found.setdefault(vote.choice, []).append(vote.seat.who)
    return {choice: sorted(found[choice]) for choice in Choice.values if choice in found}


def _chairs(minutes: Iterable[Minute]) -> dict[int, list[int]]:
    """Who presided over each item, in their order: item -> seats."""
    return {each.item_id: [*(chair.seat_id for chair in each.earlier_chairs.all()), each.chair_id] for each in minutes}


def _presided(seat: int, chairs: dict[int, list[int]], numbers: dict[int, str]) -> str:
    """In the chair; or, if the chair changed in the meeting, for which items."""
    mine = [number for item, number in numbers.items() if seat in chairs.get(item, ())]
    if not mine:
        return ""
    if all(each == [seat] for each in chairs.values()):
        return "in the chair"
    return f"in the chair for item{'s'[: len(mine) != 1]} {listed(mine)}"


def _attended(seat: Any, numbers: dict[int, str], chairs: dict[int, list[int]]) -> Attended:
    spans = [_span(each, numbers) for each in seat.presences.all()]
    presided = _presided(seat.pk, chairs, numbers)
    return Attended(seat.who, presided, "; ".join(span for span in spans if span))


def _span(presence: Any, numbers: dict[int, str]) -> str:
    """From which item to which; "" for all of them."""
    first, last = (numbers.get(key or 0, "") for key in (presence.from_item_id, presence.to_item_id))
    if first and last:
        return f"item {first}" if first == last else f"items {first} to {last}"
    if first:
        return f"from item {first}"
    return f"to item {last}" if last else ""


def _visitor(presence: Any) -> str:
    return f"{presence.name} ({presence.capacity})" if presence.capacity else str(presence.name)


def _declare(seats: list[Any], items: dict[int, MinuteRead]) -> None:
    for seat in seats:
        for interest in seat.interests.all():
            if interest.item_id in items:
                items[interest.item_id].interests.append(_told(seat, interest))


def _told(seat: Any, interest: Any) -> str:
    effect = "took no part and had no vote" if interest.bars else "stayed"
    granted = f"; dispensation: {interest.dispensation}" if interest.dispensation else ""
    kind = interest.rule.label
    article = "an" if kind[0] in "aeiou" else "a"
    return f"{seat.who} declared {article} {kind}: {interest.nature} ({effect}{granted})"


def as_minuted(meeting: Meeting, *, corrections: str = "", signed_by: str = "") -> dict[str, Any]:
    """The minutes as they are sealed: no keys of rows, everything in the order in which it is read."""
    read = minutes_as_read(meeting)
    return {
        "absent": read.absent,
        "apologies": read.apologies,
        "body": meeting.body.name,
        "corrections": corrections,
        "held_at": meeting.held_at,
        "held_on": meeting.held_on,
        "items": [_item(each) for each in read.items],
        "others": read.others,
        "place": meeting.place,
        "present": [str(each) for each in read.present],
        "signed_by": signed_by,
        "title": meeting.title,
    }


def _item(each: MinuteRead) -> dict[str, Any]:
    minute = each.minute
    return {
        "actions_taken": each.actions_taken,
        "agenda_item": each.number,
        "chair": each.chaired_by,
        "comments": [{"by": one.by, "sent_on": one.sent_on, "text": one.text} for one in each.comments],
        "comments_until": minute.comments_until if minute else None,
        "ground": each.item.ground,
        "interests": each.interests,
        "late": each.item.late_because,
        "motions": [
            {
                "amends": motion.motion.amends_id is not None,
                "as_amended": motion.as_amended,
                "moved_by": motion.motion.mover.who,
                "names": motion.names,
                "result": motion.result,
                "seconded_by": motion.motion.seconder.who if motion.motion.seconder else "",
                "text": motion.motion.text,
                **_about_standing_orders(motion.motion),
            }
            for motion in each.motions
        ],
        "number": minute.number if minute else None,
        "resolved": [_resolution(one) for one in each.resolved],
        "text": minute.text if minute else "",
        "title": each.item.title,
        **({"asked_for": each.item.how_it_was_asked_for} if each.item.is_asked_for else {}),
    }


def _about_standing_orders(motion: Motion) -> dict[str, Any]:
    """That a motion suspended them, or was moved without the notice they ask for; nothing of any other."""
    told = {"suspended": motion.how_suspended, "without_notice": motion.without_notice}
    return {name: value for name, value in told.items() if value}


def _resolution(one: Determination) -> dict[str, Any]:
    told = {"outcome": one.kind, "text": one.text}
    more = {"targets": one.of_targets, "waits_for": one.awaited}
    return told | {name: value for name, value in more.items() if value}
