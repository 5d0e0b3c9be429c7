"""What we promise about speed, each beside its floor or its peer in the same run: `make bench`.

Figures are ratios. The seconds beside them belong to this machine and this moment.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

os.environ.setdefault("ASSENT_DEBUG", "1")
os.environ.setdefault("ASSENT_LOG_LEVEL", "ERROR")
os.environ.setdefault("ASSENT_VAR", tempfile.mkdtemp(prefix="assent-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the environment
from django.db import connection, transaction  # noqa: E402 - after the environment
from django.test.utils import setup_databases, teardown_databases  # noqa: E402


def main() -> None:
    """Measure everything on the database that DATABASE_URL names, in a database of its own."""
    from benchmarks import measures
    from tests.world import build_world

    settings.DEBUG = False  # or every statement would be kept, and take its time and memory
    old = setup_databases(verbosity=0, interactive=False)
    try:
        world = build_world()
        print(f"On {connection.vendor}:")
        for measure in measures.ALL:
            with undone():
                print(f"  {measure(world)}")
        for measure in measures.LAST:
            print(f"  {measure(world)}")
    finally:
        teardown_databases(old, verbosity=0)


@contextmanager
def undone() -> Iterator[None]:
    """Leave nothing behind for the next measure."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
