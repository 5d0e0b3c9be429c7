"""What is recorded at a meeting, as acts that a test lets happen or sees refused: Ken Marsh, the clerk, does them."""

from __future__ import annotations

from functools import partial
from typing import Any

from accounts.models import User
from meetings.models import Apology, Interest, Item, Meeting, Minute, Motion, Presence, Vote
from tests import ways
from tests.meetings.scenes import a_meeting, an_item, clerk_of, published, seat_of, sitting, taken
from tests.world import JAN_22, World, acting
from workflow.gate import Act, perform


def called(world: World, *titles: str, **more: Any) -> tuple[Meeting, list[Item]]:
    """A meeting whose agenda is out, with items that need no report: Budget and Estate, unless others are named."""

    def walk() -> tuple[int, list[int]]:
        meeting = a_meeting(world, **more)
        items = [an_item(world, meeting, title, kind="other", plan=None) for title in titles or ("Budget", "Estate")]
        published(world, meeting)
        return meeting.pk, [item.pk for item in items]

    meeting, items = ways.go(f"called {titles} {more}", walk)
    return Meeting.objects.get(pk=meeting), [Item.objects.get(pk=item) for item in items]


def sits(world: World, *titles: str, absent: tuple[User, ...] = (), **more: Any) -> tuple[Meeting, list[Item]]:
    """The same, opened with everybody there but those who are `absent`."""

    def walk() -> tuple[int, list[int]]:
        meeting, items = called(world, *titles, **more)
        sitting(world, meeting, *absent)
        return meeting.pk, [item.pk for item in items]

    meeting, items = ways.go(f"sits {titles} {absent} {more}", walk)
    return Meeting.objects.get(pk=meeting), [Item.objects.get(pk=item) for item in items]


def is_taken(world: World, *titles: str, absent: tuple[User, ...] = (), **more: Any) -> tuple[Meeting, Minute]:
    """The same, and Rachel Stone presides over the first item."""

    def walk() -> tuple[int, int]:
        meeting, items = sits(world, *titles, absent=absent, **more)
        return meeting.pk, taken(world, items[0], world.rachel).pk

    meeting, minute = ways.go(f"is taken {titles} {absent} {more}", walk)
    return Meeting.objects.get(pk=meeting), Minute.objects.get(pk=minute)


def do(world: World, act: Act, **more: Any) -> None:
    """The clerk of the meeting records it on its day."""
    subject = act.func.__self__ if isinstance(act, partial) else act.__self__
    meeting = subject if isinstance(subject, Meeting) else subject.meeting
    perform(act, actor=acting(clerk_of(world, meeting.body), meeting.held_on), **more)


def ken(world: World, on: Any = JAN_22) -> Any:
    return acting(world.ken, on)


def arrival(meeting: Meeting, person: User, **more: Any) -> Act:
    return Presence(meeting=meeting, seat=seat_of(meeting, person), **more).arrive


def departure(meeting: Meeting, person: User, after: Item) -> Act:
    there = Presence.objects.filter(meeting=meeting, seat__person=person).order_by("pk").last()
    return partial(there.leave, after=after)


def apology(meeting: Meeting, person: User) -> Act:
    return Apology(meeting=meeting, seat=seat_of(meeting, person)).receive


def interest(item: Item, person: User, kind: str = "money", **more: Any) -> Act:
    seat = seat_of(item.meeting, person)
    return Interest(
        meeting=item.meeting, item=item, seat=seat, kind=kind, nature=more.pop("nature", "My shares."), **more
    ).declare


def chairing(item: Item, person: User) -> Act:
    """The item is taken up with this person in the chair."""
    return Minute(meeting=item.meeting, item=item, chair=seat_of(item.meeting, person)).take_up


def moving(minute: Minute, person: User, text: str = "it be agreed", **more: Any) -> Act:
    return Motion(meeting=minute.meeting, minute=minute, mover=seat_of(minute.meeting, person), text=text, **more).move


def moved(world: World, minute: Minute, person: User, text: str = "it be agreed", **more: Any) -> Motion:
    """A motion is before the meeting."""
    act = moving(minute, person, text, **more)
    do(world, act)
    return act.__self__


def put(world: World, minute: Minute, person: User, how: str, text: str = "it be agreed", **more: Any) -> Motion:
    """A motion is being voted on."""
    motion = moved(world, minute, person, text, **more)
    do(world, partial(motion.put, how=how))
    return motion


def name(motion: Motion, person: User, choice: str) -> Act:
    """The clerk takes down how somebody votes."""
    return Vote(meeting=motion.meeting, motion=motion, seat=seat_of(motion.meeting, person), choice=choice).take_down


def ballot(motion: Motion, person: User, choice: str = "for") -> Act:
    """Somebody votes in this person's seat on a device."""
    return Vote(meeting=motion.meeting, motion=motion, seat=seat_of(motion.meeting, person), choice=choice).cast


def casts(motion: Motion, person: User, choice: str = "for") -> None:
    perform(ballot(motion, person, choice), actor=acting(person, motion.meeting.held_on))
