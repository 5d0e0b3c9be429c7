"""Building the demo: all of it in one transaction, so that there is never half a demo."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from accounts.models import User
from demo import clock
from demo.stage import Stage
from demo.timetable import TIMETABLE
from governance.models import Body
from notifications.hearing.following import begin_here

FOREIGN_DATABASE = "The demo keeps to a database file of its own, {own}; this is {other}."
NOT_EMPTY = "{own} holds something that is not the demo, and the demo leaves it alone: `make demo-reset` deletes it."


class NotOurs(Exception):
    """This is not the demo's own database, or not the demo that is in it."""


def build() -> bool:
    """Fill the demo's database; False if that has been done before, and then nothing is touched."""
    refuse_foreign_database()
    with transaction.atomic():
        if clock.is_set():
            return False
        if Body.objects.exists() or User.objects.exists():
            raise NotOurs(NOT_EMPTY.format(own=own_file()))
        stage = Stage()
        for play in TIMETABLE:
            play(stage)
        clock.set_up()
        begin_here()  # nobody is told today of what happened until today
    return True


def own_file() -> Path:
    return Path(settings.VAR) / "demo.sqlite3"


def refuse_foreign_database() -> None:
    name = connection.settings_dict["NAME"]
    if settings.DEMO and connection.vendor == "sqlite" and Path(name).resolve() == own_file():
        return
    raise NotOurs(FOREIGN_DATABASE.format(own=own_file(), other=f"{connection.vendor} {name}"))
