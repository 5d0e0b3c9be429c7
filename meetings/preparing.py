"""Preparing an agenda: what people call one act, with everything that it moves.

After each of these Part 1 stands before Part 2, and between them, if anything in Part 2 is exempt, the resolution to
exclude press and public in words that name every exempt item as it is numbered now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from meetings import exclusion
from meetings.models import Item, ItemKind, Meeting, MeetingKind, MeetingState, Recommendation, Verb
from meetings.numbering import numbered
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import OneAct, one_act, perform, perform_each
from workflow.lock import lock

LAST = 10_000
"""The place of what is new, until everything has been put in its place"""
AT_THE_BEGINNING = (ItemKind.APOLOGIES, ItemKind.DECLARATIONS, ItemKind.MINUTES, ItemKind.QUESTIONS)
"""The order in which a meeting begins"""
AT_THE_END = (ItemKind.DELEGATED,)
"""What is taken when everything else in public has been"""


def add(item: Item, *, actor: Actor, seen: int | None = None) -> None:
    """Put an item on the draft of an agenda, after what stands in its part of it."""
    item.order = LAST
    with _prepared(item.meeting, actor):
        perform(item.add, actor=actor, seen=seen)


def revise(item: Item, *, actor: Actor, seen: int | None = None, **details: Any) -> bool:
    """Change what an item says, and with that perhaps whether it is taken in public; whether anything changed."""
    with _prepared(item.meeting, actor):
        return perform(item.revise, actor=actor, seen=seen, **details) is not None


def take_off(item: Item, *, actor: Actor, seen: int | None = None) -> None:
    """Take an item off the agenda, with its parts and with the exempt report that goes with it."""
    with _prepared(item.meeting, actor):
        for each in [*_under(item), item]:
            perform(each.withdraw, actor=actor, seen=seen)
            seen = None  # the meeting counts each of them


def put_in_order(meeting: Meeting, wanted: Sequence[Item], *, actor: Actor, seen: int | None = None) -> bool:
    """Let the items in preparation stand in the order given; whether any of them moved."""
    places = {item.pk: place for place, item in enumerate(wanted, 1)}
    with _held(meeting) as act:
        _arrange(meeting, actor, places, seen)
        return bool(act.lines)


def begin_as_usual(meeting: Meeting, *, actor: Actor, seen: int | None = None) -> int:
    """Put the usual items on an agenda: how a meeting begins, and what it ends with; only those that are missing.

    Minutes of every earlier meeting of the body that was held and whose minutes are not confirmed yet. An extraordinary
    meeting takes neither minutes nor questions. Returns how many were added.
    """
    with _prepared(meeting, actor):
        if meeting.state != MeetingState.PLANNED:
            raise Blocked([Blocker("state", f"The agenda of {meeting} is out: the usual items stand on it, or not.")])
        there = list(Item.objects.filter(meeting=meeting))
        missing = [item for item in _usual(meeting) if not _stands(item, there)]
        for place, item in enumerate(missing):
            item.order = LAST + place
        perform_each([item.add for item in missing], actor=actor, seen=seen if missing else None)
    return len(missing)


def lacks_usual_items(meeting: Meeting, there: Sequence[Item]) -> bool:
    """Whether `begin_as_usual` would add anything to what stands there."""
    return not all(_stands(item, there) for item in _usual(meeting))


def _usual(meeting: Meeting) -> Iterator[Item]:
    new = partial(Item, meeting=meeting)
    yield new(kind=ItemKind.APOLOGIES, title="Apologies for absence")
    yield new(kind=ItemKind.DECLARATIONS, title="Declarations of interests")
    if meeting.kind != MeetingKind.EXTRAORDINARY:
        for earlier in _with_minutes_to_confirm(meeting):
            title = f"Minutes of {earlier.held_on.day} {earlier.held_on:%B %Y}"
            yield new(kind=ItemKind.MINUTES, title=title, minutes_of=earlier)
        yield new(kind=ItemKind.QUESTIONS, title="Questions and petitions")
    yield new(kind=ItemKind.DELEGATED, title="Action taken under delegated authority")


def _with_minutes_to_confirm(meeting: Meeting) -> Any:
    """Earlier meetings of the body, by day (LGA 1972 Sch.12 para 41)."""
    earlier = Meeting.objects.filter(body=meeting.body_id, state=MeetingState.HELD, held_on__lte=meeting.held_on)
    return earlier.exclude(held_on=meeting.held_on, held_at__gte=meeting.held_at).in_order()


def _stands(item: Item, there: Sequence[Item]) -> bool:
    return any(each.kind == item.kind and each.minutes_of_id == item.minutes_of_id for each in there)


def _under(item: Item) -> list[Item]:
    """Everything that goes when an item goes, parts before what they are part of."""
    direct = [*item.under.all(), *item.exempt_twins.all()]
    return list({each.pk: each for one in direct for each in (*_under(one), one)}.values())


@contextmanager
def _held(meeting: Meeting) -> Iterator[OneAct]:
    """One act, from whose beginning nobody else changes anything of the meeting."""
    with one_act() as act:
        lock([Call.of(meeting.cancel)])
        yield act


@contextmanager
def _prepared(meeting: Meeting, actor: Actor) -> Iterator[OneAct]:
    with _held(meeting) as act:
        yield act
        _arrange(meeting, actor, {})


def _arrange(meeting: Meeting, actor: Actor, wanted: dict[int, int], seen: int | None = None) -> None:
    """Everything in preparation in its place: as `wanted`, else as it stood, and the parts of the agenda in theirs."""
    everything = list(Item.objects.filter(meeting=meeting))
    prepared = [item for item in everything if item.agenda_id is None]
    prepared.sort(key=lambda item: (wanted.get(item.pk, LAST if wanted else 0), item.order, item.pk))
    whole = [item for item in prepared if item.parent_id is None]
    # All that was asked for is asked of the gate, though it stand there already: what changes nothing is not written.
    perform_each([partial(item.place, order=item.order) for item in prepared if wanted], actor=actor, seen=seen)
    resolutions = _resolutions(meeting, whole, actor)
    outline = [*_opened(whole, wanted), *resolutions, *(item for item in whole if item.is_closed)]
    places = list(enumerate(outline, 1))
    for parent in {item.parent_id for item in prepared if item.parent_id is not None}:
        places += enumerate([item for item in prepared if item.parent_id == parent], 1)
    moved = [(place, item) for place, item in places if item.pk is not None and item.order != place]
    perform_each([partial(item.place, order=place) for place, item in moved], actor=actor)
    for place, item in places:
        if item.pk is None:
            item.order = place
            perform(item.add, actor=actor)
    write_resolution(meeting, actor=actor)


def _opened(whole: Sequence[Item], wanted: dict[int, int]) -> list[Item]:
    """Part 1. Where nobody has said otherwise, a meeting begins with what it begins with, and ends so as well."""
    opened = [item for item in whole if not item.is_closed and item.kind != ItemKind.EXCLUSION]
    new = [item for item in opened if item.order >= LAST]
    if wanted or not new:
        return opened
    first = sorted((i for i in new if i.kind in AT_THE_BEGINNING), key=lambda i: (_turn(i), i.order, i.pk))
    last = [item for item in opened if item.kind in AT_THE_END]
    others = [item for item in opened if item not in first and item not in last]
    return [*_merged(first, others), *last]


def _turn(item: Item) -> int:
    """How early in a meeting something is taken."""
    return AT_THE_BEGINNING.index(ItemKind(item.kind)) if item.kind in AT_THE_BEGINNING else len(AT_THE_BEGINNING)


def _merged(new: Sequence[Item], others: Sequence[Item]) -> list[Item]:
    """Each new one before the first that comes later in a meeting; the others stay as they stood."""
    found = list(others)
    for item in new:
        at = next((at for at, other in enumerate(found) if _turn(other) > _turn(item)), len(found))
        found.insert(at, item)
    return found


# The resolution to exclude press and public


def _resolutions(meeting: Meeting, whole: Sequence[Item], actor: Actor) -> list[Item]:
    """One as long as it is needed, and none when it is not."""
    there = [item for item in whole if item.kind == ItemKind.EXCLUSION]
    needed = meeting.in_public and any(exclusion.is_for(item) for item in whole)
    if needed:
        return there or [Item(meeting=meeting, kind=ItemKind.EXCLUSION, title=exclusion.TITLE)]
    for item in there:
        perform(item.withdraw, actor=actor)
    return []


def write_resolution(meeting: Meeting, *, actor: Actor, seen: int | None = None) -> int | None:
    """Let the resolution in preparation name every exempt item that goes out with it, if it does not yet.

    Returns `seen`, or nothing once the meeting has counted a change.
    """
    everything = numbered(list(Item.objects.filter(meeting=meeting)))
    prepared = [(item, number) for item, number in everything if item.agenda_id is None]
    resolution = next((item for item, _ in prepared if item.kind == ItemKind.EXCLUSION), None)
    exempt = [(item, number) for item, number in prepared if exclusion.is_for(item)]
    if resolution is None or not exempt:
        return seen
    return None if _ask(resolution, exclusion.wording(exempt), actor, seen) else seen


def _ask(resolution: Item, text: str, actor: Actor, seen: int | None) -> bool:
    there = Recommendation.objects.filter(item=resolution, verb=Verb.AGREE).first()
    if there is None:
        new = Recommendation(meeting=resolution.meeting, item=resolution, verb=Verb.AGREE, text=text)
        return perform(new.add, actor=actor, seen=seen) is not None
    act: Callable[..., None] = partial(there.revise, verb=Verb.AGREE, text=text)
    return perform(act, actor=actor, seen=seen) is not None
