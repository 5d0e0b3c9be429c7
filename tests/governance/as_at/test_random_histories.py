"""Over 200 random histories, what is shown as at a moment is what was on the page then, and nothing recorded later."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection

from audit.canonical import plain
from governance.as_at import Record, at_the_end_of, record_of
from governance.as_at.as_json import plan_in_json
from governance.as_at.moment import moment_of
from governance.as_at.reading import offices_then
from governance.models import Decision, Plan
from tests.clock import recorded_on
from tests.governance.as_at.walk import Walk
from tests.governance.scenes import undone
from tests.world import MAR_31, bring_to
from workflow.triggers import governed_models

pytestmark = pytest.mark.slow

SCENES = ["draft", "workshop_review", "committee_comment", "authority_approval", "published"]
"""where Street crime: objective 1 stands when the histories begin"""
EACH = 40 if connection.vendor == "sqlite" else 8
"""how many histories begin in a scene: 200 of them on one database, on the other enough to see that it is the same"""
LOOKED_AT = int(os.environ.get("AS_AT_LOOKED_AT", 20))
"""of so many histories one has its pages compared as well, which take longer; AS_AT_LOOKED_AT=1 compares all of them"""

Rows = dict[str, dict[str, Any]]


@dataclass
class Kept:
    """What could be read at a moment."""

    asked: str
    rows: Rows
    told: dict[str, Any]
    pages: dict[str, str]
    written: int
    """how many words had been written"""


def rows_in_the_database() -> Rows:
    """Every value of every row there is."""
    return {model._meta.label: values_of(model._base_manager.all()) for model in governed_models()}


def rows_of(record: Record) -> Rows:
    """The same of what was rebuilt."""
    return {model._meta.label: values_of(record.all_of(model)) for model in governed_models()}


def values_of(rows: Iterable[Any]) -> dict[str, Any]:
    return {str(row.pk): {**row.snapshot(), "version": row.version} for row in rows}


def told(record: Record) -> dict[str, Any]:
    """Everything that is told of a plan and the people around it."""
    return plain(plan_in_json(record, offices_then(record), with_comments=True))


def read(walk: Walk, asked: str) -> Record:
    plan = walk.world.plan
    return record_of(plan, moment_of(asked, plan, walk.day, lambda pk: Decision.objects.filter(pk=pk).first()))


def page(client: Any, address: str) -> str:
    """The main part of a page."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(BeautifulSoup(answer.content, "html.parser").select_one("main"))


def pages(client: Any, walk: Walk, asked: str) -> dict[str, str]:
    things = (walk.world.plan.get_absolute_url(), f"/objectives/{walk.world.street.pk}/")
    return {thing: page(client, f"{thing}?as_at={asked}") for thing in things}


def text_of(page_: str) -> str:
    """What a page of today and one of then both tell: the plan down to its targets, its counts and its route."""
    soup = BeautifulSoup(page_, "html.parser")
    for extra in soup.select(".app-list__filter, .app-as-at, .govuk-details"):
        extra.decompose()
    parts = [soup.select_one(".app-counts"), soup.select_one("#list"), soup.select_one("#route ~ table")]
    return " ".join(" ".join(part.get_text(" ").split()) for part in parts if part)


def keep(client: Any, walk: Walk, day: date, *, look: bool) -> Kept:
    """What can be read when `day` is over, from the rows and pages of that evening."""
    moment, plan = at_the_end_of(day), walk.world.plan
    kept = Kept(moment.asked, rows_in_the_database(), {}, {}, len(walk.words))
    if look:
        kept.told = told(Record(moment, Plan.objects.get(pk=plan.pk), walk.last_entry(), {}))
        kept.pages = pages(client, walk, moment.asked)
        address = plan.get_absolute_url()
        assert text_of(kept.pages[address]) == text_of(page(client, address))
    return kept


def compare(client: Any, walk: Walk, kept: Kept) -> None:
    """Asked for later, the moment is as it was, and knows no word written since."""
    record = read(walk, kept.asked)
    again = rows_of(record)
    assert again == kept.rows
    shown = {address: page(client, f"{address}?as_at={kept.asked}") for address in kept.pages}
    assert shown == kept.pages
    assert not kept.told or told(record) == kept.told
    said = json.dumps([again, shown, kept.told])
    assert not [word for word in walk.words[kept.written :] if word in said]


def history(client: Any, world: Any, seed: str, *, look: bool) -> Walk:
    """Live through a day, keep what could be read in the evening, live on, and ask for that evening again."""
    walk = Walk(world, seed)
    evening = walk.live_through_a_day()
    kept = keep(client, walk, evening, look=look)
    walk.live_through_a_day()
    compare(client, walk, kept)
    return walk


def someday():
    return date(2030, 1, 1)


@pytest.mark.parametrize("scene", SCENES)
def test_as_at_shows_what_was_on_the_page_then_and_nothing_recorded_later(world, client, scene, settings):
    settings.TODAY = f"{__name__}.someday"
    client.force_login(world.mira)
    if scene != "draft":
        with recorded_on(MAR_31):
            bring_to(world, scene)
    done = 0
    for number in range(EACH):
        seed = f"{scene} {number}"
        try:
            with undone():
                done += history(client, world, seed, look=number % LOOKED_AT == 0).done
        except BaseException as error:
            error.add_note(f"The seed of this history is {seed!r}.")
            raise
    assert done > EACH, "A history in which nothing happens shows nothing."
