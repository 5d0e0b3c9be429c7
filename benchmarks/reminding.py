"""A round of reminders over a great many unresolved targets, beside a bare read of the same rows."""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections import Counter
from typing import Any

from django.db import connection
from django.utils import timezone

from benchmarks.clock import seconds
from governance.models import Indicator, Objective, Target
from notifications.due import scan as scanning
from tests.notifications.many_due import FEB_26, groups, owners, unresolved_of
from tests.world import World

TARGETS = int(os.environ.get("SWEEP", 10_000))
"""SWEEP=100000 is the number we promise"""
EACH = 20
"""targets an owner has: of 100,000 there are 5,000 owners"""
GROUPS = 50


def reminding_many(world: World) -> str:
    """A tenth of the targets, then all of them: nobody's memory, and no batch's statements, grow with them."""
    bodies = groups(world, GROUPS)
    few = _measured(world, bodies, "Few", TARGETS // 10)
    many = _measured(world, bodies, "Many", TARGETS - TARGETS // 10)
    again = seconds(lambda: scanning.scan(FEB_26, timezone.now()))
    floor = seconds(_bare)
    return (
        f"{TARGETS} unresolved targets of {TARGETS // EACH} owners: reminded in {many['seconds']:.1f} s, "
        f"{many['seconds'] / floor:.0f} times a bare read of the same rows, and looked through again in "
        f"{again / floor:.0f} times; {many['statements']} statements a batch at most (of a tenth as many targets "
        f"{few['statements']}), {many['peak'] / few['peak']:.2f} times the memory ({many['peak'] / 2**20:.0f} MB)"
    )


def _measured(world: World, bodies: list[Any], name: str, more: int) -> dict[str, float]:
    unresolved_of(owners(more // EACH, bodies, name), world, EACH)
    took = seconds(lambda: scanning.scan(FEB_26, timezone.now()))
    return {"seconds": took, "statements": _most_statements(), "peak": _peak()}


def _most_statements() -> int:
    """Of the batches of one look, the most that any sends."""
    counts: Counter[int] = Counter()
    batch = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        counts[batch] += 1
        return execute(sql, params, many, context)

    whole = scanning.Scan(FEB_26)
    with connection.execute_wrapper(count):
        for some in whole.slices():
            list(whole.not_too_soon(whole.reminders(some)))
            batch += 1
    return max(counts.values())


def _peak() -> int:
    """The most memory that Python holds during a look at everything; what is only waiting to be swept up apart."""
    tracemalloc.start()
    try:
        for place, _ in enumerate(scanning.reminders_for(FEB_26)):
            if place % scanning.SLICE == 0:
                gc.collect()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def _bare() -> None:
    """The rows of the targets, of their objectives and of what they are to show, as objects, with nothing asked."""
    for model in (Target, Objective, Indicator):
        for _ in model.objects.order_by("pk").iterator(chunk_size=500):
            pass
