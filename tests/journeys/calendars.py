"""Addresses of files for other calendars, and of the page where a person makes a secret one: their form and lines."""

from __future__ import annotations

from typing import Any

from documents import personal_calendar
from tests.world import World, acting

FORMS: dict[str, dict[str, str]] = {"their address": {"seen": "1"}}

TABLE = """
your_calendar | | nothing | in; 200 | in; 405 | in; 405
make_calendar_address | | nothing | in; 405 | in; 409 | in; 405
revoke_calendar_address | | their address | in; 405 | in; done olive; 409 | in; 405
calendar_of_person | {calendar} | nothing | 200 | 405 | 405
calendar_of_person | no-such-word | nothing | 404 | 405 | 405
meeting_ics | {meeting} | nothing | 200 | 405 | 405
body_ics | {body} | nothing | 200 | 405 | 405
"""


def calendars_of(world: World) -> dict[str, Any]:
    """Olive has made herself an address."""
    address = personal_calendar.make(world.olive, seen=0, actor=acting(world.olive))
    return {"calendar": address.rpartition("/")[2].removesuffix(".ics")}
