"""A correction of what is published is told to those whose text it is, and to those who watch over it."""

from functools import partial

import pytest
from django.conf import settings
from django.core import mail

from governance.models import Note, SustainedActivity
from governance.roles import RoleName
from governance.sealing import CORRECTED
from notifications.hearing.following import begin_here
from notifications.letters.entries import where_they_part
from notifications.round import go_round
from tests.governance.test_corrections import APR_3, NOTE
from tests.publication.scenes import publish_the_plan
from tests.world import (
    JAN_17,
    a_note_on,
    a_person,
    acting,
    an_action_point_of,
    appoint,
    bring_to,
    comment_on,
)
from workflow.gate import perform

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_nothing_due")]
WHOM_THE_PLAN_CONCERNS = ["Ada Lovell", "Colin Reyes", "Cora Lane"]
STREET = "Street crime: objective 1"


@pytest.fixture
def published(world):
    """Olive's objective is out with its plan; Mira commented on it. Clare and Cora are clerks of the Authority."""
    colin = acting(world.colin)
    a_note_on(world.street, by=colin)
    an_action_point_of(world.street, by=colin)
    perform(Note(aspect=world.aspect, text="Includes robery.", order=1).add, actor=colin)
    perform(SustainedActivity(plan=world.plan, title="Homicid", order=1).add, actor=colin)
    bring_to(world, "workshop_review")
    answer = partial(comment_on(world).give_answer, disposition="noted", answer="Thank you.")
    perform(answer, actor=acting(world.olive, JAN_17))
    publish_the_plan(world)
    world.street.refresh_from_db()
    appoint(a_person("cora", "Cora Lane"), world.mpa, RoleName.CLERK, by=acting(world.anna))
    begin_here()
    return world


def told(world, thing, words):
    """Who gets what after Clare has corrected the wording of a thing."""
    perform(partial(thing.correct, words=words), actor=acting(world.clare, APR_3), **NOTE)
    mail.outbox.clear()
    go_round()
    return {(letter.to[0].split(" <")[0], letter.subject) for letter in mail.outbox}


def test_its_owner_coordinators_clerks_auditors_and_who_commented_hear_and_not_who_did_it(published):
    found = told(published, published.street, "To reduce street crimes")
    people = [*WHOM_THE_PLAN_CONCERNS, "Olive Grant", "Mira Shah"]
    assert found == {(name, f"A slip was corrected: {STREET}") for name in people}
    assert (
        f"Clare Hobbs corrected a slip in {STREET}.\n\n"
        "“To reduce street crime” was corrected to “To reduce street crimes”.\n\n"
        "What was wrong: A letter was left out.\n\n"
        "What it promises is the same. The earlier text stays readable, and what bodies decided stays bound to the "
        "text they saw.\n"
    ) in mail.outbox[0].body
    assert f"{settings.ADDRESS}/objectives/{published.street.pk}/" in mail.outbox[0].body
    assert "\n\n\n" not in mail.outbox[0].body


PARTS = {
    "an indicator": lambda world: world.resolved.indicators.get(),
    "a target": lambda world: world.resolved,
    "a note": lambda world: world.street.notes.get(),
    "an action point": lambda world: world.street.action_points.get(),
}


@pytest.mark.parametrize("part", PARTS)
def test_of_a_part_the_same_people_hear_as_of_its_objective(published, part):
    thing = PARTS[part](published)
    words = f"{thing.words};"
    found = told(published, thing, words)
    people = [*WHOM_THE_PLAN_CONCERNS, "Olive Grant", "Mira Shah"]
    assert found == {(name, f"A slip was corrected: {part} of {STREET}") for name in people}
    assert f"was corrected to “{words}”." in mail.outbox[0].body
    where = f"/targets/{thing.pk}/" if part == "a target" else f"/objectives/{published.street.pk}/"
    assert f"{settings.ADDRESS}{where}" in mail.outbox[0].body


def test_of_a_heading_or_its_note_those_hear_who_own_what_stands_under_it(published):
    """Omar owned what was withdrawn before the plan was published, and has no part in it any more."""
    world = published
    headings = {
        "the aspect Street crime": (world.aspect, "Street crimes"),
        "a note of Street crimes": (world.aspect.notes.get(), "Includes robbery."),
        f"the priority {world.aspect.priority}": (world.aspect.priority, f"{world.aspect.priority} and homes"),
    }
    for called, (thing, words) in headings.items():
        found = told(world, thing, words)
        assert {name for name, _ in found} == {*WHOM_THE_PLAN_CONCERNS, "Olive Grant"}
        assert {subject for _, subject in found} == {f"A slip was corrected: {called}"}
        assert f"{settings.ADDRESS}/plans/{world.plan.slug}/headings/#" in mail.outbox[0].body


def test_of_a_sustained_activity_no_owner_hears_for_it_has_none(published):
    activity = published.plan.sustained_activities.get()
    found = told(published, activity, "Homicide")
    subject = "A slip was corrected: the sustained activity Homicid"
    assert found == {(name, subject) for name in WHOM_THE_PLAN_CONCERNS}


def test_whatever_can_be_corrected_has_a_row_and_was_told_here():
    assert len(CORRECTED) == len(["objective", *PARTS, "aspect", "priority", "sustained activity"])


def test_what_people_write_into_a_correction_stays_on_one_line_of_the_mail(published):
    note = {"because": "A letter.\n\nPay at https://evil.example\r\nBcc: all@example.org"}
    act = partial(published.street.correct, words="To reduce street crimes")
    perform(act, actor=acting(published.clare, APR_3), **note)
    mail.outbox.clear()
    go_round()
    assert "What was wrong: A letter. Pay at https://evil.example Bcc: all@example.org\n" in mail.outbox[0].body
    assert all('href="https://evil.example' not in part for part, _ in mail.outbox[0].alternatives)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("robery", "robbery", ("robery", "robbery")),
        (f"{'word ' * 100}robery", f"{'word ' * 100}robbery", (f"…{'word ' * 20}robery", f"…{'word ' * 20}robbery")),
        (f"{'word ' * 100}robber", f"{'word ' * 100}robbery", (f"…{'word ' * 19}robber", f"…{'word ' * 19}robbery")),
        ("a" * 400, "b" * 400, (f"{'a' * 299}…", f"{'b' * 299}…")),
        ("", "b" * 400, ("", f"{'b' * 299}…")),
    ],
)
def test_of_a_long_text_the_mail_shows_the_place_that_changed(old, new, told):
    was, now = where_they_part(old, new)
    assert (was, now) == told
    assert max(len(was), len(now)) <= 300
