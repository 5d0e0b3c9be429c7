"""Numbers of agenda items, whatever is added, moved, taken off and published, in whatever order (A10)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.numbering import numbered

pytestmark = pytest.mark.once


@dataclass
class AnItem:
    """What numbering reads of an item."""

    pk: int
    parent_id: int | None = None
    order: int = 0
    number: str = ""
    agenda_id: int | None = None


STEPS = st.lists(
    st.tuples(st.sampled_from(["add", "part", "move", "off", "publish"]), st.integers(0, 50), st.integers(0, 9)),
    max_size=60,
)


def play(steps, after=lambda items: None):
    """An agenda as it becomes: items come, move, go while they are in preparation, and are published in issues."""
    items: list[AnItem] = []
    issues = 0
    for key, (what, which, order) in enumerate(steps, 1):
        whole = [item for item in items if item.parent_id is None]
        waiting = [item for item in items if not item.number]
        if what == "add":
            items.append(AnItem(key, order=order))
        elif what == "part" and whole:
            items.append(AnItem(key, whole[which % len(whole)].pk, order))
        elif what == "move" and waiting:
            waiting[which % len(waiting)].order = order
        elif what == "off" and waiting:
            gone = waiting[which % len(waiting)].pk
            items = [item for item in items if gone not in (item.pk, item.parent_id)]
        elif what == "publish":
            issues += 1
            for item, number in numbered(items):
                if not item.number:
                    item.number, item.agenda_id = number, issues
        after(items)
    return items


@given(STEPS)
@settings(deadline=None)
def test_no_number_stands_twice_and_every_item_has_one(steps):
    def look(items):
        numbers = [number for _, number in numbered(items)]
        assert len(set(numbers)) == len(numbers) == len(items)

    play(steps, look)


@given(STEPS)
@settings(deadline=None)
def test_what_is_out_keeps_its_number_for_good(steps):
    out: dict[int, str] = {}

    def look(items):
        now = {item.pk: number for item, number in numbered(items)}
        assert {key: now[key] for key in out} == out
        out.update({item.pk: item.number for item in items if item.number})

    play(steps, look)


@given(STEPS)
@settings(deadline=None)
def test_numbers_run_on_without_a_gap(steps):
    def look(items):
        whole = [int(number) for item, number in numbered(items) if item.parent_id is None]
        assert sorted(whole) == list(range(1, len(whole) + 1))

    play(steps, look)


@given(STEPS)
@settings(deadline=None)
def test_numbers_stand_in_their_order_and_letters_too(steps):
    def look(items):
        found = numbered(items)
        whole = [int(number) for item, number in found if item.parent_id is None]
        assert whole == sorted(whole)
        for parent in {item.parent_id for item in items if item.parent_id is not None}:
            own = [number for item, number in found if item.parent_id == parent]
            letters = [re.sub(r"^\d+", "", number) for number in own if "." not in number]
            assert letters == sorted(letters, key=lambda each: (len(each), each))
            assert letters[:26] == list(ascii_lowercase[: len(letters)])
            places = [int(number.partition(".")[2]) for number in own if "." in number]
            assert places == list(range(1, len(places) + 1))

    play(steps, look)


def test_after_z_comes_aa():
    whole = AnItem(1, number="6", agenda_id=1)
    parts = [AnItem(2 + at, 1, at) for at in range(28)]
    letters = [number for _, number in numbered([whole, *parts])]
    assert letters[:2] + letters[26:] == ["6", "6a", "6z", "6aa", "6ab"]


def test_a_later_supplement_comes_after_an_earlier_one_whatever_its_place():
    first = AnItem(1, order=9, number="1", agenda_id=1)
    second = AnItem(2, order=1, number="2", agenda_id=2)
    third = AnItem(3, order=0)
    assert [number for _, number in numbered([third, second, first])] == ["1", "2", "3"]
