"""Who counts for an item and when a motion is carried, against a plain model that knows no Django."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from meetings.voting import carries, counting_for_item, has_quorum, is_there

ITEMS = 5


def many(rows):
    return SimpleNamespace(all=lambda: rows)


class Item(SimpleNamespace):
    """An item that is out, in its place."""


def a_meeting(members, quorum=0):
    """Members are given as (spans, barred): spans of places from which to which they are there, and barred places."""
    items = [
        Item(pk=100 + place, parent_id=None, agenda_id=1, number=str(place + 1), order=place) for place in range(ITEMS)
    ]
    seats = [
        SimpleNamespace(
            pk=key,
            presences=many(
                [
                    SimpleNamespace(
                        from_item_id=None if first is None else 100 + first,
                        to_item_id=None if last is None else 100 + last,
                    )
                    for first, last in spans
                ]
            ),
            interests=many([SimpleNamespace(item_id=100 + place, bars=bars) for place, bars in barred]),
        )
        for key, (spans, barred) in enumerate(members)
    ]
    agendas = many([SimpleNamespace(supplement=0, quorum=quorum), SimpleNamespace(supplement=1, quorum=99)])
    return SimpleNamespace(items=many(items), seats=many(seats), agendas=agendas)


places = st.integers(0, ITEMS - 1)
spans = st.lists(st.tuples(st.none() | places, st.none() | places), max_size=3)
interests = st.lists(st.tuples(places, st.booleans()), max_size=3)
members = st.lists(st.tuples(spans, interests), max_size=8)


def counts(member, place) -> bool:
    """The model: there at the place in one of the spans, and not barred from it."""
    there = any(
        place in range(0 if first is None else first, (ITEMS if last is None else last + 1))
        for first, last in member[0]
    )
    return there and (place, True) not in member[1]


@given(members, places, st.integers(0, 8))
def test_who_is_there_and_not_barred_counts_and_nobody_else(members, place, quorum):
    meeting = a_meeting(members, quorum)

    expected = [key for key, member in enumerate(members) if counts(member, place)]
    assert [seat.pk for seat in counting_for_item(meeting, 100 + place)] == expected
    assert has_quorum(meeting, 100 + place) == (len(expected) >= quorum)


@given(members)
def test_nobody_is_there_for_what_does_not_stand_on_the_agenda(members):
    meeting = a_meeting(members)

    assert not any(
        is_there(seat, 7, {item.pk: at for at, item in enumerate(meeting.items.all())}) for seat in meeting.seats.all()
    )


@given(st.lists(st.sampled_from(["for", "against", "abstain"]), max_size=23), st.sampled_from(["", "for", "against"]))
def test_a_majority_of_the_votes_cast_carries_and_on_a_tie_the_casting_vote(votes, casting):
    by_name = SimpleNamespace(method="own_devices", votes=many([SimpleNamespace(choice=choice) for choice in votes]))
    hands = SimpleNamespace(method="hands", votes=many([]))
    balance = sum({"for": 1, "against": -1, "abstain": 0}[choice] for choice in votes)
    expected = balance > 0 or (balance == 0 and casting == "for")

    counted = {"in_favour": votes.count("for"), "against": votes.count("against"), "abstained": votes.count("abstain")}
    assert carries(by_name, casting=casting) == expected
    assert carries(hands, casting=casting, **counted) == expected


@given(st.integers(0, 30), st.integers(0, 30))
def test_a_motion_and_its_opposite_are_never_both_carried(one, other):
    hands = SimpleNamespace(method="hands", votes=many([]))

    assert not (carries(hands, in_favour=one, against=other) and carries(hands, in_favour=other, against=one))
