"""How long, and how many."""

from collections.abc import Callable
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes once."""
    start = perf_counter()
    work()
    return perf_counter() - start


def statements(work: Callable[[], object]) -> int:
    """How many statements `work` sends."""
    with CaptureQueriesContext(connection) as queries:
        work()
    return len(queries)
