"""What somebody with the owner's rights on the database can do to the ledger, and how it comes to light (B3).

The triggers are off here. The chain finds clumsy edits; only a checkpoint kept outside the database finds a book that
was shortened, forked or written anew from the first line on, and the tests say so too.
"""

import random
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from audit.canonical import first_link, leaf_hash, link_hash
from audit.models import AuditEvent, AuditWords, Book
from tests.audit.paper import a_line, head_of, in_words, keep_checkpoint, verify, write_book
from tests.ledger import triggers_off

GONE = "The entry is missing; the next one there is {}."
UNLINKED = "It does not follow the entry before it."


@pytest.fixture
def book(db) -> list[AuditEvent]:
    return write_book(30)


@contextmanager
def undone():
    """Whatever is done in here is undone afterwards."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            sql("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        transaction.set_rollback(True)


def named(verdict) -> list[str]:
    return [fault["where"] for fault in verdict["faults"]]


def sql(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def delete(*numbers: int) -> None:
    for table, column in (("audit_auditwords", "event_id"), ("audit_auditevent", "key")):
        for number in numbers:
            sql(f"DELETE FROM {table} WHERE {column} = %s", f"paper:{number}")  # noqa: S608


def chain_anew(events: list[AuditEvent], start: int = 0) -> None:
    """Give `events` fresh hashes from `start` on, and the head what fits them: the whole chain agrees with itself."""
    head = head_of()
    previous = events[start - 1].link if start else first_link("paper", head.identity)
    for seq, event in enumerate(events[start:], start + 1):
        leaf = leaf_hash(bytes(event.text))
        previous = link_hash(previous, leaf)
        sql("UPDATE audit_auditevent SET leaf = %s, link = %s WHERE book = 'paper' AND seq = %s", leaf, previous, seq)
    sql("UPDATE audit_book SET seq = %s, link = %s WHERE key = 'paper'", len(events), previous)


def forge(event: AuditEvent) -> None:
    """Change a figure of an entry where nothing but its hash speaks of it."""
    text = bytes(event.text).replace(b'"holder":[null,true]', b'"holder":[null,false]')
    assert text != bytes(event.text)
    sql("UPDATE audit_auditevent SET text = %s WHERE key = %s", text, event.key)
    event.text = text


# Taking entries away


@pytest.mark.parametrize(
    ("numbers", "first", "what"),
    [
        ([1], "paper:1", GONE.format(2)),
        ([15], "paper:15", GONE.format(16)),
        ([30], "paper:30", "The head counts 30 entries, but 29 are there."),
        ([11, 12, 13, 14], "paper:11", GONE.format(15)),
        ([28, 29, 30], "paper:28", "The head counts 30 entries, but 27 are there."),
    ],
    ids=["first", "middle", "last", "batch", "end"],
)
def test_deleted_entries_are_named(book, numbers, first, what):
    with undone():
        with triggers_off():
            delete(*numbers)
        verdict = verify()

    assert (verdict["code"], verdict["whole"]) == (1, False)
    assert verdict["first"] == {"where": first, "what": what}
    assert verify()["whole"]


def test_a_ledger_shortened_together_with_its_head_is_found_by_the_checkpoint_alone(book, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            delete(28, 29, 30)
            sql("UPDATE audit_book SET seq = 27, link = %s WHERE key = 'paper'", book[26].link)
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"]
    assert with_checkpoint["faults"] == [
        {"where": "paper:28", "what": "The checkpoint counts 30 entries, but 27 are there."}
    ]
    assert with_checkpoint["code"] == 1


def test_a_database_put_back_to_an_older_state_is_found_by_the_checkpoint_alone(db, tmp_path):
    write_book(20)
    older = head_of()
    write_book(10)
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            delete(*range(21, 31))
            sql("UPDATE audit_book SET seq = %s, link = %s WHERE key = 'paper'", older.seq, older.link)
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"]
    assert with_checkpoint["first"] == {
        "where": "paper:21",
        "what": "The checkpoint counts 30 entries, but 20 are there.",
    }


def test_a_book_that_is_gone_altogether_is_found_by_the_checkpoint_alone(book, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            delete(*range(1, 31))
            sql("DELETE FROM audit_book WHERE key = 'paper'")
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"]
    assert with_checkpoint["faults"] == [
        {"where": "paper", "what": "The book was there at the checkpoint and is gone."}
    ]


# Putting entries in, and putting them elsewhere


def copy_entry(event: AuditEvent, seq: int) -> None:
    values = {field.attname: getattr(event, field.attname) for field in AuditEvent._meta.concrete_fields}
    AuditEvent(**{**values, "key": f"paper:{seq}", "seq": seq}).save(force_insert=True)
    AuditWords(event_id=f"paper:{seq}", words=event.spoken.words).save(force_insert=True)


def test_an_entry_repeated_at_the_end_is_named(book):
    with undone():
        with triggers_off():
            copy_entry(book[4], 31)
            sql("UPDATE audit_book SET seq = 31, link = %s WHERE key = 'paper'", book[4].link)
        verdict = verify()

    assert verdict["first"] == {"where": "paper:31", "what": UNLINKED}
    assert {"where": "paper:31", "what": "Its column seq does not say what its text says."} in verdict["faults"]


def test_an_entry_put_in_with_hashes_that_fit_is_named_because_the_head_does_not_count_it(book):
    with undone():
        with triggers_off():
            copy_entry(book[4], 31)
            leaf = leaf_hash(bytes(book[4].text))
            sql(
                "UPDATE audit_auditevent SET leaf = %s, link = %s WHERE key = 'paper:31'",
                leaf,
                link_hash(book[-1].link, leaf),
            )
        verdict = verify()

    assert verdict["first"] == {"where": "paper:31", "what": "Its column key does not say what its text says."}
    assert verdict["faults"][-1] == {"where": "paper:32", "what": "The head counts 30 entries, but 31 are there."}


@pytest.mark.parametrize(("one", "other"), [(1, 2), (14, 15), (3, 29), (29, 30)])
def test_two_entries_that_changed_places_are_both_named(book, one, other):
    with undone():
        with triggers_off():
            for old, new in ((one, 1000), (other, one), (1000, other)):
                sql(
                    "UPDATE audit_auditevent SET seq = %s, key = %s WHERE book = 'paper' AND seq = %s",
                    new,
                    f"paper:{new}",
                    old,
                )
                sql("UPDATE audit_auditwords SET event_id = %s WHERE event_id = %s", f"paper:{new}", f"paper:{old}")
        verdict = verify()

    assert verdict["first"] == {"where": f"paper:{one}", "what": UNLINKED}
    assert {f"paper:{one}", f"paper:{other}"} <= set(named(verdict))


def test_an_entry_moved_to_another_book_is_named_where_it_is_missing_and_where_it_is_now(book):
    with undone():
        with triggers_off():
            sql("UPDATE audit_auditevent SET book = 'scrap' WHERE key = 'paper:15'")
        verdict = verify()

    assert verdict["first"] == {"where": "paper:15", "what": GONE.format(16)}
    assert {"where": "scrap", "what": "The book has entries but no head."} in verdict["faults"]


def test_words_that_belong_to_no_entry_are_named(book):
    with undone():
        with triggers_off():
            AuditWords(event_id="paper:31", words="{}").save(force_insert=True)
        verdict = verify()

    assert verdict["faults"] == [
        {"where": "paper:31", "what": "There are names and reasons, but no entry they belong to."}
    ]


def test_words_that_are_gone_are_named(book):
    with undone():
        with triggers_off():
            sql("DELETE FROM audit_auditwords WHERE event_id = 'paper:15'")
        verdict = verify()

    assert verdict["faults"] == [{"where": "paper:15", "what": "Its names and reasons are missing or cannot be read."}]


# Writing anew


def test_one_figure_changed_is_named(book):
    with undone():
        with triggers_off():
            forge(book[14])
        verdict = verify()

    assert verdict["faults"] == [{"where": "paper:15", "what": "Its text is not the text that was hashed."}]


def test_one_figure_changed_with_a_fresh_hash_of_its_own_is_named(book):
    with undone():
        with triggers_off():
            forge(book[14])
            sql("UPDATE audit_auditevent SET leaf = %s WHERE key = 'paper:15'", leaf_hash(bytes(book[14].text)))
        verdict = verify()

    assert verdict["faults"] == [{"where": "paper:15", "what": UNLINKED}]


def test_one_figure_changed_with_both_hashes_fresh_is_named_by_the_entry_after_it(book):
    with undone():
        with triggers_off():
            forge(book[14])
            leaf = leaf_hash(bytes(book[14].text))
            link = link_hash(book[13].link, leaf)
            sql("UPDATE audit_auditevent SET leaf = %s, link = %s WHERE key = 'paper:15'", leaf, link)
        verdict = verify()

    assert verdict["faults"] == [{"where": "paper:16", "what": UNLINKED}]


@pytest.mark.parametrize("start", [0, 14, 29], ids=["first", "middle", "last"])
def test_a_ledger_written_anew_with_fresh_hashes_is_found_by_the_checkpoint_alone(book, start, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            for event in book[start:]:
                forge(event)
            chain_anew(book, start)
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"], "without a checkpoint nobody can see this, and we do not claim it"
    assert with_checkpoint["faults"] == [
        {
            "where": "paper:30",
            "what": "The checkpoint holds another link for this entry: the book has been rewritten.",
        }
    ]


def test_a_fork_that_has_grown_past_the_checkpoint_is_found_by_the_checkpoint_alone(book, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            delete(*range(21, 31))
            sql("UPDATE audit_book SET seq = 20, link = %s WHERE key = 'paper'", book[19].link)
            write_book(25)  # another history from entry 21 on, by the ledger's own hand
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"]
    assert alone["books"]["paper"]["seq"] == 45
    assert with_checkpoint["first"] == {
        "where": "paper:30",
        "what": "The checkpoint holds another link for this entry: the book has been rewritten.",
    }


def test_another_ledger_in_the_place_of_ours_is_found_by_the_checkpoint_alone(book, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)

    with undone():
        with triggers_off():
            sql("UPDATE audit_book SET identity = %s WHERE key = 'paper'", "0" * 32)
            chain_anew(book)
        alone, with_checkpoint = verify(), verify("--checkpoint", checkpoint)

    assert alone["whole"]
    assert with_checkpoint["first"] == {
        "where": "paper",
        "what": "This is not the book of the checkpoint: its identity is another.",
    }


def test_the_ledger_that_has_only_grown_since_the_checkpoint_is_whole(book, tmp_path):
    checkpoint = keep_checkpoint(tmp_path)
    write_book(5)

    verdict = verify("--checkpoint", checkpoint)

    assert (verdict["whole"], verdict["code"], verdict["faults"]) == (True, 0, [])


# The head


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ("identity = 'f0f0'", "paper:1", UNLINKED),
        ("seq = 29", "paper:31", "The head counts 29 entries, but 30 are there."),
        ("seq = 31", "paper:31", "The head counts 31 entries, but 30 are there."),
        (f"link = '{'0' * 64}'", "paper:30", "The head holds another link than the last entry."),
        ("link = '?'", "paper:30", "The head holds another link than the last entry."),
    ],
    ids=["identity", "fewer", "more", "link", "no link"],
)
def test_an_edited_head_is_named(book, change, where, what):
    with undone():
        with triggers_off():
            sql(f"UPDATE audit_book SET {change} WHERE key = 'paper'")  # noqa: S608
        verdict = verify()

    assert verdict["first"] == {"where": where, "what": what}


def test_a_book_without_its_head_is_named(book):
    with undone():
        with triggers_off():
            sql("DELETE FROM audit_book WHERE key = 'paper'")
        verdict = verify()

    assert verdict["faults"] == [{"where": "paper", "what": "The book has entries but no head."}]


# Nonsense


def test_an_entry_that_is_no_entry_is_named_even_if_all_its_hashes_fit(book):
    with undone():
        with triggers_off():
            for number, nonsense in enumerate((b"\xff\xfe", b"[]", b"{}", b'{"seq": null}', b"7"), 10):
                book[number - 1].text = nonsense
                sql("UPDATE audit_auditevent SET text = %s WHERE key = %s", nonsense, f"paper:{number}")
            chain_anew(book)
        verdict = verify()

    assert verdict["faults"] == [
        {"where": f"paper:{number}", "what": "Its text is not an entry."} for number in range(10, 15)
    ]


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("change", "what"),
    [
        ("text = 'letters'", "Its text is not the text that was hashed."),
        ("effective_on = 'tomorrow'", "Its column effective_on does not say what its text says."),
        ("recorded_at = 'just now'", "Its column recorded_at does not say what its text says."),
        ("role = CAST(x'ff' AS TEXT)", "Its column role does not say what its text says."),
        ("effective_on = '2001-02-31'", "Its row cannot be read."),
    ],
)
def test_what_sqlite_lets_anybody_put_in_a_column_is_named(book, change, what):
    with undone():
        with triggers_off():
            sql(f"UPDATE audit_auditevent SET {change} WHERE key = 'paper:15'")  # noqa: S608
        verdict = verify()

    assert verdict["first"] == {"where": "paper:15", "what": what}


# Flips inside the real database


TEXTS = [
    "key", "leaf", "link", "action", "act_id", "subject_type", "subject_id", "within_type", "within_id", "actor_id",
    "role", "text", "words",
]  # fmt: skip


def flip_in_the_database(event: AuditEvent, column: str, bit: int) -> None:
    """Turn one bit over of what a row stores, by SQL."""
    stored = event.spoken.words if column == "words" else getattr(event, column)
    data = bytearray(stored.encode() if isinstance(stored, str) else bytes(stored))
    # In the name of the book: another number might be that of another entry, and two cannot have one key.
    at = bit // 8 % (5 if column == "key" else len(data))
    data[at] ^= 1 << bit % (8 if column == "text" else 7)
    table, key = ("audit_auditwords", "event_id") if column == "words" else ("audit_auditevent", "key")
    new = bytes(data) if column == "text" else data.decode(errors="replace")
    if "\x00" in str(new) and connection.vendor == "postgresql":
        new = new.replace("\x00", "~")  # PostgreSQL itself refuses it
    sql(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", new, event.key)  # noqa: S608


@pytest.mark.slow
def test_hundreds_of_random_flips_in_the_database_are_named_and_nothing_else_is(db):
    book, dice = write_book(200), random.Random(2001)  # noqa: S311 - the same dice every time
    whole = verify()
    assert whole["whole"]

    for _ in range(12):
        chosen = dice.sample(book, 30)
        with undone():
            with triggers_off():
                for event in chosen:
                    flip_in_the_database(event, dice.choice(TEXTS), dice.randrange(8000))
            verdict = verify()

        flipped = {f"paper:{event.seq}" for event in chosen}
        # A damaged link of hex digits is named twice: by its own entry, and by the one that should follow it.
        next_ones = {f"paper:{event.seq + 1}" for event in chosen}
        # The words of an entry whose key was damaged are found lying about under its old key, which is its place.
        assert flipped <= set(named(verdict)) <= flipped | next_ones | {"paper:200"}
        assert verdict["code"] == 1
    assert verify() == whole


def test_the_first_fault_is_told_in_words(book):
    assert in_words() == (
        f"The ledger is whole: {AuditEvent.objects.count()} entries in {Book.objects.count()} books, "
        f"and {verify()['objects']} objects agree with it.",
        0,
    )
    with undone():
        with triggers_off():
            forge(book[14])
            delete(20)
        told = in_words()

    assert told == (
        "The ledger is NOT whole. First fault: paper:15. Its text is not the text that was hashed.",
        1,
    )


def test_a_file_that_is_no_checkpoint_is_refused(db, tmp_path):
    from django.core.management import CommandError, call_command

    for content in ("", "[]", "{}", '{"books": {"paper": {"seq": 3}}}', '{"books": 7}'):
        (tmp_path / "kept.json").write_text(content)
        with pytest.raises(CommandError, match="is not what an earlier “verify_ledger --json” printed."):
            call_command("verify_ledger", checkpoint=tmp_path / "kept.json")
    with pytest.raises(CommandError, match="nowhere.json is not what an earlier"):
        call_command("verify_ledger", checkpoint=tmp_path / "nowhere.json")


def test_a_line_written_as_it_should_be_leaves_the_ledger_whole(book):
    from audit import ledger

    with transaction.atomic():
        ledger.write([a_line(31), a_line(1, book="another")])

    assert verify()["whole"]
