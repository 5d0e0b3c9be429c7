"""The bytes that are hashed are the same wherever and whenever they are written."""

import hashlib
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from uuid import UUID

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.canonical import canonical, commitment, first_link, leaf_hash, link_hash, plain

pytestmark = pytest.mark.once

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
KEYS = st.text(st.characters(min_codepoint=1, max_codepoint=126), max_size=12)
ENTRIES = st.recursive(
    st.none() | st.booleans() | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, ENTRIES, max_size=8))
def test_our_encoder_writes_the_bytes_of_rfc_8785(entry):
    assert canonical(entry) == rfc8785.dumps(entry)


@pytest.mark.parametrize("text", ["\x7f", "\u2028 \u2029", '\b\f\n\r\t"\\/', "\x00\x1f", "€ 😀 Å", "?? per cent"])
def test_awkward_signs_are_written_as_rfc_8785_writes_them(text):
    assert canonical({"text": text}) == rfc8785.dumps({"text": text})


def test_a_real_line_is_written_as_rfc_8785_writes_it(db):
    from tests.audit.paper import write_book

    for event in write_book(10):
        assert bytes(event.text) == rfc8785.dumps(event.entry)
        assert event.spoken.words.encode() == rfc8785.dumps(event.words)


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_never_written(number):
    with pytest.raises(ValueError, match="JSON compliant"):
        canonical({"number": number})


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, True),
        (7, "7"),
        (Decimal("2.50"), "2.50"),
        (UUID(int=1), "00000000-0000-0000-0000-000000000001"),
        (date(2001, 2, 8), "2001-02-08"),
        (time(17, 30), "17:30:00"),
        (datetime(2001, 2, 8, 10, 0, 0, 5, UTC), "2001-02-08T10:00:00.000005Z"),
        (datetime(2001, 2, 8, 12, 0, tzinfo=timezone(timedelta(hours=2))), "2001-02-08T10:00:00.000000Z"),
        ("Cafe\u0301", "Caf\u00e9"),
        (["2", ("a", 1)], ["2", ["a", "1"]]),
        ({"a": {1: Decimal("0.10")}}, {"a": {"1": "0.10"}}),
    ],
)
def test_a_value_is_kept_in_one_plain_form(value, kept):
    assert plain(value) == kept


@pytest.mark.parametrize("value", [2.5, float("nan"), b"bytes", {1, 2}, object(), [1, [2.5]], {"a": 2.5}, timedelta(1)])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(TypeError, match=r"^The ledger cannot keep a \w+\.$"):
        plain(value)


def test_leaf_link_and_beginning_cannot_be_passed_off_as_each_other():
    text, zeros = b"{}", "00" * 32
    assert leaf_hash(text) == hashlib.sha256(b"\x00{}").hexdigest()
    assert link_hash(zeros, zeros) == hashlib.sha256(b"\x01" + bytes(64)).hexdigest()
    assert first_link("plan-1", "ab") == hashlib.sha256(b"\x02plan-1 ab").hexdigest()
    assert link_hash(zeros, zeros) != leaf_hash(bytes(64)) != hashlib.sha256(bytes(64)).hexdigest()


def test_the_same_words_with_another_salt_have_another_commitment():
    assert commitment("Olive Grant", "00" * 16) == hashlib.sha256(bytes(16) + b"Olive Grant").hexdigest()
    assert commitment("Olive Grant", "00" * 16) != commitment("Olive Grant", "01" * 16)
