"""What is a slip, and what is another promise: words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.slips import is_another_sentence, what_it_would_promise

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Reduce stret crime by 5 per cent", "Reduce street crime by 5 per cent"),
        ("Incrase by 5 per cent", "Increase by 5 per cent"),
        ("Reduce by 5 per cent.", "Reduce by 5 per cent"),
        ("The number of recorded burglarys", "The number of recorded burglaries"),
        ("Officers trained by 31/03/2002", "Staff trained by 31/03/2002"),
    ],
)
def test_a_slip_promises_nothing_else(old, new):
    assert what_it_would_promise(old, new) == []
    assert not is_another_sentence(old, new)


@pytest.mark.parametrize(
    ("old", "new", "instead"),
    [
        ("Reduce by 5 per cent", "Reduce by 6 per cent", [("5", "6")]),
        ("Reduce by five per cent", "Reduce by six per cent", [("five", "six")]),
        ("Reduce by 5 per cent", "Increase by 5 per cent", [("reduce", "increase")]),
        ("At least 275 initiatives", "At most 275 initiatives", [("least", "most")]),
        ("Not more than 33 per cent", "More than 33 per cent", [("not", "")]),
        ("By March 2002", "By April 2002", [("march", "april")]),
        ("By 31/03/2002", "By 31/03/2003", [("31/03/2002", "31/03/2003")]),
        ("9 days", "9 weeks", [("days", "weeks")]),
        ("5 per cent", "5 %", [("per", "%"), ("cent", "")]),
        ("Reduce by 5 per cent", "Reduce by 5 per cent?", [("", "?")]),
        ("1,725 disposals", "1725 disposals", [("1,725", "1725")]),
    ],
)
def test_another_figure_unit_date_or_direction_is_another_promise(old, new, instead):
    assert what_it_would_promise(old, new) == instead


def test_a_sentence_of_which_little_stays_is_another_one():
    assert is_another_sentence("To reduce the incidence of street crime", "To paint the fences of the parks")


TEXTS = st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=60)


@given(TEXTS)
def test_the_same_text_promises_the_same(text):
    assert what_it_would_promise(text, text) == []


@given(TEXTS, st.integers(0, 999), st.integers(0, 999))
def test_no_figure_changes_whatever_stands_around_it(text, old, new):
    found = what_it_would_promise(f"{text} by {old} per cent", f"{text} by {new} per cent")
    assert bool(found) == (old != new)
