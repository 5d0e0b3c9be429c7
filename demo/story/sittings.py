"""How a clerk of the story records a meeting: who is there, what is taken, what is resolved, and the minutes of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from demo.stage import Stage
from demo.story.agendas import meeting_of
from meetings.models import (
    Apology,
    Determination,
    Item,
    ItemKind,
    Meeting,
    Minute,
    Minutes,
    Motion,
    Presence,
    Recommendation,
    Seat,
)
from meetings.sitting import carry, confirm_minutes, determine
from workflow.gate import perform, perform_each

AS_USUAL = {
    ItemKind.APOLOGIES: "Apologies were received as they are listed above.",
    ItemKind.DECLARATIONS: "No member declared an interest.",
    ItemKind.QUESTIONS: "There were no questions and no petitions.",
    ItemKind.DELEGATED: "There was nothing to report.",
}
"""What the minutes say under an item at which nothing happens"""


@dataclass(frozen=True)
class Resolved:
    """The answer to one recommendation."""

    kind: str
    text: str
    """as it goes on after “That”"""
    to_whom: dict[str, Any] = field(default_factory=dict)
    """the body or officer to whom something goes, as `Determination` names them"""
    more: dict[str, Any] = field(default_factory=dict)
    """conditions and delegations, as `determine` takes them"""
    motion: Motion | None = None


class Sitting:
    """A meeting on its day, conducted by its clerk."""

    def __init__(self, stage: Stage, body: str, day: date, *, clerk: str, chair: str) -> None:
        self.stage, self.day = stage, day
        self.actor = stage.on(day, clerk)
        self.meeting: Meeting = meeting_of(stage, body, day)
        seats = Seat.objects.filter(meeting=self.meeting).select_related("person")
        self.seats = {seat.person.username: seat for seat in seats}
        self.chair = self.seats[chair]

    def opens(self, *, absent: Sequence[str] = (), others: Sequence[tuple[str, str]] = ()) -> None:
        """Everybody has come but those named, with others who have no vote: name and office of each."""
        apologies = [Apology(meeting=self.meeting, seat=self.seats[name]).receive for name in absent]
        here = [Presence(meeting=self.meeting, seat=seat) for name, seat in self.seats.items() if name not in absent]
        here += [Presence(meeting=self.meeting, name=name, capacity=capacity) for name, capacity in others]
        perform_each(apologies, actor=self.actor)
        perform_each([each.arrive for each in here], actor=self.actor)
        self._afresh()
        perform(self.meeting.open, actor=self.actor)

    def takes_as_usual(self, *kinds: str) -> None:
        """The items at which nothing happens, or those of these kinds; minutes are confirmed by themselves."""
        for item in self._items():
            if item.kind in (kinds or AS_USUAL):
                with self.taking(item) as minute:
                    self.write(minute, AS_USUAL[ItemKind(item.kind)])

    def takes(self, title: str, said: str, *answers: Resolved) -> None:
        """An item is taken: what was said, and the answer to each recommendation in its order."""
        with self.taking(self.item(title)) as minute:
            self.write(minute, said)
            self.resolves(minute, *answers)

    @contextmanager
    def taking(self, item: Item) -> Iterator[Minute]:
        """The item is before the meeting until the end, and then concluded."""
        minute = Minute(meeting=self.meeting, item=item, chair=self.chair)
        perform(minute.take_up, actor=self.actor)
        yield minute
        minute.refresh_from_db()
        perform(minute.conclude, actor=self.actor)

    def resolves(self, minute: Minute, *answers: Resolved) -> None:
        for asked, answer in zip(self._asked(minute.item), answers, strict=True):
            determination = Determination(
                meeting=self.meeting,
                minute=minute,
                recommendation=asked,
                motion=answer.motion,
                kind=answer.kind,
                text=answer.text,
                **answer.to_whom,
            )
            determine(determination, actor=self.actor, **answer.more)

    def carries(self, minute: Minute, mover: str, seconder: str, text: str) -> Motion:
        """A motion that is agreed without a vote."""
        motion = self.moves(minute, mover, seconder, text)
        carry(motion, actor=self.actor)
        return motion

    def moves(self, minute: Minute, mover: str, seconder: str, text: str, amends: Motion | None = None) -> Motion:
        """A motion as it is moved, not recorded yet."""
        return Motion(
            meeting=self.meeting,
            minute=minute,
            text=text,
            mover=self.seats[mover],
            seconder=self.seats[seconder],
            amends=amends,
        )

    def confirms_minutes(self) -> None:
        """Those that stand on the agenda, as they are; whoever presides signs them."""
        for item in self._items():
            if item.kind == ItemKind.MINUTES and item.minutes_of is not None:
                with self.taking(item) as minute:
                    confirmed = f"the {item.title[0].lower()}{item.title[1:]} be confirmed and signed."
                    self.resolves(minute, Resolved("confirmed", confirmed))
                minutes = Minutes.objects.get(meeting=item.minutes_of)
                confirm_minutes(minutes, under=item, signed_by=self.chair, actor=self.actor, on=self.day)

    def closes(self) -> None:
        """The meeting is over."""
        self._afresh()
        perform(self.meeting.close, actor=self.actor)

    def item(self, title: str) -> Item:
        """An item that is out, by the beginning of its title."""
        found = [each for each in self._items() if each.title.startswith(title)]
        if not found:
            raise LookupError(f"{title} does not stand on the agenda of {self.meeting}")
        return found[0]

    def _items(self) -> list[Item]:
        rows = Item.objects.filter(meeting=self.meeting, agenda__isnull=False).select_related("minutes_of", "plan")
        return list(rows.order_by("agenda", "order", "pk"))

    def _asked(self, item: Item) -> list[Recommendation]:
        return list(item.recommendations.filter(agenda__isnull=False).order_by("order", "pk"))

    def write(self, minute: Minute, text: str) -> None:
        perform(partial(minute.write, text=text), actor=self.actor)

    def _afresh(self) -> None:
        self.meeting.refresh_from_db()


def circulate_minutes(stage: Stage, body: str, held: date, *, clerk: str, on: date) -> None:
    """The clerk drafts the minutes of a meeting and sends them out; they say that they are a draft."""
    actor = stage.on(on, clerk)
    minutes = Minutes(meeting=meeting_of(stage, body, held))
    perform(minutes.draft, actor=actor)
    perform(partial(minutes.circulate, circulated_on=on), actor=actor)
