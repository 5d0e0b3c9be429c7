"""A body approves a plan's objectives by one resolution, beside the same writes in bare SQL."""

from __future__ import annotations

import os
from functools import partial
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from benchmarks.clock import seconds
from tests.meetings.en_bloc import approved_en_bloc, en_bloc
from tests.world import JAN_22, World
from workflow.writing import open_gate

OBJECTIVES = int(os.environ.get("EN_BLOC", 1000))
"""EN_BLOC=10000 is the number we promise"""

Written = tuple[str, Any, bool]
"""SQL, its parameters, and whether those are of many rows"""


def approving_en_bloc(world: World) -> str:
    """One resolution of the Authority about a thousand objectives; then the writes of it, once more by themselves."""
    determination = en_bloc(world, OBJECTIVES, "2003/04", JAN_22)
    writes: list[Written] = []
    total = [0]

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        total[0] += 1
        if sql.startswith(("INSERT", "UPDATE")):
            writes.append((sql, params, many))
        return execute(sql, params, many, context)

    with transaction.atomic():
        with connection.execute_wrapper(note):
            whole = seconds(partial(approved_en_bloc, world, determination))
        transaction.set_rollback(True)
    bare = _again(writes)
    return (
        f"{OBJECTIVES} objectives approved by one resolution: {whole:.1f} s in {total[0]} statements, "
        f"{whole / bare:.0f} times its {len(writes)} writes in bare SQL ({bare:.2f} s)"
    )


def _again(writes: list[Written]) -> float:
    """How long the same writes take with nothing asked and nothing read."""
    with transaction.atomic():
        with open_gate(), connection.cursor() as cursor:
            begin = perf_counter()
            for sql, params, many in writes:
                (cursor.executemany if many else cursor.execute)(sql, params)
            took = perf_counter() - begin
        transaction.set_rollback(True)
    return took
