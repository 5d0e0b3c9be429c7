"""Taking a long ledger away, beside the database's own way of handing out the same rows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection, transaction

from audit import ledger
from audit.canonical import canonical, leaf_hash, link_hash
from audit.ledger import Line
from audit.models import AuditEvent, AuditWords, Book
from benchmarks.clock import seconds
from evidence.exporting import write_jsonl
from evidence.pack import write_pack
from evidence.sight import for_the_whole, in_the_open
from tests.world import JAN_15, World

EVENTS = int(os.environ.get("EVENTS", 20_000))
"""EVENTS=1000000 is the number we promise"""
AT_ONCE = 5000

BARE = """
    SELECT event.seq, event.text, event.leaf, event.link, spoken.words
    FROM audit_auditevent AS event LEFT JOIN audit_auditwords AS spoken ON spoken.event_id = event.key
    WHERE event.book = '{}' ORDER BY event.seq
"""


def exporting_a_long_ledger(world: World) -> str:
    """The ledger of a plan with many entries as lines and as a pack, with the memory that takes; beside COPY on
    PostgreSQL and a bare cursor on SQLite."""
    book = f"plan-{world.plan.pk}"
    _fill(world, book)
    floor, bare_memory = _measured(partial(_bare, BARE.format(book)))
    whole = for_the_whole(world.plan, JAN_15)
    told = [
        f"{EVENTS} entries in bare rows by {'COPY' if connection.vendor == 'postgresql' else 'a cursor'}: "
        f"{floor:.1f} s, {bare_memory:.0f} MB more memory"
    ]
    for name, write in {
        "as JSON Lines": partial(write_jsonl, whole),
        "as a pack": partial(write_pack, whole),
        "as an open pack": partial(write_pack, in_the_open(world.plan, JAN_15)),
    }.items():
        took, memory = _measured(write)
        told.append(f"{name}: {took:.1f} s, {took / floor:.0f} times that, {memory:.0f} MB more memory")
    return "; ".join(told)


def _fill(world: World, book: str) -> None:
    """Olive revises a target again and again; in the end it says what it says today. The first line is written by the
    ledger, and the others after its pattern: a million by its own hand would take longer than what is measured."""
    with transaction.atomic():
        (pattern,) = ledger.write([_line(world, book)])
    words = AuditWords.objects.get(pk=pattern.pk).words
    entry, link = dict(pattern.entry), pattern.link
    names = [field.attname for field in AuditEvent._meta.concrete_fields]
    values = [field.get_db_prep_save(getattr(pattern, field.attname), connection) for field in AuditEvent._meta.fields]
    marks = ", ".join(["%s"] * len(names))
    insert = f"INSERT INTO audit_auditevent ({', '.join(names)}) VALUES ({marks})"  # noqa: S608 - names of our own
    for begin in range(1, EVENTS, AT_ONCE):
        events, spoken = [], []
        for number in range(begin, min(begin + AT_ONCE, EVENTS)):
            seq, act_id = pattern.seq + number, f"{number:032x}"
            new = world.undecided.text if number == EVENTS - 1 else f"{number} per cent"
            entry |= {"seq": str(seq), "version": str(number), "act_id": act_id}
            text = canonical({**entry, "changes": {"text": [f"{number - 1} per cent", new]}})
            leaf = leaf_hash(text)
            link = link_hash(link, leaf)
            own = {"key": f"{book}:{seq}", "seq": seq, "text": text, "leaf": leaf, "link": link, "act_id": act_id}
            own["version"] = number
            events.append([own.get(name, value) for name, value in zip(names, values, strict=True)])
            spoken.append((own["key"], words))
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(insert, events)
            cursor.executemany("INSERT INTO audit_auditwords (event_id, words) VALUES (%s, %s)", spoken)
            Book.objects.filter(key=book).update(seq=seq, link=link)


def _line(world: World, book: str) -> Line:
    target = world.undecided
    return Line(
        action="target.revised",
        act_id=f"{0:032x}",
        book=book,
        subject=(target._meta.label_lower, str(target.pk), str(target)),
        within=(world.street._meta.label_lower, str(world.street.pk)),
        version=1,
        actor=(str(world.olive.pk), str(world.olive)),
        role="objective owner of TP",
        effective_on=JAN_15,
        changes={"text": [target.text, "0 per cent"]},
        plan=str(world.plan.pk),
        because="The boroughs have reported.",
        basis="Borough returns to December 2000",
    )


def _bare(statement: str, output: BinaryIO) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY ({statement}) TO STDOUT") as rows:
            for row in rows:
                output.write(row)
        return
    rows = connection.connection.execute(statement)
    while some := rows.fetchmany(2000):
        for row in some:
            output.write(repr(row).encode())


def _measured(write: Callable[[BinaryIO], Any]) -> tuple[float, float]:
    """How long it takes to write a file, and how many megabytes of memory more than before at its highest."""
    with tempfile.TemporaryFile() as file:
        Path("/proc/self/clear_refs").write_text("5")  # forget the highest mark (proc(5))
        before = _memory("VmRSS")
        took = seconds(partial(write, file))
        return took, (_memory("VmHWM") - before) / 1024


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:"))
