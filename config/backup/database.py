"""The database as one file, taken while people work, and put back where nothing is: as SQLite and PostgreSQL do it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

NEEDED = "{program} is not here: apt-get install postgresql-client"


class CannotBeDone(Exception):
    """The database was not saved or not brought back; the sentence says why."""


def dump(to: Path) -> None:
    """Everything in the database as it is at one moment, written to a file that is not there yet. Nobody is kept
    waiting. Raises CannotBeDone."""
    if connection.vendor == "sqlite":
        _dump_sqlite(to)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={to}")


def load(dumped: Path) -> None:
    """Bring back what was dumped, all of it or nothing. Raises CannotBeDone, also where something is already."""
    refuse_unless_empty()
    if connection.vendor == "sqlite":
        _load_sqlite(dumped)
    else:
        name = connection.settings_dict["NAME"]
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", f"--dbname={name}")
        _run("pg_restore", *options, str(dumped), names_database=False)
    connection.close()


def refuse_unless_empty() -> None:
    """Raises CannotBeDone where a table is: nothing is ever written over."""
    if tables := connection.introspection.table_names():
        raise CannotBeDone(
            f"The database holds {len(tables)} tables already, and nothing is written over: name an empty one in "
            "DATABASE_URL."
        )


def _dump_sqlite(to: Path) -> None:
    file = connection.settings_dict["NAME"]
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=20)) as database:
            database.execute("VACUUM INTO ?", [str(to)])
    except sqlite3.Error as error:
        raise CannotBeDone(f"SQLite could not write the copy: {error}.") from error


def _load_sqlite(dumped: Path) -> None:
    file = Path(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(f"file:{dumped}?mode=ro", uri=True)) as database:
        if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise CannotBeDone("SQLite says that the copy is damaged.")
    connection.close()
    beside = file.with_name(f"{file.name}.restored")
    shutil.copyfile(dumped, beside)
    for leftover in ("-wal", "-shm"):  # of the empty database that was looked at
        file.with_name(file.name + leftover).unlink(missing_ok=True)
    os.replace(beside, file)


def _run(program: str, *options: str, names_database: bool = True) -> None:
    found = shutil.which(program)
    if found is None:
        raise CannotBeDone(NEEDED.format(program=program))
    words, environment = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    where = words[1:] if names_database else words[1:-1]
    ended = subprocess.run(  # noqa: S603 - our own words, and the name of our own database
        [found, *options, *where], env=os.environ | (environment or {}), capture_output=True, text=True, check=False
    )
    if ended.returncode:
        said = ended.stderr.strip().splitlines() or ["nothing"]
        raise CannotBeDone(f"{program} ended with {ended.returncode} and said: {said[0]}")
