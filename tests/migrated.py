"""The database as `migrate` leaves it, made once for a run: every process of it begins with a copy.

Each of them would else migrate for itself, at the same time as the others and to the same end.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).parent.parent
MADE = "ASSENT_TESTS_MIGRATED"
"""tells the processes of a run where it is: a file of SQLite, or the name of a database of PostgreSQL"""


@contextmanager
def once(environment: dict[str, str]) -> Iterator[dict[str, str]]:
    """The environment of a run whose processes begin with copies of what is made here, and forgotten at its end."""
    address = environment.get("DATABASE_URL", "")
    with _on_postgresql(address) if address else _on_sqlite() as (where, name):
        own = {each: value for each, value in environment.items() if not each.startswith("ASSENT_")}
        command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity", "0", "--skip-checks"]
        with tempfile.TemporaryDirectory() as folder:
            own |= {"DATABASE_URL": where, "ASSENT_DEBUG": "1", "ASSENT_VAR": folder}
            subprocess.run(command, cwd=ROOT, env=own, check=True)
        yield environment | {MADE: name}


@contextmanager
def _on_sqlite() -> Iterator[tuple[str, str]]:
    with tempfile.TemporaryDirectory(prefix="assent-migrated-") as folder:
        file = f"{folder}/migrated.sqlite3"
        yield f"sqlite:///{file}", file


@contextmanager
def _on_postgresql(address: str) -> Iterator[tuple[str, str]]:
    name = f"{urlsplit(address).path.strip('/')}_migrated"
    server = urlsplit(address)._replace(path="/postgres").geturl()
    with psycopg.connect(server, autocommit=True) as owner:
        drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
        owner.execute(drop)
        owner.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        try:
            yield urlsplit(address)._replace(path=f"/{name}").geturl(), name
        finally:
            owner.execute(drop)


def begin_with_a_copy() -> bool:
    """Let the database of this process begin as that of the run; whether it is there already."""
    made = os.environ.get(MADE)
    if not made:
        return False
    if connection.vendor == "sqlite":
        shutil.copyfile(made, connection.settings_dict["TEST"]["NAME"])
        return True
    connection.settings_dict["TEST"]["TEMPLATE"] = made
    return False
