"""A drill (H4): a backup is taken while people work, brought back into an empty database, and is the same."""

from __future__ import annotations

import contextlib
import re
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.utils import timezone

from audit.chain import heads
from notifications.models import Message
from tests.project.programs import manage
from tests.world import World
from workflow.gate import perform

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

NOT_THE_SAME = {"django_session", "notifications_message"}
"""tables that a restore changes on purpose: nobody stays signed in, and post is held"""


@pytest.fixture
def busy(world) -> World:
    """A world that is there for other programs as well, with a message on its way."""
    Message.objects.create(
        person=world.olive, occasion="at_once", created_at=timezone.now(), next_try_at=timezone.now(), subject="News"
    )
    return world


@contextlib.contextmanager
def somewhere_else(folder: Path) -> Iterator[str]:
    """The address of an empty database of the same kind."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder}/restored.sqlite3"
        return
    given, name = connection.settings_dict, f"restored_{uuid4().hex[:12]}"
    server = f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as owner:
        owner.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]
        try:
            yield f"{server}/{name}"
        finally:
            owner.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[arg-type]


def rows_at(address: str) -> dict[str, list[str]]:
    """Every row of every table there, as text, but for what a restore changes."""
    is_file = address.startswith("sqlite")
    opened = sqlite3.connect(urlsplit(address).path) if is_file else psycopg.connect(address)
    tables = sorted(set(connection.introspection.table_names()) - NOT_THE_SAME)
    with contextlib.closing(opened) as there:
        cursor = there.cursor()
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own tables
            found[table] = sorted(repr(row) for row in cursor.fetchall())
        return found


def here() -> str:
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    return f"postgresql://{given['USER']}:{given['PASSWORD']}@{given['HOST']}:{given['PORT'] or 5432}/{given['NAME']}"


def restore(file: Path, address: str, folder: Path):
    return manage(
        "restore", str(file), given={"DATABASE_URL": address, "ASSENT_DEBUG": "1"}, folder=folder, seconds=240
    )


def test_what_is_brought_back_is_the_same_and_sound(busy, tmp_path):
    file = tmp_path / "assent.backup"
    call_command("backup", file, stdout=StringIO())
    before = rows_at(here())

    with somewhere_else(tmp_path) as address:
        said = restore(file, address, tmp_path)
        assert said.returncode == 0, said.stdout + said.stderr
        assert rows_at(address) == before
        assert "Messages held: 1. All sign in anew." in said.stdout
        assert "The ledger is whole" in said.stdout
        assert "The data is sound" in said.stdout
        again = restore(file, address, tmp_path)
    assert again.returncode == 1
    assert "nothing is written over: name an empty one in DATABASE_URL." in again.stderr


def test_a_backup_is_of_one_moment_while_people_go_on_working(busy, tmp_path):
    """Somebody rewords an objective again and again meanwhile; what is brought back is one of the states it had."""
    file, stop, worded = tmp_path / "assent.backup", threading.Event(), threading.Event()
    written: list[int] = []

    def work() -> None:
        while not stop.is_set():
            written.append(len(written) + 1)
            title = f"To reduce street crime {written[-1]}"
            perform(partial(busy.street.revise, title=title), actor=busy.acting(busy.olive))
            worded.set()
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert worded.wait(20)
        call_command("backup", file, stdout=StringIO())
    finally:
        stop.set()
        worker.join()

    with somewhere_else(tmp_path) as address:
        said = restore(file, address, tmp_path)
        assert said.returncode == 0, said.stdout + said.stderr
        (row,) = [row for row in rows_at(address)["governance_objective"] if "To reduce street crime" in row]
    at = int(re.search(r"To reduce street crime (\d+)", row)[1])
    assert 1 <= at <= written[-1]


def test_it_is_for_its_owner_alone_and_writes_over_nothing(busy, tmp_path, capsys):
    file = tmp_path / "assent.backup"
    call_command("backup", file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert "entries of the ledger or more." in capsys.readouterr().out
    with pytest.raises(CommandError, match="is there already, and nothing is written over"):
        call_command("backup", file)
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("backup", tmp_path / "nowhere" / "assent.backup")
    assert list(tmp_path.iterdir()) == [file]


def test_what_is_no_backup_or_is_damaged_is_refused_and_nothing_is_changed(busy, tmp_path):
    file = tmp_path / "assent.backup"
    call_command("backup", file, stdout=StringIO())
    whole = file.read_bytes()
    text, half = tmp_path / "letter.txt", tmp_path / "half"
    text.write_text("Dear clerk")
    half.write_bytes(whole[: len(whole) // 2])
    other = tmp_path / "other"
    with zipfile.ZipFile(file) as ours, zipfile.ZipFile(other, "w") as theirs:
        theirs.writestr("manifest.json", ours.read("manifest.json"))
        theirs.writestr("database", ours.read("database")[:-1] + b"!")

    before = heads()
    for no_backup in (text, half, other, tmp_path / "gone"):
        with pytest.raises(CommandError, match="is not a backup that `manage.py backup` wrote, or not the whole of it"):
            call_command("restore", no_backup)
    with pytest.raises(CommandError, match="nothing is written over"):
        call_command("restore", file)
    assert heads() == before
