"""Two checks written apart come to one verdict on random ledgers, whole and tampered with (B5)."""

from __future__ import annotations

import os
import random
import shutil
from datetime import date, timedelta

import pytest
from django.db import transaction

from audit import ledger
from audit.ledger import Line
from evidence.verifier import verify
from tests.evidence import second
from tests.evidence.packs import REGISTER, forge, packed, sign_off, unpacked
from tests.world import bring_to

pytestmark = pytest.mark.once

LEDGERS = int(os.environ.get("LEDGERS", 20))
"""LEDGERS=1000 is the number we promise"""
ALPHABET = 'aZ 0?%€ß“"\\\n\t\u2028\U0001f600é\u0301\x01'


def test_both_checks_agree_on_random_ledgers(world, tmp_path):
    dice = random.Random(2001)  # noqa: S311 - the same dice every time
    bring_to(world, "published")
    verdicts = {True: 0, False: 0}
    for number in range(LEDGERS):
        with transaction.atomic():
            ledger.write(random_line(dice, f"plan-{world.plan.pk}") for _ in range(dice.randint(1, 40)))
            folder = unpacked(packed(world, dice.choice(["open", "auditor"])), tmp_path / str(number))
            transaction.set_rollback(True)
        assert (verify.check(folder).faults, second.broken_books(folder)) == ([], set()), number
        for tamper in sorted(dice.choices(TAMPERING, k=dice.randint(0, 2)), key=TAMPERING.index):
            tamper(dice, folder, dice.choice([REGISTER, f"ledger/plan-{world.plan.pk}.jsonl"]))
        sign_off(folder, heads=dice.random() < 0.5)
        found = {fault for fault in verify.check(folder).faults if fault.startswith("ledger/")}
        books = {fault.removeprefix("ledger/").partition(".jsonl")[0] for fault in found}
        assert books == second.broken_books(folder), (number, found)
        verdicts[not found] += 1
        shutil.rmtree(folder)
    print(f"{LEDGERS} ledgers: {verdicts[True]} whole, {verdicts[False]} not")
    assert min(verdicts.values()) > LEDGERS // 10, "both kinds have to be there for the agreement to mean anything"


# Random lines


def a_text(dice):
    return "".join(dice.choices(ALPHABET, k=dice.randint(0, 12)))


def random_line(dice, book):
    """Anything the ledger takes; only what it is about is nothing that has rows."""
    names = dice.sample(["text", "title", "numbers", "holder"], dice.randint(0, 4))
    changes = {
        name: [
            dice.choice([None, a_text(dice)]),
            dice.choice([a_text(dice), ""]) if name in ("text", "title") else dice.choice([True, None, [a_text(dice)]]),
        ]
        for name in names
    }
    return Line(
        action="target.revised",
        act_id=f"{dice.getrandbits(128):032x}",
        book=dice.choice([book, "register"]),
        subject=("paper.target", str(dice.randint(1, 9)), a_text(dice)),
        within=("paper.report", "3"),
        version=dice.randint(1, 10**12),
        actor=(str(dice.randint(1, 99)), a_text(dice)),
        role=dice.choice(["", "clerk of FPBV"]),
        effective_on=date(2001, 1, 1) + timedelta(days=dice.randint(0, 999)),
        changes=changes,
        on_behalf_of=dice.choice([("", ""), ("9", a_text(dice))]),
        because=a_text(dice),
        basis=a_text(dice),
        private=frozenset(dice.sample(["text", "title"], dice.randint(0, 2))),
    )


# What is done to them


def turn_a_bit(dice, folder, name):
    data = bytearray((folder / name).read_bytes())
    bit = dice.randrange(8 * len(data))
    data[bit // 8] ^= 1 << bit % 8
    if data.count(b"\n") and not _breaks_a_line(data, bit):
        (folder / name).write_bytes(data)


def _breaks_a_line(data, bit):
    """A byte that became the end of a line, or no longer is one, would only puzzle whoever forges next."""
    return data[bit // 8] == 10 or (data[bit // 8] ^ 1 << bit % 8) == 10


def take_out(dice, folder, name):
    forge(folder, name, lambda entries: entries.pop(dice.randrange(len(entries))) and None)


def put_in(dice, folder, name):
    forge(folder, name, lambda entries: entries.insert(dice.randrange(len(entries)), dice.choice(entries)))


def shuffle(dice, folder, name):
    def swapped(entries):
        one, other = dice.randrange(len(entries)), dice.randrange(len(entries))
        entries[one], entries[other] = entries[other], entries[one]

    forge(folder, name, swapped)


def cut_off(dice, folder, name):
    forge(folder, name, lambda entries: entries[: dice.randint(1, len(entries))])


def withhold(dice, folder, name):
    forge(folder, name, lambda entries: dice.choice(entries).update(entry=None, withheld=[], words={}))


def lose_a_word(dice, folder, name):
    def lost(entries):
        entry = dice.choice(entries)
        if entry["words"]:
            word = dice.choice(sorted(entry["words"]))
            del entry["words"][word]
            entry["withheld"] += [word] if dice.random() < 0.5 else []

    forge(folder, name, lost)


TAMPERING = [take_out, put_in, shuffle, cut_off, withhold, lose_a_word, turn_a_bit]
"""A bit comes last: what it leaves may be no JSON any more"""
