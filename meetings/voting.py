"""When a motion is carried, and who counts for an item. Asks no database: everything is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def counts_of(motion: Any, in_favour: int | None = None, against: int | None = None, **_: Any) -> tuple[int, int]:
    """For and against: as counted from the votes by name, or as hands were counted and handed in."""
    if motion.method == "hands":
        return in_favour or 0, against or 0
    choices = [vote.choice for vote in motion.votes.all()]
    return choices.count("for"), choices.count("against")


def carries(motion: Any, *, casting: str = "", **given: Any) -> bool:
    """By the majority of members present and voting; on a tie by the casting vote, or not at all (LGA 1972 Sch.12 para
    39)."""
    in_favour, against = counts_of(motion, **given)
    return in_favour > against or (in_favour == against and casting == "for")


def places_of(meeting: Any) -> dict[int, int]:
    """The place of every item in the order in which they are taken, by key."""
    from meetings.numbering import numbered

    return {item.pk: place for place, (item, _) in enumerate(numbered(list(meeting.items.all())))}


def is_there(seat: Any, item_pk: int, places: dict[int, int]) -> bool:
    """Whether a member is present at an item: between arrival and departure, both items included. At what does not
    stand on the agenda nobody is."""
    here = places.get(item_pk)
    return here is not None and any(
        (presence.from_item_id is None or places.get(presence.from_item_id, 0) <= here)
        and (presence.to_item_id is None or here <= places.get(presence.to_item_id, 0))
        for presence in seat.presences.all()
    )


def is_barred(seat: Any, item_pk: int) -> bool:
    """Whether an interest keeps a member out of an item."""
    return any(interest.item_id == item_pk and interest.bars for interest in seat.interests.all())


def counting_for_item(meeting: Any, item_pk: int) -> list[Any]:
    """The seats that count for an item: present, and not out because of an interest (LGA 1972 Sch.12 para 45)."""
    places = places_of(meeting)
    return [seat for seat in meeting.seats.all() if is_there(seat, item_pk, places) and not is_barred(seat, item_pk)]


def has_quorum(meeting: Any, item_pk: int) -> bool:
    """Whether enough members count for an item."""
    return len(counting_for_item(meeting, item_pk)) >= quorum_of_meeting(meeting)


def what_they_did(seat: Any) -> dict[Any, str]:
    """The items in which a member took part, by what they did there last: presided, voted, moved or seconded."""
    return {
        **{motion.minute.item: "seconded a motion under" for motion in seat.seconded.all()},
        **{motion.minute.item: "moved a motion under" for motion in seat.moved.all()},
        **{vote.motion.minute.item: "voted under" for vote in seat.votes.all()},
        **{earlier.minute.item: "presided over" for earlier in seat.presided_earlier.all()},
        **{minute.item: "presided over" for minute in seat.presided_over.all()},
    }


def quorum_of_meeting(meeting: Any) -> int:
    """As it was settled when the agenda went out."""
    return next((agenda.quorum for agenda in meeting.agendas.all() if not agenda.supplement), 0)


def names_of(seats: Iterable[Any]) -> list[str]:
    return [seat.who for seat in seats]
