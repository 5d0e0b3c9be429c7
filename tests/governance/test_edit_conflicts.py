"""Two people open the same page and both send it: one wins, and the other sees both texts and loses neither."""

from __future__ import annotations

from functools import partial

import pytest
from bs4 import BeautifulSoup

from governance.models import ActionPoint, ExemptNote, Note, Objective
from tests.governance.scenes import consult
from tests.journeys import days
from tests.world import JAN_15, bring_to, comment_on
from workflow.gate import perform

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


def words(soup):
    return " ".join(soup.get_text(" ").split())


def parts(world):
    """One part of each kind, added by Olive."""
    olive = world.acting(world.olive)
    rows = {
        "notes": Note(text="See the annex.", order=1),
        "action-points": ActionPoint(text="Patrols", order=1),
        "exempt-notes": ExemptNote(text="Advice.", paragraph=12, schedule="1986"),
    }
    for row in rows.values():
        row.objective = world.street
        perform(row.add, actor=olive)
    return {**rows, "indicators": world.street.indicators.first()}


def forms(world):
    """Every form on which something is edited: its address, what the first sends, what the second sends, the field."""
    street, rows = world.street.pk, parts(world)
    draft = f"/objectives/{street}/draft"
    stage = world.plan.stages.first()
    day = {
        f"{name}-{part}": value
        for name, month in (("opens_on", "1"), ("closes_on", "2"))
        for part, value in (("day", "15"), ("month", month), ("year", "2001"))
    }
    target = {"resolution": "resolved", "basis": "Returns.", "because": "So."}
    colin, olive, anna = world.colin, world.olive, world.anna
    return {
        "wording": (olive, f"{draft}/wording/", {"title": "To halve it"}, {"title": "To end it"}, "Objective"),
        "objective": (
            olive,
            f"/objectives/{street}/acts/revise/",
            {"title": "To halve it"},
            {"title": "To end it"},
            "Objective",
        ),
        "owner": (
            colin,
            f"/objectives/{street}/acts/assign/",
            {"office": f"{world.omar.pk}:{world.so.pk}"},
            {"office": f"{world.olive.pk}:{world.tp.pk}"},
            "Owner",
        ),
        "target": (
            olive,
            f"/targets/{world.undecided.pk}/acts/revise/",
            {**target, "text": "2 per cent"},
            {**target, "text": "3 per cent"},
            "Target as written",
        ),
        "stage": (
            colin,
            f"/stages/{stage.pk}/acts/revise/",
            {**day, "required": "on", "because": "So.", "checked": "yes"},
            {**day, "closes_on-day": "14", "required": "on", "because": "So.", "checked": "yes"},
            "Closes on",
        ),
        "indicator": (
            olive,
            f"{draft}/indicators/{rows['indicators'].pk}/",
            {"text": "Thefts"},
            {"text": "Robberies"},
            "Indicator",
        ),
        "note": (olive, f"{draft}/notes/{rows['notes'].pk}/", {"text": "Annex A"}, {"text": "Annex B"}, "Note"),
        "action point": (
            olive,
            f"{draft}/action-points/{rows['action-points'].pk}/",
            {"text": "Patrols by day"},
            {"text": "Patrols by night"},
            "Action point",
        ),
        "exempt note": (
            olive,
            f"{draft}/exempt-notes/{rows['exempt-notes'].pk}/",
            {"text": "Advice of A", "paragraph": "12"},
            {"text": "Advice of B", "paragraph": "12"},
            "Exempt note",
        ),
        "name of a body": (
            anna,
            f"/bodies/{world.fpbv.pk}/name/",
            {"name": "Finance", "because": "So.", "checked": "yes"},
            {"name": "Best Value", "because": "So.", "checked": "yes"},
            "Name",
        ),
    }


EDITED = [
    "wording",
    "objective",
    "owner",
    "target",
    "stage",
    "indicator",
    "note",
    "action point",
    "exempt note",
    "name of a body",
]


@pytest.mark.parametrize("which", EDITED)
def test_one_wins_and_the_other_sees_both_texts(world, client, which):
    person, address, first, second, field = forms(world)[which]
    client.force_login(person)
    seen = BeautifulSoup(client.get(address).content, "html.parser").select_one("main [name=seen]")["value"]

    assert client.post(address, {**first, "seen": seen}).status_code == 302
    answer = client.post(address, {**second, "seen": seen})

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "has changed since you opened it." in words(page.select_one(".govuk-error-summary"))
    conflict = page.select_one(".app-conflict")
    assert field in [heading.get_text(strip=True) for heading in conflict.select("h3")]
    assert conflict.select("ins")
    assert conflict.select_one("a")["href"] == address
    again = {box["name"]: box.get("value") or box.get_text() for box in page.select("main form [name]")}
    assert int(again["seen"]) > int(seen)

    assert client.post(address, {**second, "seen": again["seen"]}).status_code == 302


def test_both_texts_stand_side_by_side_word_for_word(world, client):
    client.force_login(world.olive)
    address = f"/objectives/{world.street.pk}/draft/wording/"
    seen = world.street.version
    client.post(address, {"title": "To reduce street crime by half", "seen": seen})

    page = BeautifulSoup(client.post(address, {"title": "To reduce all crime", "seen": seen}).content, "html.parser")

    theirs, yours = page.select(".app-conflict__texts > div")
    assert "To reduce street crime by half" in words(theirs)
    assert [each.find(string=True, recursive=False).strip() for each in yours.select("ins")] == ["all"]
    assert page.select_one("textarea[name=title]").get_text(strip=True) == "To reduce all crime"
    assert "Olive Grant revised Street crime: objective 1: Title from “To reduce street crime” to" in words(page)


def test_whoever_adds_to_what_has_changed_keeps_what_they_typed(world, client):
    client.force_login(world.olive)
    address = f"/objectives/{world.street.pk}/draft/notes/add/"
    perform(partial(world.street.revise, title="To halve it"), actor=world.acting(world.olive))

    answer = client.post(address, {"text": "See the annex.", "seen": world.street.version - 1})

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert page.select_one("textarea[name=text]").get_text(strip=True) == "See the annex."
    assert not Note.objects.filter(objective=world.street).exists()


def test_a_part_that_somebody_withdrew_meanwhile_is_gone(world, client):
    client.force_login(world.olive)
    note = parts(world)["notes"]
    perform(note.withdraw, actor=world.acting(world.olive))

    assert client.post(f"/objectives/{world.street.pk}/draft/notes/{note.pk}/", {"text": "Mine"}).status_code == 404


def something_new(world, which):
    """A form on which nothing of the objective is rewritten: who sends it, where, what, and the box of words."""
    if which == "an answer":
        bring_to(world, "workshop_review")
        form = {"disposition": "noted", "answer": "We have looked at it."}
        return world.olive, f"/comments/{comment_on(world).pk}/answer/", form, "answer"
    if which == "a split":
        form = {"title": "To light the streets", "number": "9", "because": "Two things."}
        form["indicators"] = str(world.street.indicators.first().pk)
        return world.colin, f"/objectives/{world.street.pk}/split/", form, "title"
    form = {"party": "Customs", "purpose": "To set a target.", "question": "Can you?", "checked": "yes"}
    form |= {"due_on-day": "31", "due_on-month": "1", "due_on-year": "2001"}
    return world.olive, f"/objectives/{world.street.pk}/consultations/open/", form, "question"


@pytest.mark.parametrize("which", ["an answer", "a split", "a question"])
def test_what_is_new_is_kept_as_it_was_typed_and_is_no_other_text_of_anything(world, client, which):
    person, address, form, box = something_new(world, which)
    seen = Objective.objects.get(pk=world.street.pk).version
    consult(world, on=JAN_15)
    client.force_login(person)

    answer = client.post(address, {**form, "seen": seen})

    page = BeautifulSoup(answer.content, "html.parser")
    assert answer.status_code == 409
    assert "has changed since you opened it." in words(page.select_one(".govuk-error-summary"))
    assert page.select_one(f"textarea[name={box}]").get_text(strip=True) == form[box]
    assert not page.select(".app-conflict")
