"""`verify.py` alone in an empty folder: what a forger does to a pack comes to light and is named (B2, B3, B5)."""

from __future__ import annotations

import os
import random
import shutil
from functools import partial

import pytest

from audit.canonical import canonical
from evidence.verifier import verify
from tests.evidence import packs
from tests.evidence.packs import (
    BOOK,
    REGISTER,
    chain_anew,
    forge,
    lines,
    manifest_of,
    packed,
    sign_off,
    unpacked,
    verified,
    write_manifest,
)
from tests.meetings.scenes import a_meeting_with_secrets
from tests.world import bring_to, comment_on

pytestmark = pytest.mark.once

UNLINKED = "It does not follow the entry before it."
UNHASHED = "Its text is not the text that was hashed."
_kept: dict[str, bytes] = {}


@pytest.fixture
def folder(world, tmp_path):
    """An auditor's pack of a plan that was commented on and published, unpacked."""
    if not _kept:
        a_meeting_with_secrets(world)
        bring_to(world, "workshop_review")
        comment_on(world, by=world.mira)
        _kept["pack"] = packed(world)
        _kept["book"] = BOOK.format(world.plan.pk)
    return unpacked(_kept["pack"], tmp_path / "pack")


def said(folder, *heads):
    code, text = verified(folder, *heads)
    return code, text.splitlines()


def named(folder) -> str:
    """What is found, as one text; that nothing is found is a failure."""
    code, text = verified(folder)
    assert code == 1, text
    assert text.startswith("The pack is NOT whole: ")
    return text


# What is whole


def test_a_pack_is_whole_on_a_machine_that_has_only_python(folder):
    book = manifest_of(folder)["books"]["register"]

    code, text = said(folder)

    assert code == 0
    assert text[0].startswith("The pack is whole: ")
    assert text[1] == "Redaction level “auditor”: 0 entries are there by their hash only."
    assert f"Head of register: {book['link']} after {book['seq']} entries." in text
    assert text[-1] == "Whether it is the ledger you know, only a head kept elsewhere can tell: --head HASH."


def test_a_link_of_any_entry_is_found_where_it_lies(folder):
    tenth = lines(folder, REGISTER)[9]["link"]

    assert said(folder, tenth.upper())[1][-1] == f"The head {tenth} lies in this ledger: {REGISTER}, entry 10."
    assert said(folder, tenth)[0] == 0


def test_a_head_of_another_ledger_is_not_found(folder):
    code, text = said(folder, "0" * 64)

    assert code == 1
    what = "it is another one, an older one, or one written anew"
    assert text[-1] == f"The head {'0' * 64} does NOT lie in this ledger: {what}."


# The chain


def drop(*numbers):
    return lambda entries: [each for at, each in enumerate(entries, 1) if at not in numbers]


def insert(entries):
    return [*entries[:20], entries[4], *entries[20:]]


def swap(entries):
    entries[13], entries[14] = entries[14], entries[13]


def other_figure(entries, number=15):
    entry = entries[number - 1]["entry"]
    entry["effective_on"] = "2001-12-24"


def fork(entries):
    """Another entry 15 with hashes that fit; the next one still follows the one that was there."""
    other_figure(entries)
    chain_anew(entries[:15], 15)


def another_word(entries):
    entries[14]["words"]["actor"][0] = "Somebody Else"


def no_word(entries):
    del entries[14]["words"]["actor"]


def word_said_to_be_withheld(entries):
    entries[14]["withheld"] = ["basis"]


def hidden_in_part(entries):
    entries[14]["entry"] = None


def nonsense(entries):
    entries[14] = {"entry": 7}


def elsewhere(entries):
    entries[14]["entry"]["book"] = "scrap"
    chain_anew(entries, 15)


TAMPERED = {
    "first gone": (drop(1), [f"{REGISTER}, entry 1: The entry is missing; the next one there is 2."]),
    "middle gone": (drop(15), [f"{REGISTER}, entry 15: The entry is missing; the next one there is 16."]),
    "batch gone": (drop(15, 16, 17), [f"{REGISTER}, entry 15: The entry is missing; the next one there is 18."]),
    "put in": (insert, [f"{REGISTER}, entry 5: The entry is there twice, or out of its place."]),
    "swapped": (
        swap,
        [
            f"{REGISTER}, entry 14: The entry is missing; the next one there is 15.",
            f"{REGISTER}, entry 14: The entry is there twice, or out of its place.",
        ],
    ),
    "changed": (other_figure, [f"{REGISTER}, entry 15: {UNHASHED}"]),
    "forked": (fork, [f"{REGISTER}, entry 16: {UNLINKED}"]),
    "word": (another_word, [f"{REGISTER}, entry 15: Its words for “actor” are not those that were hashed."]),
    "word gone": (no_word, [f"{REGISTER}, entry 15: Its words for “actor” are not those that were hashed."]),
    "word hidden": (
        word_said_to_be_withheld,
        [f"{REGISTER}, entry 15: Its words for “basis” are said to be withheld, and cannot be."],
    ),
    "half hidden": (hidden_in_part, [f"{REGISTER}, entry 15: The entry is withheld, but something of it is there."]),
    "nonsense": (nonsense, [f"{REGISTER}, entry 15: Its line is not written as the ledger writes it."]),
    "of another book": (elsewhere, [f"{REGISTER}, entry 15: Its text says that it is entry 15 of scrap."]),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_what_was_done_to_an_entry_is_named_though_the_manifest_was_written_anew(folder, case):
    change, expected = TAMPERED[case]

    forge(folder, REGISTER, change)
    sign_off(folder)

    found = named(folder)
    for each in expected:
        assert each in found


@pytest.mark.parametrize("number", [1, 4], ids=["last", "the last four"])
def test_a_ledger_cut_off_at_its_end_is_named(folder, number):
    count = len(lines(folder, REGISTER))
    forge(folder, REGISTER, lambda entries: entries[:-number])
    sign_off(folder)

    there = count - number
    assert f"{REGISTER}, entry {there + 1}: The head counts {count} entries, but {there} are there." in named(folder)


def test_a_ledger_written_anew_as_a_whole_is_found_by_a_head_kept_elsewhere_alone(folder):
    minuted = lines(folder, REGISTER)[-1]["link"]
    forge(folder, REGISTER, other_figure)
    forge(folder, REGISTER, partial(chain_anew, start=15))
    sign_off(folder, heads=True)

    assert said(folder)[0] == 0, "without a head nobody can see this, and we do not claim it"
    assert said(folder, minuted)[0] == 1


def test_a_pack_of_an_older_state_is_found_by_a_head_kept_elsewhere_alone(world, tmp_path):
    older = unpacked(packed(world), tmp_path / "older")
    bring_to(world, "workshop_review")
    newer = unpacked(packed(world), tmp_path / "newer")
    head = manifest_of(newer)["books"][f"plan-{world.plan.pk}"]["link"]

    assert said(older)[0] == 0
    assert said(older, head)[0] == 1
    assert said(newer, manifest_of(older)["books"][f"plan-{world.plan.pk}"]["link"])[0] == 0, "it has only grown"


def test_another_ledger_under_the_same_name_is_named(folder):
    manifest = manifest_of(folder)
    manifest["books"]["register"]["identity"] = "0" * 32
    write_manifest(folder, manifest)

    assert f"{REGISTER}, entry 1: {UNLINKED}" in named(folder)


def test_a_book_left_out_is_missed_by_the_rows_it_told_of(folder):
    (folder / REGISTER).unlink()
    manifest = manifest_of(folder)
    del manifest["books"]["register"]
    write_manifest(folder, manifest)
    sign_off(folder)

    assert "rights.jsonl: There is a row body 1, but no entry says how it came about." in named(folder)


# Rows and versions


def test_a_row_that_is_not_what_the_ledger_proves_is_named(folder):
    def earlier(rows):
        next(row for row in rows if row["type"] == "governance.appointment")["values"]["starts_on"] = "1999-01-01"

    forge(folder, "rights.jsonl", earlier)
    sign_off(folder)

    assert "The starts_on of appointment 1 is “1999-01-01”, and the ledger proves “2000-10-02”." in named(folder)


def test_a_row_left_out_and_a_row_put_in_are_named(folder):
    forge(folder, "said.jsonl", lambda rows: rows[1:])
    forge(folder, "votes.jsonl", lambda rows: [{"id": "7", "type": "meetings.vote", "values": {"choice": "for"}}])
    sign_off(folder)

    found = named(folder)
    assert "said.jsonl: The ledger tells of comment 1, and there is no row of it." in found
    assert "votes.jsonl: There is a row vote 7, but no entry says how it came about." in found


def test_a_sealed_text_that_was_changed_or_left_out_is_named(folder):
    def softer(texts):
        next(each for each in texts if "To reduce street crime" in str(each))["text"]["title"] = "To see to crime"
        return texts[1:]

    gone = lines(folder, "versions.jsonl")[0]["seal"]
    changed = next(each for each in lines(folder, "versions.jsonl") if "To reduce street crime" in str(each))["seal"]
    forge(folder, "versions.jsonl", softer)
    sign_off(folder)

    found = named(folder)
    assert changed == gone or f"The text under the seal {changed} is not the text that was sealed" in found
    assert f"versions.jsonl: The text under the seal {gone} is missing" in found


# Files and the manifest


def test_missing_added_and_swapped_files_are_named(folder):
    (folder / "said.jsonl").unlink()
    (folder / "more.txt").write_text("trust me")
    shutil.move(folder / "rights.jsonl", folder / "aside")
    shutil.move(folder / "meetings.jsonl", folder / "rights.jsonl")
    shutil.move(folder / "aside", folder / "meetings.jsonl")

    found = named(folder)

    assert "said.jsonl: The file is missing." in found
    assert "more.txt: The file is not of this pack: the manifest does not name it." in found
    for name in ("rights.jsonl", "meetings.jsonl"):
        assert f"{name}: The file is not the file that was packed: its hash is another." in found


def test_files_that_changed_names_are_named_though_the_manifest_was_written_anew(folder):
    book = folder / _kept["book"]
    shutil.move(book, folder / "aside")
    shutil.move(folder / REGISTER, book)
    shutil.move(folder / "aside", folder / REGISTER)
    sign_off(folder)

    found = named(folder)
    assert f"{REGISTER}, entry 1: The line is one of another book: plan-" in found
    assert f"{REGISTER}, entry 1: {UNLINKED}" in found
    assert f"{_kept['book']}, entry 1: {UNLINKED}" in found


def test_a_file_that_neither_is_there_nor_in_the_manifest_is_missed(folder):
    (folder / "minutes.jsonl").unlink()
    sign_off(folder)

    assert "manifest.json: It does not name minutes.jsonl, which belongs in every such pack." in named(folder)


def test_a_changed_manifest_is_named(folder):
    manifest = manifest_of(folder)
    manifest["level"] = "open"
    (folder / "manifest.json").write_bytes(canonical(manifest))

    assert "manifest.json: It is not the manifest whose hash stands in manifest.sha256." in named(folder)


@pytest.mark.parametrize("content", [None, b"", b"[]", b"{}", b'{"format":"assent-pack-1"}', b"\xff", b"[" * 100_000])
def test_what_is_no_manifest_is_named(folder, content):
    file = folder / "manifest.json"
    file.unlink()
    if content is not None:
        file.write_bytes(content)

    assert "manifest.json: It is" in named(folder)


# Every bit


@pytest.mark.slow
def test_a_bit_turned_over_anywhere_is_found_and_in_the_ledger_the_entry_is_named(folder):
    """FLIPS=20000 is the number we promise; the manifest is written anew by the forger for half of them."""
    dice = random.Random(2001)  # noqa: S311 - the same dice every time
    names = sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    unseen = []
    for _ in range(int(os.environ.get("FLIPS", 100))):
        of_the_ledger = dice.random() < 0.5
        file = dice.choice([folder / REGISTER, folder / _kept["book"]] if of_the_ledger else names)
        whole, bit = file.read_bytes(), dice.randrange(8 * file.stat().st_size)
        manifest = [(folder / name).read_bytes() for name in ("manifest.json", "manifest.sha256")]
        damaged = bytearray(whole)
        damaged[bit // 8] ^= 1 << bit % 8
        file.write_bytes(damaged)
        if of_the_ledger:
            sign_off(folder)
        faults = verify.check(folder).faults
        place = damaged[: bit // 8].count(b"\n") + 1
        wanted = f"{file.relative_to(folder).as_posix()}, entry {place}: " if of_the_ledger else file.name
        if not any(wanted in fault for fault in faults) and not (faults and damaged[bit // 8] == whole[-1]):
            unseen.append((file.name, place, bit, faults[:3]))
        file.write_bytes(whole)
        for name, content in zip(("manifest.json", "manifest.sha256"), manifest, strict=True):
            (folder / name).write_bytes(content)
    assert unseen == []
    assert packs.verified(folder)[0] == 0
